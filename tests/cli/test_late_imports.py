"""Libraries that take long to import are loaded by those who use them."""

from __future__ import annotations

import subprocess
import sys

import pytest

LATE = ("alembic", "av", "icalendar", "openpyxl", "pypdfium2", "redis")
"""Needed to migrate, for videos, calendar entries, workbooks, PDF files, and where a Redis is set."""


@pytest.mark.parametrize(
    ("module", "unneeded"),
    [
        ("convener.cli", ("sqlalchemy", "msgspec")),
        ("convener.cli.client", (*LATE, "litestar", "uvicorn", "structlog", "lxml")),
        ("convener.server", LATE),
    ],
)
def test_what_is_not_needed_is_not_imported(module: str, unneeded: tuple[str, ...]) -> None:
    program = f"import sys, {module}; print(*sorted(set({unneeded!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == []
