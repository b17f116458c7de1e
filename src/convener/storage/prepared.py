"""Statements that are compiled once and then carried out by the driver itself.

SQLAlchemy looks a statement up in its cache at each execution, binds its parameters by name, and wraps what comes back
in a result: for a statement of the hot calls that is five to ten times what the driver needs. A :class:`Prepared` keeps
the SQL that SQLAlchemy made of a statement, with the conversions of its parameters and columns, so that an execution is
a call of the driver. What it means is the same: the same SQL, types, transaction and errors. Hooks on executions
(``before_cursor_execute``, ``after_cursor_execute``) are called, without a context.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias, cast

from sqlalchemy import Connection, Dialect, Executable, Insert, Select, Table, Update
from sqlalchemy.sql.compiler import SQLCompiler

from .driver import carry_out
from .together import MOST_ROWS, Check, Part, waiting_writes

Values: TypeAlias = Mapping[str, Any]
Row: TypeAlias = Sequence[Any]
Convert: TypeAlias = Callable[[Any], Any]


class Prepared:
    """A ``statement`` whose parameters are all named (:func:`sqlalchemy.bindparam`, or the columns of an insert), none
    of them a list. It may be executed on databases of several kinds; each kind compiles it once."""

    def __init__(
        self,
        statement: Executable,
        columns: Iterable[str] | None = None,
        *,
        tells_key: bool = False,
        upserts: str | None = None,
    ) -> None:
        """``columns``: those that an insert gives values for; ``tells_key``: it is for :meth:`insert`; ``upserts``: the
        table to which a text adds a row, or whose row it changes."""
        self._statement = statement
        self._columns = None if columns is None else list(columns)
        self._tells_key = tells_key
        self._upserts = upserts
        self._compiled: dict[str, _Compiled] = {}

    def execute(self, connection: Connection, values: Values) -> Any:
        """Carry it out; the driver's cursor, with its ``rowcount`` and ``lastrowid``. Raises what SQLAlchemy raises."""
        return self._of(connection).execute(connection, values)

    def execute_many(self, connection: Connection, rows: Iterable[Values]) -> None:
        """Carry it out for each of these, in order."""
        self._of(connection).execute_many(connection, rows)

    def later(self, connection: Connection, values: Values, check: Check | None = None) -> None:
        """Carry out an insert of one row, or a change, at the end of the transaction at the latest, with what else
        waits (:mod:`.together`), or now where nothing does. ``check`` is told how many rows it changed."""
        compiled = self._of(connection)
        if (part := compiled.part) is not None and (waiting := waiting_writes(connection)) is not None:
            waiting.add(connection, part, [compiled.parameters(values)], check)
            return
        cursor = compiled.execute(connection, values)
        if check is not None:
            check(cursor.rowcount)

    def later_many(self, connection: Connection, rows: list[dict[str, Any]], check: Check | None = None) -> None:
        """As :meth:`later`, an insert of all these rows, in order; where they are many it is carried out now. ``check``
        is told how many rows all of them changed."""
        compiled = self._of(connection)
        part, waiting = compiled.part, waiting_writes(connection)
        if part is not None and waiting is not None and 0 < len(rows) <= MOST_ROWS:
            waiting.add(connection, part, [compiled.parameters(row) for row in rows], check)
            return
        cursor = compiled.execute_many(connection, rows)
        if check is not None:
            check(cursor.rowcount)

    def first(self, connection: Connection, values: Values) -> Row | None:
        """The first row that it finds."""
        compiled = self._of(connection)
        cursor = compiled.execute(connection, values)
        row = cursor.fetchone()
        return None if row is None else compiled.converted(cursor, row)

    def all(self, connection: Connection, values: Values) -> list[Row]:
        """All rows that it finds."""
        compiled = self._of(connection)
        cursor = compiled.execute(connection, values)
        return [compiled.converted(cursor, row) for row in cursor.fetchall()]

    def insert(self, connection: Connection, values: Values) -> int:
        """Carry out an insert of one row; its new primary key."""
        compiled = self._of(connection)
        cursor = compiled.execute(connection, values)
        key: int = cursor.fetchone()[0] if compiled.returns else cursor.lastrowid
        return key

    def _of(self, connection: Connection) -> _Compiled:
        dialect = connection.dialect
        found = self._compiled.get(dialect.name)
        if found is None:
            found = _Compiled(self._statement, dialect, self._columns, self._tells_key, self._upserts)
            self._compiled[dialect.name] = found
        return found


class _Compiled:
    """A statement as one kind of database takes it."""

    def __init__(
        self,
        statement: Executable,
        dialect: Dialect,
        columns: list[str] | None,
        tells_key: bool,
        upserts: str | None,
    ) -> None:
        self.returns = False
        if isinstance(statement, Insert) and tells_key and dialect.name != "sqlite":
            # SQLite's driver tells the new key by itself.
            statement, self.returns = statement.returning(*statement.table.primary_key), True
        compiled = cast("SQLCompiler", statement.compile(dialect=dialect, column_keys=columns))  # type: ignore[attr-defined]
        self._dialect = dialect
        self._sql = str(compiled)
        self.part: Part | None = None
        if dialect.name == "postgresql":
            if upserts is not None:
                self.part = Part(self._sql, upserts, changes=True)
            elif isinstance(statement, Insert | Update) and not self.returns:
                self.part = Part(self._sql, cast("Table", statement.table).name, changes=isinstance(statement, Update))
        self._order: list[str] | None = compiled.positiontup
        self._given = {name: bound.value for name, bound in compiled.binds.items() if not bound.required}
        self._bind = {
            name: convert
            for name, bound in compiled.binds.items()
            if (convert := bound.type.dialect_impl(dialect).bind_processor(dialect)) is not None
        }
        self._given = {name: self._bind.get(name, _same)(value) for name, value in self._given.items()}
        self._places = [(name, self._bind.get(name)) for name in self._order or ()]
        self._types = [column.type for column in statement.selected_columns] if isinstance(statement, Select) else []
        self._results: list[tuple[int, Convert]] | None = None

    def execute(self, connection: Connection, values: Values) -> Any:
        return carry_out(connection, self._sql, self.parameters(values))

    def execute_many(self, connection: Connection, rows: Iterable[Values]) -> Any:
        parameters = [self.parameters(row) for row in rows]
        if len(parameters) == 1:
            return carry_out(connection, self._sql, parameters[0])
        return carry_out(connection, self._sql, parameters, many=True)

    def parameters(self, values: Values) -> Any:
        """As the driver takes them: by name, or in order."""
        bind = self._bind
        if self._order is not None:
            given = self._given
            if not given:
                return [values[name] if convert is None else convert(values[name]) for name, convert in self._places]
            return [
                given[name] if name not in values else bind[name](values[name]) if name in bind else values[name]
                for name in self._order
            ]
        found = dict(self._given)
        for name, value in values.items():
            found[name] = bind[name](value) if name in bind else value
        return found

    def converted(self, cursor: Any, row: Row) -> Row:
        """What the driver found, as the types of the columns have it."""
        if self._results is None:
            self._results = [
                (index, convert)
                for index, (of_column, description) in enumerate(zip(self._types, cursor.description, strict=True))
                if (convert := _result_processor(of_column, self._dialect, description[1])) is not None
            ]
        if not self._results:
            return row
        converted = list(row)
        for index, convert in self._results:
            converted[index] = convert(row[index])
        return converted


def _result_processor(of_column: Any, dialect: Dialect, coltype: object) -> Convert | None:
    found: Convert | None = of_column.dialect_impl(dialect).result_processor(dialect, coltype)
    return found


def _same(value: Any) -> Any:
    return value
