"""A real mail server on loopback whose replies a test controls."""

from __future__ import annotations

import asyncio
import ssl
import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from weakref import WeakSet

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from tests.servers import free_port


@dataclass
class Behaviour:
    """``rcpt`` and ``data`` are the replies to RCPT and to the text, ``command_data`` the reply to DATA where it is not
    354. ``hang_at`` makes the server silent at a step, instead of its reply, and ``drop_at`` makes it close the
    connection there: greeting, hello, sender, recipient, data, text (after the reply to DATA, before it reads on), end
    (the mail has arrived, its reply has not). ``delay``: seconds that each step takes. ``reached``: it
    is silent, or has closed the connection."""

    rcpt: str = "250 OK"
    data: str = "250 OK"
    command_data: str = ""
    delay: float = 0.0
    hang_at: str = ""
    drop_at: str = ""
    received: list[tuple[str, list[str], EmailMessage]] = field(default_factory=list)
    reached: threading.Event = field(default_factory=threading.Event)
    connections: WeakSet[asyncio.BaseTransport] = field(default_factory=WeakSet)

    async def interrupt(self, step: str, transport: Any) -> None:
        """Hang or drop the connection, where this is the step for it; take the time that a step takes."""
        if self.delay:
            await asyncio.sleep(self.delay)
        if self.drop_at == step:
            transport.abort()
            asyncio.get_running_loop().call_soon(self.reached.set)  # after the socket was closed
            await asyncio.sleep(3600)
        if self.hang_at == step:
            self.reached.set()
            await asyncio.sleep(3600)

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        message = message_from_bytes(envelope.original_content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        if self.data.startswith("250"):
            self.received.append((envelope.mail_from, list(envelope.rcpt_tos), message))
        await self.interrupt("end", server.transport)
        return self.data

    @property
    def recipients(self) -> list[str]:
        """The recipients of accepted mails, in order."""
        return [address for _, addresses, _ in self.received for address in addresses]


class _Protocol(SMTP):
    """The protocol, with steps at which the behaviour chooses another course."""

    event_handler: Behaviour

    def connection_made(self, transport: Any) -> None:
        self.event_handler.connections.add(transport)
        super().connection_made(transport)

    async def _handle_client(self) -> None:
        await self.event_handler.interrupt("greeting", self.transport)
        await super()._handle_client()

    async def smtp_EHLO(self, arg: str) -> None:
        await self.event_handler.interrupt("hello", self.transport)
        await super().smtp_EHLO(arg)

    async def smtp_MAIL(self, arg: str) -> None:
        await self.event_handler.interrupt("sender", self.transport)
        await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str) -> None:
        await self.event_handler.interrupt("recipient", self.transport)
        await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:
        await self.event_handler.interrupt("data", self.transport)
        if self.event_handler.drop_at == "text":
            await self.push("354 Go on")
            await self.event_handler.interrupt("text", self.transport)
        elif self.event_handler.command_data:
            await self.push(self.event_handler.command_data)
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

        async def end_all() -> None:
            tasks = asyncio.all_tasks(loop) - {asyncio.current_task()}
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for transport in list(self.behaviour.connections):
                transport.abort()  # type: ignore[attr-defined]
            await asyncio.sleep(0.01)  # all are closed

        asyncio.run_coroutine_threadsafe(end_all(), loop).result(60)
        self._controller.stop()
