from __future__ import annotations

import re

import pytest

from convener.domain.errors import InvalidParameter
from convener.domain.meetings import participants
from convener.domain.permissions import MeetingRole
from convener.domain.site import Site, now
from convener.storage.database import Database
from convener.storage.models import Center, Meeting, Participant, User
from tests.factories.api_client import Office


@pytest.fixture
def office(database: Database, site: Site, center: Center) -> Office:
    return Office.open(database, site, center)


def test_a_personal_link_finds_its_participant_and_is_not_stored(office: Office) -> None:
    office.book()
    participant = office.participant(office.add())
    url = participants.participant_url(office.site, participant)
    assert re.fullmatch(r"http://convener\.test/e/LIVE[A-Z0-9]{20}", url)
    link = url.rsplit("/", 1)[1]
    with office.database.read() as session:
        found = participants.find_by_link(session, office.site, link)
        assert found is not None
        assert found.id == participant.id
        assert participants.find_by_link(session, office.site, link[:-1] + "?") is None
        values = [repr(getattr(found, column.key)) for column in Participant.__table__.columns]
    assert not any(link in value or link[4:] in value for value in values)


def test_what_to_call_somebody(office: Office) -> None:
    office.book()
    with office.database.read() as session:
        unnamed = session.get_one(Participant, office.add(user="user-7"))
        assert participants.display_name(unnamed) == "user-7"
    with office.database.write() as session:
        meeting = session.get_one(Meeting, unnamed.meeting_id)
        guest = participants.add_participant(session, office.site, meeting, MeetingRole.ATTENDEE, user=None)
        assert participants.display_name(guest) == "Guest"
        named = participants.add_participant(session, office.site, meeting, MeetingRole.ATTENDEE, user=None, name="Zoé")
        assert participants.display_name(named) == "Zoé"


def test_somebody_removed_may_come_again_after_being_added_again(office: Office) -> None:
    office.book()
    participant = office.add()
    with office.database.write() as session:
        session.get_one(Participant, participant).removed_at = now()
    assert office.add() == participant
    assert office.participant(participant).removed_at is None


def test_of_user_and_was_added(office: Office) -> None:
    office.book()
    participant = office.participant(office.add())
    with office.database.read() as session:
        meeting, user = meeting_and_user(session.get_one(Participant, participant.id))
        assert participants.find_participant(session, meeting, user) is not None
    office.cancel_participant()
    with office.database.read() as session:
        meeting, user = meeting_and_user(session.get_one(Participant, participant.id))
        assert participants.find_participant(session, meeting, user) is None
        assert participants.was_added(session, meeting, user)
        assert participants.find_host(session, meeting).role == "host"


def meeting_and_user(participant: Participant) -> tuple[Meeting, User]:
    assert participant.user is not None
    return participant.meeting, participant.user


def test_names() -> None:
    assert participants.check_name("name", " Ann ") == "Ann"
    for wrong in ("x" * 81, "a\nb", "a\0b"):
        with pytest.raises(InvalidParameter):
            participants.check_name("name", wrong)
