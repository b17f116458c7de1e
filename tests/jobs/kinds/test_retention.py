"""Retention: expiry, the end of the buffer time, files without a reference, rights whose time is over."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from convener.domain.accounts import tickets
from convener.domain.content import contents
from convener.domain.recordings import recordings
from convener.domain.site import Site, now
from convener.domain.transfers import transfers
from convener.domain.transfers.transfers import TransferKind
from convener.jobs.kinds.blobs import DELETE_BLOBS
from convener.jobs.kinds.retention import EXPIRE_MEETINGS, EXPIRE_RECORDINGS, REMOVE_MEETINGS, REMOVE_RECORDINGS
from convener.jobs.kinds.rights import FORGET_RIGHTS
from convener.jobs.runner import Runner
from convener.settings import Settings
from convener.storage.blobs import BlobError, BlobStore
from convener.storage.database import Database
from convener.storage.models import (
    AccountClaim,
    BlobDeletion,
    Center,
    Content,
    Event,
    Meeting,
    Recording,
    SignIn,
    Ticket,
    Transfer,
)
from tests.factories import accounts, files
from tests.factories.jobs import do_periodic
from tests.factories.recordings import Archive
from tests.factories.statements import carried_out

DAY = timedelta(days=1)


@pytest.fixture
def archive(database: Database, site: Site, center: Center, tmp_path: Path) -> Archive:
    return Archive.open(database, site, center, tmp_path / "data")


KINDS = (EXPIRE_MEETINGS, EXPIRE_RECORDINGS, REMOVE_MEETINGS, REMOVE_RECORDINGS, DELETE_BLOBS, FORGET_RIGHTS)


def run(archive: Archive, store: BlobStore | None = None) -> None:
    """Do all upkeep once."""
    worker = Runner(archive.database, archive.site, Settings(data=archive.folder), store or archive.blobs, "w1")
    do_periodic(worker, archive.database, *KINDS)


def recording_states(archive: Archive) -> list[str]:
    with archive.database.read() as session:
        return list(session.scalars(select(Recording.life).order_by(Recording.id)))


def meeting(archive: Archive, meeting_id: int | None = None) -> Meeting:
    with archive.database.read() as session:
        return session.get_one(Meeting, meeting_id or archive.meeting_id)


def test_nothing_is_done_where_nothing_is_due(archive: Archive) -> None:
    archive.video()
    with archive.database.read() as session:
        before = session.scalar(select(func.count(Event.id)))
    run(archive)
    with archive.database.read() as session:
        assert session.scalar(select(func.count(Event.id))) == before
    assert recording_states(archive) == ["active"]


def test_meetings_expire_by_the_policy_of_their_center(archive: Archive) -> None:
    ended = now() - 10 * DAY
    ids = {
        "old": archive.create_meeting("ann", "old", ends_at=ended),
        "young": archive.create_meeting("ann", "young", ends_at=now() - 6 * DAY),
        "ongoing": archive.create_meeting("ann", "ongoing"),
        "busy": archive.create_meeting("ann", "busy", ends_at=ended, inside=1),
        "series": archive.create_meeting("ann", "series", ends_at=ended, recurrence="FREQ=WEEKLY"),
        "place": archive.create_meeting("ann", "place", ends_at=ended, place_of_id=archive.users["ann"].id),
    }
    run(archive)
    assert {meeting(archive, one).life for one in ids.values()} == {"active"}
    accounts.change_center_settings(archive.database, archive.center, meeting_expiry_days=7)
    run(archive)
    assert [name for name, one in ids.items() if meeting(archive, one).life == "expired"] == ["old"]
    assert meeting(archive, ids["old"]).cancelled_at is not None


def test_recordings_expire_when_their_time_is_over(archive: Archive) -> None:
    archive.video()
    archive.video()
    with archive.database.write() as session:
        first = select(func.min(Recording.id)).scalar_subquery()
        session.execute(update(Recording).values(expires_at=now() + DAY))
        session.execute(update(Recording).where(Recording.id == first).values(expires_at=now()))
    run(archive)
    assert recording_states(archive) == ["expired", "active"]
    assert len(archive.stored_blobs()) == 2


def test_after_the_buffer_time_all_is_removed_with_its_files(archive: Archive) -> None:
    recording_id = archive.video()
    archive.upload("ann", TransferKind.DOCUMENT, files.spooled(files.pdf()))
    with archive.locked_recording(recording_id, "ann") as (session, recording, ann):
        recordings.delete(session, recording, ann)
    with archive.locked_meeting() as (_session, held):
        held.life, held.cancelled_at = "deleted", now()
    run(archive)
    assert (recording_states(archive), meeting(archive).life, len(archive.stored_blobs())) == (
        ["deleted"],
        "deleted",
        2,
    )
    with archive.database.write() as session:
        session.execute(update(Recording).values(removed_at=now() - 31 * DAY))
        session.execute(update(Meeting).values(cancelled_at=now() - 31 * DAY))
    run(archive)
    assert (recording_states(archive), meeting(archive).life, archive.stored_blobs()) == (["removed"], "removed", [])
    assert archive.pending_deletions() == []
    with archive.database.read() as session:
        assert session.scalar(select(func.count(Content.id)).where(Content.deleted_at.is_(None))) == 0


def test_what_a_dead_process_left_is_deleted_after_an_hour(archive: Archive) -> None:
    archive.store_blob()
    run(archive)
    assert len(archive.stored_blobs()) == 1
    with archive.database.write() as session:
        session.execute(update(BlobDeletion).values(due_at=now()))
    run(archive)
    assert (archive.stored_blobs(), archive.pending_deletions()) == ([], [])


def test_a_wanted_file_is_never_deleted(archive: Archive) -> None:
    archive.video()
    assert archive.pending_deletions() == []
    run(archive)
    assert len(archive.stored_blobs()) == 1


def test_a_store_that_is_away_is_tried_again_later(archive: Archive) -> None:
    class Away(BlobStore):
        def delete(self, key: str) -> None:
            raise BlobError("no connection")

    archive.store_blob()
    with archive.database.write() as session:
        session.execute(update(BlobDeletion).values(due_at=now()))
    away = Away(archive.blobs._store, archive.folder / "uploads")
    run(archive, away)
    assert (len(archive.pending_deletions()), archive.due_deletions()) == (1, [])


def test_old_rights_are_forgotten(archive: Archive) -> None:
    with archive.database.write() as session:
        ann = archive.user(session, "ann")
        transfers.create(session, archive.site, ann, TransferKind.DOCUMENT, size=1)
        tickets.create_ticket(
            session, archive.site, session.get_one(Center, ann.center_id), ann, seconds=300, one_time=True
        )
        for name, days in (("a", 1), ("b", -1)):
            moment = now()
            session.add(
                SignIn(
                    token_hash=name.encode(),
                    user_id=ann.id,
                    created_at=moment,
                    expires_at=moment + days * DAY,
                    seen_at=moment,
                )
            )
            claim = AccountClaim(center_id=ann.center_id, address="b@x.org", address_folded="b@x.org", public_id=name)
            claim.token_hash, claim.created_at, claim.expires_at = name.encode(), moment, moment + days * DAY
            session.add(claim)
        session.flush()
        session.execute(update(Transfer).values(expires_at=now() - DAY))
        session.execute(update(Ticket).values(expires_at=now() - DAY))
    run(archive)
    with archive.database.read() as session:
        assert session.scalars(select(SignIn.token_hash)).all() == [b"a"]
        assert session.scalars(select(AccountClaim.token_hash)).all() == [b"a"]
        for table in (Transfer, Ticket):
            assert session.scalar(select(func.count()).select_from(table)) == 0


def test_what_is_brought_to_a_removed_meeting_is_listed_no_more(archive: Archive) -> None:
    received = archive.upload("ann", TransferKind.DOCUMENT, files.spooled(files.pdf()))
    with archive.locked_meeting() as (_session, held):
        held.life, held.cancelled_at = "expired", now() - 31 * DAY
    run(archive)
    with archive.database.read() as session:
        held = session.get_one(Meeting, archive.meeting_id)
        assert contents.list_of_meeting(session, held, archive.user(session, "ann")) == []
        assert session.scalars(select(Content.resource_id)).all() == [received.id]


def test_looking_reads_by_index_alone(archive: Archive) -> None:
    if not archive.database.sqlite:
        pytest.skip("PostgreSQL reads small tables from end to end, whatever indexes there are")
    accounts.change_center_settings(archive.database, archive.center, meeting_expiry_days=7)
    with carried_out(archive.database.engine) as statements:
        run(archive)
    looks = ("SELECT meetings", "SELECT recordings", "SELECT blob_deletions")
    asked = [one for one in statements if one.text.startswith(looks)]
    used = {"ix_meetings_end", "ix_meetings_restorable", "ix_recordings_expires", "ix_recordings_restorable"}
    with archive.database.look() as connection:
        plans = [
            str(row[3])
            for statement, parameters in asked
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    for index in (*used, "ix_blob_deletions_due_at"):
        assert any(index in plan for plan in plans), f"{index} is not used: {plans}"
    assert not any("TEMP B-TREE" in plan or plan.startswith("SCAN") for plan in plans), plans
