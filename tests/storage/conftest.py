"""What tests of the storage share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from convener.storage.database import Database
from tests.servers import migrated_file


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Database]:
    """A fresh, migrated database in a SQLite file."""
    shutil.copy(migrated_file(), tmp_path / "convener.sqlite3")
    database = Database(f"sqlite:///{tmp_path / 'convener.sqlite3'}")
    yield database
    database.close()
