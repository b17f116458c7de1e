"""Recordings: names, life, expiry, who may view; what a meeting passes on."""

from __future__ import annotations

import itertools
import threading
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import func, select, update

from convener.domain import blobs
from convener.domain.centers.settings import PasswordPolicy
from convener.domain.errors import (
    BadMatch,
    BadTimeZone,
    BadValue,
    InvalidParameter,
    NameTaken,
    NotAllowed,
    NotOwner,
    NotSettable,
    StorageFailed,
    UnknownUsers,
    WrongState,
)
from convener.domain.lifecycle import TRANSITIONS, LifecycleEvent, LifecycleState
from convener.domain.recordings import recordings
from convener.domain.recordings import search as recording_search
from convener.domain.recordings import update as recording_update
from convener.domain.recordings.recordings import File, Format
from convener.domain.recordings.update import RecordingChanges
from convener.domain.search import TextSearch, TimeSearch
from convener.domain.site import Site, now
from convener.storage.database import Database
from convener.storage.models import Center, Event, MeetingAccess, Recording, User
from tests.factories import accounts
from tests.factories.recordings import START, Archive, person


@pytest.fixture
def archive(database: Database, site: Site, center: Center, tmp_path: Path) -> Archive:
    return Archive.open(database, site, center, tmp_path / "data")


def named(name: str, field: str = "name", *, like: bool = False, owned_only: bool = False) -> TextSearch:
    return TextSearch(field=field, values=(name,), like=like, owned_only=owned_only)


def change(archive: Archive, recording_id: int, changes: dict[str, object], who: str = "ann") -> Recording:
    with archive.locked_recording(recording_id, who) as (session, recording, user):
        recording_update.change(session, recording, user, cast(RecordingChanges, changes))
    return archive.recording(recording_id)


def move(archive: Archive, recording_id: int, change: LifecycleEvent) -> Recording:
    with archive.locked_recording(recording_id, "root") as (session, recording, user):
        recordings.change_state(session, recording, change, user)
    return archive.recording(recording_id)


# --------------------------------------------------------------------------------------------------- making one


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
    move(archive, first, LifecycleEvent.DELETE)
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


# --------------------------------------------------------------------------------------------------------- life


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
                move(archive, recording_id, event)
            assert caught.value.what == "recording"
            assert archive.recording(recording_id).life == life.value
            following = life
        else:
            assert move(archive, recording_id, event).life == following.value
        if following is LifecycleState.REMOVED and life is not LifecycleState.REMOVED:
            assert (archive.files(recording_id), len(archive.due_deletions())) == (0, before + 1)
        else:
            assert (archive.files(recording_id), len(archive.due_deletions())) == (1, before)
        here = following in (LifecycleState.ACTIVE, LifecycleState.UNDELETED)
        assert (archive.recording(recording_id).removed_at is None) == here


@given(changes=some.lists(some.sampled_from(list(LifecycleEvent)), max_size=8))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_removed_is_the_end_and_files_are_there_until_then(archive: Archive, changes: list[LifecycleEvent]) -> None:
    recording_id = archive.video()
    life = LifecycleState.ACTIVE
    for event in changes:
        following = TRANSITIONS.get((life, event))
        if following is None:
            with pytest.raises(WrongState):
                move(archive, recording_id, event)
        else:
            life = LifecycleState(move(archive, recording_id, event).life)
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
    move(archive, recording_id, LifecycleEvent.DELETE)
    for action in (recordings.erase, recordings.restore):
        with pytest.raises(NotAllowed), archive.locked_recording(recording_id, "ann") as (session, recording, user):
            action(session, recording, user)
    with archive.locked_recording(recording_id, "root") as (session, recording, user):
        recordings.restore(session, recording, user)
    assert archive.recording(recording_id).life == "undeleted"


def test_restoring_is_refused_where_the_name_is_taken(archive: Archive) -> None:
    first = archive.video()
    move(archive, first, LifecycleEvent.DELETE)
    archive.video()
    with pytest.raises(NameTaken):
        move(archive, first, LifecycleEvent.RESTORE)


def test_recordings_of_a_deleted_user_go_or_are_given_away(archive: Archive) -> None:
    given, deleted = archive.video(), archive.video()
    move(archive, deleted, LifecycleEvent.DELETE)
    with archive.database.write() as session:
        recordings.transfer_ownership(
            session, archive.user(session, "ann"), archive.user(session, "root"), archive.user(session, "root")
        )
    assert archive.recording(given).owner_id == archive.users["root"].id
    with archive.database.write() as session:
        recordings.remove_all_of_owner(session, archive.user(session, "root"), archive.user(session, "bob"))
    assert {archive.recording(one).life for one in (given, deleted)} == {"removed"}
    assert len(archive.due_deletions()) == 2


