"""What was written in the notes of a meeting while it was recorded: the form of its file, and how it is cut.

A recording has a file (JSON, :class:`RecordedNotes`) where somebody wrote in the notes; its timeline names it. It has
each line once, however often it was seen, and says which lines there were from which time on (milliseconds of the
recording).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

import msgspec
from msgspec import Struct, structs

VERSION = 1
"""Of the form of the file."""

WINDOW = 5_000
"""Milliseconds in which the notes are looked at once."""

MOST_STATES = 200
"""The most states of a file: of a longer recording there are fewer in an hour."""

LineKind: TypeAlias = Literal[
    "heading", "text", "bullet", "number", "task", "quote", "code", "agendaItem", "decision", "actionItem"
]


class NotesLine(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """A line of the text; ``depth``: how deep it lies in lists. Of an action item: ``assignee`` (a name; ``person``:
    the public id where it is a participant) and ``due`` (a day); of it and of tasks: whether it is ``done``."""

    kind: LineKind
    text: str
    depth: int = 0
    done: bool = False
    assignee: str = ""
    person: str = ""
    due: str = ""


class NotesState(Struct, frozen=True, kw_only=True):
    """From ``at`` on there are these ``lines`` (places in the list of all)."""

    at: int
    lines: list[int]


class RecordedNotes(Struct, frozen=True, kw_only=True, rename="camel"):
    """All of the file; the states are in order."""

    version: int
    lines: list[NotesLine]
    states: list[NotesState]

    def encode(self) -> bytes:
        """The file."""
        return msgspec.json.encode(self)


def decode(file: bytes) -> RecordedNotes:
    """The file, read. Raises :class:`msgspec.DecodeError`."""
    return msgspec.json.decode(file, type=RecordedNotes)


def collect(states: Iterable[tuple[int, list[NotesLine]]]) -> RecordedNotes:
    """The file of what there was at these times."""
    places: dict[NotesLine, int] = {}
    found: list[NotesState] = []
    for at, lines in states:
        state = NotesState(at=at, lines=[places.setdefault(one, len(places)) for one in lines])
        if found and found[-1].at == at:
            found.pop()
        if (found[-1].lines if found else []) != state.lines:
            found.append(state)
    used = sorted({number for state in found for number in state.lines})
    lines = list(places)
    numbers = {before: after for after, before in enumerate(used)}
    return RecordedNotes(
        version=VERSION,
        lines=[lines[one] for one in used],
        states=[structs.replace(one, lines=[numbers[line] for line in one.lines]) for one in found],
    )


def cut(notes: RecordedNotes, start: int, end: int | None) -> RecordedNotes:
    """The notes between two times, the first being 0 from then on; None: to their end."""
    return collect(
        (max(0, one.at - start), [notes.lines[number] for number in one.lines])
        for one in notes.states
        if end is None or one.at < end
    )


def cut_file(file: bytes, start: int, end: int | None) -> bytes:
    """As :func:`cut`, of the file. Raises :class:`msgspec.DecodeError`."""
    return cut(decode(file), start, end).encode()


def erased(notes: RecordedNotes, names: Mapping[str, str]) -> RecordedNotes:
    """The notes in which nothing is to be done by these people (public ids) by name."""
    return structs.replace(
        notes,
        lines=[structs.replace(one, assignee="", person="") if one.person in names else one for one in notes.lines],
    )
