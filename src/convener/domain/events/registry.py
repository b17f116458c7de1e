"""The registry of kinds: reads stored events of every kind and version. Importing it registers the payloads of all
modules of :mod:`convener.domain.events.kinds`."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any

import msgspec

from . import kinds
from .payload import KINDS, Kind, Payload

for _module in pkgutil.iter_modules(kinds.__path__, f"{kinds.__name__}."):
    import_module(_module.name)


def all_kinds() -> list[Kind]:
    """All kinds, by name."""
    return [KINDS[name] for name in sorted(KINDS)]


def decode(name: str, version: int, data: dict[str, Any]) -> Payload | None:
    """The payload of a stored event, of any version that there was; None for a kind or a version that only a newer
    version of the program knows, which may run beside this one.

    Raises :class:`msgspec.ValidationError` for data that no version has written.
    """
    found = KINDS.get(name)
    if found is None or version > found.version:
        return None
    if version < found.version:
        data = found.payload.upgrade(data, version)
    return msgspec.convert(data, found.payload)
