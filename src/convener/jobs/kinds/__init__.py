"""The kinds of background work: each module of this package declares one or several, and there is no other list."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from convener.jobs.kind import Kind


@cache
def all_kinds() -> MappingProxyType[str, Kind]:
    """All kinds by name: the :class:`Kind` objects in the modules of this package."""
    kinds: dict[str, Kind] = {}
    for module in iter_modules(__path__):
        for value in vars(import_module(f"{__name__}.{module.name}")).values():
            if isinstance(value, Kind) and kinds.setdefault(value.name, value) is not value:
                raise TypeError(f"two kinds of jobs are called {value.name!r}")
    return MappingProxyType(kinds)
