"""Settings to examine, and what is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from convener.diagnostics import Finding, examine
from convener.domain.secrets import Secrets
from convener.settings import Settings
from convener.storage.database import Database
from tests.servers import free_port


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", port=free_port())


@pytest.fixture
def started(settings: Settings) -> Settings:
    """Settings of a server that has been started once."""
    Secrets.in_folder(settings.data)
    database = Database(settings.sqlalchemy_url)
    database.migrate()
    database.close()
    return settings


def find(settings: Settings, subject: str) -> Finding:
    """The one finding on a subject."""
    (finding,) = find_all(settings, subject)
    return finding


def find_all(settings: Settings, subject: str) -> list[Finding]:
    """All findings on a subject."""
    return [finding for finding in examine(settings) if finding.subject == subject]
