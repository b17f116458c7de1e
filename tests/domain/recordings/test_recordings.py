"""Recordings: names, life, expiry, who may view; what a meeting passes on."""

from __future__ import annotations

import itertools
import threading
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import func, select, update

from convener.domain import blobs
from convener.domain.errors import (
    NameTaken,
    NotAllowed,
    StorageFailed,
    WrongState,
)
from convener.domain.lifecycle import TRANSITIONS, LifecycleEvent, LifecycleState
from convener.domain.recordings import recordings
from convener.domain.recordings import search as recording_search
from convener.domain.recordings.recordings import File, Format
from convener.domain.search import TextSearch
from convener.domain.site import now
from convener.storage.models import MeetingAccess, Recording
from tests.factories import accounts
from tests.factories.recordings import START, Archive


def named(name: str, field: str = "name", *, like: bool = False, owned_only: bool = False) -> TextSearch:
    return TextSearch(field=field, values=(name,), like=like, owned_only=owned_only)


def test_a_recording_takes_over_what_the_meeting_says(archive: Archive) -> None:
    archive.meeting_id = archive.create_meeting(
        "bob", "spring", billing="K-114", billing_folded="k-114", time_zone="Europe/Berlin", registration=True
    )
    made = archive.recording(archive.video())
    assert (made.name, made.title, made.billing, made.time_zone) == ("spring", "Roadshow", "K-114", "Europe/Berlin")
    assert (made.entry, made.password, made.registration) == ("password", "kR4!tweZ", True)
    assert (made.owner_id, made.duration, made.size, made.life) == (archive.users["bob"].id, 5213, 6, "active")
    assert made.published_at is not None
    assert made.started_at == START
    assert len(made.reid) == 16


def test_further_recordings_are_numbered(archive: Archive) -> None:
    names = [archive.recording(archive.video()).name for _ in range(3)]
    assert names == ["roadshow-7", "roadshow-7-1", "roadshow-7-2"]


def test_a_name_that_is_free_again_is_taken_again(archive: Archive) -> None:
    first = archive.video()
    archive.move(first, LifecycleEvent.DELETE)
    assert archive.recording(archive.video()).name == "roadshow-7"


