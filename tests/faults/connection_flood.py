"""Holds as many connections as it gets, and opens again what it loses: a process of its own.

``python -m tests.faults.connection_flood PORT WAY CONNECTIONS ADDRESSES SECONDS`` prints ``flooding`` when all were
opened once, and at the end how many were ``opened``, as JSON. WAY: ``idle`` says nothing, ``head`` sends a byte of a
request's head a second, ``body`` one of its body. The addresses are 127.0.2.1 and following.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import resource
import sys
import time

HEADS = {
    "idle": b"",
    "head": b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Filler: ",
    "body": b"POST /createMeeting HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n",
}


class Flood:
    """The connections, and how many there were."""

    def __init__(self, port: int, way: str, connections: int, addresses: int) -> None:
        self.opened = 0
        self._port = port
        self._way = way
        self._connections = connections
        self._addresses = addresses

    async def run(self, seconds: float) -> None:
        """Hold them for so long after all were opened."""
        holding = [asyncio.ensure_future(self._stay_connected(number)) for number in range(self._connections)]
        until = time.monotonic() + 60
        while self.opened < self._connections and time.monotonic() < until:
            await asyncio.sleep(0.02)
        print("flooding", flush=True)
        await asyncio.sleep(seconds)
        print(json.dumps({"opened": self.opened}))
        for one in holding:
            one.cancel()
        await asyncio.gather(*holding, return_exceptions=True)

    async def _stay_connected(self, number: int) -> None:
        address = f"127.0.2.{1 + number % self._addresses}"
        while True:
            with contextlib.suppress(OSError):
                reader, writer = await asyncio.open_connection("127.0.0.1", self._port, local_addr=(address, 0))
                self.opened += 1
                try:
                    await self._stay(reader, writer)
                finally:
                    writer.close()
            await asyncio.sleep(0.2)

    async def _stay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(HEADS[self._way])
        while True:
            try:
                async with asyncio.timeout(1):
                    if not await reader.read(1000):
                        return
            except TimeoutError:
                if self._way != "idle":
                    writer.write(b"a")


if __name__ == "__main__":
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    port, way, connections, addresses, seconds = sys.argv[1:6]
    asyncio.run(Flood(int(port), way, int(connections), int(addresses)).run(float(seconds)))
