"""Tables as XLSX files. Each text has the type of texts, so none of them is taken for a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from .sheets import Sheet, Value, column_widths

LONGEST_CELL = 32_767
"""The most characters of a cell (Excel specifications and limits)."""

_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """A workbook with a sheet for each table, whose line of titles stays in sight."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(_NOT_IN_TITLES.sub(" ", sheet.title)[:31])
        page.freeze_panes = "A2"
        for number, width in enumerate(column_widths(sheet), 1):
            page.column_dimensions[get_column_letter(number)].width = width
        page.append([_titled(page, title) for title in sheet.columns])
        for row in sheet.rows:
            page.append([_in_xlsx(page, value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


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
