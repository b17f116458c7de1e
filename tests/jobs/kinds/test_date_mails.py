"""Mails about one date of a series, from the change to what a calendar program reads."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from icalendar import Calendar

from convener.domain.actions.change_date import DateEdit, DateEditor
from convener.domain.meetings.changes import MeetingChanges
from convener.domain.meetings.series import date_name, series_of
from convener.domain.site import now
from convener.jobs.kinds.mail import MAIL
from convener.jobs.kinds.reminders import REMINDERS
from convener.settings import Settings
from convener.storage.models import Center
from tests.factories.invitations import InvitationFactory
from tests.factories.jobs import do_all, jobs, runner

START = now().replace(microsecond=0) + timedelta(days=2)


@pytest.fixture
def series(scenario: InvitationFactory) -> InvitationFactory:
    """Four dates of a week from the day after tomorrow on, with one guest whose invitation waits."""
    weekly = MeetingChanges(starts_at=START, kind="recurring", recurrence="FREQ=WEEKLY;COUNT=4", time_zone="UTC")
    scenario.change(weekly)
    scenario.invite("bob", "bob@example.org")
    return scenario


def change(series: InvitationFactory, number: int, what: str, **edit: object) -> None:
    with series.locked() as (session, meeting):
        editor = DateEditor(session, series.site, session.get_one(Center, meeting.center_id), meeting)
        dates = series_of(meeting)
        assert dates is not None
        name = date_name([one.original for one in dates.with_cancelled()][number])
        match what:
            case "change":
                editor.change(name, DateEdit(**edit))  # type: ignore[arg-type]
            case "cancel":
                editor.cancel(name)
            case _:
                editor.restore(name)


def deliver(series: InvitationFactory, settings: Settings) -> None:
    do_all(runner(series.database, series.site, settings), MAIL)


def calendars(settings: Settings) -> list[str]:
    """Method and entries of all mails, the first one first: an entry is its rule or the date that it is about."""
    found = []
    for file in sorted((settings.data / "outbox").glob("*.eml"), key=lambda one: one.stat().st_mtime_ns):
        mail = message_from_bytes(file.read_bytes(), policy=policy.default)
        (part,) = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
        calendar = Calendar.from_ical(part.get_content())
        names = [
            f"{'rule' if 'RRULE' in event else 'date'}{' without' if 'EXDATE' in event else ''}"
            for event in calendar.walk("VEVENT")
        ]
        found.append(f"{calendar['METHOD']}: {', '.join(names)}")
    return found


def test_who_has_the_invitation_gets_what_changes(series: InvitationFactory, settings: Settings) -> None:
    deliver(series, settings)
    change(series, 1, "change", title="Review")
    deliver(series, settings)
    change(series, 2, "cancel")
    deliver(series, settings)
    change(series, 2, "restore")
    deliver(series, settings)
    assert calendars(settings) == ["REQUEST: rule", "REQUEST: date", "CANCEL: date", "REQUEST: date"]


def test_an_invitation_that_waits_is_written_with_the_changes(series: InvitationFactory, settings: Settings) -> None:
    change(series, 1, "cancel")
    change(series, 2, "change", title="Review")
    deliver(series, settings)
    assert calendars(settings) == ["REQUEST: rule without, date"], "and nothing besides"
    assert series.states() == ["sent"]
    change(series, 2, "cancel")
    deliver(series, settings)
    assert calendars(settings)[1:] == ["CANCEL: date"]


def test_only_the_last_word_about_a_date_is_sent(series: InvitationFactory, settings: Settings) -> None:
    deliver(series, settings)
    change(series, 1, "change", title="Review")
    change(series, 2, "change", title="Retrospective")
    change(series, 1, "cancel")
    deliver(series, settings)
    assert series.states() == ["sent", "obsolete", "sent", "sent"]
    change(series, 2, "cancel")
    series.change(MeetingChanges(title="Planning again"))
    deliver(series, settings)
    assert series.states()[-2:] == ["obsolete", "sent"], "the whole series has all dates"
    assert calendars(settings)[-1] == "REQUEST: rule without"


def test_who_was_never_invited_hears_of_no_date(series: InvitationFactory, settings: Settings) -> None:
    change(series, 1, "cancel")
    series.cancel()
    deliver(series, settings)
    assert calendars(settings) == []


def test_reminders_are_of_the_dates_that_take_place(series: InvitationFactory, settings: Settings) -> None:
    deliver(series, settings)

    def due() -> set[timedelta]:
        waiting = [job.run_at for job in jobs(series.database, REMINDERS.name) if job.state == "queued"]
        return {timedelta(hours=round((at - START) / timedelta(hours=1))) for at in waiting}

    before = settings.reminder_times
    assert due() == {timedelta(hours=round(-max(before) / timedelta(hours=1)))}
    change(series, 0, "change", starts_at=START - timedelta(hours=10))
    deliver(series, settings)
    assert timedelta(hours=-10 + round(-max(before) / timedelta(hours=1))) in due()
