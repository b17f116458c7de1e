"""The bus between nodes: it announces new events, and carries messages that pass and negotiation steps for pages on
other nodes.

No state depends on it. A lost announcement delays events by a second at most, because each node also looks for new
events in the database.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Raw, Struct

from .audience import Audience


class Wake(Struct, tag="wake", frozen=True):
    """These meetings have new events; sent by ``node``."""

    node: str
    meetings: list[int]


class RelayedReply(Struct, tag="reply", frozen=True):
    """A message to the page ``peer`` of ``meeting``, encoded; sent by ``node``."""

    node: str
    meeting: int
    peer: str
    body: Raw


class RelayedPassing(Struct, tag="passing", frozen=True):
    """A message that passes in ``meeting``, encoded, for an audience; sent by ``node``."""

    node: str
    meeting: int
    audience: Audience
    body: Raw


class DocumentStored(Struct, tag="stored", frozen=True):
    """The shared document with this internal id has updates up to number ``seq``; sent by ``node``."""

    node: str
    document: int
    seq: int


class DocumentPresence(Struct, tag="presence", frozen=True):
    """Where pages are in a shared document, encoded; sent by ``node``. ``attendees``: the client ids of those among
    them whose participants are attendees."""

    node: str
    document: int
    states: Raw
    attendees: frozenset[int] = frozenset()


BusMessage = Wake | RelayedReply | RelayedPassing | DocumentStored | DocumentPresence
Receiver = Callable[[BusMessage], None]


class Bus(Protocol):
    """A bus between nodes. Messages may get lost, and a node receives its own."""

    async def start(self, receive: Receiver) -> None:
        """Begin to receive; ``receive`` is called on the event loop."""

    def publish(self, message: BusMessage) -> None:
        """Send to all nodes; does not raise where the bus is not available."""

    async def stop(self) -> None:
        """End."""
