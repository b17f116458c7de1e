"""Each meeting of a user stands in one section of the agenda, in its place, on one page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from convener.domain.accounts import users
from convener.domain.actions import end_meeting
from convener.domain.centers.settings import CenterSettings
from convener.domain.errors import InvalidParameter, WrongState
from convener.domain.meetings.agenda import Section, read_agenda
from convener.domain.meetings.state import MeetingStatus
from convener.domain.site import Site, now
from convener.storage.database import Database, Session
from convener.storage.models import Center, Meeting, User
from tests.factories.meetings import insert_meeting
from tests.factories.statements import carried_out

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SETTINGS = CenterSettings()


@pytest.fixture
def owner(database: Database, center: Center) -> User:
    with database.write() as session:
        return users.create_user(session, center, "ann", "organizer", "long enough")


def titles(database: Database, owner: User, section: Section, *, limit: int = 50, search: str = "") -> list[str]:
    """All pages of a section; each must be full but the last."""
    found: list[str] = []
    cursor: str | None = None
    with database.read() as session:
        while True:
            page = read_agenda(session, SETTINGS, owner, section, search=search, cursor=cursor, limit=limit)
            assert len(page.entries) == limit or page.next is None
            found += [entry.meeting.title for entry in page.entries]
            cursor = page.next
            if cursor is None:
                return found


def add(session: Session, owner: User, title: str, starts: timedelta | None = None, **columns: Any) -> Meeting:
    """A meeting that starts so long after now (None: without a time), and lasts an hour unless the columns say more."""
    at = None if starts is None else now() + starts
    if at is not None:
        columns = {"ends_at": at + columns.pop("lasts", HOUR), **columns}
    return insert_meeting(session, owner, title, starts_at=at, **columns)


def fill(session: Session, owner: User, site: Site) -> None:
    """A meeting of each sort; names begin with the section in which they belong."""
    add(session, owner, "current, tomorrow", DAY)
    add(session, owner, "current, in a year", 365 * DAY)
    add(session, owner, "current, under way since yesterday", -DAY, status=MeetingStatus.IN_PROGRESS.value, inside=1)
    add(session, owner, "current, should have begun", -HOUR / 2)
    add(session, owner, "current, nobody came an hour ago", -2 * HOUR)
    add(session, owner, "past, nobody came two days ago", -2 * DAY)
    add(session, owner, "past, ended", -2 * HOUR, status=MeetingStatus.FINISHED.value)
    add(session, owner, "current, ended before its start", 2 * HOUR, status=MeetingStatus.FINISHED.value)
    add(session, owner, "current, just made")
    add(session, owner, "past, made days ago and not used", created_at=now() - 3 * DAY)
    add(session, owner, "past, used at once", status=MeetingStatus.FINISHED.value)
    add(session, owner, "current, two weeks long", -7 * DAY, lasts=14 * DAY)
    add(session, owner, "past, two weeks long", -20 * DAY, lasts=14 * DAY)
    weekly = {"kind": "recurring", "recurrence": "FREQ=WEEKLY;COUNT=10"}
    add(session, owner, "current, weekly since three weeks", -21 * DAY + 3 * HOUR, **weekly)
    add(session, owner, "current, weekly, ended this week", -21 * DAY - 2 * HOUR, status="finished", **weekly)
    add(session, owner, "past, weekly long ago", -365 * DAY, **weekly)
    add(session, owner, "current, own room", kind="meet_now", place_of_id=owner.id, created_at=now() - 300 * DAY)
    add(session, owner, "cancelled, tomorrow", DAY)
    add(session, owner, "cancelled, made yesterday", created_at=now() - DAY)
    for title in ("cancelled, tomorrow", "cancelled, made yesterday"):
        meeting = session.query(Meeting).filter_by(title=title).one()
        end_meeting.cancel_meeting(session, site, meeting.id)
    gone = add(session, owner, "cancelled too long ago", DAY)
    end_meeting.cancel_meeting(session, site, gone.id)
    gone.cancelled_at = now() - timedelta(days=SETTINGS.buffer_days, hours=1)
    session.flush()


EXPECTED = {
    Section.CURRENT: [
        "current, own room",
        "current, two weeks long",
        "current, under way since yesterday",
        "current, nobody came an hour ago",
        "current, should have begun",
        "current, just made",
        "current, ended before its start",
        "current, weekly since three weeks",
        "current, tomorrow",
        "current, weekly, ended this week",
        "current, in a year",
    ],
    Section.PAST: [
        "past, used at once",
        "past, ended",
        "past, nobody came two days ago",
        "past, made days ago and not used",
        "past, two weeks long",
        "past, weekly long ago",
    ],
    Section.CANCELLED: ["cancelled, made yesterday", "cancelled, tomorrow"],
}


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
@pytest.mark.parametrize("section", list(Section))
def test_each_meeting_stands_in_one_section_by_its_time(
    database: Database, site: Site, owner: User, section: Section, limit: int
) -> None:
    with database.write() as session:
        fill(session, owner, site)
    assert titles(database, owner, section, limit=limit) == EXPECTED[section]


def test_a_search_finds_parts_of_titles_and_names(database: Database, site: Site, owner: User) -> None:
    with database.write() as session:
        fill(session, owner, site)
        named = add(session, owner, "Größe 100%_sure", DAY)
        name = named.name
    assert titles(database, owner, Section.CURRENT, search="WEEKLY", limit=1) == [
        "current, weekly since three weeks",
        "current, weekly, ended this week",
    ]
    assert titles(database, owner, Section.CURRENT, search="GRÖSSE") == ["Größe 100%_sure"]
    assert titles(database, owner, Section.CURRENT, search="100%_") == ["Größe 100%_sure"]
    assert titles(database, owner, Section.CURRENT, search="0%s") == []
    assert titles(database, owner, Section.CURRENT, search=name[2:].lower()) == ["Größe 100%_sure"]


def test_a_series_stands_under_its_next_date(database: Database, owner: User) -> None:
    with database.write() as session:
        add(session, owner, "weekly", -21 * DAY + 3 * HOUR, kind="recurring", recurrence="FREQ=WEEKLY")
    with database.read() as session:
        (entry,) = read_agenda(session, SETTINGS, owner, Section.CURRENT).entries
    assert entry.starts_at is not None
    assert entry.ends_at is not None
    assert timedelta() < entry.starts_at - now() <= 3 * HOUR
    assert entry.ends_at - entry.starts_at == HOUR


def test_what_is_not_on_the_list_any_more_is_not_restored(
    database: Database, site: Site, center: Center, owner: User
) -> None:
    with database.write() as session:
        meeting = add(session, owner, "gone", DAY)
        end_meeting.cancel_meeting(session, site, meeting.id)
        meeting.cancelled_at = now() - timedelta(days=SETTINGS.buffer_days, hours=1)
    with database.write() as session, pytest.raises(WrongState, match="over"):
        end_meeting.restore_meeting(session, session.get_one(Center, center.id), session.get_one(Meeting, meeting.id))
    assert titles(database, owner, Section.CURRENT) == []


def test_others_have_an_agenda_of_their_own(database: Database, center: Center, owner: User) -> None:
    with database.write() as session:
        add(session, owner, "mine", DAY)
        bob = users.create_user(session, center, "bob", "organizer", "long enough")
    assert titles(database, bob, Section.CURRENT) == []


@pytest.mark.parametrize("cursor", ["x", "_", "99999999999999999999999_a", "1e5_a"])
def test_a_cursor_that_no_page_had(database: Database, owner: User, cursor: str) -> None:
    with database.read() as session, pytest.raises(InvalidParameter):
        read_agenda(session, SETTINGS, owner, Section.CURRENT, cursor=cursor)


@pytest.mark.parametrize("section", list(Section))
def test_indexes_find_what_stands_on_a_page(database: Database, owner: User, section: Section) -> None:
    """No statement reads all meetings of a user who has many."""
    if not database.sqlite:
        pytest.skip("plans of PostgreSQL depend on how many rows there are")

    with database.read() as session:
        with carried_out(database.engine) as statements:
            read_agenda(session, SETTINGS, owner, section)
        plans = []
        for statement, parameters in statements:
            if "FROM meetings" in statement:
                rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
                plans.append(" ".join(str(row[-1]) for row in rows))
    assert plans
    for plan in plans:
        assert "USING INDEX ix_meetings_owner_" in plan, plan
        assert "TEMP B-TREE" not in plan, plan
