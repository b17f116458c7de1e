"""Checks the installed program: its version and the web client in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from convener import __version__
from convener.diagnostics.finding import Finding, Health
from convener.settings import Settings

WEB = Path(__file__).parent.parent / "web" / "static"


def check_program(_settings: Settings) -> Iterator[Finding]:
    """The version."""
    yield Finding("Convener", Health.OK, f"version {__version__}")


def check_web_client(_settings: Settings) -> Iterator[Finding]:
    """Whether the web client has been built."""
    if (WEB / "index.html").is_file():
        yield Finding("web client", Health.OK, "is built")
    else:
        yield Finding(
            "web client",
            Health.BROKEN,
            "is not built: people who open a link see no room",
            "run make setup, or install Convener from its wheel",
        )
