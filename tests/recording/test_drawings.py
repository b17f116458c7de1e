"""What was drawn in a recording: its form, what is there when, and what is left when it is cut or thinned out."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from convener.recording import drawings
from convener.recording.drawings import Drawing, DrawingChange, cut, elements_at, thinned


def _whole(at: int, name: str, index: str = "a0", **more: object) -> DrawingChange:
    element = {"id": name, "index": index, "type": "rectangle", **more}
    return DrawingChange(at=at, id=name, element=msgspec.Raw(msgspec.json.encode(element)))


def _stroke(at: int, name: str, *points: tuple[float, float]) -> DrawingChange:
    return _whole(at, name, type="freedraw", points=list(points), pressures=[], width=0, height=0)


def _growth(at: int, name: str, *points: tuple[float, float]) -> DrawingChange:
    return DrawingChange(at=at, id=name, points=list(points))


def _gone(at: int, name: str) -> DrawingChange:
    return DrawingChange(at=at, id=name)


def _drawing(*changes: DrawingChange) -> Drawing:
    return Drawing(version=drawings.VERSION, changes=list(changes))


def _ids(drawing: Drawing, at: int) -> list[str]:
    return [one["id"] for one in elements_at(drawing, at)]


def test_elements_are_there_from_their_time_until_they_are_gone() -> None:
    drawing = _drawing(_whole(0, "a", "a1"), _whole(500, "b", "a0"), _gone(900, "a"))
    assert [_ids(drawing, at) for at in (0, 499, 500, 899, 900)] == [["a"], ["a"], ["b", "a"], ["b", "a"], ["b"]]
    assert drawings.times(drawing) == [0, 500, 900]


def test_a_stroke_grows() -> None:
    drawing = _drawing(_stroke(0, "s", (0, 0), (1, 2)), _growth(200, "s", (-4, 6)), _growth(400, "s", (10, 0)))
    assert elements_at(drawing, 100)[0]["points"] == [[0, 0], [1, 2]]
    last = elements_at(drawing, 400)[0]
    assert (len(last["points"]), last["width"], last["height"]) == (4, 14, 6)


def test_the_growth_of_what_is_not_there_is_nothing() -> None:
    assert _ids(_drawing(_growth(0, "s", (1, 1))), 5) == []


def test_a_file_is_read_as_it_was_written_and_has_nothing_that_says_nothing() -> None:
    drawing = _drawing(_whole(0, "a"), _growth(5, "s", (1, 1)), _gone(9, "a"))
    assert drawings.decode(drawing.encode()) == drawing
    assert msgspec.json.decode(drawing.encode())["changes"][2] == {"at": 9, "id": "a"}


def test_what_was_cut_off_is_not_in_the_file() -> None:
    drawing = _drawing(
        _whole(0, "secret", text="before"),
        _stroke(100, "s", (0, 0)),
        _gone(200, "secret"),
        _growth(300, "s", (1, 1)),
        _whole(1_500, "b"),
        _whole(3_000, "late", text="after"),
    )
    part = cut(drawing, 1_000, 3_000)
    assert b"before" not in part.encode()
    assert b"after" not in part.encode()
    assert _ids(part, 0) == ["s"]
    assert len(elements_at(part, 0)[0]["points"]) == 2
    assert _ids(part, 500) == ["b", "s"]


_CHANGES = st.lists(
    st.builds(
        lambda at, name, kind, number: (
            _stroke(at, name, (number, 0))
            if kind == "whole"
            else _growth(at, name, (number, number))
            if kind == "more"
            else _gone(at, name)
        ),
        st.integers(0, 2_000),
        st.sampled_from("abc"),
        st.sampled_from(["whole", "more", "gone"]),
        st.integers(0, 9),
    )
).map(lambda found: sorted(found, key=lambda one: one.at))


@given(_CHANGES, st.integers(0, 2_000), st.integers(0, 2_100))
def test_a_cut_drawing_is_what_the_whole_one_was(changes: list[DrawingChange], start: int, at: int) -> None:
    drawing = _drawing(*changes)
    assert elements_at(cut(drawing, start, 10_000), at) == elements_at(drawing, start + at)


@given(_CHANGES, st.sampled_from(drawings.WINDOWS))
def test_a_thinned_drawing_is_the_same_at_the_end_of_each_window(changes: list[DrawingChange], window: int) -> None:
    whole, thin = _drawing(*changes), _drawing(*thinned(changes, window))
    for end in range(window - 1, 2_000 + window, window):
        assert elements_at(thin, end) == elements_at(whole, end)
    assert len(thin.changes) <= len(changes)
