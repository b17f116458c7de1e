"""The database: away, of another version, readable by others."""

from __future__ import annotations

from dataclasses import replace

from convener.diagnostics import Health
from convener.settings import Settings
from tests.diagnostics.conftest import find, find_all


def test_a_database_that_is_away_is_broken_and_its_password_not_told(settings: Settings) -> None:
    found = find(replace(settings, database_url="postgresql://u:hunter22@127.0.0.1:1/none"), "database")
    assert found.broken
    assert "hunter22" not in str(found.as_dict())


def test_a_database_without_tables_is_a_warning(settings: Settings) -> None:
    settings.data.mkdir()
    settings.data.chmod(0o700)
    (settings.data / "convener.sqlite3").touch()
    assert find(settings, "database").health is Health.WARNING


def test_a_database_that_others_can_read_is_a_warning(started: Settings) -> None:
    file = started.data / "convener.sqlite3"
    assert [file.stat().st_mode & 0o777, started.data.stat().st_mode & 0o777] == [0o600, 0o700]
    file.chmod(0o644)
    assert find(started, "database").health is Health.OK
    started.data.chmod(0o755)
    assert [finding.health for finding in find_all(started, "database")] == [Health.OK, Health.WARNING]


def test_all_that_is_wrong_with_a_database_is_listed(settings: Settings) -> None:
    settings.data.mkdir()
    settings.data.chmod(0o755)
    file = settings.data / "convener.sqlite3"
    file.touch()
    file.chmod(0o644)
    messages = [finding.message for finding in find_all(settings, "database")]
    assert ["another version" in messages[0], "others on this machine" in messages[1]] == [True, True]


def test_an_unusable_database_url_is_broken(settings: Settings) -> None:
    assert find(replace(settings, database_url="nonsense"), "database").broken
