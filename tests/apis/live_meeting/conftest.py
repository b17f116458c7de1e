"""A running server, and its database to build worlds in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from convener.domain.secrets import Secrets
from convener.domain.site import Site
from convener.settings import Settings
from convener.storage.database import Database
from tests.apis.live_meeting.golden import Case
from tests.factories import live_meeting, live_meeting_polls, live_meeting_recordings  # noqa: F401
from tests.factories.live_meeting import World
from tests.servers import Postgres, RunningServer

pytest.register_assert_rewrite("tests.apis.live_meeting.message_suite")


@dataclass
class Place:
    """A server, and how to build worlds in it."""

    server: RunningServer
    database: Database
    site: Site
    shared: dict[tuple[bool, str], World] = field(default_factory=dict)

    @property
    def base_url(self) -> str:
        """Where the server is."""
        return self.server.base_url

    def world(self, **settings: object) -> World:
        """A new world, in a center of its own with these settings."""
        return live_meeting.build(self.database, self.site, settings)

    def small_world(self, **settings: object) -> World:
        """The same without polls, documents and recordings."""
        return live_meeting.build(self.database, self.site, settings, whole=False)

    def world_of(self, case: Case) -> World:
        """The world that a golden case needs: one of its own, or where the case changes nothing one that such cases
        share."""
        make = self.world if case.is_about_files else self.small_world
        if not case.changes_nothing:
            return make(**case.settings)
        key = (case.is_about_files, json.dumps(case.settings))
        if key not in self.shared:
            self.shared[key] = make(**case.settings)
        return self.shared[key]

    def any_world(self) -> World:
        """A world for those who change nothing in it."""
        key = (False, "{}")
        if key not in self.shared:
            self.shared[key] = self.small_world()
        return self.shared[key]


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A server for all cases; each has a center of its own, so they do not see each other."""
    yield from _place(tmp_path_factory.mktemp("place") / "data")


@pytest.fixture(scope="session")
def postgres_place(tmp_path_factory: pytest.TempPathFactory, postgres: Postgres) -> Iterator[Place]:
    """The same on PostgreSQL."""
    yield from _place(tmp_path_factory.mktemp("place") / "data", database_url=postgres.new_database())


def _place(data: Path, **more: object) -> Iterator[Place]:
    server = RunningServer(data, sign_in_failures=100_000, address_failures=500_000, reconnect_grace=600, **more)
    server.start()
    settings = Settings.load({}, data=server.data, port=server.port, **more)
    database = Database(settings.sqlalchemy_url)
    yield Place(server, database, Site.of(settings, Secrets.in_folder(server.data)))
    database.close()
    server.stop()
