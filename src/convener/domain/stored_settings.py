"""Settings as typed structs, each kept in a JSON column: settings of centers and users, options of meetings.

Names are those of the Live Meeting service API in our spelling (``seatPrompt`` is ``seat_prompt``). In users and
meetings None is "has no value of its own". Members that only a newer version of the program knows are ignored when
read.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

Settings = TypeVar("Settings", bound=msgspec.Struct)


def read_settings(kind: type[Settings], stored: dict[str, Any] | None) -> Settings:
    """The struct out of its JSON column."""
    return msgspec.convert(stored or {}, kind)


def stored_form(settings: msgspec.Struct) -> dict[str, Any]:
    """The struct as its JSON column keeps it: what is not the default."""
    built: dict[str, Any] = msgspec.to_builtins(settings)
    return built
