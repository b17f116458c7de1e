"""What axe says about a page."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

AT_REST = """
async () => {
  if (!window.testStill) {
    window.testStill = new CSSStyleSheet();
    window.testStill.replaceSync(
      '*, *::before, *::after { transition: none !important; animation-duration: 0s !important;' +
      ' animation-delay: 0s !important; animation-iteration-count: 1 !important; }'
    );
  }
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, window.testStill];
  for (let frames = 0; frames < 6; frames += 1) await new Promise(requestAnimationFrame);
}
"""
"""Let everything be at once what it fades or slides into: what is half faded in has too little contrast for a moment,
and a notice may begin to fade while axe looks. What opens is there some frames after it was asked for."""

AS_BEFORE = """
() => {
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== window.testStill);
}
"""
"""Let things fade and slide again."""


RUN = """
async (tags) => {
  const { violations } = await axe.run({ runOnly: tags, resultTypes: ['violations'] });
  return { violations };
}
"""
"""Ask by the rules of these tags. What is right is neither described nor sent: it is nearly all of a page."""

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
"""The tags of WCAG 2.2 AA and of all that it contains."""


TIMES = 3
"""So often a fault must be found: what comes or goes while axe looks is half there once."""


def accessible(view: Any, where: str) -> None:
    """Assert that axe finds no fault with the page, or with that of a person (WCAG 2.2 AA)."""
    page = view if isinstance(view, Page) else view.page
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    page.evaluate(AT_REST)
    for _ in range(TIMES):
        found = AxeResults(page.evaluate(RUN, LEVELS))
        if found.violations_count == 0:
            break
    else:
        pytest.fail(f"{where}: {found.generate_report()}")
    page.evaluate(AS_BEFORE)
