"""The job that reads answers from a mailbox: each counts once, whatever breaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from convener.domain.invitations.calendar_replies import entry_uid
from convener.jobs.kinds.calendar_replies import CALENDAR_REPLIES
from convener.settings import Settings, SettingsError
from convener.storage.models import Meeting, Participant
from tests.factories.calendar_replies import reply_mail
from tests.factories.imap_server import ImapServer
from tests.factories.invitations import InvitationFactory
from tests.factories.jobs import do_periodic, jobs, runner


@pytest.fixture
def mailbox() -> Iterator[ImapServer]:
    server = ImapServer()
    yield server
    server.stop()


def uid_of(scenario: InvitationFactory, participant_id: int) -> str:
    with scenario.database.read() as session:
        participant = session.get_one(Participant, participant_id)
        mid = session.get_one(Meeting, participant.meeting_id).mid
        return entry_uid(scenario.site, mid, participant.public_id, "meet.example.org", signed=True)


def answer_of(scenario: InvitationFactory, participant_id: int) -> str | None:
    with scenario.database.read() as session:
        return session.get_one(Participant, participant_id).answer


def test_answers_are_recorded_and_other_mails_passed_over(
    scenario: InvitationFactory, settings: Settings, mailbox: ImapServer
) -> None:
    bob, eve = scenario.invite("bob", "bob@example.org"), scenario.invite("eve", "eve@example.org")
    mailbox.state.add(b"From: someone@example.org\r\n\r\nBuy now")
    mailbox.state.add(b"x" * 2_000_000)
    mailbox.state.add(reply_mail(uid_of(scenario, bob), answer="DECLINED"))
    mailbox.state.add(reply_mail(uid_of(scenario, eve), answer="DECLINED"))  # from bob's address
    worker = runner(scenario.database, scenario.site, replace(settings, imap_url=mailbox.url))
    do_periodic(worker, scenario.database, CALENDAR_REPLIES)
    assert (answer_of(scenario, bob), answer_of(scenario, eve)) == ("decline", None)
    assert all(mail.seen for mail in mailbox.state.mails)


def test_a_mailbox_that_cannot_be_read_is_tried_again(
    scenario: InvitationFactory, settings: Settings, mailbox: ImapServer
) -> None:
    bob = scenario.invite("bob", "bob@example.org")
    mailbox.state.add(reply_mail(uid_of(scenario, bob)))
    mailbox.state.drop_after = 0
    worker = runner(scenario.database, scenario.site, replace(settings, imap_url=mailbox.url))
    with pytest.raises(AssertionError):
        do_periodic(worker, scenario.database, CALENDAR_REPLIES)
    (job,) = jobs(scenario.database, "calendar_replies")
    assert "cannot read the mailbox" in job.error
    assert "S3cret" not in job.error
    mailbox.state.drop_after = None
    scenario.due_now()
    assert worker.run_next(CALENDAR_REPLIES)
    assert answer_of(scenario, bob) == "accept"


def test_without_a_mailbox_nothing_is_done(scenario: InvitationFactory, settings: Settings) -> None:
    do_periodic(runner(scenario.database, scenario.site, settings), scenario.database, CALENDAR_REPLIES)


def test_a_url_that_cannot_be_used_is_said_at_the_start(settings: Settings) -> None:
    with pytest.raises(SettingsError, match="CONVENER_IMAP_URL"):
        CALENDAR_REPLIES.check(replace(settings, imap_url="imaps://"))
