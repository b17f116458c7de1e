"""``convener`` on a machine whose clock is wrong: ``python -m tests.faults.skewed FILE COMMAND…``.

FILE has by how many seconds the clock is ahead; it is read at each look at the clock, so the clock can be made to jump.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

_right = time.time
_file = Path(sys.argv.pop(1)) if __name__ == "__main__" else Path()


def wrong_time() -> float:
    """Seconds since 1970, as the machine has them."""
    return _right() + float(_file.read_text() or 0)


if __name__ == "__main__":
    time.time = wrong_time
    from convener.cli import main  # only now: modules keep the function that they find

    main()
