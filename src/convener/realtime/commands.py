"""What commands do: each is handed to the domain, which decides. One table, from the message to what carries it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from convener.domain.room import moderation, presence
from convener.domain.room.presence import Media
from convener.domain.site import Site
from convener.storage.models import Participant

from .protocol.messages import (
    Admit,
    AnyCommand,
    Deny,
    EndMeeting,
    Leave,
    Mute,
    Remove,
    SetHand,
    SetLobby,
    SetLock,
    SetMedia,
    SetRole,
    TakeMedia,
)


@dataclass(frozen=True)
class Call:
    """Who calls, from which connection, in which transaction."""

    session: Session
    site: Site
    participant: Participant
    peer_id: str


def _set_media(call: Call, command: SetMedia) -> None:
    media = Media(command.microphone, command.camera, command.screen)
    moderation.set_media(call.session, call.participant, media)


def _set_hand(call: Call, command: SetHand) -> None:
    moderation.set_hand(call.session, call.participant, command.raised, command.person_id)


def _mute(call: Call, command: Mute) -> None:
    moderation.mute(call.session, call.participant, command.person_id)


def _remove(call: Call, command: Remove) -> None:
    moderation.remove(call.session, call.site, call.participant, command.person_id)


def _set_role(call: Call, command: SetRole) -> None:
    moderation.set_role(call.session, call.participant, command.person_id, command.role)


def _set_lock(call: Call, command: SetLock) -> None:
    moderation.set_lock(call.session, call.participant, command.locked)


def _set_lobby(call: Call, command: SetLobby) -> None:
    moderation.set_lobby(call.session, call.participant, command.lobby)


def _admit(call: Call, command: Admit) -> None:
    moderation.admit(call.session, call.participant, command.person_id)


def _deny(call: Call, command: Deny) -> None:
    moderation.deny(call.session, call.participant, command.person_id)


def _end(call: Call, _command: EndMeeting) -> None:
    moderation.end_meeting(call.session, call.site, call.participant)


def _leave(call: Call, _command: Leave) -> None:
    presence.leave(call.session, call.site, call.participant)


def _take_media(call: Call, _command: TakeMedia) -> None:
    moderation.claim_media(call.session, call.site, call.participant, call.peer_id)


CARRIED_OUT: dict[type[Any], Callable[[Call, Any], None]] = {
    SetMedia: _set_media,
    SetHand: _set_hand,
    Mute: _mute,
    Remove: _remove,
    SetRole: _set_role,
    SetLock: _set_lock,
    SetLobby: _set_lobby,
    Admit: _admit,
    Deny: _deny,
    EndMeeting: _end,
    Leave: _leave,
    TakeMedia: _take_media,
}
"""Commands that change something; the others are questions or pass between browsers."""


def carry_out(session: Session, site: Site, participant_id: int, peer_id: str, command: AnyCommand) -> None:
    """Do what the command says, in the caller's transaction; raises :class:`DomainError` where it may not be done."""
    participant = session.get_one(Participant, participant_id)
    CARRIED_OUT[type(command)](Call(session, site, participant, peer_id), command)
