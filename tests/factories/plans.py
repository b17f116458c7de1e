"""How databases find what statements ask for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.orm import Session

from convener.storage.database import Database

EXPLAINED = ("SELECT", "UPDATE", "DELETE")


@contextmanager
def plans(database: Database, session: Session) -> Iterator[list[str]]:
    """The plans of the statements that the session makes meanwhile, as for large tables: PostgreSQL reads small ones
    whole."""
    made: list[str] = []

    def explain(connection: Any, cursor: Any, statement: str, parameters: Any, context: object, many: bool) -> None:
        if not statement.startswith(EXPLAINED):
            return
        own = connection.connection.cursor()
        command = f"{'EXPLAIN QUERY PLAN' if database.sqlite else 'EXPLAIN'} {statement}"
        own.execute(command, parameters[0] if many else parameters)
        made.append("\n".join(str(row[-1]) for row in own.fetchall()))

    if not database.sqlite:
        session.execute(text("SET enable_seqscan = off"))
    event.listen(database.engine, "before_cursor_execute", explain)
    try:
        yield made
    finally:
        event.remove(database.engine, "before_cursor_execute", explain)
        if not database.sqlite:
            session.execute(text("RESET enable_seqscan"))
