"""Benchmark of the room: many sockets in one meeting, then small events to all.

``python -m tests.bench.room [sizes…]`` starts ``convener serve`` as a process of its own and loads it from this one. It
prints a table and writes ``bench-results/room.json``. Delivery time is from the moment when a browser sends a command
to the moment when another one has the event, both by the clock of this machine.
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

import msgspec
import psutil
import uvloop
import websockets
from sqlalchemy import select

from convener.domain import meetings, participants
from convener.domain.permissions import MeetingRole
from convener.domain.rules import Rules
from convener.domain.secrets import Secrets
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.tables import User
from tests.bench import report
from tests.servers import RunningServer

SIZES = (50, 100, 200, 300)
ENTER_WITHIN = 9.0
"""Seconds over which the sockets come in."""
EVENTS_A_SECOND = 20
SECONDS = 15.0
TABLES = {
    "Coming in": ("entered_in_s", "enter_p50_ms", "enter_p99_ms", "join_cpu_percent", "memory_kib_per_socket"),
    "Small events to all": (
        "events",
        "deliveries",
        "missing",
        "lost_sockets",
        "delivery_p50_ms",
        "delivery_p95_ms",
        "delivery_p99_ms",
        "delivery_max_ms",
    ),
    "What it costs": ("server_cpu_percent", "cpu_us_per_delivery", "server_memory_mib"),
}


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


def _prepare(server: RunningServer, size: int) -> list[tuple[str, str]]:
    """A meeting with so many participants: room tokens and public ids."""
    database = Database(f"sqlite:///{server.data / 'convener.sqlite3'}")
    rules = Rules.of(Settings(), Secrets.in_folder(server.data))
    with database.write() as session:
        owner = session.scalars(select(User)).first()
        assert owner is not None
        meeting = meetings.create_meeting(session, owner.center_id, owner, meetings.Details(title=f"{size} people"))
        people = [participants.add(session, rules, meeting, MeetingRole.HOST, user=owner)]
        for number in range(1, size):
            person = participants.add(
                session, rules, meeting, MeetingRole.ATTENDEE, user=None, name=f"Person {number} of the audience"
            )
            people.append(person)
        made = [(rules.secrets.room_token(person.public_id), person.public_id) for person in people]
    database.close()
    return made


async def _run(server: RunningServer, size: int) -> Measured:
    assert server.process is not None
    process = psutil.Process(server.process.pid)
    people = _prepare(server, size)
    load = Load()
    url = f"ws://127.0.0.1:{server.port}/api/v1/room"
    browsers = [Browser(url, token, person, load) for token, person in people]
    await asyncio.sleep(1)
    memory_before = process.memory_info().rss
    cpu_before, began = _cpu(process), time.perf_counter()
    tasks: list[asyncio.Task[None]] = []
    for number, browser in enumerate(browsers):
        await asyncio.sleep(max(0.0, began + number * ENTER_WITHIN / size - time.perf_counter()))
        tasks.append(asyncio.create_task(browser.live()))
    await asyncio.wait_for(asyncio.gather(*(browser.inside.wait() for browser in browsers)), 60)
    entered_in = time.perf_counter() - began
    join_cpu = (_cpu(process) - cpu_before) / entered_in * 100
    await asyncio.sleep(1)
    memory = process.memory_info().rss
    gc.collect()
    gc.disable()
    speakers = browsers[: int(min(size, EVENTS_A_SECOND * SECONDS))]
    cpu_before, began = _cpu(process), time.perf_counter()
    for number, browser in enumerate(speakers):
        await asyncio.sleep(max(0.0, began + number / EVENTS_A_SECOND - time.perf_counter()))
        await browser.raise_hand()
    expected = len(speakers) * size
    until = time.perf_counter() + 10
    while len(load.delays) < expected and time.perf_counter() < until:
        await asyncio.sleep(0.02)
    lasted = time.perf_counter() - began
    cpu = _cpu(process) - cpu_before
    gc.enable()
    lost = sum(browser.lost for browser in browsers)
    load.over = True
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return Measured(
        sockets=size,
        entered_in_s=round(entered_in, 2),
        enter_p50_ms=round(report.percentile(load.entered, 0.5) * 1000, 1),
        enter_p99_ms=round(report.percentile(load.entered, 0.99) * 1000, 1),
        join_cpu_percent=round(join_cpu, 1),
        events=len(speakers),
        deliveries=len(load.delays),
        missing=expected - len(load.delays),
        lost_sockets=lost,
        delivery_p50_ms=round(statistics.median(load.delays) * 1000, 1),
        delivery_p95_ms=round(report.percentile(load.delays, 0.95) * 1000, 1),
        delivery_p99_ms=round(report.percentile(load.delays, 0.99) * 1000, 1),
        delivery_max_ms=round(max(load.delays) * 1000, 1),
        server_cpu_percent=round(cpu / lasted * 100, 1),
        cpu_us_per_delivery=round(cpu / len(load.delays) * 1e6, 1),
        memory_kib_per_socket=round((memory - memory_before) / size / 1024, 1),
        server_memory_mib=round(memory / 1024 / 1024, 1),
    )


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def main(sizes: tuple[int, ...]) -> None:
    """Measure all sizes, each with a server of its own; print and write the results."""
    rows: list[dict[str, object]] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            server = RunningServer(Path(folder) / "data", log_level="warning")
            server.start()
            try:
                with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                    rows.append(asdict(runner.run(_run(server, size))))
            finally:
                server.stop()
    for title, names in TABLES.items():
        report.table(title, [{name: row[name] for name in ("sockets", *names)} for row in rows])
    print(f"\n  written to {report.save('room', rows)}")


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
