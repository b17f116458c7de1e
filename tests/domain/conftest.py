from __future__ import annotations

from pathlib import Path

import pytest

from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Center
from tests.factories.recordings import Archive


@pytest.fixture
def archive(database: Database, site: Site, center: Center, tmp_path: Path) -> Archive:
    return Archive.open(database, site, center, tmp_path / "data")
