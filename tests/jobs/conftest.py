"""Fixtures of background work: a meeting with mails to send, and a mail server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from convener.domain.site import Site
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import Center
from tests.factories.invitations import InvitationFactory, build
from tests.factories.mail_server import MailServer
from tests.factories.studio import Studio, make_studio


@pytest.fixture
def scenario(database: Database, site: Site, center: Center) -> InvitationFactory:
    return build(database, site, center)


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    yield server
    server.stop()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, public_url="https://meet.example.org")


@pytest.fixture
def studio(database: Database, site: Site, tmp_path: Path) -> Studio:
    return make_studio(database, site, Settings(data=tmp_path / "data"))
