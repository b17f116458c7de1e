"""Whiteboards of the library: kept, found, used by others, put into meetings, removed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from pycrdt import Doc, Map
from sqlalchemy import func, select, update

from convener.domain.accounts import groups
from convener.domain.actions import merge_users
from convener.domain.authorization import Principal, Proof
from convener.domain.boards import boards, copies, files, managed, texts
from convener.domain.boards.managed import BoardChanges
from convener.domain.boards.schema import RULES
from convener.domain.boards.templates import Template
from convener.domain.centers.centers import ensure_center
from convener.domain.content import shelves
from convener.domain.content.shelves import Audience, LibraryQuery
from convener.domain.errors import (
    InvalidParameter,
    LimitReached,
    MeetingCancelled,
    MeetingNotFound,
    NotAllowed,
)
from convener.domain.meetings import instances
from convener.domain.permissions import RoomAction
from convener.domain.room import moderation
from convener.domain.shared_documents import log
from convener.domain.shared_documents.log import DocumentNotFound, NewUpdate
from convener.domain.site import Site, now
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database, Session
from convener.storage.models import (
    Board,
    BoardWord,
    Center,
    DocumentAuthor,
    Job,
    Meeting,
    Participant,
    SharedDocument,
    User,
)
from tests.factories.recordings import person
from tests.factories.room import RoomFactory


@pytest.fixture
def room(database: Database, site: Site, center: Center) -> RoomFactory:
    room = RoomFactory(database, site)
    room.enter("host")
    with database.write() as session:
        other = ensure_center(session, "other", "Other")
        for user_id, role in (("olga", "organizer"), ("mia", "member"), ("root", "administrator")):
            person(session, center.id, user_id, role)
        person(session, other.id, "eve", "administrator")
    return room


def caller(session: Session, user_id: str) -> Principal:
    user = session.scalars(select(User).where(User.user_id == user_id)).one()
    return Principal(center_id=user.center_id, proof=Proof.SESSION, user=user)


def owner_of(room: RoomFactory) -> str:
    with room.database.read() as session:
        return session.get_one(User, room.owner_id).user_id


def make(room: RoomFactory, name: str, written: str = "") -> str:
    """A board of the meeting, with this text on it."""
    with room.database.write() as session:
        host = session.get_one(Participant, room.ids["host"])
        insider = moderation.inside(session, host, RoomAction.RUN_BOARDS)
        board = boards.create(session, insider, name, Template.BLANK, [], f"key of {name}")
        if written:
            drawn: Doc[Any] = Doc(client_id=77)
            element = {"id": "t", "type": "text", "text": written, "index": "a1", "x": 0, "y": 0, "isDeleted": False}
            drawn.get("elements", type=Map)["t"] = Map({"e": element})
            sent = NewUpdate(77, host.id, drawn.get_update())
            log.append(session, board.document_id, [sent], {77: host.id})
        return board.board_id


def copy(room: RoomFactory, who: str, board: str, mid: str | None = None, key: str = "") -> str:
    with room.database.read() as session:
        principal = caller(session, who)
    with tempfile.TemporaryDirectory() as data:
        blobs = BlobStore.of(Settings.load({}, data=Path(data)))
        return copies.copy(room.database, blobs, room.site, principal, board, mid, key)


def found(room: RoomFactory, who: str, **wanted: Any) -> list[str]:
    with room.database.read() as session:
        query = LibraryQuery(**wanted)
        listed, following = managed.list_library(session, caller(session, who), query, after="", most=50)
        assert following is None
        return [one.board_id for one in listed]


def change(room: RoomFactory, who: str, board: str, **changes: Any) -> Board:
    with room.database.write() as session:
        return managed.change(session, caller(session, who), board, BoardChanges(**changes))


def mid_of(room: RoomFactory) -> str:
    with room.database.read() as session:
        return session.get_one(Meeting, room.meeting_id).mid


def test_a_kept_board_is_a_copy_that_outlives_the_meeting(room: RoomFactory, tmp_path: Path) -> None:
    board, who = make(room, "Plan", "Über den Hafen"), owner_of(room)
    kept = copy(room, who, board)
    assert found(room, who) == found(room, "root") == [kept, board]
    assert found(room, who, place="library") == [kept]
    assert found(room, who, place="meetings") == found(room, who, meeting=mid_of(room)) == [board]
    for search in ("ÜBER haf", "plan", "über plan"):
        assert found(room, who, search=search, place="library") == [kept]
    assert found(room, who, search="afen") == []
    with room.locked() as (session, meeting):
        boards.remove_all_of_meeting(session, meeting.id)
        log.remove_all_of_meeting(session, meeting.id)
    with room.database.read() as session:
        copied = managed.find_usable(session, caller(session, who), kept)
        order = files.read_order(session, copied)
        # Nobody of that meeting is the author of anything here.
        assert set(session.scalars(select(DocumentAuthor.participant_id))) == {None}
    assert b"den Hafen" in files.write_file(order, BlobStore.of(Settings.load({}, data=tmp_path)))


def test_a_board_is_put_into_a_meeting_and_drawn_on_there(room: RoomFactory, tmp_path: Path) -> None:
    who = owner_of(room)
    kept = copy(room, who, make(room, "Plan", "Hafen"))
    put = copy(room, who, kept, mid_of(room), key="once")
    assert copy(room, who, kept, mid_of(room), key="once") == put, "the same click makes no second one"
    with room.locked() as (session, meeting):
        assert [one.name for one in boards.list_boards(session, meeting)] == ["Plan", "Plan"]
        document = boards.find(session, meeting, put).document_id
        whole = log.read_log(session, document)
        structure = whole.fold(RULES)
        more: Doc[Any] = Doc(client_id=78)
        for part in whole.parts:
            more.apply_update(part)
        before = more.get_state()
        more.get("elements", type=Map)["u"] = Map({"e": {"id": "u", "type": "text", "text": "more", "index": "a2"}})
        update_ = more.get_update(before)
        structure.apply(structure.check(update_, RULES))
        log.append(session, document, [NewUpdate(78, None, update_)], {78: None})
        order = files.read_order(session, boards.find(session, meeting, put))
        owners = managed.read_owners_and_meetings(session, [boards.find(session, meeting, put)])
        assert [user.user_id for user, _ in owners.values()] == [who]
    file = files.write_file(order, BlobStore.of(Settings.load({}, data=tmp_path)))
    assert b'"Hafen"' in file
    assert b'"more"' in file


def test_boards_are_for_whom_they_are_let(room: RoomFactory) -> None:
    who = owner_of(room)
    kept = copy(room, who, make(room, "Plan"))
    assert found(room, "olga") == found(room, "mia") == found(room, "eve") == []
    with pytest.raises(DocumentNotFound):
        copy(room, "olga", kept)
    with room.database.write() as session:
        center = session.get_one(Center, caller(session, who).center_id)
        group = groups.create_group(session, center, "north")
        members = [session.scalars(select(User).where(User.user_id == one)).one() for one in (who, "mia")]
        for member in members:
            groups.add_members(session, group, [member])
    changed = change(room, who, kept, audience=Audience.GROUP, group="north", folder=" Maps ", name="Chart")
    assert (changed.name, changed.folder) == ("Chart", "Maps")
    assert found(room, "mia") == found(room, "mia", folder="Maps", search="chart") == [kept]
    assert found(room, "mia", search="plan") == found(room, "olga") == []
    change(room, who, kept, audience=Audience.CENTER)
    assert found(room, "olga") == found(room, "mia") == [kept]
    with room.database.read() as session:
        assert shelves.count_folders(session, caller(session, "mia"), Board) == {"Maps": 1}
        assert managed.find_usable(session, caller(session, "mia"), kept).name == "Chart"
        assert managed.find(session, caller(session, "eve").require_user(), kept) is None
    for stranger, error in (("olga", DocumentNotFound), ("mia", DocumentNotFound), ("eve", DocumentNotFound)):
        with pytest.raises(error):
            change(room, stranger, kept, name="x")
    with pytest.raises(NotAllowed):
        copy(room, "mia", kept)
    own = copy(room, "olga", kept)
    assert found(room, "olga") == [own, kept]
    with pytest.raises(MeetingNotFound):
        copy(room, "olga", kept, mid_of(room))


def test_boards_of_somebody_who_is_merged_are_the_others_then(room: RoomFactory) -> None:
    who = owner_of(room)
    kept = copy(room, who, make(room, "Plan"), key="same")
    change(room, who, kept, audience=Audience.CENTER)
    own = copy(room, "olga", kept, key="same")
    with room.database.write() as session:
        into, merged = (session.scalars(select(User).where(User.user_id == one)).one() for one in (who, "olga"))
        merge_users.merge_users(session, into, merged, actor=into)
    assert found(room, who, place="library") == [own, kept]


def test_boards_of_meetings_are_in_no_folder(room: RoomFactory) -> None:
    board = make(room, "Plan")
    for changes in ({"folder": "x"}, {"audience": Audience.CENTER}, {"group": "x"}):
        with pytest.raises(InvalidParameter):
            change(room, owner_of(room), board, **changes)


def test_deleted_boards_are_restored_or_removed_for_good(room: RoomFactory) -> None:
    who = owner_of(room)
    kept = copy(room, who, make(room, "Plan"))
    with room.database.write() as session:
        managed.delete_managed(session, caller(session, who), kept)
    assert kept not in found(room, who)
    assert found(room, who, deleted=True) == found(room, "root", deleted=True) == [kept]
    assert found(room, "olga", deleted=True) == []
    with room.database.write() as session:
        managed.restore(session, caller(session, who), kept)
    assert kept in found(room, who)
    with room.database.write() as session:
        with pytest.raises(DocumentNotFound):
            managed.remove(session, caller(session, who), kept)
        managed.delete_managed(session, caller(session, who), kept)
        managed.remove(session, caller(session, who), kept)
        assert session.scalar(select(func.count()).select_from(SharedDocument)) == 1
        assert session.scalar(select(func.count()).select_from(BoardWord)) == 1


def test_copies_that_are_refused_leave_nothing(room: RoomFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    who = owner_of(room)
    board, mid = make(room, "Plan"), mid_of(room)
    for target, error in (("x", MeetingNotFound), ("\0", MeetingNotFound)):
        with pytest.raises(error):
            copy(room, who, board, target)
    with pytest.raises(DocumentNotFound):
        copy(room, who, "\0")
    with pytest.raises(InvalidParameter):
        copy(room, who, board, key="x" * 65)
    monkeypatch.setattr(boards, "MOST_BOARDS", 1)
    monkeypatch.setattr(copies, "MOST_KEPT", 0)
    for to in (mid, None):
        with pytest.raises(LimitReached):
            copy(room, who, board, to)
    with room.database.write() as session:
        session.execute(update(Meeting).values(life="deleted", cancelled_at=now()))
    with pytest.raises(MeetingCancelled):
        copy(room, who, board, mid)
    assert found(room, who) == [board]


def test_what_is_written_is_read_when_a_run_has_ended(room: RoomFactory) -> None:
    board = make(room, "Plan", "Hafen\0 \u202eKran")
    with room.locked() as (session, meeting):
        instances.end_instance(session, meeting, instances.Ending.ENDED, now())
        jobs = session.scalars(select(Job).where(Job.kind == "read_boards")).all()
        assert len(jobs) == 1
        [row] = texts.list_unread(session, meeting.id)
        texts.set_text(session, row, "Hafen\0 \u202eKran", 2)
        assert texts.list_unread(session, meeting.id) == []
        texts.set_text(session, row, "older", 1)
        texts.set_text(session, row + 1, "gone", 1)
        assert texts.read_board(session, row + 1) is None
    assert found(room, owner_of(room), search="hafen kran plan") == [board]
    assert found(room, owner_of(room), search="older") == []
