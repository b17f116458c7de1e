from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from convener.domain.errors import InvalidParameter, MeetingNotFound
from convener.domain.meetings import meetings, names, state
from convener.domain.meetings.changes import MeetingChanges, check_duration, check_start
from convener.domain.meetings.state import TRANSITIONS, MeetingChange, MeetingStatus, next_status
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Center, Meeting
from tests.factories.api_client import Office

S, C = MeetingStatus, MeetingChange


def test_every_pair_is_decided() -> None:
    """What is not in the table cannot happen; this list says so for each pair that is missing."""
    impossible = {
        (S.SCHEDULED, C.HOST_LEAVES),  # nobody was in
        (S.SCHEDULED, C.EMPTY_TOO_LONG),
        (S.HOST_LEFT, C.HOST_LEAVES),  # has left already
        (S.FINISHED, C.HOST_LEAVES),
        (S.FINISHED, C.EMPTY_TOO_LONG),
        (S.FINISHED, C.ENDED),
    }
    every = {(status, change) for status in S for change in C}
    assert set(TRANSITIONS) | impossible == every
    assert not set(TRANSITIONS) & impossible


def test_the_life_that_the_seed_describes() -> None:
    status = S.SCHEDULED
    for change, following in [
        (C.OTHER_ENTERS, S.IN_PROGRESS),
        (C.HOST_ENTERS, S.IN_PROGRESS),
        (C.HOST_LEAVES, S.HOST_LEFT),
        (C.OTHER_ENTERS, S.HOST_LEFT),
        (C.HOST_ENTERS, S.IN_PROGRESS),
        (C.EMPTY_TOO_LONG, S.FINISHED),
        (C.HOST_ENTERS, S.IN_PROGRESS),
        (C.ENDED, S.FINISHED),
        (C.OTHER_ENTERS, S.IN_PROGRESS),
        (C.ENDED, S.FINISHED),
        (C.CANCELLED, S.FINISHED),
    ]:
        found = next_status(status, change)
        assert found is following
        status = following


class StatusMachine(RuleBasedStateMachine):
    """A room that people enter and leave in any order; the status always says who is in it."""

    def __init__(self) -> None:
        super().__init__()
        self.meeting = Meeting(status=S.SCHEDULED.value)
        self.hosts = self.others = 0
        self.begun = False

    @rule()
    def host_enters(self) -> None:
        state.move(self.meeting, C.HOST_ENTERS)
        self.hosts += 1
        self.begun = True

    @rule()
    def other_enters(self) -> None:
        state.move(self.meeting, C.OTHER_ENTERS)
        self.others += 1
        self.begun = True

    @precondition(lambda self: self.hosts > 0)
    @rule()
    def host_leaves(self) -> None:
        self.hosts -= 1
        if self.hosts == 0 and self.others:
            state.move(self.meeting, C.HOST_LEAVES)

    @precondition(lambda self: self.others > 0)
    @rule()
    def other_leaves(self) -> None:
        self.others -= 1

    @precondition(lambda self: self.begun and not self.hosts and not self.others)
    @precondition(lambda self: self.meeting.status != S.FINISHED.value)
    @rule()
    def empty_too_long(self) -> None:
        state.move(self.meeting, C.EMPTY_TOO_LONG)

    @precondition(lambda self: self.meeting.status != S.FINISHED.value)
    @rule(change=st.sampled_from([C.ENDED, C.CANCELLED]))
    def over(self, change: MeetingChange) -> None:
        state.move(self.meeting, change)
        self.hosts = self.others = 0

    @invariant()
    def status_tells_who_is_inside(self) -> None:
        status = MeetingStatus(self.meeting.status)
        if self.hosts:
            assert status is S.IN_PROGRESS
        elif self.others:
            assert status in (S.IN_PROGRESS, S.HOST_LEFT)
        if status is S.FINISHED:
            assert not self.hosts
            assert not self.others
        if not self.begun:
            assert status in (S.SCHEDULED, S.FINISHED)


TestLife = StatusMachine.TestCase


