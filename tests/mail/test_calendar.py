"""Calendar objects, read back as a calendar program does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar, Event, Timezone

from convener.domain.meetings.series import DateChange, Series
from convener.domain.outbox import MailKind
from convener.mail.calendar import calendar_of
from convener.mail.content import MailContent
from tests.factories.mail_content import mail_content

HOSTILE = 'Eve "the"; one, \\ \r\nATTENDEE:mailto:evil@example.org\nX-EVIL:1'


def built(of: MailContent) -> bytes:
    calendar = calendar_of(of, "convener@meet.example.org")
    assert calendar is not None
    return calendar


def read(of: MailContent) -> tuple[Calendar, Event]:
    calendar = Calendar.from_ical(built(of))
    assert isinstance(calendar, Calendar)
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    return calendar, event


def test_a_request_carries_what_calendars_need() -> None:
    calendar, event = read(mail_content(sequence=3))
    assert str(calendar["METHOD"]) == "REQUEST"
    assert str(calendar["VERSION"]) == "2.0"
    assert str(event["UID"]) == "m1d@meet.example.org"
    assert event["SEQUENCE"] == 3
    assert str(event["STATUS"]) == "CONFIRMED"
    assert event.decoded("DTSTAMP") == datetime(2031, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert event.decoded("DTSTART").astimezone(UTC) == datetime(2031, 7, 4, 9, 30, tzinfo=UTC)
    assert event.decoded("DTEND").astimezone(UTC) == datetime(2031, 7, 4, 11, 0, tzinfo=UTC)
    assert str(event["SUMMARY"]) == "Planning"
    assert str(event["ORGANIZER"]) == "mailto:convener@meet.example.org"
    assert event["ORGANIZER"].params["CN"] == "Hanna Host"
    attendee = event["ATTENDEE"]
    assert str(attendee) == "mailto:bob@example.org"
    assert (attendee.params["PARTSTAT"], attendee.params["RSVP"]) == ("NEEDS-ACTION", "TRUE")
    assert str(event["URL"]) == "https://meet.example.org/e/LIVEAAAABBBBCCCCDDDDEEEE"
    assert "First line\nSecond line" in str(event["DESCRIPTION"])


def test_times_are_local_with_a_description_of_the_zone() -> None:
    calendar, event = read(mail_content())
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"
    assert event["DTSTART"].to_ical() == b"20310704T113000"
    (zone,) = calendar.walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/Paris"
    assert zone.to_tz().utcoffset(datetime(2031, 7, 4, 11, 30)) == timedelta(hours=2)  # type: ignore[attr-defined]


def test_times_in_utc_need_no_zone() -> None:
    calendar, event = read(mail_content(time_zone="UTC"))
    assert event["DTSTART"].to_ical() == b"20310704T093000Z"
    assert calendar.walk("VTIMEZONE") == []


def test_a_cancel_is_of_the_same_event() -> None:
    calendar, event = read(mail_content(kind=MailKind.CANCEL, sequence=4))
    assert str(calendar["METHOD"]) == "CANCEL"
    assert str(event["UID"]) == "m1d@meet.example.org"
    assert event["SEQUENCE"] == 4
    assert str(event["STATUS"]) == "CANCELLED"
    assert b"LIVE" not in built(mail_content(kind=MailKind.CANCEL)), "a link that no longer works is not handed out"


def test_without_a_time_there_is_no_calendar() -> None:
    assert calendar_of(mail_content(starts_at=None, ends_at=None), "c@example.org") is None


@pytest.mark.parametrize("ends_at", [None, datetime(2031, 7, 4, 9, 30, tzinfo=UTC)])
def test_an_entry_of_no_length_takes_an_hour(ends_at: datetime | None) -> None:
    _, event = read(mail_content(ends_at=ends_at))
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(hours=1)


def series(rule: str, **changes: Any) -> MailContent:
    """A meeting of each week at nine in Berlin, from Tuesday the 25th of March 2031 on, before the clocks change."""
    start = datetime(2031, 3, 25, 8, 0, tzinfo=UTC)
    fields = {"starts_at": start, "ends_at": start + timedelta(hours=1), "time_zone": "Europe/Berlin"}
    return mail_content(**{**fields, "recurrence": rule, **changes})


@pytest.mark.parametrize(
    ("rule", "written"),
    [
        ("FREQ=WEEKLY;COUNT=10", "FREQ=WEEKLY;COUNT=10"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("FREQ=WEEKLY;UNTIL=20310415", "FREQ=WEEKLY;UNTIL=20310415T215959Z"),
        ("FREQ=WEEKLY;UNTIL=20310415T090000;BYDAY=TU", "FREQ=WEEKLY;UNTIL=20310415T070000Z;BYDAY=TU"),
        ("FREQ=WEEKLY;UNTIL=20310415T070000Z", "FREQ=WEEKLY;UNTIL=20310415T070000Z"),
    ],
)
def test_a_series_has_its_rule(rule: str, written: str) -> None:
    _, event = read(series(rule))
    assert str(event.rrules[0].to_ical(), "ascii") == written
    assert event["DTSTART"].to_ical() == b"20310325T090000"


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;BYDAY=TH;COUNT=4", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "FREQ=DAILY"])
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "UTC"])
def test_the_entry_has_the_dates_that_reserve_seats(rule: str, zone: str) -> None:
    """Also where the start of the meeting does not fit its rule: RFC 5545 counts DTSTART as the first date."""
    written = series(rule, time_zone=zone)
    _, event = read(written)
    local = event.decoded("DTSTART").replace(tzinfo=None)
    dates = islice(rrulestr(str(event.rrules[0].to_ical(), "ascii"), dtstart=local), 4)
    assert written.starts_at is not None
    assert written.ends_at is not None
    reserved = islice(Series(rule, written.starts_at, written.ends_at, zone).dates(), 4)
    assert [date.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for date in dates] == [
        one.starts_at for one in reserved
    ]


SECOND, THIRD = datetime(2031, 4, 1, 7, 0, tzinfo=UTC), datetime(2031, 4, 8, 7, 0, tzinfo=UTC)
CHANGES = {
    SECOND: DateChange(starts_at=SECOND + timedelta(days=1), title="Review", description="Bring tea"),
    THIRD: DateChange(cancelled=True),
}


def events(of: MailContent) -> list[Event]:
    found = Calendar.from_ical(built(of)).walk("VEVENT")
    return [event for event in found if isinstance(event, Event)]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "UTC"])
def test_a_series_has_what_was_changed_of_its_dates(zone: str) -> None:
    """As RFC 5545 has it: EXDATE, and an entry for each date that differs, all with the same UID and time zone."""
    utc = zone == "UTC"
    second = SECOND + timedelta(hours=1) if utc else SECOND
    third = THIRD + timedelta(hours=1) if utc else THIRD
    changes = {second: CHANGES[SECOND], third: CHANGES[THIRD]}
    whole, moved = events(series("FREQ=WEEKLY;COUNT=10", time_zone=zone, changes=changes, sequence=4))
    assert "RECURRENCE-ID" not in whole
    assert whole["EXDATE"].to_ical() == (b"20310408T080000Z" if utc else b"20310408T090000")
    assert str(whole["SUMMARY"]) == "Planning"
    assert "RRULE" not in moved
    assert moved["RECURRENCE-ID"].to_ical() == (b"20310401T080000Z" if utc else b"20310401T090000")
    assert moved["RECURRENCE-ID"].params.get("TZID") == (None if utc else zone)
    assert moved.decoded("DTSTART").astimezone(UTC) == SECOND + timedelta(days=1)
    assert moved.decoded("DTEND") - moved.decoded("DTSTART") == timedelta(hours=1)
    assert (str(moved["SUMMARY"]), moved["UID"], moved["SEQUENCE"]) == ("Review", whole["UID"], 4)
    assert "Bring tea" in str(moved["DESCRIPTION"])
    assert [one["ATTENDEE"].params["RSVP"] for one in (whole, moved)] == ["TRUE", "FALSE"], "answers are to the series"


def test_a_mail_about_one_date_has_that_date_alone() -> None:
    written = series("FREQ=WEEKLY;COUNT=10", changes=CHANGES)
    assert written.series is not None
    (moved,) = events(replace(written, kind=MailKind.DATE_REQUEST, date=written.series.find(SECOND)))
    assert moved["RECURRENCE-ID"].to_ical() == b"20310401T090000"
    assert "RRULE" not in moved
    assert "Repeats" not in str(moved["DESCRIPTION"])
    cancelled = replace(written, kind=MailKind.DATE_CANCEL, date=written.series.find(THIRD))
    assert b"METHOD:CANCEL" in built(cancelled)
    (gone,) = events(cancelled)
    assert gone["RECURRENCE-ID"].to_ical() == b"20310408T090000"
    assert str(gone["STATUS"]) == "CANCELLED"


def test_a_cancelled_series_has_no_dates_of_its_own() -> None:
    (whole,) = events(series("FREQ=WEEKLY;COUNT=10", changes=CHANGES, kind=MailKind.CANCEL))
    assert str(whole["STATUS"]) == "CANCELLED"


def test_a_series_is_described_in_its_zone_to_its_end() -> None:
    calendar, _ = read(series("FREQ=WEEKLY", time_zone="Africa/Casablanca"))
    (zone,) = calendar.walk("VTIMEZONE")
    assert isinstance(zone, Timezone)
    dates = [date for part in zone.subcomponents for date, _ in part.rdates]
    assert max(dates).year == 2052


def test_the_rule_stands_in_words_in_the_description() -> None:
    _, event = read(series("FREQ=WEEKLY;COUNT=3"))
    assert "Repeats: every Tuesday until April 8, 2031" in str(event["DESCRIPTION"])


def test_the_last_second_that_there_is() -> None:
    _, event = read(
        mail_content(starts_at=datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC), ends_at=None, time_zone="Asia/Tokyo")
    )
    assert event.decoded("DTSTART").astimezone(UTC) == datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert event.decoded("DTEND").astimezone(UTC) == datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize("field", ["title", "description", "organizer", "recipient_name"])
def test_hostile_text_makes_no_lines_of_its_own(field: str) -> None:
    written = mail_content(**{field: HOSTILE})
    names = {line.split(b":")[0].split(b";")[0] for line in _unfolded(built(written))}
    assert b"X-EVIL" not in names
    _, event = read(written)
    assert not isinstance(event["ATTENDEE"], list)
    assert str(event["ATTENDEE"]) == "mailto:bob@example.org"


@pytest.mark.parametrize("text", ["日本語の会議" * 30, "x" * 500, "Ä😀" * 100])
def test_lines_are_folded_at_75_bytes_and_read_back_whole(text: str) -> None:
    calendar = built(mail_content(title=text, description=text))
    assert max(len(line) for line in calendar.split(b"\r\n")) <= 75
    _, event = read(mail_content(title=text))
    assert str(event["SUMMARY"]) == text


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/St_Johns", "Pacific/Apia", "Africa/Casablanca", "Etc/GMT+5"])
def test_every_zone_says_the_same_instant(zone: str) -> None:
    _, event = read(mail_content(time_zone=zone))
    assert event.decoded("DTSTART").astimezone(UTC) == datetime(2031, 7, 4, 9, 30, tzinfo=UTC)


def _unfolded(calendar: bytes) -> list[bytes]:
    return calendar.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").split(b"\r\n")
