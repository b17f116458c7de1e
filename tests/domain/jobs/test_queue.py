"""Asking for jobs: one of each key, in the caller's transaction; trying again; what is deleted after a while."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

import pytest
from sqlalchemy import update

from convener.domain.errors import InvalidParameter
from convener.domain.jobs import leases, queue
from convener.domain.jobs.leases import Lease, Terms
from convener.domain.jobs.queue import DONE_STAYS, FAILED_STAYS, JobPayload, JobState
from convener.domain.site import now
from convener.storage.database import Database
from convener.storage.models import Job
from tests.factories.jobs import job_states, jobs

HOUR = timedelta(hours=1)
TERMS = Terms(kind="convert", concurrency=2, attempts=3, lease=timedelta(minutes=1))


class Convert(JobPayload, frozen=True):
    kind: ClassVar[str] = "convert"

    page: int = 0


def enqueue(database: Database, page: int, key: str | None = "a", delay: timedelta | None = None) -> None:
    with database.write() as session:
        queue.enqueue(session, Convert(page=page), key=key, run_at=None if delay is None else now() + delay)


def claim(database: Database, terms: Terms = TERMS) -> Lease | None:
    with database.write() as session:
        return leases.claim(session, terms, "w1")


def begin(database: Database) -> Lease:
    lease = claim(database)
    assert lease is not None
    return lease


def finish(database: Database, lease: Lease) -> None:
    with database.write() as session:
        leases.finish(session, lease)


def test_the_same_key_twice_is_one_job_with_the_last_payload(database: Database) -> None:
    enqueue(database, 1)
    enqueue(database, 2)
    enqueue(database, 3, key="b")
    assert [(job.key, job.payload) for job in jobs(database)] == [("a", {"page": 2}), ("b", {"page": 3})]


def test_without_a_key_each_is_a_job(database: Database) -> None:
    enqueue(database, 1, key=None)
    enqueue(database, 1, key=None)
    assert job_states(database) == ["queued", "queued"]


def test_it_is_due_at_the_earliest_time_that_was_asked_for(database: Database) -> None:
    enqueue(database, 1, delay=2 * HOUR)
    enqueue(database, 2, delay=HOUR)
    enqueue(database, 3, delay=3 * HOUR)
    (job,) = jobs(database)
    assert now() < job.run_at < now() + 1.5 * HOUR
    assert claim(database) is None
    enqueue(database, 4)
    assert begin(database).payload == {"page": 4}


def test_asked_for_while_it_runs_it_is_done_once_more(database: Database) -> None:
    enqueue(database, 1)
    first = begin(database)
    enqueue(database, 2)
    enqueue(database, 3)
    assert job_states(database) == ["running"]
    assert claim(database) is None, "not at the same time"
    finish(database, first)
    second = begin(database)
    assert (second.payload, second.attempt) == ({"page": 3}, 1)
    finish(database, second)
    assert job_states(database) == ["done"]
    assert claim(database) is None


def test_asked_for_while_it_runs_for_a_later_time(database: Database) -> None:
    enqueue(database, 1)
    first = begin(database)
    enqueue(database, 2, delay=2 * HOUR)
    enqueue(database, 3, delay=HOUR)
    finish(database, first)
    (job,) = jobs(database)
    assert (job.state, now() < job.run_at < now() + 1.5 * HOUR) == ("queued", True)


def test_after_it_was_done_the_key_is_free(database: Database) -> None:
    enqueue(database, 1)
    finish(database, begin(database))
    enqueue(database, 2)
    assert job_states(database) == ["done", "queued"]


def test_asking_again_gives_a_waiting_job_all_its_attempts(database: Database) -> None:
    enqueue(database, 1)
    with database.write() as session:
        lease = leases.claim(session, TERMS, "w1")
        assert lease is not None
        leases.put_off(session, lease, "no answer", now() + HOUR)
    enqueue(database, 2)
    assert begin(database).attempt == 1


def test_a_transaction_that_fails_asks_for_nothing(database: Database) -> None:
    heard: list[str] = []
    database.on_enqueue(lambda: heard.append("wake"))

    def fail() -> None:
        with database.write() as session:
            queue.enqueue(session, Convert(page=1))
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert (job_states(database), heard) == ([], [])
    enqueue(database, 1)
    assert (job_states(database), heard) == (["queued"], ["wake"])


def test_a_periodic_job_is_made_once_and_due_by_the_shortest_interval(database: Database) -> None:
    for hours in (3, 1, 2):
        with database.write() as session:
            queue.enqueue_periodic(session, {"convert": hours * HOUR, "other": HOUR})
    convert, other = jobs(database)
    assert (convert.kind, other.kind) == ("convert", "other")
    assert convert.run_at < now() + 1.5 * HOUR


def test_a_failed_job_is_tried_again(database: Database) -> None:
    enqueue(database, 1)
    with database.write() as session:
        lease = leases.claim(session, TERMS, "w1")
        assert lease is not None
        leases.give_up(session, lease, "no such page")
    (job,) = jobs(database)
    assert (job.state, job.error) == ("failed", "no such page")
    with database.write() as session:
        queue.retry(session, job.id)
    lease = begin(database)
    assert (lease.job_id, lease.attempt) == (job.id, 1)
    with pytest.raises(InvalidParameter, match="running"), database.write() as session:
        queue.retry(session, job.id)


def test_a_failed_job_with_a_successor_is_not_tried_again(database: Database) -> None:
    enqueue(database, 1)
    with database.write() as session:
        lease = leases.claim(session, TERMS, "w1")
        assert lease is not None
        leases.give_up(session, lease, "no such page")
    enqueue(database, 2)
    with pytest.raises(InvalidParameter, match="successor"), database.write() as session:
        queue.retry(session, jobs(database)[0].id)
    with pytest.raises(InvalidParameter, match="no job"), database.write() as session:
        queue.retry(session, 4711)


def test_jobs_are_found_by_state_and_kind_newest_first(database: Database) -> None:
    for page in (1, 2, 3):
        enqueue(database, page, key=None)
    finish(database, begin(database))
    with database.read() as session:
        assert [job.payload["page"] for job in queue.find(session)] == [3, 2, 1]
        assert [job.payload["page"] for job in queue.find(session, limit=1)] == [3]
        assert [job.payload["page"] for job in queue.find(session, states=[JobState.DONE])] == [1]
        assert queue.find(session, kind="other") == []


def test_finished_jobs_are_deleted_after_a_while(database: Database) -> None:
    for page in range(4):
        enqueue(database, page, key=None)
    moment = now()
    ends = {
        1: (JobState.DONE, moment - DONE_STAYS - HOUR),
        2: (JobState.DONE, moment - DONE_STAYS + HOUR),
        3: (JobState.FAILED, moment - FAILED_STAYS - HOUR),
        4: (JobState.FAILED, moment - FAILED_STAYS + HOUR),
    }
    first = jobs(database)[0].id
    with database.write() as session:
        for number, (state, finished_at) in ends.items():
            values = {"state": state.value, "finished_at": finished_at}
            session.execute(update(Job).where(Job.id == first + number - 1).values(values))
    with database.write() as session:
        assert queue.delete_finished(session, 1) == 1
        assert queue.delete_finished(session, 50) == 1
    assert job_states(database) == ["done", "failed"]


def test_jobs_in_trouble_are_counted(database: Database) -> None:
    enqueue(database, 1)
    for attempt in range(1, 4):
        with database.write() as session:
            lease = leases.claim(session, TERMS, "w1")
            assert lease is not None
            leases.put_off(session, lease, "no answer", now())
        with database.read() as session:
            assert queue.count_in_trouble(session) == ({"convert": 1} if attempt == 3 else {})
