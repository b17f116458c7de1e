"""Captures one publication of a track: RTP packets in, files out.

A new stream (another SSRC), another codec, or a keyframe with another configuration (H.264, AV1) begins a new file;
another size of VP8 or VP9 does not, players follow it; how many files there are is
bounded (:data:`convener.recording.files.MOST_FILES`). After a loss that could not be repaired pictures are left out
until the next keyframe.
"""

from __future__ import annotations

from typing import Protocol

import structlog

from .codecs import Codec
from .depayload import BrokenFrame, Frame, KeyframeHead, depayloader
from .files import CaptureFiles, TrackFile
from .matroska import TrackFormat
from .port import TrackKind
from .reorder import Ordered, Packet, ReorderBuffer
from .timing import SenderClock, StreamClock

log = structlog.get_logger("convener.recording.track")

KEYFRAME_EVERY = 12.0
"""Seconds after which a keyframe is asked for, so that files can be searched; browsers send none by themselves."""

ASK_FOR_KEYFRAME = 0.5
"""Seconds between two requests for a keyframe that is needed."""

OFF_AFTER = {TrackKind.MICROPHONE: 1.0, TrackKind.CAMERA: 2.0, TrackKind.SCREEN_SOUND: 1.0, TrackKind.SCREEN: 10.0}
"""Seconds without a frame after which a track is off; a browser sends a screen that does not change once a second."""

MOST_HELD = 4_000_000
"""Bytes of frames that wait until the clock is decided."""

MOST_PACKETS = 10_000
"""Of a frame: some 12 MB. One that does not end is left out."""

_FILL_BEHIND = 2_000.0
"""Milliseconds that may still come: silence is written up to so long ago."""


class Feedback(Protocol):
    """Tells the sender what is needed."""

    def request_packets(self, ssrc: int, sequences: list[int]) -> None:
        """Ask for packets again (generic NACK, RFC 4585 6.2.1)."""

    def request_keyframe(self, ssrc: int) -> None:
        """Ask for a keyframe (PLI, RFC 4585 6.3.1)."""


