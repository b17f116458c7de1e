"""Every kind of event can be written and read, of every version that there was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import inspect

from convener.domain.events.kinds.lobby import WaitingGone
from convener.domain.events.kinds.presence import PersonLeft
from convener.domain.events.payload import KINDS, OF_PAYLOAD, Id, Kind, Payload, Word, encode, kind
from convener.domain.events.registry import all_kinds, decode

OLD_ROWS = sorted((Path(__file__).parent / "old_rows").glob("*.jsonl"))
"""Rows as older versions of the program wrote them: the kind, the version and the data. Never changed; a kind that
gets a new version gets its rows of before in a file of its own."""

KINDS_WITHOUT_VERSION = 32
"""Kinds that there were when payloads got versions: each has a row of that time."""


def old_rows() -> list[dict[str, Any]]:
    return [json.loads(line) for file in OLD_ROWS for line in file.read_text("utf-8").splitlines()]


def example(of: inspect.Type) -> Any:
    """A value of the type."""
    match of:
        case inspect.Metadata(type=inner):
            return example(inner)
        case inspect.StructType(cls=cls, fields=fields):
            return cls(**{one.name: example(one.type) for one in fields})
        case inspect.UnionType(types=types):
            return example(next(one for one in types if not isinstance(one, inspect.NoneType)))
        case inspect.ListType(item_type=item):
            return [example(item), example(item)]
        case inspect.VarTupleType(item_type=item):
            return (example(item),)
        case inspect.TupleType(item_types=items):
            return tuple(example(item) for item in items)
        case inspect.DictType(value_type=value):
            return {"key": example(value)}
        case inspect.LiteralType(values=values):
            return values[0]
        case inspect.EnumType(cls=enum):
            return next(iter(enum))
        case inspect.StrType():
            return "Zoë 😀"
        case inspect.BoolType():
            return True
        case inspect.IntType():
            return 7
        case inspect.FloatType():
            return 1.5
        case inspect.DateTimeType():
            return datetime(2031, 3, 4, 9, 30, 0, 123456, tzinfo=UTC)
        case inspect.NoneType():
            return None
    raise AssertionError(f"an event may not hold {of}")


@pytest.mark.parametrize("one", all_kinds(), ids=lambda one: one.name)
def test_what_is_written_today_can_be_read(one: Kind) -> None:
    payload = example(inspect.type_info(one.payload))
    stored = json.loads(json.dumps(encode(payload)))
    assert decode(one.name, one.version, stored) == payload


@pytest.mark.parametrize("row", old_rows(), ids=lambda row: f"{row['type']}@{row['version']}")
def test_what_older_versions_wrote_can_be_read(row: dict[str, Any]) -> None:
    payload = decode(row["type"], row["version"], row["data"])
    assert type(payload) is KINDS[row["type"]].payload


def test_there_is_an_old_row_of_every_kind_and_version() -> None:
    there = {(row["type"], row["version"]) for row in old_rows()}
    assert {(one.name, version) for one in all_kinds() for version in range(1, one.version)} <= there
    first = next(file for file in OLD_ROWS if file.stem == "before_versions")
    kinds = {json.loads(line)["type"] for line in first.read_text("utf-8").splitlines()}
    assert len(kinds) == KINDS_WITHOUT_VERSION


def test_an_old_row_keeps_its_values() -> None:
    """Where the version is still that of the row, each value is found again."""
    for row in old_rows():
        if row["version"] == KINDS[row["type"]].version:
            payload = decode(row["type"], row["version"], row["data"])
            assert payload is not None
            assert_holds(json.loads(json.dumps(encode(payload))), row["data"])


def assert_holds(now: object, before: object) -> None:
    """Whether each value of before is there now; members that were added since are beside them."""
    if isinstance(now, dict) and isinstance(before, dict):
        for name, value in before.items():
            assert_holds(now[name], value)
    elif isinstance(now, list) and isinstance(before, list):
        assert len(now) == len(before)
        for one, other in zip(now, before, strict=True):
            assert_holds(one, other)
    else:
        assert now == before


def test_names_have_three_parts_and_every_payload_one_name() -> None:
    assert all(len(one.name.split(":")) == 3 and len(one.name) <= 64 for one in all_kinds())
    assert len(KINDS) == len(OF_PAYLOAD)


@pytest.fixture
def room_for_kinds() -> Iterator[None]:
    """Kinds that a test registers are gone after it."""
    before = set(KINDS)
    yield
    for name in set(KINDS) - before:
        del OF_PAYLOAD[KINDS.pop(name).payload]


@pytest.mark.usefixtures("room_for_kinds")
def test_an_older_version_is_upgraded() -> None:
    @kind("test:thing:moved", version=3)
    class ThingMoved(Payload, frozen=True, kw_only=True):
        thing: Id
        how: Word

        @classmethod
        def upgrade(cls, data: dict[str, Any], version: int) -> dict[str, Any]:
            if version < 2:
                data = {**data, "how": "fast"}
            return {"thing": data["id"], "how": data["how"]}

    new = ThingMoved(thing="a", how="fast")
    assert decode("test:thing:moved", 1, {"id": "a"}) == new
    assert decode("test:thing:moved", 2, {"id": "a", "how": "fast"}) == new
    assert decode("test:thing:moved", 3, encode(new)) == new


@pytest.mark.usefixtures("room_for_kinds")
def test_a_name_is_given_once() -> None:
    with pytest.raises(ValueError, match="room:person:left"):

        @kind("room:person:left")
        class Again(Payload, frozen=True, kw_only=True):
            pass


def test_what_a_newer_version_wrote_is_none() -> None:
    assert decode("room:emoji:thrown", 1, {"emoji": "👍"}) is None
    assert decode("room:person:left", 99, {"why": "left"}) is None


def test_members_of_a_newer_version_are_ignored() -> None:
    assert decode("room:person:left", 1, {"reason": "left", "of": "late"}) == PersonLeft(reason="left")
    assert decode("room:lobby:gone", 1, {"why": "tired"}) == WaitingGone()


def test_what_no_version_wrote_is_an_error() -> None:
    with pytest.raises(msgspec.ValidationError):
        decode("room:person:left", 1, {})
