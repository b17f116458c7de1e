"""Recurrence rules in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convener.domain.errors import BadRecurrence
from convener.domain.meetings import recurrence
from convener.domain.meetings.recurrence_text import in_words
from convener.domain.meetings.series import Series
from convener.domain.text import LANGUAGES

START = datetime(2031, 3, 4, 9, 0, tzinfo=UTC)
"""A Tuesday."""
END = START + timedelta(hours=1)
PARIS = "Europe/Paris"


def text_of(rule: str, language: str = "en", moment: datetime = START) -> str:
    return in_words(Series(recurrence.check(rule, START, END, PARIS), START, END, PARIS), language, moment)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=3;UNTIL=20310501", "every 3 days until April 30, 2031"),
        ("FREQ=DAILY;BYDAY=FR,MO", "every Monday and Friday"),
        ("FREQ=WEEKLY;COUNT=3", "every Tuesday until March 18, 2031"),
        ("FREQ=WEEKLY;BYDAY=TH,TU", "every Tuesday and Thursday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "every day"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;WKST=SU", "every 2 weeks on Saturday"),
        ("FREQ=MONTHLY", "every month on day 4"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,1;INTERVAL=2", "every 2 months on days 1 and 15"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day"),
        ("FREQ=MONTHLY;BYDAY=2TU", "every month on the second Tuesday"),
        ("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", "every month on the last Friday"),
        ("FREQ=YEARLY", "every year on March 4"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "every year on February 29"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;INTERVAL=2", "every 2 years on the last Sunday of March"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=2", "on these dates: May 12, 2031; May 10, 2032 until May 10, 2032"),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
            "on these dates: April 1, 2031; May 5, 2031; June 2, 2031; July 1, 2031; August 4, 2031; …",
        ),
    ],
)
def test_in_english(rule: str, text: str) -> None:
    assert text_of(rule) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "every Tuesday until March 18, 2031"),
        ("fr", "chaque mardi jusqu’au 18 mars 2031"),
        ("de", "jeden Dienstag bis zum 18. März 2031"),
        ("es", "cada martes hasta el 18 de marzo de 2031"),
        ("pt", "a cada terça-feira até 18 de março de 2031"),
        ("ja", "毎週火曜日、2031年3月18日まで"),
        ("zh", "每个星期二，直到2031年3月18日"),
        ("ar", "أسبوعيًا يوم الثلاثاء حتى 18 مارس 2031"),
    ],
)
def test_in_each_language(language: str, text: str) -> None:
    assert text_of("FREQ=WEEKLY;COUNT=3", language) == text


def test_the_last_date_is_that_of_the_zone() -> None:
    late = datetime(2031, 3, 4, 23, 30, tzinfo=UTC)  # in Paris it is the 5th
    rule = recurrence.check("FREQ=WEEKLY;COUNT=2", late, late + timedelta(hours=1), PARIS)
    text = in_words(Series(rule, late, late + timedelta(hours=1), PARIS), "en", late)
    assert text == "every Wednesday until March 12, 2031"


def test_listed_dates_are_those_to_come() -> None:
    text = text_of("FREQ=YEARLY;BYYEARDAY=100", moment=datetime(2033, 1, 1, tzinfo=UTC))
    assert text.startswith("on these dates: April 10, 2033; April 10, 2034;")


@pytest.mark.parametrize(("number", "text"), [(2, "كل أسبوعين"), (3, "كل 3 أسابيع"), (11, "كل 11 أسبوعًا")])
def test_arabic_counts_in_its_own_way(number: int, text: str) -> None:
    assert text_of(f"FREQ=WEEKLY;INTERVAL={number}", "ar").startswith(text)


PARTS = st.sampled_from(
    [
        "BYMONTH=2",
        "BYMONTH=3,9",
        "BYMONTHDAY=29",
        "BYMONTHDAY=-1",
        "BYMONTHDAY=+3,-2",
        "BYDAY=SU",
        "BYDAY=-1FR",
        "BYDAY=+1MO,5SA",
        "BYDAY=-2TU",
        "BYSETPOS=1",
        "BYSETPOS=-1,2",
        "BYYEARDAY=366",
        "BYWEEKNO=1",
        "BYHOUR=9",
        "COUNT=3",
        "UNTIL=20350101",
        "INTERVAL=2",
        "WKST=SU",
    ]
)


@settings(max_examples=150)
@given(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]), st.lists(PARTS, max_size=4, unique=True))
def test_every_rule_has_words_in_every_language(frequency: str, parts: list[str]) -> None:
    try:
        rule = recurrence.check(";".join([f"FREQ={frequency}", *parts]), START, END, PARIS)
    except BadRecurrence:
        return
    for language in LANGUAGES:
        text = in_words(Series(rule, START, END, PARIS), language, START)
        assert text
        assert not set(text) & set("{}\u202f\u00a0")
