"""Imports that wait until a command needs them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def late_imports() -> Iterator[None]:
    """Import within this block, with the garbage collector out of the way.

    All that an import makes stays: searching it for garbage takes a tenth of the time of large imports and finds none.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
