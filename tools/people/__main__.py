"""Puts a still of each drawn person into a folder, to be looked at.

usage: python -m tools.people FOLDER [NAME ...]
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright
from tools.people.cameras import People
from tools.people.portraits import PORTRAITS


def main() -> None:
    """Draw who is asked for, or everybody."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, picture in People(browser).stills(sys.argv[2:] or PORTRAITS).items():
            (folder / f"{name}.jpg").write_bytes(picture)
        browser.close()


if __name__ == "__main__":
    main()
