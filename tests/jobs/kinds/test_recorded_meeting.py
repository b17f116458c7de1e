"""A meeting of known pictures and tones, from the packets to the video: who is who, in step, as long as it was, silent
where somebody was muted, with screens and pages at the right second.

Two people flash and beep every 1.1 seconds, which is no multiple of the time between two pictures of the video: what
is found is not the same part of one by chance. Ann is dark and sounds low, the host is bright and sounds high. What is
sent follows a clock of its own, so it is the same on a machine that is slow.
"""

from __future__ import annotations

import asyncio
import io
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image
from sqlalchemy import delete, select

from convener.domain import blobs
from convener.domain.composition.canvas import frame_planes
from convener.domain.composition.layout import TileKind, scenes
from convener.domain.recordings import recordings
from convener.domain.recordings.recordings import Format
from convener.domain.room import moderation, showing
from convener.domain.room.documents import DOCUMENT
from convener.domain.timelines.timeline import Timeline, TimelineTrack
from convener.domain.timelines.video import make_plan
from convener.jobs.kinds.videos import COMPOSE_VIDEO
from convener.recording.codecs import Codec
from convener.recording.index import capture_folder, read_capture
from convener.recording.port import TrackKind
from convener.storage.blobs import BlobStore
from convener.storage.models import Content, ContentPage, Participant, Recording
from tests.factories.captures import encoded_beep, encoded_values
from tests.factories.contents import insert_document
from tests.factories.jobs import do_all, runner
from tests.factories.looped import LoopedTrack
from tests.factories.played import pictures, rises, sounds
from tests.factories.stage import Stage, play
from tests.factories.studio import Studio

pytestmark = pytest.mark.long

PERIOD = 1.1
"""Seconds from flash to flash; each takes 0.2."""
MUTED = (7.0, 12.0)
"""Seconds in which the host is muted."""
SHARED = ((3.0, 6.0), (13.0, 16.0))
"""Seconds in which Ann shares her screen."""
TURNED = 9.5
"""The second in which the page is turned."""
LENGTH = 20.0
STEP = 80.0
"""Milliseconds by which sound and picture may differ."""
LEVELS = {"ann": (40, 100), "host": (150, 225)}
HERTZ = {"ann": 500.0, "host": 1_500.0}
SCREEN = (70, 110, 150, 190, 230)
"""The brightness of the screen, by the second."""
PAGES = (60, 200)

Series = list[tuple[float, float]]
"""Pairs of a time, in milliseconds of the recording, and a value."""


@dataclass
class Meeting:
    """What was sent: ``begun`` and the other times are unix seconds. ``shared``: from before a screen was shared until
    after it was shared no more; ``turned``: the same of turning the page."""

    begun: float
    ended: float
    started: float
    shared: list[tuple[float, float]]
    turned: tuple[float, float]

    def second(self, milliseconds: float) -> float:
        """The second of what was sent at this time of the recording."""
        return self.started + milliseconds / 1_000 - self.begun

    def time(self, moment: float) -> float:
        """The time of the recording, in milliseconds, at this moment."""
        return (moment - self.started) * 1_000

    def late(self, found: Iterable[float]) -> Series:
        """For each flash or beep that was found: its second, and by how many milliseconds it comes later than it was
        sent."""
        seconds = [self.second(one) for one in found]
        return [(one, (one - round(one / PERIOD) * PERIOD) * 1_000) for one in seconds]


def page(level: int) -> bytes:
    written = io.BytesIO()
    Image.new("L", (320, 180), level).save(written, "WEBP", lossless=True)
    return written.getvalue()


