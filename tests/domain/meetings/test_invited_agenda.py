"""Meetings to which a user is invited stand on the agenda beside the own ones."""

from __future__ import annotations

from typing import Any

import pytest

from convener.domain.accounts import users
from convener.domain.actions.schedule_meeting import Scheduler
from convener.domain.invitations import invitations
from convener.domain.meetings import participants
from convener.domain.meetings.agenda import Section, read_agenda
from convener.domain.meetings.changes import MeetingChanges, MeetingContract
from convener.domain.meetings.state import MeetingStatus
from convener.domain.permissions import MeetingRole
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import Site, now
from convener.storage.core import insert
from convener.storage.database import Database, Session
from convener.storage.models import Center, Meeting, Participant, User, Visit
from tests.domain.meetings.test_agenda import DAY, EXPECTED, HOUR, SETTINGS, add, fill, titles
from tests.factories.statements import carried_out

ATTENDED = [title for title in EXPECTED[Section.PAST] if "nobody came" not in title and "not used" not in title]
"""Past ones in which somebody was."""


@pytest.fixture
def owner(database: Database, center: Center) -> User:
    with database.write() as session:
        return users.create_user(session, center, "ann", "organizer", "long enough")


@pytest.fixture
def member(database: Database, center: Center) -> User:
    with database.write() as session:
        return users.create_user(session, center, "mia", "member", "long enough")


def invite(session: Session, site: Site, meeting: Meeting, user: User, **columns: Any) -> Participant:
    participant = participants.add_participant(session, site, meeting, MeetingRole.ATTENDEE, user=user)
    for name, value in columns.items():
        setattr(participant, name, value)
    return participant


def attend(session: Session, participant: Participant) -> None:
    """The participant was in the meeting."""
    entered = now() - HOUR
    insert(
        session,
        Visit(
            vid=random_text(LOWERCASE_AND_DIGITS, 16),
            meeting_id=participant.meeting_id,
            participant_id=participant.id,
            name="Mia",
            role="attendee",
            entered_at=entered,
            left_at=entered + HOUR / 2,
        ),
    )


def invite_to_all(session: Session, site: Site, owner: User, user: User) -> None:
    """One meeting of each sort, to which the user is invited; the user was in those of :data:`ATTENDED`."""
    fill(session, owner, site)
    for meeting in session.query(Meeting).filter_by(owner_id=owner.id).order_by(Meeting.id).all():
        participant = invite(session, site, meeting, user)
        if meeting.title in ATTENDED:
            attend(session, participant)


@pytest.mark.parametrize("limit", [1, 2, 50])
@pytest.mark.parametrize(
    ("section", "expected"),
    [(Section.CURRENT, EXPECTED[Section.CURRENT]), (Section.PAST, ATTENDED), (Section.CANCELLED, [])],
)
def test_meetings_of_others_stand_as_those_of_ones_own(
    database: Database, site: Site, owner: User, member: User, section: Section, expected: list[str], limit: int
) -> None:
    with database.write() as session:
        invite_to_all(session, site, owner, member)
    assert titles(database, member, section, limit=limit) == expected
    assert titles(database, member, section, limit=limit, search="WEEKLY") == [
        title for title in expected if "weekly" in title
    ]


def test_an_organizer_sees_both_in_one_order(database: Database, site: Site, center: Center, owner: User) -> None:
    with database.write() as session:
        bob = users.create_user(session, center, "bob", "organizer", "long enough")
        add(session, owner, "own, tomorrow", DAY)
        add(session, owner, "own, in three days", 3 * DAY)
        participant = invite(session, site, add(session, bob, "of Bob, in two days", 2 * DAY), owner)
        invite(session, site, session.query(Meeting).filter_by(title="own, tomorrow").one(), owner)
    ordered = ["own, tomorrow", "of Bob, in two days", "own, in three days"]
    assert titles(database, owner, Section.CURRENT, limit=1) == ordered
    with database.read() as session:
        entries = read_agenda(session, SETTINGS, owner, Section.CURRENT).entries
        found = [entry.participant.id if entry.participant else None for entry in entries]
    assert found == [None, participant.id, None]


