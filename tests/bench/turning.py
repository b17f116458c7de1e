"""Benchmark of turning pages: a host turns the pages of a document for hundreds of people.

``python -m tests.bench.turning [people]`` starts ``convener serve`` as a process of its own and loads it from this one.
It prints a table and writes ``bench-results/turning.json``. Delivery time is from the moment when the host's browser
sends the command to the moment when another one has the event: browsers have loaded the pages around the one that is
shown before.
"""

from __future__ import annotations

import asyncio
import gc
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx
import psutil
import uvloop
import websockets

from tests.bench import report
from tests.bench.report import cpu_seconds, percentile, verdict
from tests.bench.workloads import enter_room
from tests.factories import pages
from tests.servers import RunningServer

PEOPLE = 300
PAGES = 40
PAUSE = 0.4
"""Seconds between two turns."""
TARGET_MS = 100.0


def bring(server: RunningServer, token: str) -> str:
    """Bring a document as the host does; returns its id."""
    headers = {"authorization": f"Bearer {token}"}
    with httpx.Client(base_url=server.base_url, headers=headers, timeout=60) as client:
        reply = client.post("/api/v1/room/documents", params={"name": "Talk.pdf"}, content=pages.talk(PAGES))
        assert reply.status_code == 201, reply.text
        return str(reply.json()["id"])


class Turning:
    """People in the room, the host first, and when they have heard of each page."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._host: websockets.ClientConnection | None = None
        self._made = asyncio.Event()
        self.sent: dict[int, float] = {}
        self.delays: list[float] = []
        self.inside = 0

    async def live(self, token: str, *, is_host: bool) -> None:
        """Enter, and note turned pages, of which the host knows."""
        async with websockets.connect(
            self._url, compression=None, max_size=None, ping_interval=None, open_timeout=60, close_timeout=1
        ) as socket:
            if is_host:
                self._host = socket
            await socket.send(json.dumps({"type": "enter", "token": token}))
            async for frame in socket:
                arrived = time.perf_counter()
                message = json.loads(frame)
                if message["type"] == "snapshot":
                    self.inside += 1
                for event in message.get("events", ()):
                    if event["type"] == "pageTurned" and not is_host:
                        self.delays.append(arrived - self.sent[event["item"]["page"]])
                    elif event["type"] == "documentUpdated" and event["document"]["done"] == PAGES:
                        self._made.set()

    async def turn(self, document: str) -> None:
        """Show the document, and turn its pages once they are made."""
        assert self._host is not None
        item = {"kind": "document", "itemId": document}
        await self._host.send(json.dumps({"type": "showItem", "page": 1, **item}))
        async with asyncio.timeout(120):
            await self._made.wait()
        await asyncio.sleep(1)
        for page in range(2, PAGES + 1):
            await asyncio.sleep(PAUSE)
            self.sent[page] = time.perf_counter()
            await self._host.send(json.dumps({"type": "turnPage", "page": page, **item}))
        await asyncio.sleep(2)


async def measure(server: RunningServer, size: int) -> dict[str, Any]:
    """Let so many come in, and turn pages."""
    job = await asyncio.to_thread(enter_room, server, size)
    process = psutil.Process(job["pid"])
    turning = Turning(job["url"])
    tasks = [
        asyncio.create_task(turning.live(token, is_host=number == 0)) for number, (token, _) in enumerate(job["people"])
    ]
    while turning.inside < size:
        await asyncio.sleep(0.1)
    document = await asyncio.to_thread(bring, server, job["people"][0][0])
    turns = PAGES - 1
    gc.collect()
    gc.disable()
    before = cpu_seconds(process)
    await turning.turn(document)
    used = cpu_seconds(process) - before
    gc.enable()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return {
        "people": size,
        "turns": turns,
        "missing": turns * (size - 1) - len(turning.delays),
        "p50_ms": round(statistics.median(turning.delays) * 1000, 1),
        "p99_ms": round(percentile(turning.delays, 0.99) * 1000, 1),
        "max_ms": round(max(turning.delays) * 1000, 1),
        "cpu_ms_per_turn": round(used / turns * 1000, 1),
    }


def main(size: int) -> None:
    """Measure; print and write the results."""
    with tempfile.TemporaryDirectory() as folder:
        server = RunningServer(Path(folder) / "data", log_level="warning")
        server.start()
        try:
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                row = runner.run(measure(server, size))
        finally:
            server.stop()
    report.table(f"A page is turned for {size} people", [row])
    print(verdict(row["p99_ms"] < TARGET_MS, f"p99 under {TARGET_MS:g} ms"))
    print(f"\n  written to {report.save('turning', [row])}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
