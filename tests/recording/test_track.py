"""A track whose sender does what no browser does."""

from __future__ import annotations

from pathlib import Path

from convener.recording.codecs import Codec
from convener.recording.files import MOST_FILES, CaptureFiles
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
