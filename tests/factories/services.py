"""The services of a server, in the process of the test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from convener.auth.limits import Limits
from convener.auth.passwords import PasswordChecks
from convener.domain.site import Site
from convener.recording.port import NoRecorder, UnavailableReason
from convener.services import Services
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database


@contextmanager
def services_of(database: Database, site: Site, folder: Path, center_id: int) -> Iterator[Services]:
    """With this database, and files in ``folder``."""
    settings = Settings.load({}, data=folder)
    limits = Limits.of(settings)
    passwords = PasswordChecks(database, limits)
    try:
        yield Services(
            settings=settings,
            database=database,
            site=site,
            blobs=BlobStore.of(settings),
            limits=limits,
            passwords=passwords,
            recorder=NoRecorder(UnavailableReason.TURNED_OFF),
            center_id=center_id,
        )
    finally:
        passwords.close()
