"""kill -9 of the server and of workers, at random, while meetings are made, people meet, mails and jobs are done."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from convener.storage.database import Database
from tests.factories.jobs import let_time_pass
from tests.factories.mail_server import MailServer
from tests.servers import wait_until

from . import checks
from .kinds import MARKS
from .load import PASSWORD, Load
from .processes import Installation

pytestmark = pytest.mark.long

SECONDS = float(os.environ.get("FAULT_SECONDS", "15"))
SEED = int(os.environ.get("FAULT_SEED", "8"))
SETTLE = 120.0
"""Seconds to wait for the last jobs to be done and the last visits to end."""


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    server.behaviour.delay = 0.02
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def installation(request: pytest.FixtureRequest, tmp_path: Path, mail_server: MailServer) -> Iterator[Installation]:
    """A server and two workers, running; killed after the test."""
    url = request.getfixturevalue("postgres").new_database() if request.param == "postgres" else ""
    installation = Installation.of(tmp_path / "data", url, mail_server.url)
    try:
        installation.server.start()
        with Database(installation.url).engine.begin() as connection:
            connection.execute(text(MARKS))
        installation.start_workers()
        yield installation
    finally:
        installation.kill()


def test_what_was_acknowledged_survives(installation: Installation, mail_server: MailServer) -> None:
    server = installation.server
    credentials = server.client_create("crm", "--users", "1000000", "--sessions", "1000000")
    assert server.cli("client", "set", credentials[0], "--mail").returncode == 0
    made = server.cli("user", "create", "ann", "--role", "organizer", "--password", PASSWORD)
    assert made.returncode == 0, made.stderr
    load = Load(server.base_url, installation.url, credentials, SEED)
    load.start()
    try:
        installation.kill_at_random(random.Random(SEED), SECONDS)
    finally:
        load.stop()
    installation.kill()

    database = Database(installation.url)
    try:
        let_time_pass(database)  # nobody is alive who holds a lease
        installation.start()
        wait_until(lambda: checks.is_quiet(database), "all to be done", SETTLE)
        installation.processes["worker"].kill()
        installation.processes["worker of marks"].kill()
        assert server.stop() == 0
        checks.check_integrity(database)
        with database.read() as session:
            checks.check_meetings(session, load.done)
            checks.check_counters(session)
            checks.check_events(session)
            checks.check_visits(session, load.done)
            checks.check_mails(session, mail_server)
            checks.check_jobs(session, load.done, server.data)
            found = checks.summary(session)
    finally:
        database.close()
    report(installation, load, found)
    doctor = server.cli("doctor")
    assert doctor.returncode == 0, doctor.stdout


def report(installation: Installation, load: Load, found: str) -> None:
    """Print what happened, for ``pytest -s``."""
    done = load.done
    print(
        f"\nkills {dict(installation.kills)}, calls repeated {done.unanswered};"
        f" acknowledged: {len(done.meetings)} meetings with {sum(map(len, done.meetings.values()))} participants,"
        f" {len(done.cancelled)} cancelled,"
        f" {len(done.created)} by XML, {len(done.deleted)} deleted, {done.entries.total()} entries,"
        f" {done.hands.total()} raised hands, {3 * len(done.counted)} jobs; {found}"
    )
