"""What the benchmarks share: the machine's facts, percentiles, a table, JSON."""

from __future__ import annotations

import json
import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

import psutil

RESULTS = Path(__file__).parent.parent.parent / "bench-results"


def machine() -> dict[str, object]:
    """Facts of this machine that figures depend on."""
    model = platform.processor()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        model = names[0] if names else model
    return {"cpu": model, "cores": os.cpu_count(), "python": platform.python_version(), "system": platform.platform()}


def cpu_seconds(process: psutil.Process) -> float:
    """Seconds of processor time that the process has used."""
    times = process.cpu_times()
    return float(times.user + times.system)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` (0 to 1) of the values lie, by the nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered) + 0.5) - 1))]


def table(title: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Print rows as a table; the keys of the first are its columns."""
    columns = list(rows[0])
    cells = [[f"{row[c]:.1f}" if isinstance(row[c], float) else str(row[c]) for c in columns] for row in rows]
    widths = [max(len(c), *(len(line[i]) for line in cells)) for i, c in enumerate(columns)]
    print(f"\n{title}")
    for line in [columns, ["-" * width for width in widths], *cells]:
        print("  " + "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)))


def save(name: str, rows: Sequence[Mapping[str, object]]) -> Path:
    """Write the rows with the machine's facts to ``bench-results/NAME.json``."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    result = {"at": datetime.now(UTC).isoformat(), "machine": machine(), "rows": list(rows)}
    path.write_text(json.dumps(result, indent=2) + "\n")
    return path


def verdict(reached: bool, what: str) -> str:
    """A line that says whether a target was reached."""
    return f"  {'reached' if reached else 'MISSED '}  {what}"


class Seeded(Protocol):
    """A data folder that is filled with ever more meetings."""

    def close(self) -> None:
        """Let go of the file."""


S = TypeVar("S", bound=Seeded)


def measured(
    name: str,
    title: str,
    column: str,
    order: Sequence[str],
    sizes: Sequence[int],
    build: Callable[[Path], S],
    measure: Callable[[S, Path, int], list[dict[str, Any]]],
    verdicts: Callable[[list[dict[str, Any]]], list[str]],
) -> None:
    """Measure such a data folder at each of these sizes, print the table and the verdicts, write the rows. Rows come in
    the ``order`` of their values in ``column``."""
    before = os.getloadavg()[2]
    folder = Path(tempfile.mkdtemp(prefix="convener-bench-"))
    try:
        seeded = build(folder / "data")
        try:
            rows = [row for size in sizes for row in measure(seeded, folder / "data", size)]
        finally:
            seeded.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    rows.sort(key=lambda row: order.index(row[column]))
    table(f"{title} (load average before: {before:.1f})", rows)
    print("\n".join(verdicts(rows)))
    save(name, rows)
