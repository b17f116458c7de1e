"""What becomes of a job by what its handler does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from convener.domain.jobs import queue
from convener.domain.jobs.leases import LeaseLost
from convener.domain.site import Site, now
from convener.jobs.context import JobContext
from convener.jobs.kind import Failed, Kind, Retry, job_kind, periodic_kind
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import BlobDeletion, Job
from tests.factories.job_kinds import Note
from tests.factories.jobs import Crash, do_all, job_states, jobs, let_time_pass, runner, with_lease

Handler = Callable[[JobContext, Note], None]
NONE = timedelta(0)


def asked(database: Database, text: str = "a") -> None:
    with database.write() as session:
        queue.enqueue(session, Note(text=text), key=text)


def kind_of(handler: Handler, attempts: int = 3) -> Kind:
    return job_kind(Note, handler, attempts=attempts)


def test_a_job_is_done_once(database: Database, site: Site, settings: Settings) -> None:
    texts: list[str] = []
    kind = kind_of(lambda _context, payload: texts.append(payload.text))
    asked(database)
    worker = runner(database, site, settings)
    assert do_all(worker, kind) == 1
    assert do_all(worker, kind) == 0
    (job,) = jobs(database)
    assert (texts, job.state, job.worker, job.error) == (["a"], "done", None, "")
    assert job.started_at is not None
    assert job.finished_at is not None


def test_a_job_that_fails_is_tried_again_later_and_fails_at_last(
    database: Database, site: Site, settings: Settings
) -> None:
    def refuse(context: JobContext, _payload: Note) -> None:
        raise Retry(f"no answer to token=hunter22 at attempt {context.attempt}")

    asked(database)
    worker = runner(database, site, settings)
    for attempt in (1, 2, 3):
        assert do_all(worker, kind_of(refuse)) == 1
        (job,) = jobs(database)
        assert (job.attempts, f"attempt {attempt}" in job.error) == (attempt, True)
        let_time_pass(database)
    assert job_states(database) == ["failed"]
    assert do_all(worker, kind_of(refuse)) == 0


def test_the_wait_may_be_chosen(database: Database, site: Site, settings: Settings) -> None:
    def busy(_context: JobContext, _payload: Note) -> None:
        raise Retry("busy", after=timedelta(hours=2))

    asked(database)
    do_all(runner(database, site, settings), kind_of(busy))
    (job,) = jobs(database)
    assert job.run_at > now() + timedelta(hours=1.9)


def test_what_cannot_succeed_fails_at_once(database: Database, site: Site, settings: Settings) -> None:
    def refuse(_context: JobContext, _payload: Note) -> None:
        raise Failed("no such page")

    asked(database)
    do_all(runner(database, site, settings), kind_of(refuse))
    (job,) = jobs(database)
    assert (job.state, job.error, job.attempts) == ("failed", "no such page", 1)


def test_a_defect_is_told_and_tried_again(database: Database, site: Site, settings: Settings) -> None:
    def break_down(_context: JobContext, _payload: Note) -> None:
        raise RuntimeError("no words")

    asked(database)
    do_all(runner(database, site, settings), kind_of(break_down))
    (job,) = jobs(database)
    assert (job.state, job.error) == ("queued", "RuntimeError: no words")


def test_a_payload_of_another_version_fails(database: Database, site: Site, settings: Settings) -> None:
    asked(database)
    with database.write() as session:
        session.scalars(select(Job)).one().payload = {"text": 7}
    do_all(runner(database, site, settings), kind_of(lambda _context, _payload: None))
    (job,) = jobs(database)
    assert (job.state, "payload" in job.error) == ("failed", True)


def test_a_job_is_handed_back_where_the_worker_is_to_stop(database: Database, site: Site, settings: Settings) -> None:
    worker = runner(database, site, settings)

    def interrupted(context: JobContext, _payload: Note) -> None:
        context.progress(1, 2)
        worker.stopping.set()
        context.check()

    asked(database)
    assert worker.run_next(kind_of(interrupted))
    (job,) = jobs(database)
    assert (job.state, job.attempts, job.worker) == ("queued", 0, None)
    assert do_all(runner(database, site, settings, "w2"), kind_of(lambda _context, _payload: None)) == 1


def test_what_is_written_with_the_end_of_a_job_is_written_once(
    database: Database, site: Site, settings: Settings
) -> None:
    """Two workers do the same job, because the first one counts as dead: one of them may record it."""
    other = runner(database, site, settings, "w2")
    lost: list[str] = []

    def mark(context: JobContext, _payload: Note) -> None:
        with context.finish() as session:
            session.add(BlobDeletion(blob="fenced", due_at=now()))

    def overtaken(context: JobContext, _payload: Note) -> None:
        assert other.run_next(kind_of(mark))
        try:
            with context.finish() as session:
                session.add(BlobDeletion(blob="again", due_at=now()))
        except LeaseLost:
            lost.append("lost")
            raise

    asked(database)
    assert runner(database, site, settings).run_next(with_lease(kind_of(overtaken), NONE))
    with database.read() as session:
        assert session.scalars(select(BlobDeletion.blob)).all() == ["fenced"]
    assert (job_states(database), lost) == (["done"], ["lost"])


def test_a_handler_hears_that_it_lost_the_job(database: Database, site: Site, settings: Settings) -> None:
    other, after = runner(database, site, settings, "w2"), list[str]()

    def overtaken(context: JobContext, _payload: Note) -> None:
        other.run_next(kind_of(lambda _context, _payload: None))
        context.progress(1, 2)
        after.append("went on")

    asked(database)
    assert runner(database, site, settings).run_next(with_lease(kind_of(overtaken), NONE))
    assert (after, job_states(database)) == ([], ["done"])


def test_a_lease_is_extended_while_the_handler_works(database: Database, site: Site, settings: Settings) -> None:
    worker, kind = runner(database, site, settings), kind_of(lambda _context, _payload: None)

    def long(_context: JobContext, _payload: Note) -> None:
        let_time_pass(database)
        worker.extend_leases()
        assert not runner(database, site, settings, "w2").run_next(kind)

    asked(database)
    assert worker.run_next(kind_of(long))
    assert job_states(database) == ["done"]


def test_a_periodic_job_whose_worker_died_is_done_again_at_once(
    database: Database, site: Site, settings: Settings
) -> None:
    def die(_context: JobContext) -> None:
        raise Crash

    kind = periodic_kind("tidy", die, every=timedelta(hours=1), lease=NONE)
    with database.write() as session:
        queue.enqueue_periodic(session, {"tidy": NONE})
    for name in ("w1", "w2", "w3"):
        with pytest.raises(Crash):
            runner(database, site, settings, name).run_next(kind)
    assert not runner(database, site, settings, "w4").run_next(kind), "it has killed three"
    (job,) = jobs(database)
    assert (job.state, "died" in job.error, job.run_at > now() + timedelta(minutes=50)) == ("queued", True, True)


def test_a_periodic_job_is_done_again_and_says_what_failed(database: Database, site: Site, settings: Settings) -> None:
    problems = iter(["no room", ""])

    def tidy(_context: JobContext) -> None:
        if problem := next(problems):
            raise RuntimeError(problem)

    kind = periodic_kind("tidy", tidy, every=timedelta(hours=1))
    with database.write() as session:
        queue.enqueue_periodic(session, {"tidy": NONE})
    worker = runner(database, site, settings)
    assert do_all(worker, kind) == 1
    (job,) = jobs(database)
    assert (job.state, job.attempts, job.error) == ("queued", 1, "RuntimeError: no room")
    assert now() + timedelta(minutes=50) < job.run_at
    let_time_pass(database)
    assert do_all(worker, kind) == 1
    (job,) = jobs(database)
    assert (job.state, job.attempts, job.error) == ("queued", 0, "")
    assert now() + timedelta(minutes=50) < job.run_at
