"""Rows written and read without the unit of work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, get_args, get_type_hints

import msgspec
import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from convener.domain.centers import centers
from convener.storage import core
from convener.storage.database import Database
from convener.storage.models import ApiClient, Base, Center, Event, Meeting, Participant, User
from convener.storage.rows import ApiClientRow, CenterRow, MeetingRow, UserRow

AT = datetime(2031, 3, 4, 9, 30, tzinfo=UTC)


@dataclass
class Rows:
    """A center, a user and a meeting, with values of all kinds."""

    center_id: int
    user_id: int
    meeting_id: int


def new_user(center_id: int, name: str, **columns: Any) -> User:
    return User(
        center_id=center_id, user_id=name, user_id_folded=name.lower(), role="organizer", created_at=AT, **columns
    )


@pytest.fixture
def rows(database: Database) -> Rows:
    with database.write() as session:
        center = centers.ensure_center(session, "main", "Main")
        center.settings = {"meeting_seats": 7}
        user = new_user(center.id, "Mira", preferences={"locale": "de-DE"}, expires_at=AT)
        assert core.insert(session, user).id == user.id
        meeting = Meeting(
            center_id=center.id,
            mid="m1",
            name="review",
            name_folded="review",
            owner_id=user.id,
            status="scheduled",
            created_at=AT,
            starts_at=AT,
            duration_hours=1.5,
            options={"location": "here"},
        )
        core.insert(session, meeting)
        return Rows(center.id, user.id, meeting.id)


# ------------------------------------------------------------------------------------------------ writing


def stored(session: Session, row: Base) -> dict[str, Any]:
    """What is in the database of a row, without its key."""
    table = type(row).__table__
    found = session.connection().execute(select(table).where(table.c.id == row.id)).mappings().one()  # type: ignore[attr-defined]
    return {name: value for name, value in found.items() if name != "id"}


def same_twice(rows: Rows, kind: type[Base]) -> dict[str, Any]:
    """Columns for a new row; those that are left out have defaults."""
    if kind is User:
        return {"center_id": rows.center_id, "user_id": "Ida", "role": "member", "created_at": AT, "schedules": True}
    if kind is Meeting:
        return {
            "center_id": rows.center_id,
            "name": "weekly",
            "owner_id": rows.user_id,
            "status": "scheduled",
            "created_at": AT,
            "starts_at": AT,
        }
    return {
        "meeting_id": rows.meeting_id,
        "role": "attendee",
        "name": "Zoé",
        "status": "accepted",
        "created_at": AT,
    }


UNIQUE = {User: ("user_id_folded",), Meeting: ("mid", "name_folded"), Participant: ("public_id", "link_hash")}


@pytest.mark.parametrize("kind", [User, Meeting, Participant])
def test_insert_writes_what_the_orm_would_have_written(database: Database, rows: Rows, kind: type[Base]) -> None:
    def row(which: str) -> Base:
        unique = {name: which.encode() if name == "link_hash" else which for name in UNIQUE[kind]}
        return kind(**same_twice(rows, kind), **unique)

    with database.write() as session:
        mapped = row("a")
        session.add(mapped)
        session.flush()
        inserted = core.insert(session, row("b"))
        by_orm, by_core = stored(session, mapped), stored(session, inserted)
    for name in UNIQUE[kind]:
        del by_orm[name], by_core[name]
    assert by_core == by_orm


def test_what_was_inserted_is_an_object_of_the_session(database: Database, rows: Rows) -> None:
    with database.write() as session:
        user = core.insert(session, new_user(rows.center_id, "Ida"))
        assert session.get(User, user.id) is user
        user.display_name = "Ida Blum"
    with database.read() as session:
        assert session.get_one(User, user.id).display_name == "Ida Blum"


def test_insert_events_writes_what_the_orm_would_have_written(database: Database, rows: Rows) -> None:
    columns = {"center_id": rows.center_id, "meeting_id": rows.meeting_id, "type": "a:b:c", "at": AT, "data": {"n": 1}}
    with database.write() as session:
        session.add(Event(**columns, seq=1))
        session.flush()
        core.insert_events(session, [{**columns, "seq": 2}, {**columns, "seq": 3}])
        by_orm, *by_core = [stored(session, event) for event in session.scalars(select(Event).order_by(Event.seq))]
    assert [event | {"seq": 1} for event in by_core] == [by_orm] * 2


def test_counters_change_relative_to_what_is_stored(database: Database, rows: Rows) -> None:
    changed: list[int] = []

    def add(session: Session, change: int) -> None:
        core.add_to_meetings_of_owner(session, rows.user_id, change, changed.append)

    with database.write() as session:
        add(session, 2)
        add(session, -1)
        assert core.read_center_and_user(session, rows.center_id, rows.user_id)[1].meetings == 1
        session.get_one(User, rows.user_id).deleted_at = AT
        session.flush()
        add(session, 1)
        add(session, -1)
        assert core.read_center_and_user(session, rows.center_id, rows.user_id)[1].meetings == 0
    assert changed == [1, 1, 0, 1], "nobody gives a meeting to a deleted user"


# ------------------------------------------------------------------------------------------------ reading


@pytest.mark.parametrize(
    ("row", "model", "more"),
    [
        (ApiClientRow, ApiClient, {}),
        (CenterRow, Center, {}),
        (UserRow, User, {}),
        (MeetingRow, Meeting, {"owner_user_id": str}),
    ],
)
def test_a_row_struct_has_the_columns_of_its_table(
    row: type[msgspec.Struct], model: type[Base], more: dict[str, type]
) -> None:
    hints = get_type_hints(model)
    columns = {column.key: get_args(hints[column.key])[0] for column in core.columns(model)}
    expected = {**columns, **more}
    assert list(row.__struct_fields__) == list(expected)
    assert get_type_hints(row) == expected


def test_a_row_has_the_values_of_the_mapped_object(database: Database, rows: Rows) -> None:
    with database.read() as session, database.read() as other:
        center, user = core.read_center_and_user(session, rows.center_id, rows.user_id)
        (meeting,) = core.read_meetings(session, core.MEETINGS.where(Meeting.name == "review"))
        for row, model in ((center, Center), (user, User), (meeting, Meeting)):
            mapped = other.get_one(model, row.id)
            for column in core.columns(model):
                assert getattr(row, column.key) == getattr(mapped, column.key), column.key
        assert meeting.owner_user_id == "Mira"
        assert not session.identity_map.values(), "rows are no business of the session"


def test_a_row_cannot_be_changed(database: Database, rows: Rows) -> None:
    with database.read() as session:
        for row in core.read_center_and_user(session, rows.center_id, rows.user_id):
            with pytest.raises(AttributeError):
                row.id = 7  # type: ignore[misc]


def test_a_row_does_not_show_what_it_holds(database: Database, rows: Rows) -> None:
    with database.read() as session:
        center, user = core.read_center_and_user(session, rows.center_id, rows.user_id)
    assert [repr(center), repr(user)] == [f"<CenterRow {rows.center_id}>", f"<UserRow {rows.user_id}>"]


def test_who_signs_in(database: Database, rows: Rows) -> None:
    with database.read() as session:
        center, user = core.find_center_and_user(session, "main", "mira")
        assert user is not None
        assert (center.id, user.id) == (rows.center_id, rows.user_id)
        assert core.find_center_and_user(session, "main", "nobody")[1] is None
        with pytest.raises(LookupError):
            core.find_center_and_user(session, "elsewhere", "mira")
        with pytest.raises(NoResultFound):
            core.read_center_and_user(session, rows.center_id, rows.user_id + 1)


def test_a_deleted_user_is_not_found_by_name(database: Database, rows: Rows) -> None:
    with database.write() as session:
        session.get_one(User, rows.user_id).deleted_at = AT
    with database.read() as session:
        assert core.find_center_and_user(session, "main", "mira")[1] is None
        assert core.read_center_and_user(session, rows.center_id, rows.user_id)[1].deleted_at == AT
