"""The chat and the notes of a recording as texts."""

from __future__ import annotations

from msgspec import structs

from convener.domain.timelines.texts import write_chat, write_notes
from convener.domain.timelines.timeline import TimelineEvent
from convener.recording.notes import NotesLine, collect
from tests.domain.timelines.test_trim import TIMELINE


def test_each_message_has_a_line_with_its_time_and_name() -> None:
    events = [
        TimelineEvent(at=3_725_000, kind="chat", person="ann", text="one\nand two"),
        TimelineEvent(at=3_726_000, kind="page", item="x"),
        TimelineEvent(at=3_727_000, kind="chat", person="gone", text="مرحبا"),
    ]
    written = write_chat(structs.replace(TIMELINE, events=events))
    assert written == "1:02:05 Ann: one and two\n1:02:07 : مرحبا\n"
    assert write_chat(structs.replace(TIMELINE, events=[])) == ""


def test_the_notes_are_those_of_the_end() -> None:
    lines = [
        NotesLine(kind="heading", text="Harbour"),
        NotesLine(kind="bullet", text="Pier", depth=1),
        NotesLine(kind="actionItem", text="Measure it", assignee="Ann", due="2026-12-01"),
        NotesLine(kind="task", text="Call", done=True),
    ]
    notes = collect([(0, lines[:1]), (5_000, lines)])
    assert write_notes(notes) == ("## Harbour\n  - Pier\n- [ ] Measure it (Ann, 2026-12-01)\n- [x] Call\n")
    assert write_notes(collect([])) == ""
