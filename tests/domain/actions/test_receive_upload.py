"""Uploads: what becomes of a file that is uploaded or imported."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from convener.domain.actions import receive_upload
from convener.domain.content import contents
from convener.domain.errors import (
    BadFile,
    BadMatch,
    BadValue,
    MeetingCancelled,
    MeetingNotFound,
    NotAllowed,
    NotOwner,
    StorageFailed,
    UserNotFound,
)
from convener.domain.events.states import ItemState
from convener.domain.room import showing
from convener.domain.site import now
from convener.domain.transfers.transfers import TransferKind
from convener.storage.blobs import BlobError, BlobStore
from convener.storage.models import Center, Content, Meeting, Recording
from tests.factories import files
from tests.factories.accounts import change_center_settings
from tests.factories.recordings import START, Archive, person


def listed(archive: Archive, who: str = "ann") -> list[Content]:
    with archive.database.read() as session:
        meeting = session.get_one(Meeting, archive.meeting_id)
        return contents.list_of_meeting(session, meeting, archive.user(session, who))


def test_a_document_is_kept_with_its_meeting(archive: Archive) -> None:
    package = files.package()
    received = archive.upload("ann", TransferKind.PACKAGE, files.spooled(package), upload_name="Agenda.ess", shown=True)
    (content,) = listed(archive)
    assert (received.id, received.pages, received.flaws) == (content.resource_id, 2, [])
    assert (content.title, content.upload_name, content.kind) == ("Agenda", "Agenda.ess", "package")
    assert (content.size, content.shown, content.content_type) == (len(package), True, "application/zip")
    assert b"".join(archive.blobs.read(content.blob)) == package
    assert archive.pending_deletions() == []


def test_slides_that_are_to_be_shown_are_shown_when_a_run_begins(archive: Archive) -> None:
    """``showSlideSet``; of an old package, which has no pages, nothing can be shown."""
    archive.upload("ann", TransferKind.PACKAGE, files.spooled(files.package()))
    received = archive.upload("ann", TransferKind.PACKAGE, files.spooled(files.package()), shown=True)
    archive.upload("ann", TransferKind.OLD_PACKAGE, files.spooled(b"slides of old"), shown=True)
    with archive.database.read() as session:
        first = showing.read(session.get_one(Meeting, archive.meeting_id)).first
    assert first == [ItemState(kind="document", id=received.id)]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (TransferKind.PACKAGE, b"nothing that we know"),
        (TransferKind.DOCUMENT, files.package()[:-20]),
        (TransferKind.VIDEO, files.pdf(1)),
    ],
)
def test_what_cannot_be_used_leaves_nothing(archive: Archive, kind: TransferKind, content: bytes) -> None:
    with pytest.raises(BadFile):
        archive.upload("ann", kind, files.spooled(content))
    assert (listed(archive), archive.stored_blobs(), archive.pending_deletions()) == ([], [], [])


def test_a_meeting_that_went_away_meanwhile_leaves_nothing(archive: Archive) -> None:
    with archive.locked_meeting() as (_session, meeting):
        meeting.life, meeting.cancelled_at = "deleted", now()
    with pytest.raises(MeetingCancelled):
        archive.upload("ann", TransferKind.DOCUMENT, files.spooled(files.pdf()))
    assert (archive.stored_blobs(), archive.pending_deletions()) == ([], [])


def test_a_store_that_fails_leaves_nothing(archive: Archive) -> None:
    class Full(BlobStore):
        def write(self, key: str, file: object) -> int:
            raise BlobError("No space left on device")

    archive.blobs = Full(archive.blobs._store, archive.folder / "uploads", archive.folder / "blobs")
    with pytest.raises(StorageFailed):
        archive.upload("ann", TransferKind.DOCUMENT, files.spooled(files.pdf()))
    assert (listed(archive), archive.stored_blobs(), archive.pending_deletions()) == ([], [], [])


def test_others_documents(archive: Archive) -> None:
    received = archive.upload("ann", TransferKind.DOCUMENT, files.spooled(files.pdf()), upload_name="a.pdf")
    assert len(listed(archive, "root")) == 1
    with pytest.raises(NotOwner):
        listed(archive, "bob")
    with pytest.raises(NotAllowed):
        listed(archive, "mia")
    with pytest.raises(NotOwner):
        archive.upload("bob", TransferKind.DOCUMENT, files.spooled(files.pdf()))
    with archive.database.write() as session:
        other = Center(name="other", title="", created_at=now(), settings={})
        session.add(other)
        session.flush()
        stranger = person(session, other.id, "eve", "administrator")
        for caller, error in ((archive.user(session, "bob"), NotOwner), (stranger, BadMatch)):
            with pytest.raises(error):
                contents.find(session, caller, received.id)
        bob, ann = archive.user(session, "bob"), archive.user(session, "ann")
        with pytest.raises(NotOwner):
            contents.list_of_owner(session, ann, bob)
        assert [one.resource_id for one in contents.list_of_owner(session, ann, ann)] == [received.id]


def test_a_document_that_is_deleted_where_nothing_is_restored_is_gone_with_its_file(archive: Archive) -> None:
    change_center_settings(archive.database, archive.center, restoration=False)
    received = archive.upload("ann", TransferKind.DOCUMENT, files.spooled(files.pdf()))
    with archive.database.write() as session:
        ann = archive.user(session, "ann")
        contents.delete(session, contents.find(session, ann, received.id, for_update=True), ann)
    assert listed(archive) == []
    assert archive.due_deletions() == archive.stored_blobs()
    with archive.database.read() as session, pytest.raises(BadMatch):
        contents.find(session, archive.user(session, "ann"), received.id)


def test_all_documents_of_a_meeting_are_removed(archive: Archive) -> None:
    for _ in range(2):
        archive.upload("ann", TransferKind.DOCUMENT, files.spooled(files.pdf()))
    with archive.locked_meeting() as (session, meeting):
        contents.remove_all_of_meeting(session, meeting)
    assert listed(archive) == []
    assert len(archive.due_deletions()) == 2


def test_deleted_documents_of_a_meeting_are_removed_with_it(archive: Archive) -> None:
    received = archive.upload("ann", TransferKind.DOCUMENT, files.spooled(files.pdf()))
    with archive.database.write() as session:
        ann = archive.user(session, "ann")
        contents.delete(session, contents.find(session, ann, received.id, for_update=True), ann)
    assert (listed(archive), archive.due_deletions()) == ([], [])
    with archive.locked_meeting() as (session, meeting):
        contents.remove_all_of_meeting(session, meeting)
    assert archive.due_deletions() == archive.stored_blobs()


def test_an_uploaded_video_becomes_a_recording(archive: Archive, tmp_path: Path) -> None:
    video = files.video_file(tmp_path / "film.webm")
    received = archive.upload(
        "ann", TransferKind.VIDEO, video.open("rb"), title="From the old house", started_at=START.isoformat()
    )
    with archive.database.read() as session:
        recording = session.scalars(select(Recording).where(Recording.reid == received.id)).one()
    assert (recording.title, recording.started_at, recording.duration) == ("From the old house", START, 2)
    assert recording.size == video.stat().st_size
    assert (len(archive.stored_blobs()), archive.pending_deletions()) == (1, [])


def test_the_operator_imports_a_video(archive: Archive, tmp_path: Path) -> None:
    with files.video_file(tmp_path / "film.mp4", "mp4").open("rb") as video:
        received = receive_upload.import_video(
            archive.database,
            archive.blobs,
            archive.site,
            archive.center,
            video,
            meeting="ROADSHOW-7",
            started_at=START,
            owner="bob",
        )
        with archive.database.read() as session:
            recording = session.scalars(select(Recording).where(Recording.reid == received.id)).one()
        assert (recording.owner_id, recording.started_at) == (archive.users["bob"].id, START)
        for wrong, error in (
            ({"meeting": "nothing"}, MeetingNotFound),
            ({"owner": "zed"}, UserNotFound),
            ({"owner": "mia"}, BadValue),
        ):
            said = {"meeting": "roadshow-7", "owner": None, **wrong}
            with pytest.raises(error):
                receive_upload.import_video(
                    archive.database,
                    archive.blobs,
                    archive.site,
                    archive.center,
                    video,
                    **said,  # type: ignore[arg-type]
                )
            assert len(archive.stored_blobs()) == 1
