from __future__ import annotations

import pytest
from sqlalchemy import select

from convener.domain.accounts import users
from convener.domain.actions import delete_user as delete_user_action
from convener.domain.actions import end_meeting
from convener.domain.errors import InvariantBroken
from convener.domain.meetings import meetings, participants
from convener.domain.permissions import MeetingRole
from convener.domain.recordings import recordings
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Center, Event, Meeting, Recording, User
from tests.factories.accounts import administrator, organizer
from tests.factories.meetings import insert_hosted_meeting, insert_meeting


@pytest.fixture
def mira(database: Database, site: Site, center: Center) -> User:
    """An organizer with a meeting that goes on, a deleted one, and a published recording; and an administrator."""
    with database.write() as session:
        administrator(session, center)
        user = organizer(session, center, "mira")
        meeting, _ = insert_hosted_meeting(session, site, user, "Planning", name="Mira")
        gone = insert_meeting(session, user, "Gone")
        end_meeting.cancel_meeting(session, site, gone.id)
        recording = recordings.begin(session, meeting)
        recordings.publish(session, recording, [], duration=60)
        recordings.begin(session, meeting)
        return user


def delete(database: Database, site: Site, user_id: str, heir: str | None, actor: str | None = None) -> None:
    with database.write() as session:
        center = session.scalars(select(Center)).one()

        def find(one: str | None) -> User | None:
            return users.find_user(session, center, one) if one else None

        user = users.find_user(session, center, user_id)
        delete_user_action.delete_user(session, site, user, heir=find(heir), actor=find(actor))


def test_all_is_gone_for_good_with_the_user(database: Database, site: Site, mira: User) -> None:
    delete(database, site, "MIRA", None, "root")
    with database.read() as session:
        assert session.scalars(select(Meeting.life)).all() == ["removed", "removed"]
        assert session.scalars(select(Recording.life)).all() == ["removed"], "what was being made has never been there"
        assert session.get_one(User, mira.id).meetings == 0
        events = session.scalars(select(Event.data).where(Event.type == "center:user:deleted")).all()
    assert events == [{"user": "mira", "actor": "root"}]


def test_recordings_may_have_an_heir(database: Database, site: Site, mira: User) -> None:
    delete(database, site, "mira", "root")
    with database.read() as session:
        kept = session.scalars(select(Recording)).one()
        assert (kept.owner.user_id, kept.life) == ("root", "active")
        assert session.scalars(select(Meeting.life)).all() == ["removed", "removed"]


def test_users_leave_nothing_to_themselves(database: Database, site: Site, mira: User) -> None:
    delete(database, site, "mira", "mira", "mira")
    with database.read() as session:
        kept = session.scalars(select(Recording)).one()
        assert (kept.owner_id, kept.life) == (mira.id, "removed")


def test_the_last_administrator_and_what_it_owns_stay(database: Database, site: Site, mira: User) -> None:
    with database.write() as session:
        root = users.find_user(session, session.scalars(select(Center)).one(), "root")
        insert_meeting(session, root, "Ours")
    with pytest.raises(InvariantBroken):
        delete(database, site, "root", None)
    with database.read() as session:
        assert session.scalars(select(Meeting.life).where(Meeting.title == "Ours")).all() == ["active"]


def test_participants_in_the_meetings_of_others_stay(
    database: Database, site: Site, center: Center, mira: User
) -> None:
    with database.write() as session:
        other = organizer(session, center, "tom")
        meeting = insert_meeting(session, other, "Toms")
        held = meetings.lock_meeting(session, meeting.id)
        participant = participants.add_participant(session, site, held, MeetingRole.ATTENDEE, user=mira, name="Mira")
    delete(database, site, "mira", None)
    with database.read() as session:
        assert session.get_one(Meeting, meeting.id).life == "active"
        assert participants.find_by_public_id(session, participant.public_id) is not None
