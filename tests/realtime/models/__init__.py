"""How a page keeps the state of each feature of the room: a module for each feature that has a slice, called as it is.

A model is a class ``Model`` that is made of the feature's slice and changes with each message that the page hears. It
says in words of its own what the client has to do; the property test compares it with a fresh snapshot.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Protocol

from convener.realtime.registry import REGISTRY


class Model(Protocol):
    """The state of one feature on one page."""

    def hear(self, message: Any) -> None:
        """Take in a message: an event, one that passes, or a reply."""

    def state(self) -> Any:
        """What must be the same as in a fresh snapshot."""


def models_of(slices: Any) -> dict[str, Model]:
    """A model for each slice of a snapshot. Raises ``ModuleNotFoundError`` for a feature without one."""
    return {
        feature.name: import_module(f"{__name__}.{feature.name}").Model(getattr(slices, feature.name))
        for feature in REGISTRY.features
        if feature.snapshot_slice is not None
    }
