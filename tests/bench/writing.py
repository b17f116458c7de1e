"""Many people who change one shared document at once, and what it takes."""

from __future__ import annotations

import asyncio
import json
import statistics
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import psutil
import websockets

from convener.realtime.documents.frames import FrameKind, encode, encode_data, read_data
from tests.bench import report
from tests.bench.report import cpu_seconds

CHANNEL = 1
FIRST_CLIENT = 3_000_000_000
"""The client id of the first page; those of the others follow. They are as long as those that Yjs draws by lot."""


@dataclass
class Load:
    """What the pages of one run measured; ``sent``: when the key of each update was pressed."""

    sent: dict[bytes, float] = field(default_factory=dict)
    shown: list[float] = field(default_factory=list)
    stored: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Writing:
    """What pages change: the document ``name`` of this kind, ``a_second`` times, each sent ``gather`` seconds after the
    key or the move of the pen."""

    kind: str
    name: str
    a_second: float
    gather: float


class Writer:
    """A page that changes a document by these updates."""

    def __init__(
        self, url: str, token: str, writing: Writing, client_id: int, updates: list[bytes], load: Load
    ) -> None:
        self._url, self._token, self._writing, self._client_id = url, token, writing, client_id
        self._updates, self._load = updates, load
        self._pressed: list[float] = []
        self._acknowledged = 0
        self.ready = asyncio.Event()
        self._socket: websockets.ClientConnection | None = None

    async def live(self) -> None:
        """Enter the room, open the document, and listen."""
        async with websockets.connect(self._url, compression=None, max_size=None) as room:
            await room.send(json.dumps({"type": "enter", "token": self._token}))
            peer_id = json.loads(await room.recv())["peerId"]
            drain = asyncio.create_task(_drain(room))
            async with websockets.connect(f"{self._url}/documents", compression=None, max_size=None) as socket:
                self._socket = socket
                await socket.send(encode(FrameKind.ENTER, {"token": self._token, "peerId": peer_id}))
                opening = {"channel": CHANNEL, "kind": self._writing.kind, "document": self._writing.name}
                opening |= {"clientId": self._client_id, "known": None, "since": 0}
                await socket.send(encode(FrameKind.OPEN, opening))
                async for frame in socket:
                    assert isinstance(frame, bytes)
                    self._hear(frame, time.perf_counter())
            drain.cancel()

    def _hear(self, frame: bytes, arrived: float) -> None:
        kind = FrameKind(frame[0])
        if kind is FrameKind.SYNCED:
            self.ready.set()
        elif kind is FrameKind.UPDATED:
            for update in _pieces(read_data(frame)[1][8:]):
                if update in self._load.sent:
                    self._load.shown.append(arrived - self._load.sent[update])
        elif kind is FrameKind.STORED:
            count = int.from_bytes(read_data(frame)[1][8:12], "big")
            self._load.stored += [arrived - at for at in self._pressed[self._acknowledged : count]]
            self._acknowledged = count
        elif kind is FrameKind.REFUSED:
            raise SystemExit(f"refused: {frame[1:].decode()}")

    async def write_all(self, began: float) -> None:
        """Send one update after the other."""
        assert self._socket is not None
        for number, update in enumerate(self._updates):
            await asyncio.sleep(max(0.0, began + number / self._writing.a_second - time.perf_counter()))
            pressed = time.perf_counter()
            await asyncio.sleep(self._writing.gather)
            self._load.sent[update] = pressed
            self._pressed.append(pressed)
            await self._socket.send(encode_data(FrameKind.UPDATE, CHANNEL, update))


async def _drain(socket: websockets.ClientConnection) -> None:
    with suppress(websockets.ConnectionClosed):
        async for _ in socket:
            pass


def _pieces(data: bytes) -> list[bytes]:
    pieces = []
    while data:
        length = int.from_bytes(data[:4], "big")
        pieces.append(data[4 : 4 + length])
        data = data[4 + length :]
    return pieces


async def write_together(job: dict[str, Any], writing: Writing, updates: list[list[bytes]]) -> dict[str, object]:
    """Let all write at once, each their own updates, all the same number; what it took."""
    process = psutil.Process(job["pid"])
    load = Load()
    writers = [
        Writer(job["url"], token, writing, FIRST_CLIENT + number, updates[number], load)
        for number, (token, _) in enumerate(job["people"])
    ]
    tasks = [asyncio.create_task(writer.live()) for writer in writers]
    await asyncio.wait_for(asyncio.gather(*(writer.ready.wait() for writer in writers)), 60)
    cpu, began = cpu_seconds(process), time.perf_counter()
    # Nobody types in step with the others.
    await asyncio.gather(
        *(one.write_all(began + number / writing.a_second / len(writers)) for number, one in enumerate(writers))
    )
    expected = sum(map(len, updates)) * (len(writers) - 1)
    until = time.perf_counter() + 10
    while len(load.shown) < expected and time.perf_counter() < until:
        await asyncio.sleep(0.02)
    lasted, used = time.perf_counter() - began, cpu_seconds(process) - cpu
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    count = sum(map(len, updates))
    return {
        "writers": len(writers),
        "updates": count,
        "missing": expected - len(load.shown),
        "shown_p50_ms": round(statistics.median(load.shown) * 1000, 1),
        "shown_p99_ms": round(report.percentile(load.shown, 0.99) * 1000, 1),
        "stored_p50_ms": round(statistics.median(load.stored) * 1000, 1),
        "stored_p99_ms": round(report.percentile(load.stored, 0.99) * 1000, 1),
        "cpu_us_per_update": round(used / count * 1e6, 1),
        "server_cpu_percent": round(used / lasted * 100, 1),
    }
