"""Updates for tests of the validator: genuine ones, and those that somebody made to do harm."""

from __future__ import annotations

import random
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from convener.domain.shared_documents.encoding import (
    encode_any,
    encode_integer,
    encode_state_vector,
    encode_string,
)
from convener.domain.shared_documents.updates import BadUpdate, Structure, UpdateGap, UpdateRules

RULES = UpdateRules(roots=frozenset({b"notes"}), types=frozenset({3, 6}))

PANIC = bytes.fromhex("010101ffffffff0f88010b017c40a0000000")
"""Eighteen bytes that end the process of the library that reads them, on a usual document."""


def fold(updates: list[bytes], limits: UpdateRules = RULES) -> Structure:
    """What the validator knows after these updates."""
    structure = Structure()
    for one in updates:
        structure.apply(structure.check(one, limits))
    return structure


def check_damaged(updates: list[bytes], limits: UpdateRules, count: int, seed: int = 1) -> int:
    """Check so many updates that are noise, or one of these with some bytes changed, left out or doubled, where the one
    belongs; assert that nothing but a refusal comes of it, and that what is known stays. Returns how many passed."""
    chance = random.Random(seed)
    structures = [fold(updates[:number], limits) for number in range(len(updates))]
    before = [one.stored() for one in structures]
    passed = 0
    for _ in range(count):
        number = chance.randrange(len(updates))
        try:
            change = structures[number].check(_damaged(chance, updates[number]), limits)
        except (BadUpdate, UpdateGap):
            continue
        assert change.client is None or change.end >= structures[number].clocks.get(change.client, 0)
        passed += 1
    assert [one.stored() for one in structures] == before
    return passed


def _damaged(chance: random.Random, update: bytes) -> bytes:
    if chance.random() < 0.2:
        return chance.randbytes(chance.randrange(200))
    changed = bytearray(update)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(changed)) if changed else 0
        match chance.randrange(4):
            case 0:
                del changed[place : place + chance.randint(1, 8)]
            case 1:
                changed[place:place] = changed[place : place + chance.randint(1, 8)]
            case _:
                changed[place : place + 1] = bytes([chance.choice((0, 1, 127, 128, 255, chance.randrange(256)))])
    return bytes(changed)


def fold_again(updates: list[bytes], limits: UpdateRules = RULES) -> Structure:
    """Assert that the validator counts as the library does, and that the same updates, which come twice where an
    acknowledgement was lost, change nothing; returns what it knows."""
    structure = fold(updates, limits)
    doc: Doc[Any] = Doc()
    for one in updates:
        doc.apply_update(one)
    assert encode_state_vector(structure.clocks) == doc.get_state()
    again = Structure.read(structure.stored())
    for one in updates:
        again.apply(again.check(one, limits))
    assert again.stored() == structure.stored()
    assert again.types == structure.types
    return structure


def genuine(seed: int, count: int, client: int = 7) -> list[bytes]:
    """Updates that a page would send: paragraphs, text, formats, attributes, deletions.

    Nothing is written behind what was deleted: there this library, unlike that of pages, writes structs that name
    themselves as their neighbour, which would end other readers and are refused (:data:`HOSTILE`).
    """
    chance = random.Random(seed)
    doc: Doc[Any] = Doc(client_id=client)
    root = doc.get("notes", type=XmlFragment)
    made = []
    for number in range(count):
        before = doc.get_state()
        elements = [one for one in root.children if isinstance(one, XmlElement)]
        texts = [text for one in elements for text in one.children if isinstance(text, XmlText) and text.diff()]
        action = chance.randrange(6) if texts else 0
        if action == 0:
            element = root.children.append(XmlElement(chance.choice(["paragraph", "heading", "actionItem"])))
            element.children.append(XmlText(chance.choice(["Hello", "Grüße 🙂", "مرحبا", ""]) or "x"))
        else:
            text = chance.choice(texts)
            plain = "".join(str(piece) for piece, _ in text.diff())
            length = len(plain.encode())
            if action == 1:
                del text[length - len(plain[-1].encode()) : length]
            elif action == 2 and length > 2:
                text.format(0, len(plain[0].encode()), {"bold": {}})
            elif action == 3:
                parent = text.parent
                assert isinstance(parent, XmlElement)
                parent.attributes["id"] = f"n{number}"
            else:
                text.insert(0, chance.choice(["a", "bc", "多"]))
        update = doc.get_update(before)
        if update != b"\0\0":
            made.append(update)
    return made


