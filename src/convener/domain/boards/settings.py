"""Who may draw in a meeting (hosts and presenters always, attendees unless the host forbids it), and which board is
shown to all."""

from __future__ import annotations

from msgspec import Struct, structs
from sqlalchemy.orm import Session

from convener.domain.events.kinds.boards import DrawingChanged
from convener.domain.events.log import record
from convener.domain.permissions import ROOM_PERMISSIONS, MeetingRole, RoomAction
from convener.domain.room import feature_settings
from convener.domain.room.moderation import Insider
from convener.storage.models import Meeting

NAME = "whiteboard"
"""The name of the feature."""


class BoardSettings(Struct, omit_defaults=True, frozen=True, kw_only=True):
    """What is stored of a meeting. ``attendees_draw``: attendees may draw; ``shown``: the board that is shown to all in
    the run ``shown_in`` of the meeting."""

    attendees_draw: bool = True
    shown: str | None = None
    shown_in: int | None = None


def settings_of(meeting: Meeting) -> BoardSettings:
    """The settings of this meeting."""
    return feature_settings.read(meeting, NAME, BoardSettings)


def may_attendees_draw(meeting: Meeting) -> bool:
    """Whether attendees of this meeting may draw."""
    return settings_of(meeting).attendees_draw


def writers(attendees_draw: bool) -> frozenset[str]:
    """The roles that may draw."""
    allowed = {role.value for role, actions in ROOM_PERMISSIONS.items() if RoomAction.DRAW in actions}
    return frozenset(allowed if attendees_draw else allowed - {MeetingRole.ATTENDEE.value})


def let_attendees_draw(session: Session, insider: Insider, allowed: bool) -> None:
    """Let attendees draw from now on, or not."""
    meeting = insider.meeting
    now = settings_of(meeting)
    if now.attendees_draw != allowed:
        feature_settings.write(meeting, NAME, structs.replace(now, attendees_draw=allowed))
        record(session, meeting, DrawingChanged(attendees_draw=allowed), actor=insider.participant)


def shown_board(meeting: Meeting) -> str | None:
    """The id of the board that is shown to all at the moment."""
    now = settings_of(meeting)
    return now.shown if now.shown is not None and now.shown_in == meeting.instance_id else None


def set_shown_board(meeting: Meeting, board_id: str | None) -> None:
    """Show this board to all, or none any more. The meeting is locked."""
    shown_in = meeting.instance_id if board_id is not None else None
    feature_settings.write(meeting, NAME, structs.replace(settings_of(meeting), shown=board_id, shown_in=shown_in))
