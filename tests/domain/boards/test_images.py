"""Images on drawings: stored once for each, counted, found by signed addresses, and gone with their drawing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from convener.domain import blobs as blob_rows
from convener.domain.actions import add_drawing_image, end_meeting
from convener.domain.actions.add_drawing_image import AddedImage
from convener.domain.authorization import Principal, Proof
from convener.domain.boards import boards, copies, images, settings
from convener.domain.boards.templates import Template
from convener.domain.centers import storage_quota
from convener.domain.content import contents
from convener.domain.documents.images import ImageTypeRefused
from convener.domain.errors import ContentNotFound, LimitReached, NotAllowed, ParticipantNotFound, StorageFull
from convener.domain.lifecycle import LifecycleEvent
from convener.domain.permissions import RoomAction
from convener.domain.room import moderation, showing
from convener.domain.shared_documents import log
from convener.domain.shared_documents.log import DocumentNotFound
from convener.domain.site import Site, now
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database
from convener.storage.models import BlobDeletion, Board, Center, DrawingImage, Meeting, PageDrawing, Participant, User
from tests.factories import files, pages
from tests.factories.accounts import change_center_settings
from tests.factories.contents import insert_document
from tests.factories.room import RoomFactory

RED = pages.picture(60, 40)
BLUE = pages.picture(40, 60, "JPEG")


class Wall:
    """A meeting with a host and an attendee inside, who put images on its boards."""

    def __init__(self, database: Database, site: Site, blobs: BlobStore) -> None:
        self.room = RoomFactory(database, site)
        self.database, self.site, self.blobs = database, self.room.site, blobs
        for name in ("host", "ann"):
            self.room.enter(name)
        self.board = self.make_board("Plan")

    def make_board(self, name: str) -> str:
        with self.database.write() as session:
            host = session.get_one(Participant, self.room.ids["host"])
            insider = moderation.inside(session, host, RoomAction.RUN_BOARDS)
            return boards.create(session, insider, name, Template.BLANK, [], f"key of {name}").board_id

    def show_document(self) -> str:
        with self.room.locked() as (session, meeting):
            document = insert_document(session, meeting)
        with self.database.write() as session:
            host = session.get_one(Participant, self.room.ids["host"])
            showing.show(session, moderation.inside(session, host, RoomAction.SHOW_CONTENT), "document", document)
        return document

    def add(
        self,
        content: bytes = RED,
        drawing: str | None = None,
        kind: images.DrawingKind = "board",
        person: str = "ann",
    ) -> AddedImage:
        who, name = self.room.public[person], drawing or self.board
        with self.database.read() as session:
            add_drawing_image.require_allowed(session, self.site, who, len(content), kind, name)
        return self.send(content, name, kind, person)

    def send(
        self,
        content: bytes,
        drawing: str | None = None,
        kind: images.DrawingKind = "board",
        person: str = "ann",
    ) -> AddedImage:
        """Without the look before."""
        who, name = self.room.public[person], drawing or self.board
        with files.spooled(content) as file:
            return add_drawing_image.add(self.database, self.blobs, self.site, who, file, kind, name)

    def rows(self) -> list[DrawingImage]:
        with self.database.read() as session:
            return list(session.scalars(select(DrawingImage).order_by(DrawingImage.id)))

    def stored_blobs(self) -> list[str]:
        return sorted(self.blobs.find_keys())

    def pending_deletions(self) -> list[str]:
        with self.database.read() as session:
            return sorted(session.scalars(select(BlobDeletion.blob)))

    def token(self, row: DrawingImage) -> str:
        with self.database.read() as session:
            return images.tokens(session, self.site, [row])[0]

    def leads(self, token: str) -> bool:
        with self.database.read() as session:
            try:
                images.find_by_token(session, self.site, token)
            except ContentNotFound:
                return False
            return True

    def used(self) -> int:
        with self.database.read() as session:
            return storage_quota.stored_bytes(session, self.room.center_id).images


@pytest.fixture
def wall(database: Database, site: Site, center: Center, tmp_path: Path) -> Wall:
    return Wall(database, site, BlobStore.of(Settings.load({}, data=tmp_path / "data")))


def test_an_image_is_stored_once_for_each_drawing(wall: Wall) -> None:
    first, again, other = wall.add(), wall.add(person="host"), wall.add(BLUE)
    assert (first.width, first.height, other.width, other.height) == (60, 40, 40, 60)
    assert first == again != other
    elsewhere = wall.add(drawing=wall.make_board("Other"))
    assert elsewhere.file_id == first.file_id
    rows = wall.rows()
    assert [one.file_id for one in rows] == [first.file_id, other.file_id, first.file_id]
    assert wall.stored_blobs() == sorted(one.blob for one in rows)
    assert wall.pending_deletions() == []
    assert wall.used() == sum(one.size for one in rows) > 0


def test_a_token_leads_to_it_while_the_board_is_there(wall: Wall) -> None:
    wall.add()
    [row] = wall.rows()
    token = wall.token(row)
    assert wall.leads(token)
    assert wall.token(row) == token
    assert not any(wall.leads(wrong) for wrong in ("", "x", token[:-1], token.replace("-", "--"), f"{token}x"))
    assert not wall.leads(wall.site.secrets.page_token(token.split(".")[0], 60))
    assert not wall.leads(wall.site.secrets.image_token(f"{wall.make_board('Other')}-{row.file_id}", 60))
    with wall.room.locked() as (session, meeting):
        boards.set_deleted(session, meeting, boards.find(session, meeting, wall.board))
    assert not wall.leads(token)
    with wall.room.locked() as (session, meeting):
        boards.set_restored(session, meeting, boards.list_deleted(session, meeting)[0])
    assert wall.leads(token)


def test_with_its_board_an_image_is_removed(wall: Wall) -> None:
    wall.add()
    kept = wall.make_board("Kept")
    wall.add(drawing=kept)
    with wall.room.locked() as (session, meeting):
        board = boards.find(session, meeting, wall.board)
        session.delete(board)
        session.flush()
        log.remove(session, board.document_id)
    [row] = wall.rows()
    assert wall.pending_deletions() == [one for one in wall.stored_blobs() if one != row.blob]
    assert wall.used() == row.size
    with wall.database.write() as session:
        meeting = session.get_one(Meeting, wall.room.meeting_id)
        end_meeting.delete_meeting(session, wall.site, meeting)
        end_meeting.erase_meeting(session, meeting, LifecycleEvent.ERASE)
    assert (wall.rows(), wall.used()) == ([], 0)
    assert wall.pending_deletions() == wall.stored_blobs()


def test_an_image_begins_the_drawing_on_a_page_and_goes_with_the_document(wall: Wall) -> None:
    document = wall.show_document()
    wall.add(drawing=f"{document}:2", kind="drawing")
    [row] = wall.rows()
    token = wall.token(row)
    assert wall.leads(token)
    with wall.database.read() as session:
        assert session.scalars(select(PageDrawing.number)).all() == [2]
    with wall.room.locked() as (session, meeting):
        contents.find_in_room(session, meeting, document).deleted_at = now()
    assert not wall.leads(token)
    for drawing in (f"{document}:2", f"{document}:9", document, wall.board):
        with pytest.raises(DocumentNotFound):
            wall.add(drawing=drawing, kind="drawing")


def test_who_may_not_draw_or_is_not_inside_puts_nothing(wall: Wall) -> None:
    with wall.room.locked() as (session, meeting):
        settings.change(session, meeting, None, False)
    with pytest.raises(NotAllowed):
        wall.add()
    wall.add(person="host")
    # Also where it was taken away after the upload had begun.
    with pytest.raises(NotAllowed):
        wall.send(BLUE)
    wall.room.leave("host")
    with pytest.raises(NotAllowed):
        wall.add(person="host")
    wall.room.public["nobody"] = "nobody"
    with pytest.raises(ParticipantNotFound):
        wall.add(person="nobody")
    assert len(wall.rows()) == len(wall.stored_blobs()) == 1


def test_a_board_of_another_meeting_does_not_exist(wall: Wall, database: Database, site: Site) -> None:
    other = RoomFactory(database, site)
    with other.locked() as (session, meeting):
        document = log.create(session, meeting, "board", b"\0\0")
        foreign = Board(
            board_id=document.document_id,
            document_id=document.id,
            center_id=meeting.center_id,
            meeting_id=meeting.id,
            key="k",
            name="Foreign",
            template="blank",
            created_at=now(),
        )
        session.add(foreign)
    for drawing in (document.document_id, "0" * 16, "\x00", "x" * 64):
        with pytest.raises(DocumentNotFound):
            wall.add(drawing=drawing)
    assert wall.stored_blobs() == []


def test_what_does_not_fit_or_is_refused_leaves_nothing(wall: Wall, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImageTypeRefused):
        wall.add(b"<svg/>")
    with wall.database.read() as session:
        center = session.get_one(Center, wall.room.center_id)
    change_center_settings(wall.database, center, storage_limit=10)
    with pytest.raises(StorageFull):
        wall.add()
    with pytest.raises(StorageFull):
        wall.send(RED)
    change_center_settings(wall.database, center, storage_limit=None)
    monkeypatch.setattr(images, "MOST_IMAGES", 1)
    wall.add()
    with pytest.raises(LimitReached):
        wall.add(BLUE)
    wall.add()
    assert (len(wall.rows()), len(wall.stored_blobs()), wall.pending_deletions()) == (1, 1, [])


def test_a_blob_without_its_row_would_be_found(wall: Wall) -> None:
    """What dies between storing and recording is deleted by the worker."""
    with files.spooled(RED) as file:
        key = blob_rows.store(wall.database, wall.blobs, file)
    assert wall.pending_deletions() == [key]
    with wall.database.read() as session:
        assert session.scalar(select(func.count()).select_from(DrawingImage)) == 0


def test_a_copy_of_a_board_has_images_of_its_own(wall: Wall) -> None:
    wall.add()
    wall.add(BLUE)
    with wall.database.read() as session:
        owner = session.get_one(User, wall.room.owner_id)
        caller = Principal(center_id=owner.center_id, proof=Proof.SESSION, user=owner)
    used = wall.used()
    kept = copies.copy(wall.database, wall.blobs, wall.site, caller, wall.board, None, "k")
    assert copies.copy(wall.database, wall.blobs, wall.site, caller, wall.board, None, "k") == kept
    originals, copied = wall.rows()[:2], wall.rows()[2:]
    assert [(one.file_id, one.width, one.height, one.size) for one in copied] == [
        (one.file_id, one.width, one.height, one.size) for one in originals
    ]
    assert wall.used() == 2 * used
    for original, other in zip(originals, copied, strict=True):
        assert original.blob != other.blob
        assert b"".join(wall.blobs.read(original.blob)) == b"".join(wall.blobs.read(other.blob))
    with wall.room.locked() as (session, meeting):
        boards.remove_all_of_meeting(session, meeting.id)
        log.remove_all_of_meeting(session, meeting.id)
    assert [one.blob for one in wall.rows()] == [one.blob for one in copied]
    assert wall.pending_deletions() == sorted(one.blob for one in originals)


def test_a_copy_takes_space(wall: Wall, center: Center) -> None:
    wall.add()
    with wall.database.read() as session:
        owner = session.get_one(User, wall.room.owner_id)
        caller = Principal(center_id=owner.center_id, proof=Proof.SESSION, user=owner)
    change_center_settings(wall.database, center, storage_limit=wall.rows()[0].size + 1)
    with pytest.raises(StorageFull):
        copies.copy(wall.database, wall.blobs, wall.site, caller, wall.board, None, "k")
    assert (len(wall.rows()), len(wall.stored_blobs()), wall.pending_deletions()) == (1, 1, [])