# ------------------------------------------------------------------------------------------------------- expiry


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
        change(archive, recording_id, {"expires": False})
    assert change(archive, recording_id, {"expires": False}, "root").expires_at is None


def test_a_restored_recording_does_not_expire_at_once(archive: Archive) -> None:
    archive.set_options(enable_recording_expiration=True, recording_expiration_time_amount=1)
    recording_id = archive.video()
    move(archive, recording_id, LifecycleEvent.EXPIRE)
    with archive.database.write() as session:
        session.execute(update(Recording).values(expires_at=now() - timedelta(days=1)))
    restored = move(archive, recording_id, LifecycleEvent.RESTORE)
    assert restored.expires_at is not None
    assert restored.expires_at > now()


def test_months_are_those_of_the_calendar(archive: Archive) -> None:
    changes: dict[str, object] = {"expires": True, "expiry_amount": 1, "expiry_unit": "Months"}
    changed = change(archive, archive.video(), changes)
    since = START.replace(month=1, day=31)
    assert recordings.expiry_time(changed, since) == START.replace(month=2, day=28)


# ----------------------------------------------------------------------------------------------------- changing


def test_everything_that_can_be_said(archive: Archive) -> None:
    changes: dict[str, object] = {
        "name": "Best of",
        "title": "Straße",
        "billing": "K-2",
        "time_zone": "Asia/Kolkata",
        "registration": True,
        "owner_downloads_only": True,
        "password": "geheim1!",
        "owner": "BOB",
    }
    changed = change(archive, archive.video(), changes, "root")
    assert (changed.name, changed.name_folded) == ("Best of", "best of")
    assert (changed.title, changed.title_folded) == ("Straße", "strasse")
    assert (changed.billing, changed.time_zone) == ("K-2", "Asia/Kolkata")
    assert (changed.registration, changed.owner_downloads_only) == (True, True)
    assert (changed.password, changed.entry, changed.owner_id) == ("geheim1!", "password", archive.users["bob"].id)
    assert changed.modified_at is not None
    with archive.database.read() as session:
        event = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
    assert event.type == "center:recording:changed"
    assert event.data["changed"] == sorted(changes)
    assert "geheim1!" not in str(event.data)


def test_a_list_drops_the_password_and_the_other_way_round(archive: Archive) -> None:
    recording_id = archive.video()
    listed = change(archive, recording_id, {"acl": ["mia", "BOB", "mia"]})
    assert (listed.entry, listed.password) == ("acl", None)
    with archive.database.read() as session:
        assert recording_search.list_access(session, [listed])[recording_id] == ["mia", "bob"]
    locked = change(archive, recording_id, {"password": "geheim1!"})
    assert (locked.entry, locked.password) == ("password", "geheim1!")
    with archive.database.read() as session:
        assert recording_search.list_access(session, [locked]) == {}


@pytest.mark.parametrize("first", [{"acl": ["mia"]}, {"password": "geheim1!"}])
def test_removing_what_protects_it_opens_it(archive: Archive, first: dict[str, object]) -> None:
    recording_id = archive.video()
    change(archive, recording_id, first)
    opened = change(archive, recording_id, dict.fromkeys(first))
    assert (opened.entry, opened.password) == ("none", None)


def test_removing_a_password_that_is_not_there_leaves_the_list(archive: Archive) -> None:
    recording_id = archive.video()
    change(archive, recording_id, {"acl": ["mia"]})
    assert change(archive, recording_id, {"password": None}).entry == "acl"


IMPOSSIBLE: list[tuple[dict[str, object], type[Exception], str]] = [
    ({"acl": ["mia"], "password": "x"}, InvalidParameter, "password"),
    ({"acl": ["mia", "nobody", "none"]}, UnknownUsers, "acl"),
    ({"owner": "bob"}, NotAllowed, "owner"),
    ({"time_zone": "Mars/Base"}, BadTimeZone, "time_zone"),
    ({"title": None}, NotSettable, "title"),
    ({"reid": "x"}, NotSettable, "reid"),
    ({"name": ""}, InvalidParameter, "name"),
    ({"name": "x" * 256}, InvalidParameter, "name"),
    ({"name": "Größe"}, InvalidParameter, "name"),
    ({"title": "a\nb"}, InvalidParameter, "title"),
    ({"expiry_amount": 0}, InvalidParameter, "expiry_amount"),
    ({"expiry_unit": "Years"}, InvalidParameter, "expiry_unit"),
]


def test_what_cannot_be_said(archive: Archive) -> None:
    recording_id = archive.video()
    before = archive.recording(recording_id)
    for changes, error, parameter in IMPOSSIBLE:
        with pytest.raises(error) as caught:
            change(archive, recording_id, changes)
        assert getattr(caught.value, "parameter", None) == parameter, changes
        after = archive.recording(recording_id)
        assert (after.name, after.entry, after.owner_id) == (before.name, before.entry, before.owner_id)


