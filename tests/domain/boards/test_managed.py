"""Boards from outside of the room: by those who manage the meeting, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, update

from convener.domain.authorization import Principal, Proof
from convener.domain.boards import boards, managed
from convener.domain.boards.managed import BoardChanges
from convener.domain.boards.templates import Template
from convener.domain.centers.centers import ensure_center
from convener.domain.errors import DomainError, LimitReached, NotOwner
from convener.domain.permissions import RoomAction
from convener.domain.room import moderation, showing
from convener.domain.shared_documents.log import DocumentNotFound
from convener.domain.site import Site
from convener.storage.database import Database, Session
from convener.storage.models import Board, Center, Event, Meeting, Participant, User
from tests.factories.recordings import person
from tests.factories.room import RoomFactory


@pytest.fixture
def room(database: Database, site: Site, center: Center) -> RoomFactory:
    room = RoomFactory(database, site)
    room.enter("host")
    with database.write() as session:
        other = ensure_center(session, "other", "Other")
        person(session, center.id, "olga", "organizer")
        person(session, center.id, "root", "administrator")
        person(session, other.id, "eve", "administrator")
    return room


def make(room: RoomFactory, name: str, *, show: bool = False) -> str:
    with room.database.write() as session:
        host = session.get_one(Participant, room.ids["host"])
        insider = moderation.inside(session, host, RoomAction.RUN_BOARDS)
        board = boards.create(session, insider, name, Template.BLANK, [], f"key of {name}")
        if show:
            showing.show(session, insider, "board", board.board_id)
        return board.board_id


def caller(session: Session, user_id: str) -> Principal:
    user = session.scalars(select(User).where(User.user_id == user_id)).one()
    return Principal(center_id=user.center_id, proof=Proof.SESSION, user=user)


def act(room: RoomFactory, who: str, action: Callable[..., Any], *arguments: Any, **more: Any) -> Any:
    with room.database.write() as session:
        return action(session, caller(session, who), *arguments, **more)


def owner_of(room: RoomFactory) -> str:
    with room.database.read() as session:
        return session.get_one(User, room.owner_id).user_id


def listed(room: RoomFactory, who: str, *, deleted: bool = False) -> list[str]:
    with room.database.read() as session:
        meeting = session.get_one(Meeting, room.meeting_id)
        found = managed.list_of_meeting(session, meeting, caller(session, who), deleted=deleted)
        return [one.name for one in found]


def kinds_since(room: RoomFactory, board: str) -> list[str]:
    with room.database.read() as session:
        found = session.scalars(select(Event).where(Event.meeting_id == room.meeting_id).order_by(Event.seq))
        return [one.type for one in found if board in str(one.data)]


def test_boards_are_renamed_deleted_and_restored(room: RoomFactory) -> None:
    board, who = make(room, "Plan", show=True), owner_of(room)
    act(room, who, managed.change, board, BoardChanges(name=" Harbour "))
    assert listed(room, who) == listed(room, "root") == ["Harbour"]
    act(room, who, managed.delete_managed, board)
    assert (listed(room, who), listed(room, who, deleted=True)) == ([], ["Harbour"])
    assert showing.read(room.meeting()).shown is None
    with pytest.raises(DocumentNotFound):
        act(room, who, managed.change, board, BoardChanges(name="Plan"))
    act(room, "root", managed.restore, board)
    assert (listed(room, who), listed(room, who, deleted=True)) == (["Harbour"], [])
    # Those who are inside hear of each.
    told = [kind for kind in kinds_since(room, board) if "board" in kind]
    assert told == ["room:board:updated"] * 2 + ["room:board:deleted", "room:board:updated"]


def test_others_reach_no_board(room: RoomFactory) -> None:
    board, who = make(room, "Plan"), owner_of(room)
    gone = make(room, "Gone")
    act(room, who, managed.delete_managed, gone)
    for stranger in ("olga", "eve"):
        for action, arguments in (
            (managed.find_managed, (board,)),
            (managed.change, (board, BoardChanges(name="x"))),
            (managed.delete_managed, (board,)),
            (managed.restore, (gone,)),
        ):
            with pytest.raises(DocumentNotFound):
                act(room, stranger, action, *arguments)
        with pytest.raises(NotOwner):
            listed(room, stranger)
    with room.database.write() as session:
        olga, eve = (session.scalars(select(User).where(User.user_id == one)).one() for one in ("olga", "eve"))
        with pytest.raises(NotOwner):
            managed.delete(session, olga, board)
        assert not managed.delete(session, eve, board)
        assert managed.find(session, eve, board) is None
    assert listed(room, who) == ["Plan"]


@pytest.mark.parametrize("name", ["", "x" * 81, "a\0b"])
def test_names_that_are_none(room: RoomFactory, name: str) -> None:
    board = make(room, "Plan")
    with pytest.raises(DomainError):
        act(room, owner_of(room), managed.change, board, BoardChanges(name=name))
    with pytest.raises(DocumentNotFound):
        act(room, owner_of(room), managed.change, name, BoardChanges(name="Plan"))


def test_boards_belong_to_whom_made_them(room: RoomFactory) -> None:
    by_host, by_guest = make(room, "Host's"), make(room, "Guest's")
    with room.database.write() as session:
        session.execute(update(Board).where(Board.board_id == by_guest).values(participant_id=None))
        owner = session.get_one(User, room.owner_id)
        found = managed.list_of_owner(session, owner, owner)
        assert [one.board_id for one in found] == [by_host, by_guest]
        owners = managed.read_owners_and_meetings(session, found).values()
        assert {(user.user_id, meeting and meeting.id) for user, meeting in owners} == {
            (owner.user_id, room.meeting_id)
        }
        olga = session.scalars(select(User).where(User.user_id == "olga")).one()
        assert managed.list_of_owner(session, olga, olga) == []
        assert managed.read_owners_and_meetings(session, []) == {}
        with pytest.raises(NotOwner):
            managed.list_of_owner(session, owner, olga)


def test_no_more_are_restored_than_a_meeting_may_have(room: RoomFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    board, who = make(room, "Plan"), owner_of(room)
    act(room, who, managed.delete_managed, board)
    monkeypatch.setattr(boards, "MOST_BOARDS", 0)
    with pytest.raises(LimitReached):
        act(room, who, managed.restore, board)
