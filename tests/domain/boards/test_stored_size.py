"""What is drawn and written together counts as stored by the center: in steps while it grows, until it is removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from convener.domain.actions import end_meeting
from convener.domain.authorization import Principal, Proof
from convener.domain.boards import boards, copies
from convener.domain.boards.schema import RULES
from convener.domain.boards.templates import Template
from convener.domain.centers import storage_quota
from convener.domain.errors import StorageFull
from convener.domain.lifecycle import LifecycleEvent
from convener.domain.permissions import RoomAction
from convener.domain.room import moderation
from convener.domain.shared_documents import log
from convener.domain.shared_documents.log import COUNT_STEP, NewUpdate
from convener.domain.site import Site
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database
from convener.storage.models import Center, Meeting, Participant, SharedDocument, User
from tests.factories.accounts import change_center_settings
from tests.factories.room import RoomFactory


class Wall:
    """A meeting whose host makes boards."""

    def __init__(self, database: Database, site: Site) -> None:
        self.database, self.room = database, RoomFactory(database, site)
        self.site = self.room.site
        self.room.enter("host")

    def make_board(self) -> tuple[str, int]:
        """The public id of a board, and the primary key of its document."""
        with self.database.write() as session:
            host = session.get_one(Participant, self.room.ids["host"])
            insider = moderation.inside(session, host, RoomAction.RUN_BOARDS)
            board = boards.create(session, insider, "Plan", Template.BLANK, [], "key")
            return board.board_id, board.document_id

    def draw(self, document: int, size: int) -> None:
        with self.database.write() as session:
            log.append(session, document, [NewUpdate(7, None, bytes(size))], {7: None})

    def counted(self, center_id: int | None = None) -> int:
        with self.database.read() as session:
            return storage_quota.stored_bytes(session, center_id or self.room.center_id).shared_documents

    def size(self, document: int) -> int:
        with self.database.read() as session:
            return session.get_one(SharedDocument, document).size


@pytest.fixture
def wall(database: Database, site: Site, center: Center) -> Wall:
    return Wall(database, site)


def test_it_counts_in_steps_while_it_grows(wall: Wall) -> None:
    assert wall.counted() == 0
    _, document = wall.make_board()
    begun = wall.size(document)
    assert begun < COUNT_STEP
    # Less than a step: the row that is indexed stays as it is.
    wall.draw(document, COUNT_STEP - begun - 1)
    assert wall.counted() == 0
    wall.draw(document, 1)
    assert wall.counted() == wall.size(document) == COUNT_STEP
    wall.draw(document, 5)
    assert wall.counted() == COUNT_STEP
    wall.draw(document, 3 * COUNT_STEP)
    assert wall.counted() == wall.size(document) == 4 * COUNT_STEP + 5
    with wall.database.read() as session:
        assert storage_quota.stored_bytes(session, wall.room.center_id).total == wall.counted()
        assert storage_quota.stored_bytes(session, wall.room.center_id + 1).total == 0


def test_a_snapshot_counts_as_it_is(wall: Wall) -> None:
    _, document = wall.make_board()
    wall.draw(document, 4 * COUNT_STEP)
    with wall.database.write() as session:
        whole = log.read_log(session, document)
        assert log.save_snapshot(session, whole, b"small", whole.structure)
    assert wall.counted() == wall.size(document) == len(b"small")


def test_what_is_removed_counts_no_longer(wall: Wall) -> None:
    _, document = wall.make_board()
    wall.draw(document, COUNT_STEP)
    with wall.database.write() as session:
        meeting = session.get_one(Meeting, wall.room.meeting_id)
        end_meeting.delete_meeting(session, wall.site, meeting)
    assert wall.counted() > COUNT_STEP
    with wall.database.write() as session:
        meeting = session.get_one(Meeting, wall.room.meeting_id)
        end_meeting.erase_meeting(session, meeting, LifecycleEvent.ERASE)
    assert wall.counted() == 0


def test_a_copy_in_the_library_counts_and_may_not_fit(wall: Wall, center: Center, tmp_path: Path) -> None:
    board, document = wall.make_board()
    blobs = BlobStore.of(Settings.load({}, data=tmp_path / "data"))
    with wall.database.read() as session:
        owner = session.get_one(User, wall.room.owner_id)
        caller = Principal(center_id=owner.center_id, proof=Proof.SESSION, user=owner)
        first = log.read_log(session, document)
        assert first.fold(RULES) is not None
    change_center_settings(wall.database, center, storage_limit=wall.size(document) - 1)
    with pytest.raises(StorageFull):
        copies.copy(wall.database, blobs, wall.site, caller, board, None, "k")
    assert wall.counted() == 0
    change_center_settings(wall.database, center, storage_limit=None)
    copies.copy(wall.database, blobs, wall.site, caller, board, None, "k")
    assert 0 < wall.counted() <= wall.size(document)
