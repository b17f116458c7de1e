"""How commands print: JSON for programs, columns for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime

import click


def print_json(value: object) -> None:
    """Print ``value`` as JSON: indented on a terminal, else on one line."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2 if sys.stdout.isatty() else None))


def print_table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under their heads, in aligned columns."""
    cells = [[printable(value) for value in row] for row in rows]
    widths = [max(len(line[column]) for line in [list(heads), *cells]) for column in range(len(heads))]
    for line in [list(heads), *cells]:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def printable(value: object) -> str:
    """``value`` as text without control characters: a name that a caller chose must not steer the terminal."""
    return "".join(character if character.isprintable() else "�" for character in str(value))


def second(moment: datetime) -> str:
    """A moment in UTC, to the second."""
    return moment.strftime("%Y-%m-%d %H:%M:%S UTC")


def minute(moment: datetime) -> str:
    """A moment in UTC, to the minute."""
    return moment.strftime("%Y-%m-%d %H:%M UTC")