def insert_pages(studio: Studio) -> str:
    """A document of two pages, each of one brightness."""
    store = BlobStore.of(studio.settings)
    with studio.room.locked() as (session, meeting):
        document = insert_document(session, meeting, pages=len(PAGES))
    for number, level in enumerate(PAGES, 1):
        picture = page(level)
        key = blobs.store(studio.database, store, io.BytesIO(picture))
        with studio.database.write() as session:
            blobs.claim(session, key)
            pages = session.query(ContentPage).join(Content, Content.id == ContentPage.content_id)
            row = pages.filter(Content.resource_id == document, ContentPage.number == number).one()
            row.blob = key
            row.pictures = [{"width": 320, "height": 180, "start": 0, "size": len(picture)}]
    return document


def forget_document(studio: Studio) -> None:
    """The document that was shown is gone, and its files: a recording that is finished needs nothing of its meeting."""
    store = BlobStore.of(studio.settings)
    with studio.database.write() as session:
        for one in session.scalars(select(ContentPage)):
            if one.blob is not None:
                store.delete(one.blob)
        session.execute(delete(ContentPage))
        session.execute(delete(Content))


def meet(studio: Studio) -> Meeting:
    """The meeting; what is sent of it is captured, and the recording is finished."""
    document = insert_pages(studio)
    folder = capture_folder(studio.settings.data, studio.reid, 1)
    cameras = {
        name: [data for data, _ in encoded_values(Codec.VP8, 160, 90, [bright] * 4 + [dark] * 18, 22)]
        for name, (dark, bright) in LEVELS.items()
    }
    beeps = {name: encoded_beep(55, hertz, volume=0.4, every=55) for name, hertz in HERTZ.items()}
    screen = [data for data, _ in encoded_values(Codec.VP8, 320, 180, [one for one in SCREEN for _ in range(10)], 10)]
    times: list[float] = []

    def show(act: str, number: int) -> None:
        with studio.database.write() as session:
            insider = moderation.inside(session, session.get_one(Participant, studio.room.ids["host"]))
            getattr(showing, act)(session, insider, DOCUMENT, document, number)

    async def script(stage: Stage) -> None:
        begun = time.time() + 0.3

        async def until(second: float) -> None:
            await asyncio.sleep(max(0.0, begun + second - time.time()))
            times.append(time.time())

        for name, browser in stage.browsers.items():
            browser.add(LoopedTrack("audio", beeps[name], 50, begun, off=MUTED if name == "host" else (0.0, 0.0)))
            browser.add(LoopedTrack("video", cameras[name], 20, begun))
        times.append(begun)
        await stage.admit()
        await asyncio.gather(*(browser.offer() for browser in stage.browsers.values()))
        await asyncio.to_thread(show, "show", 1)
        ann = stage.browsers["ann"]
        for begin, end in SHARED:
            await until(begin)
            ann.add(LoopedTrack("video", screen, 10, begun), "screen")
            await ann.offer()
            await until(end)
            await ann.end("screen")
            times.append(time.time())
            if end < TURNED:
                await until(TURNED)
                await asyncio.to_thread(show, "turn", 2)
                times.append(time.time())
        await until(LENGTH)

    play(folder, {name: studio.room.public[name] for name in LEVELS}, script)
    begun, first, _, over, before, after, second, _, end, ended = times
    started = read_capture(folder).started_at / 1_000
    studio.add_stretch(1, datetime.fromtimestamp(started, UTC), ended - started)
    studio.finish()
    return Meeting(begun, ended, started, [(first, over), (second, end)], (before, after))


def stored(studio: Studio, name: str, folder: Path) -> Path:
    file = folder / name
    file.write_bytes(studio.read(name))
    return file


def of(studio: Studio, timeline: Timeline, person: str, kind: TrackKind) -> list[TimelineTrack]:
    return [one for one in timeline.tracks if (one.person, one.kind) == (studio.room.public[person], kind.value)]


def placed(track: TimelineTrack, values: Iterable[tuple[float, float]]) -> Series:
    """Values at times of the file, at those of the recording; without what is not played."""
    return [
        (piece.at + at - piece.start, value)
        for at, value in values
        for piece in track.pieces
        if piece.start <= at < piece.start + piece.length
    ]


