"""Background jobs in tests: kinds made for the purpose, done in the thread of the test; time that passes at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from convener.domain.jobs import queue
from convener.domain.site import Site, now
from convener.jobs.kind import Kind
from convener.jobs.runner import Runner
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database
from convener.storage.models import Job


class Crash(BaseException):
    """Raised by a handler: the worker dies at this point, and nothing after it runs, as with kill -9."""


def runner(database: Database, site: Site, settings: Settings, name: str = "w1") -> Runner:
    """A worker that does jobs in the thread that calls it."""
    return Runner(database, site, settings, BlobStore.of(settings), name)


def with_lease(kind: Kind, lease: timedelta) -> Kind:
    """The kind, with another lease; with one of no time others take its jobs over at once."""
    return replace(kind, terms=replace(kind.terms, lease=lease))


def do_all(worker: Runner, *kinds: Kind) -> int:
    """Do all due jobs of these kinds; returns how many."""
    done = 0
    for kind in kinds:
        while worker.run_next(kind):
            done += 1
            assert done < 1000, "it never ends"
    return done


def do_periodic(worker: Runner, database: Database, *kinds: Kind) -> None:
    """Do the job of each of these periodic kinds once, and see that none failed."""
    with database.write() as session:
        queue.enqueue_periodic(session, {kind.name: timedelta(0) for kind in kinds})
    for kind in kinds:
        assert worker.run_next(kind)
        assert [(job.state, job.error) for job in jobs(database, kind.name)] == [("queued", "")]


def jobs(database: Database, kind: str | None = None) -> list[Job]:
    """All jobs (of a kind), oldest first."""
    with database.read() as session:
        query = select(Job).order_by(Job.id)
        return list(session.scalars(query if kind is None else query.where(Job.kind == kind)))


def job_states(database: Database, kind: str | None = None) -> list[str]:
    """Their states."""
    return [job.state for job in jobs(database, kind)]


def let_time_pass(database: Database) -> None:
    """Let the time pass that jobs wait for, and that leases last."""
    with database.write() as session:
        for job in session.scalars(select(Job)):
            job.run_at = min(job.run_at, now())
            if job.lease_until is not None:
                job.lease_until = min(job.lease_until, now())
