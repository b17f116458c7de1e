"""The data folder and the secret key."""

from __future__ import annotations

import pytest

from convener.diagnostics import Health, folders
from convener.domain.actions.open_installation import open_secrets
from convener.domain.secrets import Secrets
from convener.settings import Settings
from convener.storage.database import Database
from tests.diagnostics.conftest import find


def test_a_key_that_others_can_read_is_broken(started: Settings) -> None:
    (started.data / "secret.key").chmod(0o644)
    assert find(started, "secret key").broken


def test_a_key_that_is_cut_off_is_broken(started: Settings) -> None:
    (started.data / "secret.key").write_bytes(b"short")
    assert find(started, "secret key").broken


def test_a_key_that_is_not_that_of_the_database_is_broken(started: Settings) -> None:
    database = Database(started.sqlalchemy_url)
    with database.write() as session:
        open_secrets(session, started.data)
    database.close()
    assert find(started, "secret key").health is Health.OK
    (started.data / "secret.key").unlink()
    assert "is missing" in find(started, "secret key").message
    Secrets.in_folder(started.data)
    assert "is not the key" in find(started, "secret key").message


def test_a_data_folder_that_is_a_file_is_broken(settings: Settings) -> None:
    settings.data.write_text("")
    assert find(settings, "data folder").broken


def test_a_full_disk_is_broken(started: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "TOO_SCARCE", 10**18)
    assert find(started, "data folder").broken
