"""Texts of invitations of meetings that take place again and again."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from convener.domain.meetings.invitation_text import invite_text
from convener.domain.site import Site, now
from convener.domain.text import LANGUAGES
from convener.storage.models import Center, Meeting


def text_of(site: Site, **columns: object) -> str:
    start = now().replace(microsecond=0) - timedelta(days=8)
    fields = {
        "name": "weekly",
        "title": "Weekly",
        "language": "en",
        "time_zone": "UTC",
        "starts_at": start,
        "ends_at": start + timedelta(hours=1),
        "recurrence": "FREQ=WEEKLY;COUNT=3",
        "options": {},
        **columns,
    }
    return invite_text(site, Center(name="main", title="Main", settings={}), Meeting(**fields), "audience")


def test_a_series_is_told_by_its_next_date_and_its_rule(site: Site) -> None:
    start = now().replace(microsecond=0) - timedelta(days=8)
    following = start + timedelta(weeks=2)
    text = text_of(site, starts_at=start, ends_at=start + timedelta(hours=1))
    assert f"When: {following:%A, %B} {following.day}, {following.year}" in text
    assert re.search(rf"\nRepeats: every {following:%A} until \w+ {following.day}, {following.year}\n", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_blanks_are_plain_spaces(site: Site, language: str) -> None:
    assert not re.search("[\u00a0\u2000-\u200a\u202f]", text_of(site, language=language))