def test_an_invitation_that_was_withdrawn_is_gone(database: Database, site: Site, owner: User, member: User) -> None:
    with database.write() as session:
        participant = invite(session, site, add(session, owner, "tomorrow", DAY), member)
        participants.cancel_participant(session, participant.meeting, participant)
        attend(session, participant)
    for section in Section:
        assert titles(database, member, section) == []


def test_who_declined_can_still_find_it(database: Database, site: Site, owner: User, member: User) -> None:
    with database.write() as session:
        participant = invite(session, site, add(session, owner, "tomorrow", DAY), member)
        invitations.record_answer(session, participant, "decline")
    assert titles(database, member, Section.CURRENT) == ["tomorrow"]


def test_people_of_other_meetings_and_centers_see_nothing(
    database: Database, site: Site, center: Center, owner: User, member: User
) -> None:
    with database.write() as session:
        bob = users.create_user(session, center, "bob", "member", "long enough")
        invite(session, site, add(session, owner, "tomorrow", DAY), member)
        add(session, owner, "in two days", 2 * DAY)
    assert titles(database, bob, Section.CURRENT) == []
    assert titles(database, member, Section.CURRENT) == ["tomorrow"]


def test_a_meeting_that_goes_on_longer_than_planned_stays(
    database: Database, site: Site, owner: User, member: User
) -> None:
    with database.write() as session:
        meeting = add(session, owner, "endless", -5 * DAY, status=MeetingStatus.IN_PROGRESS.value, inside=2)
        attend(session, invite(session, site, meeting, member))
    assert titles(database, member, Section.CURRENT) == ["endless"]
    assert titles(database, member, Section.PAST) == []


def test_a_meeting_that_moves_moves_on_the_list_of_its_guests(
    database: Database, site: Site, center: Center, owner: User, member: User
) -> None:
    contract = MeetingContract(defaults=False, durations=True, endless=True, repeatable=True)
    with database.write() as session:
        moved = add(session, owner, "moved", DAY)
        invite(session, site, moved, member)
        invite(session, site, add(session, owner, "other", 2 * DAY), member)

    def change(changes: MeetingChanges) -> None:
        with database.write() as session:
            meeting = session.query(Meeting).filter_by(title="moved").one()
            Scheduler(session, site, session.get_one(Center, center.id), owner, contract=contract).change(
                meeting, changes
            )

    change(MeetingChanges(starts_at=now() + 3 * DAY))
    assert titles(database, member, Section.CURRENT, limit=1) == ["other", "moved"]
    change(MeetingChanges(kind="recurring", recurrence="FREQ=DAILY"))
    assert titles(database, member, Section.CURRENT, limit=1) == ["other", "moved"]
    change(MeetingChanges(kind="one_time", recurrence=None, starts_at=now() + HOUR))
    assert titles(database, member, Section.CURRENT, limit=1) == ["moved", "other"]


@pytest.mark.parametrize("section", [Section.CURRENT, Section.PAST])
def test_an_index_finds_what_stands_on_a_page(database: Database, owner: User, section: Section) -> None:
    """No statement reads all meetings to which somebody is invited, or sorts them."""
    if not database.sqlite:
        pytest.skip("plans of PostgreSQL depend on how many rows there are")

    with database.read() as session:
        with carried_out(database.engine) as statements:
            read_agenda(session, SETTINGS, owner, section)
        plans = []
        for statement, parameters in statements:
            if "FROM participants" in statement:
                rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
                plans.append(" ".join(str(row[-1]) for row in rows))
    assert len(plans) == (3 if section is Section.CURRENT else 2)
    for plan in plans:
        found = "INDEX ix_participants_user_listed (user_id=? AND listed_at" in plan or "ix_meetings_inside" in plan
        assert found, plan
        assert "SCAN" not in plan, plan
        # Those that have the very same start are sorted by their ids ("RIGHT PART"), no others.
        assert "TEMP B-TREE FOR ORDER BY" not in plan, plan
