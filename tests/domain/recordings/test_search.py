"""Recordings looked for: who sees which, and the one that a call is about."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from convener.domain.errors import (
    BadMatch,
    NotAllowed,
    NotOwner,
    WrongState,
)
from convener.domain.lifecycle import LifecycleEvent
from convener.domain.recordings import search as recording_search
from convener.domain.search import TextSearch, TimeSearch
from convener.domain.site import now
from convener.storage.models import Center, Recording, User
from tests.factories.recordings import START, Archive, person


def named(name: str, field: str = "name", *, like: bool = False, owned_only: bool = False) -> TextSearch:
    return TextSearch(field=field, values=(name,), like=like, owned_only=owned_only)


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
    archive.change(wanted, {"billing": "K-114"})
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
        archive.move(one, LifecycleEvent[event])
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
    archive.move(recording_id, LifecycleEvent.DELETE)
    with pytest.raises(BadMatch):
        find_living(archive, "ann", named("roadshow-7"))
    with pytest.raises(WrongState):
        find_for_event(archive, "ann", "roadshow-7", LifecycleEvent.DELETE)
    assert find_for_event(archive, "root", "roadshow-7", LifecycleEvent.RESTORE) == recording_id
    newer = archive.video()
    assert find_for_event(archive, "ann", "roadshow-7", LifecycleEvent.DELETE) == newer
    assert find_for_event(archive, "root", "roadshow-7", LifecycleEvent.ERASE) == recording_id
    archive.move(recording_id, LifecycleEvent.ERASE)
    archive.move(newer, LifecycleEvent.DELETE_FOR_GOOD)
    with pytest.raises(BadMatch):
        find_for_event(archive, "root", "roadshow-7", LifecycleEvent.RESTORE)
    with pytest.raises(WrongState):
        find_for_event(archive, "root", "roadshow-7", LifecycleEvent.ERASE)


def test_what_is_past_its_buffer_time_is_not_restored(archive: Archive) -> None:
    recording_id = archive.video()
    archive.move(recording_id, LifecycleEvent.DELETE)
    with archive.database.write() as session:
        session.execute(update(Recording).values(removed_at=now() - timedelta(days=31)))
    with pytest.raises(BadMatch):
        find_for_event(archive, "root", "roadshow-7", LifecycleEvent.RESTORE)


def test_visits_of_deleted_recordings_are_found_too(archive: Archive) -> None:
    recording_id = archive.video()
    archive.move(recording_id, LifecycleEvent.DELETE)
    with archive.database.read() as session:
        ann = archive.user(session, "ann")
        assert recording_search.find_any(session, ann, named("roadshow-7")).id == recording_id
    newer = archive.video()
    with archive.database.read() as session:
        ann = archive.user(session, "ann")
        assert recording_search.find_any(session, ann, named("roadshow-7")).id == newer
