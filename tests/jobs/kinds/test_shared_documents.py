"""Snapshots of shared documents, notes of the dates of a series, and what is listed of them."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, select

from convener.domain.meetings import instances, meetings
from convener.domain.notes import documents
from convener.domain.notes.parts import ActionItem
from convener.domain.shared_documents import log
from convener.domain.shared_documents.log import NewUpdate
from convener.domain.site import Site, now
from convener.jobs.kinds.shared_documents import COMPACT_DOCUMENT, REMOVE_BOARDS
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import Board, Center, DocumentUpdate, MeetingInstance, SharedDocument
from tests.domain.shared_documents.hostile import genuine
from tests.factories.jobs import do_all, do_periodic, runner
from tests.factories.room import RoomFactory


def test_a_snapshot_takes_the_place_of_updates(
    database: Database, site: Site, center: Center, settings: Settings
) -> None:
    room = RoomFactory(database, site)
    with database.write() as session:
        meeting = meetings.lock_meeting(session, room.meeting_id)
        instances.begin_instance(session, meeting, now())
        document = documents.open_current(session, meeting.id, documents.begin(session, meeting.id))
        updates = [NewUpdate(7, room.ids["host"], one) for one in genuine(5, 20)]
        log.append(session, document.id, updates, {7: room.ids["host"]})
        log.request_compaction(session, document.id)
        key = document.id
    with database.read() as session:
        before = documents.read_content(session, document)
    assert do_all(runner(database, site, settings), COMPACT_DOCUMENT) == 1
    with database.read() as session:
        assert session.scalar(select(func.count()).where(DocumentUpdate.document_id == key)) == 0
        whole = log.read_log(session, key)
        assert whole.document.snapshot_seq == whole.last_seq == len(updates) + 1
        assert documents.read_content(session, whole.document) == before
        assert set(whole.structure.clocks) == {1, 7}
    with database.write() as session:
        refused = log.append(session, key, [NewUpdate(7, room.ids["host"], b"\0\0")], {7: None}).refused
        assert refused == {7}
        log.remove_all_of_meeting(session, room.meeting_id)
        assert log.find_latest(session, room.meeting_id, "notes") is None


def test_open_action_items_go_on_to_the_next_date(database: Database, site: Site, center: Center) -> None:
    room = RoomFactory(database, site)
    todo = ActionItem(id="a1", text="Send the offer", assignee="Ann", person="", due=date(2030, 5, 1), done=False)
    with database.write() as session:
        meeting = meetings.lock_meeting(session, room.meeting_id)
        meeting.recurrence = "FREQ=WEEKLY"
        instances.begin_instance(session, meeting, now())
        first = documents.open_current(session, meeting.id, documents.first_update((todo,)))
        instances.end_instance(session, meeting, instances.Ending.ENDED, now())
        instances.begin_instance(session, meeting, now())
        assert documents.find_current(session, meeting.id) is None
        assert documents.begin(session, meeting.id) == b"", "after a short break the text goes on"
        assert documents.open_current(session, meeting.id, b"").id == first.id
        instances.end_instance(session, meeting, instances.Ending.ENDED, now() - timedelta(hours=2))
        instances.begin_instance(session, meeting, now())
        second = documents.open_current(session, meeting.id, documents.begin(session, meeting.id))
        assert second.id != first.id
        instance = session.get_one(MeetingInstance, meeting.instance_id)
        parts = documents.read_parts(session, instance)
        assert parts.action_items == parts.open_action_items == (todo,)
        meeting.place_of_id, meeting.recurrence = meeting.owner_id, None
        instances.end_instance(session, meeting, instances.Ending.ENDED, now())
        instances.begin_instance(session, meeting, now())
        third = documents.open_current(session, meeting.id, documents.begin(session, meeting.id))
        assert third.id not in (first.id, second.id), "others meet in a personal room"
        assert not documents.read_content(session, third).blocks[0].content


def test_deleted_boards_are_removed_for_good_in_the_end(
    database: Database, site: Site, center: Center, settings: Settings
) -> None:
    room = RoomFactory(database, site)
    long_ago = now() - timedelta(days=4_000)
    with room.locked() as (session, meeting):
        for name in map(str, range(25)):
            document = log.create(session, meeting, "board", b"\0\0")
            made = {"participant_id": room.ids["host"], "key": name, "name": name, "template": "blank"}
            board = Board(board_id=document.document_id, document_id=document.id, meeting_id=meeting.id, **made)
            board.center_id = meeting.center_id
            board.created_at = long_ago
            board.deleted_at = None if name == "0" else long_ago
            session.add(board)
    do_periodic(runner(database, site, settings), database, REMOVE_BOARDS)
    with database.read() as session:
        assert list(session.scalars(select(Board.name))) == ["0"]
        assert session.scalar(select(func.count()).select_from(SharedDocument)) == 1
