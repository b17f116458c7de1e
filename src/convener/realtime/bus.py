"""The bus between nodes: "there is something new in this meeting", and negotiation steps for peers on other nodes.

Nothing on it is needed for truth. A message that gets lost costs a second at most: each node also looks into the
database by itself.
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
    """These meetings have new events; ``node`` says so."""

    node: str
    meetings: list[int]


class Passed(Struct, tag="signal", frozen=True):
    """A negotiation step from a peer of ``meeting`` to another."""

    node: str
    meeting: int
    to: str
    sender: str
    data: SignalData


BusMessage = Wake | Passed
Receiver = Callable[[BusMessage], None]


class Bus(Protocol):
    """What the hub needs of a bus. Messages may get lost, and a node hears its own."""

    async def start(self, receive: Receiver) -> None:
        """Begin to hear; ``receive`` is called on the event loop."""

    def publish(self, message: BusMessage) -> None:
        """Tell all nodes; never raises because the bus is away."""

    async def stop(self) -> None:
        """Hear no more."""


class InProcessBus:
    """The bus of a single node, which has nobody to tell."""

    async def start(self, receive: Receiver) -> None:
        """Nothing will come."""

    def publish(self, message: BusMessage) -> None:
        """There is nobody else."""

    async def stop(self) -> None:
        """Nothing to stop."""


class RedisBus:
    """A bus over Redis publish/subscribe. While Redis is away messages are lost; it comes back by itself."""

    CHANNEL = "convener:room"
    MOST_WAITING = 10_000

    def __init__(self, url: str) -> None:
        self._redis = redis.asyncio.Redis.from_url(url, socket_connect_timeout=3, health_check_interval=15)
        self._tasks: list[asyncio.Task[None]] = []
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue(self.MOST_WAITING)

    async def start(self, receive: Receiver) -> None:
        """Begin to hear; does not wait until Redis answers."""
        self._tasks = [asyncio.create_task(self._hear(receive)), asyncio.create_task(self._tell())]

    def publish(self, message: BusMessage) -> None:
        """Put the message on its way; order is kept."""
        with contextlib.suppress(asyncio.QueueFull):
            self._waiting.put_nowait(msgspec.json.encode(message))

    async def stop(self) -> None:
        """Hear no more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with contextlib.suppress(RedisError, OSError):
            await self._redis.aclose()

    async def _hear(self, receive: Receiver) -> None:
        decode = msgspec.json.Decoder(BusMessage).decode

        async def listen() -> None:
            async with self._redis.pubsub(ignore_subscribe_messages=True) as subscription:
                await subscription.subscribe(self.CHANNEL)
                while True:
                    got = await subscription.get_message(timeout=None)
                    if got is None:
                        continue
                    try:
                        receive(decode(got["data"]))
                    except msgspec.DecodeError:
                        log.warning("something on the bus is not ours")

        await self._again_and_again(listen)

    async def _tell(self) -> None:
        async def tell() -> None:
            while True:
                await self._redis.publish(self.CHANNEL, await self._waiting.get())

        await self._again_and_again(tell)

    async def _again_and_again(self, work: Callable[[], Awaitable[None]]) -> None:
        pause = 0.1
        while True:
            began = asyncio.get_running_loop().time()
            try:
                await work()
            except (RedisError, OSError, TimeoutError) as error:
                log.warning("the bus is away", error=str(error))
            long_gone = asyncio.get_running_loop().time() - began > 5
            pause = 0.1 if long_gone else min(pause * 2, 2.0)
            await asyncio.sleep(pause)


def make_bus(settings: Settings) -> Bus:
    """The bus that the settings ask for."""
    return RedisBus(settings.redis_url) if settings.redis_url else InProcessBus()
