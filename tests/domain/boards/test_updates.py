"""The validator of updates with the rules of boards: what pages draw passes, and nothing else does."""

from __future__ import annotations

import os
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pycrdt import Array, Doc, Map

from convener.domain.boards.schema import RULES
from convener.domain.boards.templates import first_update
from convener.domain.shared_documents import confined
from convener.domain.shared_documents.encoding import encode_any, encode_string
from convener.domain.shared_documents.updates import BadUpdate, Structure, UpdateGap
from tests.domain.shared_documents.hostile import (
    HOSTILE,
    NESTED_VALUE,
    UNKNOWN,
    check_damaged,
    fold,
    fold_again,
    in_root,
    structs,
)

CASES = int(os.environ.get("CONVENER_FUZZ_CASES", "200"))
"""Updates that are tried; many more of them (100,000, say) take some minutes."""


IMAGE: dict[str, Any] = {
    "type": "image",
    "fileId": "0123456789abcdef" * 2 + "01234567",
    "status": "saved",
    "scale": [1, 1],
}


def drawn(seed: int, count: int, client: int = 7) -> list[bytes]:
    """Updates that a page would send: strokes that grow, elements that are changed, points that are replaced."""
    chance = random.Random(seed)
    doc: Doc[Any] = Doc(client_id=client)
    elements = doc.get("elements", type=Map)
    made = []
    for number in range(count):
        before = doc.get_state()
        name = chance.choice(list(elements.keys()) or [""])
        element = {"id": name, "type": "freedraw", "x": chance.random() * 100, "groupIds": ["a"], "link": None}
        if chance.random() < 0.3:
            element |= IMAGE
            del element["link"]
        match chance.randrange(4) if name else 0:
            case 0:
                elements[f"s{number}"] = Map(
                    {"e": element, "p": Array([chance.randint(-9000, 9000) for _ in range(4)])}
                )
            case 1:
                elements[name]["p"].extend([chance.randint(-9000, 9000) for _ in range(6)])
            case 2:
                elements[name]["e"] = element
            case _:
                elements[name]["p"] = Array([1, 2, 3])
        made.append(doc.get_update(before))
    return made


@given(seed=st.integers(0, 10_000), count=st.integers(1, 25))
@settings(max_examples=20)
def test_what_pages_draw_passes_and_is_counted(seed: int, count: int) -> None:
    updates = [first_update(["To do", "Done"]), *drawn(seed, count)]
    assert fold_again(updates, RULES).types >= 5


@pytest.mark.parametrize("name", [*HOSTILE, *UNKNOWN])
def test_what_would_harm_a_text_harms_no_board(name: str) -> None:
    structure = fold(drawn(1, 10, client=9), RULES)
    with pytest.raises((BadUpdate, UpdateGap)):
        structure.check({**HOSTILE, **UNKNOWN}[name], RULES)


def element(body: bytes) -> bytes:
    """A first struct in the root of elements."""
    return structs(7, 0, in_root(7, body, "elements"))


@pytest.mark.parametrize(
    "update",
    [
        element(b"\x02"),
        element(b"\x03" + encode_string("p")),
        element(b"\x06"),
        structs(7, 0, in_root(4, encode_string("text"), "elements")),
        structs(7, 0, in_root(5, encode_string("{}"), "elements")),
        structs(7, 0, in_root(8, NESTED_VALUE, "elements")),
        structs(7, 0, in_root(8, b"\x01\x74\x01x", "elements")),
        structs(7, 0, in_root(7, b"\x01", "elements"), b"\x07\x00\x07\x00\x00", b"\x07\x00\x07\x01\x00"),
    ],
)
def test_a_board_has_maps_and_arrays_of_values_alone(update: bytes) -> None:
    with pytest.raises(BadUpdate):
        Structure().check(update, RULES)


def value(element: object) -> bytes:
    """An update that puts this value into the map of an element."""
    doc: Doc[Any] = Doc(client_id=7)
    doc.get("elements", type=Map)["i"] = Map({"e": element})
    return bytes(doc.get_update())


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"fileId": "f" * 40},
        {"crop": {"x": 1, "y": 2, "width": 3, "height": 4, "naturalWidth": 5, "naturalHeight": 6}},
        {"groupIds": ["a" * 1000]},
    ],
)
def test_an_image_names_a_file_that_is_stored(change: dict[str, Any]) -> None:
    Structure().check(value({**IMAGE, **change}), RULES)


