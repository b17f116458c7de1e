"""Tables, and how they are written as CSV (RFC 4180).

Texts that people typed must stay texts: a text that a spreadsheet would take for a formula gets an apostrophe before
the character that makes it one (OWASP, CSV Injection). Times are UTC, and the titles of their columns say so.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

Value = str | int | float | bool | datetime | None

_FORMULA = re.compile(r"\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""The beginnings of formulas; full-width characters count in East Asian versions."""
_FORMULA_BEHIND = re.compile(r"(;)(?=\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])")
"""The same after a semicolon: where the comma is the decimal sign, programs begin a new cell there, quoted or not."""
_WIDEST = 60


class Format(StrEnum):
    """The kinds of files."""

    CSV = "CSV"
    XLSX = "XLSX"


CONTENT_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table: a title, names of columns, and rows with a value for each column."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]


def write_csv(sheet: Sheet) -> bytes:
    """The table as CSV in UTF-8 with a byte order mark, without which Excel assumes another encoding; lines end with CR
    LF."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    writer.writerows([csv_cell(value) for value in row] for row in sheet.rows)
    # Half a surrogate pair cannot be encoded.
    return text.getvalue().encode("utf-8-sig", "replace")


def csv_cell(value: Value) -> str:
    """The value as a text that no spreadsheet takes for a formula."""
    if isinstance(value, str):
        text = _FORMULA_BEHIND.sub(r"\1'", value)
        return "'" + text if _FORMULA.match(text) else text
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return "" if value is None else str(value)


def column_widths(sheet: Sheet) -> list[int]:
    """The widths of the columns, by the longest text of the first rows: a width must be known before a row is
    written."""
    shown = [sheet.columns, *([csv_cell(value) for value in row] for row in sheet.rows[:200])]
    return [min(_WIDEST, 2 + max(map(len, column))) for column in zip(*shown, strict=True)]