@given(status=st.sampled_from(list(S)), change=st.sampled_from(list(C)))
def test_what_cannot_happen_changes_nothing(status: MeetingStatus, change: MeetingChange) -> None:
    meeting = Meeting(status=status.value)
    if (status, change) in TRANSITIONS:
        different = state.move(meeting, change)
        assert meeting.status == TRANSITIONS[status, change].value
        assert different == (meeting.status != status.value)
    else:
        with pytest.raises(ValueError, match=change.value):
            state.move(meeting, change)
        assert meeting.status == status.value


@pytest.fixture
def office(database: Database, site: Site, center: Center) -> Office:
    return Office.open(database, site, center)


@pytest.mark.parametrize("hours", [0, -1, 24.001, float("nan"), float("inf")])
def test_durations_that_cannot_be(hours: float) -> None:
    with pytest.raises(InvalidParameter) as refused:
        check_duration("duration", hours)
    assert refused.value.parameter == "duration"


def test_starts_that_cannot_be() -> None:
    with pytest.raises(InvalidParameter) as refused:
        check_start("time", datetime(1, 1, 1, tzinfo=UTC))
    assert refused.value.parameter == "time"


def test_the_end_follows_start_and_duration(office: Office) -> None:
    start = datetime(2031, 7, 1, 10, tzinfo=UTC)
    meeting_id, _ = office.book(changes=MeetingChanges(duration_hours=0.5))
    assert office.meeting(meeting_id).ends_at is None
    office.book(changes=MeetingChanges(starts_at=start))
    assert office.meeting(meeting_id).ends_at == start + timedelta(minutes=30)
    office.book(changes=MeetingChanges(starts_at=start + timedelta(days=1)))
    assert office.meeting(meeting_id).ends_at == start + timedelta(days=1, minutes=30)
    office.book(changes=MeetingChanges(starts_at=datetime.max.replace(tzinfo=UTC)))
    assert office.meeting(meeting_id).ends_at == datetime.max.replace(tzinfo=UTC)


def test_a_change_counts_the_calendar_up(office: Office) -> None:
    meeting_id, _ = office.book(changes=MeetingChanges(title="A"))
    office.book(changes=MeetingChanges(title="A"))
    assert office.meeting(meeting_id).calendar_sequence == 0
    office.book(changes=MeetingChanges(title="B"))
    assert office.meeting(meeting_id).calendar_sequence == 1
    office.cancel()
    assert office.meeting(meeting_id).calendar_sequence == 2


def test_texts_of_a_meeting_are_stored_as_they_are_seen(office: Office) -> None:
    changes = MeetingChanges(
        title="\u202eReview", description="All\u200b of us\n\u2067now", location="\ufeffRoom 1", opaque1="\u200b"
    )
    meeting = office.meeting(office.book(changes=changes)[0])
    assert (meeting.title, meeting.title_folded) == ("Review", "review")
    assert (meeting.description, meeting.opaque1) == ("All of us\nnow", "\u200b")
    assert meeting.options["location"] == "Room 1"


def test_codes_are_read_as_people_type_them(office: Office, center: Center) -> None:
    meeting = office.meeting(office.book()[0])
    code = meeting.name
    assert len(code) == names.CODE_LENGTH
    with office.database.read() as session:
        for typed in (code, code.lower(), f" {code} ", f"{code[:5]}-{code[5:]}", " ".join(code)):
            found = meetings.find_by_code(session, center.id, typed)
            assert found is not None
            assert found.id == meeting.id
        for wrong in ("", "x", code[:-1], code + "A", "%", "_" * 10, "a\0b", "\ud800"):
            assert meetings.find_by_code(session, center.id, wrong) is None
        assert meetings.find_by_code(session, center.id + 1, code) is None


def test_found_by_id_in_the_own_center_alone(office: Office, center: Center) -> None:
    mid = office.meeting(office.book()[0]).mid
    with office.database.read() as session:
        assert meetings.find_by_mid(session, center.id, mid).mid == mid
        for center_id, wrong in ((center.id + 1, mid), (center.id, mid.upper() + "x"), (center.id, "a\0b")):
            with pytest.raises(MeetingNotFound):
                meetings.find_by_mid(session, center_id, wrong)


def test_an_open_link_keeps_every_sign_of_a_name(site: Site) -> None:
    assert meetings.url_of_code(site, "03P23Z") == "http://convener.test/m/03P23Z"
    assert meetings.url_of_code(site, "50% off? #1") == "http://convener.test/m/50%25%20off%3F%20%231"
