"""People wait in the lobby. Who it is is the event's participant."""

from __future__ import annotations

from convener.domain.events.payload import Payload, kind
from convener.domain.events.states import WaitingState


@kind("room:lobby:waiting")
class PersonWaiting(Payload, frozen=True, kw_only=True):
    """A person has come into the lobby."""

    waiting: WaitingState


@kind("room:lobby:admitted")
class PersonAdmitted(Payload, frozen=True, kw_only=True):
    """A person who waited may come into the room."""


@kind("room:lobby:denied")
class PersonDenied(Payload, frozen=True, kw_only=True):
    """A person who waited may not come into the room."""


@kind("room:lobby:gone")
class WaitingGone(Payload, frozen=True, kw_only=True):
    """A person waits no longer."""
