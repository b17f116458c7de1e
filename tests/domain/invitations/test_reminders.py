"""When reminders are due, whom they go to, and what they say is as things are then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from convener.domain.errors import EntryClosed
from convener.domain.invitations import reminders
from convener.domain.jobs.queue import JobState
from convener.domain.meetings.changes import MeetingChanges
from convener.domain.outbox import MailState
from convener.domain.site import Site, now
from convener.storage.database import Database
from convener.storage.models import Center, Job, Mail, Meeting, Participant, ReminderRefusal
from tests.factories.invitations import InvitationFactory, build

DAY, TEN_MINUTES = timedelta(days=1), timedelta(minutes=10)
BEFORE = (DAY, TEN_MINUTES)


@dataclass
class Reminding:
    """A meeting whose invitations were sent long ago, and its reminders."""

    factory: InvitationFactory

    def starts(self, after: timedelta, **columns: object) -> datetime:
        """Let the meeting start so much after now, without a word to anybody; returns when."""
        start = now() + after
        with self.factory.database.write() as session:
            meeting = session.get_one(Meeting, self.factory.meeting_id)
            fields = {"starts_at": start, "ends_at": start + timedelta(hours=1), "time_zone": "UTC", **columns}
            for name, value in fields.items():
                setattr(meeting, name, value)
        return start

    def invite(self, name: str = "bob") -> int:
        """Somebody whose invitation arrived some days ago."""
        invited = self.factory.invite(name, f"{name}@example.org")
        with self.factory.database.write() as session:
            sent = {"state": MailState.SENT.value, "created_at": now() - timedelta(days=3)}
            session.execute(update(Mail).where(Mail.participant_id == invited).values(sent))
        return invited

    def schedule(self) -> list[datetime]:
        """Ask for the job of the next moment; returns when all jobs for reminders are due."""
        with self.factory.database.write() as session:
            reminders.schedule_reminders(session, session.get_one(Meeting, self.factory.meeting_id), BEFORE)
        with self.factory.database.read() as session:
            query = select(Job.run_at).where(Job.kind == "reminders", Job.state == JobState.QUEUED.value)
            return sorted(session.scalars(query))

    def queue(self, due: datetime) -> list[str]:
        """Queue the reminders of this moment; returns who gets one."""
        with self.factory.database.write() as session:
            meeting = session.get_one(Meeting, self.factory.meeting_id)
            minute = int(due.timestamp()) // 60
            number = reminders.queue_reminders(session, self.factory.site, meeting, BEFORE, minute)
        found = [mail.recipient for mail in self.factory.mails() if (mail.kind, mail.sequence) == ("reminder", minute)]
        assert len(found) == number
        return found

    def set(self, participant_id: int, **columns: object) -> None:
        """Change a participant."""
        with self.factory.database.write() as session:
            session.execute(update(Participant).where(Participant.id == participant_id).values(**columns))


@pytest.fixture
def reminding(database: Database, site: Site, center: Center) -> Reminding:
    return Reminding(build(database, site, center))


@pytest.mark.parametrize(
    ("after", "lead"), [(timedelta(days=3), DAY), (timedelta(hours=5), TEN_MINUTES), (timedelta(minutes=5), None)]
)
def test_the_next_moment_has_a_job(reminding: Reminding, after: timedelta, lead: timedelta | None) -> None:
    start = reminding.starts(after)
    assert reminding.schedule() == ([start - lead] if lead else [])
    assert len(reminding.schedule()) == (1 if lead else 0), "asked for twice, it is one"


def test_a_series_goes_on(reminding: Reminding) -> None:
    first = now().replace(microsecond=0) + timedelta(minutes=5)
    reminding.starts(timedelta(), starts_at=first, ends_at=first + timedelta(hours=1), recurrence="FREQ=WEEKLY;COUNT=3")
    assert reminding.schedule() == [first + timedelta(days=6)]
    first = now().replace(microsecond=0) - timedelta(days=30)
    reminding.starts(timedelta(), starts_at=first, ends_at=first + timedelta(hours=1), recurrence="FREQ=WEEKLY;COUNT=4")
    assert len(reminding.schedule()) == 1, "over: no further job"


def test_a_meeting_without_a_start_or_cancelled_has_none(reminding: Reminding) -> None:
    reminding.starts(timedelta(), starts_at=None, ends_at=None)
    assert reminding.schedule() == []
    reminding.starts(timedelta(days=3))
    reminding.factory.cancel()
    assert reminding.schedule() == []


def test_those_who_were_invited_are_reminded(reminding: Reminding) -> None:
    start = reminding.starts(timedelta(hours=23))
    reminding.invite("bob")
    reminding.invite("eve")
    assert reminding.queue(start - DAY) == ["bob@example.org", "eve@example.org"]


@pytest.mark.parametrize(
    "columns",
    [
        {"answer": "decline", "status": "refused"},
        {"status": "in_progress"},
        {"removed_at": datetime(2026, 1, 1, tzinfo=UTC)},
    ],
)
def test_who_will_not_come_or_is_there_is_not(reminding: Reminding, columns: dict[str, object]) -> None:
    start = reminding.starts(timedelta(hours=23))
    reminding.set(reminding.invite(), **columns)
    assert reminding.queue(start - DAY) == []


def test_who_heard_of_the_meeting_after_the_moment_is_not(reminding: Reminding) -> None:
    start = reminding.starts(timedelta(hours=5))
    bob = reminding.invite()
    with reminding.factory.database.write() as session:
        session.execute(update(Mail).where(Mail.participant_id == bob).values(created_at=now()))
    assert reminding.queue(start - DAY) == []


@pytest.mark.parametrize("state", [MailState.QUEUED, MailState.FAILED])
def test_who_got_no_invitation_is_not(reminding: Reminding, state: MailState) -> None:
    start = reminding.starts(timedelta(hours=23))
    bob = reminding.invite()
    with reminding.factory.database.write() as session:
        session.execute(update(Mail).where(Mail.participant_id == bob).values(state=state.value))
    assert reminding.queue(start - DAY) == []


def test_who_was_taken_off_is_not(reminding: Reminding) -> None:
    start = reminding.starts(timedelta(hours=23))
    reminding.factory.cancel_participant(reminding.invite())
    assert reminding.queue(start - DAY) == []


def test_a_meeting_that_moved_has_no_reminders_for_its_earlier_time(reminding: Reminding) -> None:
    start = reminding.starts(timedelta(hours=23))
    reminding.invite()
    reminding.starts(timedelta(days=5))
    assert reminding.queue(start - DAY) == []


def test_after_a_break_the_last_reminder_alone_is_sent(reminding: Reminding) -> None:
    start = reminding.starts(timedelta(minutes=5))
    reminding.invite()
    assert reminding.queue(start - DAY) == []
    assert reminding.queue(start - TEN_MINUTES) == ["bob@example.org"]
    assert reminding.queue(start - timedelta(hours=2)) == [], "of no reminder"


def test_a_reminder_is_told_of_the_occurrence_that_it_is_about(reminding: Reminding) -> None:
    """While one occurrence goes on, people are reminded of the next."""
    start = reminding.starts(timedelta(minutes=-1), recurrence="FREQ=DAILY")
    reminding.invite()
    tomorrow = start + DAY
    assert reminding.queue(tomorrow - DAY) == ["bob@example.org"]
    with reminding.factory.database.read() as session:
        mail = session.scalars(select(Mail).where(Mail.kind == "reminder")).one()
        meeting = session.get_one(Meeting, reminding.factory.meeting_id)
        participant = session.get_one(Participant, mail.participant_id)
        found = reminders.reminded_date(session, reminding.factory.site, mail, meeting, participant, BEFORE)
    assert found is not None
    assert abs(found.starts_at - tomorrow) < timedelta(seconds=1)


def test_reminders_are_switched_off_by_person(reminding: Reminding) -> None:
    start = reminding.starts(timedelta(hours=23))
    bob = reminding.invite("bob")
    reminding.invite("eve")
    factory, token = reminding.factory, reminding.factory.token(bob)

    def switch(wanted: bool) -> bool:
        with factory.database.write() as session:
            reminders.switch_reminders(session, factory.site, token, wanted)
            return reminders.wants_reminders(session, factory.site, token)

    assert [switch(False), switch(False), switch(True), switch(False)] == [False, False, True, False]
    with factory.database.read() as session:
        (refusal,) = session.scalars(select(ReminderRefusal))
        assert b"bob" not in refusal.person, "no address"
    assert reminding.queue(start - DAY) == ["eve@example.org"]
    with factory.database.write() as session, pytest.raises(EntryClosed):
        reminders.switch_reminders(session, factory.site, f"{token}x", wanted=False)


def test_invitations_know_nothing_of_reminders(reminding: Reminding) -> None:
    """The last mail to a person tells what that person knows; a reminder changes nothing of it."""
    start = reminding.starts(timedelta(hours=23))
    bob = reminding.invite()
    reminding.queue(start - DAY)
    reminding.factory.invite_again(bob)
    assert [kind for kind, _, _ in reminding.factory.queued()] == ["request", "reminder"]
    reminding.factory.change(MeetingChanges(title="Other"))
    reminding.factory.cancel()
    assert [kind for kind, _, _ in reminding.factory.queued()] == ["request", "reminder", "request", "cancel"]
