"""Decodes the frames of browsers."""

from __future__ import annotations

import json

import msgspec

from .protocol.wire import MAX_FRAME_BYTES, Command
from .registry import REGISTRY


class BadFrame(Exception):
    """A frame that is not a command; the message says why, and may be sent to the browser."""


def read_command(frame: str | bytes) -> Command:
    """The command in a text frame; raises :class:`BadFrame`.

    An object that has the same key twice is refused: JSON parsers differ on it (RFC 8259 4), so a program that checked
    the frame before could have read another value. msgspec alone would take the last one.
    """
    if not isinstance(frame, str):
        raise BadFrame("Frames are text.")
    if len(frame) > MAX_FRAME_BYTES:
        raise BadFrame(f"A frame may have at most {MAX_FRAME_BYTES} bytes.")
    try:
        encoded = frame.encode()
        if len(encoded) > MAX_FRAME_BYTES:
            raise BadFrame(f"A frame may have at most {MAX_FRAME_BYTES} bytes.")
        command = REGISTRY.decode_command(encoded)
        # It is known to be JSON of a known, shallow shape, so parsing it again is cheap.
        json.loads(frame, object_pairs_hook=_require_unique_keys)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise BadFrame(str(error)) from None
    return command


def _require_unique_keys(pairs: list[tuple[str, object]]) -> None:
    if len({key for key, _ in pairs}) != len(pairs):
        raise BadFrame("An object has the same key twice.")
