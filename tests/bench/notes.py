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
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import websockets
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from convener.domain.chat import messages
from convener.domain.polls import polls
from convener.domain.polls.questions import PollKind, Question
from convener.domain.room import moderation
from convener.domain.shared_documents import log
from convener.domain.shared_documents.log import NewUpdate
from convener.realtime.documents.frames import FrameKind, encode
from convener.storage.models import Participant
from tests.bench import report
from tests.bench.workloads import enter_room
from tests.bench.writing import CHANNEL, FIRST_CLIENT, Writing, write_together
from tests.factories.browsers import Gathering
from tests.servers import RunningServer

GATHER = 0.05
"""Seconds for which a page gathers what is typed."""

KEYS_A_SECOND = 5


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
            job = enter_room(server, extent.people)
            keys = round(extent.seconds * KEYS_A_SECOND)
            updates = [keystrokes(FIRST_CLIENT + number, keys) for number in range(extent.people)]
            text = Writing("notes", "current", KEYS_A_SECOND, GATHER)
            together = asyncio.run(write_together(job, text, updates))
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
