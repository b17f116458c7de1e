"""What is said of the storage of centers."""

from __future__ import annotations

from dataclasses import replace

from convener.diagnostics.finding import Health
from convener.diagnostics.storage import check_storage
from convener.domain.centers import centers
from convener.domain.centers.settings import change_settings
from convener.domain.secrets import Secrets
from convener.domain.site import Site
from convener.settings import Settings
from convener.storage.database import Database
from tests.factories.recordings import Archive


def test_centers_that_run_out_of_storage_are_named(started: Settings) -> None:
    assert list(check_storage(started)) == []
    database = Database(started.sqlalchemy_url)
    try:
        with database.write() as session:
            center = centers.ensure_center(session, "acme", "Acme")
        archive = Archive.open(database, Site.of(started, Secrets.in_folder(started.data)), center, started.data)
        archive.video(content=b"x" * 900)
        assert list(check_storage(started)) == [], "no center has a limit"
        (fine,) = check_storage(replace(started, storage_limit=2000))
        assert (fine.health, fine.message) == (Health.OK, "at most 45% of the limit of a center is used")
        with database.write() as session:
            change_settings(session, centers.find(session, "acme"), {"storage_limit": 1000})
        (scarce,) = check_storage(started)
        assert (scarce.health, scarce.message) == (Health.WARNING, "the center acme uses 900 of 1,000 bytes")
        assert scarce.advice.endswith("convener center set acme storage_limit=BYTES")
        archive.video(content=b"x" * 100)
        (full,) = check_storage(started)
        assert full.message == "the center acme uses 1,000 of 1,000 bytes: nothing more can be added"
    finally:
        database.close()


def test_nothing_is_said_before_the_first_start(settings: Settings) -> None:
    assert list(check_storage(settings)) == []
