"""How notes grew, for a recording: a program of its own, confined as
:mod:`convener.domain.shared_documents.opener` is, because it opens the document. Standard input is an :class:`Order`,
standard output a :class:`~convener.recording.notes.RecordedNotes`."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from convener.domain.shared_documents import confined
from convener.domain.shared_documents.content import Block, Content
from convener.domain.shared_documents.opener import open_document, read_root
from convener.recording import notes
from convener.recording.notes import LineKind, NotesLine, RecordedNotes

from .formats import is_done, runs_of
from .parts import read_action_item
from .schema import ACTION_ITEM, ROOT

MOST_DEPTH = 12


class Order(Struct, frozen=True, kw_only=True):
    """The updates of the document in their order, each with its time in the recording, which never falls."""

    updates: list[tuple[int, bytes]]


def read_notes(order: Order) -> RecordedNotes:
    """What was written when. Takes a second; no transaction should be open. Raises
    :class:`~convener.domain.shared_documents.confined.DocumentUnreadable`."""
    result = confined.run("convener.domain.notes.history", [], msgspec.msgpack.encode(order))
    try:
        return notes.decode(result)
    except msgspec.DecodeError as error:
        raise confined.DocumentUnreadable("The document could not be read.") from error


def follow(order: Order) -> RecordedNotes:
    """What was written when: a state for each window in which something changed, at the end of what was written in
    it."""
    last = order.updates[-1][0] if order.updates else 0
    window = max(notes.WINDOW, last // notes.MOST_STATES)
    return notes.collect(_states(order, window))


def _states(order: Order, window: int) -> Iterator[tuple[int, list[NotesLine]]]:
    document = open_document([])
    for _, group in itertools.groupby(order.updates, lambda one: -1 if one[0] == 0 else one[0] // window):
        updates = list(group)
        for _, update in updates:
            document.apply_update(update)
        yield updates[-1][0], list(list_lines(read_root(document, ROOT)))


def list_lines(content: Content) -> Iterator[NotesLine]:
    """The lines of the text that are not empty."""
    return _lines(content.blocks, "text", 0)


_KINDS: dict[str, LineKind] = {
    "heading": "heading",
    "codeBlock": "code",
    "agendaItem": "agendaItem",
    "decision": "decision",
    "actionItem": "actionItem",
}
_LISTS: dict[str, LineKind] = {"bulletList": "bullet", "orderedList": "number", "taskList": "task"}


def _lines(blocks: Iterable[Block], kind: LineKind, depth: int, *, done: bool = False) -> Iterator[NotesLine]:
    if depth > MOST_DEPTH:
        return
    for block in blocks:
        if block.type in _LISTS:
            for item in block.blocks():
                yield from _lines(item.blocks(), _LISTS[block.type], depth + 1, done=is_done(item))
        elif block.type == "blockquote":
            yield from _lines(block.blocks(), "quote", depth)
        else:
            text = "".join(run.text for run in runs_of(block)).strip()
            if text:
                yield _line(block, _KINDS.get(block.type, kind), text, depth, done)
            yield from _lines(block.blocks(), kind, depth + 1)


def _line(block: Block, kind: LineKind, text: str, depth: int, done: bool) -> NotesLine:
    if kind != ACTION_ITEM:
        return NotesLine(kind=kind, text=text, depth=depth, done=done)
    item = read_action_item(block, text)
    due = item.due.isoformat() if item.due else ""
    return NotesLine(
        kind="actionItem",
        text=text,
        depth=depth,
        done=item.done,
        assignee=item.assignee,
        person=item.person,
        due=due,
    )


def main() -> None:
    """Read an order from standard input and write the notes."""
    order = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Order)
    sys.stdout.buffer.write(follow(order).encode())
