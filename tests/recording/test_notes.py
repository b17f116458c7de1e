"""What was written in notes while it was recorded: its form, and what is left when it is cut."""

from __future__ import annotations

from convener.recording import notes
from convener.recording.notes import NotesLine, RecordedNotes, collect, cut, erased


def line(text: str, assignee: str = "", person: str = "") -> NotesLine:
    return NotesLine(kind="actionItem" if person else "text", text=text, assignee=assignee, person=person)


ONE, TWO, THREE = line("one"), line("two"), line("three")


def texts(made: RecordedNotes) -> list[tuple[int, list[str]]]:
    return [(state.at, [made.lines[number].text for number in state.lines]) for state in made.states]


def test_each_line_is_there_once_and_states_that_change_nothing_are_not() -> None:
    made = collect([(0, []), (5, [ONE]), (7, [ONE]), (9, [TWO, ONE]), (12, [])])
    assert made.lines == [ONE, TWO]
    assert texts(made) == [(5, ["one"]), (9, ["two", "one"]), (12, [])]
    assert notes.decode(made.encode()) == made


def test_what_was_cut_off_is_not_in_the_file() -> None:
    made = collect([(0, [ONE]), (5_000, [TWO]), (10_000, [TWO, THREE])])
    part = cut(made, 6_000, 9_000)
    assert texts(part) == [(0, ["two"])]
    assert part.lines == [TWO]
    assert texts(cut(made, 6_000, None)) == [(0, ["two"]), (4_000, ["two", "three"])]
    assert texts(cut(made, 0, None)) == texts(made)


def test_people_who_were_erased_have_nothing_to_do_by_name() -> None:
    made = collect([(0, [line("call", assignee="Ann", person="ann"), line("write", assignee="Bob", person="bob")])])
    assert [(one.text, one.assignee) for one in erased(made, {"ann": "Guest"}).lines] == [
        ("call", ""),
        ("write", "Bob"),
    ]
