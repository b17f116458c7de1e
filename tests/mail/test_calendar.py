"""Calendar objects, read back as a calendar program does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar, Event, Timezone

from convener.domain.meetings import recurrence
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
    reserved = recurrence.occurrences(rule, written.starts_at, written.ends_at, zone)[:4]
    assert [date.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for date in dates] == [start for start, _ in reserved]


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
