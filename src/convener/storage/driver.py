"""SQL carried out by the driver itself, in the transaction of a session or connection of SQLAlchemy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

CONNECTION = "connection"
"""Key in ``session.info``: its connection, for all of its transaction."""


def connection_of(session: Session) -> Connection:
    """The connection of the session's transaction. To ask the session takes as long as half a statement of SQLite."""
    known: Connection | None = session.info.get(CONNECTION)
    return session.connection() if known is None else known


def _plain(connection: Connection) -> Any:
    driver: Any = connection.connection.dbapi_connection
    return driver.cursor()


def carry_out(
    connection: Connection,
    sql: str,
    parameters: Any,
    *,
    many: bool = False,
    cursor_of: Callable[[Connection], Any] = _plain,
) -> Any:
    """Carry out SQL in the driver's own spelling, once, or (``many``) once for each of these parameters; the cursor.

    Hooks on executions are called, without a context. Raises what SQLAlchemy raises.
    """
    cursor: Any = None
    # As SQLAlchemy does: a connection to which nobody listens has the hooks of its engine, which are looked up in a
    # third of the time.
    hooked = connection.dispatch if connection._has_events else connection.engine.dispatch
    try:
        cursor = cursor_of(connection)
        if hooks := hooked.before_cursor_execute:
            hooks(connection, cursor, sql, parameters, None, many)
        (cursor.executemany if many else cursor.execute)(sql, parameters)
    except connection.dialect.loaded_dbapi.Error as error:
        # SQLAlchemy's own way from an error of the driver to one of its own: it takes a broken connection out of the
        # pool, and tells who listens to errors. It has no public name.
        connection._handle_dbapi_exception(error, sql, None, cursor, None)
    if hooks := hooked.after_cursor_execute:
        hooks(connection, cursor, sql, parameters, None, many)
    return cursor
