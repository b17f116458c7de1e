"""The mail server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from convener.diagnostics import Health
from convener.settings import Settings
from tests.diagnostics.conftest import find
from tests.factories.mail_server import MailServer
from tests.servers import free_port


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    yield server
    server.stop()


def test_a_mail_server_that_answers_is_well(settings: Settings, mail_server: MailServer) -> None:
    changed = replace(settings, smtp_url=mail_server.url, public_url="https://meet.example.org")
    assert find(changed, "mail").health is Health.OK
    assert find(replace(settings, smtp_url=mail_server.url), "mail").health is Health.WARNING, "from convener@localhost"


def test_a_mail_server_that_is_away_is_broken(settings: Settings) -> None:
    assert find(replace(settings, smtp_url=f"smtp://127.0.0.1:{free_port()}"), "mail").broken
