"""Tracks whose ends were cut off: in the files that are made is nothing of what was, and all of the rest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from convener.domain.composition.cutting import CutFile, TrackToCut, cut_track
from convener.recording.codecs import Codec
from convener.recording.depayload import depayloader
from convener.recording.index import TrackIndex, read_tracks
from convener.recording.matroska import TrackFormat, read_blocks
from convener.recording.port import TrackKind
from tests.factories.captures import CaptureFolder, encoded_tone, encoded_values
from tests.factories.packets import payloads_of
from tests.factories.played import pictures, sounds

WIDTH, HEIGHT = 320, 240


def camera(folder: Path, codec: Codec, values: list[int], every: int) -> TrackIndex:
    """Pictures of these brightnesses as they are captured, 25 a second, a keyframe after so many."""
    capture, reader = CaptureFolder(folder), depayloader(codec)
    frames: list[tuple[int, bytes, bool]] = []
    track = TrackFormat(codec=codec, width=WIDTH, height=HEIGHT)
    for number, (data, keyframe) in enumerate(encoded_values(codec, WIDTH, HEIGHT, values, every)):
        frame = reader.frame(payloads_of(codec, data, keyframe=keyframe))
        if frame.head is not None:
            track = replace(track, private=frame.head.private)
        frames.append((40 * number, frame.data, keyframe))
    capture.track("ann", TrackKind.CAMERA, track, 0, frames)
    return read_tracks(folder)[0]


def cut(track: TrackIndex, start: int, until: int, out: Path) -> list[CutFile]:
    out.mkdir()
    return cut_track(TrackToCut(file=str(track.file), codec=track.codec, start=start, until=until, name="1"), out)


def shown(made: list[CutFile]) -> list[tuple[int, float]]:
    """Of each picture: its time in the file that was cut, and how bright it is."""
    return [(one.start + round(at), value) for one in made for at, value in pictures(Path(one.file))]


@pytest.mark.parametrize("codec", [Codec.VP8, Codec.VP9, Codec.H264, Codec.AV1])
@pytest.mark.parametrize("every", [50, 1_000])
def test_no_picture_of_what_was_cut_off_is_left_and_none_of_the_rest_is_missing(
    tmp_path: Path, codec: Codec, every: int
) -> None:
    # Brightness says which second a picture is of: in the third and fourth, 140 and 180.
    track = camera(tmp_path / "1", codec, [one for one in (60, 100, 140, 180, 220) for _ in range(25)], every)
    made = cut(track, 2_400, 3_600, tmp_path / "out")
    found = shown(made)
    assert [at for at, _ in found] == list(range(2_400, 3_600, 40))
    for at, value in found:
        assert value == pytest.approx(140 if at < 3_000 else 180, abs=8), at
    assert [one.is_encoded for one in made] == [True]
    assert next(read_blocks(Path(made[0].file))).keyframe


def test_from_a_keyframe_on_pictures_are_copied(tmp_path: Path) -> None:
    track = camera(tmp_path / "1", Codec.H264, [one for one in (60, 100, 140, 180) for _ in range(25)], 25)
    made = cut(track, 1_400, 3_500, tmp_path / "out")
    assert [(one.start, one.until, one.is_encoded) for one in made] == [(1_400, 2_000, True), (2_000, 3_500, False)]
    found = shown(made)
    assert [at for at, _ in found] == list(range(1_400, 3_500, 40))
    assert [value for at, value in found if at >= 2_000] == pytest.approx([140] * 25 + [180] * 13, abs=8)
    exact = cut(track, 2_000, 3_500, tmp_path / "exact")
    assert [(one.start, one.is_encoded) for one in exact] == [(2_000, False)]


def test_only_an_end_that_is_cut_off_leaves_the_beginning_as_it_is(tmp_path: Path) -> None:
    track = camera(tmp_path / "1", Codec.VP8, [120] * 50, 1_000)
    (made,) = cut(track, 0, 1_000, tmp_path / "out")
    assert (made.start, made.is_encoded) == (0, False)
    assert track.file.read_bytes().startswith(Path(made.file).read_bytes())
    assert len(shown([made])) == 25


def test_no_sound_of_what_was_cut_off_is_left(tmp_path: Path) -> None:
    capture = CaptureFolder(tmp_path / "1")
    silent, loud = encoded_tone(1, 440.0, volume=0.0)[0], encoded_tone(150, 440.0)
    frames = [(20 * n, loud[n] if n < 50 or n >= 100 else silent, True) for n in range(150)]
    capture.track("ann", TrackKind.MICROPHONE, TrackFormat(codec=Codec.OPUS), 0, frames)
    track = read_tracks(capture.folder)[0]
    (made,) = cut(track, 1_000, 2_000, tmp_path / "out")
    blocks = list(read_blocks(Path(made.file)))
    # The first may hold the one before it once more, which is of what was cut off.
    assert [one.milliseconds for one in blocks] == list(range(20, 1_000, 20))
    assert max(value for _, values in sounds(Path(made.file)) for value in values) < 0.02


def test_what_was_begun_later_or_ended_before_is_nothing(tmp_path: Path) -> None:
    track = camera(tmp_path / "1", Codec.VP8, [120] * 25, 1_000)
    assert cut(track, 5_000, 6_000, tmp_path / "out") == []


def test_what_cannot_be_decoded_is_left_out(tmp_path: Path) -> None:
    capture = CaptureFolder(tmp_path / "1")
    whole = [(40 * n, *one) for n, one in enumerate(encoded_values(Codec.VP8, 64, 48, [120] * 50, 25))]
    frames = [(at, data if at >= 1_000 else b"\x10" + b"\xff" * 40, key) for at, data, key in whole]
    capture.track("ann", TrackKind.CAMERA, TrackFormat(codec=Codec.VP8, width=64, height=48), 0, frames)
    (made,) = cut(read_tracks(capture.folder)[0], 500, 2_000, tmp_path / "out")
    assert (made.start, made.is_encoded) == (1_000, False)
    assert len(shown([made])) == 25
