"""Which bus a node uses: none between the connections of one node, or Redis."""

from __future__ import annotations

from convener.settings import Settings

from .bus import Bus, BusMessage, Receiver


class InProcessBus:
    """The bus of a single node: there are no other nodes, so it does nothing."""

    async def start(self, receive: Receiver) -> None:
        """Do nothing: no message will arrive."""

    def publish(self, message: BusMessage) -> None:
        """Do nothing."""

    async def stop(self) -> None:
        """Do nothing."""


def make_bus(settings: Settings) -> Bus:
    """The bus that the settings select: Redis where ``redis_url`` is set."""
    if not settings.redis_url:
        return InProcessBus()
    from .redis_bus import RedisBus  # a node without Redis does not load its library

    return RedisBus(settings.redis_url)
