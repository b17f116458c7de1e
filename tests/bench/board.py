"""Benchmark of whiteboards: twenty people who draw on one board, and one who comes when it is full.

``python -m tests.bench.board`` starts ``convener serve`` as a process of its own and loads it from this one. It prints
tables and writes ``bench-results/board.json``; ``--quick`` takes half a minute. Strokes take two seconds; a page sends
their points 30 times a second, when it has gathered them for 33 ms.
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
from pycrdt import Array, Doc, Map

from convener.domain.shared_documents.encoding import ANY, encode_integer, read_integer
from convener.realtime.documents.frames import FrameKind, encode
from tests.bench import report
from tests.bench.workloads import enter_room
from tests.bench.writing import CHANNEL, FIRST_CLIENT, Writing, write_together
from tests.servers import RunningServer

GATHER = 0.033
SENDS_A_SECOND = 30
STROKE_SECONDS = 2.0
POINTS = 2
"""Points that a mouse or a pen gives while a page gathers."""


@dataclass(frozen=True)
class Extent:
    """How much is done: people, strokes of each, and how often one comes late."""

    people: int
    strokes: int
    comers: int


WHOLE = Extent(people=20, strokes=10, comers=9)
QUICK = Extent(people=20, strokes=3, comers=5)


def strokes(client_id: int, count: int) -> list[list[bytes]]:
    """For each stroke the updates of a page that draws it."""
    doc: Doc[Any] = Doc(client_id=client_id)
    elements = doc.get("elements", type=Map)
    written: list[bytes] = []
    doc.observe(lambda event: written.append(event.update))
    made = []
    for number in range(count):
        stroke, drawn = f"{client_id}{number:011}", points_at(0)
        elements[stroke] = Map({"e": {**ELEMENT, "id": stroke}, "p": Array(drawn)})
        updates = [written[-1]]
        for step in range(1, round(STROKE_SECONDS * SENDS_A_SECOND)):
            updates.append(appended(client_id, clock_of(doc), points_at(step)))
            doc.apply_update(updates[-1])
            drawn += points_at(step)
        elements[stroke]["e"] = {**ELEMENT, "id": stroke, "version": 122}
        assert list(elements[stroke]["p"]) == drawn, "these are no updates of a page that draws"
        made.append([*updates, written[-1]])
    return made


def clock_of(doc: Doc[Any]) -> int:
    """How much the one page has written that has written at all."""
    state = doc.get_state()
    return read_integer(state, read_integer(state, 1)[1])[0]


def points_at(step: int) -> list[int]:
    """The points that a page has gathered, as numbers of the document: eighths of a unit."""
    return [sign for one in range(POINTS) for sign in (8 * (step * POINTS + one), (step * 37 + one) % 400)]


def appended(client_id: int, clock: int, numbers: list[int]) -> bytes:
    """The update by which Yjs adds numbers to what it wrote last. pycrdt would write them as floats."""
    client = encode_integer(client_id)
    head = b"\x01\x01" + client + encode_integer(clock) + bytes([WITH_ORIGIN | ANY])
    origin = client + encode_integer(clock - 1)
    return head + origin + encode_integer(len(numbers)) + b"".join(map(encode_number, numbers)) + NO_DELETIONS


def encode_number(number: int) -> bytes:
    """A number of at least 0 as lib0 writes those of JavaScript that are whole: six bits, then groups of seven."""
    rest = number >> 6
    return b"\x7d" + bytes([number & 63 | (128 if rest else 0)]) + (encode_integer(rest) if rest else b"")


WITH_ORIGIN = 0x80
NO_DELETIONS = b"\x00"

ELEMENT: dict[str, Any] = {
    "type": "freedraw",
    "x": 381.5,
    "y": 240.25,
    "width": 0,
    "height": 0,
    "angle": 0,
    "strokeColor": "#1e1e1e",
    "backgroundColor": "transparent",
    "fillStyle": "solid",
    "strokeWidth": 2,
    "strokeStyle": "solid",
    "roughness": 0,
    "opacity": 100,
    "groupIds": [],
    "index": "a1",
    "roundness": None,
    "seed": 1_968_410_350,
    "version": 3,
    "versionNonce": 1_150_084_233,
    "isDeleted": False,
    "boundElements": None,
    "locked": False,
    "updated": 1_790_000_000_000,
    "simulatePressure": True,
}


async def make_board(job: dict[str, Any]) -> str:
    """The host makes a board; its id."""
    async with websockets.connect(job["url"], compression=None, max_size=None) as room:
        await room.send(json.dumps({"type": "enter", "token": job["people"][0][0]}))
        await room.recv()
        await room.send(json.dumps({"type": "createBoard", "key": "board", "name": "Board"}))
        while True:
            message = json.loads(await room.recv())
            for event in message.get("events", [message]):
                if event.get("type") == "boardUpdated":
                    return str(event["board"]["id"])


async def come_late(job: dict[str, Any], board: str, client_id: int) -> dict[str, float]:
    """Open the board; what came and how long it took, with reading it as pages do."""
    url, token = job["url"], job["people"][1][0]
    async with websockets.connect(url, compression=None, max_size=None) as room:
        await room.send(json.dumps({"type": "enter", "token": token}))
        peer_id = json.loads(await room.recv())["peerId"]
        began = time.perf_counter()
        async with websockets.connect(f"{url}/documents", compression=None, max_size=None) as socket:
            await socket.send(encode(FrameKind.ENTER, {"token": token, "peerId": peer_id}))
            opening = {"channel": CHANNEL, "kind": "board", "document": board, "clientId": client_id}
            await socket.send(encode(FrameKind.OPEN, opening | {"known": None, "since": 0}))
            while (frame := await socket.recv())[0] != FrameKind.SYNCED:
                pass
        return {"board_ms": (time.perf_counter() - began) * 1000, "board_kb": len(frame) / 1000}


def main() -> None:
    """Measure both; print and write the results."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.board")
    parser.add_argument("--quick", action="store_true", help="half a minute: fewer strokes and late comers")
    extent = QUICK if parser.parse_args().quick else WHOLE
    drawn = [strokes(FIRST_CLIENT + number, extent.strokes) for number in range(extent.people)]
    updates = [[update for stroke in page for update in stroke] for page in drawn]
    with tempfile.TemporaryDirectory() as folder:
        server = RunningServer(Path(folder) / "data", log_level="warning")
        server.start()
        try:
            job = enter_room(server, extent.people)
            board = asyncio.run(make_board(job))
            writing = Writing("board", board, SENDS_A_SECOND, GATHER)
            together = asyncio.run(write_together(job, writing, updates))
            found = [asyncio.run(come_late(job, board, 10 + one)) for one in range(extent.comers)]
        finally:
            server.stop()
    of_a_stroke = [sum(map(len, stroke)) for page in drawn for stroke in page]
    together["bytes_per_stroke"] = round(statistics.median(of_a_stroke))
    late: dict[str, object] = {name: round(statistics.median(one[name] for one in found), 1) for name in found[0]}
    late |= {"strokes": extent.people * extent.strokes, "comers": len(found)}
    report.table(f"{extent.people} people draw on one board", [together])
    report.table("Coming late", [late])
    print(f"\n  written to {report.save('board', [asdict(extent), together, late])}")


if __name__ == "__main__":
    main()
