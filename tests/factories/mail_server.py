"""A real mail server on loopback whose replies a test controls."""

from __future__ import annotations

import asyncio
import ssl
import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from tests.servers import free_port


@dataclass
class Behaviour:
    """``rcpt`` and ``data`` are the replies to RCPT and to the text, ``command_data`` the reply to DATA where it is not
    354. ``drop_before_text`` and ``drop`` close the connection at DATA and after the text; ``hang_rcpt`` and
    ``hang_data`` make the server silent from that step on."""

    rcpt: str = "250 OK"
    data: str = "250 OK"
    command_data: str = ""
    drop_before_text: bool = False
    drop: bool = False
    hang_rcpt: bool = False
    hang_data: bool = False
    received: list[tuple[str, list[str], EmailMessage]] = field(default_factory=list)
    reached: threading.Event = field(default_factory=threading.Event)

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if self.hang_rcpt:
            self.reached.set()
            await asyncio.sleep(3600)
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        message = message_from_bytes(envelope.original_content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        if self.data.startswith("250"):
            self.received.append((envelope.mail_from, list(envelope.rcpt_tos), message))
        if self.hang_data:
            self.reached.set()
            await asyncio.sleep(3600)
        if self.drop:
            server.transport.abort()
        return self.data

    @property
    def recipients(self) -> list[str]:
        """The recipients of accepted mails, in order."""
        return [address for _, addresses, _ in self.received for address in addresses]


class _Protocol(SMTP):
    """The protocol, with a reply to DATA that the behaviour chooses."""

    async def smtp_DATA(self, arg: str) -> None:
        behaviour: Behaviour = self.event_handler
        if behaviour.drop_before_text:
            assert isinstance(self.transport, asyncio.Transport)
            self.transport.abort()
        elif behaviour.command_data:
            await self.push(behaviour.command_data)
        else:
            await super().smtp_DATA(arg)


class _Controller(Controller):
    def factory(self) -> _Protocol:
        return _Protocol(self.handler, **self.SMTP_kwargs)


class MailServer:
    """The server, running. ``user`` and ``password`` are the only credentials that it accepts; ``certificate`` (files
    of certificate and key) makes it use TLS, from the first byte on where ``scheme`` is ``smtps``."""

    def __init__(
        self,
        *,
        scheme: str = "smtp",
        international: bool = True,
        certificate: tuple[str, str] | None = None,
        user: str = "",
        password: str = "",
    ) -> None:
        self.behaviour = Behaviour()
        self._scheme = scheme
        options: dict[str, Any] = {"enable_SMTPUTF8": international}
        if certificate is not None:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(*certificate)
            options |= {"ssl_context": context} if scheme == "smtps" else {"tls_context": context}
        if user:

            def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> Any:
                right = (data.login, data.password) == (user.encode(), password.encode())
                return AuthResult(success=right, handled=False)

            options |= {"authenticator": check, "auth_require_tls": False}
        self._controller = _Controller(self.behaviour, hostname="127.0.0.1", port=free_port(), **options)
        self._controller.start()

    def url_for(self, user: str = "", password: str = "") -> str:
        """For ``CONVENER_SMTP_URL``, with credentials."""
        credentials = f"{user}:{password}@" if user else ""
        return f"{self._scheme}://{credentials}127.0.0.1:{self._controller.port}"

    @property
    def url(self) -> str:
        """For ``CONVENER_SMTP_URL``."""
        return self.url_for()

    def stop(self) -> None:
        """Stop it, also where it is silent on purpose."""
        loop = self._controller.loop

        def cancel_all() -> None:
            for task in asyncio.all_tasks(loop):
                task.cancel()

        loop.call_soon_threadsafe(cancel_all)
        self._controller.stop()
