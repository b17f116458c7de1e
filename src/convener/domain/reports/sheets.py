"""Tables as files: CSV (RFC 4180) and XLSX.

Texts that people typed must stay texts: in a CSV file a text that a spreadsheet would take for a formula gets an
apostrophe before the character that makes it one (OWASP, CSV Injection), in XLSX each text has the type of texts. Times
are UTC, and the titles of their columns say so.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Value = str | int | float | bool | datetime | None

LONGEST_CELL = 32_767
"""The most characters of a cell (Excel specifications and limits)."""

_FORMULA = re.compile(r"\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""The beginnings of formulas; full-width characters count in East Asian versions."""
_FORMULA_BEHIND = re.compile(r"(;)(?=\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])")
"""The same after a semicolon: where the comma is the decimal sign, programs begin a new cell there, quoted or not."""
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
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


def write(sheets: Sequence[Sheet], format: Format) -> bytes:
    """The file with these tables. A CSV file holds one table: the first."""
    return write_csv(sheets[0]) if format is Format.CSV else write_xlsx(sheets)


def write_csv(sheet: Sheet) -> bytes:
    """The table as CSV in UTF-8 with a byte order mark, without which Excel assumes another encoding; lines end with CR
    LF."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    writer.writerows([_in_csv(value) for value in row] for row in sheet.rows)
    # Half a surrogate pair cannot be encoded.
    return text.getvalue().encode("utf-8-sig", "replace")


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """A workbook with a sheet for each table, whose line of titles stays in sight."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(_NOT_IN_TITLES.sub(" ", sheet.title)[:31])
        page.freeze_panes = "A2"
        for number, width in enumerate(_widths(sheet), 1):
            page.column_dimensions[get_column_letter(number)].width = width
        page.append([_titled(page, title) for title in sheet.columns])
        for row in sheet.rows:
            page.append([_in_xlsx(page, value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _in_csv(value: Value) -> str:
    if isinstance(value, str):
        text = _FORMULA_BEHIND.sub(r"\1'", value)
        return "'" + text if _FORMULA.match(text) else text
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return "" if value is None else str(value)


def _in_xlsx(page: WriteOnlyWorksheet, value: Value) -> Cell:
    if isinstance(value, str):
        storable = ILLEGAL_CHARACTERS_RE.sub("", value).encode("utf-8", "replace").decode()
        cell = WriteOnlyCell(page, storable[:LONGEST_CELL])
        # After the value: setting it guesses that "=" begins a formula and "#N/A" is an error.
        cell.data_type = "s"
        return cell
    if isinstance(value, datetime):
        cell = WriteOnlyCell(page, value.astimezone(UTC).replace(tzinfo=None, microsecond=0))
        cell.number_format = "yyyy-mm-dd hh:mm:ss"
        return cell
    return WriteOnlyCell(page, value)


def _titled(page: WriteOnlyWorksheet, title: str) -> Cell:
    cell = _in_xlsx(page, title)
    cell.font = Font(bold=True)
    return cell


def _widths(sheet: Sheet) -> list[int]:
    """The widths of the columns, by the longest text of the first rows: a width must be known before a row is
    written."""
    shown = [sheet.columns, *([_in_csv(value) for value in row] for row in sheet.rows[:200])]
    return [min(_WIDEST, 2 + max(map(len, column))) for column in zip(*shown, strict=True)]
