"""Fixtures that all tests share: a database, a center in it, and a real server as people start it."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from convener import setting_urls
from convener.domain import secrets
from convener.domain.centers import centers
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Center
from tests.databases import ReusableDatabase, ReusablePostgres, ReusableSqlite
from tests.factories.site import a_site
from tests.servers import PATIENCE, Postgres, Redis, RunningServer, migrated_file

_PATIENT = hypothesis_settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
hypothesis_settings.register_profile("same", _PATIENT, derandomize=True)
hypothesis_settings.register_profile("explore", _PATIENT, max_examples=1000)
hypothesis_settings.load_profile("same")
"""Neither chance nor a slow machine decides: each run tries the same examples. ``--hypothesis-profile=explore`` looks
for others."""

secrets._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Hashing a password takes long on purpose. Tests that run in this process make hundreds; servers that they start hash
as they always do."""

for _waiting in ("connect", "read", "write", "pool"):
    setattr(httpx._config.DEFAULT_TIMEOUT_CONFIG, _waiting, PATIENCE)
"""Who asks a server waits for it as all tests wait, however busy the machine is: httpx gives up after five seconds."""

RunningServer.forks = True

gc.disable()
"""While tests are collected: nearly all that is made then stays, and is not looked at afterwards either."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with few long tests begin first: begun last, one of them would keep the run waiting alone at its end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """From now on there is garbage to collect."""
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True)
def _no_secrets_of_other_tests() -> Iterator[None]:
    """What one test sets as a password is a word in another one."""
    yield
    setting_urls._secrets.clear()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of our own, started from the system's packages; skips where there is none."""
    server = Postgres.find()
    if server is None:
        pytest.skip("PostgreSQL is not installed")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def redis_server() -> Iterator[Redis]:
    """An empty Redis, started from the system's packages; skips where there is none."""
    if shutil.which("redis-server") is None:
        pytest.skip("Redis is not installed")
    server = Redis()
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A fresh database without tables: a SQLite file, and the same test again on PostgreSQL."""
    if request.param == "postgres":
        url = request.getfixturevalue("postgres").new_database()
    else:
        url = f"sqlite:///{tmp_path / 'convener.sqlite3'}"
    database = Database(url)
    yield database
    database.close()


@pytest.fixture(scope="session")
def migrated_database(postgres: Postgres) -> str:
    """The name of a migrated database without content, the same for PostgreSQL."""
    url = postgres.new_database()
    database = Database(url)
    database.migrate()
    database.close()
    return url.rsplit("/", 1)[1]


@pytest.fixture(scope="session")
def reusable_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReusableDatabase]:
    """The SQLite file of :func:`database`."""
    reusable = ReusableSqlite(tmp_path_factory.mktemp("reusable") / "convener.sqlite3", migrated_file())
    yield reusable
    reusable.close()


@pytest.fixture(scope="session")
def reusable_postgres(postgres: Postgres, migrated_database: str) -> Iterator[ReusableDatabase]:
    """The PostgreSQL database of :func:`database`."""
    reusable = ReusablePostgres(postgres.new_database(migrated_database))
    yield reusable
    reusable.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A migrated database without content: a SQLite file, and the same test again on PostgreSQL."""
    reusable: ReusableDatabase = request.getfixturevalue(f"reusable_{request.param}")
    yield reusable.open()
    reusable.clear()


@pytest.fixture
def site() -> Site:
    """Rules with graces that are over at once when a test wants them to be."""
    return a_site()


@pytest.fixture
def center(database: Database) -> Center:
    """The first center."""
    with database.write() as session:
        return centers.ensure_center(session, "main", "Convener")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """A running ``convener serve`` on a free port with a data folder of its own, for tests that stop or change it."""
    running = RunningServer(tmp_path / "data")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def impatient_server(tmp_path: Path) -> Iterator[RunningServer]:
    """The same, which takes participants for gone a second after their connection was lost."""
    running = RunningServer(tmp_path / "data", reconnect_grace=1)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """One for all tests of a module, where they do not get into each other's way."""
    running = RunningServer(tmp_path_factory.mktemp("server") / "data")
    running.start()
    yield running
    running.stop()
