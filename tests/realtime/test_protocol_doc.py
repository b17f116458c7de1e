"""The documentation of the protocol is read with the structs that it documents."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
import pytest

from convener.realtime.protocol import messages

DOC = (Path(__file__).parents[2] / "docs" / "room-protocol.md").read_text("utf-8")


def _examples(side: str) -> Iterator[Any]:
    decoder = json.JSONDecoder()
    for block in re.findall(rf"```json {side}\n(.*?)```", DOC, re.DOTALL):
        rest = block.strip()
        while rest:
            value, end = decoder.raw_decode(rest)
            yield value
            rest = rest[end:].strip()


def _tags(union: Any) -> set[str]:
    return {str(one.__struct_config__.tag) for one in get_args(union)}


@pytest.mark.parametrize("example", list(_examples("browser")), ids=lambda one: one["type"])
def test_commands(example: Any) -> None:
    command = messages.decode_command(json.dumps(example).encode())
    assert type(command).__struct_config__.tag == example["type"]


@pytest.mark.parametrize("example", list(_examples("server")), ids=lambda one: one["type"])
def test_server_messages(example: Any) -> None:
    message = msgspec.convert(example, messages.AnyServerMessage)
    # Nothing is left out: what the server sends has exactly these fields.
    assert set(json.loads(messages.encode(message))) == set(example)


def test_each_message_has_an_example() -> None:
    assert {one["type"] for one in _examples("browser")} == _tags(messages.AnyCommand)
    assert {one["type"] for one in _examples("server")} == _tags(messages.AnyServerMessage)
    events = {event["type"] for one in _examples("server") if one["type"] == "events" for event in one["events"]}
    assert events == _tags(messages.AnyEvent)


def test_each_reason_is_explained() -> None:
    for struct in (messages.Closing, messages.PersonLeft):
        for reason in get_args(get_type_hints(struct)["reason"]):
            assert f"`{reason}`" in DOC, reason


def test_every_block_of_json_says_who_sends_it() -> None:
    assert set(re.findall(r"```json ?(.*)", DOC)) == {"browser", "server"}