def heard(file: Path) -> Series:
    return [(at + 10 * number, value) for at, values in sounds(file) for number, value in enumerate(values)]


def is_steady(second: float) -> bool:
    """Whether it is in the middle of what a screen shows in a second."""
    return 0.2 < second % 1 < 0.8


def expect_in_step(meeting: Meeting, shown: Iterable[float], sounded: Iterable[float]) -> None:
    """At the beginning and at the end, flashes and beeps come as they were sent, and together."""
    seen, listened = meeting.late(shown), meeting.late(sounded)
    for begin, end in ((0.0, 6.6), (14.0, LENGTH)):
        of_pictures = [late for at, late in seen if begin <= at < end]
        of_sounds = [late for at, late in listened if begin <= at < end]
        assert len(of_pictures) >= 3
        assert len(of_sounds) >= 3
        assert abs(median(of_pictures) - median(of_sounds)) <= STEP
        assert abs(median(of_sounds)) <= STEP


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # it takes as long as the meeting
def test_what_was_sent_is_in_the_tracks_and_in_the_video(studio: Studio, tmp_path: Path) -> None:
    meeting = meet(studio)
    timeline = studio.timeline()
    assert abs(timeline.duration - meeting.time(meeting.ended)) < 500
    turned = [meeting.started + one.at / 1_000 for one in timeline.events if one.kind == "page" and one.page == 2]
    assert len(turned) == 1
    assert meeting.turned[0] - 0.1 <= turned[0] <= meeting.turned[1] + 0.1
    forget_document(studio)
    expect_tracks(studio, meeting, timeline, tmp_path)
    do_all(runner(studio.database, studio.site, studio.settings), COMPOSE_VIDEO)
    expect_video(studio, meeting, timeline, tmp_path)


def expect_tracks(studio: Studio, meeting: Meeting, timeline: Timeline, folder: Path) -> None:
    """What was captured, as it is played and downloaded."""
    for name, (dark, bright) in LEVELS.items():
        (camera,) = of(studio, timeline, name, TrackKind.CAMERA)
        (microphone,) = of(studio, timeline, name, TrackKind.MICROPHONE)
        seen = placed(camera, pictures(stored(studio, camera.id, folder)))
        values = [value for _, value in seen]
        assert min(values) == pytest.approx(dark, abs=8)
        assert max(values) == pytest.approx(bright, abs=8)
        file = stored(studio, microphone.id, folder)
        listened = placed(microphone, heard(file))
        assert pitch(file) == pytest.approx(HERTZ[name], abs=60)
        expect_in_step(meeting, rises(seen, (dark + bright) / 2), rises(listened, 0.2))
        if name == "host":
            # A machine that stands still makes the recorder begin another piece; the mute is the longest pause.
            before, after = max(pairwise(microphone.pieces), key=lambda two: two[1].at - two[0].at - two[0].length)
            assert meeting.second(before.at + before.length) == pytest.approx(MUTED[0], abs=0.15)
            assert MUTED[1] - 0.15 <= meeting.second(after.at) <= MUTED[1] + 2
            # In the file there is silence in between, not nothing: players keep the time.
            quiet = [value for at, value in heard(file) if before.start + before.length + 50 < at < after.start - 50]
            assert len(quiet) > 400
            assert max(quiet) < 0.02
    screens = of(studio, timeline, "ann", TrackKind.SCREEN)
    assert not of(studio, timeline, "host", TrackKind.SCREEN)
    for track, (begin, end) in zip(screens, meeting.shared, strict=True):
        shown = placed(track, pictures(stored(studio, track.id, folder)))
        assert len(shown) >= 5
        assert meeting.time(begin) - STEP <= shown[0][0] < shown[-1][0] <= meeting.time(end) + STEP
        expect_screen(meeting, shown, 0)


