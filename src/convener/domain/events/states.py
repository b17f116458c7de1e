"""What events say of a meeting and its participants, as structs: only what the recipients may know. An event carries
the whole state, so a browser that applies events ends where a fresh snapshot begins."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from .payload import Id, PersonalText, Text, Word


class State(Struct, frozen=True, kw_only=True):
    """The base of the states."""


class MeetingState(State, frozen=True, kw_only=True):
    """A meeting, for the participants in it."""

    mid: Id
    code: Id
    title: Text
    lang: Word
    status: Word
    locked: bool
    lobby: bool
    started_at: datetime | None
    ends_at: datetime | None


class PersonState(State, frozen=True, kw_only=True):
    """A participant in the room, for the other participants."""

    id: Id
    name: PersonalText
    role: Word
    microphone: bool
    camera: bool
    screen: bool
    hand: datetime | None
    connected: bool
    entered_at: datetime
    guest: bool = False


class RemovedState(State, frozen=True, kw_only=True):
    """A participant who was removed, for those who may let the participant in again."""

    id: Id
    name: PersonalText


class WaitingState(State, frozen=True, kw_only=True):
    """A participant in the lobby, for those who may admit."""

    id: Id
    name: PersonalText
    since: datetime
    guest: bool = False


class QuestionState(State, frozen=True, kw_only=True):
    """A poll without its results. ``correct``: the positions of the right answers; None where the recipients may not
    know them yet, or know them already."""

    id: Id
    kind: Word
    question: Text
    answers: list[Text]
    anonymous: bool
    shown: Word
    state: Word
    opened_at: datetime | None
    closed_at: datetime | None
    correct: list[int] | None


class BoardState(State, frozen=True, kw_only=True):
    """A whiteboard. ``creator``: the participant who made it; None where that is not known any more."""

    id: Id
    name: Text
    template: Word
    creator: Id | None
    created_at: datetime


class ItemState(State, frozen=True, kw_only=True):
    """Something that can be shown to all: a document, by its ``kind`` and its id among those of that kind."""

    kind: Word
    id: Id


class OpenItemState(ItemState, frozen=True, kw_only=True):
    """An item that is open for all, at a ``page`` (1 is the first; items without pages are always there)."""

    page: int = 1
