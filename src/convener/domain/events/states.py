"""What people in a room may know of a meeting and of each other, as values. Events carry them whole, so that a browser
which applies events ends where a fresh snapshot begins."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct


class State(Struct, frozen=True, kw_only=True):
    """What the states share."""

    def data(self) -> dict[str, Any]:
        """The state as JSON values, for an event's ``data``."""
        built: dict[str, Any] = msgspec.to_builtins(self)
        return built


class MeetingState(State, frozen=True, kw_only=True):
    """A meeting, to the people in it."""

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
    """A person in the room, to the others."""

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
    """A person in the lobby, to those who may let people in."""

    id: str
    name: str
    since: datetime
