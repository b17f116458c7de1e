"""Invitations as calendars read them: iCalendar (RFC 5545) as scheduling messages (iTIP, RFC 5546)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from urllib.parse import quote, urlsplit

from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from convener import __version__
from convener.domain.meetings.times import on_the_clock
from convener.domain.outbox import MailKind

from .content import MailContent, one_line

USUAL_LENGTH = timedelta(hours=1)
"""Of a meeting whose end nobody said: calendars show one without an end as a point."""


def method(letter: MailContent) -> str:
    """The iTIP method of the letter."""
    return "REQUEST" if letter.kind is MailKind.REQUEST else "CANCEL"


def calendar_of(letter: MailContent, sender: str) -> bytes | None:
    """The calendar object of the letter; None for a meeting without a time, which has no place in a calendar.

    The organizer's address is ``sender``, the one that the mail comes from: calendars distrust any other, and the
    host's own address is nobody else's business.
    """
    if letter.starts_at is None:
        return None
    cancel = letter.kind is MailKind.CANCEL
    calendar = Calendar()
    calendar.add("prodid", f"-//Convener//Convener {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method(letter))
    event = Event()
    event.add("uid", f"{letter.mid}@{urlsplit(letter.meeting_url).hostname}")
    event.add("sequence", letter.sequence)
    event.add("dtstamp", letter.written_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", _local(letter, letter.starts_at))
    event.add("dtend", _local(letter, letter.ends_at or _usual_end(letter.starts_at)))
    event.add("summary", letter.shown_title)
    event.add("status", "CANCELLED" if cancel else "CONFIRMED")
    event.add("organizer", _person(sender, letter.organizer))
    attendee = _person(letter.recipient, letter.recipient_name)
    attendee.params["CUTYPE"] = vText("INDIVIDUAL")
    attendee.params["ROLE"] = vText("CHAIR" if letter.hosting else "REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["RSVP"] = vText("FALSE" if cancel else "TRUE")
    event.add("attendee", attendee)
    if not cancel:
        said = [letter.description, f"{letter.words.join}: {letter.participant_url}", letter.words.personal]
        event.add("description", "\n\n".join(part for part in said if part))
        event.add("location", letter.participant_url)
        event.add("url", letter.participant_url)
        event.add("transp", "OPAQUE")
    if letter.time_zone != "UTC":
        calendar.add_component(_zone(letter.time_zone, letter.starts_at.year))
    calendar.add_component(event)
    built: bytes = calendar.to_ical()
    return built


def _usual_end(starts_at: datetime) -> datetime:
    return starts_at + min(USUAL_LENGTH, datetime.max.replace(tzinfo=UTC) - starts_at)


def _local(letter: MailContent, moment: datetime) -> datetime:
    return on_the_clock(moment, UTC if letter.time_zone == "UTC" else letter.zone).replace(microsecond=0)


@lru_cache(maxsize=64)
def _zone(name: str, year: int) -> Timezone:
    """The rules of a time zone around a year, as a calendar needs them; costly to find out."""
    first, last = (date(min(max(year + later, 1970), 9999), 1, 1) for later in (-1, 2))
    return Timezone.from_tzid(name, first_date=first, last_date=last)


def _person(address: str, name: str) -> vCalAddress:
    person = vCalAddress("mailto:" + quote(address, safe="@!$&'*+-/=^_`{|}~."))
    if shown := one_line(name).replace('"', "'"):
        person.params["CN"] = vText(shown)
    return person
