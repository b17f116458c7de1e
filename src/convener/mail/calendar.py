"""The calendar part of an invitation: iCalendar (RFC 5545) as a scheduling message (iTIP, RFC 5546)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from urllib.parse import quote

from icalendar import Calendar, Event, vCalAddress, vRecur, vText

from convener import __version__
from convener.domain.meetings import recurrence
from convener.domain.meetings.series import Occurrence, Times
from convener.domain.meetings.times import on_the_clock
from convener.domain.outbox import OF_ONE_DATE, MailKind
from convener.domain.text import mail_form

from .content import MailContent, one_line
from .time_zones import LATEST, zone_component

_REQUESTS = (MailKind.REQUEST, MailKind.DATE_REQUEST)


def method(content: MailContent) -> str:
    """The iTIP method for a mail of this kind."""
    return "REQUEST" if content.kind in _REQUESTS else "CANCEL"


def calendar_of(content: MailContent, sender: str) -> bytes | None:
    """The calendar object, encoded; None for a meeting without a start, which cannot be entered into a calendar.

    A series is its rule without the dates that are cancelled (EXDATE), and an entry of its own for each date that is
    changed (RECURRENCE-ID); a mail about one date has the entry of that date alone (RFC 5546, 3.2.2.1 and 3.2.5).
    ``sender`` is the address that the mail is sent from. It becomes the organizer's address: calendar programs reject
    another one, and the host's own address is not disclosed.
    """
    times = content.first_time
    if times is None:
        return None
    zoned = content.time_zone not in ("", "UTC") and times[0].year < LATEST
    entries = _Entries(content, sender, content.zone if zoned else UTC)
    calendar = Calendar()
    calendar.add("prodid", f"-//Convener//Convener {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method(content))
    if zoned:
        calendar.add_component(zone_component(content.zone.key, *_years(content, times)))
    if content.kind.value not in OF_ONE_DATE:
        calendar.add_component(entries.whole(times))
    for date in _dates_of_their_own(content):
        calendar.add_component(entries.of_date(date))
    encoded: bytes = calendar.to_ical()
    return encoded


def _dates_of_their_own(content: MailContent) -> list[Occurrence]:
    """Dates that need an entry besides that of the series."""
    if content.kind.value in OF_ONE_DATE:
        return [content.date] if content.date is not None else []
    if content.series is None or content.kind is MailKind.CANCEL:
        return []
    return [date for date in content.series.changed_dates() if date.changed]


@dataclass(frozen=True)
class _Entries:
    """Writes the entries (VEVENT) of a mail."""

    content: MailContent
    sender: str
    zone: tzinfo

    def whole(self, times: Times) -> Event:
        """The entry of the meeting, of a series with its rule."""
        content, series = self.content, self.content.series
        event = self._begun(times)
        if series is not None:
            event.add("rrule", vRecur.from_ical(recurrence.calendar_rule(series.rule, series.time_zone)))
            if cancelled := sorted(name for name, change in series.changes.items() if change.cancelled):
                event.add("exdate", [self._clock(name) for name in cancelled])
        return self._completed(event, content.title_of(None if series else content.date), content.description)

    def of_date(self, date: Occurrence) -> Event:
        """The entry of one date of a series."""
        event = self._begun(date.times)
        event.add("recurrence-id", self._clock(date.original))
        return self._completed(event, self.content.title_of(date), date.description_in(self.content))

    def _begun(self, times: Times) -> Event:
        event = Event()
        event.add("uid", self.content.entry_uid)
        event.add("sequence", self.content.sequence)
        event.add("dtstamp", self.content.written_at.astimezone(UTC).replace(microsecond=0))
        event.add("dtstart", self._clock(times[0]))
        event.add("dtend", self._clock(times[1]))
        return event

    def _clock(self, moment: datetime) -> datetime:
        return on_the_clock(moment, self.zone).replace(microsecond=0)

    def _completed(self, event: Event, title: str, description: str) -> Event:
        content = self.content
        cancel = content.kind not in _REQUESTS
        event.add("summary", title)
        event.add("status", "CANCELLED" if cancel else "CONFIRMED")
        event.add("organizer", _person(self.sender, content.organizer))
        attendee = _person(content.recipient, content.recipient_name)
        attendee.params["CUTYPE"] = vText("INDIVIDUAL")
        attendee.params["ROLE"] = vText("CHAIR" if content.hosting else "REQ-PARTICIPANT")
        attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
        # Nobody is asked about one date: an answer counts for the whole series.
        attendee.params["RSVP"] = vText("FALSE" if cancel or "recurrence-id" in event else "TRUE")
        event.add("attendee", attendee)
        if not cancel:
            translations = content.translations
            repetition = f"{translations.repeats}: {content.repetition}" if content.repetition else ""
            parts = [
                description,
                repetition,
                f"{translations.join}: {content.participant_url}",
                translations.personal,
            ]
            event.add("description", "\n\n".join(part for part in parts if part))
            event.add("location", content.participant_url)
            event.add("url", content.participant_url)
            event.add("transp", "OPAQUE")
        return event


def _years(content: MailContent, first: Times) -> tuple[int, int]:
    """The years of the first and the last date that the calendar object can speak of."""
    series = content.series
    if series is None:
        return first[0].year, min(first[1].year, LATEST - 1)
    moved = [date.times for date in series.changed_dates()]
    last = recurrence.last_local(series.rule, series.starts_at, series.time_zone).year + 1
    years = [first[0].year, last, *(moment.year for times in moved for moment in times)]
    return min(years), min(max(years), LATEST - 1)


def _person(address: str, name: str) -> vCalAddress:
    person = vCalAddress("mailto:" + quote(mail_form(address), safe="@!$&'*+-/=^_`{|}~."))
    if shown := one_line(name).replace('"', "'"):
        person.params["CN"] = vText(shown)
    return person
