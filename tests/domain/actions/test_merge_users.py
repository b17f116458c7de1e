"""Two users who are the same person become one, and nothing is lost."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from convener.domain.accounts import external_users, groups, known_users, users
from convener.domain.actions import api_client_meetings
from convener.domain.actions.api_client_meetings import Person
from convener.domain.actions.delete_user import delete_user
from convener.domain.actions.merge_users import merge_users
from convener.domain.centers import centers
from convener.domain.centers.api_clients import Caller
from convener.domain.errors import InvalidParameter, InvariantBroken, NotAllowed, UnknownUsers
from convener.domain.meetings import participants
from convener.domain.permissions import MeetingRole
from convener.domain.recordings import recordings
from convener.domain.site import Site
from convener.storage.database import Database, Session
from convener.storage.models import Center, Event, Meeting, Participant, Recording, User
from tests.factories.accounts import administrator, organizer
from tests.factories.api_client import Office
from tests.factories.meetings import insert_hosted_meeting


@pytest.fixture
def office(database: Database, site: Site, center: Center) -> Office:
    return Office.open(database, site, center)


@pytest.fixture
def ann(database: Database, center: Center) -> User:
    with database.write() as session:
        administrator(session, center)
        return organizer(session, center, "ann")


def external(session: Session, office: Office, external_id: str) -> User:
    found = external_users.find_external_user(session, office.client().id, external_id)
    assert found is not None
    return session.get_one(User, found.id)


def merge(office: Office, into: User | str, merged: User | str) -> None:
    """Each is an account, or what the application calls a person."""
    with office.database.write() as session:
        both = [
            external(session, office, one) if isinstance(one, str) else session.get_one(User, one.id)
            for one in (into, merged)
        ]
        merge_users(session, *both)


def status_id(office: Office, key: str, user: str) -> str:
    """The public id of the participant whom the application asks for."""
    client = office.client()
    caller = Caller(id=client.id, center_id=client.center_id, time_zone="UTC")
    with office.database.read() as session:
        asked = Person(id=user, parameter="puid")
        return api_client_meetings.find_participant_status(session.connection(), caller, key, asked).public_id


def test_what_an_application_made_is_the_account_s(office: Office, ann: User) -> None:
    meeting, host = office.book("k", "h", name="Ann L.", email="ann@example.org")
    guest = office.add("k2" if office.book("k2", "other") else "", "h")
    links = [status_id(office, key, "h") for key in ("k", "k2")]
    merge(office, ann, "h")
    assert office.meeting(meeting).owner_id == ann.id
    assert [office.participant(one).user_id for one in (host, guest)] == [ann.id, ann.id]
    with office.database.read() as session:
        counts = {user.user_id: user.meetings for user in session.scalars(select(User))}
        assert counts["ann"] == 1
    # The application sees no change: what it repeats is what is there already.
    assert [status_id(office, key, "h") for key in ("k", "k2")] == links
    assert office.book("k", "h", name="Ann Lee") == (meeting, host)
    assert office.add("k2", "h") == guest
    assert office.book("k3", "h")[0] != meeting
    with office.database.read() as session:
        owners = session.scalars(select(Meeting.owner_id).where(Meeting.meeting_key.in_(("k", "k3")))).all()
        assert owners == [ann.id, ann.id]
    office.cancel_participant("k2", "h")
    office.cancel_participant("k2", "h")
    assert office.participant(guest).cancelled_at is not None
    with pytest.raises(NotAllowed):
        office.cancel_participant("k", "h")


def test_what_an_application_says_later_does_not_change_the_account(office: Office, ann: User) -> None:
    """Else it could have mails that reset the password sent to an address of its own."""
    office.book("k", "h", name="Ann L.", email="ann@example.org")
    merge(office, ann, "h")
    office.book("k", "h", name="Eve", email="eve@example.org")
    office.book("k2", "h", name="Eve", email="eve@example.org")
    with office.database.read() as session:
        account = session.get_one(User, ann.id)
        assert (account.display_name, account.email) == (ann.display_name, "ann@example.org")
        assert external(session, office, "h").email == "eve@example.org"


def test_both_ids_of_two_applications_go_on(database: Database, site: Site, center: Center, ann: User) -> None:
    crm, shop = Office.open(database, site, center), Office.open(database, site, center)
    crm.book("k", "h")
    shop.book("k", "h")
    in_shop = shop.add("k", "bo")
    in_crm = crm.add("k", "bo-7")
    merge(crm, ann, "bo-7")
    merge(shop, ann, "bo")
    assert (crm.add("k", "bo-7"), shop.add("k", "bo")) == (in_crm, in_shop)
    assert crm.participant(in_crm).user_id == shop.participant(in_shop).user_id == ann.id
    with database.read() as session:
        (person,) = [one for one in known_users.list_known_users(session, center)[0] if one.user.id == ann.id]
        assert [one.external_id for one in person.external_ids] == ["bo", "bo-7"]
        found, more = known_users.list_known_users(session, center, search="BO-7", limit=5)
        assert ([one.user.user_id for one in found], more) == (["ann"], False)


def test_both_in_one_meeting_stay_in_it(office: Office, ann: User) -> None:
    """The account is the host of the application's meeting in which it was a guest; a guest stays beside the host."""
    hosted, host = office.book("k", "h")
    with office.database.write() as session:
        meeting = session.get_one(Meeting, hosted)
        person = participants.add_participant(
            session, office.site, meeting, MeetingRole.ATTENDEE, user=session.get_one(User, ann.id), name="Ann"
        )
        other, _ = insert_hosted_meeting(session, office.site, session.get_one(User, ann.id), "Own", name="Ann")
        mid, own_id, guest_of_own = other.mid, other.id, person.id
    beside = office.add(mid, "h")
    links = [status_id(office, key, "h") for key in ("k", mid)]
    merge(office, ann, "h")
    assert office.participant(host).user_id == ann.id
    left = office.participant(guest_of_own)
    assert (left.user_id, left.name, left.email) == (None, "Ann", "ann@example.org")
    assert [status_id(office, key, "h") for key in ("k", mid)] == links
    assert office.add(mid, "h") == beside
    with office.database.read() as session:
        for meeting_id, expected in ((hosted, host), (own_id, None)):
            found = participants.find_host(session, session.get_one(Meeting, meeting_id))
            assert found.role == "host"
            assert expected in (None, found.id)
        events = session.scalars(select(Event.data).where(Event.type == "center:user:merged")).all()
        assert [event["participations"] for event in events] == [2]
    office.cancel_participant(mid, "h")
    assert office.participant(beside).cancelled_at is not None