def structs(client: int, clock: int, *parts: bytes) -> bytes:
    """An update with these structs and no deletions."""
    head = b"\x01" + encode_integer(len(parts)) + encode_integer(client) + encode_integer(clock)
    return head + b"".join(parts) + b"\x00"


def in_root(content: int, body: bytes, root: str = "notes") -> bytes:
    return bytes([content]) + b"\x01" + encode_string(root) + body


def below(content: int, client: int, clock: int, body: bytes) -> bytes:
    return bytes([content]) + b"\x00" + encode_integer(client) + encode_integer(clock) + body


def after(content: int, client: int, clock: int, body: bytes) -> bytes:
    return bytes([content | 0x80]) + encode_integer(client) + encode_integer(clock) + body


ELEMENT = b"\x03" + encode_string("p")
NESTED_VALUE = b"\x01" + b"\x75\x01" * 100_000 + encode_any(None)

HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "eighteen bytes": PANIC,
    "no end": b"\xff" * 40,
    "cut off": structs(7, 0, in_root(7, ELEMENT))[:-3],
    "left over": structs(7, 0, in_root(7, ELEMENT)) + b"\x00",
    "two clients": b"\x02" + structs(7, 0, in_root(7, ELEMENT))[1:-1] + structs(8, 0, in_root(7, ELEMENT))[1:],
    "another root": structs(7, 0, in_root(7, ELEMENT, "files")),
    "an array": structs(7, 0, in_root(7, b"\x00")),
    "a document in a document": structs(7, 0, in_root(9, encode_string("x") + encode_any("y"))),
    "bytes": structs(7, 0, in_root(3, b"\x01\x00")),
    "JSON content": structs(7, 0, in_root(2, b"\x01" + encode_string("{}"))),
    "an empty string": structs(7, 0, in_root(4, b"\x00")),
    "half a character": structs(7, 0, in_root(4, b"\x01\xff")),
    "many values claimed": structs(7, 0, in_root(8, b"\xff\xff\xff\x7f")),
    "a value too deep": structs(7, 0, in_root(8, NESTED_VALUE)),
    "a format that is no JSON": structs(7, 0, in_root(6, encode_string("bold") + encode_string("{"))),
    "a long format": structs(7, 0, in_root(6, encode_string("bold") + encode_string('"' + "x" * 5000 + '"'))),
    "a skip": structs(7, 0, b"\x0a\x05"),
    "an impossible length": structs(7, 0, b"\x01\x01" + encode_string("notes") + encode_integer(1 << 30)),
    "itself as its neighbour": structs(7, 0, after(7, 7, 0, ELEMENT)),
    "itself as its right neighbour": structs(7, 0, bytes([7 | 0x40, 7, 0]) + ELEMENT),
    "a later neighbour": structs(7, 0, after(7, 7, 5, ELEMENT)),
    "types too deep": structs(7, 0, in_root(7, ELEMENT), *(below(7, 7, clock, ELEMENT) for clock in range(40))),
    "a deletion of nothing": b"\x00\x01\x07\x01\x00\x00",
    "many structs": b"\x01" + encode_integer(20_001) + b"\x07\x00" + b"\x00\x01" * 20_001 + b"\x00",
}
"""What must be refused, whatever is known of the document."""

UNKNOWN: dict[str, bytes] = {
    "a gap": structs(7, 3, in_root(7, ELEMENT)),
    "an unknown neighbour": structs(7, 0, after(7, 8, 0, ELEMENT)),
    "an unknown parent": structs(7, 0, below(7, 8, 0, ELEMENT)),
    "an unknown deletion": b"\x00\x01\x08\x01\x00\x01",
}
"""What builds on something that is not known."""
