"""Finished jobs are deleted after a while, in any number, also where the worker dies in the middle."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from convener.domain.jobs import queue
from convener.domain.jobs.queue import DONE_STAYS, FAILED_STAYS
from convener.domain.site import Site, now
from convener.jobs.context import JobContext
from convener.jobs.kind import periodic_kind
from convener.jobs.kinds import finished_jobs
from convener.jobs.kinds.finished_jobs import DELETE_FINISHED_JOBS, delete_finished_jobs
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import Job
from tests.factories.job_kinds import NOTE, Note
from tests.factories.jobs import Crash, do_all, do_periodic, jobs, runner

NAME = DELETE_FINISHED_JOBS.name


def make_old(database: Database, site: Site, settings: Settings, number: int) -> None:
    """So many jobs that were done long ago, and one that was done just now."""
    with database.write() as session:
        for _ in range(number + 1):
            queue.enqueue(session, Note(text="a"))
    do_all(runner(database, site, settings), NOTE)
    old = [job.id for job in jobs(database)][:number]
    with database.write() as session:
        session.execute(update(Job).where(Job.id.in_(old)).values(finished_at=now() - DONE_STAYS - timedelta(1)))


def test_old_jobs_are_deleted_batch_by_batch(
    database: Database, site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finished_jobs, "BATCH", 2)
    make_old(database, site, settings, 5)
    do_periodic(runner(database, site, settings), database, DELETE_FINISHED_JOBS)
    assert [job.kind for job in jobs(database)] == ["note", NAME]


def test_what_failed_stays_longer(database: Database, site: Site, settings: Settings) -> None:
    make_old(database, site, settings, 2)
    with database.write() as session:
        session.execute(update(Job).values(state="failed"))
    do_periodic(runner(database, site, settings), database, DELETE_FINISHED_JOBS)
    assert len(jobs(database, "note")) == 3
    with database.write() as session:
        session.execute(update(Job).where(Job.kind == "note").values(finished_at=now() - FAILED_STAYS))
    do_periodic(runner(database, site, settings), database, DELETE_FINISHED_JOBS)
    assert jobs(database, "note") == []


def test_another_worker_goes_on_where_one_died(
    database: Database, site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finished_jobs, "BATCH", 2)
    make_old(database, site, settings, 5)

    def die(context: JobContext) -> None:
        context.check = lambda: (_ for _ in ()).throw(Crash)  # type: ignore[method-assign]
        delete_finished_jobs(context)

    dying = periodic_kind(NAME, die, every=timedelta(0), lease=timedelta(0))
    with database.write() as session:
        queue.enqueue_periodic(session, {NAME: timedelta(0)})
    with pytest.raises(Crash):
        runner(database, site, settings).run_next(dying)
    assert len(jobs(database, "note")) == 4
    do_periodic(runner(database, site, settings, "w2"), database, DELETE_FINISHED_JOBS)
    assert len(jobs(database, "note")) == 1
