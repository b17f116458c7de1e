"""Videos made of what was captured, decoded again: who is seen where, what is heard when, and what goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from msgspec import structs
from PIL import Image

from convener.domain.composition.canvas import frame_planes
from convener.domain.composition.compose import compose
from convener.domain.composition.layout import Box, TileKind, scenes
from convener.domain.composition.plan import Chapter, Message, Person, Picture, Piece, Plan, Sketched, Span, Track
from convener.recording.codecs import Codec
from convener.recording.drawings import VERSION, Drawing, DrawingChange
from convener.recording.index import read_tracks
from convener.recording.matroska import TrackFormat
from convener.recording.port import TrackKind
from tests.domain.composition.drawing.drawn import BLUE, shape
from tests.domain.composition.drawing.test_sketch import whole
from tests.factories.captures import CaptureFolder, encoded_flash, encoded_tone

NAMES = {"ann": "Ann Archer", "bob": "محمد العربي", "cleo": "山田太郎"}


def plan_of(folder: Path, duration: int, **columns: object) -> Plan:
    """The video of all that was captured into a folder."""
    tracks = [
        Track(
            file=str(track.file),
            person=track.person,
            kind=track.kind,
            pieces=tuple(Piece(at=one.at, start=one.start, length=one.length) for one in track.pieces()),
        )
        for track in read_tracks(folder)
    ]
    people = {track.person: None for track in tracks}
    spans = (Span(at=0, length=duration),)
    return Plan(
        title="Spring review",
        duration=duration,
        people=tuple(Person(id=id_, name=NAMES[id_], spans=spans) for id_ in people),
        tracks=tuple(tracks),
        **columns,  # type: ignore[arg-type]
    )


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def nothing(_done: int, _all: int) -> None:
    """No progress is shown."""


def brightness(video: Path, box: Box) -> Callable[[float], float]:
    """The mean brightness of a part of the picture that is seen at a second."""
    seen: list[tuple[float, float]] = []
    with av.open(video) as container:
        for frame in container.decode(video=0):
            middle = frame_planes(frame).y[box.y + box.height // 3 : box.y + box.height // 2, box.x + box.width // 3 :][
                :, : box.width // 3
            ]
            seen.append((float(frame.time or 0), float(middle.mean())))
    return lambda second: next(value for time, value in reversed(seen) if time <= second)


def loudness(file: Path) -> list[float]:
    """The loudest sample of each 10 ms."""
    with av.open(file) as container:
        sound = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    return [float(np.abs(sound[at : at + 480]).max()) for at in range(0, len(sound) - 479, 480)]


def test_who_is_seen_and_heard_when(tmp_path: Path, out: Path) -> None:
    capture = CaptureFolder(tmp_path / "1")
    capture.camera("ann", 0, 150, value=60)
    capture.camera("bob", 2_000, 50, value=200, codec=Codec.H264)
    capture.camera("bob", 3_000, 25, value=235, kind=TrackKind.SCREEN, codec=Codec.VP9)
    capture.microphone("ann", 0, 100, hertz=440.0)
    capture.microphone("cleo", 4_000, 50, hertz=880.0, killed=True)
    chapters = (Chapter(at=0, title="Welcome"), Chapter(at=3_000, title="Numbers"))
    plan = plan_of(tmp_path / "1", 7_000, chapters=chapters)
    told: list[tuple[int, int]] = []
    made = compose(plan, tmp_path / "1", out, lambda done, total: told.append((done, total)))
    assert told[-1] == (14_000, 14_000)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert sorted(file.name for file in out.iterdir()) == ["sound.m4a", "video.mp4"]

    with av.open(made.video) as container:
        assert (container.duration or 0) / 1e6 == pytest.approx(7, abs=0.1)
        picture, sound = container.streams.video[0], container.streams.audio[0]
        assert (picture.codec_context.name, picture.width, picture.height) == ("h264", 1280, 720)
        assert (sound.codec_context.name, sound.sample_rate) == ("aac", 48_000)
        told_chapters = [(one["start"], one["end"], one["metadata"]["title"]) for one in container.chapters()]
        assert told_chapters == [(0, 3_000, "Welcome"), (3_000, 7_000, "Numbers")]
        assert container.metadata["title"] == "Spring review"

    found = {scene.at: {f"{t.kind} {t.text}": t.box for t in scene.tiles} for scene in scenes(plan)}
    begin, shared = found[0], found[3_000]
    ann = brightness(made.video, begin[f"camera {NAMES['ann']}"])
    assert ann(1) == pytest.approx(60, abs=6)
    both = found[2_000]
    assert brightness(made.video, both[f"camera {NAMES['bob']}"])(2.5) == pytest.approx(200, abs=6)
    assert brightness(made.video, shared[f"screen {NAMES['bob']}"])(3.5) == pytest.approx(235, abs=6)
    assert brightness(made.video, both[f"camera {NAMES['ann']}"])(5) == pytest.approx(60, abs=6)
    assert brightness(made.video, both[f"camera {NAMES['bob']}"])(5.5) < 190, "the camera is off, its picture is gone"

    heard = loudness(made.sound)
    assert len(heard) == pytest.approx(700, abs=5)
    assert min(heard[20:180]) > 0.2
    assert max(heard[220:390]) < 0.02
    assert min(heard[420:480]) > 0.2
    assert max(heard[520:]) < 0.02


def test_picture_and_sound_are_in_step(tmp_path: Path, out: Path) -> None:
    """A flash and a beep at the same moments, of people who came at different times, near the beginning and in the
    second of two parts; the microphone was muted in between."""
    capture = CaptureFolder(tmp_path / "1")
    flashes = (3_000, 66_000)
    # The camera sends only around the flashes: what stands still costs nothing.
    times = [at for flash in flashes for at in range(flash - 1_000, flash + 1_000, 40)]
    encoded = encoded_flash(Codec.VP8, 64, 48, len(times), [times.index(flash) for flash in flashes])
    pictures = [(at - times[0], *one) for at, one in zip(times, encoded, strict=True)]
    track = TrackFormat(codec=Codec.VP8, width=64, height=48)
    capture.track("ann", TrackKind.CAMERA, track, times[0], pictures)
    silent, loud = encoded_tone(1, 440.0, volume=0.0)[0], encoded_tone(10, 440.0)
    frames = [(20 * n, silent, True) for n in range(1_000)]
    for flash in flashes:
        at = flash - 1_000
        frames = [one for one in frames if not at <= one[0] < at + 200] + [
            (at + 20 * n, one, True) for n, one in enumerate(loud)
        ]
    frames += [(at, silent, True) for at in range(60_000, 67_000, 20) if not 65_000 <= at < 65_200]
    capture.track("ann", TrackKind.MICROPHONE, TrackFormat(codec=Codec.OPUS), 1_000, sorted(frames))
    plan = plan_of(tmp_path / "1", 68_000)
    made = compose(plan, tmp_path / "1", out, nothing)
    bright = brightness(made.video, scenes(plan)[1].tiles[0].box)
    heard = loudness(made.video)
    for flash in flashes:
        seconds = np.arange(flash / 1_000 - 0.5, flash / 1_000 + 1, 0.01)
        seen = next(second for second in seconds if bright(second) > 150)
        beep = next(at for at in range(flash // 10 - 100, len(heard)) if heard[at] > 0.1) / 100
        assert abs(seen - beep) <= 0.08
        assert abs(seen - flash / 1_000) <= 0.08


def test_pages_are_shown(tmp_path: Path, out: Path) -> None:
    capture = CaptureFolder(tmp_path / "1")
    capture.microphone("ann", 0, 50)
    Image.new("RGB", (300, 400), (250, 250, 250)).save(tmp_path / "1" / "page.png")
    (tmp_path / "1" / "broken.png").write_bytes(b"\x89PNG no picture")
    pages = [("page.png", 0), ("broken.png", 1_000), ("missing.png", 2_000)]
    shown = tuple(Picture(file=str(tmp_path / "1" / file), at=at, length=1_000) for file, at in pages)
    plan = plan_of(tmp_path / "1", 3_000, pictures=shown, height=1080)
    made = compose(plan, tmp_path / "1", out, nothing)
    page = brightness(made.video, scenes(plan)[0].tiles[0].box)
    assert page(0.5) > 230
    assert page(1.5) < 60, "a page that is no picture is not shown, and what comes after it is"
    with av.open(made.video) as container:
        assert container.streams.video[0].height == 1080


def test_a_track_that_is_no_track_harms_nothing(tmp_path: Path, out: Path) -> None:
    capture = CaptureFolder(tmp_path / "1")
    capture.camera("ann", 0, 50, value=60)
    for number in (1, 2):
        (tmp_path / "1" / f"bad{number}.webm").write_bytes(b"\x1a\x45\xdf\xa3" + bytes(range(256)) * 20)
    piece = (Piece(at=0, start=0, length=2_000),)
    plan = plan_of(tmp_path / "1", 2_000)
    bad = [
        Track(file=str(tmp_path / "1" / f"bad{number}.webm"), person="bob", kind=kind, pieces=piece)
        for number, kind in ((1, TrackKind.CAMERA), (2, TrackKind.MICROPHONE))
    ]
    broken = bytearray((tmp_path / "1" / "1.webm").read_bytes())
    broken[len(broken) // 2 : len(broken) // 2 + 200] = bytes(200)
    (tmp_path / "1" / "1.webm").write_bytes(broken)
    people = (*plan.people, Person(id="bob", name="Bob", spans=(Span(at=0, length=2_000),)))
    made = compose(
        Plan(title="", duration=2_000, people=people, tracks=(*plan.tracks, *bad)), tmp_path / "1", out, nothing
    )
    with av.open(made.video) as container:
        assert (container.duration or 0) / 1e6 == pytest.approx(2, abs=0.1)


def test_what_progress_raises_ends_it(tmp_path: Path, out: Path) -> None:
    capture = CaptureFolder(tmp_path / "1")
    capture.microphone("ann", 0, 50)
    numbers: Iterator[int] = iter(range(100))

    def stop(_done: int, _all: int) -> None:
        if next(numbers) == 1:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        compose(plan_of(tmp_path / "1", 600_000), tmp_path / "1", out, stop)
    assert not (out / "video.mp4").exists()


def _sketched(tmp_path: Path) -> Sketched:
    """A blue rectangle from 3 s on, gone at 6 s."""
    element = shape("rectangle", 0, 0, 960, 540, backgroundColor=BLUE, strokeColor=BLUE) | {"id": "a", "index": "a0"}
    changes = [whole(3_000, element), DrawingChange(at=6_000, id="a")]
    file = tmp_path / "1" / "drawing.json"
    file.write_bytes(Drawing(version=VERSION, changes=changes).encode())
    return Sketched(file=str(file), start=0, end=8_000)


@pytest.mark.parametrize("is_page", [True, False])
def test_what_is_drawn_is_seen_from_the_second_on_in_which_it_was_drawn(
    tmp_path: Path, out: Path, is_page: bool
) -> None:
    capture = CaptureFolder(tmp_path / "1")
    capture.microphone("ann", 0, 400, hertz=440.0)
    file = tmp_path / "1" / "page.png"
    Image.new("RGB", (640, 360), "#ffffff").save(file)
    shown = Picture(file=str(file) if is_page else "", sketch=_sketched(tmp_path), at=1_000, length=7_000)
    plan = plan_of(tmp_path / "1", 8_000, pictures=(shown,))
    made = compose(plan, tmp_path / "1", out, nothing)
    tile = next(tile for scene in scenes(plan) for tile in scene.tiles if tile.kind is TileKind.PICTURE)
    bright = brightness(made.video, tile.box)
    assert min(bright(second) for second in (1.5, 2.5, 2.9)) > 200
    assert max(bright(second) for second in (3.1, 4, 5.9)) < 130
    assert min(bright(second) for second in (6.1, 7.5)) > 200


def test_what_was_cut_off_a_drawing_is_not_seen(tmp_path: Path, out: Path) -> None:
    capture = CaptureFolder(tmp_path / "1")
    capture.microphone("ann", 0, 100, hertz=440.0)
    sketch = structs.replace(_sketched(tmp_path), start=4_000, end=6_000)
    plan = plan_of(tmp_path / "1", 2_000, pictures=(Picture(sketch=sketch, at=0, length=2_000),))
    made = compose(plan, tmp_path / "1", out, nothing)
    bright = brightness(made.video, scenes(plan)[0].tiles[0].box)
    assert max(bright(second) for second in (0.1, 1, 1.9)) < 130, "it is there from the beginning to the end"


def test_a_drawing_that_cannot_be_read_costs_nothing_but_itself(tmp_path: Path, out: Path) -> None:
    capture = CaptureFolder(tmp_path / "1")
    capture.camera("ann", 0, 25, value=60)
    (tmp_path / "1" / "drawing.json").write_bytes(b"{")
    sketch = Sketched(file=str(tmp_path / "1" / "drawing.json"), start=0, end=1_000, pictures={"a": "nowhere"})
    plan = plan_of(tmp_path / "1", 1_000, pictures=(Picture(sketch=sketch, at=0, length=1_000),))
    made = compose(plan, tmp_path / "1", out, nothing)
    assert brightness(made.video, scenes(plan)[0].tiles[0].box)(0.5) > 200


def test_what_was_written_is_seen_for_a_while(tmp_path: Path, out: Path) -> None:
    capture = CaptureFolder(tmp_path / "1")
    capture.camera("ann", 0, 300, value=200)
    written = "a message that is as long as the picture is wide, " * 4
    plan = plan_of(tmp_path / "1", 11_000, messages=(Message(at=1_000, name="Ann Archer", text=written),))
    made = compose(plan, tmp_path / "1", out, nothing)
    tile = scenes(plan)[0].tiles[0].box
    # Above the name, in the lower left corner.
    line = Box(tile.x + 60, tile.y + tile.height - 120, 240, 120)
    bright = brightness(made.video, line)
    before, during, after = bright(0.5), bright(3), bright(9.5)
    assert during < before - 40
    assert abs(after - before) < 10
