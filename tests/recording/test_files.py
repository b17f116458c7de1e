"""Files of a capture while it runs: silence is filled in, what is off is noted, nothing comes after the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from convener.recording.codecs import Codec
from convener.recording.files import SILENCE, CaptureFiles, TrackFile
from convener.recording.index import read_capture, read_track, track_numbers
from convener.recording.matroska import TrackFormat, read_blocks
from convener.recording.port import TrackKind
from tests.factories.captures import encoded_tone

FRAME = encoded_tone(1, 440.0)[0]


@pytest.fixture
def files(tmp_path: Path) -> CaptureFiles:
    return CaptureFiles.begin(tmp_path / "r1" / "1", "c1", "m1")


def microphone(files: CaptureFiles, at: float = 100.0) -> TrackFile:
    return files.open_track("tom", TrackKind.MICROPHONE, TrackFormat(codec=Codec.OPUS), at)


def hear(track: TrackFile, *positions: float, silent: bool = False, offset: float = 100.0) -> None:
    for position in positions:
        track.write(position, FRAME, keyframe=True, offset=offset, silent=silent)


def times(files: CaptureFiles, number: int = 1) -> list[int]:
    return [one.milliseconds for one in read_blocks(files.folder / f"{number}.webm")]


def test_what_did_not_come_is_silence(files: CaptureFiles) -> None:
    track = microphone(files)
    hear(track, 0, 20, 100)
    assert times(files) == [0, 20, 40, 60, 80, 100]
    blocks = list(read_blocks(files.folder / "1.webm"))
    data = (files.folder / "1.webm").read_bytes()
    assert [data[one.offset : one.offset + one.size] == SILENCE for one in blocks] == [
        False,
        False,
        True,
        True,
        True,
        False,
    ]
    track.fill(200.0)
    track.fill(130.0)
    assert times(files)[-1] == 180
    hear(track, 195)
    assert times(files)[-1] == 195
    track.close()
    assert read_track(files.folder, 1).length == 215


def test_what_is_off_begins_with_its_silence_and_ends_with_sound(files: CaptureFiles) -> None:
    track = microphone(files)
    hear(track, 0, 20)
    hear(track, 40, 60, 80, silent=True)
    track.off()
    track.off()
    hear(track, 100, silent=True)
    hear(track, 120)
    track.close()
    found = read_track(files.folder, 1)
    assert found.gaps == ((140, 220),)
    assert (found.at, found.end, found.frames) == (100, 240, 7)


def test_a_mapping_is_written_where_it_moves(files: CaptureFiles) -> None:
    track = microphone(files)
    for position, offset in ((0, 100.0), (20, 100.0), (40, 115.0), (60, 150.0)):
        track.write(position, SILENCE, keyframe=True, offset=offset, is_known=True)
    track.close()
    assert read_track(files.folder, 1).mapping == ((0, 100), (60, 210))


def test_until_it_is_known_the_last_offset_is_that_of_the_whole_file(files: CaptureFiles) -> None:
    track = microphone(files)
    hear(track, 0, 20)
    hear(track, 40, offset=85.0)
    hear(track, 60, offset=30.0)
    track.close()
    assert read_track(files.folder, 1).mapping == ((0, 30),)


def test_a_mapping_of_the_whole_file_is_written_once(files: CaptureFiles) -> None:
    track = microphone(files)
    hear(track, 0)
    hear(track, 20, offset=50.0)
    for position, offset in ((40, 40.0), (60, 90.0)):
        track.write(position, SILENCE, keyframe=True, offset=offset, is_known=True)
    track.close()
    found = read_track(files.folder, 1)
    assert found.mapping == ((0, 40), (60, 150))
    assert found.at == 40


def test_what_was_heard_since_a_pause_is_moved_once_it_is_known(files: CaptureFiles) -> None:
    track = microphone(files)
    hear(track, 0, 20)
    track.off()
    for position, offset in ((1_040, 190.0), (1_060, 160.0)):
        track.write(position, FRAME, keyframe=True, offset=offset, since=1_040.0)
    for position, offset in ((1_080, 110.0), (1_100, 105.0), (1_120, 150.0)):
        track.write(position, FRAME, keyframe=True, offset=offset, since=1_040.0, is_known=True)
    track.close()
    found = read_track(files.folder, 1)
    assert found.mapping == ((0, 100), (1_040, 1_150), (1_120, 1_270))
    assert found.gaps == ((140, 1_150),)
    assert [(one.at, one.start) for one in found.pieces()] == [(100, 0), (1_150, 1_040), (1_270, 1_120)]


def test_what_is_off_again_stays_off_when_the_time_is_known(files: CaptureFiles) -> None:
    track = microphone(files)
    hear(track, 0)
    track.off()
    track.write(1_040, FRAME, keyframe=True, offset=190.0, since=1_040.0)
    track.off()
    track.write(1_060, FRAME, keyframe=True, offset=110.0, since=1_040.0, is_known=True, silent=True)
    track.close()
    found = read_track(files.folder, 1)
    assert found.mapping == ((0, 100), (1_040, 1_150))
    assert found.gaps == ((120, 1_230), (1_250, None))


def test_times_never_go_back(files: CaptureFiles) -> None:
    hear(microphone(files), 0, 20, 15, 15)
    assert times(files) == [0, 20, 21, 22]


def test_nothing_is_written_after_the_end(files: CaptureFiles) -> None:
    track = microphone(files)
    hear(track, 0)
    files.close()
    size = (files.folder / "1.webm").stat().st_size
    hear(track, 20)
    track.fill(1_000.0)
    track.off()
    track.sync()
    track.close()
    assert (files.folder / "1.webm").stat().st_size == size
    assert read_track(files.folder, 1).is_complete


def test_another_process_goes_on_in_new_files_at_the_same_time(files: CaptureFiles) -> None:
    hear(microphone(files), 0)
    again = CaptureFiles.begin(files.folder, "c1", "m1")
    hear(microphone(again, 400.0), 0)
    assert track_numbers(files.folder) == [1, 2]
    assert abs(again.at(1_000.0) - files.at(1_000.0)) < 50
    assert read_capture(files.folder).capture == "c1"
