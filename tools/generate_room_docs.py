"""Write ``docs/room-protocol.md`` and ``docs/room-features.md`` out of what the features of the room register: the
protocol below the introduction in ``tools/room_protocol_introduction.md``, and the list of features with their browser
tests (those marked ``@pytest.mark.feature("name")`` in ``tests/e2e``). Run it after a change of any; a test compares.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import inspect

from convener.domain.permissions import MeetingRole, room_allows
from convener.realtime.audience import names
from convener.realtime.feature import CommandSpec, EventSpec, Feature
from convener.realtime.protocol.wire import Command, Wire
from convener.realtime.registry import REGISTRY, tag_of

ROOT = Path(__file__).resolve().parent.parent
PROTOCOL = ROOT / "docs" / "room-protocol.md"
FEATURES = ROOT / "docs" / "room-features.md"
INTRODUCTION = ROOT / "tools" / "room_protocol_introduction.md"
BROWSER_TESTS = ROOT / "tests" / "e2e"

ALL = "all"
EXAMPLES: dict[str, str] = {
    "id": "p0o9i8u7y6t5r4e3",
    "personId": "p0o9i8u7y6t5r4e3",
    "by": "jx2v8q0m4c7b1n5z",
    "peerId": "m2n8b5v1c7x40f6ab8812e3d",
    "to": "m2n8b5v1c7x40f6ab8812e3d",
    "sender": "f3k9x0a7c2qz5be1d0447a9c",
    "name": "Bob",
    "title": "Weekly",
    "lang": "en",
    "mid": "4k0c2m8x1v9b3n7q",
    "code": "K7MPQ2XWRT",
    "sdp": "v=0\r\n…",
    "candidate": "candidate:1 1 UDP …",
}
"""Values of texts in examples, by the field's name."""


# ------------------------------------------------------------------------------------------------ the protocol


def protocol() -> str:
    """The page of the protocol."""
    slices = [f'"{name}": {json.dumps(value)}' for name, value in example(REGISTRY.slices).items()]
    parts = [INTRODUCTION.read_text("utf-8").replace("SLICES", ",\n            ".join(slices)).rstrip(), ""]
    for feature in REGISTRY.features:
        parts += [f"### {feature.name}", "", feature.summary, ""]
        if feature.snapshot_slice is not None:
            fields = _fields(feature.snapshot_slice.struct)
            parts += [f"Slice of the snapshot: {_sentence(feature.snapshot_slice.struct)} {fields}", ""]
        commands = [
            [f"`{tag_of(one.struct)}`", _sentence(one.struct), _fields(one.struct), _may(one)]
            for one in feature.commands
        ]
        parts += _table(["command", "effect", "fields", "allowed to"], commands)
        events = [
            [f"`{tag_of(one.struct)}`", _sentence(one.struct), _fields(one.struct), _heard_by(one)]
            for one in _unique(feature.events)
        ]
        parts += _table(["event", "meaning", "fields", "sent to"], events)
        passing = [
            [f"`{tag_of(struct)}`", _sentence(struct), _fields(struct), names(audience)]
            for struct, audience in feature.passing_messages.items()
        ]
        parts += _table(["passes", "meaning", "fields", "sent to"], passing)
        replies = [[f"`{tag_of(struct)}`", _sentence(struct), _fields(struct)] for struct in feature.replies]
        parts += _table(["message to one page", "meaning", "fields"], replies)
        parts += _examples("browser", [one.struct for one in feature.commands])
        received = [*(one.struct for one in _unique(feature.events)), *feature.passing_messages]
        parts += _examples("event", received)
        parts += _examples("server", feature.replies)
    parts += _structs()
    return "\n".join(parts).rstrip() + "\n"


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    if not rows:
        return []
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(line)} |" for line in lines] + [""]


def _sentence(struct: type[Wire]) -> str:
    """What the struct's docstring says, in one line; fields have their names on the wire."""
    text = " ".join((struct.__doc__ or "").replace("``", "`").split()).replace("|", "\\|")
    for name, on_wire in zip(struct.__struct_fields__, struct.__struct_encode_fields__, strict=True):
        text = text.replace(f"`{name}`", f"`{on_wire}`")
    return text


def _unique(specs: Iterable[EventSpec]) -> list[EventSpec]:
    return list({one.struct: one for one in specs}.values())


def _may(spec: CommandSpec) -> str:
    if spec.in_lobby:
        return "all, in the lobby too"
    if spec.may is None:
        return ALL
    return ", ".join(role.value for role in MeetingRole if room_allows(role.value, spec.may))


def _heard_by(spec: EventSpec) -> str:
    return "depends on the event" if callable(spec.audience) else names(spec.audience)


def _described(struct: type[Any]) -> list[inspect.Field]:
    """The fields of a struct, without those that all of its family have."""
    described = inspect.type_info(struct)
    assert isinstance(described, inspect.StructType)
    shared = {"ref"} if issubclass(struct, Command) else {"seq", "at", "by"}
    return [one for one in described.fields if one.name not in shared]


def _fields(struct: type[Any]) -> str:
    return (
        "; ".join(f"`{one.encode_name}`: {_type_name(one.type)}{_default(struct, one)}" for one in _described(struct))
        or "–"
    )


def _default(struct: type[Any], field: inspect.Field) -> str:
    return " (optional)" if issubclass(struct, Command) and not field.required else ""


