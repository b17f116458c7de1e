"""Locales and time zones to choose from (Live Meeting service API, ListLocales and ListTimeZones)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel.core import Locale, get_global

from convener.domain.errors import BadTimeZone, BadValue
from convener.domain.site import now

LOCALES = (
    "ar-SA",
    "de-DE",
    "en-GB",
    "en-US",
    "es-ES",
    "fr-FR",
    "ja-JP",
    "ko-KR",
    "pt-BR",
    "zh-CN",
    "zh-TW",
)
"""Those of the original service and those of our languages. ``ko`` has no translation here: its users read English, as
with every language that is not among :data:`convener.domain.text.LANGUAGES`."""

_BY_FOLDED = {one.casefold(): one for one in LOCALES}
_ENGLISH = Locale("en")
_NO_PLACES = frozenset({"Factory", "localtime", "posixrules"})


@dataclass(frozen=True)
class Zone:
    """A time zone: its IANA id, an English name, minutes east of UTC in standard time (``utc_offset``), and the minutes
    that daylight time adds (``dst_offset``, 0 where there is none)."""

    id: str
    name: str
    utc_offset: int
    dst_offset: int


def locale(tag: str, parameter: str = "locale") -> str:
    """The one of :data:`LOCALES` with this tag, whatever its case. Raises :class:`BadValue` for any other."""
    found = _BY_FOLDED.get(tag.replace("_", "-").casefold())
    if found is None:
        raise BadValue(f"{tag!r} is not a locale that is offered; they are {', '.join(LOCALES)}.", parameter)
    return found


_OF_LANGUAGE = {
    "ar": "ar-SA",
    "de": "de-DE",
    "en": "en-US",
    "es": "es-ES",
    "fr": "fr-FR",
    "ja": "ja-JP",
    "pt": "pt-BR",
    "zh": "zh-CN",
}


def locale_of_language(language: str, before: str = "") -> str:
    """The locale for one of :data:`convener.domain.text.LANGUAGES`: the one ``before``, where that is one of this
    language (``zh-TW``), else the usual one."""
    return before if before.partition("-")[0] == language else _OF_LANGUAGE[language]


@lru_cache(maxsize=1)
def zone_ids() -> frozenset[str]:
    """Ids of all time zones to choose from: those of the IANA database, older names included."""
    return frozenset(available_timezones() - _NO_PLACES)


def time_zone(name: str, parameter: str = "timeZone") -> str:
    """The id, unchanged. Raises :class:`BadTimeZone` where it is none of :func:`zone_ids`."""
    if name not in zone_ids():
        raise BadTimeZone(f"{name!r} is not a time zone like Europe/Paris.", parameter)
    return name


def zones() -> tuple[Zone, ...]:
    """All time zones by id, with the offsets of this year."""
    return _zones(now().year)


@lru_cache(maxsize=2)
def _zones(year: int) -> tuple[Zone, ...]:
    return tuple(_zone(one, year) for one in sorted(zone_ids()))


def _zone(name: str, year: int) -> Zone:
    # Twice a month, so that a change of clocks for a single month (Morocco in Ramadan) is seen. Standard time is the
    # lesser offset; Ireland's law alone calls the other one so.
    here = ZoneInfo(name)
    moments = [datetime(year, month, day, tzinfo=UTC) for month in range(1, 13) for day in (1, 15)]
    offsets = {(moment.astimezone(here).utcoffset() or timedelta()) // timedelta(minutes=1) for moment in moments}
    standard = min(offsets)
    return Zone(name, _name(name, standard), standard, max(offsets) - standard)


def _name(name: str, offset: int) -> str:
    """The English name, like ``Central European Time`` or ``India Standard Time`` (CLDR). Zones that share their time
    with no others are named after their city, zones without a city after their offset."""
    place: str = get_global("zone_aliases").get(name, name)
    family = _families().get(place)
    words = _ENGLISH.meta_zones[family]["long"] if family in _ENGLISH.meta_zones else {}
    if name_of_time := words.get("generic") or words.get("standard"):
        return str(name_of_time)
    if place.startswith("Etc/") or "/" not in place:
        hours, minutes = divmod(abs(offset), 60)
        return f"UTC{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}" if offset else "Coordinated Universal Time"
    return place.rpartition("/")[2].replace("_", " ") + " Time"


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    """The CLDR family (``Europe_Central``) of each zone, by today's ids; CLDR has older ones."""
    aliases = get_global("zone_aliases")
    return {aliases.get(zone, zone): family for zone, family in get_global("meta_zones").items()}
