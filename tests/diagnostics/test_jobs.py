"""Background jobs: none, one that failed, one that nobody does."""

from __future__ import annotations

from datetime import timedelta

from convener.diagnostics import Health
from convener.domain.jobs import leases, queue
from convener.domain.site import now
from convener.settings import Settings
from convener.storage.database import Database
from tests.diagnostics.conftest import find, find_all
from tests.factories.job_kinds import NOTE, Note


def test_all_is_well_where_nothing_waits_for_long(started: Settings) -> None:
    database = Database(started.sqlalchemy_url)
    with database.write() as session:
        queue.enqueue(session, Note(text="a"))
        queue.enqueue_periodic(session, {"tick": timedelta(hours=-1)})
    database.close()
    assert find(started, "background jobs").health is Health.OK


def test_failed_jobs_and_jobs_that_nobody_does_are_warnings(started: Settings) -> None:
    database = Database(started.sqlalchemy_url)
    with database.write() as session:
        queue.enqueue(session, Note(text="a"))
        lease = leases.claim(session, NOTE.terms, "w1")
        assert lease is not None
        leases.give_up(session, lease, "no such page")
        queue.enqueue(session, Note(text="b"), run_at=now() - timedelta(minutes=20))
    database.close()
    trouble, late = find_all(started, "background jobs")
    assert (trouble.health, "1 of kind note" in trouble.message) == (Health.WARNING, True)
    assert (late.health, "20 minutes" in late.message) == (Health.WARNING, True)


def test_tables_of_an_earlier_version_are_left_to_the_next_start(settings: Settings) -> None:
    settings.data.mkdir()
    (settings.data / "convener.sqlite3").touch()
    assert find_all(settings, "background jobs") == []
