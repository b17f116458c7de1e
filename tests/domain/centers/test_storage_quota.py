"""How much a center stores, and what is refused where nothing more fits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import text

from convener.domain.accounts import users
from convener.domain.actions import receive_upload
from convener.domain.centers import storage_quota
from convener.domain.centers.storage_quota import StoredBytes
from convener.domain.content import contents
from convener.domain.errors import InvalidParameter, StorageFull
from convener.domain.lifecycle import LifecycleEvent
from convener.domain.meetings import meetings
from convener.domain.transfers.transfers import TransferKind
from convener.storage.models import Center, Content
from tests.factories import files
from tests.factories.accounts import change_center_settings
from tests.factories.plans import plans
from tests.factories.recordings import VIDEO, Archive
from tests.servers import PATIENCE, wait_until


def stored(archive: Archive) -> StoredBytes:
    with archive.database.read() as session:
        return storage_quota.stored_bytes(session, archive.center.id)


def upload(archive: Archive) -> str:
    return archive.upload("ann", TransferKind.DOCUMENT, files.spooled(PDF)).id


PDF = files.pdf(2)


def test_everything_counts_until_its_file_is_removed(archive: Archive) -> None:
    assert stored(archive) == StoredBytes(0, 0, 0, 0, 0)
    document, recording = upload(archive), archive.video()
    with archive.database.write() as session:
        content = contents.find(session, archive.user(session, "ann"), document)
        content.pages_size = 700
    assert stored(archive) == StoredBytes(len(PDF), 700, 0, len(VIDEO), 0)
    with archive.database.write() as session:
        ann = archive.user(session, "ann")
        contents.delete(session, contents.find(session, ann, document, for_update=True), ann)
    archive.move(recording, LifecycleEvent.DELETE)
    assert stored(archive) == StoredBytes(len(PDF), 700, 0, len(VIDEO), 0)
    assert stored(archive).total == len(PDF) + 700 + len(VIDEO)
    with archive.locked_meeting() as (session, meeting):
        contents.remove_all_of_meeting(session, meeting)
    archive.move(recording, LifecycleEvent.ERASE)
    assert stored(archive) == StoredBytes(0, 0, 0, 0, 0)


def test_what_does_not_fit_is_refused_and_leaves_nothing(archive: Archive) -> None:
    change_center_settings(archive.database, archive.center, storage_limit=2 * len(PDF))
    upload(archive), upload(archive)
    with pytest.raises(StorageFull) as refused:
        upload(archive)
    assert (refused.value.used, refused.value.limit, refused.value.size) == (2 * len(PDF), 2 * len(PDF), len(PDF))
    assert refused.value.word == "storage_full"
    assert (len(archive.stored_blobs()), archive.pending_deletions()) == (2, [])
    with archive.database.read() as session, pytest.raises(StorageFull):
        storage_quota.require_space(session, archive.site, archive.center.id, 1)


def test_videos_are_refused_too(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> None:
    change_center_settings(archive.database, archive.center, storage_limit=len(PDF))
    film = files.video_file(tmp_path_factory.mktemp("film") / "film.webm")
    with pytest.raises(StorageFull), film.open("rb") as file:
        archive.upload("ann", TransferKind.VIDEO, file)
    with pytest.raises(StorageFull), film.open("rb") as file:
        receive_upload.import_video(
            archive.database, archive.blobs, archive.site, archive.center, file, meeting="roadshow-7"
        )
    assert (archive.stored_blobs(), stored(archive).total) == ([], 0)


def test_of_uploads_at_once_only_those_that_fit_are_taken(archive: Archive) -> None:
    change_center_settings(archive.database, archive.center, storage_limit=3 * len(PDF))
    rooms = [archive.create_meeting("ann", f"room-{number}") for number in range(6)]

    def attempt(meeting: int) -> bool:
        try:
            archive.upload("ann", TransferKind.DOCUMENT, files.spooled(PDF), meeting_id=meeting)
        except StorageFull:
            return False
        return True

    with ThreadPoolExecutor(len(rooms)) as pool:
        taken = list(pool.map(attempt, rooms))
    assert sorted(taken) == [False] * 3 + [True] * 3
    assert stored(archive).documents == 3 * len(PDF)
    assert len(archive.stored_blobs()) == 3


@pytest.mark.parametrize(
    ("own", "default", "limit"), [(None, 0, None), (None, 500, 500), (0, 500, None), (900, 500, 900), (900, 0, 900)]
)
def test_the_center_s_own_limit_stands_before_that_of_the_installation(
    archive: Archive, own: int | None, default: int, limit: int | None
) -> None:
    change_center_settings(archive.database, archive.center, storage_limit=own)
    site = replace(archive.site, storage_limit=default)
    with archive.database.write() as session:
        center = session.get_one(Center, archive.center.id)
        assert storage_quota.limit_of(center, default) == limit
        if limit is not None:
            storage_quota.reserve_space(session, site, center.id, limit)
            with pytest.raises(StorageFull):
                storage_quota.reserve_space(session, site, center.id, limit + 1)


def test_it_is_summed_by_indexes_alone(archive: Archive) -> None:
    with archive.database.read() as session, plans(archive.database, session) as made:
        storage_quota.stored_bytes(session, archive.center.id)
    assert len(made) == 4
    for plan in made:
        if archive.database.sqlite:
            assert plan.startswith("SEARCH"), plan
            assert "COVERING INDEX" in plan, plan
        else:
            assert "Seq Scan" not in plan, plan


@pytest.mark.parametrize("value", [-1, 10**16, "much"])
def test_limits_that_are_none(archive: Archive, value: object) -> None:
    with pytest.raises(InvalidParameter):
        change_center_settings(archive.database, archive.center, storage_limit=value)


def test_other_centers_do_not_count(archive: Archive) -> None:
    upload(archive)
    with archive.database.write() as session:
        other = Center(name="other", title="Other", created_at=archive.center.created_at)
        session.add(other)
        session.flush()
        assert storage_quota.stored_bytes(session, other.id).total == 0
        assert session.query(Content).count() == 1


@pytest.mark.parametrize("kind", [TransferKind.DOCUMENT, TransferKind.VIDEO])
def test_an_upload_holds_no_meeting_while_it_waits_for_the_center(
    archive: Archive, kind: TransferKind, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Who deletes a user holds the center, and locks the user's meetings then."""
    if archive.database.sqlite:
        pytest.skip("SQLite has one writer at a time")
    change_center_settings(archive.database, archive.center, storage_limit=10**9)
    film = files.video_file(tmp_path_factory.mktemp("film") / "film.webm")
    file = film.open("rb") if kind is TransferKind.VIDEO else files.spooled(PDF)
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )

    def is_waiting() -> bool:
        with archive.database.read() as session:
            return bool(session.scalar(waiting))

    with ThreadPoolExecutor(1) as pool:
        with archive.database.write() as session:
            users.lock_user(session, archive.user(session, "ann"))
            uploaded = pool.submit(archive.upload, "ann", kind, file)
            wait_until(is_waiting, "the upload waits")
            meetings.lock_meeting(session, archive.meeting_id)
        assert uploaded.result(PATIENCE).id
