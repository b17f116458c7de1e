"""Migrations make exactly the tables that the program uses, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import IntegrityError

from convener.storage.database import Database
from convener.storage.migrations import FOLDER, current_revision, newest_revision
from convener.storage.migrations.upgrade import upgrade
from convener.storage.models import Base, Meeting, User, Visit, VisitedHour


@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index")
def test_tables_and_migrations_agree(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []


def test_constraints_have_the_names_that_the_models_give_them(database: Database) -> None:
    inspector = inspect(database.engine)
    for table in Base.metadata.sorted_tables:
        assert inspector.get_pk_constraint(table.name)["name"] == table.primary_key.name
        references = {str(one.name) for one in table.foreign_key_constraints}
        assert {one["name"] for one in inspector.get_foreign_keys(table.name)} == references


def test_migrating_twice_changes_nothing(database: Database) -> None:
    database.migrate()
    assert database.migrated()


def test_the_revisions_are_those_that_alembic_finds(database: Database) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    assert [newest_revision()] == ScriptDirectory.from_config(config).get_heads()
    with database.engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == current_revision(connection)


def test_an_empty_database_has_no_revision(empty_database: Database) -> None:
    with empty_database.engine.connect() as connection:
        assert current_revision(connection) is None
    assert not empty_database.migrated()


HOUR = 3_600_000_000

OLD_ROWS = (
    "INSERT INTO centers (id, name, title, created_at) VALUES (1, 'main', 'Convener', 0)",
    "INSERT INTO users (id, center_id, user_id, user_id_folded, first_name, last_name, display_name, email, role,"
    " language, created_at) VALUES (1, 1, 'Ann', 'ann', '', '', 'Ann', 'Ann@Example.org', 'organizer', '', 0)",
    *(
        "INSERT INTO meetings (id, center_id, mid, name, name_folded, owner_id, title, description, language,"
        " time_zone, status, lobby, locked, created_at, cancelled_at, last_seq, inside, hosts_inside,"
        f" calendar_sequence) VALUES ({number}, 1, 'mid{number}', 'N{number}', 'n{number}', 1, 'Straße', '', 'en',"
        f" 'UTC', 'finished', '0', '0', 0, {cancelled}, 0, 0, 0, 0)"
        for number, cancelled in ((1, "NULL"), (2, "5"))
    ),
    "INSERT INTO participants (id, meeting_id, public_id, link_hash, role, name, email, status, created_at)"
    " VALUES (1, 1, 'p', 'x', 'attendee', 'Bob', '', 'quit', 0)",
    "INSERT INTO visits (id, vid, meeting_id, participant_id, name, role, entered_at, left_at, microphone, camera,"
    f" screen) VALUES (1, 'v', 1, 1, 'Bob', 'attendee', {HOUR + 5}, {3 * HOUR + 7}, '0', '0', '0')",
)


def test_what_was_there_is_kept_and_completed(empty_database: Database) -> None:
    with empty_database.engine.begin() as connection:
        upgrade(connection, "0001")
        for row in OLD_ROWS:
            connection.execute(text(row))
    empty_database.migrate()
    with empty_database.read() as session:
        user = session.scalars(select(User)).one()
        assert (user.email_folded, user.meetings, user.schedules) == ("ann@example.org", 1, True)
        kept, cancelled = session.scalars(select(Meeting).order_by(Meeting.id))
        assert (kept.life, kept.title_folded, kept.doors) == ("active", "strasse", "start")
        assert (cancelled.life, cancelled.presenter_entry) == ("deleted", "acl")
        hours = session.execute(select(VisitedHour.meeting_id, VisitedHour.hour).order_by(VisitedHour.hour))
        assert [tuple(row) for row in hours] == [(1, 1), (1, 2), (1, 3)]
        assert session.scalars(select(Visit)).one().participant.meeting.id == 1


def test_rows_that_refer_to_each_other_still_do(empty_database: Database) -> None:
    empty_database.migrate()
    with pytest.raises(IntegrityError), empty_database.write() as session:
        session.execute(
            text("INSERT INTO maintenance_windows (center_id, starts_at, ends_at, note) VALUES (7, 1, 2, '')")
        )


def test_two_processes_may_start_at_once(tmp_path: Path) -> None:
    databases = [Database(f"sqlite:///{tmp_path / 'new.sqlite3'}") for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda one: one.migrate(), databases))
    assert all(one.migrated() for one in databases)
    for one in databases:
        one.close()
