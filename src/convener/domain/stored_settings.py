"""Settings as typed structs, each stored in a JSON column: settings of centers and users, options of meetings.

Names are those of the Live Meeting service API in snake case (``seatPrompt`` is ``seat_prompt``). In users and meetings
None means that there is no value of their own. Members that only a newer version of the program knows are ignored when
read.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

Settings = TypeVar("Settings", bound=msgspec.Struct)


def read_settings(kind: type[Settings], stored: dict[str, Any] | None) -> Settings:
    """The struct of this kind in a JSON column; an empty column has all defaults."""
    return msgspec.convert(stored or {}, kind)


def stored_form(settings: msgspec.Struct) -> dict[str, Any]:
    """The struct in the form of its JSON column: the members that differ from their defaults."""
    built: dict[str, Any] = msgspec.to_builtins(settings)
    return built
