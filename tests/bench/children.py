"""The memory of child processes."""

from __future__ import annotations

import contextlib
import threading

import psutil

OFTEN = 0.02
"""Seconds between two looks."""


class Children:
    """The most memory that the child processes of a process have together, while the block runs."""

    def __init__(self, pid: int) -> None:
        self.most = 0
        self._parent = psutil.Process(pid)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Children:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(OFTEN):
            self.most = max(self.most, sum(_memory(one) for one in self._parent.children(recursive=True)))


def _memory(process: psutil.Process) -> int:
    with contextlib.suppress(psutil.Error):
        return int(process.memory_info().rss)
    return 0
