"""Checks the mail server."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator

from convener.diagnostics.finding import Finding, Health
from convener.mail.compose import sender_address
from convener.mail.transport import SmtpServer
from convener.settings import Settings, SettingsError


def check_mail_server(settings: Settings) -> Iterator[Finding]:
    """Whether the mail server accepts a connection and its credentials; nothing is sent."""
    name = "mail"
    if not settings.smtp_url:
        yield Finding(
            name,
            Health.MISSING,
            f"invitations are files in {settings.data / 'outbox'}",
            "CONVENER_SMTP_URL sends them",
        )
        return
    try:
        server = SmtpServer.parse(settings.smtp_url)
        sender = sender_address(settings)
        smtp = server.connect()
    except (SettingsError, OSError, smtplib.SMTPException) as error:
        yield Finding(name, Health.BROKEN, f"the mail server cannot be used: {error}")
        return
    try:
        smtp.quit()
    except (OSError, smtplib.SMTPException):
        smtp.close()
    if sender.endswith("@localhost"):
        yield Finding(name, Health.WARNING, f"mails come from {sender}, which others refuse", "set CONVENER_MAIL_FROM")
    else:
        yield Finding(name, Health.OK, f"{server.host}:{server.port} takes mails, from {sender}")
