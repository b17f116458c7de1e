"""An operator at the command line, and whether the credentials that commands print are accepted."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from convener.cli import main
from convener.domain.centers import centers
from convener.domain.centers.api_clients import authenticate_client
from convener.domain.errors import AuthFailed
from convener.domain.secrets import Secrets
from convener.domain.site import Site
from convener.settings import Settings
from convener.storage.database import Database
from tests.factories.accounts import authenticate
from tests.servers import DATABASE_FILE, migrated_file

Run = Callable[..., Result]
"""A command: arguments, the exit code that it has to end with, standard input."""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of an installation whose database was migrated, which takes longer than most commands."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    shutil.copy(migrated_file(), folder / DATABASE_FILE)
    (folder / DATABASE_FILE).chmod(0o600)
    monkeypatch.setenv("CONVENER_DATA", str(folder))
    return Settings.load()


@pytest.fixture
def run(settings: Settings) -> Run:
    def call(*arguments: str, code: int = 0, input: str | None = None) -> Result:
        result = CliRunner().invoke(main, list(arguments), input=input)
        assert result.exit_code == code, result.output
        return result

    return call


def may_call(settings: Settings, sid: str, token: str) -> bool:
    database = Database(settings.sqlalchemy_url)
    site = Site.of(settings, Secrets.in_folder(settings.data))
    try:
        with database.read() as session:
            authenticate_client(session.connection(), site, sid, token)
            return True
    except AuthFailed:
        return False
    finally:
        database.close()


def may_sign_in(settings: Settings, user_id: str, password: str) -> bool:
    database = Database(settings.sqlalchemy_url)
    try:
        with database.write() as session:
            center = centers.ensure_center(session, settings.center, settings.center_title)
            return authenticate(session, center, user_id, password).user_id == user_id
    except AuthFailed:
        return False
    finally:
        database.close()
