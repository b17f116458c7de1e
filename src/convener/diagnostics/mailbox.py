"""Checks the mailbox that calendar programs answer to."""

from __future__ import annotations

from collections.abc import Iterator

from convener.diagnostics.finding import Finding, Health
from convener.mail.mailbox import Mailbox, MailboxError, MailboxServer
from convener.settings import Settings, SettingsError


def check_mailbox(settings: Settings) -> Iterator[Finding]:
    """Whether the mailbox can be opened; nothing is read."""
    name = "mailbox"
    if not settings.imap_url:
        yield Finding(
            name,
            Health.MISSING,
            "answers that people give with their calendar program are not read; the links in mails work",
            "CONVENER_IMAP_URL reads them, or `convener mail accept` takes them from a mail server",
        )
        return
    try:
        server = MailboxServer.parse(settings.imap_url)
        with Mailbox(server):
            pass
    except (SettingsError, MailboxError) as error:
        yield Finding(name, Health.BROKEN, f"the mailbox cannot be used: {error}")
        return
    yield Finding(name, Health.OK, f"{server.folder} at {server.host}:{server.port} can be read")
