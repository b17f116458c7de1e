"""Who reads which minutes of a meeting, on both databases."""

from __future__ import annotations

from sqlalchemy import update

from convener.domain.authorization import Principal, Proof
from convener.domain.meetings import instances
from convener.domain.minutes import access, records
from convener.domain.minutes.records import MinutesState
from convener.domain.minutes.text import MinutesText
from convener.domain.permissions import MeetingRole
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import MeetingInstance, Minutes, Participant, User, Visit
from tests.factories.room import RoomFactory
from tests.factories.statements import carried_out


def run_meeting(room: RoomFactory, *names: str, released: bool = True) -> int:
    """A run with these people, which has minutes; returns its internal id."""
    for name in ("host", *names):
        room.enter(name)
    with room.locked() as (session, meeting):
        run = session.get_one(MeetingInstance, meeting.instance_id)
        records.write_draft(session, run, MinutesText())
        if released:
            state = {"state": MinutesState.RELEASED.value}
            session.execute(update(Minutes).where(Minutes.instance_id == run.id).values(state))
    room.act("host", "end_meeting", site=True)
    return run.id


def listed(room: RoomFactory, name: str) -> tuple[list[int], int]:
    """The runs whose minutes this user reads, the first one first, and how many statements it took to find them."""
    with room.database.read() as session:
        participant = session.get_one(Participant, room.ids[name])
        user = session.get_one(User, participant.user_id)
        principal = Principal(center_id=room.center_id, proof=Proof.SESSION, user=user)
        meeting = room.meeting()
        runs = instances.list_latest(session, meeting, 100)
        with carried_out(room.database.engine) as counted:
            found = access.list_readable(session, principal, meeting, runs)
    return sorted(run.id for run, _ in found), len(counted)


def test_each_reads_the_minutes_of_the_runs_that_were_theirs(database: Database, site: Site) -> None:
    room = RoomFactory(database, site)
    for name in ("ann", "bob", "mia"):
        room.add(name, user=True)
    room.add("pat", MeetingRole.PRESENTER, user=True)
    with_ann, draft, with_both = (
        run_meeting(room, "ann"),
        run_meeting(room, "ann", "bob", released=False),
        run_meeting(room, "ann", "bob"),
    )
    removed, made_presenter = run_meeting(room, "ann", "bob"), run_meeting(room, "bob", released=False)
    with room.database.write() as session:
        of_run = update(Visit).where(Visit.participant_id == room.ids["ann"], Visit.instance_id == removed)
        session.execute(of_run.values(left_reason="removed"))
        of_run = update(Visit).where(Visit.participant_id == room.ids["bob"], Visit.instance_id == made_presenter)
        session.execute(of_run.values(role=MeetingRole.PRESENTER.value))
    everything = [with_ann, draft, with_both, removed, made_presenter]
    assert listed(room, "host")[0] == listed(room, "pat")[0] == everything
    assert listed(room, "ann")[0] == [with_ann, with_both]
    assert listed(room, "bob")[0] == [with_both, removed, made_presenter]
    assert listed(room, "mia")[0] == []


def test_many_runs_take_the_statements_of_one(database: Database, site: Site) -> None:
    room = RoomFactory(database, site)
    room.add("ann", user=True)
    room.add("pat", MeetingRole.PRESENTER, user=True)
    run_meeting(room, "ann")
    before = {name: listed(room, name)[1] for name in ("host", "ann", "pat")}
    for _ in range(4):
        run_meeting(room, "ann")
    for name, statements in before.items():
        assert listed(room, name)[1] == statements
        assert len(listed(room, name)[0]) == 5
