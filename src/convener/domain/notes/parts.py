"""The parts of notes that can be listed: agenda, decisions, action items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from convener.domain.shared_documents.content import Block, Content, Value

from .schema import ACTION_ITEM, AGENDA_ITEM, DECISION

LONGEST_TEXT = 2_000
LONGEST_NAME = 200
MOST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """A point of the agenda, and how many minutes it may take."""

    id: str
    text: str
    minutes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Something that was decided."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionItem:
    """Something that is to be done: by whom (a name; ``person``: the public id where it is a participant), until when
    at the latest, and whether it is done."""

    id: str
    text: str
    assignee: str
    person: str
    due: date | None
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesParts:
    """The parts of notes, each in the order of the text; those without a text are left out."""

    agenda: tuple[AgendaItem, ...] = ()
    decisions: tuple[Decision, ...] = ()
    action_items: tuple[ActionItem, ...] = ()

    @property
    def open_action_items(self) -> tuple[ActionItem, ...]:
        """Action items that are not done."""
        return tuple(one for one in self.action_items if not one.done)


def list_parts(content: Content) -> NotesParts:
    """The parts of this text."""
    return NotesParts(
        agenda=tuple(
            AgendaItem(id=_id(one), text=text, minutes=read_minutes(one.attributes.get("minutes")))
            for one, text in _of_type(content, AGENDA_ITEM)
        ),
        decisions=tuple(Decision(id=_id(one), text=text) for one, text in _of_type(content, DECISION)),
        action_items=tuple(read_action_item(one, text) for one, text in _of_type(content, ACTION_ITEM)),
    )


def read_action_item(block: Block, text: str) -> ActionItem:
    """The action item that this block is."""
    return ActionItem(
        id=_id(block),
        text=text,
        assignee=_name(block.attributes.get("assignee")),
        person=_name(block.attributes.get("person")),
        due=read_date(block.attributes.get("due")),
        done=block.attributes.get("done") in (True, "true"),
    )


def _of_type(content: Content, kind: str) -> Iterator[tuple[Block, str]]:
    for block in content.walk():
        if block.type == kind and (text := block.text(LONGEST_TEXT)):
            yield block, text


def _id(block: Block) -> str:
    return _name(block.attributes.get("id"))


def _name(value: Value) -> str:
    return " ".join(value.split())[:LONGEST_NAME] if isinstance(value, str) else ""


def read_minutes(value: Value) -> int | None:
    """The minutes in an attribute; None where they are none."""
    try:
        minutes = int(value) if isinstance(value, int | str) and not isinstance(value, bool) else 0
    except ValueError:
        return None
    return minutes if 0 < minutes <= MOST_MINUTES else None


def read_date(value: Value) -> date | None:
    """The day in an attribute (``YYYY-MM-DD``); None where it is none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
