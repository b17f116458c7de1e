"""The calendar part of an invitation: iCalendar (RFC 5545) as a scheduling message (iTIP, RFC 5546)."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote

from icalendar import Calendar, Event, vCalAddress, vRecur, vText

from convener import __version__
from convener.domain.meetings import recurrence
from convener.domain.meetings.times import on_the_clock
from convener.domain.outbox import MailKind
from convener.domain.text import mail_form

from .content import MailContent, one_line
from .time_zones import LATEST, zone_component


def method(content: MailContent) -> str:
    """The iTIP method for a mail of this kind."""
    return "REQUEST" if content.kind is MailKind.REQUEST else "CANCEL"


def calendar_of(content: MailContent, sender: str) -> bytes | None:
    """The calendar object, encoded; None for a meeting without a start, which cannot be entered into a calendar.

    ``sender`` is the address that the mail is sent from. It becomes the organizer's address: calendar programs reject
    another one, and the host's own address is not disclosed.
    """
    times = content.first_time
    if times is None:
        return None
    starts_at, ends_at = times
    zoned = content.time_zone not in ("", "UTC") and starts_at.year < LATEST
    zone = content.zone if zoned else UTC
    cancel = content.kind is MailKind.CANCEL
    calendar = Calendar()
    calendar.add("prodid", f"-//Convener//Convener {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method(content))
    event = Event()
    event.add("uid", content.entry_uid)
    event.add("sequence", content.sequence)
    event.add("dtstamp", content.written_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", on_the_clock(starts_at, zone).replace(microsecond=0))
    event.add("dtend", on_the_clock(ends_at, zone).replace(microsecond=0))
    if content.recurrence is not None:
        event.add("rrule", vRecur.from_ical(recurrence.calendar_rule(content.recurrence, content.zone.key)))
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
        repetition = f"{translations.repeats}: {content.repetition}" if content.repetition else ""
        parts = [
            content.description,
            repetition,
            f"{translations.join}: {content.participant_url}",
            translations.personal,
        ]
        event.add("description", "\n\n".join(part for part in parts if part))
        event.add("location", content.participant_url)
        event.add("url", content.participant_url)
        event.add("transp", "OPAQUE")
    if zoned:
        calendar.add_component(zone_component(content.zone.key, starts_at.year, _last_year(content, ends_at)))
    calendar.add_component(event)
    encoded: bytes = calendar.to_ical()
    return encoded


def _last_year(content: MailContent, first_end: datetime) -> int:
    """The year of the last occurrence that is computed."""
    if content.recurrence is None or content.starts_at is None:
        return min(first_end.year, LATEST - 1)
    return min(recurrence.last_local(content.recurrence, content.starts_at, content.zone.key).year + 1, LATEST - 1)


def _person(address: str, name: str) -> vCalAddress:
    person = vCalAddress("mailto:" + quote(mail_form(address), safe="@!$&'*+-/=^_`{|}~."))
    if shown := one_line(name).replace('"', "'"):
        person.params["CN"] = vText(shown)
    return person
