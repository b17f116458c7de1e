"""Several processes that serve at one port: starts them, starts one again that ends although nobody asked for it, and
stops them together. The supervising process serves nobody and knows no database, so there is little that could end it.
"""

from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Callable

import structlog

from .processes import ProcessTable

log = structlog.get_logger("convener.serving")

STEADY = 30.0
"""Seconds after which a process that ends is one that worked: it is started again at once."""

LONGEST_PAUSE = 10.0
"""Seconds until one is started again that ends soon, at most; a second at first, and twice as many each time."""

STOP_WITHIN = 90.0
"""Seconds that processes have to stop, those that finish background work too; then they are killed."""

_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD)


class NotStarted(Exception):
    """A process ended before it served for the first time; it has said why."""


class Supervisor:
    """Supervises the processes of ``table``. ``on_end``: called with the id of each process that has ended."""

    def __init__(self, table: ProcessTable, on_end: Callable[[int], None]) -> None:
        self._table = table
        self._on_end = on_end
        self._numbers: dict[int, int] = {}
        """Of what runs, by process id."""
        self._begun_at: dict[int, float] = {}
        self._pauses: dict[int, float] = {}
        self._due: dict[int, float] = {}
        """When to start a number again."""
        self._have_served: set[int] = set()
        self._stopping_since: float | None = None
        self._asked = False
        self._failed = False
        # Its other end is open in this process alone: a process that it started reads the end of it when this one dies.
        self._lifeline, self._living = os.pipe()

    @property
    def lifeline(self) -> int:
        """A descriptor, for the processes: it becomes readable when the supervising one is no more."""
        return self._lifeline

    def run(self) -> int | None:
        """Fork the processes and supervise them until SIGTERM or SIGINT, and until they have ended. Returns the number
        of the process in each of them, and None in this one. Raises :class:`NotStarted`."""
        woken, waking = os.pipe()
        for end in (woken, waking):
            os.set_blocking(end, False)
        before = {number: signal.signal(number, self._note) for number in _SIGNALS}
        before_wakeup = signal.set_wakeup_fd(waking, warn_on_full_buffer=False)
        number: int | None = None
        try:
            self._due = dict.fromkeys(range(self._table.size), 0.0)
            while number is None and (self._numbers or self._due):
                number = self._start_due()
                if number is None:
                    self._wait(woken)
                    self._reap()
        finally:
            signal.set_wakeup_fd(before_wakeup)
            for one, handler in before.items():
                signal.signal(one, handler)
            os.close(woken)
            os.close(waking)
        if number is not None:
            os.close(self._living)
        elif self._failed:
            raise NotStarted
        return number

    def _note(self, number: int, _frame: object) -> None:
        self._asked = self._asked or number != signal.SIGCHLD

    def _stop(self) -> None:
        log.info("stopping", processes=len(self._numbers))
        self._stopping_since = time.monotonic()
        self._due.clear()
        self._send(signal.SIGTERM)

    def _send(self, number: signal.Signals) -> None:
        for pid in self._numbers:  # none of them can be another program's: it keeps its id until it is waited for
            os.kill(pid, number)

    def _start_due(self) -> int | None:
        """Start what is due. Returns the number in a process that was started, else None."""
        moment = time.monotonic()
        for number in [one for one, at in self._due.items() if at <= moment]:
            del self._due[number]
            pid = os.fork()
            if pid == 0:
                self._table.begin(number, os.getpid())
                return number
            self._numbers[pid] = number
            self._begun_at[number] = moment
        return None

    def _wait(self, woken: int) -> None:
        """Until a signal comes, or something is due."""
        moments = [*self._due.values()]
        if self._stopping_since is not None:
            moments.append(self._stopping_since + STOP_WITHIN)
        pause = max(0.0, min(moments) - time.monotonic()) if moments else None
        select.select([woken], [], [], pause)
        while _read(woken):
            pass
        if self._asked and self._stopping_since is None:
            self._stop()
        if self._stopping_since is not None and time.monotonic() - self._stopping_since >= STOP_WITHIN:
            log.warning("processes do not stop and are killed", processes=len(self._numbers))
            self._stopping_since = time.monotonic()
            self._send(signal.SIGKILL)

    def _reap(self) -> None:
        """Take note of what has ended."""
        for pid in list(self._numbers):
            ended, status = os.waitpid(pid, os.WNOHANG)
            number = self._numbers[pid]
            if self._table.is_ready(number):
                self._have_served.add(number)
            if not ended:
                continue
            del self._numbers[pid]
            self._table.end(number)
            self._on_end(pid)
            if self._stopping_since is None:
                self._replace(number, os.waitstatus_to_exitcode(status))

    def _replace(self, number: int, status: int) -> None:
        if number not in self._have_served:
            # It never worked, so it would not the next time. What is wrong with it is for whoever starts the server.
            self._failed = True
            self._stop()
            return
        lasted = time.monotonic() - self._begun_at[number]
        pause = self._pauses.get(number, 0.0)
        if lasted >= STEADY:
            pause = 0.0
        self._pauses[number] = min(max(1.0, 2 * pause), LONGEST_PAUSE)
        self._due[number] = time.monotonic() + pause
        self._table.restarted(number)
        log.error("a process of the server has ended and is started again", process=number, status=status, pause=pause)


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except BlockingIOError:
        return b""
