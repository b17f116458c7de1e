"""What the hot writes leave in the database is what objects of the ORM would have left: rows, events, counters, over
generated meetings and people."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from msgspec.structs import asdict
from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.accounts import groups, users
from convener.domain.actions import api_client_meetings, schedule_meeting
from convener.domain.actions.api_client_meetings import Person
from convener.domain.actions.schedule_meeting import Scheduler
from convener.domain.centers.api_clients import ClientAndCenter
from convener.domain.errors import DomainError
from convener.domain.meetings import capacity, meetings
from convener.domain.meetings.changes import MeetingChanges
from convener.domain.site import Site
from convener.storage import api_client_rows, core
from convener.storage.clock import CLOCK
from convener.storage.database import Database
from convener.storage.models import ApiClient, Base, Center, Event, Meeting, Participant, SeatDay, SeatStep, User
from convener.storage.objects import mapped
from convener.storage.rows import AnyMeeting, AnyParticipant, MeetingRow, NewMeeting, ParticipantRow
from convener.storage.together import Check
from convener.storage.types import EPOCH
from tests.factories.api_client import Office

NOW = datetime(2031, 5, 1, 8, tzinfo=UTC)
BLANK = asdict(NewMeeting(center_id=0, mid="", owner_id=0, status="", created_at=EPOCH))

texts = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=20)
moments = st.datetimes(datetime(2031, 1, 1), datetime(2033, 1, 1), timezones=st.just(UTC))
names = st.none() | texts
addresses = st.sampled_from([None, "", "ann@example.org", "Zoé@Example.org"])


def changes_of(**members: st.SearchStrategy[Any]) -> st.SearchStrategy[MeetingChanges]:
    """Changes that say something of any of these."""
    return st.fixed_dictionaries({}, optional=members).map(lambda given: MeetingChanges(**given))


BY_CLIENT = changes_of(
    title=texts,
    description=texts,
    language=st.sampled_from(["de", "ar"]),
    starts_at=moments,
    duration_hours=st.floats(0.25, 40),
)
TIMES: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.builds(dict, starts_at=moments, kind=st.sampled_from(["one_time", "meet_now"])),
    moments.map(lambda start: {"starts_at": start, "ends_at": start + timedelta(hours=1)}),
    moments.map(lambda start: {"starts_at": start, "ends_at": start + timedelta(days=2)}),
    moments.map(
        lambda start: {
            "kind": "recurring",
            "recurrence": "FREQ=DAILY;COUNT=3",
            "starts_at": start,
            "ends_at": start + timedelta(hours=2),
        }
    ),
    st.sampled_from([{}, {"personal_room_of": "ann"}, {"kind": "recurring"}]),
)
CONTROLS: list[dict[str, Any]] = [
    {},
    {"audience_entry": "none"},
    {"audience_entry": "password"},
    {"audience_password": "Secret-1"},
    {"audience_acl": ["bea", "team"]},
]
BY_USER = changes_of(
    name=st.text("abc", min_size=1, max_size=3),
    title=texts,
    description=texts,
    billing=texts,
    opaque1=texts,
    tag=st.sampled_from(["A", "abc"]),
    registration=st.booleans(),
    seats=st.integers(1, 60),
    time_zone=st.sampled_from(["UTC", "Europe/Berlin"]),
    anytime=st.booleans(),
    presenter_acl=st.lists(st.sampled_from(["ann", "bea", "team", "nobody"]), unique=True),
    lobby=st.booleans(),
    audience_chat=st.booleans(),
    audience_camera=st.booleans(),
    locale=st.sampled_from(["de-DE", "ja-JP"]),
    location=texts,
    metadata=st.sampled_from(['{"a": "b"}', '{"a": [1], "Ä": null, "n": 1.5}']),
)
PEOPLE: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict, id=st.sampled_from(["known", "new"]), name=names, email=addresses, parameter=st.sampled_from(["hostid"])
)


# ------------------------------------------------------------------------------------------ the way of the ORM


def insert_meeting(session: Session, new: NewMeeting, owner_user_id: str) -> MeetingRow:
    # Defaults are those of the columns.
    columns = {name: value for name, value in asdict(new).items() if value != BLANK[name]}
    meeting = Meeting(**{"name": "", "name_folded": ""} | columns)
    session.add(meeting)
    session.flush()
    return MeetingRow(**columns_of(meeting), owner_user_id=owner_user_id)


def insert_participant(session: Session, columns: Mapping[str, Any]) -> ParticipantRow:
    participant = Participant(**columns)
    session.add(participant)
    session.flush()
    return ParticipantRow(**columns_of(participant))


def insert_events(session: Session, rows: list[dict[str, Any]]) -> None:
    session.add_all([Event(**row) for row in rows])
    session.flush()


def add_to_meetings_of_owner(session: Session, owner_id: int, change: int, check: Check) -> None:
    session.get_one(User, owner_id, populate_existing=True).meetings += change
    session.flush()
    check(1)


def add_user_of_client(session: Session, client_id: int, check: Check) -> None:
    session.get_one(ApiClient, client_id, populate_existing=True).users += 1
    session.flush()
    check(1)


def add_session_of_client(session: Session, client_id: int, check: Check) -> None:
    session.get_one(ApiClient, client_id, populate_existing=True).sessions += 1
    session.flush()
    check(1)


def add_seats(session: Session, center_id: int, steps: Mapping[datetime, int], days: Mapping[int, int]) -> None:
    for at, delta in steps.items():
        step = session.get(SeatStep, (center_id, at)) or SeatStep(center_id=center_id, at=at, delta=0)
        step.delta += delta
        session.add(step)
    for number, delta in days.items():
        if delta:
            day = session.get(SeatDay, (center_id, number)) or SeatDay(center_id=center_id, day=number, delta=0)
            day.delta += delta
            session.add(day)
    session.flush()


def set_last_seq(session: Session, meeting: Meeting, seq: int) -> None:
    meeting.last_seq = seq
    session.flush()


BY_ORM = [
    (schedule_meeting, insert_meeting),
    (core, insert_participant),
    (core, insert_events),
    (core, set_last_seq),
    (core, add_user_of_client),
    (core, add_session_of_client),
    (meetings, add_to_meetings_of_owner),
    (capacity, add_seats),
]


def columns_of(row: Base) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in core.columns(type(row))}


# ------------------------------------------------------------------------------------------------ comparing


Call = Callable[[Session, ClientAndCenter], None]

WRITTEN = {
    "api_clients",
    "events",
    "jobs",
    "mails",
    "meeting_access",
    "meeting_metadata",
    "meetings",
    "participants",
    "seat_days",
    "seat_steps",
    "users",
}
TABLES = [table for table in Base.metadata.sorted_tables if table.name in WRITTEN]


def check(session: Session, *rows: AnyMeeting | AnyParticipant) -> None:
    """That rows and objects are as the database has them."""
    session.flush()
    for row in rows:
        kind = Meeting if isinstance(row, MeetingRow | Meeting) else Participant
        found = session.connection().execute(select(*core.columns(kind)).where(kind.id == row.id)).one()
        assert {name: getattr(row, name) for name in found._mapping} == dict(found._mapping)


class Taken(Exception):
    """Undoes a transaction when all is read."""


def stored(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of these tables, by table. A primary key is the place of its row: they go on counting after what was
    undone."""
    session.flush()
    found = {}
    places: dict[tuple[str, int], int] = {}
    for table in TABLES:
        order = list(table.primary_key)
        rows = session.connection().execute(select(table).order_by(*order)).mappings().all()
        if "id" in table.columns:
            places.update({(table.name, row["id"]): place for place, row in enumerate(rows)})
        referred = {key.parent.name: key.column.table.name for key in table.foreign_keys if key.column.name == "id"} | {
            "id": table.name
        }
        found[table.name] = [
            tuple(
                places.get((referred[name], value), value) if name in referred and value is not None else value
                for name, value in row.items()
                # What names a participant by its key.
                if (table.name, name) not in {("jobs", "key"), ("jobs", "payload")}
            )
            for row in rows
        ]
    return found


