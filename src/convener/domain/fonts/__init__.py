"""Fonts of files that the server makes: DejaVu Sans, and Droid Sans Fallback for Japanese and Chinese; for drawings
Nunito, Excalifont and Cascadia Code, as pages have them."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where they are."""

REGULAR = FOLDER / "DejaVuSans.ttf"
BOLD = FOLDER / "DejaVuSans-Bold.ttf"
FALLBACK = FOLDER / "DroidSansFallbackFull.ttf"
"""For what the others lack: it has no letters of most alphabets."""
