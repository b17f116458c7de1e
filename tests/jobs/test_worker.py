"""The worker as a thread of the server and as a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from convener.domain.meetings.changes import MeetingChanges
from convener.domain.secrets import Secrets
from convener.jobs import worker as worker_module
from convener.jobs.kinds.mail import MailWork
from convener.jobs.worker import Worker
from convener.settings import Settings
from tests.factories.invitations import InvitationFactory
from tests.factories.mail_server import MailServer
from tests.servers import wait_until

pytestmark = pytest.mark.long


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "MINIMUM_PAUSE", 0.01)
    monkeypatch.setattr(worker_module, "FAILURE_PAUSE", 0.05)


def test_a_commit_wakes_it(scenario: InvitationFactory, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "POLL_INTERVAL", 3600.0)
    worker = Worker(scenario.database, scenario.site, settings)
    worker.start()
    try:
        for number in range(3):
            scenario.invite(f"p{number}", f"p{number}@example.org")
            wait_until(lambda: set(scenario.states()) == {"sent"}, "the mail to be sent")
    finally:
        worker.stop()
    scenario.invite("late", "late@example.org")
    assert scenario.states()[-1] == "queued"


def test_it_goes_on_after_the_database_was_away(
    scenario: InvitationFactory, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = iter([OSError("away"), OSError("still away")])
    real = MailWork.do_next

    def unreliable(self: MailWork) -> bool:
        for failure in failures:
            raise failure
        return real(self)

    monkeypatch.setattr(MailWork, "do_next", unreliable)
    scenario.invite("bob", "bob@example.org")
    worker = Worker(scenario.database, scenario.site, settings)
    worker.start()
    try:
        wait_until(lambda: scenario.states() == ["sent"], "the mail to be sent after all")
    finally:
        worker.stop()


def test_stop_waits_for_the_mail_under_way(
    scenario: InvitationFactory, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way, go_on = threading.Event(), threading.Event()
    real = MailWork.do_next

    def slow(self: MailWork) -> bool:
        under_way.set()
        assert go_on.wait(20)
        return real(self)

    monkeypatch.setattr(MailWork, "do_next", slow)
    scenario.invite("bob", "bob@example.org")
    worker = Worker(scenario.database, scenario.site, settings)
    worker.start()
    assert under_way.wait(20)
    stopping = threading.Thread(target=worker.stop)
    stopping.start()
    go_on.set()
    stopping.join(20)
    assert not stopping.is_alive()
    assert scenario.states() == ["sent"]


def process(scenario: InvitationFactory, settings: Settings) -> subprocess.Popen[bytes]:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CONVENER_")},
        "CONVENER_DATA": str(settings.data),
        "CONVENER_DATABASE_URL": scenario.database.url.render_as_string(hide_password=False),
        "CONVENER_SMTP_URL": settings.smtp_url,
        "CONVENER_PUBLIC_URL": "https://meet.example.org",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "convener.cli", "worker"], env=environment, stderr=subprocess.DEVNULL
    )


@pytest.fixture
def keyed(scenario: InvitationFactory, settings: Settings) -> InvitationFactory:
    """The scenario with the key that processes read from the data folder."""
    return replace(scenario, site=replace(scenario.site, secrets=Secrets.in_folder(settings.data)))


def test_a_process_sends_and_ends_cleanly(
    keyed: InvitationFactory, settings: Settings, mail_server: MailServer
) -> None:
    keyed.invite("bob", "bob@example.org")
    running = process(keyed, replace(settings, smtp_url=mail_server.url))
    try:
        wait_until(lambda: keyed.states() == ["sent"], "the mail to be sent")
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 0
    finally:
        running.kill()
        running.wait()
    assert mail_server.behaviour.recipients == ["bob@example.org"]


@pytest.mark.parametrize(("moment", "left", "times"), [("hang_rcpt", "claimed", 0), ("hang_data", "sending", 1)])
def test_a_process_killed_in_the_middle(
    keyed: InvitationFactory, settings: Settings, mail_server: MailServer, moment: str, left: str, times: int
) -> None:
    setattr(mail_server.behaviour, moment, True)
    keyed.invite("bob", "bob@example.org")
    running = process(keyed, replace(settings, smtp_url=mail_server.url))
    try:
        assert mail_server.behaviour.reached.wait(30)
    finally:
        running.kill()
        running.wait()
    assert keyed.states() == [left]
    assert len(mail_server.behaviour.received) == times

    setattr(mail_server.behaviour, moment, False)
    keyed.due_now()  # the time after which a silent worker counts as dead
    survivor = MailWork(keyed.database, keyed.site, replace(settings, smtp_url=mail_server.url), "survivor")
    while survivor.do_next():
        pass
    assert keyed.states() == ["sent" if left == "claimed" else "uncertain"]
    assert mail_server.behaviour.recipients == ["bob@example.org"], "once, in either case"


def test_words_of_the_meeting_arrive(keyed: InvitationFactory, settings: Settings, mail_server: MailServer) -> None:
    keyed.change(MeetingChanges(language="de"))
    keyed.invite("bob", "bob@example.org")
    worker = Worker(keyed.database, keyed.site, replace(settings, smtp_url=mail_server.url))
    worker.start()
    try:
        wait_until(lambda: keyed.states() == ["sent"], "the mail to be sent")
    finally:
        worker.stop()
    ((_, _, mail),) = mail_server.behaviour.received
    assert mail["Subject"] == "Einladung: Planning"


def test_the_outbox_is_in_the_data_folder(scenario: InvitationFactory, settings: Settings) -> None:
    scenario.invite("bob", "bob@example.org")
    worker = Worker(scenario.database, scenario.site, settings)
    worker.start()
    try:
        wait_until(lambda: list(Path(settings.data / "outbox").glob("*.eml")), "the file")
    finally:
        worker.stop()
