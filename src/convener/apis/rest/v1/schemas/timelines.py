"""What is played when of a recording that was made here."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from .wire import Wire


class TimelinePerson(Wire, kw_only=True):
    """Somebody who was there."""

    id: str
    name: str
    role: Literal["host", "presenter", "attendee"]


class TimelinePiece(Wire, kw_only=True):
    """At ``at`` the file is played from ``start`` on, for ``length`` (milliseconds)."""

    at: int
    start: int
    length: int


class TimelineTrack(Wire, kw_only=True):
    """A microphone, a camera, a shared screen or its sound of a ``person``; ``id``: the name of the part."""

    id: str
    person: str
    kind: Literal["microphone", "camera", "screen", "screenSound"]
    codec: str
    content_type: str
    pieces: list[TimelinePiece]


class TimelineAnswer(Wire, kw_only=True):
    """An answer of a poll; ``votes`` is null where the results were not public."""

    text: str
    votes: int | None


class TimelineEvent(Wire, kw_only=True):
    """Something that happened at ``at``; members that do not belong to its ``kind`` are empty.

    ``chat``: ``person`` wrote ``text`` to all. ``page``: the page ``page`` of a document (``item``, ``title``) was
    shown from then on; ``picture``: the name of its part, empty where it has none. ``board``: a whiteboard was.
    ``drawing``, of a page or board: the name of the part that says what was drawn on it (JSON), empty where nothing
    was. ``hidden``: nothing was shown any more. ``speaker``: ``person`` spoke for ``length``; ``hand``: had a hand
    raised for so long. ``reaction``: ``person`` showed the emoji ``text``. ``entered``, ``left``: ``person`` did.
    ``poll``: a poll (``item``, ``title``) was opened, counted or closed; ``open``: it took votes.
    """

    at: int
    kind: Literal["chat", "page", "board", "hidden", "speaker", "hand", "reaction", "entered", "left", "poll"]
    person: str
    text: str
    item: str
    title: str
    page: int
    picture: str
    drawing: str
    length: int
    answers: list[TimelineAnswer]
    open: bool


class TimelineChapter(Wire, kw_only=True):
    """Something begins that people look for: a document or a whiteboard was shown, a screen shared (``title``:
    whose)."""

    at: int
    kind: Literal["document", "board", "screen"]
    title: str


class Subtitles(Wire, kw_only=True):
    """Subtitles in a ``language``; ``part``: the name of the part that is the WebVTT file."""

    language: str
    part: str


class Timeline(Wire, kw_only=True):
    """A recording that was made here: its tracks, and what else happened, in order. All times are milliseconds since
    its beginning, without pauses and what was cut off at its ends. ``notes``: the name of the part that says what was
    written in the notes (JSON), empty where nothing was."""

    version: int
    started_at: datetime
    duration: int
    people: list[TimelinePerson]
    tracks: list[TimelineTrack]
    events: list[TimelineEvent]
    chapters: list[TimelineChapter]
    notes: str
    subtitles: list[Subtitles]