def expect_screen(meeting: Meeting, shown: Series, least: int) -> None:
    """Each picture of a shared screen is that of its second."""
    steady = [(meeting.second(at), value) for at, value in shown if is_steady(meeting.second(at))]
    assert len(steady) >= least
    for second, value in steady:
        assert value == pytest.approx(SCREEN[int(second) % 5], abs=8), second


def pitch(file: Path) -> float:
    """The frequency that is loudest, in Hz."""
    with av.open(str(file)) as container:
        sound = np.concatenate([frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)])
        channels = len(container.streams.audio[0].layout.channels) if sound.dtype.kind == "i" else 1
    spectrum = np.abs(np.fft.rfft(sound[::channels].astype(np.float64)))
    return float(np.argmax(spectrum)) * 48_000 / len(sound[::channels])


def expect_video(studio: Studio, meeting: Meeting, timeline: Timeline, folder: Path) -> None:
    """The one file of all, decoded again."""
    with studio.database.read() as session:
        recording = session.get_one(Recording, studio.recording_id)
        film = recordings.find_file(session, recording, Format.VIDEO)
    assert film is not None
    video = folder / "video.mp4"
    video.write_bytes(BlobStore.of(studio.settings).read_whole(film.blob))
    names = {part: Path(part) for part in studio.parts()}
    seen = in_tiles(video, scenes(make_plan(timeline, "", names)))
    with av.open(str(video)) as container:
        assert (container.duration or 0) / 1_000 == pytest.approx(timeline.duration, abs=200)
        sound = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    for name, (dark, bright) in LEVELS.items():
        camera = seen[TileKind.CAMERA, studio.room.public[name]]
        listened = tone(sound, HERTZ[name])
        expect_in_step(meeting, rises(camera, (dark + bright) / 2), rises(listened, 0.15))
        muted = [value for at, value in listened if MUTED[0] + 0.2 < meeting.second(at) < MUTED[1] - 0.2]
        assert max(muted) < 0.05 if name == "host" else max(muted) > 0.2
    screen = seen[TileKind.SCREEN, ""]
    for begin, end in meeting.shared:
        expect_screen(meeting, [one for one in screen if meeting.time(begin) <= one[0] <= meeting.time(end)], 5)
    pages = seen[TileKind.PICTURE, ""]
    (turned,) = rises(pages, 128)
    assert meeting.turned[0] - 0.15 <= meeting.started + turned / 1_000 <= meeting.turned[1] + 0.15
    shared = [piece for one in of(studio, timeline, "ann", TrackKind.SCREEN) for piece in one.pieces]
    assert not [at for at, _ in pages for one in shared if one.at + 100 < at < one.at + one.length - 100]


def in_tiles(video: Path, found: list[Any]) -> dict[tuple[TileKind, str], Series]:
    """How bright the middle of each tile is at each picture: cameras by person."""
    seen: dict[tuple[TileKind, str], Series] = {}
    with av.open(str(video)) as container:
        for frame in container.decode(video=0):
            at = float(frame.time or 0) * 1_000
            scene = next(one for one in reversed(found) if one.at <= at)
            picture = frame_planes(frame).y
            for tile in scene.tiles:
                box = tile.box
                middle = picture[box.y + box.height // 2 - 8 : box.y + box.height // 2 + 8]
                value = float(middle[:, box.x + box.width // 2 - 8 : box.x + box.width // 2 + 8].mean())
                person = tile.person if tile.kind is TileKind.CAMERA else ""
                seen.setdefault((tile.kind, person), []).append((at, value))
    return seen


def tone(sound: Any, hertz: float) -> Series:
    """How loud a tone is at each 10 ms, from 0 to 1; in 20 ms there are whole waves of it."""
    wave = np.exp(-2j * np.pi * hertz * np.arange(960) / 48_000)
    starts = range(0, len(sound) - 960, 480)
    return [(start / 48 + 10, float(abs(np.dot(sound[start : start + 960], wave)) / 480)) for start in starts]
