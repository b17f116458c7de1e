"""What axe says about a page."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def accessible(view: Any, where: str) -> None:
    """Assert that axe finds no fault with the page, or with that of a person (WCAG 2.2 AA)."""
    page = view if isinstance(view, Page) else view.page
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, f"{where}: {found.generate_report()}"
