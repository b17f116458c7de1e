"""The validator of updates: what pages write passes, what would do harm does not, and nothing makes it fall."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, XmlFragment

from convener.domain.shared_documents.encoding import Element, UpdateWriter, encode_state_vector
from convener.domain.shared_documents.updates import BadUpdate, Structure, UpdateGap
from tests.domain.shared_documents.hostile import (
    ELEMENT,
    HOSTILE,
    RULES,
    UNKNOWN,
    below,
    check_damaged,
    fold,
    fold_again,
    genuine,
    in_root,
    structs,
)


@given(seed=st.integers(0, 10_000), count=st.integers(1, 25))
@settings(max_examples=20)
def test_what_pages_write_passes_and_is_counted(seed: int, count: int) -> None:
    fold_again(genuine(seed, count))


@pytest.mark.parametrize("name", HOSTILE)
def test_what_would_do_harm_is_refused(name: str) -> None:
    structure = fold(genuine(1, 10, client=9))
    before = structure.stored()
    with pytest.raises((BadUpdate, UpdateGap)):
        structure.check(HOSTILE[name], RULES)
    assert structure.stored() == before


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_builds_on_the_unknown_has_to_be_sent_again(name: str) -> None:
    with pytest.raises(UpdateGap):
        Structure().check(UNKNOWN[name], RULES)


def test_depth_is_bounded_over_many_updates() -> None:
    structure = fold([structs(7, 0, in_root(7, ELEMENT))])
    for clock in range(1, RULES.max_depth):
        structure.apply(structure.check(structs(7, clock, below(7, 7, clock - 1, ELEMENT)), RULES))
    with pytest.raises(BadUpdate, match="deep"):
        structure.check(structs(7, RULES.max_depth, below(7, 7, RULES.max_depth - 1, ELEMENT)), RULES)


CASES = int(os.environ.get("CONVENER_FUZZ_CASES", "200"))
"""Updates that are tried; many more of them (100,000, say) take some minutes."""


@given(st.data())
@settings(max_examples=CASES)
def test_no_bytes_make_it_fall(data: st.DataObject) -> None:
    updates = genuine(3, 8)
    structure = fold(updates[:-1])
    if data.draw(st.booleans()):
        hostile = data.draw(st.binary(max_size=200))
    else:
        changed = bytearray(updates[-1])
        for _ in range(data.draw(st.integers(1, 4))):
            changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
        hostile = bytes(changed)
    try:
        change = structure.check(hostile, RULES)
    except (BadUpdate, UpdateGap):
        return
    assert change.client is None or change.end >= structure.clocks.get(change.client, 0)


def test_a_hundred_thousand_damaged_updates_do_nothing() -> None:
    assert check_damaged(genuine(3, 12), RULES, 100_000) < 20_000


def test_the_server_writes_what_the_library_reads() -> None:
    writer = UpdateWriter(1, "notes")
    attributes: dict[str, bool | int | str | None] = {"id": "x", "done": False, "minutes": 5, "due": None}
    writer.append(Element("actionItem", attributes, "Grüße 🙂"))
    writer.append(Element("list", children=(Element("item", text="a"), Element("item", text="b"))))
    structure = fold([writer.update()])
    doc: Doc[Any] = Doc()
    root = doc.get("notes", type=XmlFragment)
    doc.apply_update(writer.update())
    assert [str(one).split(">")[-2][:9] for one in root.children] == ["Grüße 🙂</"[:9], "</list"]
    assert encode_state_vector(structure.clocks) == doc.get_state()
