"""``convener jobs`` and ``convener mail``, as an operator runs them while a worker is at work."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from convener.domain.accounts import users
from convener.domain.accounts.account_mails import AccountMailKind, queue_account_mail
from convener.domain.centers import centers
from convener.domain.jobs import leases, queue
from convener.domain.jobs.leases import Lease
from convener.domain.outbox import MailState
from convener.domain.secrets import Secrets
from convener.domain.site import Site
from convener.jobs.kinds.mail import MAIL
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import Center, Mail
from tests.cli.conftest import Run
from tests.factories.accounts import account
from tests.factories.job_kinds import NOTE, WAIT, Note, Wait
from tests.factories.jobs import do_all, jobs, runner


@pytest.fixture
def database(run: Run, settings: Settings) -> Iterator[Database]:
    """The database that the commands work on."""
    run("user", "list")
    database = Database(settings.sqlalchemy_url)
    yield database
    database.close()


def claimed(database: Database) -> Lease:
    with database.write() as session:
        lease = leases.claim(session, WAIT.terms, "w1")
    assert lease is not None
    return lease


def failed(database: Database) -> int:
    """A job that has failed."""
    with database.write() as session:
        queue.enqueue(session, Wait(text="a"), key="a")
    lease = claimed(database)
    with database.write() as session:
        leases.give_up(session, lease, "no such\x1b[31m page")
    return lease.job_id


def listed(run: Run, group: str, *arguments: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(run(group, "list", "--json", *arguments).stdout)
    return rows


def test_no_job(run: Run) -> None:
    assert listed(run, "jobs") == []
    assert "There is no job." in run("jobs", "list").stdout


def test_a_failed_job_is_seen_and_done_after_all(run: Run, database: Database, settings: Settings) -> None:
    job_id = failed(database)
    text = run("jobs", "list", "--state", "failed").stdout
    assert ("no such" in text, "\x1b" in text) == (True, False)
    (row,) = listed(run, "jobs", "--kind", "wait")
    assert (row["id"], row["state"], row["error"]) == (job_id, "failed", "no such\x1b[31m page")
    assert "1 queued" in run("jobs", "retry", str(job_id)).stdout
    (settings.data / "go").touch()
    site = Site.of(settings, Secrets.in_folder(settings.data))
    assert do_all(runner(database, site, settings), WAIT) == 1
    (row,) = listed(run, "jobs")
    assert (row["state"], row["error"]) == ("done", "")


def test_jobs_are_tried_again_all_or_none(run: Run, database: Database) -> None:
    job_id = failed(database)
    assert "no job 4711" in run("jobs", "retry", str(job_id), "4711", code=1).stderr
    assert listed(run, "jobs", "--state", "queued") == []


def test_progress_is_shown(run: Run, database: Database) -> None:
    with database.write() as session:
        queue.enqueue(session, Wait(text="a"))
        queue.enqueue(session, Note(text="b"))
    lease = claimed(database)
    with database.write() as session:
        leases.report_progress(session, lease, WAIT.terms.lease, 3, 10, "pages")
    assert "3/10 pages" in run("jobs", "list").stdout
    (row,) = listed(run, "jobs", "--state", "running")
    assert row["progress"] == {"done": 3, "total": 10, "step": "pages"}
    (row,) = listed(run, "jobs", "--limit", "1")
    assert row["kind"] == NOTE.name


# ------------------------------------------------------------------------------------------------ mails


@pytest.fixture
def mail_id(run: Run, database: Database) -> int:
    """A mail that waits, to zoe."""
    with database.write() as session:
        user = account(session, session.scalars(select(Center)).one(), "zoe", email="zoe@example.org")
        assert queue_account_mail(session, user, AccountMailKind.WELCOME)
        return session.scalars(select(Mail.id)).one()


def set_state(database: Database, settings: Settings, state: MailState) -> None:
    """The mail is in this state, and its job is done."""
    site = Site.of(settings, Secrets.in_folder(settings.data))
    assert do_all(runner(database, site, settings), MAIL) == 1
    with database.write() as session:
        mail = session.scalars(select(Mail)).one()
        mail.state, mail.sent_at, mail.last_error = state.value, None, "550 no such mailbox"


def test_mails_that_wait_say_when_they_are_tried(run: Run, mail_id: int, database: Database) -> None:
    (row,) = listed(run, "mail")
    assert (row["id"], row["state"], row["recipient"]) == (mail_id, "queued", "zoe@example.org")
    assert row["nextAttemptAt"] == jobs(database, "mail")[0].run_at.isoformat()
    assert "next " in run("mail", "list", "--state", "queued").stdout
    assert "no such mail" in run("mail", "list", "--state", "failed").stdout


def test_a_mail_whose_job_failed_says_so(run: Run, mail_id: int, database: Database) -> None:
    with database.write() as session:
        lease = leases.claim(session, MAIL.terms, "w1")
        assert lease is not None
        leases.give_up(session, lease, "its worker died")
    (row,) = listed(run, "mail")
    assert (row["id"], row["problem"]) == (mail_id, f"job {lease.job_id} failed: its worker died")
    run("jobs", "retry", str(lease.job_id))
    (row,) = listed(run, "mail")
    assert row["nextAttemptAt"] is not None


def test_a_failed_mail_is_sent_again(run: Run, mail_id: int, database: Database, settings: Settings) -> None:
    set_state(database, settings, MailState.FAILED)
    assert "550 no such mailbox" in run("mail", "list", "--state", "failed").stdout
    run("mail", "resend", str(mail_id))
    site = Site.of(settings, Secrets.in_folder(settings.data))
    assert do_all(runner(database, site, settings), MAIL) == 1
    (row,) = listed(run, "mail")
    assert (row["state"], row["problem"]) == ("sent", "")


def test_an_uncertain_mail_is_sent_again_where_the_operator_says_so(
    run: Run, mail_id: int, database: Database, settings: Settings
) -> None:
    set_state(database, settings, MailState.UNCERTAIN)
    asked = run("mail", "resend", str(mail_id), input="n\n", code=1).stderr
    assert ("twice" in asked, "zoe@example.org" in asked) == (True, True)
    assert listed(run, "mail")[0]["state"] == "uncertain"
    run("mail", "resend", str(mail_id), input="y\n")
    assert listed(run, "mail")[0]["state"] == "queued"


def test_what_was_sent_or_never_was_is_not_sent_again(run: Run, mail_id: int) -> None:
    assert "is queued" in run("mail", "resend", str(mail_id), "--yes", code=1).stderr
    assert "no mail 4711" in run("mail", "resend", "4711", "--yes", code=1).stderr


def test_a_second_welcome_mail_does_not_replace_the_first(
    run: Run, mail_id: int, database: Database, settings: Settings
) -> None:
    set_state(database, settings, MailState.FAILED)
    with database.write() as session:
        user = users.find_user(session, centers.find(session, "main"), "zoe")
        assert queue_account_mail(session, user, AccountMailKind.WELCOME)
    run("mail", "resend", str(mail_id))
    assert [row["state"] for row in listed(run, "mail")] == ["queued", "queued"]
