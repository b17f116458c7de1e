"""What PostgreSQL takes back to let another transaction pass is done again, once, whoever asked for it: a call of
``/api/v1``, an action in the room, a job."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from convener.domain.blobs import schedule_deletion
from convener.domain.jobs import queue
from convener.domain.site import Site
from convener.jobs.context import JobContext
from convener.jobs.kind import job_kind
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import BlobDeletion, Board, Poll
from tests.apis.rest.conftest import PASSWORD
from tests.apis.rest.conftest import Browser as SignedIn
from tests.factories.boards import board_of
from tests.factories.browsers import Gathering
from tests.factories.deadlocks import deadlock
from tests.factories.job_kinds import Note
from tests.factories.jobs import jobs, runner
from tests.servers import Postgres, RunningServer

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def server(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server on PostgreSQL."""
    running = RunningServer(tmp_path_factory.mktemp("server") / "data", database_url=postgres.new_database())
    running.start()
    yield running
    running.stop()


@pytest.fixture
def there(server: RunningServer) -> Iterator[Database]:
    """Its database."""
    database = Database(Settings(database_url=server.environment["CONVENER_DATABASE_URL"]).sqlalchemy_url)
    yield database
    database.close()


@pytest.fixture
def ann(server: RunningServer) -> Iterator[SignedIn]:
    """The browser of an organizer who is signed in."""
    server.cli("user", "create", "ann", "--role", "organizer", "--password", PASSWORD)
    with SignedIn(base_url=server.base_url, timeout=60) as browser:
        assert browser.sign_in("ann").status_code == 200
        yield browser


POLL = {"kind": "single", "question": "Tea?", "answers": ["yes", "no"]}


def test_a_call_is_done_again_once(ann: SignedIn, there: Database) -> None:
    path = f"/api/v1/meetings/{ann.write('POST', '/api/v1/meetings', {'title': 'Talk'}).json()['mid']}/polls"
    with deadlock(there, "polls") as tries:
        made = ann.write("POST", path, POLL)
        assert (made.status_code, tries()) == (201, 2), made.text
    assert [one["question"] for one in ann.get(path).json()["polls"]] == ["Tea?"]
    with there.read() as session:
        assert session.scalar(select(func.count()).select_from(Poll)) == 1


def test_a_call_that_waits_for_a_hash_is_done_again_once(ann: SignedIn, there: Database) -> None:
    new = "another battery horse"
    with deadlock(there, "sign_ins") as tries:
        changed = ann.write("POST", "/api/v1/account/password", {"oldPassword": PASSWORD, "newPassword": new})
        assert (changed.status_code, tries()) == (204, 2), changed.text
    assert len(ann.get("/api/v1/account/sessions").json()["sessions"]) == 1
    assert ann.sign_in("ann", new).status_code == 200
    assert ann.write("POST", "/api/v1/account/password", {"oldPassword": new, "newPassword": PASSWORD}).is_success


def test_a_room_action_is_done_again_once(server: RunningServer, there: Database) -> None:
    with Gathering(server) as room:
        host, ann = room.enter("host"), room.enter("ann")
        with deadlock(there, "boards") as tries:
            host.do("createBoard", key="k", name="Plan")
            assert tries() == 2
        for page in (host, ann):
            page.see(lambda one: board_of(one, "Plan") is not None)
            assert [one.name for one in page.models["whiteboard"].boards.values()] == ["Plan"]
        with there.read() as session:
            assert session.scalar(select(func.count()).select_from(Board)) == 1


def test_a_job_is_done_again_at_once(postgres: Postgres, site: Site, settings: Settings) -> None:
    database = Database(postgres.new_database())
    database.migrate()
    calls = []

    def write(context: JobContext, payload: Note) -> None:
        calls.append(payload.text)
        with context.write() as session:
            schedule_deletion(session, ["a blob"])

    with database.write() as session:
        queue.enqueue(session, Note(text="a"), key="a")
    with deadlock(database, "blob_deletions") as tries:
        assert runner(database, site, settings).run_next(job_kind(Note, write))
        assert tries() == 2
    assert calls == ["a", "a"]
    assert [(job.state, job.attempts, job.error) for job in jobs(database)] == [("done", 1, "")]
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(BlobDeletion)) == 1
    database.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)
