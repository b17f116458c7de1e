"""What an API client does by its own keys and user ids: repeated, undone, within quotas."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from convener.domain.accounts import users
from convener.domain.actions import api_client_meetings, end_meeting
from convener.domain.actions.api_client_meetings import Person
from convener.domain.actions.schedule_meeting import Scheduler
from convener.domain.centers import centers
from convener.domain.centers.api_clients import Caller
from convener.domain.errors import (
    InvalidParameter,
    MeetingCancelled,
    MeetingExists,
    MeetingNotFound,
    NotAllowed,
    ParticipantNotFound,
    QuotaExceeded,
)
from convener.domain.meetings.changes import MeetingChanges
from convener.domain.room import presence
from convener.domain.room.media_flags import Media
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Center, Event, Meeting, Participant, User, Visit
from tests.factories.api_client import Office

START = datetime(2031, 7, 1, 10, tzinfo=UTC)


@pytest.fixture
def office(database: Database, site: Site, center: Center) -> Office:
    return Office.open(database, site, center)


def types(office: Office, meeting_id: int) -> list[str]:
    with office.database.read() as session:
        rows = session.execute(select(Event.seq, Event.type).where(Event.meeting_id == meeting_id).order_by(Event.seq))
        found = [(row.seq, row.type) for row in rows]
    assert [seq for seq, _ in found] == list(range(1, len(found) + 1)), "numbers have no holes"
    assert office.meeting(meeting_id).last_seq == len(found)
    return [type_ for _, type_ in found]


def test_a_meeting_and_its_host_are_made_with_their_events(office: Office) -> None:
    changes = MeetingChanges(title="T", starts_at=START, duration_hours=1.5)
    meeting_id, host_id = office.book(changes=changes, name="Ann")
    meeting, host = office.meeting(meeting_id), office.participant(host_id)
    assert (meeting.title, meeting.status, meeting.meeting_key) == ("T", "scheduled", "k")
    assert meeting.ends_at == datetime(2031, 7, 1, 11, 30, tzinfo=UTC)
    assert (host.role, host.name, host.status) == ("host", "Ann", "accepted")
    assert types(office, meeting_id) == ["meeting:meeting:created", "meeting:participant:added"]
    assert (office.client().users, office.client().sessions) == (1, 1)


def test_repeated_calls_change_nothing_and_record_nothing(office: Office) -> None:
    first = office.book(changes=MeetingChanges(title="T", starts_at=START), name="Ann", email="ann@example.org")
    participant = office.add(name="Bob")
    before = types(office, first[0])
    again = office.book(changes=MeetingChanges(title="T", starts_at=START), name="Ann", email="ann@example.org")
    assert again == first
    assert office.add(name="Bob") == participant
    assert types(office, first[0]) == before
    assert (office.client().users, office.client().sessions) == (2, 1)


def test_what_is_not_said_stays(office: Office) -> None:
    meeting_id, host_id = office.book(changes=MeetingChanges(title="T", description="D", language="fr"), name="Ann")
    office.book(changes=MeetingChanges(title="U"))
    meeting = office.meeting(meeting_id)
    assert (meeting.title, meeting.description, meeting.language) == ("U", "D", "fr")
    assert office.participant(host_id).name == "Ann"
    assert types(office, meeting_id)[2:] == ["meeting:meeting:updated"]


def test_another_host_changes_nothing(office: Office) -> None:
    meeting_id, _ = office.book(changes=MeetingChanges(title="T"))
    with pytest.raises(MeetingExists):
        office.book(host="other", changes=MeetingChanges(title="U"), name="Mallory")
    assert office.meeting(meeting_id).title == "T"
    assert office.client().users == 1


def test_a_cancelled_meetings_key_is_free_and_its_quota_too(database: Database, site: Site, center: Center) -> None:
    office = Office.open(database, site, center, sessions=1)
    first, _ = office.book()
    with pytest.raises(QuotaExceeded):
        office.book("other")
    office.cancel()
    office.cancel()
    assert office.client().sessions == 0
    second, _ = office.book(host="other")
    assert second != first
    with pytest.raises(QuotaExceeded):
        office.book("other")
    assert types(office, first)[-1] == "meeting:meeting:cancelled"


def test_a_failed_booking_leaves_nothing_behind(database: Database, site: Site, center: Center) -> None:
    office = Office.open(database, site, center, users=5, sessions=0)
    with pytest.raises(QuotaExceeded):
        office.book()
    assert office.client().users == 0
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(User)) == 0


def test_quota_of_users(database: Database, site: Site, center: Center) -> None:
    office = Office.open(database, site, center, users=2)
    office.book()
    office.add()
    office.add()
    with pytest.raises(QuotaExceeded) as refused:
        office.add(user="q")
    assert refused.value.parameter == "puid"
    office.book("k2", host="p")


def test_nobody_is_added_to_a_cancelled_meeting(office: Office) -> None:
    office.book()
    office.cancel()
    with pytest.raises(MeetingCancelled):
        office.add()


def test_a_cancelled_participant(office: Office) -> None:
    office.book()
    participant = office.add()
    office.cancel_participant()
    office.cancel_participant()
    assert office.participant(participant).cancelled_at is not None
    assert office.add() != participant
    with pytest.raises(ParticipantNotFound):
        office.cancel_participant(user="stranger")
    with pytest.raises(NotAllowed):
        office.cancel_participant(user="h")


def test_people_inside_are_shown_out(office: Office) -> None:
    meeting_id, host_id = office.book()
    guest_id = office.add()
    for participant_id in (host_id, guest_id):
        with office.database.write() as session:
            participant = session.get_one(Participant, participant_id)
            presence.connect(session, office.site, participant, "node", Media())
    assert office.meeting(meeting_id).inside == 2
    office.cancel_participant()
    assert (office.meeting(meeting_id).inside, office.participant(guest_id).status) == (1, "quit")
    office.cancel()
    meeting = office.meeting(meeting_id)
    assert (meeting.inside, meeting.status) == (0, "finished")
    with office.database.read() as session:
        reasons = list(session.scalars(select(Visit.left_reason).order_by(Visit.left_at)))
    assert reasons == ["cancelled", "cancelled"]
    types(office, meeting_id)


@pytest.mark.parametrize("key", ["", "x" * 256, "a\0b", "a\nb"])
def test_keys_that_cannot_be(office: Office, key: str) -> None:
    with pytest.raises(InvalidParameter) as refused:
        office.add(key)
    assert refused.value.parameter == "meetingKey"
    if key:
        with pytest.raises(InvalidParameter):
            office.book(key)


@pytest.mark.parametrize("user", ["", "x" * 51, "a\0b"])
def test_user_ids_that_cannot_be(office: Office, user: str) -> None:
    with pytest.raises(InvalidParameter) as refused:
        office.book(host=user)
    assert refused.value.parameter == "hostid"


def test_looking_up(office: Office) -> None:
    meeting_id, _ = office.book()
    participant = office.participant(office.add())
    caller = Caller(office.client().id, office.center.id, "UTC")
    with office.database.look() as connection:
        assert api_client_meetings.find_meeting_status(connection, caller, "k").code == office.meeting(meeting_id).name
        found = api_client_meetings.find_participant_status(connection, caller, "k", Person(id="p", parameter="puid"))
        assert (found.public_id, found.status) == (participant.public_id, "accepted")
        with pytest.raises(MeetingNotFound):
            api_client_meetings.find_meeting_status(connection, caller, "K")
        with pytest.raises(MeetingNotFound):
            api_client_meetings.find_meeting_status(connection, Caller(caller.id + 1, caller.center_id, "UTC"), "k")
        with pytest.raises(ParticipantNotFound):
            api_client_meetings.find_participant_status(connection, caller, "k", Person(id="P", parameter="puid"))


def test_identical_calls_at_once_make_one_thing(office: Office) -> None:
    with ThreadPoolExecutor(8) as pool:
        booked = set(pool.map(lambda _: office.book(), range(16)))
        added = set(pool.map(lambda _: office.add(), range(16)))
    assert (len(booked), len(added)) == (1, 1)
    with office.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Meeting)) == 1
        assert session.scalar(select(func.count()).select_from(Participant)) == 2
    assert (office.client().users, office.client().sessions) == (2, 1)
    types(office, booked.pop()[0])


def test_quotas_are_exact_when_many_call_at_once(database: Database, site: Site, center: Center) -> None:
    office = Office.open(database, site, center, sessions=5)

    def book(number: int) -> bool:
        try:
            office.book(f"k{number}")
        except QuotaExceeded:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(book, range(16))) == 5
    assert office.client().sessions == 5


def test_cancelling_from_both_sides_at_once(office: Office) -> None:
    """The center cancels by the meeting, the application by its key: neither waits for the other for ever."""
    ids = [office.book(f"k{number}")[0] for number in range(12)]

    def from_center(meeting_id: int) -> None:
        with office.database.write() as session:
            end_meeting.cancel_meeting(session, office.site, meeting_id)

    with ThreadPoolExecutor(8) as pool:
        work = [pool.submit(office.cancel, f"k{number}") for number in range(12)]
        work += [pool.submit(from_center, meeting_id) for meeting_id in ids]
        for done in work:
            done.result(60)
    assert office.client().sessions == 0


def test_meetings_that_the_center_made_are_found_by_their_mid(office: Office, site: Site) -> None:
    with office.database.write() as session:
        center = session.get_one(Center, office.center.id)
        ann = users.create_user(session, center, "ann", "organizer", "long-password")
        made = Scheduler(session, site, center, ann).create(MeetingChanges(name="review")).meeting
        other = centers.create_center(session, "other", "Other")
        eve = users.create_user(session, other, "eve", "organizer", "long-password")
        elsewhere = Scheduler(session, site, other, eve).create(MeetingChanges(name="review")).meeting
    office.add(made.mid, "p", name="Bob")
    caller = Caller(office.client().id, office.center.id, "UTC")
    with office.database.look() as connection:
        assert api_client_meetings.find_meeting_status(connection, caller, made.mid).code == "review"
        found = api_client_meetings.find_participant_status(
            connection, caller, made.mid, Person(id="p", parameter="puid")
        )
        assert found.status == "accepted"
        with pytest.raises(MeetingNotFound):
            api_client_meetings.find_meeting_status(connection, caller, elsewhere.mid)
    with pytest.raises(MeetingNotFound):
        office.add(elsewhere.mid, "p")
    with pytest.raises(MeetingNotFound), office.acting() as (session, client):
        api_client_meetings.cancel_meeting(session, site, client, made.mid)


def test_meetings_of_another_client_stay_its_own(office: Office, site: Site) -> None:
    neighbour = Office.open(office.database, site, office.center)
    meeting_id, _ = neighbour.book("theirs")
    with pytest.raises(MeetingNotFound):
        office.add(office.meeting(meeting_id).mid, "p")
