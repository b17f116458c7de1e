"""The timeline of a recording: which of its files is played when, and what else happened.

It is a file of the recording, and depends on nothing of the meeting. All times are milliseconds since the recording
began, without its pauses.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

VERSION = 1
"""Of the form of the timeline."""


class Stored(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """What all structs of the timeline share."""


class TimelinePerson(Stored, frozen=True, kw_only=True):
    """Somebody who was there; ``id``: the public id of the participant, ``role``: the one at last."""

    id: str
    name: str
    role: str


class TimelinePiece(Stored, frozen=True, kw_only=True):
    """At ``at`` the file is played from ``start`` on, for ``length``."""

    at: int
    start: int
    length: int


class TimelineTrack(Stored, frozen=True, kw_only=True):
    """A microphone, a camera, a shared screen or its sound; ``id``: the name of the part that is its file."""

    id: str
    person: str
    kind: Literal["microphone", "camera", "screen", "screenSound"]
    codec: str
    content_type: str
    pieces: list[TimelinePiece]


class TimelineAnswer(Stored, frozen=True, kw_only=True):
    """An answer of a poll; ``votes`` is null where the results were not public."""

    text: str
    votes: int | None = None


class TimelineEvent(Stored, frozen=True, kw_only=True):
    """Something that happened at ``at``. Which of the other members there are follows from ``kind``:

    - ``chat``: ``person`` wrote ``text`` to all;
    - ``page``: the page with the number ``page`` of a document was shown from then on; ``item``: its id, ``title``: the
      document's, ``picture``: the name of the part that is its picture, absent where it has none;
    - ``board``: a whiteboard was shown (``item``, ``title``); ``hidden``: nothing was any more; for pages and boards
      ``drawing`` is the name of the part that says what was drawn (:mod:`convener.recording.drawings`), absent where
      nothing was;
    - ``speaker``: ``person`` spoke for ``length``; ``hand``: had a hand raised for ``length``;
    - ``reaction``: ``person`` showed an emoji; ``text``: its name in the room's protocol;
    - ``entered``, ``left``: ``person`` did;
    - ``poll``: a poll (``item``) with the question ``title`` was opened, counted or closed: ``answers`` with votes
      where all could see them, ``open``: it took votes.
    """

    at: int
    kind: Literal["chat", "page", "board", "hidden", "speaker", "hand", "reaction", "entered", "left", "poll"]
    person: str = ""
    text: str = ""
    item: str = ""
    title: str = ""
    page: int = 0
    picture: str = ""
    drawing: str = ""
    length: int = 0
    answers: list[TimelineAnswer] = []
    open: bool = False


class TimelineChapter(Stored, frozen=True, kw_only=True):
    """Something begins that people look for: a document was shown, a screen shared (``title``: whose)."""

    at: int
    kind: Literal["document", "board", "screen"]
    title: str


class CutTracks(Stored, frozen=True, kw_only=True):
    """The file that says what of a recording whose ends were cut off is heard and seen when: ``tracks`` take the place
    of those of the timeline. It names nobody."""

    version: int
    tracks: list[TimelineTrack]


class Timeline(Stored, frozen=True, kw_only=True):
    """All of it; ``duration`` in milliseconds; ``notes``: the name of the part that says what was written in the notes
    (:mod:`convener.recording.notes`), absent where nothing was."""

    version: int
    started_at: datetime
    duration: int
    people: list[TimelinePerson]
    tracks: list[TimelineTrack]
    events: list[TimelineEvent]
    chapters: list[TimelineChapter]
    notes: str = ""
