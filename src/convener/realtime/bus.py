"""The bus between nodes: it announces new events, and carries negotiation steps for peers on other nodes.

No state depends on it. A lost announcement delays events by a second at most, because each node also looks for new
events in the database.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Protocol

import msgspec
import redis.asyncio
import structlog
from msgspec import Struct
from redis.exceptions import RedisError

from convener.settings import Settings

from .protocol.messages import SignalData

log = structlog.get_logger("convener.realtime.bus")


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


class InProcessBus:
    """The bus of a single node: there are no other nodes, so it does nothing."""

    async def start(self, receive: Receiver) -> None:
        """Do nothing: no message will arrive."""

    def publish(self, message: BusMessage) -> None:
        """Do nothing."""

    async def stop(self) -> None:
        """Do nothing."""


class RedisBus:
    """A bus over Redis publish/subscribe. While Redis is not available messages are lost; it reconnects by itself."""

    CHANNEL = "convener:room"
    MAX_QUEUED = 10_000
    """Messages that wait to be sent; further ones are lost."""

    def __init__(self, url: str) -> None:
        self._redis = redis.asyncio.Redis.from_url(url, socket_connect_timeout=3, health_check_interval=15)
        self._tasks: list[asyncio.Task[None]] = []
        self._queue: asyncio.Queue[bytes] = asyncio.Queue(self.MAX_QUEUED)

    async def start(self, receive: Receiver) -> None:
        """Begin to receive; does not wait for Redis to answer."""
        self._tasks = [asyncio.create_task(self._receive_all(receive)), asyncio.create_task(self._send_all())]

    def publish(self, message: BusMessage) -> None:
        """Queue the message; order is kept."""
        with contextlib.suppress(asyncio.QueueFull):
            self._queue.put_nowait(msgspec.json.encode(message))

    async def stop(self) -> None:
        """End, without sending what is queued."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with contextlib.suppress(RedisError, OSError):
            await self._redis.aclose()

    async def _receive_all(self, receive: Receiver) -> None:
        decode = msgspec.json.Decoder(BusMessage).decode

        async def listen() -> None:
            async with self._redis.pubsub(ignore_subscribe_messages=True) as subscription:
                await subscription.subscribe(self.CHANNEL)
                while True:
                    message = await subscription.get_message(timeout=None)
                    if message is None:
                        continue
                    try:
                        receive(decode(message["data"]))
                    except msgspec.DecodeError:
                        log.warning("something on the bus is not ours")

        await self._retry_forever(listen)

    async def _send_all(self) -> None:
        async def send() -> None:
            while True:
                await self._redis.publish(self.CHANNEL, await self._queue.get())

        await self._retry_forever(send)

    async def _retry_forever(self, work: Callable[[], Awaitable[None]]) -> None:
        pause = 0.1
        while True:
            began = asyncio.get_running_loop().time()
            try:
                await work()
            except (RedisError, OSError, TimeoutError) as error:
                log.warning("the bus is away", error=str(error))
            worked_before = asyncio.get_running_loop().time() - began > 5
            pause = 0.1 if worked_before else min(pause * 2, 2.0)
            await asyncio.sleep(pause)


def make_bus(settings: Settings) -> Bus:
    """The bus that the settings select: Redis where ``redis_url`` is set."""
    return RedisBus(settings.redis_url) if settings.redis_url else InProcessBus()
