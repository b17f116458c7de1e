"""Recurrence rules in words, like "every Tuesday until March 3, 2031", for mails and texts of invitations.

A rule with an end, by number or by date, is told by the date of its last occurrence. What has no words here (the days
of certain weeks of the year, say) is told by its next dates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, get_day_names, get_month_names
from babel.lists import format_list

from convener.storage.rows import AnyMeeting

from . import recurrence
from .series import Series, series_of
from .times import plain

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKEND = (5, 6)
_SHOWN_DATES = 5
_OF_THE_CLOCK = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
_COMMON = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}) | _OF_THE_CLOCK

_Forms = str | Mapping[str, str]
"""A phrase with ``{n}``, or one for each plural category of CLDR that the language has from two on."""


@dataclass(frozen=True, kw_only=True)
class _Phrases:
    """The phrases of one language. ``which`` stands for the days of a month or year, made by the phrases after
    ``years``; ``ordinals`` are first to fifth and last; ``weekend_ordinals`` where Saturday and Sunday have others."""

    until: str
    daily: str
    days: _Forms
    weekly: str
    weeks: _Forms
    monthly: str
    months: _Forms
    yearly: str
    years: _Forms
    on_date: str
    on_day: str
    on_days: str
    day: str = "{n}"
    on_last_day: str
    on_weekdays: str
    weekday: str = "{ordinal} {weekday}"
    ordinals: Sequence[str]
    weekend_ordinals: Sequence[str] = ()
    of_month: str
    on_dates: str


_PHRASES: dict[str, _Phrases] = {
    "en": _Phrases(
        until="{rule} until {date}",
        daily="every day",
        days="every {n} days",
        weekly="every {days}",
        weeks="every {n} weeks on {days}",
        monthly="every month {which}",
        months="every {n} months {which}",
        yearly="every year {which}",
        years="every {n} years {which}",
        on_date="on {date}",
        on_day="on day {days}",
        on_days="on days {days}",
        on_last_day="on the last day",
        on_weekdays="on the {days}",
        ordinals=("first", "second", "third", "fourth", "fifth", "last"),
        of_month="{which} of {month}",
        on_dates="on these dates: {dates}",
    ),
    "fr": _Phrases(
        until="{rule} jusqu’au {date}",
        daily="chaque jour",
        days="tous les {n} jours",
        weekly="chaque {days}",
        weeks="toutes les {n} semaines, le {days}",
        monthly="chaque mois, {which}",
        months="tous les {n} mois, {which}",
        yearly="chaque année, {which}",
        years="tous les {n} ans, {which}",
        on_date="le {date}",
        on_day="le {days}",
        on_days="les {days}",
        on_last_day="le dernier jour",
        on_weekdays="le {days}",
        ordinals=("premier", "deuxième", "troisième", "quatrième", "cinquième", "dernier"),
        of_month="{which} du mois de {month}",
        on_dates="aux dates suivantes : {dates}",
    ),
    "de": _Phrases(
        until="{rule} bis zum {date}",
        daily="jeden Tag",
        days="alle {n} Tage",
        weekly="jeden {days}",
        weeks="alle {n} Wochen am {days}",
        monthly="jeden Monat {which}",
        months="alle {n} Monate {which}",
        yearly="jedes Jahr {which}",
        years="alle {n} Jahre {which}",
        on_date="am {date}",
        on_day="am {days}",
        on_days="am {days}",
        day="{n}.",
        on_last_day="am letzten Tag",
        on_weekdays="am {days}",
        ordinals=("ersten", "zweiten", "dritten", "vierten", "fünften", "letzten"),
        of_month="{which} im {month}",
        on_dates="an diesen Tagen: {dates}",
    ),
    "es": _Phrases(
        until="{rule} hasta el {date}",
        daily="cada día",
        days="cada {n} días",
        weekly="cada {days}",
        weeks="cada {n} semanas, el {days}",
        monthly="cada mes, {which}",
        months="cada {n} meses, {which}",
        yearly="cada año, {which}",
        years="cada {n} años, {which}",
        on_date="el {date}",
        on_day="el día {days}",
        on_days="los días {days}",
        on_last_day="el último día",
        on_weekdays="el {days}",
        ordinals=("primer", "segundo", "tercer", "cuarto", "quinto", "último"),
        of_month="{which} de {month}",
        on_dates="en estas fechas: {dates}",
    ),
    "pt": _Phrases(
        until="{rule} até {date}",
        daily="todos os dias",
        days="a cada {n} dias",
        weekly="a cada {days}",
        weeks="a cada {n} semanas: {days}",
        monthly="todo mês, {which}",
        months="a cada {n} meses, {which}",
        yearly="todo ano, {which}",
        years="a cada {n} anos, {which}",
        on_date="em {date}",
        on_day="no dia {days}",
        on_days="nos dias {days}",
        on_last_day="no último dia",
        on_weekdays="{days}",
        ordinals=("na primeira", "na segunda", "na terceira", "na quarta", "na quinta", "na última"),
        weekend_ordinals=("no primeiro", "no segundo", "no terceiro", "no quarto", "no quinto", "no último"),
        of_month="{which} de {month}",
        on_dates="nestas datas: {dates}",
    ),
    "ja": _Phrases(
        until="{rule}、{date}まで",
        daily="毎日",
        days="{n}日ごと",
        weekly="毎週{days}",
        weeks="{n}週間ごとの{days}",
        monthly="毎月{which}",
        months="{n}か月ごとの{which}",
        yearly="毎年{which}",
        years="{n}年ごとの{which}",
        on_date="{date}",
        on_day="{days}",
        on_days="{days}",
        day="{n}日",
        on_last_day="末日",
        on_weekdays="{days}",
        weekday="{ordinal}{weekday}",
        ordinals=("第1", "第2", "第3", "第4", "第5", "最終"),
        of_month="{month}の{which}",
        on_dates="次の日程: {dates}",
    ),
    "zh": _Phrases(
        until="{rule}，直到{date}",
        daily="每天",
        days="每{n}天",
        weekly="每个{days}",
        weeks="每{n}周的{days}",
        monthly="每月{which}",
        months="每{n}个月的{which}",
        yearly="每年{which}",
        years="每{n}年的{which}",
        on_date="{date}",
        on_day="{days}",
        on_days="{days}",
        day="{n}日",
        on_last_day="最后一天",
        on_weekdays="{days}",
        weekday="{ordinal}{weekday}",
        ordinals=("第一个", "第二个", "第三个", "第四个", "第五个", "最后一个"),
        of_month="{month}的{which}",
        on_dates="日期如下：{dates}",
    ),
    "ar": _Phrases(
        until="{rule} حتى {date}",
        daily="كل يوم",
        days={"two": "كل يومين", "few": "كل {n} أيام", "many": "كل {n} يومًا", "other": "كل {n} يوم"},
        weekly="أسبوعيًا يوم {days}",
        weeks={
            "two": "كل أسبوعين يوم {days}",
            "few": "كل {n} أسابيع يوم {days}",
            "many": "كل {n} أسبوعًا يوم {days}",
            "other": "كل {n} أسبوع يوم {days}",
        },
        monthly="شهريًا {which}",
        months={
            "two": "كل شهرين {which}",
            "few": "كل {n} أشهر {which}",
            "many": "كل {n} شهرًا {which}",
            "other": "كل {n} شهر {which}",
        },
        yearly="سنويًا {which}",
        years={
            "two": "كل سنتين {which}",
            "few": "كل {n} سنوات {which}",
            "many": "كل {n} سنة {which}",
            "other": "كل {n} سنة {which}",
        },
        on_date="في {date}",
        on_day="في اليوم {days}",
        on_days="في الأيام {days}",
        on_last_day="في اليوم الأخير",
        on_weekdays="يوم {days}",
        weekday="{weekday} {ordinal}",
        ordinals=("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "الأخير"),
        of_month="{which} من {month}",
        on_dates="في هذه التواريخ: {dates}",
    ),
}


def in_words(series: Series, language: str, moment: datetime) -> str:
    """The rule in words of the language, one of :data:`convener.domain.text.LANGUAGES`. Where dates are listed, they
    are those that take place and are not over at ``moment``."""
    language = language if language in _PHRASES else "en"
    phrases, locale = _PHRASES[language], Locale(language)
    first = recurrence.first_local(series.rule, series.starts_at, series.time_zone)
    words = _RuleText(phrases, locale).rule(_parts(series.rule), first.date())
    if words is None:
        zone = ZoneInfo(series.time_zone)
        following = islice((one for one in series.dates() if moment < one.ends_at), _SHOWN_DATES + 1)
        dates = [one.starts_at.astimezone(zone) for one in following] or [first]
        shown = [format_date(one, "long", locale=locale) for one in dates[:_SHOWN_DATES]]
        more = ["…"] if len(dates) > _SHOWN_DATES else []
        words = phrases.on_dates.format(dates="; ".join([*shown, *more]))
    if series.is_bounded:
        last = recurrence.last_local(series.rule, series.starts_at, series.time_zone)
        words = phrases.until.format(rule=words, date=format_date(last, "long", locale=locale))
    return plain(words)


def repeats(meeting: AnyMeeting, language: str, moment: datetime) -> str | None:
    """The rule of a meeting as :func:`in_words` gives it; None for one that has none."""
    series = series_of(meeting)
    return None if series is None else in_words(series, language, moment)


def _parts(rule: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in rule.split(";"))


class _RuleText:
    """What a rule is in one language; None for each thing that has no words here."""

    def __init__(self, phrases: _Phrases, locale: Locale) -> None:
        self._phrases = phrases
        self._locale = locale

    def rule(self, parts: dict[str, str], first: date) -> str | None:
        phrases, every = self._phrases, int(parts.get("INTERVAL", "1"))
        which = parts.keys() - _COMMON
        match parts["FREQ"]:
            case "DAILY" if not which:
                return phrases.daily if every == 1 else self._number(phrases.days, every)
            case "DAILY" if which == {"BYDAY"} and every == 1:
                return self._weekly(parts, first, every)
            case "WEEKLY" if which <= {"BYDAY"}:
                return self._weekly(parts, first, every)
            case "MONTHLY" if days := self._of_month(parts, which, first):
                one, several = phrases.monthly, phrases.months
            case "YEARLY" if days := self._of_year(parts, which, first):
                one, several = phrases.yearly, phrases.years
            case _:
                return None
        return (one if every == 1 else self._number(several, every)).replace("{which}", days)

    def _weekly(self, parts: dict[str, str], first: date, every: int) -> str | None:
        given = parts["BYDAY"].split(",") if "BYDAY" in parts else [_DAYS[first.weekday()]]
        if not set(given) <= set(_DAYS):
            return None
        days = sorted({_DAYS.index(day) for day in given})
        if len(days) == len(_DAYS) and every == 1:
            return self._phrases.daily
        names = get_day_names("wide", locale=self._locale)
        listed = format_list([names[day] for day in days], locale=self._locale)
        form = self._phrases.weekly if every == 1 else self._number(self._phrases.weeks, every)
        return form.replace("{days}", listed)

    def _of_month(self, parts: dict[str, str], which: Set[str], first: date) -> str | None:
        if not which:
            return self._month_days([str(first.day)])
        if which == {"BYMONTHDAY"}:
            return self._month_days(parts["BYMONTHDAY"].split(","))
        return self._weekdays_of_month(parts) if which in ({"BYDAY"}, {"BYDAY", "BYSETPOS"}) else None

    def _month_days(self, days: Sequence[str]) -> str | None:
        if list(days) == ["-1"]:
            return self._phrases.on_last_day
        if any(day.startswith("-") for day in days):
            return None
        numbers = sorted({int(day) for day in days})
        listed = format_list([self._phrases.day.format(n=day) for day in numbers], locale=self._locale)
        return (self._phrases.on_day if len(numbers) == 1 else self._phrases.on_days).format(days=listed)

    def _weekdays_of_month(self, parts: dict[str, str]) -> str | None:
        given = parts["BYDAY"].split(",")
        if "BYSETPOS" in parts:  # of one weekday: its number, written in another way
            if len(given) > 1 or given[0] not in _DAYS:
                return None
            given = [position + given[0] for position in parts["BYSETPOS"].split(",")]
        found = [self._weekday_of_month(one) for one in given]
        listed = [one for one in found if one is not None]
        if len(listed) < len(found):
            return None
        return self._phrases.on_weekdays.format(days=format_list(listed, locale=self._locale))

    def _weekday_of_month(self, given: str) -> str | None:
        number = given[:-2].removeprefix("+")
        if number not in ("1", "2", "3", "4", "5", "-1"):
            return None
        phrases, weekday = self._phrases, _DAYS.index(given[-2:])
        ordinals = phrases.weekend_ordinals if weekday in _WEEKEND and phrases.weekend_ordinals else phrases.ordinals
        name = get_day_names("wide", locale=self._locale)[weekday]
        return phrases.weekday.format(ordinal=ordinals[-1 if number == "-1" else int(number) - 1], weekday=name)

    def _of_year(self, parts: dict[str, str], which: Set[str], first: date) -> str | None:
        month = parts.get("BYMONTH", str(first.month))
        if not month.isdecimal():
            return None
        if which <= {"BYMONTH", "BYMONTHDAY"} and ("BYMONTH" in which or not which):
            day = parts.get("BYMONTHDAY", str(first.day))
            if not day.isdecimal():
                return None
            # A leap year, which has the 29th of February.
            shown = format_skeleton("MMMMd", datetime(2000, int(month), int(day)), locale=self._locale)
            return self._phrases.on_date.format(date=shown)
        if {"BYMONTH", "BYDAY"} <= which <= {"BYMONTH", "BYDAY", "BYSETPOS"}:
            days = self._weekdays_of_month(parts)
            name = get_month_names("wide", "stand-alone", locale=self._locale)[int(month)]
            return days and self._phrases.of_month.format(which=days, month=name)
        return None

    def _number(self, forms: _Forms, number: int) -> str:
        form = forms if isinstance(forms, str) else forms[self._locale.plural_form(number)]
        return form.replace("{n}", str(number))
