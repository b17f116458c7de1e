"""``make bench AGAINST=COMMIT``: the working tree's server (with ``OF=COMMIT`` that of another commit) beside that of a
commit, measured in turn.

Prints the new server's figures divided by the old one's: of the medians over all rounds, and the least and the most of
one round. Writes ``bench-results/against-COMMIT.json``. Both servers get their load
from the working tree, through public APIs alone: data is made by the old server, and the new one upgrades a copy of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.servers import Postgres

from . import commits, messages, report, workloads
from .commits import CACHE, Variant
from .comparison import (
    CPU,
    LOAD,
    OTHERS,
    RATE,
    Data,
    Figure,
    Machine,
    Ratio,
    Samples,
    Slices,
    in_turn,
    measure_round,
    server_of,
)
from .workloads import CONNECTIONS, Facts, Workload, enter_room

WORKLOADS = {"api": workloads.API, "livemeeting": workloads.LIVE_MEETING}
ROOM = "room"
NAMES = (*WORKLOADS, ROOM)
SLOWEST = 0.95
"""How much of the old speed the new one must have."""
ROOM_FIGURES = (
    Figure("enter_p50_ms"),
    Figure("enter_p99_ms"),
    Figure("join_cpu_percent"),
    Figure("delivery_p50_ms"),
    Figure("delivery_p99_ms"),
    Figure("cpu_us_per_delivery"),
    Figure("memory_kib_per_socket"),
)
JUDGED = {RATE, Figure("cpu_us_per_delivery"), Figure("join_cpu_percent")}
"""Figures that a verdict is given on; the others waver more than they tell."""


@dataclass(frozen=True)
class Extent:
    """How much is measured: meetings in the database, sockets in a room, seconds of a slice, of entering, of events."""

    meetings: tuple[int, ...]
    sockets: tuple[int, ...]
    slices: Slices
    enter_within: float
    seconds: float


WHOLE = Extent((1_000, 10_000, 100_000), (50, 300), Slices(2.0, 0.5, CONNECTIONS), 9.0, 15.0)
QUICK = Extent((1_000,), (100,), Slices(0.8, 0.2, CONNECTIONS), 3.0, 5.0)


def filled(
    workload: Workload, name: str, size: int, variant: Variant, machine: Machine, cache: Path, cluster: Postgres | None
) -> tuple[Data, Facts]:
    """Data that this server has made, and what there is to know of it; on SQLite made once for each way of filling."""
    ways = b"".join(Path(str(module.__file__)).read_bytes() for module in (workloads, messages))
    folder = cache / f"{name}-{size}-{hashlib.sha256(ways).hexdigest()[:8]}"
    facts_file = folder / "facts.json"
    if facts_file.exists():
        read: Facts = json.loads(facts_file.read_text())
        return Data(folder / "data"), read
    print(f"  {name}: making {size:,} meetings", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    data = Data.new(folder / "data", cluster)
    with ExitStack() as stack:
        facts = workload.fill(machine.start(server_of(variant, data), stack), size)
    if workload.analyzed:
        data.analyze()
    if cluster is None:
        facts_file.write_text(json.dumps(facts))
    return data, facts


def upgraded(data: Data, variant: Variant, machine: Machine, to: Path) -> Data:
    """A copy of data, as another server has made it its own."""
    copy = data.copy(to)
    with ExitStack() as stack:
        machine.start(server_of(variant, copy), stack)
    return copy


def compare_api(
    name: str,
    variants: Sequence[Variant],
    cache: Path,
    extent: Extent,
    rounds: int,
    machine: Machine,
    scratch: Path,
    cluster: Postgres | None,
) -> Samples:
    """Both servers on each size."""
    old, new = variants
    samples = Samples(variants)
    for size in extent.meetings:
        data, facts = filled(WORKLOADS[name], name, size, old, machine, cache, cluster)
        stored = {old.name: data, new.name: upgraded(data, new, machine, scratch / f"{name}-{size}")}
        calls = {f"{call}, {size:,}": job for call, job in WORKLOADS[name].calls(facts).items()}
        for number in range(rounds):
            print(f"  {name}, {size:,} meetings: round {number + 1} of {rounds}", flush=True)
            measure_round(variants, stored, calls, samples, number, [extent.slices], machine, scratch)
    return samples


def compare_room(variants: Sequence[Variant], extent: Extent, rounds: int, machine: Machine, scratch: Path) -> Samples:
    """Rooms of each size: one server after the other, as each has sockets for some seconds."""
    samples = Samples(variants)
    for size in extent.sockets:
        for number in range(rounds):
            print(f"  room, {size} sockets: round {number + 1} of {rounds}", flush=True)
            for variant in in_turn(variants, number)[:2]:
                machine.wait()
                measured = _room(variant, size, extent, machine, scratch)
                if measured["missing"] or measured["lost_sockets"]:
                    raise SystemExit(f"the room lost something, {variant.name}: {measured}")
                samples.add(f"{size} sockets", variant, {figure: measured[figure.name] for figure in ROOM_FIGURES})
    return samples


def _room(variant: Variant, size: int, extent: Extent, machine: Machine, scratch: Path) -> dict[str, float]:
    data = Data(scratch / "room")
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, data.folder, ignore_errors=True)
        server = machine.start(server_of(variant, data), stack)
        job = {**enter_room(server, size), "enter_within": extent.enter_within, "seconds": extent.seconds}
        with machine.on_core(LOAD):
            done = subprocess.run(
                [sys.executable, "-m", "tests.bench.room_load"],
                input=json.dumps(job),
                capture_output=True,
                text=True,
                check=True,
                timeout=120,
            )
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def show(title: str, variants: Sequence[Variant], ratios: Sequence[Ratio]) -> None:
    """A table with a line for each figure."""
    first, second = (variant.name for variant in variants)
    rows = [
        {
            "what": ratio.what,
            "figure": ratio.figure.name,
            first: f"{ratio.first:,.2f}",
            second: f"{ratio.second:,.2f}",
            f"{second}/{first}": f"{ratio.ratio:.2f}",
            "least": f"{ratio.least:.2f}",
            "most": f"{ratio.most:.2f}",
        }
        for ratio in ratios
        if ratio.figure != OTHERS
    ]
    report.table(title, rows)


def verdicts(ratios: Sequence[Ratio], slowest: float = SLOWEST) -> list[str]:
    """Whether the new server is as fast as it must be. CPU time is told too: a busy machine wavers less in it."""
    by_cpu = {ratio.what: f" ({ratio.speed:.2f} by CPU time)" for ratio in ratios if ratio.figure == CPU}
    return [
        report.verdict(
            ratio.speed >= slowest,
            f"{ratio.what}: {ratio.speed:.2f} of the old speed by {ratio.figure.name}{by_cpu.get(ratio.what, '')}, "
            f"wanted {slowest}",
        )
        for ratio in ratios
        if ratio.figure in JUDGED
    ]


def compare(
    commit: str,
    of: str | None,
    names: Sequence[str],
    rounds: int,
    extent: Extent,
    machine: Machine,
    cluster: Postgres | None = None,
) -> None:
    """Compare by the benchmarks of these names, print, write. ``of``: the new commit; None: the working tree.
    ``cluster``: where the servers have their databases, but for the room's; None: in files."""
    sha = commits.find(commit)
    new_sha = commits.find(of) if of else None
    subject = new_sha[:10] if new_sha else "the working tree"
    rows: list[dict[str, object]] = []
    scratch = Path(tempfile.mkdtemp(prefix="convener-bench-"))
    try:
        new = commits.of_commit(new_sha, "new") if new_sha else commits.of_working_tree(scratch / "source", "new")
        variants = [commits.of_commit(sha, "old"), new]
        cache = scratch / "filled" if cluster else CACHE / sha / "data"
        for name in names:
            load_before = os.getloadavg()[2]
            samples = (
                compare_room(variants, extent, rounds, machine, scratch)
                if name == ROOM
                else compare_api(name, variants, cache, extent, rounds, machine, scratch, cluster)
            )
            title = (
                f"{name}{' on PostgreSQL' if cluster else ''}: new is {subject}, old is {sha[:10]}, {rounds} rounds "
                f"(load average before: {load_before:.1f})"
            )
            show(title, variants, samples.ratios())
            print("\n".join(verdicts(samples.ratios())))
            rows += [{"benchmark": name, **row} for row in samples.rows()]
            # After each: whoever breaks off keeps what is measured.
            written = report.save(f"against-{sha[:10]}{'-postgresql' if cluster else ''}", rows)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    print(f"\n  written to {written.relative_to(commits.ROOT)}")
