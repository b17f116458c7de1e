"""Benchmark of notes: twenty people who write in one text, and one who comes two hours late.

``python -m tests.bench.notes`` starts ``convener serve`` as a process of its own and loads it from this one. It prints
tables and writes ``bench-results/notes.json``; ``--quick`` takes a minute. A keystroke is sent after the time for which
pages gather (50 ms), and shown when another page has its update; both by the clock of this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import psutil
import websockets
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from convener.domain.chat import messages
from convener.domain.polls import polls
from convener.domain.polls.questions import PollKind, Question
from convener.domain.room import moderation
from convener.domain.shared_documents import log
from convener.domain.shared_documents.log import NewUpdate
from convener.realtime.documents.frames import FrameKind, encode, encode_data, read_data
from convener.storage.models import Participant
from tests.bench import report
from tests.bench.report import cpu_seconds
from tests.bench.workloads import enter_room
from tests.factories.browsers import Gathering
from tests.servers import RunningServer

GATHER = 0.05
"""Seconds for which a page gathers what is typed."""

KEYS_A_SECOND = 5
CHANNEL = 1


@dataclass(frozen=True)
class Extent:
    """How much is done: people and seconds of writing, what was there before the late comer, how often one comes."""

    people: int
    seconds: float
    messages: int
    polls: int
    updates: int
    comers: int


WHOLE = Extent(people=20, seconds=20, messages=5_000, polls=50, updates=2_000, comers=9)
QUICK = Extent(people=20, seconds=5, messages=5_000, polls=50, updates=2_000, comers=5)


@dataclass
class Load:
    """What the pages of one run measured; ``sent``: when the key of each update was pressed."""

    sent: dict[bytes, float] = field(default_factory=dict)
    shown: list[float] = field(default_factory=list)
    stored: list[float] = field(default_factory=list)


class Writer:
    """A page that types in a paragraph of its own."""

    def __init__(self, url: str, token: str, client_id: int, keys: int, load: Load) -> None:
        self._url, self._token, self._client_id, self._load = url, token, client_id, load
        self._updates = keystrokes(client_id, keys)
        self._pressed: list[float] = []
        self._acknowledged = 0
        self.ready = asyncio.Event()
        self._socket: websockets.ClientConnection | None = None

    async def live(self) -> None:
        """Enter the room, open the notes, and listen."""
        async with websockets.connect(self._url, compression=None, max_size=None) as room:
            await room.send(json.dumps({"type": "enter", "token": self._token}))
            peer_id = json.loads(await room.recv())["peerId"]
            drain = asyncio.create_task(_drain(room))
            async with websockets.connect(f"{self._url}/documents", compression=None, max_size=None) as socket:
                self._socket = socket
                await socket.send(encode(FrameKind.ENTER, {"token": self._token, "peerId": peer_id}))
                opening = {"channel": CHANNEL, "kind": "notes", "document": "current", "clientId": self._client_id}
                await socket.send(encode(FrameKind.OPEN, opening | {"known": None, "since": 0}))
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

    async def type_all(self, began: float) -> None:
        """Press one key after the other."""
        assert self._socket is not None
        for number, update in enumerate(self._updates):
            await asyncio.sleep(max(0.0, began + number / KEYS_A_SECOND - time.perf_counter()))
            pressed = time.perf_counter()
            await asyncio.sleep(GATHER)
            self._load.sent[update] = pressed
            self._pressed.append(pressed)
            await self._socket.send(encode_data(FrameKind.UPDATE, CHANNEL, update))


def keystrokes(client_id: int, count: int) -> list[bytes]:
    """The updates of a page that types so many letters into a paragraph of its own."""
    doc: Doc[Any] = Doc(client_id=client_id)
    root = doc.get("notes", type=XmlFragment)
    made: list[bytes] = []
    text: XmlText | None = None
    for number in range(count):
        before = doc.get_state()
        if text is None:
            paragraph = root.children.append(XmlElement("paragraph"))
            text = paragraph.children.append(XmlText("a"))
        else:
            text.insert(number, "abcdefghij "[number % 11])
        made.append(doc.get_update(before))
    return made


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


async def write_together(job: dict[str, Any], extent: Extent) -> dict[str, object]:
    """Let all write at once; what it took."""
    process = psutil.Process(job["pid"])
    load = Load()
    keys = round(extent.seconds * KEYS_A_SECOND)
    writers = [Writer(job["url"], token, 100 + number, keys, load) for number, (token, _) in enumerate(job["people"])]
    tasks = [asyncio.create_task(writer.live()) for writer in writers]
    await asyncio.wait_for(asyncio.gather(*(writer.ready.wait() for writer in writers)), 60)
    cpu, began = cpu_seconds(process), time.perf_counter()
    # Nobody types in step with the others.
    await asyncio.gather(
        *(one.type_all(began + number / KEYS_A_SECOND / len(writers)) for number, one in enumerate(writers))
    )
    expected = len(writers) * keys * (len(writers) - 1)
    until = time.perf_counter() + 10
    while len(load.shown) < expected and time.perf_counter() < until:
        await asyncio.sleep(0.02)
    lasted, used = time.perf_counter() - began, cpu_seconds(process) - cpu
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    updates = len(writers) * keys
    return {
        "writers": len(writers),
        "updates": updates,
        "missing": expected - len(load.shown),
        "shown_p50_ms": round(statistics.median(load.shown) * 1000, 1),
        "shown_p99_ms": round(report.percentile(load.shown, 0.99) * 1000, 1),
        "stored_p50_ms": round(statistics.median(load.stored) * 1000, 1),
        "stored_p99_ms": round(report.percentile(load.stored, 0.99) * 1000, 1),
        "cpu_us_per_update": round(used / updates * 1e6, 1),
        "server_cpu_percent": round(used / lasted * 100, 1),
    }


def fill(room: Gathering, extent: Extent) -> None:
    """Two hours of a meeting: chat, polls, notes."""
    room.enter("host")
    question = Question(
        kind=PollKind.SINGLE, text="Which day?", answers=("Monday", "Tuesday", "Friday"), correct=frozenset()
    )
    with room.database.write() as session:
        host = session.query(Participant).where(Participant.public_id == room.ids["host"]).one()
        for _ in range(extent.polls):
            polls.open_poll(session, moderation.inside(session, host), polls.create(session, host, question).poll_id)
    for first in range(0, extent.messages, 250):
        with room.database.write() as session:
            host = session.query(Participant).where(Participant.public_id == room.ids["host"]).one()
            insider = moderation.inside(session, host)
            for number in range(first, min(first + 250, extent.messages)):
                body = f"Message {number} of a meeting that has gone on for some time"
                messages.send(session, insider, body, key=f"m{number}", audience="all")
    with room.database.write() as session:
        meeting = moderation.inside(session, session.get_one(Participant, host.id)).meeting
        written = keystrokes(7, extent.updates)
        document = log.create(session, meeting, "notes", written[0])
        updates = [NewUpdate(8, host.id, one) for one in keystrokes(8, extent.updates - 1)]
        log.append(session, document.id, updates, {8: host.id})


async def come_late(url: str, token: str) -> dict[str, float]:
    """Enter and open the notes; what came and how long it took."""
    began = time.perf_counter()
    async with websockets.connect(url, compression=None, max_size=None) as room:
        await room.send(json.dumps({"type": "enter", "token": token}))
        snapshot = await room.recv()
        entered = time.perf_counter()
        async with websockets.connect(f"{url}/documents", compression=None, max_size=None) as socket:
            peer_id = json.loads(snapshot)["peerId"]
            await socket.send(encode(FrameKind.ENTER, {"token": token, "peerId": peer_id}))
            opening = {"channel": CHANNEL, "kind": "notes", "document": "current", "clientId": 9}
            await socket.send(encode(FrameKind.OPEN, opening | {"known": None, "since": 0}))
            while (frame := await socket.recv())[0] != FrameKind.SYNCED:
                pass
        return {
            "snapshot_ms": (entered - began) * 1000,
            "snapshot_kb": len(snapshot) / 1000,
            "notes_ms": (time.perf_counter() - entered) * 1000,
            "notes_kb": len(frame) / 1000,
        }


def main() -> None:
    """Measure both, each with a server of its own; print and write the results."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.notes")
    parser.add_argument("--quick", action="store_true", help="a minute: shorter, and fewer late comers")
    extent = QUICK if parser.parse_args().quick else WHOLE
    with tempfile.TemporaryDirectory() as folder:
        server = RunningServer(Path(folder) / "data", log_level="warning")
        server.start()
        try:
            together = asyncio.run(write_together(enter_room(server, extent.people), extent))
        finally:
            server.stop()
    with tempfile.TemporaryDirectory() as folder:
        server = RunningServer(Path(folder) / "data", log_level="warning")
        server.start(first=True)
        try:
            with Gathering(server) as room:
                fill(room, extent)
                found = [asyncio.run(come_late(room.url, room.token(f"late {one}"))) for one in range(extent.comers)]
        finally:
            server.stop()
    late: dict[str, object] = {name: round(statistics.median(one[name] for one in found), 1) for name in found[0]}
    late |= {"worst_snapshot_ms": round(max(one["snapshot_ms"] for one in found), 1), "comers": len(found)}
    report.table(f"{extent.people} people write in one text", [together])
    history = f"{extent.messages} chat messages, {extent.polls} polls, {extent.updates} updates of notes"
    report.table(f"Coming late, after {history}", [late])
    print(f"\n  written to {report.save('notes', [asdict(extent), together, late])}")


if __name__ == "__main__":
    main()
