"""Benchmark of the room: many sockets in one meeting, then small events to all.

``python -m tests.bench.room [sizes…]`` starts ``convener serve`` as a process of its own and loads it from this one. It
prints a table and writes ``bench-results/room.json``. How times are taken says :mod:`tests.bench.room_load`.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.bench import report, room_load
from tests.bench.workloads import enter_room
from tests.servers import RunningServer

SIZES = (50, 100, 200, 300)
ENTER_WITHIN = 9.0
"""Seconds over which the sockets come in."""
SECONDS = 15.0
TABLES = {
    "Coming in": ("entered_in_s", "enter_p50_ms", "enter_p99_ms", "join_cpu_percent", "memory_kib_per_socket"),
    "Small events to all": (
        "events",
        "deliveries",
        "missing",
        "lost_sockets",
        "delivery_p50_ms",
        "delivery_p95_ms",
        "delivery_p99_ms",
        "delivery_max_ms",
    ),
    "What it costs": ("server_cpu_percent", "cpu_us_per_delivery", "server_memory_mib"),
}


def main(sizes: tuple[int, ...]) -> None:
    """Measure all sizes, each with a server of its own; print and write the results."""
    rows: list[dict[str, object]] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            server = RunningServer(Path(folder) / "data", log_level="warning")
            server.start()
            try:
                job = {**enter_room(server, size), "enter_within": ENTER_WITHIN, "seconds": SECONDS}
                rows.append(asdict(room_load.run(job)))
            finally:
                server.stop()
    for title, names in TABLES.items():
        report.table(title, [{name: row[name] for name in ("sockets", *names)} for row in rows])
    print(f"\n  written to {report.save('room', rows)}")


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