@pytest.mark.parametrize(
    "change",
    [
        *(
            {"fileId": wrong}
            for wrong in (None, "", "f" * 39, "f" * 41, "F" * 40, "g" * 40, "f" * 40 + "\n", 7, ["f" * 40])
        ),
        {"fileId": "../../api/v1/session"},
        {"fileId": "data:image/png;base64,AAAA"},
        *({"status": wrong} for wrong in (None, "pending", "error", "", 1)),
        {"link": "javascript:alert(1)"},
        {"customData": {"url": "x"}},
        {"dataURL": "data:image/svg+xml,<svg/>"},
        {"strokeColor": "data:image/png;base64," + "A" * 1000},
        {"groupIds": [["a", {"deep": "A" * 1001}]]},
    ],
)
def test_an_image_brings_no_file_along(change: dict[str, Any]) -> None:
    with pytest.raises(BadUpdate, match="element"):
        Structure().check(value({**IMAGE, **change}), RULES)
    without = {name: one for name, one in IMAGE.items() if name not in change}
    if without.keys() & {"fileId", "status"} != {"fileId", "status"}:
        with pytest.raises(BadUpdate, match="element"):
            Structure().check(value(without), RULES)


def test_no_member_is_named_twice_or_is_inherited() -> None:
    good, other = (
        encode_string("type") + b"\x77" + encode_string("line"),
        encode_string("type") + b"\x77" + encode_string("image"),
    )
    for members in (good + other, other + good, good + encode_string("__proto__") + b"\x76\x00"):
        with pytest.raises(BadUpdate, match="element"):
            Structure().check(structs(7, 0, in_root(8, b"\x01\x76\x02" + members, "elements")), RULES)
    Structure().check(structs(7, 0, in_root(8, b"\x01\x76\x01" + good, "elements")), RULES)


def test_files_are_no_part_of_a_drawing_any_more() -> None:
    doc: Doc[Any] = Doc(client_id=7)
    doc.get("files", type=Map)["f"] = {"dataURL": "data:image/png;base64,AAAA"}
    update = bytes(doc.get_update())
    with pytest.raises(BadUpdate, match="no such part"):
        Structure().check(update, RULES)
    # What was stored by the rules of its time still opens.
    Structure().check(update, RULES.of_stored())
    Structure().check(value({**IMAGE, "status": "pending"}), RULES.of_stored())


@given(
    st.dictionaries(
        st.sampled_from(["type", "fileId", "status", "x"]),
        st.one_of(st.none(), st.text(), st.just("image"), st.integers(0, 9)),
    )
)
@settings(max_examples=CASES)
def test_every_image_that_passes_is_well_formed(element: dict[str, Any]) -> None:
    try:
        Structure().check(value(element), RULES)
    except BadUpdate:
        assert element.get("type") == "image"
    else:
        assert element.get("type") != "image"


def test_a_board_has_only_so_many_elements() -> None:
    rules = replace(RULES, max_types=5)
    structure = Structure()
    for clock in range(5):
        structure.apply(structure.check(structs(7, clock, in_root(7, b"\x01", "elements")), rules))
    # What is known already may come again.
    structure.check(structs(7, 4, in_root(7, b"\x01", "elements")), rules)
    structure.check(structs(7, 5, in_root(8, b"\x01" + encode_any(1), "elements")), rules)
    for known in (structure, Structure.read(structure.stored())):
        with pytest.raises(BadUpdate, match="too many"):
            known.check(structs(7, 5, in_root(7, b"\x01", "elements")), rules)


@given(st.data())
@settings(max_examples=CASES)
def test_no_bytes_make_it_fall(data: st.DataObject) -> None:
    updates = drawn(3, 8)
    structure = fold(updates[:-1], RULES)
    changed = bytearray(updates[-1])
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    try:
        change = structure.check(bytes(changed), RULES)
    except (BadUpdate, UpdateGap):
        return
    assert change.client is None or change.end >= structure.clocks.get(change.client, 0)


def test_a_hundred_thousand_damaged_updates_do_nothing() -> None:
    assert check_damaged(drawn(3, 12), RULES, 100_000) < 20_000


def test_a_snapshot_of_a_board_is_the_board() -> None:
    updates = [first_update(["To do"]), *drawn(5, 30)]
    before: Doc[Any] = Doc()
    for one in updates:
        before.apply_update(one)
    after: Doc[Any] = Doc()
    after.apply_update(confined.make_snapshot(updates))
    assert after.get("elements", type=Map).to_py() == before.get("elements", type=Map).to_py()
