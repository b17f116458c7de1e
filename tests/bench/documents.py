"""How fast a document can be shown after it was brought, and what its pages cost: a PDF document of 100 pages, and
where LibreOffice is installed a presentation of 10 slides.

    python -m tests.bench.documents [--quick]

A signed-in organizer sends the file by ``/api/v1`` and asks for its state until all pages are there. Times count from
the moment when the server has taken the file. Memory is that of the server's child processes together, looked at
every 20 ms.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil

from tests.bench import report
from tests.bench.children import Children
from tests.bench.report import cpu_seconds, verdict
from tests.factories import pages
from tests.servers import RunningServer

PASSWORD = "correct horse battery"
OFTEN = 0.02
PATIENCE = 600.0
"""Seconds within which the pages must be there."""


@dataclass(frozen=True)
class Extent:
    """How much is measured."""

    pages: int
    slides: int
    rounds: int


WHOLE, QUICK = Extent(100, 10, 5), Extent(20, 3, 1)


@dataclass(frozen=True)
class Target:
    """What is to be reached on two cores: seconds to the first page and to all (None: not said), MB of children."""

    first: float
    every: float | None
    memory: float


TARGETS = {"PDF": Target(1.0, 15.0, 200.0), "PPTX": Target(4.0, None, 500.0)}


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One document."""

    kind: str
    pages: int
    kilobytes: int
    upload_ms: float
    first_page_s: float
    all_pages_s: float
    server_cpu_s: float
    children_mb: float


def talk(count: int) -> bytes:
    """A PDF document as people bring it: text, lines and filled shapes on each page; the same one each time."""
    chance = random.Random(11)
    return pages.pdf([_page(number, chance) for number in range(1, count + 1)])


def _page(number: int, chance: random.Random) -> bytes:
    lines = [f"BT /F1 30 Tf 50 490 Td (Page {number} of a talk) Tj ET"]
    for row in range(14):
        lines.append(f"BT /F1 12 Tf 50 {460 - 16 * row} Td (Line {row} says what nobody wants to read aloud) Tj ET")
    for _ in range(60):
        color = " ".join(f"{chance.random():.2f}" for _ in range(3))
        x, y, width, height = (chance.randrange(*limits) for limits in ((20, 600), (20, 220), (5, 90), (5, 40)))
        lines.append(f"{color} rg {x} {y} {width} {height} re f")
    return "\n".join(lines).encode()


def slides(count: int, folder: Path) -> bytes | None:
    """A presentation with a title and points on each slide; None where there is no LibreOffice to make one with."""
    office = shutil.which("soffice")
    if office is None:
        return None
    source = folder / "talk.fodp"
    source.write_text(_presentation(count), "utf-8")
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [office, profile, "--headless", "--convert-to", "pptx", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return (folder / "talk.pptx").read_bytes()


def _presentation(count: int) -> str:
    names = {
        "office": "office",
        "draw": "drawing",
        "text": "text",
        "style": "style",
    }
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in names.items()
    )
    svg = 'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    made = "".join(
        f'<draw:page draw:name="{number}">'
        f'<draw:frame svg:x="2cm" svg:y="1cm" svg:width="24cm" svg:height="3cm"><draw:text-box>'
        f"<text:p>Slide {number}</text:p></draw:text-box></draw:frame>"
        f'<draw:frame svg:x="2cm" svg:y="5cm" svg:width="24cm" svg:height="9cm"><draw:text-box>'
        + "".join(f"<text:p>Point {point} of slide {number}</text:p>" for point in range(1, 7))
        + "</draw:text-box></draw:frame></draw:page>"
        for number in range(1, count + 1)
    )
    kind = "application/vnd.oasis.opendocument.presentation"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} {svg} office:version="1.3" '
        f'office:mimetype="{kind}"><office:body><office:presentation>{made}</office:presentation></office:body>'
        "</office:document>"
    )


