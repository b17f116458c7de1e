"""``make bench``: every benchmark in turn, each a table on the screen and JSON in ``bench-results/``.

``python -m tests.bench api livemeeting room media`` runs some of them.
"""

from __future__ import annotations

import subprocess
import sys

ALL = ("api", "livemeeting", "room", "media")


def main() -> None:
    """Run the benchmarks that are named, else all."""
    chosen = sys.argv[1:] or list(ALL)
    for name in chosen:
        if name not in ALL:
            sys.exit(f"no benchmark {name!r}; there are: {', '.join(ALL)}")
    for name in chosen:
        # Each in a process of its own: what one leaves behind in memory must not slow the next.
        subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=True)


if __name__ == "__main__":
    main()
