"""Reminders from the delivery of the invitation to that of the last reminder."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from convener.domain.invitations.reminders import RemindMeeting
from convener.domain.jobs import queue
from convener.domain.meetings.changes import MeetingChanges
from convener.domain.site import now
from convener.jobs.kinds.mail import MAIL
from convener.jobs.kinds.reminders import REMINDERS
from convener.jobs.runner import Runner
from convener.settings import Settings, SettingsError
from convener.storage.models import Job, Mail, Meeting
from tests.factories.invitations import InvitationFactory
from tests.factories.jobs import do_all, jobs, runner

DAY, TEN_MINUTES = timedelta(days=1), timedelta(minutes=10)


def let_pass(scenario: InvitationFactory, minutes: int) -> None:
    """Let so many minutes pass: all that has a time is so much earlier."""
    passed = timedelta(minutes=minutes)
    with scenario.database.write() as session:
        for meeting in session.scalars(select(Meeting).where(Meeting.starts_at.is_not(None))):
            meeting.starts_at, meeting.ends_at = (at and at - passed for at in (meeting.starts_at, meeting.ends_at))
        for mail in session.scalars(select(Mail)):
            mail.created_at -= passed
            mail.sequence -= minutes if mail.kind == "reminder" else 0
        for job in session.scalars(select(Job).where(Job.kind == "reminders")):
            job.run_at -= passed
            due_minute = job.payload["due"] - minutes
            job.payload, job.key = {**job.payload, "due": due_minute}, f"meeting {scenario.meeting_id} at {due_minute}"


def subjects(settings: Settings) -> list[str]:
    files = sorted((settings.data / "outbox").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
    return [str(message_from_bytes(file.read_bytes(), policy=policy.default)["Subject"]) for file in files]


def sent(scenario: InvitationFactory) -> list[str]:
    """Kinds of the mails that were sent, oldest first."""
    return [mail.kind for mail in scenario.mails() if mail.state == "sent"]


def due(scenario: InvitationFactory) -> list[timedelta]:
    """How long from now the waiting jobs of reminders are due, in whole minutes."""
    waiting = [job.run_at - now() for job in jobs(scenario.database, "reminders") if job.state == "queued"]
    return [timedelta(minutes=round(one / timedelta(minutes=1))) for one in waiting]


def invited(scenario: InvitationFactory, settings: Settings) -> Runner:
    """Somebody is invited a day and an hour before the start; a worker has sent the invitation."""
    scenario.change(MeetingChanges(starts_at=now() + DAY + timedelta(hours=1)))
    scenario.invite("bob", "bob@example.org")
    worker = runner(scenario.database, scenario.site, settings)
    do_all(worker, MAIL, REMINDERS)
    assert due(scenario) == [timedelta(hours=1)]
    return worker


def test_each_moment_reminds_once(scenario: InvitationFactory, settings: Settings) -> None:
    worker = invited(scenario, settings)
    let_pass(scenario, 60)
    do_all(worker, REMINDERS, MAIL)
    assert subjects(settings) == ["Invitation: Planning", "Reminder: Planning"]
    assert sent(scenario) == ["request", "reminder"]
    assert due(scenario) == [DAY - TEN_MINUTES]
    with scenario.database.write() as session:  # an operator asks for what was done
        payload = RemindMeeting(meeting=scenario.meeting_id, due=int(now().timestamp()) // 60)
        queue.enqueue(session, payload, key="once more")
    do_all(worker, REMINDERS, MAIL)
    assert len(sent(scenario)) == 2, "nobody is reminded twice"
    let_pass(scenario, 1439 - 10)
    do_all(worker, REMINDERS, MAIL)
    assert len(sent(scenario)) == 2, "a minute early"
    let_pass(scenario, 1)
    do_all(worker, REMINDERS, MAIL)
    assert sent(scenario)[2:] == ["reminder"]
    assert due(scenario) == []


def test_what_is_cancelled_before_the_reminder_is_sent_has_none(
    scenario: InvitationFactory, settings: Settings
) -> None:
    worker = invited(scenario, settings)
    let_pass(scenario, 60)
    do_all(worker, REMINDERS)
    scenario.cancel()
    do_all(worker, MAIL)
    assert subjects(settings) == ["Invitation: Planning", "Cancelled: Planning"]


def test_what_moved_before_the_reminder_is_sent_has_the_update_alone(
    scenario: InvitationFactory, settings: Settings
) -> None:
    worker = invited(scenario, settings)
    let_pass(scenario, 60)
    do_all(worker, REMINDERS)
    scenario.change(MeetingChanges(starts_at=now() + timedelta(days=9)))
    do_all(worker, MAIL)
    assert subjects(settings) == ["Invitation: Planning", "Updated invitation: Planning"]
    assert timedelta(days=8) in due(scenario)


def test_the_job_of_an_earlier_time_does_nothing(scenario: InvitationFactory, settings: Settings) -> None:
    worker = invited(scenario, settings)
    scenario.change(MeetingChanges(starts_at=now() + timedelta(days=9)))
    do_all(worker, MAIL)
    let_pass(scenario, 60)
    do_all(worker, REMINDERS, MAIL)
    assert subjects(settings) == ["Invitation: Planning", "Updated invitation: Planning"]
    assert due(scenario) == [timedelta(days=8) - timedelta(hours=1)]


def test_a_job_that_an_operator_asks_for_too_early_waits(scenario: InvitationFactory, settings: Settings) -> None:
    worker = invited(scenario, settings)
    scenario.due_now()
    do_all(worker, REMINDERS, MAIL)
    assert subjects(settings) == ["Invitation: Planning"]
    (waiting,) = due(scenario)
    assert waiting >= timedelta(minutes=58)


def test_a_setting_switches_them_off(scenario: InvitationFactory, settings: Settings) -> None:
    scenario.invite("bob", "bob@example.org")
    do_all(runner(scenario.database, scenario.site, replace(settings, reminders="off")), MAIL)
    assert due(scenario) == []


@pytest.mark.parametrize(("value", "minutes"), [("1440, 10", [1440, 10]), ("5", [5]), ("off", []), (" Off ", [])])
def test_times(value: str, minutes: list[int]) -> None:
    assert [lead / timedelta(minutes=1) for lead in Settings(reminders=value).reminder_times] == minutes


@pytest.mark.parametrize("value", ["x", "10,", "0", "-5", "99999999999999999999", "1,2,3,4,5", "1.5"])
def test_times_that_cannot_be(value: str) -> None:
    with pytest.raises(SettingsError, match="CONVENER_REMINDERS"):
        Settings(reminders=value)
