"""Everything that the room can say and do, made of what the features register (:mod:`convener.realtime.feature`).

Importing this module registers the features of all modules of :mod:`convener.realtime.features`. Two features that use
the same name, command, event or message are refused.
"""

from __future__ import annotations

import functools
import operator
import pkgutil
from collections.abc import Callable, Iterable
from datetime import datetime
from importlib import import_module
from typing import Any, cast

import msgspec

from convener.domain.events.payload import Payload
from convener.domain.permissions import MeetingRole

from . import features
from .audience import Audience, Roles
from .connection import Connection
from .documents.kinds import SharedDocumentKind
from .feature import CommandSpec, EventSpec, Feature, Node, View
from .protocol import messages
from .protocol.wire import Command, Wire

CORE_COMMANDS: tuple[type[Command], ...] = (messages.Enter, messages.Ping, messages.PageHidden)
CORE_MESSAGES: tuple[type[Wire], ...] = (
    messages.Resumed,
    messages.InLobby,
    messages.Done,
    messages.Refused,
    messages.Closing,
    messages.Pong,
    messages.Probe,
)


class Registry:
    """The registered features, and what is made of all of them together.

    ``slices``, ``snapshot``, ``events`` and ``passing`` are message structs; they are for reading too, while the server
    sends what is encoded already (:class:`.messages.EncodedEvents`).
    """

    def __init__(self, registered: Iterable[Feature]) -> None:
        self.features = sorted(registered, key=lambda one: one.name)
        _require_unique(one.name for one in self.features)
        self.commands: dict[type[Command], CommandSpec] = {
            one.struct: one for feature in self.features for one in feature.commands
        }
        self.event_of: dict[type[Payload], EventSpec] = {
            one.payload: one for feature in self.features for one in feature.events
        }
        _require_unique(one.payload.__name__ for feature in self.features for one in feature.events)
        self.loads = [one for feature in self.features for one in feature.loads]
        self.event_structs = _unique(one.struct for feature in self.features for one in feature.events)
        self.audience_of: dict[type[Wire], Audience] = {
            struct: audience for feature in self.features for struct, audience in feature.passing_messages.items()
        }
        """The audiences of messages that pass."""
        self.passing_structs = _unique(struct for feature in self.features for struct in feature.passing_messages)
        self.replies: dict[type[Wire], Callable[[Connection, Any], None]] = {
            struct: deliver for feature in self.features for struct, deliver in feature.replies.items()
        }
        self.follows: dict[type[Payload], list[Callable[[Node, Connection, Any], None]]] = {}
        for feature in self.features:
            for payload, handler in feature.follows.items():
                self.follows.setdefault(payload, []).append(handler)
        self.documents: dict[str, SharedDocumentKind] = {
            one.name: one for feature in self.features for one in feature.documents
        }
        self.due_work = [one for feature in self.features for one in feature.due_work]
        self.followed: frozenset[type[Payload]] = frozenset(self.follows).union(
            *(one.follows for one in self.documents.values())
        )
        """Payloads of which the last one matters for a connection."""
        self.closing: frozenset[type[Payload]] = frozenset().union(*(one.closed_by for one in self.documents.values()))
        """Payloads by which shared documents are closed."""
        self.command_structs: tuple[type[Command], ...] = (
            *CORE_COMMANDS,
            *(one.struct for feature in self.features for one in feature.commands),
        )
        self.slices: type[Any] = self._make_slices()
        self.snapshot: type[Any] = self._make_snapshot()
        self.events: type[Any] = self._make_batch("Events", "events", messages.EncodedEvents, self.event_structs)
        self.passing: type[Any] = self._make_batch("Passing", "passing", messages.EncodedPassing, self.passing_structs)
        self.server_structs: tuple[type[Wire], ...] = (
            self.snapshot,
            self.events,
            self.passing,
            *CORE_MESSAGES,
            *self.replies,
        )
        for structs in (self.command_structs, self.server_structs, self.event_structs, self.passing_structs):
            _require_unique(tag_of(one) for one in structs)
        _require_unique(
            one.__name__
            for one in (*self.command_structs, *self.server_structs, *self.event_structs, *self.passing_structs)
        )
        self.decode_command: Callable[[bytes], Command] = msgspec.json.Decoder(union(self.command_structs)).decode
        """The command in the bytes of a frame; raises ``msgspec.DecodeError`` (``ValidationError`` where the form is
        wrong)."""
        self.decode_reply: Callable[[bytes], Wire] = msgspec.json.Decoder(union(self.replies)).decode
        self._views = {role.value: self._view(role.value) for role in MeetingRole}

    def _make_slices(self) -> type[Wire]:
        fields = [(one.name, one.snapshot_slice.struct) for one in self.features if one.snapshot_slice is not None]
        made = _struct("Slices", fields)
        made.__doc__ = "The state of each feature that has one, under the feature's name."
        return made

    def _make_snapshot(self) -> type[Wire]:
        fields = [("seq", int), ("server_time", datetime), ("peer_id", str), ("slices", self.slices)]
        made = _struct("Snapshot", fields, "snapshot")
        made.__doc__ = "The state of the room at ``seq``. ``server_time`` corrects the clock of the browser."
        return made

    def _make_batch(self, name: str, tag: str, encoded: type[Wire], members: tuple[type[Wire], ...]) -> type[Wire]:
        """The struct that reads what ``encoded`` writes."""
        item = list[union(members)] if members else list[dict[str, Any]]  # type: ignore[misc]
        hints = msgspec.structs.fields(encoded)
        fields = [(one.name, item if one.type == list[msgspec.Raw] else one.type) for one in hints]
        made = _struct(name, fields, tag)
        made.__doc__ = encoded.__doc__
        return made

    def take_snapshot(self, view: View, peer_id: str, server_time: datetime) -> Wire:
        """The snapshot for a participant, whose page has the id ``peer_id``."""
        slices = {one.name: one.snapshot_slice.make(view) for one in self.features if one.snapshot_slice is not None}
        snapshot: Wire = self.snapshot(
            seq=view.meeting.last_seq, server_time=server_time, peer_id=peer_id, slices=self.slices(**slices)
        )
        return snapshot

    def view(self, role: str) -> frozenset[Audience]:
        """What a role decides of what its holders see: the audiences of roles to which they belong. Where it changes, a
        new snapshot is due."""
        return self._views[role]

    def _view(self, role: str) -> frozenset[Audience]:
        limited = [
            audience
            for feature in self.features
            for audience in [one.seen_by or one.audience for one in feature.events]
            + [*feature.passing_messages.values()]
            if isinstance(audience, Roles)
        ]
        return frozenset(one for one in limited if role in one.roles)


def _struct(name: str, fields: list[tuple[str, Any]], tag: str | None = None) -> type[Wire]:
    made = msgspec.defstruct(name, fields, bases=(Wire,), tag=tag, kw_only=True, module=__name__)
    return cast("type[Wire]", made)


def tag_of(struct: type[Wire]) -> str:
    """The field ``type`` of a message."""
    return str(struct.__struct_config__.tag)


def union(structs: Iterable[type[Wire]]) -> Any:
    """The union of these structs."""
    return functools.reduce(operator.or_, structs)


def _unique(structs: Iterable[type[Any]]) -> tuple[type[Any], ...]:
    return tuple(dict.fromkeys(structs))


def _require_unique(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"two features of the room register {name!r}")
        seen.add(name)


def find_features() -> list[Feature]:
    """The features of all modules of :mod:`convener.realtime.features`."""
    modules = pkgutil.iter_modules(features.__path__, f"{features.__name__}.")
    return [import_module(module.name).FEATURE for module in modules]


REGISTRY = Registry(find_features())
"""All features of the room."""
