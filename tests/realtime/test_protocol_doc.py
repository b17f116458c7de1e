"""The pages of the protocol and of the features say what is registered, and the examples are read with its structs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import msgspec
import pytest
from tools.generate_room_docs import FEATURES, PROTOCOL, browser_tests, features, protocol

from convener.realtime.features.people import PersonLeft
from convener.realtime.protocol import messages
from convener.realtime.protocol.wire import Wire, encode
from convener.realtime.registry import REGISTRY, tag_of, union

DOC = PROTOCOL.read_text("utf-8")
SIDES = {
    "browser": REGISTRY.command_structs,
    "server": REGISTRY.server_structs,
    "event": (*REGISTRY.event_structs, *REGISTRY.passing_structs),
}


def _examples(side: str) -> Iterator[Any]:
    decoder = json.JSONDecoder()
    for block in re.findall(rf"```json {side}\n(.*?)```", DOC, re.DOTALL):
        rest = block.strip()
        while rest:
            value, end = decoder.raw_decode(rest)
            yield value
            rest = rest[end:].strip()


def _tags(structs: tuple[type[Wire], ...]) -> set[str]:
    return {tag_of(one) for one in structs}


def test_the_pages_are_current() -> None:
    assert PROTOCOL.read_text("utf-8") == protocol(), "run: make generate"
    assert FEATURES.read_text("utf-8") == features(), "run: make generate"


@pytest.mark.parametrize("example", list(_examples("browser")), ids=lambda one: one["type"])
def test_commands(example: Any) -> None:
    command = REGISTRY.decode_command(json.dumps(example).encode())
    assert tag_of(type(command)) == example["type"]


@pytest.mark.parametrize("side", ["server", "event"])
def test_what_the_server_sends(side: str) -> None:
    for example in _examples(side):
        message = msgspec.convert(example, union(SIDES[side]))
        # Nothing is left out: what the server sends has exactly these fields.
        assert set(json.loads(encode(message))) == set(example)


@pytest.mark.parametrize("side", SIDES)
def test_each_message_has_an_example(side: str) -> None:
    assert {one["type"] for one in _examples(side)} == _tags(SIDES[side])


def test_each_reason_is_explained() -> None:
    for struct in (messages.Closing, PersonLeft):
        for reason in get_args(get_type_hints(struct)["reason"]):
            assert f"`{reason}`" in DOC, reason


def test_every_block_of_json_says_who_sends_it() -> None:
    assert set(re.findall(r"```json ?(.*)", DOC)) == set(SIDES)


def test_links_within_the_page_lead_somewhere() -> None:
    headings = {heading.lower().replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", DOC, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", DOC)) <= headings


@pytest.mark.parametrize("feature", REGISTRY.features, ids=lambda one: one.name)
def test_each_feature_has_a_browser_test(feature: Any) -> None:
    assert browser_tests().get(feature.name), f"no test in tests/e2e has the mark feature({feature.name!r})"
