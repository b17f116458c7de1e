"""Benchmark of the chat: many people in one room, who write ten messages a second.

``python -m tests.bench.chat [people [seconds]]`` starts ``convener serve`` as a process of its own and loads it from
this one, prints a table and writes ``bench-results/chat.json``. Delivery time is from the moment when a browser sends a
message to the moment when another one has it, both by the clock of this machine. To reach: p99 under 60 ms, 25 us of
CPU a delivery, under 120 KiB a socket.
"""

from __future__ import annotations

import asyncio
import gc
import json
import statistics
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import msgspec
import psutil
import uvloop
import websockets

from tests.bench import report
from tests.bench.report import cpu_seconds, percentile
from tests.bench.workloads import enter_room
from tests.servers import RunningServer

PEOPLE = 300
SECONDS = 20.0
MESSAGES_A_SECOND = 10
ENTER_WITHIN = 9.0
"""Seconds over which the sockets come in."""


@dataclass
class Measured:
    """One run. Times are in milliseconds, memory in KiB for each socket. ``load``: the load average of the machine
    (one minute) at the end, by which it is seen what else ran."""

    people: int
    messages: int
    deliveries: int
    missing: int
    delivery_p50_ms: float
    delivery_p95_ms: float
    delivery_p99_ms: float
    server_cpu_percent: float
    cpu_us_per_delivery: float
    memory_kib_per_socket: float
    load: float


class _Chat(msgspec.Struct):
    key: str


class _Event(msgspec.Struct):
    type: str
    message: _Chat | None = None


class _Frame(msgspec.Struct):
    type: str
    events: list[_Event] = []


_read = msgspec.json.Decoder(_Frame).decode


class Browser:
    """A socket that notes when it has a message of the chat."""

    def __init__(self, url: str, token: str, sent: dict[str, float], delays: list[float]) -> None:
        self._url, self._token = url, token
        self._sent, self._delays = sent, delays
        self.inside = asyncio.Event()
        self._socket: websockets.ClientConnection | None = None

    async def live(self) -> None:
        """Enter, and listen until the socket is closed."""
        opening = websockets.connect(self._url, compression=None, max_size=None, ping_interval=None, open_timeout=60)
        async with opening as socket:
            self._socket = socket
            await socket.send(json.dumps({"type": "enter", "token": self._token}))
            async for data in socket:
                arrived = time.perf_counter()
                frame = _read(data)
                if frame.type == "snapshot":
                    self.inside.set()
                for event in frame.events:
                    if event.message is not None:
                        self._delays.append(arrived - self._sent[event.message.key])

    async def write(self, key: str) -> None:
        """Send a message to all."""
        assert self._socket is not None
        self._sent[key] = time.perf_counter()
        text = f"Message {key}: what somebody has to say in a line of the usual length."
        await self._socket.send(json.dumps({"type": "sendMessage", "key": key, "text": text}))


async def measure(job: dict[str, Any], seconds: float) -> Measured:
    """The people of the job enter; then they write in turn."""
    process = psutil.Process(job["pid"])
    size = len(job["people"])
    sent: dict[str, float] = {}
    delays: list[float] = []
    browsers = [Browser(job["url"], token, sent, delays) for token, _ in job["people"]]
    memory_before = process.memory_info().rss
    tasks: list[asyncio.Task[None]] = []
    for browser in browsers:
        tasks.append(asyncio.create_task(browser.live()))
        await asyncio.sleep(ENTER_WITHIN / size)
    await asyncio.wait_for(asyncio.gather(*(browser.inside.wait() for browser in browsers)), 120)
    await asyncio.sleep(1)
    memory = process.memory_info().rss
    gc.collect()
    gc.disable()
    cpu_before, began = cpu_seconds(process), time.perf_counter()
    count = int(MESSAGES_A_SECOND * seconds)
    for number in range(count):
        await asyncio.sleep(max(0.0, began + number / MESSAGES_A_SECOND - time.perf_counter()))
        await browsers[number % size].write(str(number))
    until = time.perf_counter() + 15
    while len(delays) < count * size and time.perf_counter() < until:
        await asyncio.sleep(0.02)
    lasted = time.perf_counter() - began
    cpu = cpu_seconds(process) - cpu_before
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return Measured(
        people=size,
        messages=count,
        deliveries=len(delays),
        missing=count * size - len(delays),
        delivery_p50_ms=round(statistics.median(delays) * 1000, 1),
        delivery_p95_ms=round(percentile(delays, 0.95) * 1000, 1),
        delivery_p99_ms=round(percentile(delays, 0.99) * 1000, 1),
        server_cpu_percent=round(cpu / lasted * 100, 1),
        cpu_us_per_delivery=round(cpu / len(delays) * 1e6, 1),
        memory_kib_per_socket=round((memory - memory_before) / size / 1024, 1),
        load=round(psutil.getloadavg()[0], 1),
    )


def main(size: int = PEOPLE, seconds: float = SECONDS) -> None:
    """Measure; print and write the results."""
    with tempfile.TemporaryDirectory() as folder:
        server = RunningServer(Path(folder) / "data", log_level="warning")
        server.start()
        try:
            job = enter_room(server, size)
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                row = asdict(runner.run(measure(dict(job), seconds)))
        finally:
            server.stop()
    report.table("Chat: ten messages a second to all", [row])
    print(f"\n  written to {report.save('chat', [row])}")


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:3]))
