"""The folder of a capture, as it is read: whole, cut, damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from convener.recording.codecs import Codec
from convener.recording.index import (
    CaptureDamaged,
    IndexWriter,
    Piece,
    TrackHead,
    TrackIndex,
    capture_folder,
    read_capture,
    read_track,
    read_tracks,
)
from convener.recording.matroska import TrackFormat
from convener.recording.port import TrackKind
from tests.factories.captures import STARTED_AT, CaptureFolder

OPUS = TrackFormat(codec=Codec.OPUS)


def sound(count: int) -> list[tuple[int, bytes, bool]]:
    return [(20 * n, b"frame", True) for n in range(count)]


def index_of(folder: Path, *lines: str) -> TrackIndex:
    """An index of a microphone that begins at 1,000 ms and lasts 10 s, with these lines."""
    capture = CaptureFolder(folder)
    capture.track("p1", TrackKind.MICROPHONE, OPUS, 1_000, sound(500), killed=True)
    path = folder / "1.jsonl"
    path.write_text(path.read_text().splitlines()[0] + "\n" + "".join(line + "\n" for line in lines))
    return read_track(folder, 1)


def test_a_whole_capture_is_read(tmp_path: Path) -> None:
    folder = capture_folder(tmp_path, "r1", 2)
    capture = CaptureFolder(folder, meeting="m7")
    capture.camera("p1", 40, 3)
    capture.track("p2", TrackKind.MICROPHONE, OPUS, 1_000, sound(50), gaps=[(1_200, 1_600)])
    head = read_capture(folder)
    assert (head.version, head.meeting, head.started_at) == (1, "m7", STARTED_AT)
    camera, microphone = read_tracks(folder)
    assert (camera.person, camera.kind, camera.codec, camera.file.name) == ("p1", "camera", "vp8", "1.webm")
    assert (camera.at, camera.end, camera.frames, camera.is_complete) == (40, 140, 3, True)
    assert (microphone.at, microphone.end, microphone.length) == (1_000, 2_000, 1_000)
    assert microphone.bytes == microphone.file.stat().st_size
    assert microphone.pieces() == [Piece(at=1_000, start=0, length=200), Piece(at=1_600, start=600, length=400)]


def test_after_a_kill_the_file_says_where_it_ends(tmp_path: Path) -> None:
    capture = CaptureFolder(tmp_path)
    capture.track("p1", TrackKind.MICROPHONE, OPUS, 1_000, sound(50), killed=True)
    path = tmp_path / "1.jsonl"
    path.write_bytes(path.read_bytes() + b'{"map": [900, 19')
    (track,) = read_tracks(tmp_path)
    assert (track.frames, track.length, track.end, track.is_complete) == (50, 1_000, 2_000, False)
    assert track.pieces() == [Piece(at=1_000, start=0, length=1_000)]


@pytest.mark.parametrize("damage", ["", "\n", "{}\n", '{"version": 1, "file": "../../1.webm"', "null\n"])
def test_a_track_without_its_first_line_is_none(tmp_path: Path, damage: str) -> None:
    CaptureFolder(tmp_path)
    (tmp_path / "1.jsonl").write_text(damage)
    with pytest.raises(CaptureDamaged):
        read_track(tmp_path, 1)
    assert read_tracks(tmp_path) == []


def test_an_index_names_no_file_but_its_own(tmp_path: Path) -> None:
    CaptureFolder(tmp_path)
    head = TrackHead(version=1, file="../1.webm", person="p", kind=TrackKind.CAMERA, codec=Codec.VP8, at=0)
    IndexWriter(tmp_path, 1, head).close()
    with pytest.raises(CaptureDamaged, match="names the file"):
        read_track(tmp_path, 1)


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(CaptureDamaged):
        read_capture(tmp_path)
    assert read_tracks(tmp_path) == []


def test_a_track_of_which_no_frame_came_is_left_out(tmp_path: Path) -> None:
    CaptureFolder(tmp_path)
    head = TrackHead(version=1, file="1.webm", person="p", kind=TrackKind.CAMERA, codec=Codec.VP8, at=0)
    IndexWriter(tmp_path, 1, head).close()
    assert read_track(tmp_path, 1).frames == 0
    assert read_tracks(tmp_path) == []


def test_a_clock_that_stood_still_leaves_a_hole(tmp_path: Path) -> None:
    """A browser stops the clock of a microphone that is off: the file goes on at once, the capture later."""
    track = index_of(tmp_path, '{"map": [0, 1000]}', '{"map": [4000, 9000]}')
    assert [track.time_of(one) for one in (0, 3_999, 4_000, 5_000)] == [1_000, 4_999, 9_000, 10_000]
    assert track.pieces() == [Piece(at=1_000, start=0, length=4_000), Piece(at=9_000, start=4_000, length=6_000)]
    assert track.end == 15_000


def test_a_clock_that_was_corrected_back_plays_nothing_twice(tmp_path: Path) -> None:
    track = index_of(tmp_path, '{"map": [0, 1000]}', '{"map": [4000, 4960]}')
    assert track.pieces() == [Piece(at=1_000, start=0, length=3_960), Piece(at=4_960, start=4_000, length=6_000)]


def test_a_later_line_says_it_better(tmp_path: Path) -> None:
    track = index_of(
        tmp_path, '{"map": [0, 1000]}', '{"map": [40, 1070]}', '{"map": [0, 900]}', '{"map": [4000, 4960]}'
    )
    assert track.mapping == ((0, 900), (4_000, 4_960))
    assert track.at == 900


def test_what_is_off_is_cut_out(tmp_path: Path) -> None:
    track = index_of(
        tmp_path, '{"map": [0, 0]}', '{"off": 0}', '{"on": 2000}', '{"off": 3000}', '{"on": 3000}', '{"off": 8000}'
    )
    assert track.gaps == ((0, 2_000), (3_000, 3_000), (8_000, None))
    assert track.pieces() == [
        Piece(at=2_000, start=2_000, length=1_000),
        Piece(at=3_000, start=3_000, length=5_000),
    ]
    assert index_of(tmp_path / "b", '{"off": 0}').pieces() == []


def test_another_line_says_better_since_when_it_is_on(tmp_path: Path) -> None:
    track = index_of(tmp_path, '{"map": [0, 0]}', '{"off": 1000}', '{"on": 2000}', '{"on": 1900}', '{"on": 400}')
    assert track.gaps == ((1_000, 1_000),)
    track = index_of(tmp_path / "b", '{"map": [0, 0]}', '{"off": 1000}', '{"on": 2000}', '{"on": 1900}')
    assert track.gaps == ((1_000, 1_900),)


def test_lines_that_contradict_do_no_harm(tmp_path: Path) -> None:
    lines = ('{"on": 5}', '{"map": [0, 1000]}', '{"map": [0, 7000]}', '{"off": 2000}', '{"off": 2500}', '{"on": 1500}')
    track = index_of(tmp_path, *lines)
    assert track.mapping == ((0, 7_000),)
    assert track.gaps == ((2_000, 2_000),)
