"""The lobby: who waits, admitting and turning away."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from convener.domain.events.kinds import lobby as kinds
from convener.domain.events.log import RoomEvent
from convener.domain.permissions import RoomAction
from convener.domain.room import moderation, roster
from convener.realtime.audience import roles_that_may
from convener.realtime.feature import Acting, Feature, View
from convener.realtime.protocol.wire import Command, EventMessage, Id, Wire, wired

FEATURE = Feature("lobby", "The lobby: who waits, admitting and turning away.")

SEES_LOBBY = roles_that_may(RoomAction.SEE_LOBBY)
"""Those who are told who waits."""


class Waiting(Wire, kw_only=True):
    """A participant in the lobby. ``guest`` is a person without an account."""

    id: str
    name: str
    since: datetime
    guest: bool


class LobbySlice(Wire, kw_only=True):
    """Who waits, longest first; empty for those who may not see the lobby."""

    waiting: list[Waiting]


class SetLobby(Command, tag="setLobby", kw_only=True):
    """Turn the lobby on or off: while it is on, participants of the open link wait to be admitted; turning it off
    admits all."""

    lobby: bool


class Admit(Command, tag="admit", kw_only=True):
    """Admit one participant, several, or (both null) all from the lobby. One who is named and has just lost the line is
    let in on coming back."""

    person_id: Id | None = None
    person_ids: Annotated[list[Id], Meta(max_length=100)] | None = None


class Deny(Command, tag="deny", kw_only=True):
    """Turn a participant in the lobby away."""

    person_id: Id


class WaitingAdded(EventMessage, tag="waitingAdded", kw_only=True):
    """A participant waits in the lobby."""

    waiting: Waiting


class WaitingGone(EventMessage, tag="waitingGone", kw_only=True):
    """A participant no longer waits: admitted, denied or gone."""

    person_id: str


@FEATURE.slice(LobbySlice)
def _slice(view: View) -> LobbySlice:
    if view.visit.role not in SEES_LOBBY.roles:
        return LobbySlice(waiting=[])
    people = roster.waiting_people(view.session, view.meeting)
    return LobbySlice(waiting=[wired(roster.waiting_state(one), Waiting) for one in people])


@FEATURE.event(WaitingAdded, kinds.PersonWaiting, audience=SEES_LOBBY)
def _added(event: RoomEvent, payload: kinds.PersonWaiting) -> WaitingAdded:
    return WaitingAdded(seq=event.seq, at=event.at, by=event.actor, waiting=wired(payload.waiting, Waiting))


@FEATURE.event(WaitingGone, kinds.PersonAdmitted, kinds.PersonDenied, kinds.WaitingGone, audience=SEES_LOBBY)
def _gone(event: RoomEvent, payload: kinds.PersonAdmitted | kinds.PersonDenied | kinds.WaitingGone) -> WaitingGone:
    return WaitingGone(seq=event.seq, at=event.at, by=event.actor, person_id=event.person or "")


@FEATURE.change(SetLobby, may=RoomAction.LOCK)
def _set_lobby(acting: Acting, command: SetLobby) -> None:
    moderation.set_lobby(acting.session, acting.insider, command.lobby)


@FEATURE.change(Admit, may=RoomAction.ADMIT)
def _admit(acting: Acting, command: Admit) -> None:
    targets = command.person_ids
    if command.person_id is not None:
        targets = [*(targets or []), command.person_id]
    moderation.admit(acting.session, acting.insider, targets)


@FEATURE.change(Deny, may=RoomAction.ADMIT)
def _deny(acting: Acting, command: Deny) -> None:
    moderation.deny(acting.session, acting.insider, command.person_id)
