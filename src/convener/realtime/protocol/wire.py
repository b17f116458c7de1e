"""What all messages of the room socket share.

A message is a JSON object in a text frame of its own. The struct's tag is the field ``type``; field names are in
camelCase on the wire. Messages of the conversation itself are in :mod:`.messages`, those of a feature of the room in
its module of :mod:`convener.realtime.features`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

WireT = TypeVar("WireT", bound="Wire")

MAX_FRAME_BYTES = 64 * 1024
"""Longest frame that a browser may send; a session description is some 10 KiB long."""

Id = Annotated[str, Meta(min_length=1, max_length=64)]
"""A public id of a participant, or the id of a page."""


class Wire(Struct, rename="camel", omit_defaults=False, forbid_unknown_fields=True, kw_only=True):
    """The settings that all structs of the wire share."""


class Command(Wire, kw_only=True):
    """What all commands share. ``ref`` is a number that the browser chooses for the command."""

    ref: int | None = None


class EventMessage(Wire, kw_only=True):
    """What all events share: number in the meeting, time, who did it (null: the participant itself, or the server)."""

    seq: int
    at: datetime
    by: str | None = None


def wired(state: Struct, shape: type[WireT]) -> WireT:
    """The part of a message that has the fields of a state of the domain; only the case of their names differs."""
    return msgspec.convert(state, shape, from_attributes=True)


encode = msgspec.json.Encoder().encode
"""The bytes of the frame for a message."""
