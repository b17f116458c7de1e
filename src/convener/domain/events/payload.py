"""Payloads: what an event of each kind contains, as one struct a kind.

A payload names people by id. What each of its texts holds is declared in the field's type, so that what must be blanked
when somebody's personal data are erased is found in the type (:mod:`convener.domain.events.personal`):

- :data:`Id`: an id or code of anything but a user;
- :data:`UserId`: the ID of a user of the center, which an erasure replaces by another one;
- :data:`Word`: one of the program's own words, a status or a reason;
- :data:`Text`: a text about no person, such as the title of a meeting;
- :data:`PersonalText`: the name, address or words of a person, the one whose id is the field ``id`` of the same struct;
  in a struct without one, the participant whom the event is about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Final, TypeVar

import msgspec
from msgspec import Meta, Struct

HOLDS: Final = "holds"
"""Key in a field's ``Meta.extra``: what the text holds."""

ID: Final = Meta(extra={HOLDS: "id"})
USER_ID: Final = Meta(extra={HOLDS: "user"})
WORD: Final = Meta(extra={HOLDS: "word"})
TEXT: Final = Meta(extra={HOLDS: "text"})
PERSONAL: Final = Meta(extra={HOLDS: "personal"})

Id = Annotated[str, ID]
UserId = Annotated[str, USER_ID]
Word = Annotated[str, WORD]
Text = Annotated[str, TEXT]
PersonalText = Annotated[str, PERSONAL]


class Payload(Struct, frozen=True, kw_only=True):
    """The base of all payloads; :func:`kind` registers each."""

    @classmethod
    def upgrade(cls, data: dict[str, Any], version: int) -> dict[str, Any]:
        """The stored ``data`` of an older ``version`` in the shape of today. A payload overrides this when it gets a
        new version; members that were added with a default need neither."""
        return data


class CenterPayload(Payload, frozen=True, kw_only=True):
    """The base of payloads of events that belong to no meeting. ``actor``: the user ID of who caused the event, None
    for the server or its operator; :func:`convener.domain.events.log.record_in_center` sets it."""

    actor: UserId | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event: its stored name, ``source:subject:action``, and the payload with its present version."""

    name: str
    version: int
    payload: type[Payload]


KINDS: Final[dict[str, Kind]] = {}
"""All kinds by name, once :mod:`convener.domain.events.registry` is imported."""

OF_PAYLOAD: Final[dict[type[Payload], Kind]] = {}
"""All kinds by payload."""

P = TypeVar("P", bound=Payload)


def kind(name: str, version: int = 1) -> Callable[[type[P]], type[P]]:
    """Register a payload as that of the kind ``name``. ``version`` grows by 1 when the shape of the stored data changes
    so that a row of before could not be read; :meth:`Payload.upgrade` reads those."""

    def register(payload: type[P]) -> type[P]:
        if name in KINDS:
            raise ValueError(f"{name} is the kind of {KINDS[name].payload.__name__} and of {payload.__name__}")
        KINDS[name] = OF_PAYLOAD[payload] = Kind(name, version, payload)
        return payload

    return register


def encode(payload: Payload) -> dict[str, Any]:
    """The payload as JSON values, as it is stored."""
    data: dict[str, Any] = msgspec.to_builtins(payload)
    return data
