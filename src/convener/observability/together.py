"""Measurements of the processes of one server (``serve --workers``) together, by files that they share: what a process
has counted is still there when it is gone, so no sum ever falls."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry, Metric

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Where the library reads, when it is imported, that it shall count in files, and in which folder."""


@contextmanager
def measured_together() -> Iterator[None]:
    """Count in files while the block runs, in this process and those that it forks. The library that counts must not be
    imported yet."""
    if "prometheus_client" in sys.modules:
        raise RuntimeError("prometheus_client was imported before it was told to count in files")
    folder, owner = tempfile.mkdtemp(prefix="convener-metrics-"), os.getpid()
    os.environ[FOLDER] = folder
    try:
        yield
    finally:
        if os.getpid() == owner:
            shutil.rmtree(folder, ignore_errors=True)


def forget_process(pid: int) -> None:
    """This process is gone: what it has at the moment (its connections) is nothing now. What it has counted stays."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(pid)  # type: ignore[no-untyped-call]


def registry_of_all(pids: Callable[[], list[int]], restarts: Callable[[], int]) -> CollectorRegistry:
    """What all processes have counted and have, summed; and what the system says of them. ``pids``: who they are;
    ``restarts``: how often one was started again."""
    from prometheus_client import CollectorRegistry
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    registry.register(_Processes(pids, restarts))
    return registry


class _Processes:
    """What the system says of the processes: the sum of each of its figures, but of times the first."""

    def __init__(self, pids: Callable[[], list[int]], restarts: Callable[[], int]) -> None:
        self._pids = pids
        self._restarts = restarts

    def collect(self) -> Iterator[Metric]:
        """The figures."""
        from prometheus_client import ProcessCollector
        from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily

        pids = self._pids()
        yield GaugeMetricFamily("convener_server_processes", "Processes of this server that serve", len(pids))
        yield CounterMetricFamily(
            "convener_server_process_restarts", "Processes of this server that were started again", self._restarts()
        )
        families: dict[str, tuple[Metric, list[float]]] = {}
        for pid in pids:
            for family in ProcessCollector(pid=lambda pid=pid: pid, registry=None).collect():  # type: ignore[misc]
                values = families.setdefault(family.name, (family, []))[1]
                values += [sample.value for sample in family.samples]
        for family, values in families.values():
            value = min(values) if family.name.endswith("_time_seconds") else sum(values)
            kind = CounterMetricFamily if family.type == "counter" else GaugeMetricFamily
            yield kind(family.name, family.documentation, value)
