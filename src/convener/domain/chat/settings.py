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
from convener.domain.permissions import RoomAction, require_room, room_allows
from convener.domain.room import feature_settings
from convener.domain.room.insiders import Insider
from convener.storage.models import Meeting, Participant

NAME = "chat"


class ChatSettings(Struct, omit_defaults=True, frozen=True):
    """What is stored of a meeting. ``open``: all may write, not only those who may moderate the chat; ``earlier``: the
    messages of earlier runs of the meeting can be read; ``files``: all who may write may send files, not only those who
    may moderate the chat."""

    open: bool = True
    earlier: bool = False
    files: bool = True


def settings_of(meeting: Meeting) -> ChatSettings:
    """The settings of the meeting's chat."""
    return feature_settings.read(meeting, NAME, ChatSettings)


def require_writing(meeting: Meeting, role: str) -> None:
    """Raise :class:`NotAllowed` where a participant of this role may not write: the chat is closed, for all but those
    who may moderate it."""
    require_room(role, RoomAction.CHAT)
    if not settings_of(meeting).open and not room_allows(role, RoomAction.MODERATE_CHAT):
        raise NotAllowed("The host has closed the chat.")


def require_files(meeting: Meeting, role: str) -> None:
    """Raise :class:`NotAllowed` where a participant of this role may not write, or not send files."""
    require_writing(meeting, role)
    if not settings_of(meeting).files and not room_allows(role, RoomAction.MODERATE_CHAT):
        raise NotAllowed("The host has switched off that attendees send files.")


def change(
    session: Session,
    insider: Insider,
    *,
    open: bool | None = None,
    earlier: bool | None = None,
    files: bool | None = None,
) -> None:
    """Open or close the chat, make earlier runs readable or not, let all send files or not; None leaves it as it is."""
    change_settings(session, insider.meeting, open=open, earlier=earlier, files=files, actor=insider.participant)


def change_settings(
    session: Session,
    meeting: Meeting,
    *,
    open: bool | None = None,
    earlier: bool | None = None,
    files: bool | None = None,
    actor: Participant | None = None,
) -> None:
    """The same for a meeting that is locked; ``actor``: the participant who does it, None where it is done from
    outside."""
    before = settings_of(meeting)
    after = ChatSettings(
        open=before.open if open is None else open,
        earlier=before.earlier if earlier is None else earlier,
        files=before.files if files is None else files,
    )
    if after != before:
        feature_settings.write(meeting, NAME, after)
        changed = ChatChanged(open=after.open, earlier=after.earlier, files=after.files)
        record(session, meeting, changed, actor=actor)
