"""Each mail is sent once, whatever breaks."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from convener.domain import outbox
from convener.domain.errors import InvalidParameter
from convener.domain.meetings.changes import MeetingChanges
from convener.domain.outbox import DeliverMails
from convener.domain.site import now
from convener.jobs.kind import LEASE, Kind, job_kind
from convener.jobs.kinds import mail
from convener.jobs.kinds.mail import ATTEMPTS, MAIL, deliver
from convener.jobs.runner import Runner
from convener.mail.compose import compose
from convener.mail.content import MailContent
from convener.mail.transport import Outbox, OutgoingMail, SmtpServer, SmtpTransport, Transport
from convener.settings import Settings, SettingsError
from convener.storage.models import Mail
from tests.factories.invitations import InvitationFactory
from tests.factories.jobs import Crash, job_states, jobs, runner
from tests.factories.mail_server import MailServer
from tests.servers import free_port

EXPIRED = timedelta(0)
"""A lease with which other workers take the job over at once."""


class Recorder:
    """A transport that records what it sends; ``before`` and ``after`` run around the mark before the handover."""

    def __init__(self, *, repeatable: bool = False) -> None:
        self.repeatable = repeatable
        self.sent: list[str] = []
        self.before: Callable[[], object] = lambda: None
        self.after: Callable[[], object] = lambda: None
        self._lock = threading.Lock()

    def send(self, outgoing: OutgoingMail, begin: Callable[[], None]) -> None:
        self.before()
        begin()
        with self._lock:
            self.sent.append(outgoing.name)
        self.after()


def crash() -> None:
    raise Crash


@dataclass
class MailWork:
    """A worker that delivers mails."""

    worker: Runner
    kind: Kind

    def do_next(self) -> bool:
        """Do the next job; False where none is due."""
        return self.worker.run_next(self.kind)


def work(
    scenario: InvitationFactory,
    settings: Settings,
    transport: Transport | None = None,
    *,
    name: str = "w1",
    lease: timedelta = LEASE,
) -> MailWork:
    kind = job_kind(
        DeliverMails,
        lambda context, payload: deliver(context, payload, transport),
        concurrency=MAIL.terms.concurrency,
        attempts=MAIL.terms.attempts,
        retry_delay=MAIL.retry_delay,
        lease=lease,
    )
    return MailWork(runner(scenario.database, scenario.site, settings, name), kind)


def do_all(worker: MailWork) -> None:
    while worker.do_next():
        pass


def files(settings: Settings) -> list[Path]:
    return sorted((settings.data / "outbox").glob("*"))


def test_without_a_mail_server_mails_are_files(scenario: InvitationFactory, settings: Settings) -> None:
    scenario.invite("bob", "bob@example.org")
    worker = work(scenario, settings)
    do_all(worker)
    assert scenario.states() == ["sent"]
    (file,) = files(settings)
    assert file.name.endswith(".request.0.eml")
    assert b"bob@example.org" in file.read_bytes()
    assert worker.do_next() is False


def test_a_mail_server_gets_envelope_and_mail_once(
    scenario: InvitationFactory, settings: Settings, mail_server: MailServer
) -> None:
    scenario.invite("bob", "bob@example.org")
    worker = work(scenario, replace(settings, smtp_url=mail_server.url))
    do_all(worker)
    do_all(worker)
    ((sender, recipients, mail),) = mail_server.behaviour.received
    assert (sender, recipients) == ("convener@meet.example.org", ["bob@example.org"])
    assert mail["Subject"] == "Invitation: Planning"
    assert scenario.states() == ["sent"]
    (sent,) = scenario.mails()
    assert sent.sent_at is not None
    (job,) = jobs(scenario.database, "mail")
    assert (job.state, job.worker, job.lease_until) == ("done", None, None)


def test_lines_of_one_dot_arrive(scenario: InvitationFactory, settings: Settings, mail_server: MailServer) -> None:
    scenario.change(MeetingChanges(description=".\n..\n.end"))
    scenario.invite("bob", "bob@example.org")
    do_all(work(scenario, replace(settings, smtp_url=mail_server.url)))
    ((_, _, mail),) = mail_server.behaviour.received
    body = mail.get_body(("plain",))
    assert body is not None
    assert ".\n..\n.end\n" in body.get_content().replace("\r\n", "\n")


@pytest.mark.parametrize("moment", ["rcpt", "data"])
def test_a_temporary_refusal_is_tried_again_later(
    scenario: InvitationFactory, settings: Settings, mail_server: MailServer, moment: str
) -> None:
    setattr(mail_server.behaviour, moment, "451 Try again later")
    scenario.invite("bob", "bob@example.org")
    worker = work(scenario, replace(settings, smtp_url=mail_server.url))
    before = now()
    do_all(worker)
    (mail,) = scenario.mails()
    (job,) = jobs(scenario.database, "mail")
    assert (mail.state, job.state) == ("queued", "queued")
    assert job.run_at > before + timedelta(seconds=50)
    assert "451" in mail.last_error
    assert "451" in job.error
    setattr(mail_server.behaviour, moment, "250 OK")
    assert worker.do_next() is False, "not before its time"
    scenario.due_now()
    do_all(worker)
    assert mail_server.behaviour.recipients == ["bob@example.org"]
    assert scenario.states() == ["sent"]


@pytest.mark.parametrize("moment", ["rcpt", "data"])
def test_a_final_refusal_is_final(
    scenario: InvitationFactory, settings: Settings, mail_server: MailServer, moment: str
) -> None:
    setattr(mail_server.behaviour, moment, "550 No such mailbox")
    scenario.invite("bob", "bob@example.org")
    worker = work(scenario, replace(settings, smtp_url=mail_server.url))
    do_all(worker)
    scenario.due_now()
    do_all(worker)
    (mail,) = scenario.mails()
    (job,) = jobs(scenario.database, "mail")
    assert (mail.state, job.state, job.attempts) == ("failed", "done", 1)
    assert "550 No such mailbox" in mail.last_error


def test_a_mail_server_that_is_away_is_waited_for_but_not_for_ever(
    scenario: InvitationFactory, settings: Settings
) -> None:
    scenario.invite("bob", "bob@example.org")
    worker = work(scenario, replace(settings, smtp_url=f"smtp://127.0.0.1:{free_port()}"))
    for attempt in range(1, ATTEMPTS + 1):
        assert scenario.states() == ["queued"]
        do_all(worker)
        assert jobs(scenario.database, "mail")[0].attempts == attempt
        scenario.due_now()
    assert scenario.states() == ["failed"]
    assert worker.do_next() is False


def test_a_line_that_breaks_after_the_text_leaves_the_mail_uncertain(
    scenario: InvitationFactory, settings: Settings, mail_server: MailServer
) -> None:
    mail_server.behaviour.drop_at = "end"
    scenario.invite("bob", "bob@example.org")
    worker = work(scenario, replace(settings, smtp_url=mail_server.url))
    do_all(worker)
    scenario.due_now()
    do_all(worker)
    assert scenario.states() == ["uncertain"]
    assert mail_server.behaviour.recipients == ["bob@example.org"]


def test_a_worker_that_dies_before_handing_over_is_replaced(scenario: InvitationFactory, settings: Settings) -> None:
    scenario.invite("bob", "bob@example.org")
    dying = Recorder()
    dying.before = crash
    with pytest.raises(Crash):
        work(scenario, settings, dying, lease=EXPIRED).do_next()
    assert (scenario.states(), job_states(scenario.database, "mail")) == (["queued"], ["running"])
    living = Recorder()
    do_all(work(scenario, settings, living, name="w2"))
    assert (len(dying.sent), len(living.sent)) == (0, 1)
    assert scenario.states() == ["sent"]


def test_a_living_claim_is_left_alone(scenario: InvitationFactory, settings: Settings) -> None:
    scenario.invite("bob", "bob@example.org")
    dying = Recorder()
    dying.before = crash
    with pytest.raises(Crash):
        work(scenario, settings, dying).do_next()
    assert work(scenario, settings, Recorder(), name="w2").do_next() is False


def test_a_worker_that_dies_while_handing_over_leaves_an_uncertain_mail(
    scenario: InvitationFactory, settings: Settings
) -> None:
    scenario.invite("bob", "bob@example.org")
    dying = Recorder()
    dying.after = crash
    with pytest.raises(Crash):
        work(scenario, settings, dying, lease=EXPIRED).do_next()
    assert scenario.states() == ["sending"]
    living = Recorder()
    do_all(work(scenario, settings, living, name="w2"))
    scenario.due_now()
    do_all(work(scenario, settings, living, name="w2"))
    assert (len(dying.sent), len(living.sent)) == (1, 0)
    assert scenario.states() == ["uncertain"]


def test_a_file_that_was_being_written_is_written_again(scenario: InvitationFactory, settings: Settings) -> None:
    scenario.invite("bob", "bob@example.org")
    dying = Recorder(repeatable=True)
    dying.after = crash
    with pytest.raises(Crash):
        work(scenario, settings, dying, lease=EXPIRED).do_next()
    do_all(work(scenario, settings, Outbox(settings.data / "outbox"), name="w2"))
    assert scenario.states() == ["sent"]
    assert len(files(settings)) == 1


def test_a_worker_that_lost_its_claim_does_not_send(scenario: InvitationFactory, settings: Settings) -> None:
    scenario.invite("bob", "bob@example.org")
    fast, slow = Recorder(), Recorder()
    slow.before = lambda: do_all(work(scenario, settings, fast, name="fast"))
    do_all(work(scenario, settings, slow, name="slow", lease=EXPIRED))
    assert (len(fast.sent), len(slow.sent)) == (1, 0)
    assert scenario.states() == ["sent"]


def test_several_workers_at_once_send_each_mail_once(scenario: InvitationFactory, settings: Settings) -> None:
    for number in range(30):
        scenario.invite(f"p{number}", f"p{number}@example.org")
    transport = Recorder()
    start = threading.Barrier(3)

    def run(name: str) -> None:
        worker = work(scenario, settings, transport, name=name)
        start.wait()
        while "queued" in scenario.states():
            do_all(worker)

    threads = [threading.Thread(target=run, args=(f"w{number}",)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(transport.sent) == 30
    assert len(set(transport.sent)) == 30
    assert set(scenario.states()) == {"sent"}


def test_only_the_newest_state_of_the_meeting_is_sent(scenario: InvitationFactory, settings: Settings) -> None:
    scenario.invite("bob", "bob@example.org")
    scenario.change(MeetingChanges(title="Second"))
    scenario.change(MeetingChanges(title="Third"))
    do_all(work(scenario, settings))
    assert scenario.states() == ["obsolete", "obsolete", "sent"]
    (file,) = files(settings)
    assert b"Subject: Invitation: Third" in file.read_bytes(), "to the reader it is the first one"


def test_who_was_not_invited_yet_needs_no_cancellation(scenario: InvitationFactory, settings: Settings) -> None:
    scenario.invite("bob", "bob@example.org")
    scenario.cancel()
    do_all(work(scenario, settings))
    assert scenario.states() == ["obsolete", "obsolete"]
    assert files(settings) == []


def test_who_was_invited_gets_the_cancellation(scenario: InvitationFactory, settings: Settings) -> None:
    scenario.invite("bob", "bob@example.org")
    worker = work(scenario, settings)
    do_all(worker)
    scenario.change(MeetingChanges(title="Second"))
    do_all(worker)
    scenario.cancel()
    do_all(worker)
    assert scenario.states() == ["sent"] * 3
    subjects = [file.read_bytes().split(b"Subject: ")[1].split(b"\r\n")[0] for file in files(settings)]
    assert sorted(subjects) == [b"Cancelled: Second", b"Invitation: Planning", b"Updated invitation: Second"]


def test_a_cancellation_may_be_all_that_arrives_of_an_uncertain_invitation(
    scenario: InvitationFactory, settings: Settings
) -> None:
    scenario.invite("bob", "bob@example.org")
    dying = Recorder()
    dying.after = crash
    with pytest.raises(Crash):
        work(scenario, settings, dying, lease=EXPIRED).do_next()
    scenario.cancel()
    transport = Recorder()
    do_all(work(scenario, settings, transport))
    assert scenario.states() == ["uncertain", "sent"]


def test_what_is_cancelled_while_it_is_prepared_is_not_sent(scenario: InvitationFactory, settings: Settings) -> None:
    scenario.invite("bob", "bob@example.org")
    transport = Recorder()
    transport.before = scenario.cancel
    do_all(work(scenario, settings, transport))
    assert transport.sent == []
    assert scenario.states() == ["obsolete", "obsolete"]


def test_mails_to_one_person_go_out_in_order(scenario: InvitationFactory, settings: Settings) -> None:
    scenario.invite("bob", "bob@example.org")
    transport, other = Recorder(), Recorder()

    def cancelled_meanwhile() -> None:
        scenario.cancel()
        do_all(work(scenario, settings, other, name="other"))

    transport.after = cancelled_meanwhile
    worker = work(scenario, settings, transport)
    assert worker.do_next()
    assert other.sent == [], "the invitation is still on its way"
    transport.after = lambda: None
    do_all(worker)
    assert [name.split(".")[2] for name in transport.sent] == ["request", "cancel"]


def test_a_mail_that_cannot_be_composed_does_not_stop_the_others(
    scenario: InvitationFactory, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario.invite("bob", "bob@example.org")
    scenario.invite("eve", "eve@example.org")

    def fail_for_bob(content: MailContent, settings: Settings) -> object:
        if content.recipient_name == "bob":
            raise RuntimeError("no words")
        return compose(content, settings)

    monkeypatch.setattr(mail, "compose", fail_for_bob)
    do_all(work(scenario, settings))
    assert scenario.states() == ["queued", "sent"]


def test_an_address_that_cannot_be_mailed_has_failed_for_good(scenario: InvitationFactory, settings: Settings) -> None:
    scenario.invite("bob", "bob@example.org")
    with scenario.database.write() as session:
        session.execute(update(Mail).values(recipient="bob@😀.example"))  # as older versions took it
    do_all(work(scenario, settings))
    assert scenario.states() == ["failed"]


def test_a_full_disk_is_waited_for(scenario: InvitationFactory, settings: Settings) -> None:
    scenario.invite("bob", "bob@example.org")
    (settings.data / "outbox").write_text("a file where the folder should be")
    worker = work(scenario, settings)
    do_all(worker)
    assert scenario.states() == ["queued"]
    (settings.data / "outbox").unlink()
    scenario.due_now()
    do_all(worker)
    assert scenario.states() == ["sent"]


def test_waits_grow_from_a_minute_to_six_hours() -> None:
    minutes = [MAIL.retry_delay(attempts).total_seconds() / 60 for attempts in range(1, ATTEMPTS)]
    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]


@pytest.mark.parametrize(
    ("url", "scheme", "host", "port", "user"),
    [
        ("smtp://localhost", "smtp", "localhost", 25, ""),
        ("smtps://mail.example.org", "smtps", "mail.example.org", 465, ""),
        ("starttls://ann%40x:p%2Fw@mail.example.org:2587", "starttls", "mail.example.org", 2587, "ann@x"),
        ("smtp://u:p@127.0.0.1:1025", "smtp", "127.0.0.1", 1025, "u"),
        ("smtps://mail.straße.de", "smtps", "mail.xn--strae-oqa.de", 465, ""),
    ],
)
def test_mail_server_urls(url: str, scheme: str, host: str, port: int, user: str) -> None:
    server = SmtpServer.parse(url)
    assert (server.scheme, server.host, server.port, server.user) == (scheme, host, port, user)


@pytest.mark.parametrize(
    "url", ["localhost", "http://x", "smtp://", "smtp://x:port", "smtp://u:hunter22@mail.example.org"]
)
def test_unusable_mail_server_urls_are_named_without_the_password(url: str) -> None:
    with pytest.raises(SettingsError, match="CONVENER_SMTP_URL") as caught:
        SmtpServer.parse(url)
    assert "hunter22" not in str(caught.value)


def test_addresses_beyond_ascii_need_a_server_that_takes_them(
    scenario: InvitationFactory, settings: Settings, mail_server: MailServer
) -> None:
    plain = MailServer(international=False)
    try:
        scenario.invite("bob", "böb@example.org")
        scenario.invite("eve", "eve@bücher.example")
        do_all(work(scenario, settings, SmtpTransport(SmtpServer.parse(plain.url))))
        assert scenario.states() == ["failed", "sent"]
        assert plain.behaviour.recipients == ["eve@xn--bcher-kva.example"]
    finally:
        plain.stop()
    scenario.invite("bill", "bìll@example.org")
    do_all(work(scenario, settings, SmtpTransport(SmtpServer.parse(mail_server.url))))
    assert mail_server.behaviour.recipients == ["bìll@example.org"]


def test_a_mail_that_failed_is_sent_again_unless_there_is_a_newer_one(
    scenario: InvitationFactory, settings: Settings, mail_server: MailServer
) -> None:
    mail_server.behaviour.rcpt = "550 No such mailbox"
    scenario.invite("bob", "bob@example.org")
    worker = work(scenario, replace(settings, smtp_url=mail_server.url))
    do_all(worker)
    (mail,) = scenario.mails()
    mail_server.behaviour.rcpt = "250 OK"
    with scenario.database.write() as session:
        outbox.queue_mail_again(session, outbox.find_unsent(session, mail.id))
    do_all(worker)
    assert (scenario.states(), mail_server.behaviour.recipients) == (["sent"], ["bob@example.org"])
    with scenario.database.write() as session:
        session.get_one(Mail, mail.id).state = "failed"
    scenario.change(MeetingChanges(title="Second"))
    with scenario.database.read() as session, pytest.raises(InvalidParameter, match="newer"):
        outbox.find_unsent(session, mail.id)
