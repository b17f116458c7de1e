"""The content of a mail about a meeting, before it is translated and encoded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from convener.domain.meetings import recurrence
from convener.domain.meetings.recurrence_text import in_words
from convener.domain.outbox import MailKind

from .translations import TRANSLATIONS, Translations

DEFAULT_DURATION = timedelta(hours=1)
"""Duration of a meeting without an end, or of no length: calendar programs show such an event as a point in time."""


@dataclass(frozen=True, kw_only=True)
class MailContent:
    """The content of a mail to one invited person. Texts are unescaped, as they were entered.

    ``name`` identifies the mail: it is unique, and the same at every attempt to send it. ``update``: an earlier mail
    about this meeting reached the recipient. ``sequence`` is the revision of the calendar event (RFC 5545 3.8.7.4),
    ``written_at`` when the mail was queued, ``hosting`` whether the recipient is the host, ``note`` an optional text of
    the organizer above the rest. ``entry_uid`` identifies the calendar entry.
    ``starts_at`` and ``ends_at`` are those of the meeting, ``recurrence`` its rule;
    ``reminded`` the start and end that a reminder is about.
    """

    name: str
    kind: MailKind
    update: bool
    sequence: int
    written_at: datetime
    entry_uid: str
    center_title: str
    title: str
    description: str
    language: str
    time_zone: str
    starts_at: datetime | None
    ends_at: datetime | None
    meeting_cancelled: bool
    organizer: str
    recipient: str
    recipient_name: str
    hosting: bool
    participant_url: str
    meeting_url: str
    accept_url: str
    decline_url: str
    note: str = ""
    recurrence: str | None = None
    reminded: tuple[datetime, datetime] | None = None
    reminders_url: str = ""

    @property
    def translations(self) -> Translations:
        """The texts in the language of the mail."""
        return TRANSLATIONS.get(self.language, TRANSLATIONS["en"])

    @property
    def zone(self) -> ZoneInfo:
        """The meeting's time zone."""
        return ZoneInfo(self.time_zone or "UTC")

    @property
    def first_time(self) -> tuple[datetime, datetime] | None:
        """Start and end, in UTC: of the first occurrence of a series. None for a meeting without a start."""
        if self.starts_at is None:
            return None
        if self.recurrence is not None and self.ends_at is not None:
            return recurrence.first_occurrence(self.recurrence, self.starts_at, self.ends_at, self.zone.key)
        if self.ends_at is not None and self.ends_at > self.starts_at:
            return self.starts_at, self.ends_at
        return self.starts_at, self.starts_at + min(DEFAULT_DURATION, datetime.max.replace(tzinfo=UTC) - self.starts_at)

    @property
    def shown_time(self) -> tuple[datetime, datetime] | None:
        """The same of the occurrence that people are told of: of a series the one that is on when the mail is written,
        or comes next."""
        if self.reminded is not None:
            start, end = self.reminded
            return start, end if end > start else start + DEFAULT_DURATION
        if self.recurrence is None or self.starts_at is None or self.ends_at is None:
            return self.first_time
        return recurrence.shown_occurrence(
            self.recurrence, self.starts_at, self.ends_at, self.zone.key, self.written_at
        )

    @property
    def repetition(self) -> str:
        """The recurrence rule in words; empty where there is none."""
        if self.recurrence is None or self.starts_at is None or self.ends_at is None:
            return ""
        return in_words(self.recurrence, self.starts_at, self.ends_at, self.zone.key, self.language, self.written_at)

    @property
    def shown_title(self) -> str:
        """The title on one line; a meeting without a title is named after its organizer."""
        return one_line(self.title) or self.translations.untitled.format(organizer=one_line(self.organizer))


def one_line(text: str) -> str:
    """``text`` on one line and without control characters, fit for a header."""
    return "".join(char for char in " ".join(text.split()) if char >= " " and not "\x7f" <= char <= "\x9f")
