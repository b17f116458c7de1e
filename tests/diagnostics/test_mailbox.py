"""The mailbox for answers."""

from __future__ import annotations

from dataclasses import replace

from convener.diagnostics import Health
from convener.settings import Settings
from tests.diagnostics.conftest import find
from tests.factories.imap_server import ImapServer


def test_a_mailbox_is_opened_and_left_as_it_is(settings: Settings) -> None:
    server = ImapServer()
    mail = server.state.add(b"mail")
    try:
        changed = replace(settings, imap_url=server.url)
        assert find(changed, "mailbox").health is Health.OK
        assert not mail.seen
        server.state.password = "another"
        broken = find(changed, "mailbox")
        assert broken.broken
        assert "S3cret" not in broken.message
    finally:
        server.stop()


def test_without_a_mailbox_it_says_what_one_would_add(settings: Settings) -> None:
    assert find(settings, "mailbox").health is Health.MISSING
