"""How mails leave the house: as files of the outbox folder, or to a mail server.

A transport calls ``begin`` immediately before it hands the mail over. What it raises says what can be known:
:class:`NotSent` that nothing left, :class:`Uncertain` that it cannot be known.
"""

from __future__ import annotations

import contextlib
import ipaddress
import os
import re
import secrets
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from convener.settings import PREFIX, Settings, SettingsError

TIMEOUT = 30.0
"""Seconds for each step of the dialogue with a mail server."""

VERDICT_TIMEOUT = 300.0
"""Seconds for its last word: filters look at the mail before it is spoken, and giving up leaves the mail uncertain."""

_SCHEMES = {"smtp": 25, "starttls": 587, "smtp+starttls": 587, "smtps": 465}


class NotSent(Exception):
    """The mail did not leave. ``permanent``: it never will (no such mailbox, address refused)."""

    def __init__(self, problem: str, *, permanent: bool = False) -> None:
        super().__init__(problem)
        self.permanent = permanent


class Uncertain(Exception):
    """The line broke while the mail server had the text and had not yet said what it does with it."""


@dataclass(frozen=True)
class OutgoingMail:
    """A mail and its envelope. ``name`` is the same whenever this mail is sent, and another for any other mail."""

    name: str
    sender: str
    recipient: str
    message: EmailMessage

    @property
    def international(self) -> bool:
        """Whether it needs a mail server that takes addresses beyond ASCII (RFC 6531)."""
        return not (self.recipient.isascii() and self.sender.isascii())

    def text(self) -> bytes:
        """The mail as it travels, lines ended by CR LF."""
        policy = SMTPUTF8 if self.international else SMTP
        return self.message.as_bytes(policy=policy.clone(refold_source="none"))


class Transport(Protocol):
    """A way for mails to leave."""

    repeatable: bool
    """Whether sending the same parcel again changes nothing."""

    def send(self, parcel: OutgoingMail, begin: Callable[[], None]) -> None:
        """Send it; returns when it is out of our hands."""
        ...


def transport_for(settings: Settings) -> Transport:
    """The transport that the settings ask for; raises :class:`SettingsError`."""
    return SmtpTransport(SmtpServer.parse(settings.smtp_url)) if settings.smtp_url else Outbox(settings.data / "outbox")


class Outbox:
    """Mails as files, ``<name>.eml``; each appears whole or not at all, and the same mail is the same file."""

    repeatable = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, parcel: OutgoingMail, begin: Callable[[], None]) -> None:
        """Write the file."""
        text = parcel.text()
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = self.folder / f".{parcel.name}.{secrets.token_hex(4)}"
            begin()
            try:
                with fresh.open("wb") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                fresh.replace(self.folder / f"{parcel.name}.eml")
            finally:
                fresh.unlink(missing_ok=True)
        except OSError as error:
            raise NotSent(f"cannot write to {self.folder}: {error.strerror}") from error


@dataclass(frozen=True)
class SmtpServer:
    """A mail server, out of ``CONVENER_SMTP_URL``."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""

    @classmethod
    def parse(cls, url: str) -> SmtpServer:
        """Read the URL; raises :class:`SettingsError`, which never repeats a password."""
        name = f"{PREFIX}SMTP_URL"
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise SettingsError(f"{name} is not a URL like smtp://host:25 ({error})") from None
        if parts.scheme not in _SCHEMES or not parts.hostname:
            raise SettingsError(f"{name} must be smtp://host:25, starttls://user:password@host:587 or smtps://host:465")
        server = cls(
            scheme=parts.scheme,
            host=parts.hostname,
            port=port or _SCHEMES[parts.scheme],
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )
        if server.user and server.scheme == "smtp" and not server.local:
            raise SettingsError(f"{name}: a password travels encrypted only; use starttls:// or smtps://")
        return server

    @property
    def local(self) -> bool:
        """Whether it runs on this machine."""
        with contextlib.suppress(ValueError):
            return ipaddress.ip_address(self.host).is_loopback
        return self.host == "localhost"

    def connect(self) -> smtplib.SMTP:
        """A connection on which mails can be sent; raises what smtplib, the socket or TLS raise.

        ``smtps`` and ``starttls`` check the certificate. ``smtp`` takes TLS where it is offered, without asking who
        offers it, as mail servers do among themselves.
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
                smtp.starttls(context=_unchecked())
                smtp.ehlo()
            if self.user:
                smtp.login(self.user, self.password)
        except BaseException:
            smtp.close()
            raise
        return smtp


class SmtpTransport:
    """Mails to a mail server, one dialogue each."""

    repeatable = False

    def __init__(self, server: SmtpServer) -> None:
        self._server = server

    def send(self, parcel: OutgoingMail, begin: Callable[[], None]) -> None:
        """Hold the dialogue of RFC 5321. Up to the command DATA nothing has left; from the answer 354 on the outcome is
        what the server says at the end, and where it says nothing, nobody knows."""
        text = _transparent(parcel.text())
        try:
            smtp = self._server.connect()
        except (OSError, smtplib.SMTPException) as error:
            raise _refused(error) from error
        try:
            self._envelope(smtp, parcel)
            begin()
            code, answer = _ask(smtp, "DATA")
            if code != 354:
                raise _answered(code, answer)
            try:
                if smtp.sock is not None:
                    smtp.sock.settimeout(VERDICT_TIMEOUT)
                smtp.send(text)
                code, answer = smtp.getreply()
            except (OSError, smtplib.SMTPException) as error:
                raise Uncertain(f"the line broke while the mail server took the mail: {error}") from error
            if code != 250:
                raise _answered(code, answer)
            with contextlib.suppress(OSError, smtplib.SMTPException):
                smtp.quit()
        finally:
            smtp.close()

    def _envelope(self, smtp: smtplib.SMTP, parcel: OutgoingMail) -> None:
        options = ""
        if parcel.international:
            if not smtp.has_extn("smtputf8"):
                raise NotSent("the mail server takes no addresses beyond ASCII (SMTPUTF8)", permanent=True)
            options = " BODY=8BITMIME SMTPUTF8"
        for command in (f"MAIL FROM:<{parcel.sender}>{options}", f"RCPT TO:<{parcel.recipient}>"):
            code, answer = _ask(smtp, command)
            if code not in (250, 251):
                raise _answered(code, answer)


def _ask(smtp: smtplib.SMTP, command: str) -> tuple[int, bytes]:
    """Send a command before any text of the mail: if the line breaks here, nothing has left."""
    try:
        smtp.send(command.encode() + b"\r\n")
        return smtp.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise _refused(error) from error


def _answered(code: int, answer: bytes) -> NotSent:
    said = answer.decode("utf-8", "replace")
    return NotSent(f"the mail server says {code} {said}", permanent=500 <= code < 600)


def _refused(error: Exception) -> NotSent:
    # A server that is away, is set up wrongly or knows our password no more will be put right: none of it is the
    # mail's fault.
    return NotSent(f"cannot talk to the mail server: {error}")


def _transparent(text: bytes) -> bytes:
    """Text with its dots doubled at line beginnings, and its end (RFC 5321, 4.5.2)."""
    if not text.endswith(b"\r\n"):
        text += b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", text) + b".\r\n"


def _unchecked() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
