"""Checks what a server needs to record meetings: libraries, and room on the disk."""

from __future__ import annotations

from collections.abc import Iterator

from convener.diagnostics.finding import Finding, Health
from convener.diagnostics.folders import FREE_SOME_SPACE
from convener.recording.supervisor import free_bytes, missing_libraries
from convener.settings import Settings

BYTES_OF_AN_HOUR = 700_000_000
"""What one camera of 720 lines with its microphone takes in an hour, about."""


def check_recorder(settings: Settings) -> Iterator[Finding]:
    """Whether meetings can be recorded, and for how long."""
    name = "Recorder"
    free, needed = free_bytes(settings.data.absolute()), settings.recorder_free_space
    if settings.recorder == "off":
        yield Finding(name, Health.MISSING, "turned off: no meeting can be recorded", "set CONVENER_RECORDER=on")
    elif missing := missing_libraries():
        advice = "install Convener's dependencies anew: pip install convener"
        yield Finding(name, Health.WARNING, f"no meeting can be recorded without {', '.join(missing)}", advice)
    elif free < needed:
        message = f"no meeting can be recorded: {_gigabytes(free)} are free, {_gigabytes(needed)} have to be"
        yield Finding(name, Health.WARNING, message, f"{FREE_SOME_SPACE}, or lower CONVENER_RECORDER_FREE_SPACE")
    else:
        hours = (free - needed // 4) // BYTES_OF_AN_HOUR
        message = (
            f"up to {settings.recorder_captures} meetings at a time; the disk holds some {hours} hours of a camera"
        )
        yield Finding(name, Health.OK, message)


def _gigabytes(size: int) -> str:
    return f"{size / 1_000_000_000:.1f} GB"
