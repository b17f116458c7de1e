from __future__ import annotations

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from convener.domain.meetings import participants
from convener.domain.permissions import MeetingRole
from convener.domain.polls.questions import PollKind, Question
from convener.domain.reports import attendance, polls, sheets, workbooks
from convener.domain.site import Site, now
from convener.storage.database import Database
from convener.storage.models import Meeting, Participant, User, Visit
from tests.domain.polls.test_polls import LUNCH, Ballot
from tests.factories.room import RoomFactory

MOMENT = now()


def stay(room: RoomFactory, name: str, minutes: float, ago: float, **columns: str) -> None:
    """A participant was in for so many minutes, beginning so many minutes before :data:`MOMENT`."""
    arrival = room.enter(name)
    room.leave(name)
    assert arrival.visit is not None
    with room.database.write() as session:
        visit = session.get_one(Visit, arrival.visit.id)
        visit.entered_at = MOMENT - timedelta(minutes=ago)
        visit.left_at = visit.entered_at + timedelta(minutes=minutes)
        for column, value in columns.items():
            setattr(visit, column, value)


def attended(room: RoomFactory) -> list[attendance.Attendance]:
    with room.database.read() as session:
        return attendance.list_attendance(session, session.get_one(Meeting, room.meeting_id))


@pytest.fixture
def room(database: Database, site: Site) -> RoomFactory:
    return RoomFactory(database, site)


def test_stays_of_a_person_are_added_up(room: RoomFactory) -> None:
    stay(room, "ann", 10, 60, email="ann@example.org", company="Fjord")
    stay(room, "bob", 5, 50)
    stay(room, "ann", 20.5, 30)
    ann, bob = attended(room)
    assert (ann.name, ann.visits, round(ann.seconds), ann.email, ann.company, ann.role) == (
        "ann",
        2,
        1830,
        "ann@example.org",
        "Fjord",
        "attendee",
    )
    assert (bob.visits, round(bob.seconds), bob.user_id) == (1, 300, "")
    assert ann.last_left is not None
    assert ann.last_left - ann.first_entered == timedelta(minutes=50.5)


def test_who_is_inside_has_not_left(room: RoomFactory) -> None:
    room.enter("ann")
    (ann,) = attended(room)
    assert ann.last_left is None
    assert ann.seconds >= 0


def test_a_user_is_one_person_whatever_places_there_were(room: RoomFactory) -> None:
    with room.database.write() as session:
        owner = session.get_one(User, room.owner_id)
        owner.email, owner.company = "host@example.org", "Fjord Ltd"
    stay(room, "host", 10, 60)
    with room.locked() as (session, meeting):
        participants.cancel_participant(session, meeting, session.get_one(Participant, room.ids["host"]))
        session.flush()
        again = participants.add_participant(
            session, room.site, meeting, MeetingRole.PRESENTER, user=session.get_one(User, room.owner_id), name="Me"
        )
        room.ids["me"] = again.id
    stay(room, "me", 5, 20)
    (host,) = attended(room)
    assert (host.name, host.role, host.visits, host.user_id) == ("Me", "presenter", 2, "admin")
    assert (host.email, host.company) == ("host@example.org", "Fjord Ltd")


def test_two_guests_of_one_name_are_two_people(room: RoomFactory) -> None:
    with room.locked() as (session, meeting):
        for key in ("one", "two"):
            guest = participants.add_participant(
                session, room.site, meeting, MeetingRole.ATTENDEE, user=None, name="Kim"
            )
            room.ids[key] = guest.id
    stay(room, "one", 1, 10)
    stay(room, "two", 1, 9)
    assert [one.name for one in attended(room)] == ["Kim", "Kim (2)"]


def test_stays_in_other_meetings_do_not_count(room: RoomFactory, database: Database, site: Site) -> None:
    other = RoomFactory(database, site)
    stay(other, "eve", 1, 5)
    assert attended(room) == []


def test_the_table_of_attendance(room: RoomFactory) -> None:
    stay(room, "=ann", 90, 120, company='@"Fjord"')
    with room.database.read() as session:
        sheet = attendance.sheet(session, session.get_one(Meeting, room.meeting_id))
    (row,) = sheet.rows
    assert dict(zip(sheet.columns, row, strict=True)) | {"first entered (UTC)": 0, "last left (UTC)": 0} == {
        "name": "=ann",
        "user ID": "",
        "e-mail": "",
        "company": '@"Fjord"',
        "first entered (UTC)": 0,
        "last left (UTC)": 0,
        "minutes": 90.0,
        "visits": 1,
        "role": "attendee",
    }
    line = sheets.write_csv(sheet).decode("utf-8-sig").splitlines()[1]
    assert line.startswith('\'=ann,,,"\'@""Fjord""",')


def test_the_report_of_polls(database: Database, site: Site) -> None:
    ballot = Ballot(database, site)
    for name in ("host", "ann", "bob"):
        ballot.enter(name)
    lunch = ballot.ask(LUNCH)
    secret = ballot.ask(Question(kind=PollKind.TEXT, text="Honestly?", anonymous=True))
    ballot.ask(LUNCH, opened=False)
    silent = ballot.ask(Question(kind=PollKind.TEXT, text="Anybody?"))
    ballot.vote("ann", lunch, 1, comment="Hot please")
    ballot.vote("host", lunch, 1)
    for name in ("host", "ann", "bob"):
        ballot.vote(name, secret, comment="No")
    ballot.close(lunch)
    ballot.close(secret)
    with database.read() as session:
        results, votes = polls.sheets(session, session.get_one(Meeting, ballot.meeting_id))
    wanted = ("poll ID", "voters", "answer", "votes", "percent", "comment")
    slots = [results.columns.index(name) for name in wanted]
    assert [tuple(row[place] for place in slots) for row in results.rows] == [
        (lunch, 2, "Rice", 0, 0.0, None),
        (lunch, 2, "Soup", 2, 100.0, None),
        (lunch, 2, "Nothing", 0, 0.0, None),
        (lunch, 2, None, None, None, "Hot please"),
        *[(secret, 3, None, None, None, "No")] * 3,
        (silent, 0, None, None, None, None),
    ]
    assert [row[2:4] + row[6:8] for row in votes.rows] == [
        ("ann", None, "Soup", "Hot please"),
        ("host", "admin", "Soup", ""),
    ]
    book = load_workbook(io.BytesIO(workbooks.write_xlsx([results, votes])))
    assert book.sheetnames == ["Results", "Votes"]
    assert book["Results"].max_row == 9
    assert book["Results"]["E2"].is_date


def test_reports_hold_no_more_than_the_meeting(database: Database, site: Site) -> None:
    ballot, other = Ballot(database, site), Ballot(database, site)
    other.enter("host")
    other.vote("host", other.ask(), 0)
    with database.read() as session:
        meeting = session.get_one(Meeting, ballot.meeting_id)
        assert [sheet.rows for sheet in polls.sheets(session, meeting)] == [[], []]
        assert session.scalar(select(func.count()).select_from(Visit)) == 1