def test_a_new_owner_must_be_one_who_may_own(archive: Archive) -> None:
    recording_id = archive.video()
    with pytest.raises(BadValue):
        change(archive, recording_id, {"owner": "mia"}, "root")
    with pytest.raises(UnknownUsers):
        change(archive, recording_id, {"owner": "zed"}, "root")


def test_names_are_taken_whatever_their_case(archive: Archive) -> None:
    first, second = archive.video(), archive.video()
    with pytest.raises(NameTaken):
        change(archive, second, {"name": "ROADSHOW-7"})
    assert change(archive, first, {"name": "Roadshow-7"}).name == "Roadshow-7"


def test_the_policy_for_passwords_of_recordings(archive: Archive) -> None:
    recording_id = archive.video()
    policy = PasswordPolicy(shortest=6)
    with archive.database.write() as session:
        center = session.get_one(Center, archive.center.id)
        center.settings = {**center.settings, "recording_passwords": {"shortest": policy.shortest}}
    with pytest.raises(InvalidParameter):
        change(archive, recording_id, {"password": "short"})


def test_a_reserved_billing_code_is_dropped_silently(archive: Archive) -> None:
    recording_id = archive.video()
    accounts.change_center_settings(archive.database, archive.center, billing_reserved=True)
    assert change(archive, recording_id, {"billing": "mine", "title": "new"}).billing is None
    assert change(archive, recording_id, {"billing": "theirs"}, "root").billing == "theirs"


# ------------------------------------------------------------------------------------------------------ looking


def found(archive: Archive, who: str, search: TextSearch | TimeSearch | None = None, **which: bool) -> list[int]:
    with archive.database.read() as session:
        return [one.id for one in recording_search.search(session, archive.user(session, who), search, **which)]


def test_administrators_see_all_and_organizers_their_own(archive: Archive) -> None:
    anns = archive.video()
    bobs = archive.video(archive.create_meeting("bob", "other"), started_at=START - timedelta(days=1))
    assert found(archive, "root") == [bobs, anns]
    assert found(archive, "ann") == [anns]
    assert found(archive, "bob") == [bobs]
    assert found(archive, "root", named("%", like=True, owned_only=True)) == []
    with pytest.raises(NotAllowed):
        found(archive, "mia")


def test_another_center_sees_nothing(archive: Archive) -> None:
    archive.video()
    with archive.database.write() as session:
        other = Center(name="other", title="", created_at=now(), settings={})
        session.add(other)
        session.flush()
        stranger = person(session, other.id, "root", "administrator")
    with archive.database.read() as session:
        stranger = session.get_one(User, stranger.id)
        assert recording_search.search(session, stranger, None, deleted=True) == []
        with pytest.raises(BadMatch):
            recording_search.find_living(session, stranger, named("roadshow-7"))


@pytest.mark.parametrize(
    "search",
    [
        named("ROADSHOW-7"),
        named("road%", like=True),
        named("%how-_", like=True),
        named("roadshow", "title"),
        named("ANN", "owner"),
        named("k-114", "billing"),
    ],
)
def test_what_recordings_are_found_by(archive: Archive, search: TextSearch) -> None:
    wanted = archive.video()
    change(archive, wanted, {"billing": "K-114"})
    other = archive.video(archive.create_meeting("bob", "xyz"), title="Different")
    assert found(archive, "root", search) == [wanted]
    assert other not in found(archive, "root", search)


def test_recordings_are_found_by_the_ids_of_theirs_and_of_the_meeting(archive: Archive) -> None:
    wanted = archive.video()
    archive.video(archive.create_meeting("bob", "xyz"))
    recording = archive.recording(wanted)
    with archive.database.read() as session:
        mid = session.get_one(Recording, wanted).meeting.mid
    assert found(archive, "root", named(recording.reid, "reid")) == [wanted]
    assert found(archive, "root", named(mid, "mid")) == [wanted]
    assert found(archive, "root", named("nothing", "reid")) == []


def test_times_are_half_open(archive: Archive) -> None:
    wanted = archive.video()
    hour = timedelta(hours=1)

    def within(field: str, start: timedelta, end: timedelta, moment: object = START) -> list[int]:
        assert isinstance(moment, type(START))
        return found(archive, "root", TimeSearch(field=field, start=moment + start, end=moment + end))

    assert within("started_at", timedelta(), hour) == [wanted]
    assert within("started_at", -hour, timedelta()) == []
    assert within("changed_at", -hour, hour, now()) == [wanted]
    with archive.database.write() as session:
        session.execute(update(Recording).values(published_at=START, modified_at=START + 2 * hour))
    assert within("changed_at", timedelta(), hour) == [wanted]
    assert within("changed_at", hour, 3 * hour) == [wanted]
    assert within("changed_at", 3 * hour, 4 * hour) == []


