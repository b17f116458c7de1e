"""The runs of meetings that were held before runs were stored (migration 0014)."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from sqlalchemy import Connection, text

from convener.storage.database import Database
from convener.storage.migrations.upgrade import upgrade

found = importlib.import_module("convener.storage.migrations.versions.0014_find_instances")
Visit, Finish, Run = found.Visit, found.Finish, found.Run

MINUTE = 60_000_000
HOUR = 60 * MINUTE


def runs(
    *visits: tuple[int, int | None] | tuple[int, int | None, str],
    finishes: list[Any] | None = None,
    logged: bool = True,
    under_way: bool = False,
    cancelled: bool = False,
) -> list[Any]:
    """The runs of these visits (from, until, why left), in minutes."""
    rows = [
        Visit(
            one[0] * MINUTE,
            None if one[1] is None else one[1] * MINUTE,
            one[2] if len(one) > 2 else "left",
        )
        for one in visits
    ]
    return list(
        found.find_runs(rows, finishes or [], logged=logged, under_way=under_way, cancelled=cancelled),
    )


def run(start: int, end: int | None, ending: str | None, peak: int) -> Any:
    return Run(start * MINUTE, None if end is None else end * MINUTE, ending, peak)


def finish(minute: int, cancelled: bool = False) -> Any:
    return Finish(minute * MINUTE, cancelled)


def test_no_visit_is_no_run() -> None:
    assert runs() == []


def test_visits_that_overlap_are_one_run() -> None:
    assert runs((0, 10), (5, 20), (15, 30), finishes=[finish(31)]) == [run(0, 31, "emptied", 2)]


def test_who_comes_back_before_the_meeting_has_finished_is_in_the_same_run() -> None:
    assert runs((0, 10), (300, 310), finishes=[finish(311)]) == [run(0, 311, "emptied", 1)]


def test_a_meeting_that_had_finished_began_again() -> None:
    assert runs((0, 10), (12, 20), finishes=[finish(11), finish(21)]) == [
        run(0, 11, "emptied", 1),
        run(12, 21, "emptied", 1),
    ]


def test_without_a_log_a_long_gap_ends_a_run() -> None:
    assert runs((0, 10), (11, 20), (22, 30), logged=False) == [
        run(0, 20, "emptied", 1),
        run(22, 30, "emptied", 1),
    ]


def test_a_host_ended_it() -> None:
    visits = ((0, 10, "left"), (1, 10, "ended"), (2, 10, "ended"))
    assert runs(*visits, finishes=[finish(10)]) == [run(0, 10, "ended", 3)]
    assert runs(*visits, logged=False) == [run(0, 10, "ended", 3)]


def test_it_was_cancelled_while_people_were_inside() -> None:
    """The meeting is cancelled first, then everybody is disconnected."""
    cancelled = [Finish(10 * MINUTE - 5, True)]
    assert runs((0, 10, "cancelled"), finishes=cancelled, cancelled=True) == [run(0, 10, "cancelled", 1)]
    assert runs((0, 10, "cancelled"), logged=False, cancelled=True) == [run(0, 10, "cancelled", 1)]


def test_a_participant_who_was_cancelled_does_not_cancel_the_meeting() -> None:
    assert runs((0, 10, "cancelled"), (5, 20), finishes=[finish(21)]) == [run(0, 21, "emptied", 2)]


def test_what_happens_after_the_end_changes_nothing() -> None:
    later = [finish(11), finish(50), finish(90, cancelled=True)]
    assert runs((0, 10), finishes=later, cancelled=True) == [run(0, 11, "emptied", 1)]


def test_a_run_under_way_has_no_end() -> None:
    assert runs((0, None), (1, 5), under_way=True) == [run(0, None, None, 2)]
    assert runs((0, 10), under_way=True) == [run(0, None, None, 1)], "it is empty and waits"
    assert runs((0, 10), (20, None), finishes=[finish(11)], under_way=True) == [
        run(0, 11, "emptied", 1),
        run(20, None, None, 1),
    ]


def test_a_visit_that_never_ended_ends_with_its_run() -> None:
    assert runs((0, None), (5, 20)) == [run(0, 20, "emptied", 2)]
    assert runs((0, None)) == [run(0, 0, "emptied", 1)]


def test_who_leaves_as_another_one_enters_was_not_inside_with_that_one() -> None:
    assert runs((0, 10), (10, 20), finishes=[finish(21)]) == [run(0, 21, "emptied", 1)]


# ------------------------------------------------------------------------------------------------ in a database

MEETINGS = 1_100
"""More than are read at once, twice."""


def old_rows(connection: Connection) -> None:
    """Meetings that were held twice each, with the log of that, a poll and a recording in the second run."""
    connection.execute(text("INSERT INTO centers (id, name, title, created_at) VALUES (1, 'main', 'Convener', 0)"))
    connection.execute(
        text(
            "INSERT INTO users (id, center_id, user_id, user_id_folded, first_name, last_name, display_name, email,"
            " email_folded, company, time_zone, locale, schedules, preferences, meetings, role, language, created_at)"
            " VALUES (1, 1, 'ann', 'ann', '', '', '', '', '', '', 'UTC', '', TRUE, '{}', 0, 'organizer', '', 0)"
        )
    )
    numbers = [{"n": n, "mid": f"m{n}", "name": f"m{n}", "folded": f"m{n}"} for n in range(1, MEETINGS + 1)]
    connection.execute(
        text(
            "INSERT INTO meetings (id, center_id, mid, name, name_folded, owner_id, title, description, language,"
            " time_zone, status, lobby, locked, created_at, last_seq, inside, hosts_inside, calendar_sequence, life,"
            " kind, doors, title_folded, audience_entry, presenter_entry, registration, options)"
            " VALUES (:n, 1, :mid, :name, :folded, 1, '', '', 'en', 'UTC', 'finished', FALSE, FALSE, 0, 4, 0, 0, 0,"
            " 'active', 'one_time', 'start', '', 'none', 'acl', FALSE, '{}')"
        ),
        numbers,
    )
    connection.execute(
        text(
            "INSERT INTO participants (id, meeting_id, public_id, link_hash, role, name, email, status, created_at,"
            " company, extra1, extra2, extra3) VALUES (:n, :n, :mid, :hash, 'host', '', '', 'quit', 0, '', '', '', '')"
        ),
        [{**one, "hash": str(one["mid"]).encode()} for one in numbers],
    )
    for time, name in ((1, "a"), (100, "b")):
        entered, left = time * MINUTE, (time + 10) * MINUTE
        connection.execute(
            text(
                "INSERT INTO visits (vid, meeting_id, participant_id, name, role, entered_at, left_at, left_reason,"
                " microphone, camera, screen, email, company, browser, address, extra1, extra2, extra3)"
                f" VALUES (:vid, :n, :n, '', 'host', {entered}, {left}, 'left', FALSE, FALSE, FALSE, '', '', '', '',"
                " '', '', '')"
            ),
            [{"n": one["n"], "vid": f"{name}{one['n']}"} for one in numbers],
        )
        for seq, at, kind, data in (
            (1, entered + 1, "room:person:entered", "{}"),
            (2, left + MINUTE, "meeting:meeting:updated", '{"meeting": {"status": "finished"}}'),
        ):
            connection.execute(
                text(
                    "INSERT INTO events (center_id, meeting_id, seq, type, at, data)"
                    f" VALUES (1, :n, {seq + (2 if time > 1 else 0)}, '{kind}', {at}, :data)"
                ),
                [{"n": one["n"], "data": data} for one in numbers],
            )
    connection.execute(
        text(
            "INSERT INTO polls (poll_id, center_id, meeting_id, kind, question, anonymous, state, created_at,"
            f" opened_at) VALUES (:mid, 1, :n, 'single', '', FALSE, 'closed', 5, {102 * MINUTE})"
        ),
        numbers,
    )
    connection.execute(
        text(
            "INSERT INTO recordings (reid, center_id, meeting_id, owner_id, name, name_folded, title, title_folded,"
            " entry, registration, owner_downloads_only, time_zone, started_at, duration, size, life, expires,"
            " created_at) VALUES (:mid, 1, :n, 1, :name, :folded, '', '', 'acl', FALSE, FALSE, 'UTC',"
            f" {105 * MINUTE}, 0, 0, 'active', FALSE, 0)"
        ),
        numbers,
    )


@pytest.mark.parametrize("table", ["visits", "events", "polls", "recordings"])
def test_every_row_gets_the_run_in_which_it_happened(filled: Database, table: str) -> None:
    moment = {"visits": "entered_at", "events": "at", "polls": "opened_at", "recordings": "started_at"}[table]
    with filled.engine.connect() as connection:
        rows = connection.execute(
            text(
                f"SELECT one.meeting_id, run.meeting_id, one.{moment}, run.started_at, run.ended_at FROM {table} AS one"
                " LEFT JOIN meeting_instances AS run ON run.id = one.instance_id"
            )
        ).all()
    assert len(rows) == MEETINGS * {"visits": 2, "events": 4, "polls": 1, "recordings": 1}[table]
    assert all(mine == its and start <= at <= end for mine, its, at, start, end in rows)


def test_each_run_is_a_row(filled: Database) -> None:
    with filled.engine.connect() as connection:
        query = "SELECT meeting_id, started_at, ended_at, ending, peak FROM meeting_instances ORDER BY 1, 2"
        rows = connection.execute(text(query)).all()
        names = connection.scalar(text("SELECT count(DISTINCT public_id) FROM meeting_instances"))
    expected = [
        (number, start * MINUTE, (start + 11) * MINUTE, "emptied", 1)
        for number in range(1, MEETINGS + 1)
        for start in (1, 100)
    ]
    assert [tuple(row) for row in rows] == expected
    assert names == len(expected)


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Old rows, upgraded."""
    if request.param == "postgres":
        url = request.getfixturevalue("postgres").new_database()
    else:
        url = f"sqlite:///{tmp_path_factory.mktemp('instances') / 'convener.sqlite3'}"
    database = Database(url)
    with database.engine.begin() as connection:
        upgrade(connection, "0004")
        old_rows(connection)
    database.migrate()
    yield database
    database.close()
