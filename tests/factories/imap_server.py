"""A mailbox on loopback, with what Convener asks of one (RFC 9051)."""

from __future__ import annotations

import base64
import re
import socketserver
import ssl
import threading
from dataclasses import dataclass, field
from typing import Any


@dataclass
class StoredMail:
    """A mail in the mailbox."""

    text: bytes
    seen: bool = False


@dataclass
class MailboxState:
    """What the server holds. ``drop_after``: it closes the connection after so many mails were fetched."""

    user: str = "convener"
    password: str = "S3cret/#1"
    plain: bool = True
    mails: list[StoredMail] = field(default_factory=list)
    fetched: int = 0
    drop_after: int | None = None
    sign_ins: int = 0

    def add(self, text: bytes) -> StoredMail:
        """Put a mail into the mailbox."""
        self.mails.append(StoredMail(text))
        return self.mails[-1]


class _Session(socketserver.StreamRequestHandler):
    server: ImapServer

    def handle(self) -> None:
        try:
            self._send("* OK ready")
            while line := self.rfile.readline(10_000):
                tag, _, command = line.decode("utf-8").strip().partition(" ")
                if not self._answer(tag, command):
                    return
        except OSError:
            return

    def finish(self) -> None:
        super().finish()
        self.connection.close()  # TLS has one of its own

    def _send(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def _answer(self, tag: str, command: str) -> bool:
        state = self.server.state
        word = command.split(" ")[0].upper()
        if word == "CAPABILITY":
            plain = " AUTH=PLAIN" if state.plain else ""
            self._send(f"* CAPABILITY IMAP4rev1 STARTTLS{plain}")
        elif word == "STARTTLS":
            self._send(f"{tag} OK begin")
            assert self.server.context is not None
            self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
            self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", buffering=0)
            return True
        elif word == "AUTHENTICATE":
            self._send("+ ")
            sent = base64.b64decode(self.rfile.readline()).decode()
            return self._sign_in(tag, sent == f"\0{state.user}\0{state.password}")
        elif word == "LOGIN":
            return self._sign_in(tag, command == f'LOGIN {state.user} "{state.password}"')
        elif word == "SELECT":
            self._send(f"* {len(state.mails)} EXISTS")
        elif command.upper().startswith("UID SEARCH"):
            found = " ".join(str(index + 1) for index, mail in enumerate(state.mails) if not mail.seen)
            self._send(f"* SEARCH {found}".rstrip())
        elif command.upper().startswith("UID FETCH"):
            if not self._fetch(command):
                return False
        elif found_store := re.match(r"UID STORE (\d+) \+FLAGS", command):
            state.mails[int(found_store[1]) - 1].seen = True
        elif word == "LOGOUT":
            self._send("* BYE")
        self._send(f"{tag} OK done")
        return word != "LOGOUT"

    def _sign_in(self, tag: str, right: bool) -> bool:
        self.server.state.sign_ins += 1
        self._send(f"{tag} OK welcome" if right else f"{tag} NO [AUTHENTICATIONFAILED] wrong")
        return True

    def _fetch(self, command: str) -> bool:
        state, uid = self.server.state, int(command.split(" ")[2])
        text = state.mails[uid - 1].text
        if "RFC822.SIZE" in command:
            self._send(f"* {uid} FETCH (UID {uid} RFC822.SIZE {len(text)})")
            return True
        if state.drop_after is not None and state.fetched >= state.drop_after:
            return False
        state.fetched += 1
        self._send(f"* {uid} FETCH (UID {uid} BODY[]<0> {{{len(text)}}}")
        self.wfile.write(text)
        self._send(")")
        return True


class ImapServer(socketserver.ThreadingTCPServer):
    """The server, running. ``scheme`` as in ``CONVENER_IMAP_URL``; ``certificate``: files of certificate and key."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, scheme: str = "imap", certificate: tuple[str, str] | None = None) -> None:
        self.state = MailboxState()
        self.scheme = scheme
        self.context: ssl.SSLContext | None = None
        if certificate is not None:
            self.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            self.context.load_cert_chain(*certificate)
        super().__init__(("127.0.0.1", 0), _Session)
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def get_request(self) -> tuple[Any, Any]:
        connection, address = super().get_request()
        if self.scheme == "imaps" and self.context is not None:
            connection = self.context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        return connection, address

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are none."""

    @property
    def url(self) -> str:
        """For ``CONVENER_IMAP_URL``."""
        password = self.state.password.replace("/", "%2F").replace("#", "%23")
        return f"{self.scheme}://{self.state.user}:{password}@127.0.0.1:{self.server_address[1]}/INBOX"

    def stop(self) -> None:
        """Stop it."""
        self.shutdown()
        self.server_close()
        self._thread.join(60)
