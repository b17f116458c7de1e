"""Drawings on pages: from one run to the next, and gone with their document."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from convener.domain.actions import end_meeting
from convener.domain.boards import page_drawings
from convener.domain.content import contents
from convener.domain.lifecycle import LifecycleEvent
from convener.domain.meetings import instances
from convener.domain.permissions import RoomAction
from convener.domain.room import moderation, showing
from convener.domain.shared_documents.log import DocumentNotFound
from convener.domain.site import Site, now
from convener.storage.database import Database
from convener.storage.models import Center, Meeting, PageDrawing, Participant, SharedDocument
from tests.factories.contents import insert_document
from tests.factories.room import RoomFactory


@pytest.fixture
def room(database: Database, site: Site, center: Center) -> RoomFactory:
    room = RoomFactory(database, site)
    room.enter("host")
    return room


def show(room: RoomFactory, document: str) -> None:
    with room.database.write() as session:
        host = session.get_one(Participant, room.ids["host"])
        showing.show(session, moderation.inside(session, host, RoomAction.SHOW_CONTENT), "document", document)


def draw(room: RoomFactory, name: str) -> int:
    with room.database.write() as session:
        return page_drawings.create(session, room.meeting_id, name)


def find(room: RoomFactory, name: str) -> int | None:
    with room.database.read() as session:
        return page_drawings.find(session, session.get_one(Meeting, room.meeting_id), name)


def bring(room: RoomFactory) -> str:
    with room.locked() as (session, meeting):
        document = insert_document(session, meeting)
    show(room, document)
    return document


def count(room: RoomFactory) -> tuple[int, int]:
    with room.database.read() as session:
        drawings = session.scalar(select(func.count()).select_from(PageDrawing)) or 0
        return drawings, session.scalar(select(func.count()).select_from(SharedDocument)) or 0


def test_a_page_has_one_drawing_from_one_run_to_the_next(room: RoomFactory) -> None:
    document = bring(room)
    assert find(room, f"{document}:2") is None
    made = draw(room, f"{document}:2")
    assert draw(room, f"{document}:2") == made != draw(room, f"{document}:3")
    with room.locked() as (session, meeting):
        instances.end_instance(session, meeting, instances.Ending.ENDED, now())
        instances.begin_instance(session, meeting, now())
    with pytest.raises(DocumentNotFound):
        find(room, f"{document}:2")
    show(room, document)
    assert find(room, f"{document}:2") == made
    with room.database.read() as session:
        meeting = session.get_one(Meeting, room.meeting_id)
        assert page_drawings.list_drawn_pages(session, meeting, "attendee", document) == [2, 3]


def test_drawings_are_removed_with_their_document(room: RoomFactory) -> None:
    gone, kept = bring(room), bring(room)
    draw(room, f"{gone}:1")
    draw(room, f"{kept}:1")
    with room.locked() as (session, meeting):
        content = contents.find_in_room(session, meeting, gone)
        content.deleted_at = now()
        assert page_drawings.remove_due(session, 10) == 0
        contents.remove(session, content)
        assert page_drawings.remove_due(session, 10) == 1
    assert count(room) == (1, 1)


def test_with_a_meeting_its_drawings_are_removed(room: RoomFactory, database: Database, site: Site) -> None:
    draw(room, f"{bring(room)}:1")
    with database.write() as session:
        meeting = session.get_one(Meeting, room.meeting_id)
        end_meeting.delete_meeting(session, site, meeting)
        end_meeting.erase_meeting(session, meeting, LifecycleEvent.ERASE)
    assert count(room) == (0, 0)
