"""What was written to all and in the notes of a recording, as texts to take away beside its tracks."""

from __future__ import annotations

from convener.recording.notes import NotesLine, RecordedNotes

from .timeline import Timeline

CHAT, NOTES_TEXT = "chat.txt", "notes.md"
"""The names of the files."""

_MARKS = {
    "heading": "## ",
    "text": "",
    "bullet": "- ",
    "number": "1. ",
    "quote": "> ",
    "code": "    ",
    "agendaItem": "### ",
    "decision": "- ",
}


def write_chat(timeline: Timeline) -> str:
    """A line for each message, with its time in the recording and the name; empty where nothing was written."""
    names = {one.id: one.name for one in timeline.people}
    messages = (one for one in timeline.events if one.kind == "chat")
    lines = [f"{_clock(one.at)} {names.get(one.person, '')}: {' '.join(one.text.split())}\n" for one in messages]
    return "".join(lines)


def write_notes(notes: RecordedNotes) -> str:
    """The notes as they were at the end, as Markdown; empty where nothing was left."""
    lines = [notes.lines[number] for number in notes.states[-1].lines] if notes.states else []
    return "".join(f"{'  ' * one.depth}{_line(one)}\n" for one in lines)


def _line(line: NotesLine) -> str:
    if line.kind not in ("task", "actionItem"):
        return f"{_MARKS[line.kind]}{line.text}"
    more = ", ".join(one for one in (line.assignee, line.due) if one)
    return f"- [{'x' if line.done else ' '}] {line.text}{f' ({more})' if more else ''}"


def _clock(milliseconds: int) -> str:
    seconds = milliseconds // 1_000
    return f"{seconds // 3_600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
