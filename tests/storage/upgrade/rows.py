"""The rows of a database as SQL text that SQLite and PostgreSQL read alike.

An INSERT a table, a line a row, tables in the order of their dependence, rows in that of their keys. Truth values are
``TRUE`` and ``FALSE``, JSON is text, moments are whole numbers, bytes are ``X'…'``, which loading turns into the form
that PostgreSQL has for them. The tables themselves are made by the migrations.

``python -m tests.storage.upgrade.rows URL`` prints the rows of a database: so a database of another version is kept.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, MetaData, Table, create_engine, func, select

Value = object
Key = tuple[Value, ...]
Row = dict[str, Value]
_BYTES = re.compile(r"X'([0-9a-f]+)'")
"""Never found within a text: quotes are doubled there."""


def read(connection: Connection) -> dict[str, dict[Key, Row]]:
    """All rows: by table, by primary key, by column."""
    return {table.name: dict(_rows(connection, table)) for table in _tables(connection)}


def write(connection: Connection) -> str:
    """All rows as SQL text."""
    return "\n".join(
        f"INSERT INTO {table.name} ({', '.join(table.columns.keys())}) VALUES\n{lines};\n"
        for table in _tables(connection)
        if (lines := ",\n".join(f"({', '.join(map(_literal, row.values()))})" for _, row in _rows(connection, table)))
    )


def load(connection: Connection, text: str) -> None:
    """Insert the rows of an SQL text into empty tables."""
    postgresql = connection.dialect.name == "postgresql"
    # Without parameters a driver takes the text as it is, percent signs too.
    plain = connection.execution_options(no_parameters=True)
    for statement in _statements(text):
        plain.exec_driver_sql(_BYTES.sub(r"'\\x\1'", statement) if postgresql else statement)
    if postgresql:
        for table in _tables(connection):
            _count_on(connection, table)


def _tables(connection: Connection) -> list[Table]:
    """The tables with rows of the program, those first that others refer to."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]


def _rows(connection: Connection, table: Table) -> list[tuple[Key, Row]]:
    """The rows in the order of their keys: made here, as databases sort texts by their languages."""
    names = [column.name for column in table.primary_key]
    rows = [dict(row) for row in connection.execute(select(table)).mappings()]
    keyed: list[tuple[Any, Row]] = [(tuple(row[name] for name in names), row) for row in rows]
    return sorted(keyed, key=lambda one: one[0])


def _statements(text: str) -> Iterator[str]:
    """The statements, one by one: a driver of SQLite takes no more at a time."""
    gathered = ""
    for line in text.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            yield gathered
            gathered = ""
    assert not gathered.strip(), "the text ends within a statement"


def _count_on(connection: Connection, table: Table) -> None:
    """Have the ids that PostgreSQL gives from now on come after those that were loaded."""
    if "id" not in table.columns:
        return
    last = select(func.max(table.columns["id"])).scalar_subquery()
    connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), last)))


def _literal(value: Value) -> str:
    match value:
        case None:
            return "NULL"
        case bool():
            return str(value).upper()
        case int() | float():
            return repr(value)
        case bytes():
            return f"X'{value.hex()}'"
        case dict() | list():
            return _quoted(json.dumps(value, ensure_ascii=False, sort_keys=True))
        case str():
            return _quoted(value)
    raise TypeError(f"no literal for {type(value).__name__}")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


if __name__ == "__main__":
    with create_engine(sys.argv[1]).connect() as connection:
        sys.stdout.write(write(connection))
