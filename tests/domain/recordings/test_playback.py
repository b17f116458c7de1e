"""How people come to view a recording, and that nobody else does."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from convener.domain.accounts import groups
from convener.domain.errors import EntryClosed, FormatNotFound, RegistrationNeeded, SignInNeeded, WrongPassword
from convener.domain.lifecycle import LifecycleEvent
from convener.domain.recordings import playback, recordings, views
from convener.domain.recordings import update as recording_update
from convener.domain.recordings.playback import PlaybackSession, PlaybackState
from convener.domain.recordings.views import Viewer
from convener.domain.search import TimeSearch
from convener.domain.site import now
from convener.storage.models import Center, Recording, RecordingFile, RecordingVisit, User
from tests.factories.recordings import START, Archive, person

NOOR = Viewer(name="Noor", email="noor@example.org", company="Fjord Ltd", browser="Firefox", address="192.0.2.7")


def enter(
    archive: Archive, password: str = "", who: str | None = None, viewer: Viewer = NOOR, name: str = ""
) -> PlaybackSession:
    with archive.database.write() as session:
        user = archive.user(session, who) if who else None
        return playback.open_session(
            session, archive.site, archive.center.id, name or "Roadshow-7 ", viewer, password, user
        )


def look(archive: Archive, name: str = "roadshow-7") -> PlaybackState:
    with archive.database.read() as session:
        return playback.check_playback(session, archive.center.id, name).state


def test_what_stands_behind_a_name(archive: Archive) -> None:
    assert look(archive) is PlaybackState.INVALID
    with archive.locked_meeting() as (session, meeting):
        recordings.begin(session, meeting)
    assert look(archive) is PlaybackState.MAKING
    with archive.database.write() as session:
        session.execute(update(Recording).values(published_at=now()))
    assert look(archive) is PlaybackState.OPEN
    assert look(archive, "ROADSHOW-7") is PlaybackState.OPEN
    assert look(archive, "\0") is PlaybackState.INVALID
    for life, state in (
        ("deleted", PlaybackState.DELETED),
        ("removed", PlaybackState.DELETED),
        ("expired", PlaybackState.EXPIRED),
    ):
        with archive.database.write() as session:
            session.execute(update(Recording).values(life=life, removed_at=now()))
        assert look(archive) is state
        with pytest.raises(EntryClosed) as closed:
            enter(archive, "kR4!tweZ")
        assert closed.value.word == state.value


def test_another_centers_names_lead_nowhere(archive: Archive) -> None:
    archive.video()
    with archive.database.write() as session:
        other = Center(name="other", title="", created_at=now(), settings={})
        session.add(other)
        session.flush()
        assert playback.check_playback(session, other.id, "roadshow-7").state is PlaybackState.INVALID
        stranger = person(session, other.id, "eve", "administrator")
        with pytest.raises(WrongPassword):
            playback.open_session(session, archive.site, archive.center.id, "roadshow-7", NOOR, "", stranger)


def test_the_password_opens(archive: Archive) -> None:
    recording_id = archive.video()
    for wrong in ("", "kr4!twez", " kR4!tweZ", "é"):
        with pytest.raises(WrongPassword):
            enter(archive, wrong)
    seat = enter(archive, "kR4!tweZ ")  # spaces behind a password are not stored
    assert seat.recording.id == recording_id
    assert (seat.visit.name, seat.visit.company, seat.visit.address) == ("Noor", "Fjord Ltd", "192.0.2.7")
    assert (seat.visit.user_id, seat.visit.ended_at) == (None, None)
    with archive.database.read() as session:
        assert session.scalars(select(RecordingVisit.id)).all() == [seat.visit.id]


def test_owner_and_administrators_need_no_password(archive: Archive) -> None:
    archive.video()
    for who in ("ann", "root"):
        seat = enter(archive, who=who, viewer=Viewer())
        assert (seat.visit.name, seat.visit.email) == (who.title(), f"{who}@example.org")
        assert seat.visit.user_id == archive.users[who].id
    with pytest.raises(WrongPassword):
        enter(archive, who="bob")


def test_a_list_lets_those_on_it_in_and_groups_of_theirs(archive: Archive) -> None:
    recording_id = archive.video()
    with archive.database.write() as session:
        center = session.get_one(Center, archive.center.id)
        groups.create_group(session, center, "north", [archive.user(session, "bob")], actor=None)
    with archive.locked_recording(recording_id, "ann") as (session, recording, ann):
        recording_update.change(session, recording, ann, {"acl": ["mia", "north"]})
    for who in ("mia", "bob", "ann", "root"):
        assert enter(archive, who=who).recording.id == recording_id
    with pytest.raises(SignInNeeded):
        enter(archive, "kR4!tweZ")
    with archive.locked_recording(recording_id, "ann") as (session, recording, ann):
        recording_update.change(session, recording, ann, {"acl": ["mia"]})
    with pytest.raises(SignInNeeded):
        enter(archive, who="bob")


def test_registration_asks_for_address_and_company(archive: Archive) -> None:
    recording_id = archive.video()
    with archive.locked_recording(recording_id, "ann") as (session, recording, ann):
        recording_update.change(session, recording, ann, {"password": None, "registration": True})
    for missing in (Viewer(name="N"), Viewer(email="a@b.c", company=" \0\n"), Viewer(company="C")):
        with pytest.raises(RegistrationNeeded):
            enter(archive, viewer=missing)
    assert enter(archive).recording.id == recording_id


def test_a_recording_without_a_video_is_not_viewed(archive: Archive) -> None:
    archive.video()
    with archive.database.write() as session:
        session.execute(update(RecordingFile).values(format="presentation"))
    with pytest.raises(FormatNotFound):
        enter(archive, "kR4!tweZ")


def test_a_token_plays_one_recording_while_it_is_there(archive: Archive) -> None:
    recording_id = archive.video()
    token = enter(archive, "kR4!tweZ").token
    with archive.database.read() as session:
        assert playback.find_session(session, archive.site, token).recording.id == recording_id
    vid, expires, signature = token.split(".")
    room = archive.site.secrets.room_token(vid)
    for wrong in ("", "x", f"{vid}.{int(expires) + 1}.{signature}", f"other.{expires}.{signature}", room):
        with archive.database.read() as session, pytest.raises(EntryClosed):
            playback.find_session(session, archive.site, wrong)
    late = archive.site.secrets.playback_token(vid, -1)
    with archive.database.read() as session, pytest.raises(EntryClosed):
        playback.find_session(session, archive.site, late)
    with archive.locked_recording(recording_id, "ann") as (session, recording, ann):
        recordings.change_state(session, recording, LifecycleEvent.DELETE, ann)
    with archive.database.read() as session, pytest.raises(EntryClosed):
        playback.find_session(session, archive.site, token)


def test_a_token_does_not_outlive_the_account(archive: Archive) -> None:
    archive.video()
    token = enter(archive, who="ann").token
    with archive.database.write() as session:
        session.execute(update(User).where(User.user_id == "ann").values(expires_at=now()))
    with archive.database.read() as session, pytest.raises(EntryClosed):
        playback.find_session(session, archive.site, token)


def test_downloads_may_be_the_owners_alone(archive: Archive) -> None:
    recording_id = archive.video()
    assert enter(archive, "kR4!tweZ").may_download
    with archive.locked_recording(recording_id, "ann") as (session, recording, ann):
        recording_update.change(session, recording, ann, {"owner_downloads_only": True})
    assert not enter(archive, "kR4!tweZ").may_download
    assert [enter(archive, "kR4!tweZ", who).may_download for who in ("ann", "root", "bob")] == [True, True, False]


def test_visits_within_an_interval(archive: Archive) -> None:
    recording_id = archive.video()
    archive.video()
    first = enter(archive, "kR4!tweZ").visit
    second = enter(archive, "kR4!tweZ", "mia").visit
    enter(archive, "kR4!tweZ", name="roadshow-7-1")
    with archive.database.write() as session:
        session.execute(update(RecordingVisit).where(RecordingVisit.id == first.id).values(started_at=START))
        later = START.replace(hour=10)
        session.execute(update(RecordingVisit).where(RecordingVisit.id == second.id).values(started_at=later))
    with archive.database.read() as session:
        recording = session.get_one(Recording, recording_id)

        def within(start: int, end: int) -> list[str]:
            times = TimeSearch(field="started_at", start=START.replace(hour=start), end=START.replace(hour=end))
            return [one.vid for one in views.list_visits(session, recording, times)]

        assert within(9, 11) == [first.vid, second.vid]
        assert within(9, 10) == [first.vid]
        assert within(10, 11) == [second.vid]
        assert within(0, 9) == []


def test_what_is_said_of_a_viewer_is_cut_to_what_can_be_returned(archive: Archive) -> None:
    archive.video()
    long = Viewer(name="n" * 999, extra1="e" * 999, extra3="e" * 999, browser="b" * 9999, address="a" * 999)
    visit = enter(archive, "kR4!tweZ", viewer=long).visit
    assert [len(one) for one in (visit.name, visit.extra1, visit.extra3, visit.browser)] == [255, 128, 255, 255]
    assert len(visit.address) == 64


def test_what_no_database_and_no_reply_can_hold_is_not_kept_of_a_viewer(archive: Archive) -> None:
    archive.video()
    visit = enter(archive, "kR4!tweZ", viewer=Viewer(name="\0 No\0or\n", company="\x01\uffff", extra1="a\ud800b")).visit
    assert (visit.name, visit.company, visit.extra1) == ("No or", "", "a b")
