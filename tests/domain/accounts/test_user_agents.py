"""Browsers by their names."""

from __future__ import annotations

import pytest

from convener.domain.accounts.user_agents import NamedBrowser, name_browser

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36"
)
SAFARI = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1"
)
FIREFOX = "Mozilla/5.0 (Android 16; Mobile; rv:148.0) Gecko/148.0 Firefox/148.0"
IPAD = "Mozilla/5.0 (iPad; CPU OS 19_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/145.0 Mobile/15E148 Safari/604.1"


@pytest.mark.parametrize(
    ("user_agent", "browser", "system"),
    [
        (CHROME, "Chrome", "Windows"),
        (f"{CHROME} Edg/145.0.0.0", "Edge", "Windows"),
        (f"{CHROME} OPR/120.0", "Opera", "Windows"),
        (CHROME.replace("Windows NT 10.0; Win64; x64", "X11; CrOS x86_64"), "Chrome", "ChromeOS"),
        (SAFARI, "Safari", "macOS"),
        (FIREFOX, "Firefox", "Android"),
        (IPAD, "Chrome", "iPad"),
        ("python-httpx/0.28", None, None),
        ("", None, None),
    ],
)
def test_names(user_agent: str, browser: str | None, system: str | None) -> None:
    assert name_browser(user_agent) == NamedBrowser(browser, system)
