"""Frames of browsers: text to a command, or a reason why not."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from .messages import MAX_FRAME_BYTES, AnyCommand, decode_command


class BadFrame(Exception):
    """A frame that is no command; the message says why, and is fit to be sent back."""


def read_command(frame: str | bytes | None) -> AnyCommand:
    """The command in a text frame; raises :class:`BadFrame`.

    JSON parsers differ on objects with the same key twice, so such an object could mean one thing to whoever checked it
    and another to us. msgspec takes the last; we take none.
    """
    if not isinstance(frame, str):
        raise BadFrame("Frames are text.")
    if len(frame) > MAX_FRAME_BYTES:
        raise BadFrame(f"A frame may have at most {MAX_FRAME_BYTES} bytes.")
    try:
        encoded = frame.encode()
        if len(encoded) > MAX_FRAME_BYTES:
            raise BadFrame(f"A frame may have at most {MAX_FRAME_BYTES} bytes.")
        command = decode_command(encoded)
        # Known to be JSON of a known, shallow shape by now: the second look cannot be made expensive.
        json.loads(frame, object_pairs_hook=_once)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise BadFrame(str(error)) from None
    return command


def _once(pairs: list[tuple[str, Any]]) -> None:
    if len({key for key, _ in pairs}) != len(pairs):
        raise BadFrame("An object has the same key twice.")
