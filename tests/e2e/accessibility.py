"""What axe says about a page."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

AT_REST = """
async () => {
  const moves = ({ playState, effect }) =>
    playState === 'running' &&
    Number.isFinite(effect?.getComputedTiming().endTime ?? Infinity) &&
    effect.pseudoElement === null &&
    !effect.target?.closest('[aria-hidden="true"]');
  for (let still = 0, frames = 0; still < 6 && frames < 120; still += 1, frames += 1) {
    await new Promise(requestAnimationFrame);
    if (document.getAnimations().some(moves)) still = -1;
  }
}
"""
"""Wait until nothing fades in or slides any more: what is half faded in has too little contrast for a moment. A
transition begins some frames after what is shown by it, so several frames in a row must be still. What turns without
end, like the sign of loading, is not waited for, nor what has no words, like the dots and the frame of a voice, which
begin again with each sound. At most 120 frames."""


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
"""So often a fault must be found: a notice that begins to fade while axe looks has little contrast once."""


def accessible(view: Any, where: str) -> None:
    """Assert that axe finds no fault with the page, or with that of a person (WCAG 2.2 AA)."""
    page = view if isinstance(view, Page) else view.page
    page.evaluate(AXE_SCRIPT)
    for _ in range(TIMES):
        page.evaluate(AT_REST)
        found = AxeResults(page.evaluate(RUN, LEVELS))
        if found.violations_count == 0:
            return
    pytest.fail(f"{where}: {found.generate_report()}")
