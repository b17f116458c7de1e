"""The worker as a thread of the server and as a process of its own."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import pytest

from convener.domain.actions.open_installation import accept_key
from convener.domain.jobs import queue
from convener.domain.jobs.queue import JobPayload
from convener.domain.meetings.changes import MeetingChanges
from convener.domain.secrets import Secrets
from convener.domain.site import Site
from convener.jobs import worker as worker_module
from convener.jobs.context import JobContext
from convener.jobs.kind import Kind, job_kind
from convener.jobs.kinds.mail import MAIL
from convener.jobs.runner import Runner
from convener.jobs.worker import Worker
from convener.settings import Settings
from convener.storage.database import Database
from tests.factories.invitations import InvitationFactory
from tests.factories.job_kinds import KINDS, Note, Wait, lines
from tests.factories.jobs import do_all, job_states, jobs, let_time_pass, runner
from tests.factories.mail_server import MailServer
from tests.forking import ForkedProcess, forking_parent
from tests.servers import wait_until

pytestmark = pytest.mark.long


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "MINIMUM_PAUSE", 0.01)
    monkeypatch.setattr(worker_module, "POLL_INTERVAL", 0.1)
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
    real = Runner.run_next

    def unreliable(self: Runner, kind: Kind, claimed: Callable[[], object]) -> bool:
        for failure in failures:
            raise failure
        return real(self, kind, claimed)

    monkeypatch.setattr(Runner, "run_next", unreliable)
    scenario.invite("bob", "bob@example.org")
    worker = Worker(scenario.database, scenario.site, settings)
    worker.start()
    try:
        wait_until(lambda: scenario.states() == ["sent"], "the mail to be sent after all")
    finally:
        worker.stop()


@dataclass
class Workshop:
    """Workers with the kinds of :mod:`tests.factories.job_kinds`, as threads of this process or as processes."""

    database: Database
    site: Site
    settings: Settings
    stack: ExitStack

    def ask(self, *payloads: JobPayload) -> None:
        """Ask for jobs, each with the key of its text."""
        with self.database.write() as session:
            for payload in payloads:
                queue.enqueue(session, payload, key=str(getattr(payload, "text", "")))

    def lines(self) -> list[str]:
        """What was done."""
        return lines(self.settings.data)

    def go(self) -> None:
        """Let those that wait go on."""
        (self.settings.data / "go").touch()

    def worker(self) -> Worker:
        """A started worker, stopped after the test."""
        worker = Worker(self.database, self.site, self.settings, KINDS)
        worker.start()
        self.stack.callback(worker.stop)
        return worker

    def process(self) -> ForkedProcess:
        """A worker as a process, killed after the test."""
        arguments = (str(self.settings.data), self.database.url.render_as_string(hide_password=False))
        log = self.settings.data / "worker.log"
        running = forking_parent().start(arguments, os.environ, log, module="tests.factories.job_kinds")
        self.stack.callback(running.wait, 60)
        self.stack.callback(running.kill)
        return running


@pytest.fixture
def workshop(database: Database, site: Site, settings: Settings) -> Iterator[Workshop]:
    with ExitStack() as stack:
        yield Workshop(database, site, settings, stack)
        (settings.data / "go").touch()


def test_stop_waits_for_a_job_under_way(workshop: Workshop) -> None:
    under_way, go_on = threading.Event(), threading.Event()

    def slow(_context: JobContext, _payload: Note) -> None:
        under_way.set()
        assert go_on.wait(60)

    workshop.ask(Note(text="a"))
    worker = Worker(workshop.database, workshop.site, workshop.settings, {"note": job_kind(Note, slow)})
    worker.start()
    assert under_way.wait(60)
    stopping = threading.Thread(target=worker.stop)
    stopping.start()
    go_on.set()
    stopping.join(60)
    assert not stopping.is_alive()
    assert job_states(workshop.database) == ["done"]


def test_stop_hands_a_long_job_back(workshop: Workshop) -> None:
    workshop.ask(Wait(text="a"))
    first = workshop.worker()
    wait_until(lambda: workshop.lines() == ["begin a"], "the job to begin", 60)
    first.stop()
    (job,) = jobs(workshop.database, "wait")
    assert (job.state, job.attempts, job.worker) == ("queued", 0, None)
    workshop.go()
    workshop.worker()
    wait_until(lambda: job_states(workshop.database, "wait") == ["done"], "the job to be done", 60)
    assert workshop.lines() == ["begin a", "begin a", "end a"]


def test_a_slow_kind_does_not_hold_a_fast_one(workshop: Workshop) -> None:
    workshop.ask(Wait(text="a"), Wait(text="b"), Wait(text="c"))
    workshop.worker()
    wait_until(lambda: len(workshop.lines()) == 2, "both to begin", 60)
    workshop.ask(*(Note(text=f"n{number}") for number in range(20)))
    wait_until(lambda: len(workshop.lines()) == 22, "the fast ones to be done", 60)
    assert sorted(job_states(workshop.database, "wait")) == ["queued", "running", "running"]


def test_progress_can_be_read_while_a_job_runs(workshop: Workshop) -> None:
    workshop.ask(Wait(text="a"))
    workshop.worker()

    def reported() -> bool:
        (job,) = jobs(workshop.database, "wait")
        return job.progress_done is not None and (job.progress_total, job.progress_step) == (100_000, "waiting")

    wait_until(reported, "progress", 60)


def test_the_limit_of_a_kind_holds_over_two_workers(workshop: Workshop) -> None:
    workshop.ask(*(Wait(text=str(number)) for number in range(5)))
    workshop.worker()
    workshop.worker()
    wait_until(lambda: len(workshop.lines()) == 2, "two to begin", 60)
    workshop.ask(Note(text="later"))
    wait_until(lambda: "later" in workshop.lines(), "both workers to have looked again", 60)
    assert sorted(job_states(workshop.database, "wait")) == ["queued"] * 3 + ["running"] * 2
    workshop.go()
    wait_until(lambda: set(job_states(workshop.database, "wait")) == {"done"}, "all to be done", 60)
    assert len(workshop.lines()) == 11, "each once"


def test_a_job_that_failed_does_not_keep_others_waiting(workshop: Workshop) -> None:
    workshop.ask(Note(text="fine"), Broken())
    kinds = {**KINDS, "broken": job_kind(Broken, break_down, attempts=1)}
    worker = Worker(workshop.database, workshop.site, workshop.settings, kinds)
    worker.start()
    workshop.stack.callback(worker.stop)
    wait_until(lambda: job_states(workshop.database, "broken") == ["failed"], "it to fail", 60)
    wait_until(lambda: workshop.lines().count("fine") == 1, "the other one", 60)


def test_two_processes_do_each_job_once_and_periodic_ones_once(workshop: Workshop) -> None:
    processes = [workshop.process(), workshop.process()]
    wait_until(lambda: job_states(workshop.database, "tick") == ["queued"], "a worker to start", 60)
    workshop.ask(*(Note(text=f"n{number}") for number in range(40)))
    wait_until(lambda: set(job_states(workshop.database, "note")) == {"done"}, "all to be done", 60)
    assert sorted(workshop.lines()) == sorted(f"n{number}" for number in range(40))
    let_time_pass(workshop.database)
    wait_until(lambda: "tick" in workshop.lines(), "the periodic one", 60)
    workshop.ask(Note(text="last"))
    wait_until(lambda: "last" in workshop.lines(), "one more", 60)
    assert workshop.lines().count("tick") == 1
    for running in processes:
        running.terminate()
        assert running.wait(60) == 0


def test_a_job_of_a_process_killed_in_the_middle_is_done_once_more(workshop: Workshop) -> None:
    first = workshop.process()
    workshop.ask(Wait(text="a"))
    wait_until(lambda: workshop.lines() == ["begin a"], "the job to begin", 60)
    first.kill()
    first.wait(60)
    assert job_states(workshop.database, "wait") == ["running"]
    workshop.go()
    workshop.process()
    wait_until(lambda: job_states(workshop.database, "wait") == ["done"], "another worker to do it", 60)
    assert workshop.lines() == ["begin a", "begin a", "end a"]
    (job,) = jobs(workshop.database, "wait")
    assert job.attempts == 2


class Broken(JobPayload, frozen=True):
    kind: ClassVar[str] = "broken"


def break_down(_context: JobContext, _payload: Broken) -> None:
    raise RuntimeError("no words")


# ------------------------------------------------------------------------------------------------ mails


def process(scenario: InvitationFactory, settings: Settings) -> ForkedProcess:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CONVENER_")},
        "CONVENER_DATA": str(settings.data),
        "CONVENER_DATABASE_URL": scenario.database.url.render_as_string(hide_password=False),
        "CONVENER_SMTP_URL": settings.smtp_url,
        "CONVENER_PUBLIC_URL": "https://meet.example.org",
    }
    return forking_parent().start(["worker"], environment, settings.data / "worker.log")


@pytest.fixture
def keyed(scenario: InvitationFactory, settings: Settings) -> InvitationFactory:
    """The scenario with the key that processes read from the data folder."""
    with scenario.database.write() as session:
        accept_key(session, settings.data)
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
        running.wait(60)
    assert mail_server.behaviour.recipients == ["bob@example.org"]


STEPS = {
    "greeting": "sent",
    "hello": "sent",
    "sender": "sent",
    "recipient": "sent",
    "data": "sent",
    "end": "uncertain",
}
"""The step of the mail server at which the worker dies: what becomes of the mail."""


@pytest.mark.parametrize("step", STEPS)
def test_a_process_killed_at_each_step_of_a_delivery(
    keyed: InvitationFactory, settings: Settings, mail_server: MailServer, step: str
) -> None:
    mail_server.behaviour.hang_at = step
    keyed.invite("bob", "bob@example.org")
    running = process(keyed, replace(settings, smtp_url=mail_server.url))
    try:
        assert mail_server.behaviour.reached.wait(60)
    finally:
        running.kill()
        running.wait(60)
    assert keyed.states() == ["sending" if step == "end" else "queued"]
    assert job_states(keyed.database, "mail") == ["running"]
    assert len(mail_server.behaviour.received) == (1 if step == "end" else 0)

    mail_server.behaviour.hang_at = ""
    keyed.due_now()  # the time after which a silent worker counts as dead
    do_all(runner(keyed.database, keyed.site, replace(settings, smtp_url=mail_server.url), "survivor"), MAIL)
    assert keyed.states() == [STEPS[step]]
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
