"""The bus over Redis."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import msgspec
import redis.asyncio
import structlog
from redis.exceptions import RedisError

from .bus import BusMessage, Receiver

log = structlog.get_logger("convener.realtime.bus")


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
