"""A track whose sender does what no browser does."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from convener.recording.codecs import Codec
from convener.recording.files import MOST_FILES, SILENCE, CaptureFiles
from convener.recording.index import read_track
from convener.recording.matroska import read_blocks
from convener.recording.port import TrackKind
from convener.recording.reorder import Packet
from convener.recording.timing import SenderClock
from convener.recording.track import MOST_PACKETS, TrackCapture


class Asked:
    """What was asked of a sender."""

    def __init__(self) -> None:
        self.keyframes = 0

    def request_packets(self, ssrc: int, sequences: list[int]) -> None:
        raise AssertionError("nothing is missing")

    def request_keyframe(self, ssrc: int) -> None:
        self.keyframes += 1


def test_a_frame_without_end_is_left_out(tmp_path: Path) -> None:
    files, asked = CaptureFiles.begin(tmp_path / "1", "c1", "m1"), Asked()
    track = TrackCapture(files, "tom", TrackKind.CAMERA, SenderClock(), asked)
    for number in range(MOST_PACKETS + 10):
        packet = Packet(number & 0xFFFF, 0, marker=False, payload=b"\x10more", arrived=1.0)
        track.receive(7, Codec.VP8, packet, 1.0 + number, repairs=True)
    assert (track.broken, track.frames) == (1, 0)
    assert asked.keyframes > 0
    assert track._stream is not None
    assert len(track._stream._packets) == 10
    track.close()


def test_a_sender_that_changes_its_stream_with_every_packet_opens_a_bounded_number_of_files(tmp_path: Path) -> None:
    files = CaptureFiles.begin(tmp_path / "1", "c1", "m1")
    track = TrackCapture(files, "tom", TrackKind.MICROPHONE, SenderClock(), Asked())
    for number in range(MOST_FILES + 50):
        packet = Packet(number & 0xFFFF, number * 960, marker=True, payload=b"\xf8\xff\xfe", arrived=1.0)
        track.receive(number, Codec.OPUS, packet, 1.0 + number / 50, repairs=False)
    assert len(list((tmp_path / "1").glob("*.webm"))) == MOST_FILES
    assert track.broken == 50
    track.close()
    other = TrackCapture(files, "ann", TrackKind.MICROPHONE, SenderClock(), Asked())
    packet = Packet(0, 0, marker=True, payload=b"\xf8\xff\xfe", arrived=1.0)
    other.receive(1, Codec.OPUS, packet, 20.0, repairs=False)
    assert other.frames == 1, "the others are recorded all the same"
    other.close()


def sound_of(number: int, arrived: float) -> Packet:
    """The packet with this number of a microphone, 50 of which are sent in a second."""
    return Packet(number, number * 960, marker=True, payload=b"\xf8" + bytes(9), arrived=arrived)


def test_a_recorder_that_stalled_writes_what_it_reads_late_where_it_belongs(tmp_path: Path) -> None:
    files = CaptureFiles.begin(tmp_path / "1", "c1", "m1")
    track = TrackCapture(files, "tom", TrackKind.MICROPHONE, SenderClock(), Asked())
    begun = time.monotonic()
    for number in range(100):
        read = begun + (1.5 if 50 <= number < 75 else number / 50)  # half a second in which nothing was read
        track.receive(1, Codec.OPUS, sound_of(number, read), read, repairs=False)
    track.close()
    assert [one.milliseconds for one in read_blocks(tmp_path / "1" / "1.webm")] == [20 * one for one in range(100)]
    assert len(read_track(tmp_path / "1", 1).mapping) == 1


def test_what_waits_until_it_is_known_when_it_was_sent_is_written(tmp_path: Path) -> None:
    files = CaptureFiles.begin(tmp_path / "1", "c1", "m1")
    track = TrackCapture(files, "tom", TrackKind.MICROPHONE, SenderClock(), Asked())
    begun = time.monotonic()
    late = begun + 1.0
    for number, read in ((0, begun), (1, begun + 0.02), (2, late), (3, late + 0.02)):
        track.receive(1, Codec.OPUS, sound_of(number, read), read, repairs=False)
    assert track.frames == 2
    track.tick(late + 0.2)
    assert track.frames == 2
    track.tick(late + 0.7)
    assert track.frames == 4
    for number, read in ((4, late + 2.0), (5, late + 2.02)):  # and where the end comes before it is known
        track.receive(1, Codec.OPUS, sound_of(number, read), read, repairs=False)
    assert track.frames == 4
    track.close()
    sounds = [one.milliseconds for one in read_blocks(tmp_path / "1" / "1.webm") if one.size > len(SILENCE)]
    assert sounds == pytest.approx([0, 20, 1_000, 1_020, 3_000, 3_020], abs=2)
