"""What axe says about a page."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe


def accessible(person: Any, where: str) -> None:
    """Assert that axe finds no fault with the page (WCAG 2.2 AA)."""
    found = Axe().run(person.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, f"{where}: {found.generate_report()}"
