"""The worker: finds background jobs that are due and does them, each kind in threads of its own.

It runs within the server or as a process of its own (``convener worker``); any number of workers may share a database.
Jobs are stored in a table (:mod:`convener.domain.jobs`). One thread looks for kinds with due jobs and starts threads
for them, which end when nothing is left; another one extends the leases of the jobs that are being done. What a worker
had begun when it died is taken up by another one when the lease is over.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Mapping

import structlog

from convener.domain.actions.open_installation import open_secrets
from convener.domain.jobs import leases, queue
from convener.domain.site import Site, now
from convener.observability import metrics
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.clock import CLOCK
from convener.storage.database import Database

from .kind import Kind
from .kinds import all_kinds
from .runner import Runner

log = structlog.get_logger("convener.jobs")

POLL_INTERVAL = 3.0
"""Seconds between two searches for work where nothing wakes the worker: for work that other processes asked for."""

MINIMUM_PAUSE = 0.5
"""Seconds at least between two searches: on a busy server each commit would start another one."""

FAILURE_PAUSE = 10.0
"""Seconds to wait after an unexpected error, as when the database does not answer."""

SIGNS_OF_LIFE = 4
"""How often a lease is extended within its time."""

STOP_WITHIN = 60.0
"""Seconds that :meth:`Worker.stop` waits for the jobs in progress."""


class Worker:
    """Threads that do background jobs until they are stopped; a commit of this process that asks for some wakes them.

    ``kinds``: what it does, by name; all kinds of :mod:`convener.jobs.kinds` where it is None. Raises
    :class:`~convener.settings.SettingsError` where the settings do not let it do one of them.
    """

    def __init__(
        self, database: Database, site: Site, settings: Settings, kinds: Mapping[str, Kind] | None = None
    ) -> None:
        self._database = database
        self._kinds = all_kinds() if kinds is None else kinds
        for kind in self._kinds.values():
            kind.check(settings)
        name = f"{socket.gethostname()[:12]}-{os.getpid()}-{os.urandom(3).hex()}"
        self._runner = Runner(database, site, settings, BlobStore.of(settings), name)
        self._awake = threading.Event()
        self._stopping = self._runner.stopping
        self._ended = threading.Event()
        self._failed = threading.Event()
        self._jumps = 0
        self._threads: dict[str, set[threading.Thread]] = {kind: set() for kind in self._kinds}
        self._guard = threading.Lock()
        self._search = threading.Thread(target=self._run, name="jobs", daemon=True)
        self._signs_of_life = threading.Thread(target=self._extend_leases, name="job leases", daemon=True)
        database.on_enqueue(self._awake.set)

    def start(self) -> None:
        """Start the threads; returns at once."""
        self._search.start()
        self._signs_of_life.start()

    def wake(self) -> None:
        """Search for work now, without waiting for the poll interval."""
        self._awake.set()

    def stop(self) -> None:
        """Take no more work; returns when the jobs in progress are done or handed back, or after :data:`STOP_WITHIN`
        seconds."""
        self._stopping.set()
        self._awake.set()
        until = time.monotonic() + STOP_WITHIN
        if self._search.is_alive():
            self._search.join(STOP_WITHIN)
        with self._guard:
            running = [thread for threads in self._threads.values() for thread in threads]
        for thread in running:
            thread.join(max(until - time.monotonic(), 0))
        if any(thread.is_alive() for thread in running):
            log.warning("the worker does not stop; what it does will be found again", seconds=STOP_WITHIN)
        self._ended.set()
        if self._signs_of_life.is_alive():
            self._signs_of_life.join(STOP_WITHIN)

    # ------------------------------------------------------------------------------------------ looking for work

    def _run(self) -> None:
        periodic = False
        while not self._stopping.is_set():
            self._awake.clear()
            try:
                if not periodic:
                    self._ensure_periodic()
                    periodic = True
                wait = self._look()
            except Exception:
                log.exception("the search for work failed; going on in a while", seconds=FAILURE_PAUSE)
                self._failed.set()
                wait = 0.0
            if self._failed.is_set():
                self._failed.clear()
                self._stopping.wait(FAILURE_PAUSE)
            elif not self._stopping.wait(MINIMUM_PAUSE):
                self._awake.wait(wait)

    def _ensure_periodic(self) -> None:
        terms = [kind.terms for kind in self._kinds.values()]
        intervals = {one.kind: one.every for one in terms if one.every is not None}
        if intervals:
            self._database.transact(lambda session: queue.enqueue_periodic(session, intervals))

    def _look(self) -> float:
        """Start a thread for each kind with due jobs; returns how many seconds may pass until the next search."""
        with self._database.read() as session:
            CLOCK.synchronize_with(session.connection())
            due = leases.next_due(session, self._kinds)
        if CLOCK.jumps != self._jumps:
            self._bring_back()
        moment, wait = now(), POLL_INTERVAL
        for name, kind in self._kinds.items():
            first = due.get(name)
            late = (moment - first).total_seconds() if first is not None else -POLL_INTERVAL
            metrics.JOBS_LATE.labels(name).set(max(late, 0.0))
            if late >= 0:
                self._start_thread(kind)
            else:
                wait = min(wait, -late)
        return wait

    def _bring_back(self) -> None:
        """The clock has jumped: what it moved too far into the future is due in time."""
        jumps = CLOCK.jumps
        terms = [kind.terms for kind in self._kinds.values()]
        self._database.transact(lambda session: leases.bring_back(session, terms))
        self._jumps = jumps

    def _start_thread(self, kind: Kind) -> None:
        with self._guard:
            threads = self._threads[kind.name]
            if len(threads) >= kind.terms.concurrency or self._stopping.is_set():
                return
            thread = threading.Thread(target=self._work, args=(kind,), name=f"job {kind.name}", daemon=True)
            threads.add(thread)
            thread.start()

    def _work(self, kind: Kind) -> None:
        """Do jobs of this kind until none is left, with another thread for the next one as long as there is one."""
        try:
            while not self._stopping.is_set():
                if not self._runner.run_next(kind, lambda: self._start_thread(kind)):
                    break
        except Exception:
            log.exception("background work failed; going on in a while", kind=kind.name, seconds=FAILURE_PAUSE)
            self._failed.set()
        finally:
            with self._guard:
                self._threads[kind.name].discard(threading.current_thread())

    def _extend_leases(self) -> None:
        shortest = min((kind.terms.lease.total_seconds() for kind in self._kinds.values()), default=POLL_INTERVAL)
        while not self._ended.wait(shortest / SIGNS_OF_LIFE):
            try:
                self._runner.extend_leases()
            except Exception:
                log.exception("leases cannot be extended; going on")


def run(settings: Settings) -> None:
    """Run a worker in this process until SIGTERM or SIGINT (``convener worker``)."""
    from convener.observability.logging import configure_logging

    configure_logging(settings)
    database = Database.of(settings)
    database.migrate()
    database.synchronize()
    with database.write() as session:
        site = Site.of(settings, open_secrets(session, settings.data))
    worker = Worker(database, site, settings)
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    worker.start()
    log.info("worker started")
    stopping.wait()
    worker.stop()
    database.close()
    log.info("worker stopped")
