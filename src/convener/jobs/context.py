"""What the handler of a job works with."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from convener.domain.jobs import leases
from convener.domain.jobs.leases import Lease, LeaseLost, Terms
from convener.domain.site import Site
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database

log = structlog.get_logger("convener.jobs")

REPORT_INTERVAL = 1.0
"""Seconds between two reports of progress that are stored; those between them are passed over."""

PAUSES = (0.2, 1.0, 3.0, 10.0)
"""Seconds between attempts to record what came of a job, where the database does not answer."""


class Stopped(Exception):
    """The worker is to stop: the job goes back to the queue, and this attempt does not count."""


@dataclass(eq=False)
class JobContext:
    """One attempt at a job.

    ``attempt`` counts from one; ``last_attempt``: no other one follows. Handlers that take longer than some seconds
    call :meth:`check` between their steps, or :meth:`progress`, which checks too.
    """

    database: Database
    site: Site
    settings: Settings
    blobs: BlobStore
    lease: Lease
    terms: Terms
    stopping: threading.Event
    finished: bool = False
    _lost: threading.Event = field(default_factory=threading.Event)
    _reported: float = 0.0

    @property
    def attempt(self) -> int:
        """Which attempt this is, from one."""
        return self.lease.attempt

    @property
    def last_attempt(self) -> bool:
        """Whether no attempt follows where this one fails."""
        return self.lease.attempt >= self.terms.attempts

    def check(self) -> None:
        """Raise :class:`LeaseLost` where the job is no longer this worker's, :class:`Stopped` where the worker is to
        stop. Not caught by handlers, except to clean up."""
        if self._lost.is_set():
            raise LeaseLost(f"job {self.lease.job_id} is no longer this worker's")
        if self.stopping.is_set():
            raise Stopped

    def progress(self, done: int, total: int | None = None, step: str = "") -> None:
        """Say how far the job has come: ``done`` of ``total``, and a word for what it does now, which operators see.
        Extends the lease; raises as :meth:`check` does."""
        self.check()
        moment = time.monotonic()
        if moment - self._reported < REPORT_INTERVAL and self._reported:
            return
        self._reported = moment

        def report(session: Session) -> bool:
            return leases.report_progress(session, self.lease, self.terms.lease, done, total, step)

        if not self.database.transact(report):
            self.lose()
            self.check()

    def extend_lease(self) -> None:
        """Extend the lease; called by the worker while the handler works."""
        if not self.database.transact(lambda session: leases.extend(session, self.lease, self.terms.lease)):
            self.lose()

    def lose(self) -> None:
        """Note that the lease is lost: :meth:`check` tells the handler."""
        self._lost.set()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that is committed only where the job still is this worker's; raises :class:`LeaseLost` where it
        is not. It locks the job at its end, so a short block is best."""
        with self.database.write() as session:
            yield session
            session.flush()
            leases.lock_job(session, self.lease)

    @contextmanager
    def finish(self) -> Iterator[Session]:
        """As :meth:`write`, and the same transaction records that the job is done: what the block writes is written
        once, however often the job was tried. Nothing may follow."""
        with self.database.write() as session:
            yield session
            session.flush()
            leases.finish(session, self.lease, every=self.terms.every)
        self.finished = True

    def persistently(self, act: Callable[[], None]) -> None:
        """Call ``act``, which records what cannot be repeated, again and again where the database does not answer."""
        for pause in PAUSES:
            try:
                act()
                return
            except (SQLAlchemyError, OSError) as error:
                log.warning("the outcome of a job cannot be recorded yet", job=self.lease.job_id, error=str(error))
                time.sleep(pause)
        act()
