"""Delivery of composed mails: to files in the outbox folder, or to a mail server over SMTP.

A transport calls ``begin`` at the last moment at which the mail has certainly not been handed over, so that the caller
can record that state first: whatever dies before cannot have delivered the mail.
The exception tells what is known of a failed delivery: :class:`NotSent` that the mail did not leave,
:class:`Uncertain` that it may have been delivered.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import smtplib
import ssl
from collections.abc import Callable, Container
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from pathlib import Path
from typing import Protocol

from convener.settings import PREFIX, Settings, SettingsError

from .server_url import ServerUrl

TIMEOUT = 30.0
"""Seconds to connect, and to wait for each reply of the mail server up to the text of the mail."""

VERDICT_TIMEOUT = 300.0
"""Seconds to wait for the reply to the text: content filters run before it, and giving up leaves the mail uncertain."""

_PORTS = {"smtp": 25, "starttls": 587, "smtp+starttls": 587, "smtps": 465}


class NotSent(Exception):
    """The mail was not delivered. ``permanent``: another attempt cannot succeed (no such mailbox, address refused)."""

    def __init__(self, problem: str, *, permanent: bool = False) -> None:
        super().__init__(problem)
        self.permanent = permanent


class Uncertain(Exception):
    """The connection was lost after the end of the text was sent and before the server accepted or refused the
    mail."""


@dataclass(frozen=True)
class OutgoingMail:
    """A composed mail and its envelope. ``name`` identifies the mail: it is the same at every attempt to send it."""

    name: str
    sender: str
    recipient: str
    message: EmailMessage

    @property
    def international(self) -> bool:
        """Whether an address is not ASCII, so that the mail server must support SMTPUTF8 (RFC 6531)."""
        return not (self.recipient.isascii() and self.sender.isascii())

    def text(self) -> bytes:
        """The mail in its transmission form, with CR LF line endings."""
        policy = SMTPUTF8 if self.international else SMTP
        return self.message.as_bytes(policy=policy.clone(refold_source="none"))


class Transport(Protocol):
    """A way to deliver mails."""

    repeatable: bool
    """Whether sending the same mail a second time has no further effect."""

    def send(self, mail: OutgoingMail, begin: Callable[[], None]) -> None:
        """Deliver the mail; returns once it is delivered.

        Calls ``begin`` before the mail is handed over, and does not hand it over where ``begin`` raises. Raises
        :class:`NotSent` or :class:`Uncertain`.
        """
        ...


def transport_for(settings: Settings) -> Transport:
    """The transport that the settings select; raises :class:`SettingsError` where ``smtp_url`` is not valid."""
    return SmtpTransport(SmtpServer.parse(settings.smtp_url)) if settings.smtp_url else Outbox(settings.data / "outbox")


class Outbox:
    """Writes mails as files ``<name>.eml``; each file appears complete or not at all, and a mail sent again replaces
    its own file."""

    repeatable = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, mail: OutgoingMail, begin: Callable[[], None]) -> None:
        """Write the file; raises :class:`NotSent` where the folder cannot be written to."""
        text = mail.text()
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            temporary = self.folder / f".{mail.name}.{secrets.token_hex(4)}"
            begin()
            try:
                with temporary.open("wb") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                temporary.replace(self.folder / f"{mail.name}.eml")
            finally:
                temporary.unlink(missing_ok=True)
        except OSError as error:
            raise NotSent(f"cannot write to {self.folder}: {error.strerror}") from error


class SmtpServer(ServerUrl):
    """A mail server, from ``CONVENER_SMTP_URL``."""

    @classmethod
    def parse(cls, url: str) -> SmtpServer:
        """Parse the URL; raises :class:`SettingsError`, whose message never contains the password."""
        name = f"{PREFIX}SMTP_URL"
        server = cls.read(name, url, _PORTS)
        if server.user and server.scheme == "smtp" and not server.local:
            raise SettingsError(f"{name}: a password travels encrypted only; use starttls:// or smtps://")
        return server

    def connect(self) -> smtplib.SMTP:
        """An authenticated session, ready for mails; raises what smtplib, the socket or TLS raise.

        ``smtps`` and ``starttls`` verify the certificate. ``smtp`` uses TLS where the server offers it, without
        verifying the certificate, as mail servers do among themselves.
        """
        if self.scheme == "smtps":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=TIMEOUT, context=ssl.create_default_context()
            )
        else:
            smtp = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT)
        try:
            smtp.ehlo_or_helo_if_needed()
            if self.scheme in ("starttls", "smtp+starttls"):
                smtp.starttls(context=ssl.create_default_context())
                smtp.ehlo()
            elif self.scheme == "smtp" and not self.local and smtp.has_extn("starttls"):
                smtp.starttls(context=_unverified())
                smtp.ehlo()
            if self.user:
                smtp.login(self.user, self.password)
        except BaseException:
            smtp.close()
            raise
        return smtp


class SmtpTransport:
    """Delivers mails to a mail server, one SMTP session for each mail."""

    repeatable = False

    def __init__(self, server: SmtpServer) -> None:
        self._server = server

    def send(self, mail: OutgoingMail, begin: Callable[[], None]) -> None:
        """Deliver the mail. A server takes it when it has read the line of one dot that ends the text, and forgets it
        where the connection is lost before (RFC 5321, 4.1.1.4 and 4.1.1.10): so ``begin`` is called when all but that
        line is sent. The outcome is the server's reply to it, and is uncertain where no reply comes."""
        text = mail.text()
        try:
            smtp = self._server.connect()
        except (OSError, smtplib.SMTPException) as error:
            raise _unavailable(error) from error
        try:
            try:
                self._send_envelope(smtp, mail)
                _send_text(smtp, text)
            except (OSError, smtplib.SMTPException) as error:
                raise _unavailable(error) from error
            begin()
            _end_text(smtp)
            with contextlib.suppress(OSError, smtplib.SMTPException):
                smtp.quit()
        finally:
            smtp.close()

    def _send_envelope(self, smtp: smtplib.SMTP, mail: OutgoingMail) -> None:
        options: tuple[str, ...] = ()
        if mail.international:
            if not smtp.has_extn("smtputf8"):
                raise NotSent("the mail server takes no addresses beyond ASCII (SMTPUTF8)", permanent=True)
            options = ("BODY=8BITMIME", "SMTPUTF8")
        _expect((250, 251), *smtp.mail(mail.sender, options))
        _expect((250, 251), *smtp.rcpt(mail.recipient))


