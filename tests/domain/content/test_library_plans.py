"""The library finds by index what it lists: no database reads whole tables for a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, text

from convener.domain.boards import managed
from convener.domain.content import contents, library, shelves
from convener.domain.content.shelves import LibraryQuery
from convener.storage.database import Database
from convener.storage.models import Board, Content
from tests.factories.recordings import Archive

from .test_library import caller

READ_WHOLE = ("SCAN contents", "SCAN boards", "SCAN content_words", "SCAN board_words", "SCAN meetings", "Seq Scan")


@contextmanager
def plans(database: Database) -> Iterator[list[str]]:
    """The plans of the queries that are made meanwhile; of PostgreSQL those that it makes for large tables."""
    made: list[str] = []

    def explain(connection: Any, cursor: Any, statement: str, parameters: Any, *_: object) -> None:
        if not statement.startswith("SELECT"):
            return
        own = connection.connection.cursor()
        own.execute(f"{'EXPLAIN QUERY PLAN' if database.sqlite else 'EXPLAIN'} {statement}", parameters)
        made.append("\n".join(str(row[-1]) for row in own.fetchall()))

    event.listen(database.engine, "before_cursor_execute", explain)
    try:
        yield made
    finally:
        event.remove(database.engine, "before_cursor_execute", explain)


@pytest.mark.parametrize("who", ["ann", "mia", "root"])
@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"search": "harbour plan"},
        {"folder": "Maps"},
        {"place": "library"},
        {"kind": "pdf"},
        {"deleted": True},
        {"deleted": True, "search": "harbour"},
    ],
)
def test_no_list_reads_a_whole_table(archive: Archive, who: str, wanted: dict[str, Any]) -> None:
    database = archive.database
    with database.read() as session:
        principal = caller(archive, session, who)
        if not database.sqlite:
            session.execute(text("SET enable_seqscan = off"))
        with plans(database) as made:
            query = LibraryQuery(**wanted)
            library.list_documents(session, principal, query, after="", most=25)
            managed.list_library(session, principal, query, after="", most=25)
            shelves.count_folders(session, principal, Content)
            shelves.count_folders(session, principal, Board)
        if not database.sqlite:
            session.execute(text("RESET enable_seqscan"))
    lists = [plan for plan in made if "contents" in plan or "boards" in plan]
    assert len(lists) >= 4
    for plan in lists:
        assert not any(one in plan for one in READ_WHOLE), plan


def test_what_a_user_has_is_found_without_what_others_have(archive: Archive) -> None:
    database = archive.database
    with database.read() as session:
        ann = archive.user(session, "ann")
        if not database.sqlite:
            session.execute(text("SET enable_seqscan = off"))
        with plans(database) as made:
            managed.list_of_owner(session, ann, ann)
            contents.list_of_owner(session, ann, ann)
        if not database.sqlite:
            session.execute(text("RESET enable_seqscan"))
    assert len(made) == 2
    for plan in made:
        assert not any(one in plan for one in READ_WHOLE), plan
