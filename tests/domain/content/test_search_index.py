"""Words by which documents and whiteboards are found, in all scripts and on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from convener.domain.content import search_index
from convener.domain.content.search_index import searched_words, words_of
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Center, Content, ContentWord, Meeting
from tests.factories.contents import insert_document
from tests.factories.room import RoomFactory


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("Über die Straße", "ÜBER strasse"),
        ("Der Hafenplan_v2.pdf", "hafen V2 PDF"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("\ufb01nal １２３", "FINAL 123"),
        ("第3回 会議室の予約", "会議室"),
        ("第3回 会議室の予約", "室"),
        ("รายงานการประชุม", "ประชุม"),
        ("مخطط الميناء", "الميناء"),
        ("план порта", "ПОРТ"),
        ("x" * 300, "x" * 300),
    ],
)
def test_a_text_is_found_by_its_words(text: str, search: str) -> None:
    stored = words_of(text)
    searched = searched_words(search)
    assert searched
    for beginning in searched:
        assert any(word.startswith(beginning) for word in stored), beginning


@pytest.mark.parametrize(
    ("text", "search"), [("Hafenplan", "plan"), ("会議室", "議会"), ("Straße", "strase"), ("", "a")]
)
def test_a_text_is_not_found_by_others(text: str, search: str) -> None:
    stored = words_of(text)
    assert not all(any(word.startswith(one) for word in stored) for one in searched_words(search))


def test_signs_alone_are_no_words() -> None:
    assert searched_words("% _ -- \u0301 \U0001f600") == []
    assert words_of("% _ --") == set()


def test_a_text_has_so_many_words_and_no_more() -> None:
    assert len(words_of(" ".join(f"w{number}" for number in range(search_index.MOST + 500)))) == search_index.MOST


def test_words_are_added_once_and_removed(database: Database, site: Site, center: Center) -> None:
    room = RoomFactory(database, site)
    with database.write() as session:
        meeting = session.get_one(Meeting, room.meeting_id)
        insert_document(session, meeting)
        content = session.scalars(select(Content)).one()
        for _ in range(2):
            search_index.add(session, content, ["Über den Hafen", "hafen"])

        def found(search: str) -> bool:
            query = select(Content.id).where(*search_index.has_words(Content, center.id, searched_words(search)))
            return session.scalar(query) == content.id

        assert found("ÜBER haf")
        assert found("den")
        assert not found("über schiff")
        assert not found("afen")
        assert session.scalar(select(func.count()).select_from(ContentWord)) == 3
        search_index.remove(session, content)
        assert not found("über")
