"""The mailbox that answers to invitations come to, read over IMAP (RFC 9051): ``CONVENER_IMAP_URL``.

It is that of the address from which mails are sent, and nothing else is read from it: each mail is read once, and then
has the flag ``\\Seen``.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

from convener.settings import PREFIX, SettingsError

from .server_url import ServerUrl
from .transport import TIMEOUT

NAME = f"{PREFIX}IMAP_URL"
_PORTS = {"imap": 143, "imap+starttls": 143, "imaps": 993}
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")

_Reply = Sequence[bytes | tuple[bytes, bytes] | None]


class MailboxError(Exception):
    """The mailbox cannot be read at the moment; the message has no secret."""


class MailboxServer(ServerUrl):
    """A mailbox on a mail server, from ``CONVENER_IMAP_URL``."""

    @property
    def folder(self) -> str:
        """The folder of the mailbox that is read."""
        return self.path or "INBOX"

    @classmethod
    def parse(cls, url: str) -> MailboxServer:
        """Parse the URL; raises :class:`SettingsError`, whose message never contains the password."""
        server = cls.read(NAME, url, _PORTS)
        if not server.user or "?" in url or "#" in url:
            raise SettingsError(
                f"{NAME} must be imaps://user:password@host:993/INBOX or imap+starttls://user:password@host:143/INBOX"
            )
        if server.scheme == "imap" and not server.local:
            raise SettingsError(f"{NAME}: a password travels encrypted only; use imaps:// or imap+starttls://")
        if any(sign in server.folder for sign in "\r\n\0") or not server.folder.isascii():
            raise SettingsError(f"{NAME}: the folder must have a name in ASCII")
        return server


class Mailbox:
    """A session with the mailbox. Methods raise :class:`MailboxError`."""

    def __init__(self, server: MailboxServer) -> None:
        self._server = server
        self._imap: imaplib.IMAP4 | None = None

    def __enter__(self) -> Self:
        server = self._server
        try:
            if server.scheme == "imaps":
                context = ssl.create_default_context()
                imap: imaplib.IMAP4 = imaplib.IMAP4_SSL(server.host, server.port, ssl_context=context, timeout=TIMEOUT)
            else:
                imap = imaplib.IMAP4(server.host, server.port, timeout=TIMEOUT)
        except (OSError, imaplib.IMAP4.error) as error:
            raise _unavailable(error) from None
        self._imap = imap
        try:
            if server.scheme == "imap+starttls":
                imap.starttls(ssl.create_default_context())
            self._sign_in(imap)
            self._ask(imap.select(_quoted(server.folder)))
        except BaseException as error:
            self.close()
            if isinstance(error, (OSError, imaplib.IMAP4.error)):
                raise _unavailable(error) from None
            raise
        return self

    def _sign_in(self, imap: imaplib.IMAP4) -> None:
        user, password = self._server.user, self._server.password
        if "AUTH=PLAIN" in imap.capabilities:
            imap.authenticate("PLAIN", lambda _challenge: f"\0{user}\0{password}".encode())
        elif (user + password).isascii():
            imap.login(user, password)
        else:
            raise imaplib.IMAP4.error("it takes no credentials beyond ASCII")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the session."""
        if self._imap is not None:
            with suppress(OSError, imaplib.IMAP4.error):
                self._imap.logout()
            with suppress(OSError):
                self._imap.shutdown()
            self._imap = None

    def unread(self, most: int, largest: int) -> Iterator[tuple[str, bytes | None]]:
        """Up to ``most`` mails that were not read, oldest first: how the mailbox calls each, and its text, None where
        that has more than ``largest`` bytes."""
        imap = self._open()
        try:
            found = self._ask(imap.uid("SEARCH", "UNSEEN"))
            line = found[0] if found and isinstance(found[0], bytes) else b""
            uids = [uid for uid in line.decode("ascii", "replace").split() if uid.isdecimal()][:most]
            for uid in uids:
                size = self._size(self._ask(imap.uid("FETCH", uid, "(RFC822.SIZE)")))
                if size is None:
                    continue  # deleted meanwhile
                text = None
                if size <= largest:
                    reply = self._ask(imap.uid("FETCH", uid, f"(BODY.PEEK[]<0.{largest + 1}>)"))
                    text = next((bytes(part[1]) for part in reply if isinstance(part, tuple)), None)
                    if text is None:
                        continue
                yield uid, text
        except (OSError, imaplib.IMAP4.error) as error:
            raise _unavailable(error) from None

    def mark_read(self, uid: str) -> None:
        """Mark the mail as read, so that it is not found again."""
        imap = self._open()
        try:
            self._ask(imap.uid("STORE", uid, "+FLAGS.SILENT", "(\\Seen)"))
        except (OSError, imaplib.IMAP4.error) as error:
            raise _unavailable(error) from None

    def _open(self) -> imaplib.IMAP4:
        if self._imap is None:
            raise MailboxError("the session has ended")
        return self._imap

    @staticmethod
    def _ask(reply: tuple[str, _Reply]) -> _Reply:
        status, data = reply
        if status != "OK":
            raise imaplib.IMAP4.error(f"it says {status} {data[:1]!r}")
        return data

    @staticmethod
    def _size(reply: _Reply) -> int | None:
        for line in reply:
            found = _SIZE.search(line) if isinstance(line, bytes) else None
            if found:
                return int(found[1])
        return None


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _unavailable(error: Exception) -> MailboxError:
    return MailboxError(f"cannot read the mailbox: {error}")
