"""People come into the room, change there, and leave it. Who it is is the event's participant."""

from __future__ import annotations

from typing import Literal

from convener.domain.events.payload import Payload, kind
from convener.domain.events.states import PersonState, RemovedState

LeavingReason = Literal["left", "removed", "lost", "ended", "cancelled"]


@kind("room:person:entered")
class PersonEntered(Payload, frozen=True, kw_only=True):
    """A visit has begun."""

    person: PersonState


@kind("room:person:updated")
class PersonUpdated(Payload, frozen=True, kw_only=True):
    """What others see of a person in the room has changed."""

    person: PersonState


@kind("room:person:removed")
class PersonRemoved(Payload, frozen=True, kw_only=True):
    """A host has removed a person, from the room or from the lobby, until the run of the meeting ends."""

    person: RemovedState


@kind("room:person:readmitted")
class PersonReadmitted(Payload, frozen=True, kw_only=True):
    """A person who was removed may enter again."""


@kind("room:person:moved")
class PersonMoved(Payload, frozen=True, kw_only=True):
    """A person goes on in a new page, which has just entered; the pages from before are closed."""


@kind("room:person:left")
class PersonLeft(Payload, frozen=True, kw_only=True):
    """A visit has ended. ``everybody``: the whole room was closed."""

    reason: LeavingReason
    everybody: bool = False
