"""The codecs whose frames can be captured."""

from __future__ import annotations

from enum import StrEnum


class Codec(StrEnum):
    """A codec of sound or picture."""

    OPUS = "opus"
    VP8 = "vp8"
    H264 = "h264"
    VP9 = "vp9"
    AV1 = "av1"

    @property
    def is_sound(self) -> bool:
        """Whether it is heard, not seen."""
        return self is Codec.OPUS

    @property
    def clock_rate(self) -> int:
        """Ticks a second of its RTP timestamps (RFC 7587, RFC 7741, RFC 6184, RFC 9628, AV1 RTP payload)."""
        return 48_000 if self.is_sound else 90_000

    @property
    def suffix(self) -> str:
        """Of its files: WebM has no H.264."""
        return ".mkv" if self is Codec.H264 else ".webm"