class TrackCapture:
    """A publication that is being captured. Moments are seconds of the monotonic clock of ``files``."""

    def __init__(
        self, files: CaptureFiles, person: str, kind: TrackKind, sender: SenderClock, feedback: Feedback
    ) -> None:
        self.kind = kind
        self._files = files
        self._person = person
        self._sender = sender
        self.feedback = feedback
        self._stream: _Stream | None = None
        self._is_closed = False
        self.frames = 0
        self.bytes = 0
        self.lost = 0
        self.broken = 0

    def receive(self, ssrc: int, codec: Codec, packet: Packet, moment: float, *, repairs: bool) -> None:
        """Take a packet; ``arrived`` is 0 where it was sent again. Raises :class:`OSError` where the disk is full."""
        if self._is_closed or codec.is_sound is not self.kind.is_sound:
            return
        stream = self._stream
        if stream is None or stream.ssrc != ssrc or stream.codec is not codec:
            self._end_stream()
            stream = self._stream = _Stream(self, ssrc, codec, repairs=repairs)
        stream.receive(packet, moment)

    def report(self, ssrc: int, ntp: int, timestamp: int, moment: float) -> None:
        """Take a sender report."""
        if self._stream is not None and self._stream.ssrc == ssrc:
            self._stream.clock.report(ntp, timestamp, self._files.at(moment))

    def tick(self, moment: float) -> None:
        """Several times a second: ask again, give up, fill in. Raises :class:`OSError` where the disk is full."""
        if self._stream is not None:
            self._stream.tick(moment)

    def close(self) -> None:
        """The publication has ended."""
        self._is_closed = True
        self._end_stream()

    def _end_stream(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None


class _Stream:
    """The packets of one SSRC."""

    def __init__(self, owner: TrackCapture, ssrc: int, codec: Codec, *, repairs: bool) -> None:
        self.ssrc = ssrc
        self.codec = codec
        self.clock = StreamClock(codec.clock_rate, owner._sender, stops=codec.is_sound)
        self._owner = owner
        self._order = ReorderBuffer(repairs=repairs)
        self._depayloader = depayloader(codec)
        self._file: TrackFile | None = None
        self._packets: list[Packet] = []
        self._held: list[tuple[Frame, Packet, float]] = []
        self._held_bytes = 0
        self._needs_keyframe = not codec.is_sound
        self._asked_at = 0.0
        self._keyframe_at = 0.0
        self._frame_at = 0.0
        self._on_at = 0.0
        self._filled_at = 0.0

    def receive(self, packet: Packet, moment: float) -> None:
        if packet.arrived and packet.payload:
            self.clock.arrived(packet.timestamp, self._owner._files.at(packet.arrived))
        self._release()
        self._use(self._order.add(packet, moment), moment)
        self._request(moment)
        if self._needs_keyframe:
            self._ask_for_keyframe(moment)

    def tick(self, moment: float) -> None:
        self.clock.tick(self._owner._files.at(moment))
        self._release()
        self._use(self._order.give_up(moment), moment)
        self._request(moment)
        since = moment - self._frame_at
        if self._needs_keyframe or (
            not self.codec.is_sound and since < 1.0 and moment - self._keyframe_at >= KEYFRAME_EVERY
        ):
            self._ask_for_keyframe(moment)
        file = self._file
        if file is None:
            return
        if moment - self._on_at >= OFF_AFTER[self._owner.kind]:
            file.off()
        if self.codec.is_sound and not self._held and since >= 1.0 and moment - self._filled_at >= 1.0:
            self._filled_at = moment
            file.fill(self._owner._files.at(moment) - self.clock.offset - _FILL_BEHIND)

    def close(self) -> None:
        self.clock.decide()
        self._release()
        if self._file is not None:
            self._file.close()
            self._file = None

    def _request(self, moment: float) -> None:
        sequences = self._order.requests(moment)
        if sequences:
            self._owner.feedback.request_packets(self.ssrc, sequences)

    def _ask_for_keyframe(self, moment: float) -> None:
        if moment - self._asked_at >= ASK_FOR_KEYFRAME:
            self._asked_at = moment
            self._owner.feedback.request_keyframe(self.ssrc)

    def _use(self, found: list[Ordered], moment: float) -> None:
        for ordered in found:
            if ordered.lost:
                self._owner.lost += 1
                self._packets.clear()
                self._needs_keyframe = not self.codec.is_sound
            for packet in ordered.packets:
                if not packet.payload:
                    continue
                if self.codec.is_sound:
                    self._finish([packet], moment)
                    continue
                if self._packets and self._packets[0].timestamp != packet.timestamp:
                    self._finish(self._packets, moment)
                    self._packets = []
                if len(self._packets) >= MOST_PACKETS:
                    self._packets.clear()
                    self._owner.broken += 1
                    self._needs_keyframe = True
                self._packets.append(packet)
                if packet.marker:
                    self._finish(self._packets, moment)
                    self._packets = []

    def _finish(self, packets: list[Packet], moment: float) -> None:
        """All packets of a frame are there."""
        try:
            frame = self._depayloader.frame([packet.payload for packet in packets])
        except BrokenFrame as error:
            self._owner.broken += 1
            self._needs_keyframe = not self.codec.is_sound
            log.debug("a frame was left out", kind=self._owner.kind.value, reason=str(error))
            return
        if frame.head is not None:
            self._needs_keyframe = False
            self._keyframe_at = moment
        elif self._needs_keyframe:
            return
        self._frame_at = moment
        if not packets[0].silent:
            self._on_at = moment
        self._held.append((frame, packets[0], moment))
        self._held_bytes += len(frame.data)
        if self._held_bytes > MOST_HELD:
            self.clock.decide()
        self._release()

    def _release(self) -> None:
        """Write what has waited until it was known when it was sent."""
        if not self.clock.is_undecided:
            held, self._held, self._held_bytes = self._held, [], 0
            for frame, packet, moment in held:
                self._write(frame, packet, moment)

    def _write(self, frame: Frame, packet: Packet, moment: float) -> None:
        owner, head = self._owner, frame.head
        file = self._file
        if file is not None and head is not None and head.private != file.track.private:
            file.close()
            file = None
        if file is None and not owner._files.may_open(owner._person):
            self._file = None
            owner.broken += 1
            return
        if file is None:
            head = head or KeyframeHead(0, 0)
            arrived = owner._files.at(packet.arrived or moment)
            if self._file is None:
                self.clock.begin(packet.timestamp, arrived)
            else:
                self.clock.begin_again(packet.timestamp)
            track = TrackFormat(codec=self.codec, width=head.width, height=head.height, private=head.private)
            file = self._file = owner._files.open_track(owner._person, owner.kind, track, self.clock.offset)
        file.write(
            self.clock.position(packet.timestamp),
            frame.data,
            keyframe=head is not None,
            offset=self.clock.offset,
            since=self.clock.since,
            is_known=self.clock.is_known,
            silent=packet.silent,
        )
        owner.frames += 1
        owner.bytes += len(frame.data)
