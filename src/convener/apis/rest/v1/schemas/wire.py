"""What all wire types share."""

from __future__ import annotations

from msgspec import Struct


class Wire(Struct, rename="camel", kw_only=True):
    """A JSON object with names in camelCase."""


class RequestBody(Wire, kw_only=True, forbid_unknown_fields=True):
    """An object that clients send: a field that is not known is refused, so that no misspelled one is lost."""
