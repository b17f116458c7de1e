"""The statements that something takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, event


class Statement(NamedTuple):
    """What the driver was given."""

    text: str
    parameters: Any


@contextmanager
def carried_out(target: Engine | Connection) -> Iterator[list[Statement]]:
    """Those that are carried out in the block, by any connection of an engine, or by this one."""
    seen: list[Statement] = []

    def note(_connection: object, _cursor: object, text: str, parameters: Any, *_more: object) -> None:
        seen.append(Statement(text, parameters))

    event.listen(target, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(target, "before_cursor_execute", note)
