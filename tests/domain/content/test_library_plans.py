"""The library finds by index what it lists: no database reads whole tables for a page."""

from __future__ import annotations

from typing import Any

import pytest

from convener.domain.boards import managed
from convener.domain.content import contents, library, shelves
from convener.domain.content.shelves import LibraryQuery
from convener.storage.models import Board, Content
from tests.factories.plans import plans
from tests.factories.recordings import Archive

from .test_library import caller

READ_WHOLE = ("SCAN contents", "SCAN boards", "SCAN content_words", "SCAN board_words", "SCAN meetings", "Seq Scan")


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
        with plans(database, session) as made:
            query = LibraryQuery(**wanted)
            library.list_documents(session, principal, query, after="", most=25)
            managed.list_library(session, principal, query, after="", most=25)
            shelves.count_folders(session, principal, Content)
            shelves.count_folders(session, principal, Board)
    lists = [plan for plan in made if "contents" in plan or "boards" in plan]
    assert len(lists) >= 4
    for plan in lists:
        assert not any(one in plan for one in READ_WHOLE), plan


def test_what_a_user_has_is_found_without_what_others_have(archive: Archive) -> None:
    database = archive.database
    with database.read() as session:
        ann = archive.user(session, "ann")
        with plans(database, session) as made:
            managed.list_of_owner(session, ann, ann)
            contents.list_of_owner(session, ann, ann)
    assert len(made) == 2
    for plan in made:
        assert not any(one in plan for one in READ_WHOLE), plan
