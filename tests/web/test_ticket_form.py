"""The page that posts a ticket: its languages, and what is written into it."""

from __future__ import annotations

import pytest

from convener.web.ticket_form import ticket_form


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [
        ("", "en"),
        ("*", "en"),
        ("de", "de"),
        ("DE-ch, en;q=0.9", "de"),
        ("sv, fr;q=0.3, es;q=0.7", "es"),
        ("fr;q=0, pt;q=0.1", "pt"),
        ("ja;q=x, zh-Hans;q=0.5", "zh"),
        (",;;,q=1", "en"),
    ],
)
def test_the_language_that_the_browser_prefers(accepted: str, lang: str) -> None:
    assert f'<html lang="{lang}"' in ticket_form("acme", "t", accepted).decode()


def test_arabic_runs_from_the_right() -> None:
    assert 'dir="rtl"' in ticket_form("acme", "t", "ar").decode()


def test_what_is_written_into_it_is_encoded() -> None:
    page = ticket_form('a"b/c', '"><script>alert(1)</script>', "en").decode()
    assert 'action="/cc/a%22b%2Fc"' in page
    assert "<script>alert" not in page
    assert page.count("<script") == 1
