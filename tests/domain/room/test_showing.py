from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from convener.domain.errors import BadValue, ContentNotFound, InvariantBroken
from convener.domain.events.kinds.documents import DocumentChanged
from convener.domain.events.kinds.showing import PageTurned, ShowingChanged
from convener.domain.events.states import ItemState, OpenItemState
from convener.domain.permissions import MeetingRole
from convener.domain.room import documents, moderation, presence, showing
from convener.domain.room.showing import Showing
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Participant
from tests.factories.contents import insert_document
from tests.factories.room import RoomFactory


@pytest.fixture
def room(database: Database, site: Site) -> RoomFactory:
    factory = RoomFactory(database, site)
    factory.add("pat", MeetingRole.PRESENTER)
    factory.enter("host")
    factory.enter("pat")
    return factory


def bring(room: RoomFactory, pages: int = 3) -> str:
    with room.locked() as (session, meeting):
        return insert_document(session, meeting, pages=pages)


def act(room: RoomFactory, function: Callable[..., Any], *arguments: Any, by: str = "host") -> None:
    with room.database.write() as session:
        insider = moderation.inside(session, session.get_one(Participant, room.ids[by]))
        function(session, insider, *arguments)


def shown(room: RoomFactory) -> Showing:
    return showing.read(room.meeting())


def item(document: str, page: int = 1) -> OpenItemState:
    return OpenItemState(kind="document", id=document, page=page)


def test_a_document_is_shown_and_its_pages_turned_by_whoever_presents(room: RoomFactory) -> None:
    talk = bring(room)
    seq = room.seq()
    act(room, showing.show, "document", talk)
    act(room, showing.turn, "document", talk, 3, by="pat")
    for _ in range(2):
        act(room, showing.turn, "document", talk, 2)
    assert shown(room).open == [item(talk, 2)]
    assert shown(room).turned_by == room.public["host"]
    events = [(one.payload, one.actor) for one in room.since(seq)]
    document = ItemState(kind="document", id=talk)
    host, pat = room.public["host"], room.public["pat"]
    assert events == [
        (ShowingChanged(open=[item(talk)], shown=document, turned_by=host), host),
        (DocumentChanged(document=talk), None),
        (PageTurned(item=item(talk, 3)), pat),
        (PageTurned(item=item(talk, 2)), host),
    ]


def test_there_are_no_other_pages_and_nothing_else_is_turned(room: RoomFactory) -> None:
    talk = bring(room)
    with pytest.raises(ContentNotFound):
        act(room, showing.turn, "document", talk, 1)
    act(room, showing.show, "document", talk)
    for page in (0, -1, 4):
        with pytest.raises(BadValue, match=f"no page {page}"):
            act(room, showing.turn, "document", talk, page)
    for kind, known in (("picture", BadValue), ("document", ContentNotFound)):
        with pytest.raises(known):
            act(room, showing.show, kind, "nosuchthing")
    assert shown(room).open == [item(talk)]


def test_a_document_of_another_meeting_cannot_be_shown(room: RoomFactory, database: Database, site: Site) -> None:
    other = bring(RoomFactory(database, site))
    with pytest.raises(ContentNotFound):
        act(room, showing.show, "document", other)


def test_what_is_open_stays_at_its_page_until_it_is_closed(room: RoomFactory) -> None:
    talk, plan = bring(room), bring(room)
    act(room, showing.show, "document", talk, 2)
    act(room, showing.show, "document", plan)
    assert shown(room).open == [item(talk, 2), item(plan)]
    act(room, showing.show, "document", talk)
    assert (shown(room).open, shown(room).shown) == ([item(talk, 2), item(plan)], ItemState(kind="document", id=talk))
    act(room, showing.stop)
    assert shown(room).shown is None
    act(room, showing.close, "document", talk)
    assert shown(room).open == [item(plan)]


def test_only_so_many_are_open_at_a_time(room: RoomFactory) -> None:
    for _ in range(showing.MOST_OPEN):
        act(room, showing.show, "document", bring(room, 1))
    with pytest.raises(InvariantBroken, match="close one first"):
        act(room, showing.show, "document", bring(room, 1))
    # A program that asks to show something at once is not refused: what was opened first gives way.
    last = bring(room, 1)
    with room.locked() as (session, meeting):
        showing.show_at_once(session, meeting, "document", last)
    assert len(shown(room).open) == showing.MOST_OPEN
    assert shown(room).shown == ItemState(kind="document", id=last)


def test_a_deleted_document_is_closed_for_good(room: RoomFactory) -> None:
    talk = bring(room)
    with room.locked() as (session, meeting):
        showing.show_at_once(session, meeting, "document", talk)
    act(room, documents.delete, talk, by="pat")
    assert shown(room) == Showing(instance=room.meeting().instance_id)
    with pytest.raises(ContentNotFound):
        act(room, showing.show, "document", talk)


def test_the_next_run_begins_with_what_was_brought_to_be_shown(room: RoomFactory) -> None:
    talk, plan = bring(room), bring(room)
    with room.locked() as (session, meeting):
        showing.show_at_once(session, meeting, "document", talk)
    act(room, showing.turn, "document", talk, 2)
    act(room, showing.show, "document", plan)
    with room.locked() as (session, meeting):
        presence.end_meeting(session, room.site, meeting)
    assert shown(room).open == []
    room.enter("host")
    assert (shown(room).open, shown(room).shown) == ([item(talk)], ItemState(kind="document", id=talk))


def test_when_a_run_begins_there_is_space_for_more(room: RoomFactory) -> None:
    for _ in range(showing.MOST_OPEN):
        document = bring(room, 1)
        with room.locked() as (session, meeting):
            showing.show_at_once(session, meeting, "document", document)
    with room.locked() as (session, meeting):
        presence.end_meeting(session, room.site, meeting)
    room.enter("host")
    assert len(shown(room).open) == showing.MOST_FIRST < showing.MOST_OPEN
    assert shown(room).shown == ItemState(kind="document", id=document)
    act(room, showing.show, "document", bring(room, 1))
