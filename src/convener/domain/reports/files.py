"""Tables as files of the format that is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from .sheets import Format, Sheet, write_csv


def write(sheets: Sequence[Sheet], format: Format) -> bytes:
    """The file with these tables. A CSV file holds one table: the first."""
    if format is Format.CSV:
        return write_csv(sheets[0])
    from .workbooks import write_xlsx  # its library takes long to import, and few downloads are workbooks

    return write_xlsx(sheets)
