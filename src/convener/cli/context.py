"""What a command that works on the database gets: a transaction, the site and a center."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.orm import Session

from convener.domain.actions.open_installation import open_secrets
from convener.domain.centers import centers
from convener.domain.site import Site
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import Center


@dataclass(frozen=True)
class CommandContext:
    """The open transaction of a command and what it works on."""

    session: Session
    site: Site
    center: Center
    settings: Settings


@contextmanager
def command_context(center_name: str | None = None) -> Iterator[CommandContext]:
    """Open the database, migrated where its tables are of another version; commit where the block ends without error.

    ``center_name``: the center that the command works on; the first center where it is None. Raises
    :class:`~convener.domain.errors.DomainError` where there is no such center.
    """
    settings = Settings.load()
    with open_database(settings) as database, database.write() as session:
        site = Site.of(settings, open_secrets(session, settings.data))
        first = centers.ensure_center(session, settings.center, settings.center_title)
        center = first if center_name is None else centers.find(session, center_name)
        yield CommandContext(session, site, center, settings)


@contextmanager
def open_database(settings: Settings) -> Iterator[Database]:
    """The database, migrated where its tables are of an earlier version; closed when the block ends."""
    database = Database.of(settings)
    try:
        if not database.migrated():
            database.migrate()
        database.synchronize()
        yield database
    finally:
        database.close()
