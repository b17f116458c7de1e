"""The content of a mail about a meeting, before it is translated and encoded."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from convener.domain.meetings.recurrence_text import in_words
from convener.domain.meetings.series import DateChanges, Occurrence, Series, Times
from convener.domain.outbox import OF_ONE_DATE, MailKind

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
    ``starts_at`` and ``ends_at`` are those of the meeting, ``recurrence`` its rule, ``changes`` what is changed of its
    dates; ``date`` the one date that a reminder, or a mail about one date, is about.
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
    changes: DateChanges = field(default_factory=dict)
    date: Occurrence | None = None
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
    def series(self) -> Series | None:
        """The series of a meeting that recurs by a rule."""
        if self.recurrence is None or self.starts_at is None or self.ends_at is None:
            return None
        return Series(self.recurrence, self.starts_at, self.ends_at, self.zone.key, self.changes)

    @property
    def first_time(self) -> Times | None:
        """Start and end, in UTC: of a series those of the first occurrence by its rule. None for a meeting without a
        start."""
        if self.starts_at is None:
            return None
        if self.series is not None:
            return self.series.plain().first().times
        if self.ends_at is not None and self.ends_at > self.starts_at:
            return self.starts_at, self.ends_at
        return self.starts_at, self.starts_at + min(DEFAULT_DURATION, datetime.max.replace(tzinfo=UTC) - self.starts_at)

    @property
    def shown_time(self) -> Times | None:
        """The same of the occurrence that people are told of: the one that the mail is about, else of a series the one
        that is on when the mail is written, or comes next."""
        date = self.shown_date
        if date is None:
            return self.first_time
        return date.starts_at, date.ends_at if date.ends_at > date.starts_at else date.starts_at + DEFAULT_DURATION

    @property
    def shown_date(self) -> Occurrence | None:
        """That occurrence; None of a meeting that is no series, but for a reminder."""
        return self.date or (self.series.shown(self.written_at) if self.series is not None else None)

    @property
    def replaced_time(self) -> Times | None:
        """When the one date of a series that the mail is about was to be by its rule, where it is moved."""
        if self.series is None or self.date is None or self.kind is not MailKind.DATE_REQUEST:
            return None
        by_rule = self.series.plain().find(self.date.original)
        return by_rule.times if by_rule is not None and by_rule.times != self.date.times else None

    @property
    def repetition(self) -> str:
        """The recurrence rule in words; empty where there is none, or the mail is about one date alone."""
        if self.series is None or self.kind.value in OF_ONE_DATE:
            return ""
        return in_words(self.series, self.language, self.written_at)

    @property
    def shown_description(self) -> str:
        """The description, of a date that has another one its own."""
        date = self.shown_date
        return self.description if date is None else date.description_in(self)

    @property
    def shown_title(self) -> str:
        """The title on one line, of a date that has another one its own; a meeting without a title is named after its
        organizer."""
        return self.title_of(self.shown_date)

    def title_of(self, date: Occurrence | None) -> str:
        """The title of this date of a series, else of the meeting."""
        title = self.title if date is None else date.title_in(self)
        return one_line(title) or self.translations.untitled.format(organizer=one_line(self.organizer))


def one_line(text: str) -> str:
    """``text`` on one line and without control characters, fit for a header."""
    return "".join(char for char in " ".join(text.split()) if char >= " " and not "\x7f" <= char <= "\x9f")
