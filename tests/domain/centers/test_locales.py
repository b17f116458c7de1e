from __future__ import annotations

from zoneinfo import available_timezones

import pytest

from convener.domain.centers import locales
from convener.domain.errors import BadTimeZone, BadValue
from convener.domain.text import LANGUAGES


def test_locales_of_the_original_and_of_our_languages_are_offered() -> None:
    original = {"de-DE", "en-US", "es-ES", "fr-FR", "ja-JP", "ko-KR", "zh-CN", "zh-TW"}
    assert original <= set(locales.LOCALES)
    assert set(LANGUAGES) <= {one.partition("-")[0] for one in locales.LOCALES}


@pytest.mark.parametrize("tag", ["pt-BR", "PT-br", "pt_BR"])
def test_a_locale_in_any_spelling(tag: str) -> None:
    assert locales.locale(tag) == "pt-BR"


@pytest.mark.parametrize("tag", ["", "pt", "xx-XX", "en-US-posix", "en\0US"])
def test_other_locales_are_not_offered(tag: str) -> None:
    with pytest.raises(BadValue):
        locales.locale(tag)


@pytest.mark.parametrize(
    ("zone", "name", "standard", "daylight"),
    [
        ("Europe/Berlin", "Central European Time", 60, 60),
        ("Asia/Kolkata", "India Standard Time", 330, 0),
        ("America/New_York", "Eastern Time", -300, 60),
        ("US/Eastern", "Eastern Time", -300, 60),
        ("Australia/Lord_Howe", "Lord Howe Time", 630, 30),
        ("Europe/Dublin", "Greenwich Mean Time", 0, 60),
        ("America/Coyhaique", "Coyhaique Time", -180, 0),
        ("Etc/GMT+5", "UTC-05:00", -300, 0),
        ("UTC", "Coordinated Universal Time", 0, 0),
    ],
)
def test_zones(zone: str, name: str, standard: int, daylight: int) -> None:
    (found,) = [one for one in locales.zones() if one.id == zone]
    assert (found.name, found.utc_offset, found.dst_offset) == (name, standard, daylight)


def test_all_zones_but_those_of_no_place_are_there_once() -> None:
    ids = [zone.id for zone in locales.zones()]
    assert len(ids) == len(set(ids))
    assert set(ids) == available_timezones() - {"Factory", "localtime", "posixrules"}
    assert all(zone.name and -720 <= zone.utc_offset <= 840 and 0 <= zone.dst_offset <= 120 for zone in locales.zones())


def test_only_ids_of_the_list_are_zones() -> None:
    assert locales.time_zone("Europe/Paris") == "Europe/Paris"
    for name in ("", "europe/paris", "Mars/Olympus", "Factory", "../../etc/passwd"):
        with pytest.raises(BadTimeZone):
            locales.time_zone(name)
