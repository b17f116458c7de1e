"""Personal data in events: where they are, by the declarations of the payloads' types, and how they are blanked.

Events are never changed, except for this: when somebody's personal data are erased, what events say of the person
becomes empty, and everything else remains.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import inspect

from .payload import HOLDS, KINDS, Payload, encode
from .registry import decode

Path = tuple[str, ...]
"""Names of fields from the outermost struct to a text; ``*`` stands for each member of a list or values of a
mapping."""


def declared_texts(payload: type[Payload]) -> dict[Path, str | None]:
    """What each text in the payload holds, by its path: ``id``, ``user``, ``word``, ``text``, ``personal``; None where
    that is not declared."""
    return dict(_texts(inspect.type_info(payload), (), None))


@cache
def personal_fields(payload: type[Payload]) -> tuple[Path, ...]:
    """The paths of the personal texts in the payload."""
    return _paths(payload, "personal")


@cache
def user_fields(payload: type[Payload]) -> tuple[Path, ...]:
    """The paths of IDs of users in the payload."""
    return _paths(payload, "user")


def _paths(payload: type[Payload], of: str) -> tuple[Path, ...]:
    return tuple(path for path, holds in declared_texts(payload).items() if holds == of)


def _texts(of: inspect.Type, path: Path, holds: str | None) -> Iterator[tuple[Path, str | None]]:
    match of:
        case inspect.Metadata(type=inner, extra=extra):
            yield from _texts(inner, path, (extra or {}).get(HOLDS, holds))
        case inspect.StrType():
            yield path, holds
        case inspect.StructType(fields=fields):
            for one in fields:
                yield from _texts(one.type, (*path, one.encode_name), None)
        case inspect.UnionType(types=types):
            for member in types:
                yield from _texts(member, path, holds)
        case inspect.ListType(item_type=item) | inspect.VarTupleType(item_type=item):
            yield from _texts(item, (*path, "*"), holds)
        case inspect.TupleType(item_types=items):
            for item in items:
                yield from _texts(item, (*path, "*"), holds)
        case inspect.DictType(value_type=value):
            yield from _texts(value, (*path, "*"), holds)
        case inspect.AnyType() | inspect.RawType() | inspect.CustomType():
            yield path, None
        case _:
            pass


def blank_person(
    kind: str, version: int, data: dict[str, Any], person: str, participant: str | None
) -> tuple[int, dict[str, Any]] | None:
    """The ``data`` of a stored event without the personal texts of ``person`` (public id), and their version, which is
    the present one. None where the event says nothing personal of the person.

    ``participant`` is the public id of whom the event is about. Raises :class:`LookupError` for a kind or a version
    that only a newer version of the program knows.
    """
    payload = decode(kind, version, data)
    if payload is None:
        raise LookupError(f"{kind}, version {version}")
    blanked = encode(payload)
    paths = personal_fields(type(payload))
    # All of them are blanked, so no short cut.
    changed = [_blank(blanked, path, person, participant) for path in paths]
    return (KINDS[kind].version, blanked) if any(changed) else None


def rename_user(
    kind: str, version: int, data: dict[str, Any], before: str, after: str
) -> tuple[int, dict[str, Any]] | None:
    """As :func:`blank_person`: the ``data`` with another ID of a user. None where the event does not name the user."""
    payload = decode(kind, version, data)
    if payload is None:
        raise LookupError(f"{kind}, version {version}")
    renamed = encode(payload)
    changed = [_rename(renamed, path, before, after) for path in user_fields(type(payload))]
    return (KINDS[kind].version, renamed) if any(changed) else None


def _rename(within: Any, path: Path, before: str, after: str) -> bool:
    if within is None:
        return False
    name, rest = path[0], path[1:]
    keys: list[Any] = [name] if name != "*" else list(within if isinstance(within, dict) else range(len(within)))
    changed = False
    for key in keys:
        if rest:
            changed = _rename(within[key], rest, before, after) or changed
        elif within[key] == before:
            within[key] = after
            changed = True
    return changed


def _blank(within: Any, path: Path, person: str, owner: str | None) -> bool:
    """Blank the text at the path where it is of ``person``; ``owner``: whose the texts around are. Returns whether
    anything changed."""
    if within is None:
        return False
    name, rest = path[0], path[1:]
    if isinstance(within, dict):
        owner = within.get("id", owner)
        keys: list[Any] = list(within) if name == "*" else [name]
    else:
        keys = list(range(len(within)))
    changed = False
    for key in keys:
        if rest:
            changed = _blank(within[key], rest, person, owner) or changed
        elif owner == person and within[key]:
            within[key] = [] if isinstance(within[key], list) else ""
            changed = True
    return changed
