"""Two servers measured in turn, so that whatever else this machine does falls on both.

In each round both run, each on a copy of its data folder. Each call gets its load in short slices: first, second,
second, first server, and the other way round in the next round, so that a drift of the machine is the same for both.
Where there are two cores the servers have one and the load the other. What other programs use meanwhile is measured
too, and a slice in which that is much is done again, as long as there is machine.
"""

from __future__ import annotations

import os
import shutil
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlalchemy import create_engine

from tests.servers import DATABASE_FILE, Postgres, RunningServer

from . import load
from .commits import Variant
from .report import cpu_seconds
from .workloads import Job

ALL_CALLS = "all calls"
"""In place of a call: what is measured once in a round."""


@dataclass(frozen=True)
class Figure:
    """What is measured: its name, and whether more is better."""

    name: str
    more_is_better: bool = False


RATE = Figure("calls/s", more_is_better=True)
P50, P99, CPU = Figure("p50 ms"), Figure("p99 ms"), Figure("server CPU ms/call")
MEMORY = Figure("server MiB")
OTHERS = Figure("other programs, % of a core")
MOST_OF_OTHERS = 10.0
"""Percent of a core that other programs may use without a slice being done again."""
LOOK = 0.5
"""Seconds for which one looks whether the machine is quiet."""


@dataclass(frozen=True)
class Ratio:
    """The second server's figure by the first one's: of the medians over all rounds, and the least and the most of one
    round."""

    what: str
    figure: Figure
    first: float
    second: float
    ratio: float
    least: float
    most: float

    @property
    def speed(self) -> float:
        """The ratio, the other way round where less is better: above 1 the second one is better."""
        return self.ratio if self.figure.more_is_better else 1 / self.ratio if self.ratio else float("inf")


class Samples:
    """What was measured: for each thing and figure, and each server, a value a round."""

    def __init__(self, variants: Sequence[Variant]) -> None:
        self._names = [variant.name for variant in variants]
        self._values: dict[tuple[str, Figure], dict[str, list[float]]] = {}

    def add(self, what: str, variant: Variant, values: Mapping[Figure, float]) -> None:
        """Note the values of a round."""
        for figure, value in values.items():
            found = self._values.setdefault((what, figure), {name: [] for name in self._names})
            found[variant.name].append(value)

    def ratios(self) -> list[Ratio]:
        """All ratios, in the order in which things were measured."""
        return [self._ratio(what, figure, values) for (what, figure), values in self._values.items()]

    def _ratio(self, what: str, figure: Figure, values: dict[str, list[float]]) -> Ratio:
        first, second = (values[name] for name in self._names)
        medians = statistics.median(first), statistics.median(second)
        each = [_divided(new, old) for old, new in zip(first, second, strict=True)]
        return Ratio(what, figure, *medians, _divided(medians[1], medians[0]), min(each), max(each))

    def rows(self) -> list[dict[str, object]]:
        """All that was measured, for JSON."""
        return [
            {
                "what": ratio.what,
                "figure": ratio.figure.name,
                "ratio": round(ratio.ratio, 4),
                "least": round(ratio.least, 4),
                "most": round(ratio.most, 4),
                "rounds": {
                    name: [round(value, 4) for value in values]
                    for name, values in self._values[ratio.what, ratio.figure].items()
                },
            }
            for ratio in self.ratios()
        ]


def _divided(value: float, by: float) -> float:
    return value / by if by else float("inf") if value else 1.0


SERVERS, LOAD = 0, 1
"""Cores."""


@dataclass(frozen=True)
class Data:
    """What a server keeps: its data folder, and where its database is not a file in that, the cluster and the address
    of the database."""

    folder: Path
    cluster: Postgres | None = None
    database_url: str = ""

    @classmethod
    def new(cls, folder: Path, cluster: Postgres | None) -> Data:
        """Nothing yet."""
        return cls(folder, cluster, cluster.new_database()) if cluster else cls(folder)

    def copy(self, folder: Path) -> Data:
        """A copy, whose folder is this. No server uses it."""
        shutil.copytree(self.folder, folder)
        if self.cluster is None:
            return Data(folder)
        return Data(folder, self.cluster, self.cluster.new_database(self.database_url.rpartition("/")[2]))

    @property
    def url(self) -> str:
        """The address of the database, wherever it is."""
        return self.database_url or f"sqlite:///{self.folder / DATABASE_FILE}"

    def analyze(self) -> None:
        """Have the planner's figures gathered. No server uses it."""
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
        engine.dispose()


def server_of(variant: Variant, data: Data) -> RunningServer:
    """The server on this data, not started."""
    database = {"database_url": data.database_url} if data.database_url else {}
    server = RunningServer(data.folder, variant.command, api_calls=10**9, **database)
    server.environment.update(variant.environment)
    return server


def in_turn(variants: Sequence[Variant], number: int) -> list[Variant]:
    """First, second, second, first; the other way round in every other round."""
    first, second = variants if number % 2 == 0 else reversed(variants)
    return [first, second, second, first]


@dataclass(frozen=True)
class Slices:
    """How long a call is put under load at a time, and over how many connections."""

    seconds: float
    warm_up: float
    connections: int


