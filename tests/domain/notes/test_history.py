"""How notes grew, as a recording keeps it."""

from __future__ import annotations

from datetime import date

import pytest

from convener.domain.notes.documents import first_update
from convener.domain.notes.history import Order, list_lines, read_notes
from convener.domain.notes.parts import ActionItem
from convener.domain.shared_documents.confined import DocumentUnreadable
from convener.domain.shared_documents.content import Block, Content, Run
from convener.recording.notes import NotesLine

CALL = ActionItem(id="a1", text="Call", assignee="Ann", person="ann", due=date(2030, 5, 1), done=False)


def paragraph(text: str) -> Block:
    return Block("paragraph", {}, [Run(text)])


def test_lines_are_what_was_written_with_its_kind_and_depth() -> None:
    deep = Block("listItem", {}, [paragraph("inner")])
    item = Block("listItem", {}, [paragraph("outer"), Block("bulletList", {}, [deep])])
    task = Block("taskItem", {"checked": True}, [paragraph("done")])
    content = Content(
        [
            Block("heading", {"level": 1}, [Run("Plan")]),
            paragraph(" "),
            Block("bulletList", {}, [item]),
            Block("taskList", {}, [task]),
            Block("blockquote", {}, [paragraph("said")]),
            Block("decision", {"id": "d"}, [Run("Yes")]),
        ]
    )
    assert [(one.kind, one.text, one.depth, one.done) for one in list_lines(content)] == [
        ("heading", "Plan", 0, False),
        ("bullet", "outer", 1, False),
        ("bullet", "inner", 2, False),
        ("task", "done", 1, True),
        ("quote", "said", 0, False),
        ("decision", "Yes", 0, False),
    ]


def test_the_text_is_read_in_a_process_of_its_own() -> None:
    made = read_notes(Order(updates=[(0, first_update((CALL,)))]))
    assert made.lines == [NotesLine(kind="actionItem", text="Call", assignee="Ann", person="ann", due="2030-05-01")]
    assert [(one.at, one.lines) for one in made.states] == [(0, [0])]
    assert read_notes(Order(updates=[])).states == []
    with pytest.raises(DocumentUnreadable):
        read_notes(Order(updates=[(0, b"\xff" * 20)]))
