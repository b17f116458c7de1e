"""How commands print: JSON for programs, columns for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from io import TextIOWrapper

import click


def print_json(value: object) -> None:
    """Print ``value`` as JSON: indented on a terminal, else on one line."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower()
    ascii_only = not encoding.startswith("utf")
    click.echo(json.dumps(value, ensure_ascii=ascii_only, indent=2 if sys.stdout.isatty() else None))


def escape_what_cannot_be_shown() -> None:
    """Have standard output and standard error write characters that their encoding has not as escapes (``\\u0416``): a
    command must not fail because of a name."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


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
