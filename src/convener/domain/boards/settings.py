"""Who may draw in a meeting: hosts and presenters always, attendees unless the host forbids it, or the owner's meetings
have none of that."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy.orm import Session

from convener.domain.accounts import profiles
from convener.domain.errors import NotAllowed
from convener.domain.events.kinds.boards import DrawingChanged
from convener.domain.events.log import record
from convener.domain.permissions import RoomAction, room_roles
from convener.domain.room import feature_settings
from convener.domain.room.insiders import Insider
from convener.storage.models import Meeting, Participant, User
from convener.storage.rows import AnyUser, EditedMeeting

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
    """Let attendees draw from now on, or not. Raises :class:`NotAllowed` where the owner's meetings have no drawing by
    attendees."""
    change(session, insider.meeting, insider.participant, allowed)


def change(session: Session, meeting: Meeting, actor: Participant | None, allowed: bool) -> None:
    """The same for a meeting that is locked, perhaps from outside of the room."""
    if may_attendees_draw(meeting) == allowed:
        return
    if allowed:
        require_privilege(session.get_one(User, meeting.owner_id))
    write(meeting, allowed)
    record(session, meeting, DrawingChanged(attendees_draw=allowed), actor=actor)


def write(meeting: EditedMeeting, allowed: bool) -> None:
    """Store it, where nobody is to be told: the meeting is new."""
    feature_settings.write(meeting, NAME, BoardSettings(attendees_draw=allowed))


def require_privilege(owner: AnyUser) -> None:
    """Raise :class:`NotAllowed` where attendees of this user's meetings may not draw (``ecrWhiteboardPrivilege`` of the
    Live Meeting service API, section 6.2)."""
    if not profiles.may_attendees_draw(owner):
        raise NotAllowed("Attendees may not draw in the meetings of this owner.", "audience_draw")