def test_recordings_made_at_once_have_different_names(archive: Archive) -> None:
    other = archive.create_meeting("bob", "ROADSHOW-7-X")
    made: list[int] = []
    threads = [
        threading.Thread(target=lambda meeting_id=meeting_id: made.append(archive.video(meeting_id)))
        for meeting_id in (archive.meeting_id, other) * 3
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    names = {archive.recording(one).name_folded for one in made}
    assert len(made) == len(names) == 6


def test_the_list_of_the_audience_becomes_the_list_of_the_recording(archive: Archive) -> None:
    archive.meeting_id = archive.create_meeting("ann", "closed", audience_entry="acl", audience_password=None)
    with archive.locked_meeting() as (session, meeting):
        for side, user_id in (("audience", "mia"), ("presenter", "bob")):
            session.add(MeetingAccess(meeting_id=meeting.id, side=side, user_id=archive.users[user_id].id))
    recording = archive.recording(archive.video())
    assert (recording.entry, recording.password) == ("acl", None)
    with archive.database.read() as session:
        assert recording_search.list_access(session, [recording]) == {recording.id: ["mia"]}


def test_what_is_being_made_is_in_no_list_and_goes_with_its_meeting(archive: Archive) -> None:
    with archive.locked_meeting() as (session, meeting):
        making = recordings.begin(session, meeting)
        assert [one.id for one in recordings.list_unpublished(session, meeting)] == [making.id]
    published = archive.video()
    with archive.database.read() as session:
        assert [one.id for one in recording_search.search(session, archive.user(session, "root"), None)] == [published]
    with archive.locked_meeting() as (session, meeting):
        recordings.delete_unpublished(session, meeting)
    with archive.database.read() as session:
        assert list(session.scalars(select(Recording.id))) == [published]


def test_a_file_that_took_too_long_to_come_is_not_wanted_any_more(archive: Archive) -> None:
    key = archive.store_blob()
    with archive.database.write() as session:
        blobs.postpone(session, [key], now())
    with archive.locked_meeting() as (session, meeting):
        recording = recordings.begin(session, meeting)
        file = File(format=Format.VIDEO, content_type="video/webm", size=6, blob=key)
        with pytest.raises(StorageFailed):
            recordings.publish(session, recording, [file], duration=1)
        session.rollback()
    with archive.database.read() as session:
        assert session.scalar(select(func.count(Recording.id))) == 0


def test_each_change_in_each_life(archive: Archive) -> None:
    for life, event in itertools.product(LifecycleState, LifecycleEvent):
        recording_id = archive.video()
        before = len(archive.due_deletions())
        with archive.database.write() as session:
            away = now() if life in (LifecycleState.DELETED, LifecycleState.EXPIRED, LifecycleState.REMOVED) else None
            mine = update(Recording).where(Recording.id == recording_id)
            session.execute(mine.values(life=life.value, removed_at=away))
        following = TRANSITIONS.get((life, event))
        if following is None:
            with pytest.raises(WrongState) as caught:
                archive.move(recording_id, event)
            assert caught.value.what == "recording"
            assert archive.recording(recording_id).life == life.value
            following = life
        else:
            assert archive.move(recording_id, event).life == following.value
        if following is LifecycleState.REMOVED and life is not LifecycleState.REMOVED:
            assert (archive.files(recording_id), len(archive.due_deletions())) == (0, before + 1)
        else:
            assert (archive.files(recording_id), len(archive.due_deletions())) == (1, before)
        here = following in (LifecycleState.ACTIVE, LifecycleState.UNDELETED)
        assert (archive.recording(recording_id).removed_at is None) == here


@given(changes=some.lists(some.sampled_from(list(LifecycleEvent)), max_size=8))
@settings(max_examples=15)
def test_removed_is_the_end_and_files_are_there_until_then(archive: Archive, changes: list[LifecycleEvent]) -> None:
    recording_id = archive.video()
    life = LifecycleState.ACTIVE
    for event in changes:
        following = TRANSITIONS.get((life, event))
        if following is None:
            with pytest.raises(WrongState):
                archive.move(recording_id, event)
        else:
            life = LifecycleState(archive.move(recording_id, event).life)
            assert life is following
        assert archive.files(recording_id) == (0 if life is LifecycleState.REMOVED else 1)


def test_deleting_follows_the_setting_of_the_center(archive: Archive) -> None:
    first, second = archive.video(), archive.video()
    with archive.locked_recording(first, "ann") as (session, recording, user):
        recordings.delete(session, recording, user)
    accounts.change_center_settings(archive.database, archive.center, restoration=False)
    with archive.locked_recording(second, "ann") as (session, recording, user):
        recordings.delete(session, recording, user)
    assert [archive.recording(one).life for one in (first, second)] == ["deleted", "removed"]


def test_only_administrators_erase_and_restore(archive: Archive) -> None:
    recording_id = archive.video()
    archive.move(recording_id, LifecycleEvent.DELETE)
    for action in (recordings.erase, recordings.restore):
        with pytest.raises(NotAllowed), archive.locked_recording(recording_id, "ann") as (session, recording, user):
            action(session, recording, user)
    with archive.locked_recording(recording_id, "root") as (session, recording, user):
        recordings.restore(session, recording, user)
    assert archive.recording(recording_id).life == "undeleted"


def test_restoring_is_refused_where_the_name_is_taken(archive: Archive) -> None:
    first = archive.video()
    archive.move(first, LifecycleEvent.DELETE)
    archive.video()
    with pytest.raises(NameTaken):
        archive.move(first, LifecycleEvent.RESTORE)


def test_recordings_of_a_deleted_user_go_or_are_given_away(archive: Archive) -> None:
    given, deleted = archive.video(), archive.video()
    archive.move(deleted, LifecycleEvent.DELETE)
    with archive.database.write() as session:
        recordings.transfer_ownership(
            session, archive.user(session, "ann"), archive.user(session, "root"), archive.user(session, "root")
        )
    assert archive.recording(given).owner_id == archive.users["root"].id
    with archive.database.write() as session:
        recordings.remove_all_of_owner(session, archive.user(session, "root"), archive.user(session, "bob"))
    assert {archive.recording(one).life for one in (given, deleted)} == {"removed"}
    assert len(archive.due_deletions()) == 2


def test_a_recording_expires_as_the_meeting_says(archive: Archive) -> None:
    archive.set_options(
        enable_recording_expiration=True, recording_expiration_time_amount=2, recording_expiration_time_type="Weeks"
    )
    made = archive.recording(archive.video())
    assert made.published_at is not None
    assert made.expires_at == made.published_at + timedelta(weeks=2)


def test_a_recording_does_not_expire_unless_somebody_wants_it(archive: Archive) -> None:
    assert archive.recording(archive.video()).expires_at is None
    accounts.change_center_settings(archive.database, archive.center, recording_expiry_days=10)
    made = archive.recording(archive.video())
    assert made.published_at is not None
    assert made.expires_at == made.published_at + timedelta(days=10)
    archive.set_options(enable_recording_expiration=False)
    assert archive.recording(archive.video()).expires_at is None


def test_a_center_may_demand_expiry(archive: Archive) -> None:
    accounts.change_center_settings(
        archive.database, archive.center, recording_expiry_days=10, recording_expiry_forced=True
    )
    archive.set_options(enable_recording_expiration=False)
    recording_id = archive.video()
    assert archive.recording(recording_id).expires_at is not None
    with pytest.raises(NotAllowed):
        archive.change(recording_id, {"expires": False})
    assert archive.change(recording_id, {"expires": False}, "root").expires_at is None


def test_a_restored_recording_does_not_expire_at_once(archive: Archive) -> None:
    archive.set_options(enable_recording_expiration=True, recording_expiration_time_amount=1)
    recording_id = archive.video()
    archive.move(recording_id, LifecycleEvent.EXPIRE)
    with archive.database.write() as session:
        session.execute(update(Recording).values(expires_at=now() - timedelta(days=1)))
    restored = archive.move(recording_id, LifecycleEvent.RESTORE)
    assert restored.expires_at is not None
    assert restored.expires_at > now()


def test_months_are_those_of_the_calendar(archive: Archive) -> None:
    changes: dict[str, object] = {"expires": True, "expiry_amount": 1, "expiry_unit": "Months"}
    changed = archive.change(archive.video(), changes)
    since = START.replace(month=1, day=31)
    assert recordings.expiry_time(changed, since) == START.replace(month=2, day=28)