@contextlib.contextmanager
def organizer(server: RunningServer) -> Iterator[httpx.Client]:
    """A signed-in organizer, who sends the CSRF token with each call."""
    done = server.cli("user", "create", "ann", "--role", "organizer", "--password", PASSWORD)
    assert done.returncode == 0, done.stderr
    with httpx.Client(base_url=server.base_url, timeout=PATIENCE) as client:
        client.get("/api/v1/session")
        _sign(client)
        signed = client.post("/api/v1/session", json={"userId": "ann", "password": PASSWORD})
        assert signed.status_code < 300, signed.text
        _sign(client)
        yield client


def _sign(client: httpx.Client) -> None:
    client.headers["x-csrf-token"] = client.cookies.get("csrftoken") or ""


def measure(server: RunningServer, client: httpx.Client, kind: str, content: bytes) -> Measured:
    """Bring one document to a meeting of its own, and wait for its pages."""
    assert server.process is not None
    mid = client.post("/api/v1/meetings", json={"title": kind}).json()["mid"]
    process = psutil.Process(server.process.pid)
    first: float | None = None
    with Children(process.pid) as children:
        cpu, began = cpu_seconds(process), time.perf_counter()
        reply = client.post(
            f"/api/v1/meetings/{mid}/documents", params={"name": f"talk.{kind.lower()}"}, content=content
        )
        assert reply.status_code == 201, reply.text
        taken, state = time.perf_counter(), reply.json()
        while state["state"] not in ("ready", "failed"):
            assert time.perf_counter() - taken < PATIENCE, state
            time.sleep(OFTEN)
            state = client.get(f"/api/v1/documents/{state['id']}").json()
            if first is None and state["done"]:
                first = time.perf_counter()
        over = time.perf_counter()
        assert state["state"] == "ready", state
        used = cpu_seconds(process) - cpu
    return Measured(
        kind=kind,
        pages=state["done"],
        kilobytes=len(content) // 1000,
        upload_ms=round((taken - began) * 1000, 1),
        first_page_s=round((first or over) - taken, 2),
        all_pages_s=round(over - taken, 2),
        server_cpu_s=round(used, 2),
        children_mb=round(children.most / 1e6, 1),
    )


def median_of(rounds: list[Measured]) -> Measured:
    """The round whose time to all pages is in the middle."""
    return sorted(rounds, key=lambda one: one.all_pages_s)[len(rounds) // 2]


def verdicts(rows: list[Measured]) -> list[str]:
    """Whether the targets were reached."""
    said: list[str] = []
    for row in rows:
        target = TARGETS[row.kind]
        said.append(verdict(row.first_page_s < target.first, f"{row.kind}: first page under {target.first:g} s"))
        if target.every is not None:
            said.append(verdict(row.all_pages_s < target.every, f"{row.kind}: all pages under {target.every:g} s"))
        said.append(verdict(row.children_mb < target.memory, f"{row.kind}: children under {target.memory:g} MB"))
    return said


def main() -> None:
    """Measure; print and write the results."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.documents")
    parser.add_argument("--quick", action="store_true", help="one round of short documents")
    extent = QUICK if parser.parse_args().quick else WHOLE
    rows: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder:
        brought: dict[str, Any] = {"PDF": talk(extent.pages), "PPTX": slides(extent.slides, Path(folder))}
        server = RunningServer(Path(folder) / "data", log_level="warning")
        server.start()
        try:
            with organizer(server) as client:
                for kind, content in brought.items():
                    if content is None:
                        print("  no LibreOffice here: no PPTX")
                        continue
                    rows.append(median_of([measure(server, client, kind, content) for _ in range(extent.rounds)]))
        finally:
            server.stop()
    table = [asdict(row) for row in rows]
    report.table(f"Documents: from the upload to their pages, the median of {extent.rounds}", table)
    if extent is WHOLE:
        print("\n".join(verdicts(rows)))
    print(f"\n  written to {report.save('documents', table)}")


if __name__ == "__main__":
    main()
