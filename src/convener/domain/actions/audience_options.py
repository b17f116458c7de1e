"""What the audience may in a meeting, set before it or from outside while it runs: write in the chat, draw, send by
microphone, camera and screen, see each other. The room's own switches change the same settings."""

from __future__ import annotations

from msgspec import UNSET, Struct, structs
from sqlalchemy.orm import Session

from convener.domain.accounts import profiles
from convener.domain.boards import settings as drawing
from convener.domain.chat import settings as chat
from convener.domain.meetings.changes import MeetingChanges
from convener.domain.room import audience_rights, feature_settings, moderation
from convener.domain.room.audience_rights import AudienceRights
from convener.storage.models import Meeting
from convener.storage.rows import AnyUser, EditedMeeting, NewMeeting

_RIGHTS = {"audience_" + name: name for name in AudienceRights.__struct_fields__}


class AudienceOptions(Struct, frozen=True, kw_only=True):
    """What attendees of a meeting may."""

    chat: bool
    draw: bool
    microphone: bool
    camera: bool
    screen: bool
    see: bool


def options_of(meeting: Meeting) -> AudienceOptions:
    """What attendees of this meeting may."""
    rights = audience_rights.rights_of(meeting)
    return AudienceOptions(
        chat=chat.settings_of(meeting).open, draw=drawing.may_attendees_draw(meeting), **structs.asdict(rights)
    )


def values_of(meeting: Meeting) -> dict[str, bool]:
    """The same by the names of :class:`MeetingChanges`."""
    return {f"audience_{name}": value for name, value in structs.asdict(options_of(meeting)).items()}


def set_of_new(meeting: NewMeeting, changes: MeetingChanges, owner: AnyUser) -> None:
    """Set it for a meeting that is not inserted yet. Raises :class:`NotAllowed` for what the owner's meetings have
    not."""
    given = changes.given(_RIGHTS)
    if given:
        feature_settings.write(meeting, audience_rights.NAME, _rights(meeting, given))
    if changes.audience_chat is not UNSET:
        feature_settings.write(meeting, chat.NAME, chat.ChatSettings(open=changes.audience_chat is True))
    if changes.audience_draw is True:
        drawing.require_privilege(owner)
    elif changes.audience_draw is not UNSET or not profiles.may_attendees_draw(owner):
        drawing.write(meeting, allowed=False)


def change(session: Session, meeting: Meeting, changes: MeetingChanges) -> None:
    """Change it for a meeting that is locked; who is inside is told, and what attendees may not any more ends.
    Raises :class:`NotAllowed` for what the owner's meetings have not."""
    given = changes.given(_RIGHTS)
    if given:
        moderation.change_rights(session, meeting, _rights(meeting, given))
    if changes.audience_chat is not UNSET:
        chat.change_settings(session, meeting, open=changes.audience_chat is True)
    if changes.audience_draw is not UNSET:
        drawing.change(session, meeting, None, changes.audience_draw is True)


def _rights(meeting: EditedMeeting, given: dict[str, object]) -> AudienceRights:
    changed = {_RIGHTS[name]: value is True for name, value in given.items()}
    return structs.replace(audience_rights.rights_of(meeting), **changed)
