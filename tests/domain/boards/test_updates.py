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
from tests.domain.shared_documents.hostile import HOSTILE, NESTED_VALUE, UNKNOWN, fold, fold_again, in_root, structs

CASES = int(os.environ.get("CONVENER_FUZZ_CASES", "200"))
"""Updates that are tried; many more of them (100,000, say) take some minutes."""


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


def test_a_snapshot_of_a_board_is_the_board() -> None:
    updates = [first_update(["To do"]), *drawn(5, 30)]
    before: Doc[Any] = Doc()
    for one in updates:
        before.apply_update(one)
    after: Doc[Any] = Doc()
    after.apply_update(confined.make_snapshot(updates))
    assert after.get("elements", type=Map).to_py() == before.get("elements", type=Map).to_py()
