"""The queue of background jobs, as callers and operators see it: asking for a job, listing, trying again.

A job is asked for in the transaction of what needs it, so it exists exactly where that was committed. A worker takes it
up afterwards (:mod:`convener.domain.jobs.leases`), perhaps more than once: work that must not be done twice is recorded
together with the job's end (:meth:`convener.jobs.context.JobContext.finish`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

import msgspec
from sqlalchemy import Insert, and_, case, delete, exists, func, or_, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from convener.domain.errors import InvalidParameter
from convener.domain.site import now
from convener.storage.database import ENQUEUED
from convener.storage.models import Job

DONE_STAYS = timedelta(days=1)
"""How long a job that was done can be seen."""

FAILED_STAYS = timedelta(days=30)
"""How long a job that failed for good can be seen, and tried again."""

OFTEN = 3
"""Failures in a row from which on a job that is tried again counts as one in trouble."""


class JobState(StrEnum):
    """How far a job has come."""

    QUEUED = "queued"  # due at run_at
    RUNNING = "running"  # a worker does it; taken for dead when its lease is over
    DONE = "done"
    FAILED = "failed"  # for good, until somebody asks for another try


PERIODIC = ""
"""The key of the one job of a periodic kind, which never ends."""

UNFINISHED = (JobState.QUEUED.value, JobState.RUNNING.value)


class JobPayload(msgspec.Struct, frozen=True, kw_only=True):
    """What a job of one kind needs to know. It is stored as JSON and listed to operators: ids, never secrets.

    Jobs outlive the version that asked for them: a new field needs a default.
    """

    kind: ClassVar[str]
    """The name of the kind, at most 48 characters."""


def _upsert(insert: sqlite.Insert | postgresql.Insert) -> Insert:
    new = insert.excluded
    waits = or_(Job.state == JobState.QUEUED.value, Job.again)
    return insert.on_conflict_do_update(
        index_elements=[Job.kind, Job.key],
        index_where=text("state IN ('queued', 'running')"),
        set_={
            "payload": new.payload,
            "again": Job.state == JobState.RUNNING.value,
            "run_at": case((and_(waits, Job.run_at < new.run_at), Job.run_at), else_=new.run_at),
            "attempts": case((Job.state == JobState.QUEUED.value, 0), else_=Job.attempts),
        },
    )


_UPSERT = {"sqlite": _upsert(sqlite.insert(Job)), "postgresql": _upsert(postgresql.insert(Job))}


def enqueue(session: Session, payload: JobPayload, *, key: str | None = None, run_at: datetime | None = None) -> None:
    """Ask for a job in the caller's transaction, by one statement; due at ``run_at``, now where that is None.

    With a ``key`` there is one unfinished job of the kind and the key: where one waits already, it gets this payload
    and is due at the earlier of both times, with all its attempts before it; where one is running, it is done once more
    afterwards. Without a key each call makes a job.
    """
    moment = now()
    _insert(session, [_row(payload.kind, key, msgspec.to_builtins(payload), run_at or moment, moment)])


def enqueue_periodic(session: Session, intervals: Mapping[str, timedelta]) -> None:
    """See to it that there is a job of each of these kinds, due one interval from now at the latest."""
    moment = now()
    rows = [_row(kind, PERIODIC, {}, moment + intervals[kind], moment) for kind in sorted(intervals)]
    if rows:
        _insert(session, rows)


def _row(
    kind: str, key: str | None, payload: dict[str, object], run_at: datetime, moment: datetime
) -> dict[str, object]:
    return {
        "kind": kind,
        "key": key,
        "payload": payload,
        "state": JobState.QUEUED.value,
        "again": False,
        "run_at": run_at,
        "attempts": 0,
        "claims": 0,
        "progress_step": "",
        "error": "",
        "created_at": moment,
    }


def _insert(session: Session, rows: list[dict[str, object]]) -> None:
    connection = session.connection()
    connection.execute(_UPSERT[connection.dialect.name], rows)
    session.info[ENQUEUED] = True


def find(
    session: Session, *, states: Sequence[JobState] = (), kind: str | None = None, limit: int | None = None
) -> list[Job]:
    """The newest ``limit`` jobs of these states (of all, where none is given) and this kind, newest first."""
    query = select(Job).order_by(Job.id.desc()).limit(limit)
    if states:
        query = query.where(Job.state.in_([state.value for state in states]))
    if kind is not None:
        query = query.where(Job.kind == kind)
    return list(session.scalars(query))


def retry(session: Session, job_id: int) -> Job:
    """Queue a job that failed, or that waits for its next attempt: due now, with all its attempts before it.

    Raises :class:`InvalidParameter` where there is none, it is running or done, or another one of its key is
    unfinished, which does the same.
    """
    job = session.scalar(select(Job).where(Job.id == job_id).with_for_update())
    if job is None:
        raise InvalidParameter(f"There is no job {job_id}.", "id")
    if job.state not in (JobState.FAILED.value, JobState.QUEUED.value):
        raise InvalidParameter(f"Job {job_id} is {job.state}; only jobs that failed or wait are tried again.", "id")
    same = (Job.kind == job.kind, Job.key == job.key, Job.id != job.id, Job.state.in_(UNFINISHED))
    if job.key is not None and session.scalar(select(exists().where(*same))):
        raise InvalidParameter(f"Job {job_id} has a successor, which is unfinished.", "id")
    job.state, job.run_at, job.attempts, job.finished_at = JobState.QUEUED.value, now(), 0, None
    session.info[ENQUEUED] = True
    return job


def count_in_trouble(session: Session) -> dict[str, int]:
    """How many jobs have failed for good, or failed time after time and are tried again, by kind."""
    failing = and_(Job.state == JobState.QUEUED.value, Job.attempts >= OFTEN, Job.error != "")
    query = select(Job.kind, func.count()).where(or_(Job.state == JobState.FAILED.value, failing)).group_by(Job.kind)
    numbers: dict[str, int] = dict(session.execute(query).all())
    return numbers


def oldest_due(session: Session) -> datetime | None:
    """Since when the job is due that waits for the longest time, periodic ones apart; None where none is due."""
    due = select(func.min(Job.run_at)).where(Job.state == JobState.QUEUED.value, Job.run_at <= now())
    return session.scalar(due.where(or_(Job.key.is_(None), Job.key != PERIODIC)))


def delete_finished(session: Session, limit: int) -> int:
    """Delete up to ``limit`` jobs that were done, or failed, longer ago than they are kept; returns how many."""
    old = or_(
        and_(Job.state == JobState.DONE.value, Job.finished_at < now() - DONE_STAYS),
        and_(Job.state == JobState.FAILED.value, Job.finished_at < now() - FAILED_STAYS),
    )
    ids = select(Job.id).where(old).limit(limit).scalar_subquery()
    result = session.execute(delete(Job).where(Job.id.in_(ids)).execution_options(synchronize_session=False))
    return result.rowcount if isinstance(result, CursorResult) else 0