class Machine:
    """How a comparison uses this machine, which others may use too.

    ``pinned``: servers have a core and the load another one, where there are two; else each process runs where the
    system lets it, as it does in production. ``patience``: seconds that may be spent on waiting for a quiet machine,
    and on doing again what other programs disturbed.
    """

    def __init__(self, *, pinned: bool = True, patience: float = 0.0) -> None:
        self._pinned = pinned
        self._left = patience

    @contextmanager
    def on_core(self, number: int) -> Iterator[None]:
        """Processes that are started here run on this core alone, where they are pinned."""
        allowed = os.sched_getaffinity(0)
        if not self._pinned or len(allowed) < 2:
            yield
            return
        os.sched_setaffinity(0, {sorted(allowed)[number]})
        try:
            yield
        finally:
            os.sched_setaffinity(0, allowed)

    def start(self, server: RunningServer, stack: ExitStack) -> RunningServer:
        """Start the server; it stops with the stack."""
        with self.on_core(SERVERS):
            server.start()
        stack.callback(server.stop)
        return server

    def is_impatient(self) -> bool:
        """Whether things have to be taken as they are."""
        return self._left <= 0

    def spend(self, since: float) -> None:
        """What has been done since then (monotonic time) was in vain."""
        self._left -= time.monotonic() - since

    def wait(self) -> None:
        """Wait until other programs leave the machine alone, or patience ends."""
        while not self.is_impatient():
            began, busy = time.monotonic(), _busy()
            time.sleep(LOOK)
            if (_busy() - busy) / (time.monotonic() - began) * 100 <= MOST_OF_OTHERS:
                return
            self.spend(began)


def measure_round(
    variants: Sequence[Variant],
    stored: Mapping[str, Data],
    calls: Mapping[str, Job],
    samples: Samples,
    number: int,
    slices: Sequence[Slices],
    machine: Machine,
    scratch: Path,
) -> None:
    """A round: all calls, with each kind of slices. ``stored``: the data of each variant, of which a copy is used.
    Where there are several kinds of slices the name of a call has the number of connections too."""
    with ExitStack() as stack:
        servers = {}
        for variant in variants:
            folder = scratch / variant.name.replace(" ", "-")
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            data = stored[variant.name].copy(folder)
            servers[variant.name] = machine.start(server_of(variant, data), stack)
        for name, job in calls.items():
            for kind in slices:
                what = f"{name}, {kind.connections} at once" if len(slices) > 1 else name
                _measure_call(variants, servers, job, kind, samples, what, number, machine)
        for variant in variants:
            memory = _process(servers[variant.name]).memory_info().rss / 2**20
            samples.add(ALL_CALLS, variant, {MEMORY: memory})


_first = iter(range(0, 2**60, 10_000))
"""Where the numbers of a slice begin: no two slices make the same meeting."""


def _measure_call(
    variants: Sequence[Variant],
    servers: Mapping[str, RunningServer],
    job: Job,
    kind: Slices,
    samples: Samples,
    what: str,
    number: int,
    machine: Machine,
) -> None:
    found: dict[str, list[dict[Figure, float]]] = defaultdict(list)
    for variant in in_turn(variants, number):
        part = _measure_slice(servers[variant.name], job, kind, f"{what}, {variant.name}", machine)
        found[variant.name].append(part)
    for variant in variants:
        parts = found[variant.name]
        samples.add(what, variant, {figure: statistics.mean(part[figure] for part in parts) for figure in parts[0]})


def _measure_slice(server: RunningServer, job: Job, kind: Slices, what: str, machine: Machine) -> dict[Figure, float]:
    """One slice; the quietest of several while there is machine."""
    least: dict[Figure, float] | None = None
    while True:
        machine.wait()
        began = time.monotonic()
        found = _measure_once(server, job, kind, what, machine)
        if least is None or found[OTHERS] < least[OTHERS]:
            least = found
        if least[OTHERS] <= MOST_OF_OTHERS or machine.is_impatient():
            return least
        machine.spend(began)


def _measure_once(server: RunningServer, job: Job, kind: Slices, what: str, machine: Machine) -> dict[Figure, float]:
    process = _process(server)
    job = {
        **job,
        "base_url": server.base_url,
        "first": next(_first),
        "seconds": kind.seconds,
        "warm_up": kind.warm_up,
        "connections": kind.connections,
    }
    before, busy, ours = cpu_seconds(process), _busy(), _ours()
    began = time.monotonic()
    with machine.on_core(LOAD):
        result = load.run(job)
    took = time.monotonic() - began
    spent = cpu_seconds(process) - before
    others = max(0.0, _busy() - busy - spent - (_ours() - ours))
    if result["failures"]:
        raise SystemExit(f"{what} failed {result['failures']} times: {result['first_failure']}")
    return {
        RATE: result["per_second"],
        P50: result["p50_ms"],
        P99: result["p99_ms"],
        CPU: spent * 1000 / max(1, result["all_calls"]),
        OTHERS: others / took * 100,
    }


def _busy() -> float:
    """Seconds that the cores of this machine have worked."""
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - getattr(times, "iowait", 0.0) - getattr(times, "guest", 0.0))


def _ours() -> float:
    """Seconds that this process has worked, and those that it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _process(server: RunningServer) -> psutil.Process:
    assert server.process is not None
    return psutil.Process(server.process.pid)
