"""Who may enter when: each entry state, and which of several reasons is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from convener.domain.access import policy
from convener.domain.access.policy import EntryCheck, EntryState
from convener.domain.actions.schedule_meeting import Scheduler
from convener.domain.errors import EntryClosed, InvalidParameter
from convener.domain.meetings import meetings, participants
from convener.domain.meetings.changes import MeetingChanges
from convener.domain.room import feature_settings, join, moderation, presence
from convener.domain.room.audience_rights import AudienceRights
from convener.domain.room.join import EntrySide, JoinRequest
from convener.domain.room.media_flags import Media
from convener.domain.site import Site, now
from convener.storage.database import Database, Session
from convener.storage.models import Center, Meeting, Participant
from tests.factories.api_client import Office


@pytest.fixture
def office(database: Database, site: Site, center: Center) -> Office:
    return Office.open(database, site, center)


def link(office: Office, participant_id: int) -> str:
    return participants.participant_url(office.site, office.participant(participant_id)).rsplit("/", 1)[1]


def by_link(office: Office, participant_id: int) -> EntryState:
    with office.database.read() as session:
        return policy.check_link(session, office.site, link(office, participant_id)).state


def by_code(office: Office, meeting_id: int) -> EntryState:
    with office.database.read() as session:
        code = session.get_one(Meeting, meeting_id).name
        return look_by_code(session, office, code).state


def look_by_code(session: Session, office: Office, code: str) -> EntryCheck:
    meeting = meetings.find_by_code(session, office.center.id, code)
    return join.check_entry(session, office.site, meeting, EntrySide.AUDIENCE, JoinRequest())


def enter_by_code(session: Session, office: Office, code: str, name: str, known: str | None) -> Participant:
    meeting = meetings.find_by_code(session, office.center.id, code)
    return join.enter(session, office.site, meeting, EntrySide.AUDIENCE, JoinRequest(name=name, known=known))


def change(office: Office, meeting_id: int, **fields: object) -> None:
    with office.database.write() as session:
        meeting = session.get_one(Meeting, meeting_id)
        for name, value in fields.items():
            setattr(meeting, name, value)


def enter(office: Office, participant_id: int) -> None:
    with office.database.write() as session:
        participant = session.get_one(Participant, participant_id)
        presence.connect(session, office.site, participant, "node", Media())


def end(office: Office, meeting_id: int) -> None:
    with office.database.write() as session:
        presence.end_meeting(session, office.site, session.get_one(Meeting, meeting_id))


def test_without_a_start_everybody_may_come(office: Office) -> None:
    meeting_id, host = office.book()
    guest = office.add()
    assert (by_link(office, host), by_link(office, guest), by_code(office, meeting_id)) == (EntryState.OPEN,) * 3


def test_before_the_start_the_host_alone_until_it_has_begun(office: Office) -> None:
    later = now() + timedelta(days=1)
    meeting_id, host = office.book(changes=MeetingChanges(starts_at=later))
    guest = office.add()
    assert (by_link(office, host), by_link(office, guest), by_code(office, meeting_id)) == (
        EntryState.OPEN,
        EntryState.EARLY,
        EntryState.EARLY,
    )
    enter(office, host)
    assert (by_link(office, guest), by_code(office, meeting_id)) == (EntryState.OPEN, EntryState.OPEN)


def test_after_the_start_everybody_may_come(office: Office) -> None:
    meeting_id, _ = office.book(changes=MeetingChanges(starts_at=now() - timedelta(minutes=1)))
    assert by_code(office, meeting_id) is EntryState.OPEN


def test_after_the_end_the_host_alone(office: Office) -> None:
    meeting_id, host = office.book()
    guest = office.add()
    enter(office, host)
    end(office, meeting_id)
    assert (by_link(office, host), by_link(office, guest), by_code(office, meeting_id)) == (
        EntryState.OPEN,
        EntryState.ENDED,
        EntryState.ENDED,
    )
    enter(office, host)
    assert by_link(office, guest) is EntryState.OPEN


def test_an_ended_meeting_that_is_moved_to_tomorrow_is_early(office: Office) -> None:
    meeting_id, host = office.book()
    enter(office, host)
    end(office, meeting_id)
    office.book(changes=MeetingChanges(starts_at=now() + timedelta(days=1)))
    assert by_code(office, meeting_id) is EntryState.EARLY


def test_cancelled_is_told_before_anything_else(office: Office) -> None:
    meeting_id, host = office.book(changes=MeetingChanges(starts_at=now() + timedelta(days=1)))
    guest = office.add()
    office.cancel()
    assert (by_link(office, host), by_link(office, guest), by_code(office, meeting_id)) == (EntryState.CANCELLED,) * 3


def test_links_that_are_not_valid(office: Office) -> None:
    office.book()
    guest = office.add()
    office.cancel_participant()
    assert by_link(office, guest) is EntryState.INVALID
    with office.database.read() as session:
        for wrong in ("", "LIVE", "LIVE" + "A" * 20, "%", "a\0b", "é" * 24):
            assert policy.check_link(session, office.site, wrong).state is EntryState.INVALID
            assert look_by_code(session, office, wrong).state is EntryState.INVALID


def test_links_are_read_as_people_type_them(office: Office) -> None:
    _, host = office.book()
    with office.database.read() as session:
        typed = f" {link(office, host).lower()} "
        assert policy.check_link(session, office.site, typed).state is EntryState.OPEN


def test_locked_is_for_those_who_are_not_inside(office: Office) -> None:
    meeting_id, host = office.book()
    inside, outside = office.add(user="inside"), office.add(user="outside")
    enter(office, host)
    enter(office, inside)
    change(office, meeting_id, locked=True)
    assert by_link(office, host) is EntryState.OPEN
    assert by_link(office, inside) is EntryState.OPEN
    assert by_link(office, outside) is EntryState.LOCKED
    assert by_code(office, meeting_id) is EntryState.LOCKED


def test_full_is_not_for_the_host_nor_for_those_inside(office: Office) -> None:
    office.site = replace(office.site, room_limit=1)
    meeting_id, host = office.book()
    inside, outside = office.add(user="inside"), office.add(user="outside")
    enter(office, inside)
    assert by_link(office, inside) is EntryState.OPEN
    assert by_link(office, outside) is EntryState.FULL
    assert by_code(office, meeting_id) is EntryState.FULL
    assert by_link(office, host) is EntryState.OPEN


def test_removed_people_stay_out(office: Office) -> None:
    _, host = office.book()
    guest = office.add()
    enter(office, host)
    enter(office, guest)
    with office.database.write() as session:
        insider = moderation.inside(session, session.get_one(Participant, host))
        moderation.remove(session, office.site, insider, session.get_one(Participant, guest).public_id)
    assert by_link(office, guest) is EntryState.REMOVED
    with pytest.raises(EntryClosed) as closed, office.database.write() as session:
        policy.enter_by_link(session, office.site, link(office, guest), "Bob")
    assert closed.value.word == "removed"


def test_names_are_shown_to_personal_links_alone(office: Office) -> None:
    meeting_id, host = office.book(name="Ann")
    guest = office.add()
    enter(office, host)
    with office.database.read() as session:
        check = join.check_link(session, office.site, link(office, guest))
        assert (check.inside, check.inside_names) == (1, ["Ann"])
        meeting = session.get_one(Meeting, meeting_id)
        feature_settings.write(meeting, "rights", AudienceRights(see=False))
        assert join.check_link(session, office.site, link(office, guest)).inside_names == []
        assert join.check_link(session, office.site, link(office, host)).inside_names == ["Ann"]
        code = session.get_one(Meeting, meeting_id).name
        check = look_by_code(session, office, code)
        assert (check.inside, check.inside_names) == (1, [])


def test_entering_by_link_may_change_the_name(office: Office) -> None:
    office.book()
    guest = office.add(name="Bob")
    for typed, kept in (("", "Bob"), ("Robert", "Robert")):
        with office.database.write() as session:
            policy.enter_by_link(session, office.site, link(office, guest), typed)
        assert office.participant(guest).name == kept
    with pytest.raises(InvalidParameter), office.database.write() as session:
        policy.enter_by_link(session, office.site, link(office, guest), "x" * 81)


def test_entering_by_code_needs_a_name_and_makes_an_attendee_once(office: Office) -> None:
    meeting_id, _ = office.book()
    code = office.meeting(meeting_id).name
    with pytest.raises(EntryClosed) as closed, office.database.write() as session:
        enter_by_code(session, office, code, " ", None)
    assert closed.value.word == "name_required"
    with office.database.write() as session:
        first = enter_by_code(session, office, code, "Zoé", None)
        assert (first.role, first.name, first.user_id) == ("attendee", "Zoé", None)
        again = enter_by_code(session, office, code, "", first.public_id)
        assert again.id == first.id
        another = enter_by_code(session, office, code, "Zoé", None)
        assert another.id != first.id


def test_a_participant_of_one_meeting_is_none_of_another(office: Office) -> None:
    first, host = office.book("k1")
    second, _ = office.book("k2")
    host_id = office.participant(host).public_id
    with office.database.write() as session:
        code = session.get_one(Meeting, second).name
        entered = enter_by_code(session, office, code, "Mallory", host_id)
        assert (entered.meeting_id, entered.role) == (second, "attendee")
        assert entered.public_id != host_id
    assert first != second


def test_a_closed_door_lets_nobody_in(office: Office) -> None:
    meeting_id, _ = office.book(changes=MeetingChanges(starts_at=now() + timedelta(days=1)))
    guest = office.add()
    code = office.meeting(meeting_id).name
    with pytest.raises(EntryClosed) as closed, office.database.write() as session:
        policy.enter_by_link(session, office.site, link(office, guest), "")
    assert closed.value.word == "early"
    with pytest.raises(EntryClosed) as closed, office.database.write() as session:
        enter_by_code(session, office, code, "Zoé", None)
    assert closed.value.word == "early"
    with pytest.raises(EntryClosed) as closed, office.database.write() as session:
        enter_by_code(session, office, "wrong", "Zoé", None)
    assert closed.value.word == "invalid"


def test_the_doors_of_an_applications_meeting_stay_what_they_are_when_that_is_said_again(office: Office) -> None:
    meeting_id, _ = office.book()
    for anytime, following in ((False, "start"), (True, "always"), (True, "always"), (False, "scheduled")):
        with office.database.write() as session:
            meeting = meetings.lock_meeting(session, meeting_id)
            center = session.get_one(Center, office.center.id)
            Scheduler(session, office.site, center, meeting.owner).change(meeting, MeetingChanges(anytime=anytime))
        assert office.meeting(meeting_id).doors == following
