"""The bus between nodes: it announces new events, and carries negotiation steps for peers on other nodes.

No state depends on it. A lost announcement delays events by a second at most, because each node also looks for new
events in the database.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from .protocol.messages import SignalData


class Wake(Struct, tag="wake", frozen=True):
    """These meetings have new events; sent by ``node``."""

    node: str
    meetings: list[int]


class RelayedSignal(Struct, tag="signal", frozen=True):
    """A negotiation step from the peer ``sender`` of ``meeting`` to the peer ``to``; sent by ``node``."""

    node: str
    meeting: int
    to: str
    sender: str
    data: SignalData


BusMessage = Wake | RelayedSignal
Receiver = Callable[[BusMessage], None]


class Bus(Protocol):
    """A bus between nodes. Messages may get lost, and a node receives its own."""

    async def start(self, receive: Receiver) -> None:
        """Begin to receive; ``receive`` is called on the event loop."""

    def publish(self, message: BusMessage) -> None:
        """Send to all nodes; does not raise where the bus is not available."""

    async def stop(self) -> None:
        """End."""
