"""Does one job: takes it up, calls its handler, records what came of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import structlog
from sqlalchemy.orm import Session

from convener.domain.jobs import leases
from convener.domain.jobs.leases import Lease, LeaseLost
from convener.domain.site import Site, now
from convener.observability import metrics
from convener.observability.logging import masked
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database, is_taken_back, repeated

from .context import JobContext, Stopped
from .kind import Failed, Kind, Retry

log = structlog.get_logger("convener.jobs")

LONGEST_ERROR = 1000
"""Characters of an error that are stored."""


class Runner:
    """Does jobs in the thread that calls it. ``worker`` names the worker in its claims."""

    def __init__(self, database: Database, site: Site, settings: Settings, blobs: BlobStore, worker: str) -> None:
        self._database = database
        self._site = site
        self._settings = settings
        self._blobs = blobs
        self._worker = worker[:48]
        self._running: set[JobContext] = set()
        self._guard = threading.Lock()
        self.stopping = threading.Event()
        """Set where handlers are to stop."""

    def run_next(self, kind: Kind, claimed: Callable[[], object] = lambda: None) -> bool:
        """Do the job of this kind that has been due the longest; False where none is due, or as many as may be are
        being done. ``claimed`` is called before the handler."""
        with self._database.read() as session:
            due = leases.next_due(session, [kind.name]).get(kind.name)
        if due is None or due > now():
            return False
        lease = self._database.transact(lambda session: leases.claim(session, kind.terms, self._worker))
        if lease is None:
            return False
        claimed()
        self._run(kind, lease)
        return True

    def extend_leases(self) -> None:
        """Extend the leases of all jobs that are being done."""
        with self._guard:
            running = list(self._running)
        for context in running:
            context.extend_lease()

    def _run(self, kind: Kind, lease: Lease) -> None:
        context = JobContext(
            database=self._database,
            site=self._site,
            settings=self._settings,
            blobs=self._blobs,
            lease=lease,
            terms=kind.terms,
            stopping=self.stopping,
        )
        with self._guard:
            self._running.add(context)
        try:
            outcome = self._attempt(kind, context)
        except LeaseLost:
            outcome = "lost"
            log.warning("a job was taken from this worker", job=lease.job_id, kind=kind.name)
        finally:
            with self._guard:
                self._running.discard(context)
        metrics.JOBS.labels(kind.name, outcome).inc()

    def _attempt(self, kind: Kind, context: JobContext) -> str:
        """Call the handler and record what came of it; returns the outcome in a word. Raises :class:`LeaseLost`."""
        lease = context.lease
        try:
            # A handler may be called more than once for the same job; a transaction of it that was taken back to let
            # another one pass is no failure, and need not wait for the next attempt.
            repeated(lambda: kind.run(context, lease.payload), after=is_taken_back)
        except LeaseLost:
            raise
        except Stopped:
            self._record(context, lambda session: leases.hand_back(session, lease))
            return "handed_back"
        except Failed as problem:
            return self._give_up(kind, context, str(problem))
        except Retry as problem:
            return self._put_off(kind, context, str(problem), problem.after)
        except Exception as problem:
            # A defect of this program, or of what it depends on; a later attempt may succeed.
            log.exception("a job failed unexpectedly", job=lease.job_id, kind=kind.name)
            return self._put_off(kind, context, f"{type(problem).__name__}: {problem}", None)
        if not context.finished:
            self._record(context, lambda session: leases.finish(session, lease, every=kind.terms.every))
        return "done"

    def _put_off(self, kind: Kind, context: JobContext, problem: str, after: timedelta | None) -> str:
        if context.last_attempt and kind.terms.every is None:
            return self._give_up(kind, context, problem)
        until = now() + (after or kind.retry_delay(context.attempt))
        self._record(context, lambda session: leases.put_off(session, context.lease, _stored(problem), until))
        log.warning("job put off", job=context.lease.job_id, kind=kind.name, problem=problem, until=until.isoformat())
        return "retried"

    def _give_up(self, kind: Kind, context: JobContext, problem: str) -> str:
        self._record(context, lambda session: leases.give_up(session, context.lease, _stored(problem)))
        log.error("job failed", job=context.lease.job_id, kind=kind.name, problem=problem)
        return "failed"

    def _record(self, context: JobContext, change: Callable[[Session], None]) -> None:
        context.persistently(lambda: self._database.transact(change))


def _stored(problem: str) -> str:
    return masked(problem)[:LONGEST_ERROR]
