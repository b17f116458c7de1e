"""A load generator for the room: many sockets in one meeting, then small events to all.

Delivery time is from the moment when a browser sends a command to the moment when another one has the event, both by
the clock of this machine. ``python -m tests.bench.room_load`` reads a job (JSON) from standard input and writes what it
measured (JSON) to standard output.
"""

from __future__ import annotations

import asyncio
import gc
import json
import statistics
import sys
import time
from dataclasses import asdict, dataclass
from typing import Any

import msgspec
import psutil
import uvloop
import websockets

from tests.bench.report import cpu_seconds, percentile

EVENTS_A_SECOND = 20


@dataclass
class Measured:
    """One size. Times are in milliseconds, memory in KiB for each socket, CPU in percent of one core."""

    sockets: int
    entered_in_s: float
    enter_p50_ms: float
    enter_p99_ms: float
    join_cpu_percent: float
    events: int
    deliveries: int
    missing: int
    lost_sockets: int
    delivery_p50_ms: float
    delivery_p95_ms: float
    delivery_p99_ms: float
    delivery_max_ms: float
    server_cpu_percent: float
    cpu_us_per_delivery: float
    memory_kib_per_socket: float
    server_memory_mib: float


class _Person(msgspec.Struct):
    id: str
    hand: str | None = None


class _Event(msgspec.Struct):
    type: str
    person: _Person | None = None


class _Message(msgspec.Struct):
    type: str
    events: list[_Event] = []


_read = msgspec.json.Decoder(_Message).decode


class Browser:
    """A socket that notes when it hears of a raised hand."""

    def __init__(self, url: str, token: str, person: str, load: Load) -> None:
        self._url = url
        self._token = token
        self.person = person
        self._load = load
        self.inside = asyncio.Event()
        self.lost = False
        self._socket: websockets.ClientConnection | None = None

    async def live(self) -> None:
        """Enter, and listen until the socket is closed."""
        began = time.perf_counter()
        try:
            async with websockets.connect(
                self._url, compression=None, max_size=None, ping_interval=None, open_timeout=60, close_timeout=1
            ) as socket:
                self._socket = socket
                await socket.send(json.dumps({"type": "enter", "token": self._token}))
                async for frame in socket:
                    arrived = time.perf_counter()
                    message = _read(frame)
                    if message.type == "events":
                        for event in message.events:
                            if event.person is not None and event.person.hand is not None:
                                self._load.heard(self, event.person.id, arrived)
                    elif message.type == "snapshot":
                        self._load.entered.append(arrived - began)
                        self.inside.set()
                    elif message.type in ("closing", "refused"):
                        self.lost = True
        except (OSError, websockets.WebSocketException):
            pass
        self.lost = self.lost or not self._load.over

    async def raise_hand(self) -> None:
        """The small event."""
        assert self._socket is not None
        self._load.raised[self.person] = time.perf_counter()
        await self._socket.send('{"type":"setHand","raised":true}')


class Load:
    """The browsers of one run and what they measured."""

    def __init__(self) -> None:
        self.entered: list[float] = []
        self.raised: dict[str, float] = {}
        self.delays: list[float] = []
        self.over = False

    def heard(self, _browser: Browser, person: str, arrived: float) -> None:
        """An event has arrived at a browser."""
        self.delays.append(arrived - self.raised[person])


async def measure(job: dict[str, Any]) -> Measured:
    """Run a job: ``people`` (pairs of room token and public id) enter at the socket ``url`` of the process ``pid``,
    all within ``enter_within`` seconds; then hands are raised for ``seconds`` seconds."""
    process = psutil.Process(job["pid"])
    size = len(job["people"])
    load = Load()
    browsers = [Browser(job["url"], token, person, load) for token, person in job["people"]]
    await asyncio.sleep(1)
    memory_before = process.memory_info().rss
    cpu_before, began = cpu_seconds(process), time.perf_counter()
    tasks: list[asyncio.Task[None]] = []
    for number, browser in enumerate(browsers):
        await asyncio.sleep(max(0.0, began + number * job["enter_within"] / size - time.perf_counter()))
        tasks.append(asyncio.create_task(browser.live()))
    await asyncio.wait_for(asyncio.gather(*(browser.inside.wait() for browser in browsers)), 60)
    entered_in = time.perf_counter() - began
    join_cpu = (cpu_seconds(process) - cpu_before) / entered_in * 100
    await asyncio.sleep(1)
    memory = process.memory_info().rss
    gc.collect()
    gc.disable()
    speakers = browsers[: int(min(size, EVENTS_A_SECOND * job["seconds"]))]
    cpu_before, began = cpu_seconds(process), time.perf_counter()
    for number, browser in enumerate(speakers):
        await asyncio.sleep(max(0.0, began + number / EVENTS_A_SECOND - time.perf_counter()))
        await browser.raise_hand()
    expected = len(speakers) * size
    until = time.perf_counter() + 10
    while len(load.delays) < expected and time.perf_counter() < until:
        await asyncio.sleep(0.02)
    lasted = time.perf_counter() - began
    cpu = cpu_seconds(process) - cpu_before
    gc.enable()
    lost = sum(browser.lost for browser in browsers)
    load.over = True
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return Measured(
        sockets=size,
        entered_in_s=round(entered_in, 2),
        enter_p50_ms=round(percentile(load.entered, 0.5) * 1000, 1),
        enter_p99_ms=round(percentile(load.entered, 0.99) * 1000, 1),
        join_cpu_percent=round(join_cpu, 1),
        events=len(speakers),
        deliveries=len(load.delays),
        missing=expected - len(load.delays),
        lost_sockets=lost,
        delivery_p50_ms=round(statistics.median(load.delays) * 1000, 1),
        delivery_p95_ms=round(percentile(load.delays, 0.95) * 1000, 1),
        delivery_p99_ms=round(percentile(load.delays, 0.99) * 1000, 1),
        delivery_max_ms=round(max(load.delays) * 1000, 1),
        server_cpu_percent=round(cpu / lasted * 100, 1),
        cpu_us_per_delivery=round(cpu / len(load.delays) * 1e6, 1),
        memory_kib_per_socket=round((memory - memory_before) / size / 1024, 1),
        server_memory_mib=round(memory / 1024 / 1024, 1),
    )


def run(job: dict[str, Any]) -> Measured:
    """What :func:`measure` gives, on an event loop of its own."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(measure(job))


if __name__ == "__main__":
    print(json.dumps(asdict(run(json.load(sys.stdin)))))
