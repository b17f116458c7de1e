"""JSON columns as text: what the driver is given and gives, without the two libraries' way between them taking longer
than the statement."""

from __future__ import annotations

import json
from typing import Any

import msgspec

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


def encode_json(value: Any) -> str:
    """The value as JSON. A text that has half of a pair of surrogates, which is no Unicode, is escaped as ever."""
    try:
        return _encode(value).decode()
    except (UnicodeEncodeError, TypeError):
        return json.dumps(value)


def decode_json(text: str | bytes) -> Any:
    """The value of stored JSON; also of what Python alone writes: NaN, half a pair of surrogates."""
    try:
        return _decode(text)
    except msgspec.DecodeError:
        return json.loads(text)
