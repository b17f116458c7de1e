"""Changes of a recording: what can be said of it, and by whom."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from convener.domain.centers.settings import PasswordPolicy
from convener.domain.errors import (
    BadTimeZone,
    BadValue,
    InvalidParameter,
    NameTaken,
    NotAllowed,
    NotSettable,
    UnknownUsers,
)
from convener.domain.recordings import search as recording_search
from convener.storage.models import Center, Event
from tests.factories import accounts
from tests.factories.recordings import Archive


def test_everything_that_can_be_said(archive: Archive) -> None:
    changes: dict[str, object] = {
        "name": "Best of",
        "title": "\u202eStraße",
        "billing": "K-2",
        "time_zone": "Asia/Kolkata",
        "registration": True,
        "owner_downloads_only": True,
        "password": "geheim1!",
        "owner": "BOB",
    }
    changed = archive.change(archive.video(), changes, "root")
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
    listed = archive.change(recording_id, {"acl": ["mia", "BOB", "mia"]})
    assert (listed.entry, listed.password) == ("acl", None)
    with archive.database.read() as session:
        assert recording_search.list_access(session, [listed])[recording_id] == ["mia", "bob"]
    locked = archive.change(recording_id, {"password": "geheim1!"})
    assert (locked.entry, locked.password) == ("password", "geheim1!")
    with archive.database.read() as session:
        assert recording_search.list_access(session, [locked]) == {}


@pytest.mark.parametrize("first", [{"acl": ["mia"]}, {"password": "geheim1!"}])
def test_removing_what_protects_it_opens_it(archive: Archive, first: dict[str, object]) -> None:
    recording_id = archive.video()
    archive.change(recording_id, first)
    opened = archive.change(recording_id, dict.fromkeys(first))
    assert (opened.entry, opened.password) == ("none", None)


def test_removing_a_password_that_is_not_there_leaves_the_list(archive: Archive) -> None:
    recording_id = archive.video()
    archive.change(recording_id, {"acl": ["mia"]})
    assert archive.change(recording_id, {"password": None}).entry == "acl"


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
    ({"title": "\u200b\u2800"}, InvalidParameter, "title"),
    ({"expiry_amount": 0}, InvalidParameter, "expiry_amount"),
    ({"expiry_unit": "Years"}, InvalidParameter, "expiry_unit"),
]


def test_what_cannot_be_said(archive: Archive) -> None:
    recording_id = archive.video()
    before = archive.recording(recording_id)
    for changes, error, parameter in IMPOSSIBLE:
        with pytest.raises(error) as caught:
            archive.change(recording_id, changes)
        assert getattr(caught.value, "parameter", None) == parameter, changes
        after = archive.recording(recording_id)
        assert (after.name, after.entry, after.owner_id) == (before.name, before.entry, before.owner_id)


def test_a_new_owner_must_be_one_who_may_own(archive: Archive) -> None:
    recording_id = archive.video()
    with pytest.raises(BadValue):
        archive.change(recording_id, {"owner": "mia"}, "root")
    with pytest.raises(UnknownUsers):
        archive.change(recording_id, {"owner": "zed"}, "root")


def test_names_are_taken_whatever_their_case(archive: Archive) -> None:
    first, second = archive.video(), archive.video()
    with pytest.raises(NameTaken):
        archive.change(second, {"name": "ROADSHOW-7"})
    assert archive.change(first, {"name": "Roadshow-7"}).name == "Roadshow-7"


def test_the_policy_for_passwords_of_recordings(archive: Archive) -> None:
    recording_id = archive.video()
    policy = PasswordPolicy(shortest=6)
    with archive.database.write() as session:
        center = session.get_one(Center, archive.center.id)
        center.settings = {**center.settings, "recording_passwords": {"shortest": policy.shortest}}
    with pytest.raises(InvalidParameter):
        archive.change(recording_id, {"password": "short"})


def test_a_reserved_billing_code_is_dropped_silently(archive: Archive) -> None:
    recording_id = archive.video()
    accounts.change_center_settings(archive.database, archive.center, billing_reserved=True)
    assert archive.change(recording_id, {"billing": "mine", "title": "new"}).billing is None
    assert archive.change(recording_id, {"billing": "theirs"}, "root").billing == "theirs"