def _send_text(smtp: smtplib.SMTP, text: bytes) -> None:
    """Send DATA and the text up to its end, with a dot doubled at the beginning of a line (RFC 5321, 4.5.2)."""
    _expect((354,), *smtp.docmd("DATA"))
    smtp.send(re.sub(rb"(?m)^\.", b"..", text if text.endswith(b"\r\n") else text + b"\r\n"))


def _end_text(smtp: smtplib.SMTP) -> None:
    """Send the end of the text; returns where the server accepts the mail, within :data:`VERDICT_TIMEOUT`. A line that
    the system does not take has not left; one that it takes may have arrived."""
    try:
        smtp.send(b".\r\n")
    except (OSError, smtplib.SMTPException) as error:
        raise _unavailable(error) from error
    try:
        if smtp.sock is not None:
            smtp.sock.settimeout(VERDICT_TIMEOUT)
        code, reply = smtp.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise Uncertain(f"the line broke while the mail server took the mail: {error}") from error
    if not 200 <= code < 600:
        raise Uncertain(f"the mail server says what nobody understands: {code} {reply.decode('utf-8', 'replace')}")
    _expect(range(200, 300), code, reply)


def _expect(codes: Container[int], code: int, reply: bytes) -> None:
    """Raise :class:`NotSent` unless the reply code is one of ``codes``; a code from 500 on is a permanent refusal."""
    if code not in codes:
        text = reply.decode("utf-8", "replace")
        raise NotSent(f"the mail server says {code} {text}", permanent=500 <= code < 600)


def _unavailable(error: Exception) -> NotSent:
    """A server that cannot be reached or refuses the password is a problem of its operation, which gets corrected: the
    mail is tried again."""
    return NotSent(f"cannot talk to the mail server: {error}")


def _unverified() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
