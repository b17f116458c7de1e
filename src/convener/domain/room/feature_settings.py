"""What features of the room store of a meeting: a struct each, in one column, under the feature's name."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from convener.domain.stored_settings import read_settings, stored_form
from convener.storage.rows import EditedMeeting

Settings = TypeVar("Settings", bound=msgspec.Struct)


def read(meeting: EditedMeeting, feature: str, kind: type[Settings]) -> Settings:
    """The feature's settings of this meeting; where none are stored all members have their defaults."""
    return read_settings(kind, (meeting.room_settings or {}).get(feature))


def write(meeting: EditedMeeting, feature: str, settings: msgspec.Struct) -> None:
    """Store the feature's settings of this meeting, which the caller has locked."""
    meeting.room_settings = {**(meeting.room_settings or {}), feature: stored_form(settings)}
