"""Fonts of files that the server makes: DejaVu Sans, and Droid Sans Fallback for Japanese and Chinese."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent

REGULAR = _FOLDER / "DejaVuSans.ttf"
BOLD = _FOLDER / "DejaVuSans-Bold.ttf"
FALLBACK = _FOLDER / "DroidSansFallbackFull.ttf"
"""For what the others lack: it has no letters of most alphabets."""