def test_deleted_and_restorable_lists(archive: Archive) -> None:
    living, deleted, expired, removed, old = (archive.video() for _ in range(5))
    for one, event in ((deleted, "DELETE"), (expired, "EXPIRE"), (removed, "DELETE_FOR_GOOD"), (old, "DELETE")):
        move(archive, one, LifecycleEvent[event])
    with archive.database.write() as session:
        long_ago = now() - timedelta(days=31)
        session.execute(update(Recording).where(Recording.id == old).values(removed_at=long_ago))
    assert found(archive, "ann") == [living]
    assert set(found(archive, "ann", deleted=True)) == {living, deleted, expired, removed, old}
    assert set(found(archive, "root", restorable=True)) == {deleted, expired}
    with pytest.raises(NotAllowed):
        found(archive, "ann", restorable=True)


def find_living(archive: Archive, who: str, search: TextSearch) -> int:
    with archive.database.write() as session:
        return recording_search.find_living(session, archive.user(session, who), search, for_update=True).id


def find_for_event(archive: Archive, who: str, name: str, event: LifecycleEvent) -> int:
    with archive.database.write() as session:
        return recording_search.find_for_event(session, archive.user(session, who), named(name), event).id


def test_the_one_recording_of_a_message(archive: Archive) -> None:
    first, second = archive.video(), archive.video()
    assert find_living(archive, "ann", named("roadshow-7-1")) == second
    assert find_living(archive, "root", named(archive.recording(first).reid, "reid")) == first
    with pytest.raises(BadMatch) as none:
        find_living(archive, "ann", named("nothing"))
    with pytest.raises(BadMatch) as several:
        find_living(archive, "ann", named("road%", like=True))
    assert (none.value.found, several.value.found) == (0, 2)


def test_somebody_elses_recording(archive: Archive) -> None:
    archive.video()
    with pytest.raises(NotOwner):
        find_living(archive, "bob", named("roadshow-7"))
    with pytest.raises(BadMatch):
        find_living(archive, "bob", named("road%", like=True))
    with pytest.raises(NotAllowed):
        find_living(archive, "mia", named("roadshow-7"))
    with pytest.raises(BadMatch):
        find_living(archive, "root", named("roadshow-7", owned_only=True))


def test_deleted_recordings_are_matched_by_what_can_happen_to_them(archive: Archive) -> None:
    recording_id = archive.video()
    with pytest.raises(WrongState):
        find_for_event(archive, "root", "roadshow-7", LifecycleEvent.RESTORE)
    with pytest.raises(WrongState):
        find_for_event(archive, "root", "roadshow-7", LifecycleEvent.ERASE)
    move(archive, recording_id, LifecycleEvent.DELETE)
    with pytest.raises(BadMatch):
        find_living(archive, "ann", named("roadshow-7"))
    with pytest.raises(WrongState):
        find_for_event(archive, "ann", "roadshow-7", LifecycleEvent.DELETE)
    assert find_for_event(archive, "root", "roadshow-7", LifecycleEvent.RESTORE) == recording_id
    newer = archive.video()
    assert find_for_event(archive, "ann", "roadshow-7", LifecycleEvent.DELETE) == newer
    assert find_for_event(archive, "root", "roadshow-7", LifecycleEvent.ERASE) == recording_id
    move(archive, recording_id, LifecycleEvent.ERASE)
    move(archive, newer, LifecycleEvent.DELETE_FOR_GOOD)
    with pytest.raises(BadMatch):
        find_for_event(archive, "root", "roadshow-7", LifecycleEvent.RESTORE)
    with pytest.raises(WrongState):
        find_for_event(archive, "root", "roadshow-7", LifecycleEvent.ERASE)


def test_what_is_past_its_buffer_time_is_not_restored(archive: Archive) -> None:
    recording_id = archive.video()
    move(archive, recording_id, LifecycleEvent.DELETE)
    with archive.database.write() as session:
        session.execute(update(Recording).values(removed_at=now() - timedelta(days=31)))
    with pytest.raises(BadMatch):
        find_for_event(archive, "root", "roadshow-7", LifecycleEvent.RESTORE)


def test_visits_of_deleted_recordings_are_found_too(archive: Archive) -> None:
    recording_id = archive.video()
    move(archive, recording_id, LifecycleEvent.DELETE)
    with archive.database.read() as session:
        ann = archive.user(session, "ann")
        assert recording_search.find_any(session, ann, named("roadshow-7")).id == recording_id
    newer = archive.video()
    with archive.database.read() as session:
        ann = archive.user(session, "ann")
        assert recording_search.find_any(session, ann, named("roadshow-7")).id == newer
