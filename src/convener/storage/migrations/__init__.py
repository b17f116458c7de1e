"""Schema migrations (Alembic), run by :meth:`convener.storage.database.Database.migrate`.

Which revision is the newest and which one a database has is asked at each start and by each command, so both are found
without Alembic: :mod:`convener.storage.migrations.upgrade` imports it, where there is something to change.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

FOLDER = Path(__file__).parent


def newest_revision() -> str:
    """The revision of this version of the program. Files of migrations begin with their revision, four digits."""
    return max(file.name[:4] for file in (FOLDER / "versions").glob("[0-9]*.py"))


def current_revision(connection: Connection) -> str | None:
    """The revision of the tables in this database; None where there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision
