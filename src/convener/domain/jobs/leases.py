"""The queue of background jobs as workers see it: a job belongs to one worker for the time of its lease.

Every change by a worker is *fenced*: it names the claim by which the worker took the job up, and fails
(:class:`LeaseLost`) where the lease ended and the job was taken back. So of two workers that both believe to do a job,
one can record what came of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from convener.domain.site import due_by, now
from convener.storage.clock import CLOCK
from convener.storage.models import Job

from .queue import JobState

_ADVISORY = 747271
"""The first half of the keys of PostgreSQL's advisory locks for claims; the second one is the kind."""

_DIED = "its worker died, or was cut off from the database"


class LeaseLost(Exception):
    """The job is no longer this worker's: its lease ended, and it was taken back."""


@dataclass(frozen=True, kw_only=True)
class Lease:
    """A worker's right to do a job. ``attempt`` counts from one; ``claims`` tells this right from earlier ones."""

    job_id: int
    kind: str
    key: str | None
    payload: Mapping[str, Any]
    attempt: int
    claims: int
    worker: str


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How jobs of a kind may be taken up: ``concurrency`` at once over all workers, each for ``lease`` at a time and
    for as many ``attempts``; ``every``: the pause between two runs of a periodic kind, whose job never ends."""

    kind: str
    concurrency: int
    attempts: int
    lease: timedelta
    every: timedelta | None = None


def next_due(session: Session, kinds: Iterable[str]) -> dict[str, datetime]:
    """For each of these kinds with unfinished jobs, when the first of them is, or was, to be taken up: a queued one at
    its time, one that is running when its lease ends."""
    wanted = list(kinds)
    firsts = [
        select(func.min(Job.run_at)).where(Job.kind == kind, Job.state == JobState.QUEUED.value).scalar_subquery()
        for kind in wanted
    ]
    found: dict[str, datetime] = {
        kind: first for kind, first in zip(wanted, session.execute(select(*firsts)).one(), strict=True) if first
    }
    running = select(Job.kind, func.min(Job.lease_until)).where(Job.state == JobState.RUNNING.value)
    for kind, ends in session.execute(running.group_by(Job.kind)):
        if kind in wanted and ends is not None:
            found[kind] = min(ends, found.get(kind, ends))
    return found


def claim(session: Session, terms: Terms, worker: str) -> Lease | None:
    """Take up the job of this kind that has been due the longest; None where none is due or the limit is reached.

    First takes back those whose lease is over. The limit is exact: claims of a kind pass one after the other (SQLite by
    its only writer, PostgreSQL by an advisory lock). A worker whose lease is over counts as dead; where it still
    lives, it may be at work beyond the limit until it hears of that.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(_ADVISORY, func.hashtext(terms.kind))))
    CLOCK.synchronize_with(session.connection())
    moment, over = now(), due_by(terms.lease)
    running = select(Job.id, Job.lease_until).where(Job.kind == terms.kind, Job.state == JobState.RUNNING.value)
    others = 0
    for job_id, ends in session.execute(running).all():
        if ends is None or ends > over:
            others += 1
        else:
            _take_back(session, terms, job_id, moment)
    if others >= terms.concurrency:
        return None
    query = (
        select(Job)
        .where(Job.kind == terms.kind, Job.state == JobState.QUEUED.value, Job.run_at <= moment)
        .order_by(Job.run_at, Job.id)
        .limit(1)
    )
    job = session.scalar(query.with_for_update(skip_locked=True))
    if job is None:
        return None
    job.state, job.worker, job.started_at, job.lease_until = (
        JobState.RUNNING.value,
        worker,
        moment,
        moment + terms.lease,
    )
    job.attempts += 1
    job.claims += 1
    job.progress_done = job.progress_total = job.finished_at = None
    job.progress_step = ""
    return Lease(
        job_id=job.id,
        kind=job.kind,
        key=job.key,
        payload=job.payload,
        attempt=job.attempts,
        claims=job.claims,
        worker=worker,
    )


def bring_back(session: Session, every: Iterable[Terms]) -> None:
    """After a jump of the clock to the past: leases that would last for too long end after their usual time from now,
    and a periodic job is due after its pause at the latest."""
    moment = now()
    for terms in every:
        mine = update(Job).where(Job.kind == terms.kind).execution_options(synchronize_session=False)
        longest = moment + terms.lease
        running = mine.where(Job.state == JobState.RUNNING.value, Job.lease_until > longest)
        session.execute(running.values(lease_until=longest))
        if terms.every is not None:
            latest = moment + terms.every
            queued = mine.where(Job.state == JobState.QUEUED.value, Job.run_at > latest)
            session.execute(queued.values(run_at=latest))


