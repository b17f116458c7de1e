"""Times of meetings as people read them, in their language, in the meeting's time zone."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_timezone_name


def on_the_clock(moment: datetime, zone: tzinfo) -> datetime:
    """The moment as clocks of the zone show it. Some programs mean "at any time" by the last second of the year 9999,
    which clocks in the east cannot show: that is given in UTC."""
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment.astimezone(UTC)


_BLANKS = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{THIN SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " "})


def plain(text: str) -> str:
    """The text with plain spaces for those that the CLDR puts between numbers and words: many programs that read mails
    and calendar files show others as question marks or boxes."""
    return text.translate(_BLANKS)


def spoken(starts_at: datetime, ends_at: datetime | None, zone: ZoneInfo, language: str) -> str:
    """When it is, like "Saturday, November 21, 2026, 3:00 PM – 4:00 PM (Central European Time, Europe/Paris)"."""
    start = on_the_clock(starts_at, zone)
    text = f"{format_date(start, 'full', locale=language)}, {format_time(start, 'short', locale=language)}"
    if ends_at is not None:
        end = on_the_clock(ends_at, zone)
        day = "" if end.date() == start.date() else f"{format_date(end, 'full', locale=language)}, "
        text += f" – {day}{format_time(end, 'short', locale=language)}"
    name = "UTC" if zone.key == "UTC" else f"{get_timezone_name(zone, locale=language)}, {zone.key}"
    return plain(f"{text} ({name})")
