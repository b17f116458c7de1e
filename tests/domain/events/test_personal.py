"""Personal data in events are declared, found and blanked."""

from __future__ import annotations

import json
from typing import Annotated, Any

import pytest
from msgspec import Struct, field, inspect

from convener.domain.events.kinds.lobby import PersonWaiting
from convener.domain.events.kinds.meetings import MeetingUpdated
from convener.domain.events.kinds.presence import PersonEntered
from convener.domain.events.payload import KINDS, PERSONAL, Id, Kind, Payload, PersonalText, encode, kind
from convener.domain.events.personal import blank_person, declared_texts, personal_fields
from convener.domain.events.registry import all_kinds

from .test_registry import example, old_rows, room_for_kinds

__all__ = ["room_for_kinds"]


@pytest.mark.parametrize("one", all_kinds(), ids=lambda one: one.name)
def test_what_each_text_holds_is_declared(one: Kind) -> None:
    undeclared = {".".join(path) for path, holds in declared_texts(one.payload).items() if holds is None}
    assert undeclared == set(), "declare these as Id, Word, Text or PersonalText"


class Remark(Struct, frozen=True, kw_only=True):
    """Something that somebody said."""

    id: Id
    said: Annotated[str, PERSONAL]


class Nested(Payload, frozen=True, kw_only=True):
    """Personal texts at all depths."""

    name: PersonalText
    email: PersonalText | None = None
    remarks: list[Remark] = field(default_factory=list)
    by_seat: dict[str, Remark] = field(default_factory=dict)
    aliases: list[PersonalText] = field(default_factory=list)
    free: str = ""
    anything: list[str] = field(default_factory=list)


def test_the_personal_fields_of_today() -> None:
    assert personal_fields(PersonEntered) == (("person", "name"),)
    assert personal_fields(PersonWaiting) == (("waiting", "name"),)
    assert personal_fields(MeetingUpdated) == ()


def test_nested_fields_are_found() -> None:
    assert personal_fields(Nested) == (
        ("name",),
        ("email",),
        ("remarks", "*", "said"),
        ("by_seat", "*", "said"),
        ("aliases", "*"),
    )
    undeclared = [path for path, holds in declared_texts(Nested).items() if holds is None]
    assert undeclared == [("free",), ("anything", "*")]


@pytest.mark.usefixtures("room_for_kinds")
def test_only_the_texts_of_the_person_are_blanked() -> None:
    kind("test:nested:said")(Nested)
    remarks = [Remark(id="ann", said="hello"), Remark(id="bob", said="hi")]
    full = Nested(
        name="Ann", email="a@x.org", remarks=remarks, by_seat={"1": remarks[0]}, aliases=["A", "Annie"], free="kept"
    )
    done = blank_person("test:nested:said", 1, encode(full), "ann", "ann")
    assert done is not None
    version, data = done
    assert version == 1
    assert data == {
        "name": "",
        "email": "",
        "remarks": [{"id": "ann", "said": ""}, {"id": "bob", "said": "hi"}],
        "by_seat": {"1": {"id": "ann", "said": ""}},
        "aliases": ["", ""],
        "free": "kept",
        "anything": [],
    }
    assert blank_person("test:nested:said", 1, data, "ann", "ann") is None, "nothing is left to blank"
    of_bob = blank_person("test:nested:said", 1, encode(full), "bob", "ann")
    assert of_bob is not None
    assert of_bob[1]["name"] == "Ann"
    assert of_bob[1]["remarks"] == [{"id": "ann", "said": "hello"}, {"id": "bob", "said": ""}]


@pytest.mark.parametrize("row", old_rows(), ids=lambda row: f"{row['type']}@{row['version']}")
def test_an_old_row_is_blanked_and_readable(row: dict[str, Any]) -> None:
    paths = personal_fields(KINDS[row["type"]].payload)
    inner = next((value for value in row["data"].values() if isinstance(value, dict)), {})
    done = blank_person(row["type"], row["version"], row["data"], inner.get("id", "nobody"), None)
    assert (done is not None) == bool(paths)
    if done is not None:
        text = json.dumps(done[1])
        assert inner["name"] not in text
        assert inner["id"] in text


@pytest.mark.parametrize("one", all_kinds(), ids=lambda one: one.name)
def test_of_a_stranger_nothing_is_blanked(one: Kind) -> None:
    payload = example(inspect.type_info(one.payload))
    assert blank_person(one.name, one.version, encode(payload), "a stranger", None) is None


def test_what_is_not_known_cannot_be_blanked() -> None:
    with pytest.raises(LookupError):
        blank_person("room:emoji:thrown", 1, {"emoji": "👍"}, "ann", "ann")
