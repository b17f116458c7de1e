"""What people write in minutes: a summary, the agenda, decisions, action items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct

from convener.domain import text
from convener.domain.errors import InvalidParameter
from convener.domain.notes.parts import LONGEST_NAME, LONGEST_TEXT, MOST_MINUTES, ActionItem, NotesParts
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.storage.models import Minutes

LONGEST_SUMMARY = 20_000
MOST_ITEMS = 300
"""Entries of each list."""


class Point(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A point of the agenda (``minutes``: how many it was to take) or a decision."""

    text: str
    minutes: int | None = None


class Task(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An action item: by whom, until when at the latest, whether it is done. ``id`` stays the same from run to run;
    ``person``: the public id of the participant who is to do it; ``carried``: it was open when this run began."""

    id: str
    text: str
    assignee: str = ""
    person: str = ""
    due: date | None = None
    done: bool = False
    carried: bool = False

    def as_item(self) -> ActionItem:
        """The same in notes."""
        return ActionItem(
            id=self.id, text=self.text, assignee=self.assignee, person=self.person, due=self.due, done=self.done
        )


class MinutesText(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All that people write in minutes."""

    summary: str = ""
    agenda: tuple[Point, ...] = ()
    decisions: tuple[Point, ...] = ()
    tasks: tuple[Task, ...] = ()

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        """Action items that are not done."""
        return tuple(one for one in self.tasks if not one.done)


@dataclass(frozen=True, kw_only=True)
class NewTask:
    """An action item as an editor sends it; ``id`` is empty for a new one."""

    id: str
    text: str
    assignee: str
    due: date | None
    done: bool


@dataclass(frozen=True, kw_only=True)
class TextChanges:
    """What an editor changes; None: stays as it is."""

    summary: str | None = None
    agenda: Sequence[tuple[str, int | None]] | None = None
    decisions: Sequence[str] | None = None
    tasks: Sequence[NewTask] | None = None


def read_text(minutes: Minutes) -> MinutesText:
    """What is written in these minutes."""
    return msgspec.convert(minutes.text, MinutesText)


def stored_form(content: MinutesText) -> dict[str, Any]:
    """The text as it is stored."""
    built: dict[str, Any] = msgspec.to_builtins(content)
    return built


def from_notes(parts: NotesParts, left: Iterable[Task], *, goes_on: bool = False) -> MinutesText:
    """The text of a draft: the parts of the notes of this run, and ``left``, the action items that were open when it
    began. Those that the notes have too are as they are there. ``goes_on``: after a break in the run before, whose
    action items are this one's own."""
    before = {one.id: one if goes_on else msgspec.structs.replace(one, carried=True) for one in left}
    in_notes = [
        Task(
            id=one.id or _new_id(),
            text=one.text,
            assignee=one.assignee,
            person=one.person,
            due=one.due,
            done=one.done,
            carried=one.id in before and before[one.id].carried,
        )
        for one in parts.action_items[:MOST_ITEMS]
    ]
    known = {one.id for one in in_notes}
    missing = [one for one in before.values() if one.id not in known]
    return MinutesText(
        agenda=tuple(Point(text=one.text, minutes=one.minutes) for one in parts.agenda[:MOST_ITEMS]),
        decisions=tuple(Point(text=one.text) for one in parts.decisions[:MOST_ITEMS]),
        tasks=tuple([*missing, *in_notes][:MOST_ITEMS]),
    )


def changed(content: MinutesText, changes: TextChanges) -> MinutesText:
    """The text with these changes. Raises :class:`InvalidParameter`."""
    values: dict[str, Any] = {}
    if changes.summary is not None:
        values["summary"] = text.lines("summary", changes.summary, LONGEST_SUMMARY)
    if changes.agenda is not None:
        points = [
            (text.line("agenda", one, LONGEST_TEXT), _minutes(minutes))
            for one, minutes in _bounded("agenda", changes.agenda)
        ]
        values["agenda"] = tuple(Point(text=one, minutes=minutes) for one, minutes in points if one)
    if changes.decisions is not None:
        lines = [text.line("decisions", one, LONGEST_TEXT) for one in _bounded("decisions", changes.decisions)]
        values["decisions"] = tuple(Point(text=one) for one in lines if one)
    if changes.tasks is not None:
        before = {one.id: one for one in content.tasks}
        tasks = [_task(one, before) for one in _bounded("action_items", changes.tasks)]
        values["tasks"] = tuple(one for one in tasks if one.text)
    return msgspec.structs.replace(content, **values)


def _task(new: NewTask, before: dict[str, Task]) -> Task:
    """The action item; who is to do it stays a participant while the name stays the same. An id that is not of these
    minutes, or comes twice, gets a new one."""
    known = before.pop(new.id, None)
    assignee = text.line("assignee", new.assignee, LONGEST_NAME)
    return Task(
        id=known.id if known else _new_id(),
        text=text.line("action_items", new.text, LONGEST_TEXT),
        assignee=assignee,
        person=known.person if known and known.assignee == assignee else "",
        due=new.due,
        done=new.done,
        carried=known.carried if known else False,
    )


def _bounded(parameter: str, values: Sequence[Any]) -> Sequence[Any]:
    if len(values) > MOST_ITEMS:
        raise InvalidParameter(f"There may be {MOST_ITEMS} entries at most.", parameter)
    return values


def _minutes(minutes: int | None) -> int | None:
    if minutes is not None and not 0 < minutes <= MOST_MINUTES:
        raise InvalidParameter(f"minutes must be 1 to {MOST_MINUTES}.", "agenda")
    return minutes


def _new_id() -> str:
    return random_text(LOWERCASE_AND_DIGITS, 12)