def _type_name(of: inspect.Type) -> str:
    """A type in words."""
    match of:
        case inspect.Metadata(type=inner):
            return _type_name(inner)
        case inspect.StructType(cls=cls):
            return f"[{cls.__name__}](#{cls.__name__.lower()})"
        case inspect.LiteralType(values=values):
            return ", ".join(f"`{one}`" for one in values)
        case inspect.UnionType(types=types):
            return " or ".join(_type_name(one) for one in types)
        case inspect.ListType(item_type=item):
            return f"list of {_type_name(item)}"
        case inspect.DictType(key_type=key, value_type=value):
            return f"{_type_name(value)} by {_type_name(key)}"
        case _:
            words = {"StrType": "text", "BoolType": "true or false", "IntType": "number", "FloatType": "number"}
            words |= {"NoneType": "null", "DateTimeType": "time"}
            return words[type(of).__name__]


def _structs() -> list[str]:
    """The structs that messages contain."""
    found: dict[str, type[Any]] = {}
    left: list[inspect.Type] = [
        inspect.type_info(struct)
        for feature in REGISTRY.features
        for struct in (
            *(one.struct for one in feature.commands),
            *(one.struct for one in feature.events),
            *feature.passing_messages,
            *feature.replies,
            *([feature.snapshot_slice.struct] if feature.snapshot_slice else []),
        )
    ]
    top = {one.cls for one in left if isinstance(one, inspect.StructType)}
    while left:
        match left.pop():
            case inspect.StructType(cls=cls, fields=fields):
                if cls not in top:
                    if cls.__name__ in found:
                        continue
                    found[cls.__name__] = cls
                left.extend(one.type for one in fields)
            case inspect.Metadata(type=inner):
                left.append(inner)
            case inspect.UnionType(types=types):
                left.extend(types)
            case inspect.ListType(item_type=item):
                left.append(item)
            case _:
                pass
    lines = ["## Parts of messages", ""]
    for name in sorted(found):
        lines += [f"### {name}", "", _sentence(found[name]), "", _fields(found[name]), ""]
    return lines


# --------------------------------------------------------------------------------------------------- examples


def _examples(side: str, structs: Iterable[type[Wire]]) -> list[str]:
    lines = [json.dumps(example(struct), ensure_ascii=False) for struct in structs]
    return [f"```json {side}", *lines, "```", ""] if lines else []


def example(struct: type[Any]) -> dict[str, Any]:
    """A message of this struct."""
    made: dict[str, Any] = {}
    config = struct.__struct_config__
    if config.tag is not None:
        made["type"] = config.tag
    described = inspect.type_info(struct)
    assert isinstance(described, inspect.StructType)
    for number, one in enumerate(described.fields):
        optional = issubclass(struct, Command) and not one.required and one.name != "person_id"
        if not optional:
            made[one.encode_name] = _value(one.type, one.encode_name, number)
    return made


def _value(of: inspect.Type, name: str, number: int) -> Any:
    match of:
        case inspect.Metadata(type=inner):
            return _value(inner, name, number)
        case inspect.StructType(cls=cls):
            return example(cls)
        case inspect.LiteralType(values=values):
            return values[0]
        case inspect.UnionType(types=types):
            return _value(next(one for one in types if not isinstance(one, inspect.NoneType)), name, number)
        case inspect.ListType(item_type=item):
            return [_value(item, name, number)]
        case inspect.DictType():
            return {}
        case inspect.BoolType():
            return True
        case inspect.IntType() | inspect.FloatType():
            return 12
        case inspect.DateTimeType():
            return "2026-03-02T09:00:00Z"
        case _:
            return EXAMPLES.get(name, "text")


# ----------------------------------------------------------------------------------------------- the features


def browser_tests() -> dict[str, list[str]]:
    """The browser tests of each feature, ``file::function``, by the feature's name."""
    found: dict[str, list[str]] = {}
    for file in sorted(BROWSER_TESTS.glob("test_*.py")):
        for function in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for name in _marked(function):
                    found.setdefault(name, []).append(f"{file.name}::{function.name}")
    return found


def _marked(function: ast.FunctionDef) -> Iterator[str]:
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.feature":
            yield from (str(one.value) for one in decorator.args if isinstance(one, ast.Constant))


def features() -> str:
    """The page that lists the features."""
    tests = browser_tests()
    rows = [
        [feature.name, feature.summary, _says(feature), "<br>".join(f"`{one}`" for one in tests.get(feature.name, []))]
        for feature in REGISTRY.features
    ]
    return (
        "\n".join(
            [
                "# Features of the room",
                "",
                "Made from what the modules of `src/convener/realtime/features` register (`make generate`);",
                "[the protocol](room-protocol.md) has the messages in detail. Each has a browser test in `tests/e2e`.",
                "",
                *_table(["feature", "what it is for", "commands, events, messages", "browser tests"], rows),
            ]
        ).rstrip()
        + "\n"
    )


def _says(feature: Feature) -> str:
    structs = [
        *(one.struct for one in feature.commands),
        *(one.struct for one in _unique(feature.events)),
        *feature.passing_messages,
        *feature.replies,
    ]
    return ", ".join(f"`{tag_of(one)}`" for one in structs)


def main() -> int:
    """Write both pages."""
    PROTOCOL.write_text(protocol(), encoding="utf-8")
    FEATURES.write_text(features(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
