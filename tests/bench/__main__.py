"""``make bench``: every benchmark in turn, each a table on the screen and JSON in ``bench-results/``.

``python -m tests.bench api livemeeting floor room chat documents recorder composition media`` runs some of them.
``--against COMMIT`` compares the working tree with a commit instead, see :mod:`tests.bench.against`; ``inline`` two
ways of answering, see :mod:`tests.bench.inline`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.servers import Postgres

from . import against, inline
from .comparison import Machine

ALL = (
    "api",
    "livemeeting",
    "floor",
    "room",
    "chat",
    "notes",
    "board",
    "documents",
    "turning",
    "recorder",
    "playable",
    "composition",
    "media",
)
QUICK = frozenset({"board", "composition", "documents", "notes", "playable", "recorder"})
"""Those that can be short outside of a comparison."""
INLINE = "inline"
"""Compares two ways of the working tree's server, and runs only where it is asked for."""
ROUNDS = 5


@contextmanager
def cluster(wanted: bool) -> Iterator[Postgres | None]:
    """A PostgreSQL of the benchmark's own, where it is wanted."""
    if not wanted:
        yield None
        return
    found = Postgres.find()
    if found is None:
        sys.exit("PostgreSQL is not installed: tools/install-packages postgresql")
    found.start()
    try:
        yield found
    finally:
        found.stop()


def main() -> None:
    """Run the benchmarks that are named, else all."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(ALL)}; or {INLINE}")
    parser.add_argument("--against", metavar="COMMIT", help=f"compare with it by {', '.join(against.NAMES)}")
    parser.add_argument("--of", metavar="COMMIT", help="what to compare; by default the working tree")
    parser.add_argument("--rounds", type=int, help=f"of a comparison; {ROUNDS} by default")
    parser.add_argument("--quick", action="store_true", help="a comparison in minutes: small and short")
    parser.add_argument(
        "--patience",
        type=float,
        default=0.0,
        metavar="SECONDS",
        help="how long a comparison may wait in all for other programs to leave the machine alone",
    )
    parser.add_argument("--postgres", action="store_true", help="a comparison on PostgreSQL, by api and livemeeting")
    parser.add_argument("--unpinned", action="store_true", help="a comparison in which servers may use every core")
    given = parser.parse_args()
    machine = Machine(pinned=not given.unpinned, patience=given.patience)
    if given.names == [INLINE] and not given.against:
        inline.compare(given.rounds or ROUNDS, given.quick, machine)
        return
    if not given.against and (given.of or given.rounds or given.patience or given.unpinned or given.postgres):
        parser.error("--of, --rounds, --patience and --unpinned are for comparisons")
    if not given.against and given.quick and not set(given.names) & QUICK:
        parser.error(f"--quick is for comparisons, and for {', '.join(sorted(QUICK))}")
    names = against.NAMES if given.against else ALL
    for name in given.names:
        if name not in names:
            sys.exit(f"no benchmark {name!r}; there are: {', '.join(names)}")
    if given.postgres:
        names = tuple(against.WORKLOADS)
    chosen = given.names or names
    if given.against:
        extent = against.QUICK if given.quick else against.WHOLE
        with cluster(given.postgres) as databases:
            against.compare(given.against, given.of, chosen, given.rounds or ROUNDS, extent, machine, databases)
        return
    for name in chosen:
        # Each in a process of its own: what one leaves behind in memory must not slow the next.
        short = ["--quick"] if given.quick and name in QUICK else []
        subprocess.run([sys.executable, "-m", f"tests.bench.{name}", *short], check=True)


if __name__ == "__main__":
    main()
