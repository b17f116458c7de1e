"""Who may write in the notes of a meeting: hosts and presenters always, attendees unless the host closes them."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy.orm import Session

from convener.domain.events.kinds.notes import NotesChanged
from convener.domain.events.log import record
from convener.domain.permissions import RoomAction, room_roles
from convener.domain.room import feature_settings
from convener.domain.room.insiders import Insider
from convener.storage.models import Meeting

from .schema import KIND


class NotesSettings(Struct, omit_defaults=True, frozen=True):
    """What is stored of a meeting. ``attendees_write``: attendees may write."""

    attendees_write: bool = True


def may_attendees_write(meeting: Meeting) -> bool:
    """Whether attendees of this meeting may write in its notes."""
    return feature_settings.read(meeting, KIND, NotesSettings).attendees_write


def writers(attendees_write: bool) -> frozenset[str]:
    """The roles that may write."""
    return room_roles(RoomAction.WRITE_NOTES, attendees=attendees_write)


def let_attendees_write(session: Session, insider: Insider, allowed: bool) -> None:
    """Let attendees write in the notes from now on, or not."""
    meeting = insider.meeting
    if may_attendees_write(meeting) != allowed:
        feature_settings.write(meeting, KIND, NotesSettings(attendees_write=allowed))
        record(session, meeting, NotesChanged(attendees_write=allowed), actor=insider.participant)