@dataclass
class Comparison:
    """A center with users, a group and an API client, whose calls are undone."""

    database: Database
    site: Site
    office: Office

    def left_by(self, call: Call) -> tuple[dict[str, list[tuple[Any, ...]]], object]:
        """What a call leaves in all tables, and the error that it raised."""
        result: list[Any] = []
        try:
            with self.office.locked() as (session, locked), pytest.MonkeyPatch.context() as patch:
                chance = random.Random(7)
                patch.setattr(secrets, "token_bytes", chance.randbytes)
                patch.setattr(CLOCK, "now", lambda: NOW)
                try:
                    call(session, locked)
                except DomainError as error:
                    result += [{}, repr(error)]
                    raise Taken from error
                result += [stored(session), None]
                raise Taken
        except Taken:
            return result[0], result[1]

    def compare(self, call: Call) -> None:
        plain = self.left_by(call)
        with pytest.MonkeyPatch.context() as patch:
            for module, function in BY_ORM:
                patch.setattr(module, function.__name__, function)
            by_orm = self.left_by(call)
        assert plain == by_orm


@pytest.fixture
def both(database: Database, site: Site, center: Center) -> Comparison:
    office = Office.open(database, site, center)
    with database.write() as session:
        users.create_user(session, center, "ann", "organizer", "a long password", email="ann@example.org")
        users.create_user(session, center, "bea", "organizer", "a long password", email="")
        groups.create_group_with_members(session, center, "team", ["ann"], "members")
    office.book(key="kept", host="known", name="Kim", email="kim@example.org")
    return Comparison(database, site, office)