def _take_back(session: Session, terms: Terms, job_id: int, moment: datetime) -> None:
    """Queue a job whose worker is dead, or give it up where each of its attempts ended so."""
    expired = select(Job).where(Job.id == job_id, Job.state == JobState.RUNNING.value, Job.lease_until <= moment)
    job = session.scalar(expired.with_for_update(skip_locked=True))
    if job is None:
        return
    if job.again or job.attempts < terms.attempts:
        _requeue(job, moment, _DIED)
    elif terms.every is not None:
        _requeue(job, moment + terms.every, _DIED)
    else:
        _end(job, JobState.FAILED, f"{_DIED}, at each of {job.attempts} attempts")
    session.flush()


def lock_job(session: Session, lease: Lease) -> Job:
    """The job's row, locked for the rest of the transaction. Raises :class:`LeaseLost`.

    To be called last in a transaction, after all other rows are locked: whoever asks for a job locks it last too.
    """
    job = session.scalar(select(Job).where(*_mine(lease)).with_for_update().execution_options(populate_existing=True))
    if job is None:
        raise LeaseLost(f"job {lease.job_id} is no longer this worker's")
    return job


def finish(session: Session, lease: Lease, *, every: timedelta | None = None) -> None:
    """Record that the job was done; one that was asked for again meanwhile, or is periodic, is queued once more. Raises
    :class:`LeaseLost`."""
    job = lock_job(session, lease)
    if every is None and not job.again:
        _end(job, JobState.DONE, "")
        return
    job.finished_at = now()
    job.attempts = 0
    _requeue(job, now() + every if every is not None else now(), "")


def put_off(session: Session, lease: Lease, problem: str, until: datetime) -> None:
    """Record that this attempt failed, and queue the job for ``until``. Raises :class:`LeaseLost`."""
    _requeue(lock_job(session, lease), until, problem)


def give_up(session: Session, lease: Lease, problem: str) -> None:
    """Record that the job failed for good; one that was asked for again meanwhile is queued once more. Raises
    :class:`LeaseLost`."""
    job = lock_job(session, lease)
    if job.again:
        _requeue(job, now(), problem)
    else:
        _end(job, JobState.FAILED, problem)


def hand_back(session: Session, lease: Lease) -> None:
    """Queue the job for another worker, due now; this attempt does not count. Raises :class:`LeaseLost`."""
    job = lock_job(session, lease)
    job.attempts -= 1
    _requeue(job, now(), job.error)


def extend(session: Session, lease: Lease, duration: timedelta) -> bool:
    """Extend the lease to ``duration`` from now; False where it is lost."""
    return _update(session, lease, lease_until=now() + duration)


def report_progress(
    session: Session, lease: Lease, duration: timedelta, done: int, total: int | None, step: str
) -> bool:
    """Record how far the job has come, and extend the lease; False where it is lost."""
    return _update(
        session,
        lease,
        lease_until=now() + duration,
        progress_done=done,
        progress_total=total,
        progress_step=step,
    )


def _update(session: Session, lease: Lease, **values: object) -> bool:
    statement = update(Job).where(*_mine(lease)).values(**values).execution_options(synchronize_session=False)
    result = session.execute(statement)
    return isinstance(result, CursorResult) and result.rowcount == 1


def _mine(lease: Lease) -> tuple[ColumnElement[bool], ...]:
    return (
        Job.id == lease.job_id,
        Job.state == JobState.RUNNING.value,
        Job.worker == lease.worker,
        Job.claims == lease.claims,
    )


def _requeue(job: Job, run_at: datetime, problem: str) -> None:
    """Queue the job for ``run_at``; where it was asked for again, for the time that was asked for, and anew."""
    if job.again:
        job.again, job.attempts = False, 0
    else:
        job.run_at = run_at
    job.state, job.error = JobState.QUEUED.value, problem
    job.worker = job.lease_until = None


def _end(job: Job, state: JobState, problem: str) -> None:
    job.state, job.error, job.finished_at = state.value, problem, now()
    job.worker = job.lease_until = None
