"""Addresses for one upload or download, and what becomes of what is uploaded."""

from __future__ import annotations

import base64
import io
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import select, update

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
    TransferExpired,
    TransferNotFound,
    UserNotFound,
)
from convener.domain.site import Site, now
from convener.domain.transfers import transfers
from convener.domain.transfers.transfers import Encoding, TransferKind, TransferOrder, UploadBody
from convener.storage.blobs import BlobError, BlobStore
from convener.storage.database import Database
from convener.storage.models import Center, Content, Meeting, Recording, Transfer, User
from tests.factories import files
from tests.factories.recordings import START, Archive, person


@pytest.fixture
def archive(database: Database, site: Site, center: Center, tmp_path: Path) -> Archive:
    return Archive.open(database, site, center, tmp_path / "data")


def address(archive: Archive, kind: TransferKind = TransferKind.DOCUMENT, who: str = "ann") -> str:
    with archive.database.write() as session:
        return transfers.create(session, archive.site, archive.user(session, who), kind, size=5)


def redeem(archive: Archive, token: str, *, upload: bool = True, center: str = "main") -> TransferOrder:
    with archive.database.write() as session:
        return transfers.redeem(session, archive.site, center, token, upload=upload)


# ---------------------------------------------------------------------------------------------------- addresses


def test_an_upload_is_taken_once(archive: Archive) -> None:
    token = address(archive)
    order = redeem(archive, token)
    assert (order.kind, order.size, order.encoding) == (TransferKind.DOCUMENT, 5, Encoding.NONE)
    with pytest.raises(TransferExpired):
        redeem(archive, token)


def test_of_two_uploads_at_once_one_gets_it(archive: Archive) -> None:
    token = address(archive)
    outcomes: list[str] = []

    def run() -> None:
        try:
            redeem(archive, token)
            outcomes.append("taken")
        except TransferExpired:
            outcomes.append("late")

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["late", "late", "late", "taken"]


def test_a_download_may_be_begun_again(archive: Archive) -> None:
    token = address(archive, TransferKind.RECORDING_DOWNLOAD)
    assert redeem(archive, token, upload=False) == redeem(archive, token, upload=False)


def test_addresses_lead_one_way_and_in_one_center(archive: Archive) -> None:
    up, down = address(archive), address(archive, TransferKind.RECORDING_DOWNLOAD)
    with archive.database.write() as session:
        session.add(Center(name="other", title="", created_at=now(), settings={}))
    for token, upload, center in (
        (up, False, "main"),
        (down, True, "main"),
        (up, True, "other"),
        (down, False, "nowhere"),
        ("x" * 40, True, "main"),
        ("", True, "main"),
        ("\0", True, "main"),
        (up, True, "ma\0in"),
    ):
        with pytest.raises(TransferNotFound):
            redeem(archive, token, upload=upload, center=center)
    assert redeem(archive, up, center="MAIN").kind is TransferKind.DOCUMENT


def test_an_address_is_good_for_five_minutes_and_as_long_as_its_user(archive: Archive) -> None:
    token = address(archive)
    with archive.database.write() as session:
        row = session.scalars(select(Transfer)).one()
        assert row.expires_at - row.created_at == timedelta(minutes=5)
        assert token.encode() not in row.token_hash
        session.execute(update(User).where(User.user_id == "ann").values(expires_at=now()))
    with pytest.raises(TransferExpired):
        redeem(archive, token)
    with archive.database.write() as session:
        session.execute(update(User).values(expires_at=None))
        session.execute(update(Transfer).values(expires_at=now()))
    with pytest.raises(TransferExpired):
        redeem(archive, token)


def test_old_addresses_are_forgotten(archive: Archive) -> None:
    address(archive)
    address(archive, TransferKind.VIDEO)
    with archive.database.write() as session:
        long_ago = now() - timedelta(hours=2)
        session.execute(update(Transfer).where(Transfer.kind == "film").values(expires_at=long_ago))
        assert transfers.delete_expired(session, 10) == 1
        assert transfers.delete_expired(session, 10) == 0


# -------------------------------------------------------------------------------------------------- the way in


def order_of(size: int, encoding: Encoding = Encoding.NONE) -> TransferOrder:
    return TransferOrder(
        kind=TransferKind.DOCUMENT,
        center_id=1,
        user_id=1,
        meeting_id=1,
        recording_id=None,
        content_id=None,
        size=size,
        encoding=encoding,
    )


@given(content=some.binary(max_size=500), cuts=some.lists(some.integers(1, 60), max_size=12), wrap=some.booleans())
@settings(max_examples=100, deadline=None)
def test_base64_comes_in_any_pieces(content: bytes, cuts: list[int], wrap: bool) -> None:
    body = base64.encodebytes(content) if wrap else base64.b64encode(content)
    file = io.BytesIO()
    intake = UploadBody(order_of(len(body), Encoding.BASE64), file)
    rest = body
    for cut in cuts:
        intake.write(rest[:cut])
        rest = rest[cut:]
    intake.write(rest)
    intake.finish()
    assert file.getvalue() == content
    assert (intake.bytes_received, intake.bytes_written) == (len(body), len(content))


@pytest.mark.parametrize("body", [b"!!!!", b"QUJ", b"QQ==QQ==", b"QUJD=", b"\xff\xfe\xfd\xfc", b"QQ=Q"])
def test_what_is_not_base64(body: bytes) -> None:
    intake = UploadBody(order_of(len(body), Encoding.BASE64), io.BytesIO())

    def send() -> None:
        for index in range(len(body)):
            intake.write(body[index : index + 1])
        intake.finish()

    with pytest.raises(BadFile) as caught:
        send()
    assert caught.value.reason == "encoding"


def test_the_length_is_exactly_what_was_announced() -> None:
    intake = UploadBody(order_of(5), io.BytesIO())
    intake.write(b"1234")
    with pytest.raises(BadFile) as short:
        intake.finish()
    with pytest.raises(BadFile) as long:
        intake.write(b"56")
    assert {short.value.reason, long.value.reason} == {"length"}


# ---------------------------------------------------------------------------------------------------- documents


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


def test_a_deleted_document_is_gone_with_its_file(archive: Archive) -> None:
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


# -------------------------------------------------------------------------------------------------------- videos


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
        reid = receive_upload.import_video(
            archive.database, archive.blobs, archive.center, video, meeting="ROADSHOW-7", started_at=START, owner="bob"
        )
        with archive.database.read() as session:
            recording = session.scalars(select(Recording).where(Recording.reid == reid)).one()
        assert (recording.owner_id, recording.started_at) == (archive.users["bob"].id, START)
        for wrong, error in (
            ({"meeting": "nothing"}, MeetingNotFound),
            ({"owner": "zed"}, UserNotFound),
            ({"owner": "mia"}, BadValue),
        ):
            said = {"meeting": "roadshow-7", "owner": None, **wrong}
            with pytest.raises(error):
                receive_upload.import_video(archive.database, archive.blobs, archive.center, video, **said)  # type: ignore[arg-type]
            assert len(archive.stored_blobs()) == 1
