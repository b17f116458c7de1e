"""Executes the commands that change something: each calls one function of the domain, which decides whether it may."""

from __future__ import annotations

from typing import assert_never

from sqlalchemy.orm import Session

from convener.domain.room import moderation, presence
from convener.domain.room.presence import Media
from convener.domain.site import Site
from convener.storage.models import Participant

from .protocol.messages import (
    Admit,
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

ChangeCommand = (
    SetMedia | SetHand | Mute | Remove | SetRole | SetLock | SetLobby | Admit | Deny | EndMeeting | Leave | TakeMedia
)
"""Commands that change something. The others enter, ask, or go from browser to browser."""


def execute(session: Session, site: Site, participant_id: int, peer_id: str, command: ChangeCommand) -> None:
    """Execute a command of the participant (by primary key) from its connection ``peer_id``, in the caller's
    transaction. Raises :class:`DomainError` where the participant may not do this, or where it is not possible."""
    caller = session.get_one(Participant, participant_id)
    match command:
        case SetMedia():
            media = Media(command.microphone, command.camera, command.screen)
            moderation.set_media(session, caller, media)
        case SetHand():
            moderation.set_hand(session, caller, command.raised, command.person_id)
        case Mute():
            moderation.mute(session, caller, command.person_id)
        case Remove():
            moderation.remove(session, site, caller, command.person_id)
        case SetRole():
            moderation.set_role(session, caller, command.person_id, command.role)
        case SetLock():
            moderation.set_lock(session, caller, command.locked)
        case SetLobby():
            moderation.set_lobby(session, caller, command.lobby)
        case Admit():
            moderation.admit(session, caller, command.person_id)
        case Deny():
            moderation.deny(session, caller, command.person_id)
        case EndMeeting():
            moderation.end_meeting(session, site, caller)
        case Leave():
            presence.leave(session, site, caller)
        case TakeMedia():
            moderation.claim_media(session, site, caller, peer_id)
        case _:
            assert_never(command)
