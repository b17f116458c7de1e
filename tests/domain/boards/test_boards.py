"""Boards from one run of a meeting to the next, and when they are gone for good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from convener.domain.actions import end_meeting
from convener.domain.boards import boards
from convener.domain.boards.templates import Template
from convener.domain.centers.settings import restore_period, settings_of
from convener.domain.errors import LimitReached
from convener.domain.lifecycle import LifecycleEvent
from convener.domain.meetings import instances
from convener.domain.permissions import RoomAction
from convener.domain.room import moderation, showing
from convener.domain.shared_documents.log import DocumentNotFound
from convener.domain.site import Site, now
from convener.storage.database import Database
from convener.storage.models import Board, Center, DocumentUpdate, Meeting, Participant, SharedDocument
from tests.factories.room import RoomFactory


@pytest.fixture
def room(database: Database, site: Site, center: Center) -> RoomFactory:
    room = RoomFactory(database, site)
    room.enter("host")
    return room


def act(room: RoomFactory, action: Callable[..., Any], *arguments: Any) -> Any:
    """Call a function of boards as the host."""
    with room.database.write() as session:
        host = session.get_one(Participant, room.ids["host"])
        return action(session, moderation.inside(session, host, RoomAction.RUN_BOARDS), *arguments)


def make(room: RoomFactory, name: str) -> str:
    return str(act(room, boards.create, name, Template.BLANK, [], f"key of {name}").board_id)


def listed(room: RoomFactory) -> list[str]:
    with room.database.read() as session:
        return [one.name for one in boards.list_boards(session, session.get_one(Meeting, room.meeting_id))]


def shown(room: RoomFactory) -> str | None:
    item = showing.read(room.meeting()).shown
    return item.id if item is not None else None


def next_run(room: RoomFactory) -> None:
    with room.locked() as (session, meeting):
        instances.end_instance(session, meeting, instances.Ending.ENDED, now())
        instances.begin_instance(session, meeting, now())


def test_the_next_run_has_the_boards_and_shows_none(room: RoomFactory) -> None:
    board = make(room, "Plan")
    act(room, showing.show, "board", board)
    assert shown(room) == board
    next_run(room)
    assert listed(room) == ["Plan"]
    assert shown(room) is None
    act(room, showing.show, "board", board)
    with room.database.read() as session:
        document = session.scalars(select(SharedDocument)).one()
        assert document.last_instance_id == room.meeting().instance_id != document.instance_id


def test_others_who_meet_in_a_personal_room_see_none_of_the_run_before(room: RoomFactory) -> None:
    board = make(room, "Plan")
    with room.locked() as (_, meeting):
        meeting.place_of_id = room.owner_id
    assert listed(room) == ["Plan"]
    next_run(room)
    assert listed(room) == []
    with room.locked() as (session, meeting), pytest.raises(DocumentNotFound):
        boards.find(session, meeting, board)


def test_a_deleted_board_comes_back_until_the_time_for_that_is_over(room: RoomFactory, center: Center) -> None:
    recent, old = make(room, "recent"), make(room, "old")
    for one in (recent, old):
        act(room, boards.remove, one)
    assert listed(room) == []
    long_ago = now() - restore_period(settings_of(center)) - timedelta(minutes=1)
    with room.database.write() as session:
        session.execute(update(Board).where(Board.board_id == old).values(deleted_at=long_ago))
    with pytest.raises(DocumentNotFound):
        act(room, boards.restore, old)
    with room.database.write() as session:
        assert boards.remove_due(session, 10) == 1
        assert list(session.scalars(select(Board.board_id))) == [recent]
        assert session.scalar(select(func.count()).select_from(DocumentUpdate)) == 1
    for _ in range(2):
        act(room, boards.restore, recent)
    assert listed(room) == ["recent"]


def test_with_a_meeting_its_boards_are_removed(room: RoomFactory, database: Database, site: Site) -> None:
    make(room, "Plan")
    with database.write() as session:
        meeting = session.get_one(Meeting, room.meeting_id)
        end_meeting.delete_meeting(session, site, meeting)
        end_meeting.erase_meeting(session, meeting, LifecycleEvent.ERASE)
        assert session.scalar(select(func.count()).select_from(Board)) == 0
        assert session.scalar(select(func.count()).select_from(SharedDocument)) == 0


def test_a_meeting_has_only_so_many_boards(room: RoomFactory) -> None:
    with room.database.write() as session:
        host = moderation.inside(session, session.get_one(Participant, room.ids["host"]))
        for number in range(boards.MOST_BOARDS):
            board = boards.create(session, host, f"Board {number}", Template.BLANK, [], str(number))
        boards.remove(session, host, board.board_id)
        boards.create(session, host, "One more", Template.BLANK, [], "more")
        with pytest.raises(LimitReached):
            boards.create(session, host, "x", Template.GRID, [], "x")
        with pytest.raises(LimitReached):
            boards.restore(session, host, board.board_id)