def test_two_accounts_become_one(database: Database, site: Site, center: Center, ann: User) -> None:
    office = Office.open(database, site, center)
    with database.write() as session:
        bea = organizer(session, center, "bea")
        meeting, _ = insert_hosted_meeting(session, site, bea, "Both", name="Bea")
        own = session.get_one(User, ann.id)
        participants.add_participant(session, site, meeting, MeetingRole.ATTENDEE, user=own, name="Ann")
        recordings.publish(session, recordings.begin(session, meeting), [], duration=60)
        groups.create_group(session, center, "staff", [own, bea])
        for user in (own, bea):
            insert_hosted_meeting(session, site, user, "Room", kind="meet_now", place_of_id=user.id)
    merge(office, ann, bea)
    with database.read() as session:
        assert set(session.scalars(select(Meeting.owner_id))) == {ann.id}
        assert set(session.scalars(select(Recording.owner_id))) == {ann.id}
        kinds = sorted(
            (one.place_of_id or 0, one.kind) for one in session.scalars(select(Meeting)) if one.title == "Room"
        )
        assert kinds == [(0, "one_time"), (ann.id, "meet_now")]
        assert users.find_user_or_none(session, center.id, "bea") is None
        assert session.get_one(User, bea.id).password_hash is None
        assert session.get_one(User, ann.id).meetings == 3
        living = session.scalars(select(Participant).where(Participant.user_id == ann.id)).all()
        assert {one.role for one in living} == {"host"}
        assert [one.user.user_id for one in known_users.list_known_users(session, center)[0]] == ["ann", "root"]


def test_what_cannot_be_merged(database: Database, site: Site, center: Center, office: Office, ann: User) -> None:
    office.book("k", "h")
    office.add("k", "p")
    with database.write() as session:
        elsewhere = organizer(session, centers.create_center(session, "acme", "Acme"), "ann")
    for into, merged in ((ann, ann), (ann, elsewhere), ("h", ann)):
        with pytest.raises(InvalidParameter):
            merge(office, into, merged)
    with database.read() as session:
        root = users.find_user(session, center, "root")
    with pytest.raises(InvariantBroken):
        merge(office, ann, root)
    merge(office, "h", "p")
    with pytest.raises(InvalidParameter):
        merge(office, ann, "p")
    merge(office, ann, "h")
    assert office.participant(office.add("k2" if office.book("k2", "h") else "", "p")).user_id == ann.id
    with database.write() as session:
        delete_user(session, site, session.get_one(User, ann.id))
    with pytest.raises(UnknownUsers):
        merge(office, ann, "h")
    with database.read() as session:
        assert external(session, office, "h").merged_into_id is None, "the application's people are theirs again"


def test_people_are_listed_in_pages(database: Database, site: Site, center: Center, office: Office, ann: User) -> None:
    office.book("k", "host-1", name="Zoë", email="zoe@example.org")
    with database.write() as session:
        organizer(session, centers.create_center(session, "acme", "Acme"), "stranger")
    found: list[str] = []
    with database.read() as session:
        after, more = "", True
        while more:
            page, more = known_users.list_known_users(session, center, after=after, limit=1)
            found += [one.user.user_id for one in page]
            after = found[-1]
        assert found[0] == "ann"
        assert found[1].startswith("api-")
        assert found[2:] == ["root"]
        for search in ("zoë", "ZOE@", "HOST-1", "api-"):
            (person,) = known_users.list_known_users(session, center, search=search)[0]
            assert (person.signs_in, [one.client for one in person.external_ids]) == (False, ["crm"])
        assert known_users.list_known_users(session, center, search="%")[0] == []
