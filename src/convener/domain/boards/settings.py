"""Who may draw in a meeting: hosts and presenters always, attendees unless the host forbids it."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy.orm import Session

from convener.domain.events.kinds.boards import DrawingChanged
from convener.domain.events.log import record
from convener.domain.permissions import RoomAction, room_roles
from convener.domain.room import feature_settings
from convener.domain.room.moderation import Insider
from convener.storage.models import Meeting

NAME = "whiteboard"
"""The name of the feature."""


class BoardSettings(Struct, omit_defaults=True, frozen=True, kw_only=True):
    """What is stored of a meeting. ``attendees_draw``: attendees may draw."""

    attendees_draw: bool = True


def may_attendees_draw(meeting: Meeting) -> bool:
    """Whether attendees of this meeting may draw."""
    return feature_settings.read(meeting, NAME, BoardSettings).attendees_draw


def writers(attendees_draw: bool) -> frozenset[str]:
    """The roles that may draw."""
    return room_roles(RoomAction.DRAW, attendees=attendees_draw)


def let_attendees_draw(session: Session, insider: Insider, allowed: bool) -> None:
    """Let attendees draw from now on, or not."""
    meeting = insider.meeting
    if may_attendees_draw(meeting) != allowed:
        feature_settings.write(meeting, NAME, BoardSettings(attendees_draw=allowed))
        record(session, meeting, DrawingChanged(attendees_draw=allowed), actor=insider.participant)
