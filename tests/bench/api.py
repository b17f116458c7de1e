"""How fast the LiveMinutes API answers: one server process on SQLite, with 1k, 10k and 100k meetings in the database.

Load comes from another process (``tests.bench.load``) on the same machine. Prints a table, writes
``bench-results/api.json``. Run it with ``python -m tests.bench.api [MEETINGS …]``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import psutil

from tests.servers import RunningServer

from . import load
from .report import measured, verdict
from .rows import USERS, LiveMinutesRows

SIZES = (1_000, 10_000, 100_000)
CONNECTIONS = 8
SECONDS, WARM_UP = 4.0, 0.5
TARGETS = {"getMeetingStatus": 2_000, "createMeeting": 700}
MOST_SLOWER, MOST_MEMORY = 1.2, 250


def calls(size: int) -> dict[str, dict[str, str]]:
    """The methods that are measured and their parameters, with the numbers of :func:`tests.bench.load.measure`."""
    return {
        "getMeetingStatus": {"meetingKey": "key-{m}"},
        "createMeeting": {"meetingKey": f"new-{size}-{{n}}", "hostid": "user{h}", "title": "Weekly {n}"},
        "addParticipant": {"meetingKey": "key-{m}", "puid": "user{h}", "nickname": "Guest {n}"},
    }


def job(base_url: str, authorization: str, method: str, fields: dict[str, str], size: int) -> dict[str, Any]:
    """The load of one method."""
    return {
        "base_url": base_url,
        "path": f"/{method}",
        "headers": {"Authorization": authorization, "Content-Type": "application/x-www-form-urlencoded"},
        "success": '"resultcode":1',
        "fields": fields,
        "seconds": SECONDS,
        "warm_up": WARM_UP,
        "connections": CONNECTIONS,
        "modulo": size,
        "users": USERS,
        "first": 0,
    }


def measure_size(seeded: LiveMinutesRows, data: Path, size: int) -> list[dict[str, Any]]:
    """Fill up, serve, put load on each method; a row for each."""
    seeded.grow(size)
    server = RunningServer(data, api_calls=10**9)
    server.start()
    rows = []
    try:
        assert server.process is not None
        process = psutil.Process(server.process.pid)
        for method, fields in calls(size).items():
            before = process.cpu_times()
            result = load.run(job(server.base_url, seeded.authorization, method, fields, size))
            after = process.cpu_times()
            if result["failures"]:
                raise SystemExit(f"{method} failed {result['failures']} times: {result['first_failure']}")
            spent = after.user + after.system - before.user - before.system
            rows.append(
                {
                    "method": method,
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
    said = []
    rates: dict[str, list[float]] = {}
    for row in rows:
        rates.setdefault(row["method"], []).append(row["calls/s"])
    for method, target in TARGETS.items():
        said.append(
            verdict(min(rates[method]) >= target, f"{method}: {min(rates[method]):,.0f}/s, wanted {target:,}/s")
        )
    for method, found in rates.items():
        slower = found[0] / found[-1]
        said.append(
            verdict(slower <= MOST_SLOWER, f"{method}: {slower:.2f}x slower at most meetings, wanted {MOST_SLOWER}x")
        )
    memory = max(row["server MiB"] for row in rows)
    said.append(verdict(memory < MOST_MEMORY, f"memory: {memory:,.0f} MiB, wanted less than {MOST_MEMORY} MiB"))
    return said


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Measure, print, write."""
    title = f"LiveMinutes API: one server process on SQLite, {CONNECTIONS} connections, load from the same machine"
    measured("api", title, "method", list(calls(0)), sizes, LiveMinutesRows, measure_size, verdicts)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
