"""What it brings to answer a call inline, on the event loop, and not in a worker thread: each measured call both ways
in one run, with 8 connections and with one. On SQLite, with a thousand meetings.

``make bench ONLY=inline``. Figures are those of threads divided by those of inline. Writes
``bench-results/inline.json``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from . import report, workloads
from .against import show
from .commits import START, Variant
from .comparison import P99, RATE, Data, Machine, Ratio, Samples, Slices, measure_round, server_of
from .messages import CREATE, LOOK_UP, PAGES
from .workloads import CONNECTIONS, GET_USER, Workload

INLINE, THREADS = "inline", "threads"
SIZE = 1_000
LIVEMINUTES = (
    "createMeeting",
    "addParticipant",
    "getMeetingStatus",
    "getParticipantStatus",
    "getMeetingUrl",
    "getParticipantUrl",
)
LIVE_MEETING = (CREATE, LOOK_UP, PAGES[1], GET_USER)
SLOWEST, LONGEST_WAIT = 0.7, 1.0
"""What must be left of the calls a second, and what the 99th percentile may become, for a call to leave the loop."""


def variant(way: str) -> Variant:
    """The working tree's server, its calls answered this way."""
    return Variant(way, (sys.executable, "-m", "tests.bench.inline_server", way), {})


def verdicts(ratios: list[Ratio]) -> list[str]:
    """Which calls may leave the event loop."""
    found = {(ratio.what, ratio.figure): ratio for ratio in ratios}
    return [
        report.verdict(
            rate.ratio >= SLOWEST and found[what, P99].ratio <= LONGEST_WAIT,
            f"{what}: in threads {rate.ratio:.2f} of the calls/s (at least {SLOWEST}), "
            f"p99 {found[what, P99].ratio:.2f} (at most {LONGEST_WAIT})",
        )
        for (what, figure), rate in found.items()
        if figure == RATE
    ]


def compare(rounds: int, brief: bool, machine: Machine) -> None:
    """Measure, print, write."""
    seconds = 0.5 if brief else 1.0
    slices = [Slices(seconds, 0.2, connections) for connections in (CONNECTIONS, 1)]
    variants = [variant(INLINE), variant(THREADS)]
    samples = Samples(variants)
    scratch = Path(tempfile.mkdtemp(prefix="convener-bench-"))
    chosen: list[tuple[Workload, tuple[str, ...]]] = [
        (workloads.API, LIVEMINUTES),
        (workloads.LIVE_MEETING, LIVE_MEETING),
    ]
    try:
        for number, (workload, names) in enumerate(chosen):
            data = Data(scratch / f"data{number}")
            plain = Variant("plain", (sys.executable, *START), {})
            with ExitStack() as stack:
                facts = workload.fill(machine.start(server_of(plain, data), stack), SIZE)
            if workload.analyzed:
                data.analyze()
            calls = workload.calls(facts)
            calls = {name: calls[name] for name in names}
            for turn in range(rounds):
                print(f"  {', '.join(names)}: round {turn + 1} of {rounds}", flush=True)
                stored = dict.fromkeys((one.name for one in variants), data)
                measure_round(variants, stored, calls, samples, turn, slices, machine, scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    ratios = samples.ratios()
    show(f"Calls answered inline and in threads, {SIZE:,} meetings, {rounds} rounds", variants, ratios)
    print("\n".join(verdicts(ratios)))
    report.save("inline", samples.rows())
