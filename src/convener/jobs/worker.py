"""The worker: looks for work that is due and does it, one piece after the other.

It runs as a thread of the server or as a process of its own (``convener worker``), any number of them on one database.
What is due stands in tables; a kind of work is a module that knows how to claim a piece so that nobody else takes it,
do it, and record the outcome. A worker that dies leaves a claim that runs out.
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

from .kinds.mail import MailWork
from .kinds.retention import UpkeepWork

log = structlog.get_logger("convener.jobs")

LOOK_EVERY = 3.0
"""Seconds between looks for work where nothing wakes the worker: retries, and what other nodes queued."""

BREATHE = 0.5
"""Seconds between two rounds at least: in a busy house something happens all the time."""

AFTER_FAILURE = 10.0
"""Seconds to wait when the database does not answer."""

STOP_WITHIN = 60.0
"""Seconds that the piece of work under way may take before a stopping worker is no longer waited for."""


class Work(Protocol):
    """A kind of work."""

    def do_next(self) -> bool:
        """Do the next piece that is due; False where there is none."""
        ...


class Worker:
    """A thread that does background work until it is stopped."""

    def __init__(self, database: Database, site: Site, settings: Settings) -> None:
        name = f"{socket.gethostname()[:12]}-{os.getpid()}-{os.urandom(3).hex()}"
        self.work: Sequence[Work] = [
            MailWork(database, site, settings, name),
            UpkeepWork(database, site, BlobStore.of(settings)),
        ]
        self._awake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)
        database.on_commit(lambda _meetings: self._awake.set())

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def wake(self) -> None:
        """Look for work now rather than later."""
        self._awake.set()

    def stop(self) -> None:
        """Take no more work; returns when the piece under way is done."""
        self._stopping.set()
        self._awake.set()
        if self._thread.is_alive():
            self._thread.join(STOP_WITHIN)
            if self._thread.is_alive():
                log.warning("the worker does not stop; what it does will be found again", seconds=STOP_WITHIN)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._awake.clear()
            pause = LOOK_EVERY
            try:
                for work in self.work:
                    while not self._stopping.is_set() and work.do_next():
                        pass
            except Exception:
                log.exception("background work failed; going on in a while", seconds=AFTER_FAILURE)
                self._stopping.wait(AFTER_FAILURE)
                continue
            if not self._stopping.wait(BREATHE):
                self._awake.wait(pause)


def run(settings: Settings) -> None:
    """Be a worker until SIGTERM or SIGINT (``convener worker``)."""
    from convener.observability.logging import configure_logging

    configure_logging(settings)
    database = Database(settings.sqlalchemy_url)
    database.migrate()
    worker = Worker(database, Site.of(settings, Secrets.in_folder(settings.data)), settings)
    asked = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked.set())
    worker.start()
    log.info("worker started")
    asked.wait()
    worker.stop()
    database.close()
    log.info("worker stopped")
