"""What events say of a meeting and its participants, as structs: only what the recipients may know. An event carries
the whole state, so a browser that applies events ends where a fresh snapshot begins."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct


class State(Struct, frozen=True, kw_only=True):
    """The base of the states."""

    def data(self) -> dict[str, Any]:
        """The state as JSON values, for an event's ``data``."""
        built: dict[str, Any] = msgspec.to_builtins(self)
        return built


class MeetingState(State, frozen=True, kw_only=True):
    """A meeting, for the participants in it."""

    mid: str
    code: str
    title: str
    lang: str
    status: str
    locked: bool
    lobby: bool
    started_at: datetime | None
    ends_at: datetime | None


class PersonState(State, frozen=True, kw_only=True):
    """A participant in the room, for the other participants."""

    id: str
    name: str
    role: str
    microphone: bool
    camera: bool
    screen: bool
    hand: datetime | None
    connected: bool
    entered_at: datetime


class WaitingState(State, frozen=True, kw_only=True):
    """A participant in the lobby, for those who may admit."""

    id: str
    name: str
    since: datetime
