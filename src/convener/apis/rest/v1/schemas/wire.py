"""What all wire types share."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from msgspec import Struct

WireT = TypeVar("WireT", bound="Wire")


class Wire(Struct, rename="camel", kw_only=True):
    """A JSON object with names in camelCase."""


class RequestBody(Wire, kw_only=True, forbid_unknown_fields=True):
    """An object that clients send: a field that is not known is refused, so that no misspelled one is lost."""


def wired(state: Struct, shape: type[WireT]) -> WireT:
    """The part of a reply that has the fields of a struct of the domain; only the case of their names differs."""
    return msgspec.convert(state, shape, from_attributes=True)
