"""The worker: finds background work that is due and does it, one item after the other.

It runs as a thread of the server or as a process of its own (``convener worker``); any number of workers may share a
database. Work is stored in tables. A kind of work is a module that claims an item so that no other worker takes it,
does it, and records the outcome. The claim of a worker that dies expires.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Sequence
from typing import Protocol

import structlog

from convener.domain.secrets import Secrets
from convener.domain.site import Site
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database

from .kinds.events import NumberingWork
from .kinds.mail import MailWork
from .kinds.retention import RetentionWork

log = structlog.get_logger("convener.jobs")

POLL_INTERVAL = 3.0
"""Seconds between two searches for work where no commit wakes the worker: for retries, and work of other nodes."""

MINIMUM_PAUSE = 0.5
"""Seconds at least between two rounds: on a busy server each commit would start another one."""

FAILURE_PAUSE = 10.0
"""Seconds to wait after an unexpected error, as when the database does not answer."""

STOP_WITHIN = 60.0
"""Seconds that :meth:`Worker.stop` waits for the item in progress."""


class Work(Protocol):
    """A kind of work."""

    def do_next(self) -> bool:
        """Do the next item that is due; False where there is none."""
        ...


class Worker:
    """A thread that does background work until it is stopped; a commit of this process wakes it."""

    def __init__(self, database: Database, site: Site, settings: Settings) -> None:
        name = f"{socket.gethostname()[:12]}-{os.getpid()}-{os.urandom(3).hex()}"
        self.work: Sequence[Work] = [
            MailWork(database, site, settings, name),
            NumberingWork(database),
            RetentionWork(database, site, BlobStore.of(settings)),
        ]
        self._awake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)
        database.on_commit(lambda _meetings: self._awake.set())

    def start(self) -> None:
        """Start the thread; returns at once."""
        self._thread.start()

    def wake(self) -> None:
        """Search for work now, without waiting for the poll interval."""
        self._awake.set()

    def stop(self) -> None:
        """Take no more work; returns when the item in progress is done, or after :data:`STOP_WITHIN` seconds."""
        self._stopping.set()
        self._awake.set()
        if self._thread.is_alive():
            self._thread.join(STOP_WITHIN)
            if self._thread.is_alive():
                log.warning("the worker does not stop; what it does will be found again", seconds=STOP_WITHIN)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._awake.clear()
            try:
                for work in self.work:
                    while not self._stopping.is_set() and work.do_next():
                        pass
            except Exception:
                log.exception("background work failed; going on in a while", seconds=FAILURE_PAUSE)
                self._stopping.wait(FAILURE_PAUSE)
                continue
            if not self._stopping.wait(MINIMUM_PAUSE):
                self._awake.wait(POLL_INTERVAL)


def run(settings: Settings) -> None:
    """Run a worker in this process until SIGTERM or SIGINT (``convener worker``)."""
    from convener.observability.logging import configure_logging

    configure_logging(settings)
    database = Database(settings.sqlalchemy_url)
    database.migrate()
    worker = Worker(database, Site.of(settings, Secrets.in_folder(settings.data)), settings)
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    worker.start()
    log.info("worker started")
    stopping.wait()
    worker.stop()
    database.close()
    log.info("worker stopped")
