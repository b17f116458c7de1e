from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from convener.domain.reports.files import write
from convener.domain.reports.sheets import Format, Sheet, Value, write_csv
from convener.domain.reports.workbooks import LONGEST_CELL, write_xlsx

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＋1", "－1", "＠a"]
HARMLESS = ["Ann", "a=b", "1-2", "'=1", "", "Müller & Söhne <ag>", "日本"]


def sheet(*rows: tuple[Value, ...], columns: tuple[str, ...] = ("a",)) -> Sheet:
    return Sheet(title="T", columns=columns, rows=rows)


def read_csv(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula_in_csv(text: str) -> None:
    assert read_csv(write_csv(sheet((text,))))[1] == ["'" + text]


@pytest.mark.parametrize(
    ("text", "written"),
    [("Ann;=1+1", "Ann;'=1+1"), ("a; @b;\t-c", "a;' @b;'\t-c"), ("=a;=b", "'=a;'=b"), ("a; b;c", "a; b;c")],
)
def test_no_text_is_a_formula_where_cells_end_at_semicolons(text: str, written: str) -> None:
    assert read_csv(write_csv(sheet((text,))))[1] == [written]


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_stays_as_it_is_in_csv(text: str) -> None:
    assert read_csv(write_csv(sheet((text, 1), columns=("a", "b"))))[1] == [text, "1"]


def test_csv_to_the_byte() -> None:
    moment = datetime(2031, 5, 6, 11, 0, 7, tzinfo=timezone(timedelta(hours=2)))
    row = ('say "hi", you', -3, 2.5, None, moment, "two\r\nlines")
    file = write_csv(Sheet(title="T", columns=("a", "b", "c", "d", "e", "é"), rows=[row]))
    assert file == (
        b'\xef\xbb\xbfa,b,c,d,e,\xc3\xa9\r\n"say ""hi"", you",-3,2.5,,2031-05-06T09:00:07Z,"two\r\nlines"\r\n'
    )


@pytest.mark.parametrize("text", [*FORMULAS, "#N/A", "{=1}", "TRUE", "1e5", "2031-05-06"])
def test_text_is_text_in_xlsx(text: str) -> None:
    book = load_workbook(io.BytesIO(write_xlsx([sheet((text,))])))
    cell = book["T"]["A2"]
    assert cell.data_type == "s"
    assert cell.value.strip() == text.strip()


def test_numbers_and_times_are_such_in_xlsx() -> None:
    moment = datetime(2031, 5, 6, 9, 0, 7, 250_000, tzinfo=UTC)
    book = load_workbook(io.BytesIO(write_xlsx([sheet((-3, 2.5, moment, None), columns=tuple("abcd"))])))
    values = [cell.value for cell in book["T"][2]]
    assert values[:3] == [-3, 2.5, datetime(2031, 5, 6, 9, 0, 7)]
    assert [cell.value for cell in book["T"][1]] == list("abcd")


def test_what_a_workbook_cannot_hold_is_left_out() -> None:
    strange = Sheet(title="Polls: [a/b]? " + "x" * 40, columns=("a",), rows=[("a\x00\x0bb\ud800",), ("x" * 40_000,)])
    book = load_workbook(io.BytesIO(write_xlsx([strange])))
    (page,) = book.worksheets
    assert len(page.title) <= 31
    assert page["A2"].value == "ab?"
    assert len(page["A3"].value) == LONGEST_CELL


def test_a_csv_file_holds_the_first_table_and_a_workbook_all() -> None:
    sheets = [Sheet(title=name, columns=(name,), rows=[]) for name in ("one", "two")]
    assert write(sheets, Format.CSV) == b"\xef\xbb\xbfone\r\n"
    assert load_workbook(io.BytesIO(write(sheets, Format.XLSX))).sheetnames == ["one", "two"]


CELLS = st.one_of(st.text(st.characters(codec="utf-8")), st.integers(), st.none(), st.booleans())


@given(st.lists(st.tuples(CELLS, CELLS)))
def test_any_cells_can_be_read_again_and_none_begins_a_formula(rows: list[tuple[Value, Value]]) -> None:
    found = read_csv(write_csv(sheet(*rows, columns=("a", "b"))))[1:]
    assert len(found) == len(rows)
    for row, read in zip(rows, found, strict=True):
        for value, cell in zip(row, read, strict=True):
            expected = "" if value is None else str(value)
            if isinstance(value, str):
                assert cell.replace("'", "") == expected.replace("'", "")
                assert not any(part.lstrip().startswith(("=", "+", "-", "@")) for part in cell.split(";"))
                assert not cell.lstrip().startswith(("=", "+", "-", "@"))
            else:
                assert cell == expected


@given(st.lists(st.tuples(st.text(), st.integers(-(2**53), 2**53)), max_size=5))
def test_any_text_makes_a_workbook(rows: list[tuple[Value, Value]]) -> None:
    page = load_workbook(io.BytesIO(write_xlsx([sheet(*rows, columns=("a", "b"))])))["T"]
    assert page.max_row == len(rows) + 1
    assert [cell.value for cell in page["B"][1:]] == [number for _, number in rows]
