"""How fast the Live Meeting service API answers: one server process on SQLite, with 1k, 10k and 100k meetings in the
center, ten visits to each.

Load comes from another process (``tests.bench.load``) on the same machine. Prints a table, writes
``bench-results/livemeeting.json``. Run it with ``python -m tests.bench.livemeeting [MEETINGS …]``.

The seats of 30 days are as many steps as there are half hours in which something begins or ends.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import psutil

from tests.servers import RunningServer

from . import load
from .messages import CREATE, LOOK_UP, OF_OWNER, PAGES, PATH, RESERVED, calls
from .report import measured, verdict
from .rows import LiveMeetingRows

SIZES = (1_000, 10_000, 100_000)
CONNECTIONS = 8
SECONDS, WARM_UP = 4.0, 0.5
TARGETS = {LOOK_UP: 1_000, CREATE: 400}
MOST_SLOWER_LOOK_UP, MOST_SLOWER_PAGE, MOST_LOOK_UPS_OF_RESERVED = 1.2, 1.5, 20


def job(base_url: str, message: dict[str, Any], size: int) -> dict[str, Any]:
    """The load of one message."""
    return {
        "base_url": base_url,
        "path": PATH,
        "headers": {"Content-Type": "application/xml"},
        "seconds": SECONDS,
        "warm_up": WARM_UP,
        "connections": CONNECTIONS,
        "modulo": size,
        "users": max(1, size // OF_OWNER),
        "first": 0,
        **message,
    }


def measure_size(seeded: LiveMeetingRows, data: Path, size: int) -> list[dict[str, Any]]:
    """Fill up, serve, put load on each message; a row for each."""
    seeded.grow(size)
    server = RunningServer(data)
    server.start()
    rows = []
    try:
        assert server.process is not None
        process = psutil.Process(server.process.pid)
        for name, message in calls(size).items():
            before = process.cpu_times()
            result = load.run(job(server.base_url, message, size))
            after = process.cpu_times()
            if result["failures"]:
                raise SystemExit(f"{name} failed {result['failures']} times: {result['first_failure']}")
            spent = after.user + after.system - before.user - before.system
            rows.append(
                {
                    "message": name,
                    "meetings": size,
                    "calls/s": result["per_second"],
                    "p50 ms": result["p50_ms"],
                    "p95 ms": result["p95_ms"],
                    "p99 ms": result["p99_ms"],
                    "server CPU ms/call": round(spent * 1000 / max(1, result["all_calls"]), 3),
                    "server MiB": round(process.memory_info().rss / 2**20, 1),
                }
            )
    finally:
        server.stop()
    return rows


def verdicts(rows: list[dict[str, Any]]) -> list[str]:
    """The targets, and whether they were reached."""
    rates: dict[str, list[float]] = {}
    for row in rows:
        rates.setdefault(row["message"], []).append(row["calls/s"])
    said = [
        verdict(rates[name][-1] >= target, f"{name}: {rates[name][-1]:,.0f}/s at most meetings, wanted {target:,}/s")
        for name, target in TARGETS.items()
    ]
    for name, most in {LOOK_UP: MOST_SLOWER_LOOK_UP, **dict.fromkeys(PAGES, MOST_SLOWER_PAGE)}.items():
        slower = rates[name][0] / rates[name][-1]
        said.append(verdict(slower <= most, f"{name}: {slower:.2f}x slower at most meetings, wanted {most}x"))
    times = rates[LOOK_UP][-1] / rates[RESERVED][-1]
    wanted = MOST_LOOK_UPS_OF_RESERVED
    said.append(verdict(times <= wanted, f"{RESERVED}: {times:.1f} look-ups by mid, wanted at most {wanted}"))
    return said


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Measure, print, write."""
    title = f"Live Meeting service API: one server process on SQLite, {CONNECTIONS} connections, same machine"
    measured("livemeeting", title, "message", list(calls(1)), sizes, LiveMeetingRows, measure_size, verdicts)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
