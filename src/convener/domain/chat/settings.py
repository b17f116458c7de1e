"""The rules of a meeting's chat: whether it is open, and whether earlier runs can be read.

Without a word of the host a run of the meeting shows its own messages alone: the next run may have other people, whom
nobody who wrote before had in mind. A class that wants to read on says so once, for the meeting.
"""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy.orm import Session

from convener.domain.errors import NotAllowed
from convener.domain.events.kinds.chat import ChatChanged
from convener.domain.events.log import record
from convener.domain.permissions import RoomAction, room_allows
from convener.domain.room import feature_settings
from convener.domain.room.moderation import Insider
from convener.storage.models import Meeting, Participant

NAME = "chat"


class ChatSettings(Struct, omit_defaults=True, frozen=True):
    """What is stored of a meeting. ``open``: all may write, not only those who may moderate the chat; ``earlier``: the
    messages of earlier runs of the meeting can be read."""

    open: bool = True
    earlier: bool = False


def settings_of(meeting: Meeting) -> ChatSettings:
    """The settings of the meeting's chat."""
    return feature_settings.read(meeting, NAME, ChatSettings)


def require_writing(insider: Insider) -> None:
    """Raise :class:`NotAllowed` where the participant may not write: the chat is closed, for all but those who may
    moderate it."""
    if not settings_of(insider.meeting).open and not room_allows(insider.visit.role, RoomAction.MODERATE_CHAT):
        raise NotAllowed("The host has closed the chat.")


def change(session: Session, insider: Insider, *, open: bool | None = None, earlier: bool | None = None) -> None:
    """Open or close the chat, make earlier runs readable or not; None leaves it as it is."""
    change_settings(session, insider.meeting, open=open, earlier=earlier, actor=insider.participant)


def change_settings(
    session: Session,
    meeting: Meeting,
    *,
    open: bool | None = None,
    earlier: bool | None = None,
    actor: Participant | None = None,
) -> None:
    """The same for a meeting that is locked; ``actor``: the participant who does it, None where it is done from
    outside."""
    before = settings_of(meeting)
    after = ChatSettings(
        open=before.open if open is None else open, earlier=before.earlier if earlier is None else earlier
    )
    if after != before:
        feature_settings.write(meeting, NAME, after)
        record(session, meeting, ChatChanged(open=after.open, earlier=after.earlier), actor=actor)
