"""Jobs belong to one worker at a time, and to another one when their worker is dead."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from convener.domain.jobs import leases, queue
from convener.domain.jobs.leases import Lease, LeaseLost, Terms
from convener.domain.site import now
from convener.storage.database import Database, Session
from tests.domain.jobs.test_queue import TERMS, Convert
from tests.factories.jobs import job_states, jobs, let_time_pass

NONE = timedelta(0)


def enqueue(database: Database, *pages: int) -> None:
    with database.write() as session:
        for page in pages:
            queue.enqueue(session, Convert(page=page), key=str(page))


def claim(database: Database, terms: Terms = TERMS, worker: str = "w1") -> Lease | None:
    with database.write() as session:
        return leases.claim(session, terms, worker)


def taken(database: Database, terms: Terms = TERMS, worker: str = "w1") -> Lease:
    lease = claim(database, terms, worker)
    assert lease is not None
    return lease


def test_the_job_that_has_been_due_the_longest_is_first(database: Database) -> None:
    enqueue(database, 1)
    with database.write() as session:
        queue.enqueue(session, Convert(page=2), run_at=now() - timedelta(minutes=1))
        queue.enqueue(session, Convert(page=3), run_at=now() + timedelta(minutes=1))
    terms = replace(TERMS, concurrency=9)
    assert [taken(database, terms).payload["page"] for _ in range(2)] == [2, 1]
    assert claim(database, terms) is None


def test_no_more_run_at_once_than_the_kind_allows(database: Database) -> None:
    enqueue(database, 1, 2, 3)
    first = taken(database, worker="w1")
    taken(database, worker="w2")
    assert claim(database, worker="w3") is None
    with database.write() as session:
        leases.finish(session, first)
    assert taken(database, worker="w3").payload == {"page": 3}


def test_the_limit_holds_for_workers_that_claim_at_the_same_moment(database: Database) -> None:
    enqueue(database, *range(12))
    start, won = threading.Barrier(6), list[Lease]()

    def work(number: int) -> None:
        start.wait()
        for _ in range(3):
            if (lease := claim(database, replace(TERMS, concurrency=4), f"w{number}")) is not None:
                won.append(lease)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({lease.job_id for lease in won}) == len(won) == 4
    assert job_states(database).count("running") == 4


def test_the_job_of_a_dead_worker_is_taken_up_again(database: Database) -> None:
    enqueue(database, 1)
    dead = taken(database, worker="dead")
    assert claim(database, worker="w2") is None, "its lease lasts"
    let_time_pass(database)
    living = taken(database, worker="w2")
    assert (living.job_id, living.attempt, living.claims) == (dead.job_id, 2, 2)


Change = Callable[[Session, Lease], object]


@pytest.mark.parametrize(
    "change",
    [
        lambda session, lease: leases.finish(session, lease),
        lambda session, lease: leases.put_off(session, lease, "problem", now()),
        lambda session, lease: leases.give_up(session, lease, "problem"),
        lambda session, lease: leases.hand_back(session, lease),
    ],
    ids=["finish", "put_off", "give_up", "hand_back"],
)
def test_who_lost_a_lease_can_record_nothing(database: Database, change: Change) -> None:
    enqueue(database, 1)
    slow = taken(database, worker="w1")
    let_time_pass(database)
    taken(database, worker="w1")  # of the same name: the claim counts
    with database.write() as session, pytest.raises(LeaseLost):
        change(session, slow)
    with database.write() as session:
        assert not leases.extend(session, slow, timedelta(hours=1))
        assert not leases.report_progress(session, slow, timedelta(hours=1), 1, 2, "")
    (job,) = jobs(database)
    assert (job.state, job.claims, job.progress_done) == ("running", 2, None)


def test_an_extended_lease_lasts(database: Database) -> None:
    enqueue(database, 1)
    lease = taken(database)
    let_time_pass(database)
    with database.write() as session:
        assert leases.extend(session, lease, timedelta(minutes=1))
    assert claim(database, worker="w2") is None


def test_a_job_that_kills_its_workers_fails(database: Database) -> None:
    enqueue(database, 1)
    for _ in range(TERMS.attempts):
        taken(database)
        let_time_pass(database)
    assert claim(database) is None
    (job,) = jobs(database)
    assert (job.state, job.attempts) == ("failed", TERMS.attempts)
    assert "died" in job.error


def test_a_periodic_job_that_kills_its_workers_waits_for_its_next_time(database: Database) -> None:
    terms = Terms(kind="convert", concurrency=1, attempts=1, lease=NONE, every=timedelta(hours=1))
    with database.write() as session:
        queue.enqueue_periodic(session, {"convert": NONE})
    taken(database, terms)
    assert claim(database, terms) is None
    (job,) = jobs(database)
    assert (job.state, "died" in job.error, job.run_at > now()) == ("queued", True, True)


def test_a_job_handed_back_has_used_no_attempt(database: Database) -> None:
    enqueue(database, 1)
    with database.write() as session:
        lease = leases.claim(session, TERMS, "w1")
        assert lease is not None
        leases.hand_back(session, lease)
    assert taken(database).attempt == 1


def test_when_each_kind_is_due(database: Database) -> None:
    enqueue(database, 1, 2)
    with database.write() as session:
        queue.enqueue_periodic(session, {"later": timedelta(hours=1)})
    taken(database)
    taken(database)
    with database.read() as session:
        due = leases.next_due(session, ["convert", "later", "never"])
    assert set(due) == {"convert", "later"}
    assert now() < due["convert"] < now() + TERMS.lease, "when the first lease ends"
    assert due["later"] > now() + timedelta(minutes=50)


def test_progress_can_be_read_while_it_runs(database: Database) -> None:
    enqueue(database, 1)
    lease = taken(database)
    with database.write() as session:
        assert leases.report_progress(session, lease, timedelta(minutes=1), 3, 10, "pages")
    (job,) = jobs(database)
    assert (job.progress_done, job.progress_total, job.progress_step) == (3, 10, "pages")