@pytest.mark.parametrize("invitations", [False, True])
@settings(max_examples=8)
@given(st.sampled_from(["k", "kept", ""]), PEOPLE, BY_CLIENT, PEOPLE, BY_CLIENT)
def test_calls_of_applications(
    both: Comparison,
    invitations: bool,
    key: str,
    host: dict[str, Any],
    first: MeetingChanges,
    guest: dict[str, Any],
    second: MeetingChanges,
) -> None:
    """A meeting is made, another person added, and the meeting changed."""

    def call(session: Session, locked: ClientAndCenter) -> None:
        locked = replace(locked, client=structs.replace(locked.client, invitations=invitations))
        session.get_one(ApiClient, locked.client.id).invitations = invitations
        person, other = Person(**host), Person(**guest)
        made = api_client_meetings.create_or_update_meeting(session, both.site, locked, key, person, first)
        check(session, *made)
        # The count that this transaction has read: the next call would read it anew.
        again = api_client_rows.find_client_and_center(session, locked.client.account_sid, lock_row=True)
        assert again is not None
        locked = replace(locked, client=again[0])
        found = made[0].meeting_key or ""
        added = api_client_meetings.add_or_update_participant(session, both.site, locked.client, found, other)
        check(session, added)
        changed = api_client_meetings.create_or_update_meeting(session, both.site, locked, found, person, second)
        check(session, *changed)

    both.compare(call)


@settings(max_examples=30)
@given(BY_USER, TIMES, st.sampled_from(CONTROLS), st.booleans())
def test_meetings_of_users(
    both: Comparison, changes: MeetingChanges, times: dict[str, Any], control: dict[str, Any], objects: bool
) -> None:
    changes = structs.replace(changes, **times, **control)

    def call(session: Session, locked: ClientAndCenter) -> None:
        center = session.get_one(Center, locked.center.id)
        ann = users.find_user(session, center, "ann")
        scheduler = Scheduler(session, both.site, center, ann, partial=True)
        created = scheduler.create(changes) if objects else scheduler.create_rows(changes)
        check(session, created.meeting, created.host)

    both.compare(call)


def test_a_new_meeting_has_the_columns_and_defaults_of_its_table() -> None:
    assert list(BLANK) == [column.key for column in core.columns(Meeting) if column.key != "id"]
    for name, make in core._defaults(Meeting).items():
        if make is not None:
            assert BLANK[name] == make(), name


def test_an_object_is_the_one_that_the_session_has(both: Comparison) -> None:
    with both.office.locked() as (session, _):
        center = session.get_one(Center, both.office.center.id)
        ann = users.find_user(session, center, "ann")
        rows = Scheduler(session, both.site, center, ann).create_rows(MeetingChanges(title="T"))
        meeting = mapped(session, Meeting, rows.meeting)
        assert mapped(session, Meeting, rows.meeting) is session.get_one(Meeting, rows.meeting.id) is meeting
        assert meeting.owner is ann
        meeting.title = "U"
    assert both.office.meeting(rows.meeting.id).title == "U"
