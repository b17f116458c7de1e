"""The calendar part of an invitation: iCalendar (RFC 5545) as a scheduling message (iTIP, RFC 5546)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from urllib.parse import quote, urlsplit

from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from convener import __version__
from convener.domain.meetings.times import on_the_clock
from convener.domain.outbox import MailKind

from .content import MailContent, one_line

DEFAULT_DURATION = timedelta(hours=1)
"""Duration of a meeting without an end: calendar programs show an event without one as a point in time."""


def method(content: MailContent) -> str:
    """The iTIP method for a mail of this kind."""
    return "REQUEST" if content.kind is MailKind.REQUEST else "CANCEL"


def calendar_of(content: MailContent, sender: str) -> bytes | None:
    """The calendar object, encoded; None for a meeting without a start, which cannot be entered into a calendar.

    ``sender`` is the address that the mail is sent from. It becomes the organizer's address: calendar programs reject
    another one, and the host's own address is not disclosed.
    """
    if content.starts_at is None:
        return None
    cancel = content.kind is MailKind.CANCEL
    calendar = Calendar()
    calendar.add("prodid", f"-//Convener//Convener {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method(content))
    event = Event()
    event.add("uid", f"{content.mid}@{urlsplit(content.meeting_url).hostname}")
    event.add("sequence", content.sequence)
    event.add("dtstamp", content.written_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", _local(content, content.starts_at))
    event.add("dtend", _local(content, content.ends_at or _default_end(content.starts_at)))
    event.add("summary", content.shown_title)
    event.add("status", "CANCELLED" if cancel else "CONFIRMED")
    event.add("organizer", _person(sender, content.organizer))
    attendee = _person(content.recipient, content.recipient_name)
    attendee.params["CUTYPE"] = vText("INDIVIDUAL")
    attendee.params["ROLE"] = vText("CHAIR" if content.hosting else "REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["RSVP"] = vText("FALSE" if cancel else "TRUE")
    event.add("attendee", attendee)
    if not cancel:
        translations = content.translations
        parts = [content.description, f"{translations.join}: {content.participant_url}", translations.personal]
        event.add("description", "\n\n".join(part for part in parts if part))
        event.add("location", content.participant_url)
        event.add("url", content.participant_url)
        event.add("transp", "OPAQUE")
    if content.time_zone != "UTC":
        calendar.add_component(_zone(content.time_zone, content.starts_at.year))
    calendar.add_component(event)
    encoded: bytes = calendar.to_ical()
    return encoded


def _default_end(starts_at: datetime) -> datetime:
    return starts_at + min(DEFAULT_DURATION, datetime.max.replace(tzinfo=UTC) - starts_at)


def _local(content: MailContent, moment: datetime) -> datetime:
    return on_the_clock(moment, UTC if content.time_zone == "UTC" else content.zone).replace(microsecond=0)


@lru_cache(maxsize=64)
def _zone(name: str, year: int) -> Timezone:
    """The VTIMEZONE component for the years around ``year``; cached, because it takes long to compute."""
    first, last = (date(min(max(year + later, 1970), 9999), 1, 1) for later in (-1, 2))
    return Timezone.from_tzid(name, first_date=first, last_date=last)


def _person(address: str, name: str) -> vCalAddress:
    person = vCalAddress("mailto:" + quote(address, safe="@!$&'*+-/=^_`{|}~."))
    if shown := one_line(name).replace('"', "'"):
        person.params["CN"] = vText(shown)
    return person
