"""A mail server on loopback that does what a test tells it to."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from tests.servers import free_port


@dataclass
class Behaviour:
    """``rcpt`` and ``data`` are its answers; ``drop`` cuts the line when the text has arrived, ``hang_rcpt`` and
    ``hang_data`` let it say nothing any more."""

    rcpt: str = "250 OK"
    data: str = "250 OK"
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
        """To whom mails were taken for, in order."""
        return [address for _, addresses, _ in self.received for address in addresses]


class MailServer:
    """The server, running."""

    def __init__(self, *, international: bool = True) -> None:
        self.behaviour = Behaviour()
        self._controller = Controller(
            self.behaviour, hostname="127.0.0.1", port=free_port(), enable_SMTPUTF8=international
        )
        self._controller.start()

    @property
    def url(self) -> str:
        """For ``CONVENER_SMTP_URL``."""
        return f"smtp://127.0.0.1:{self._controller.port}"

    def stop(self) -> None:
        """Stop it, whatever it hangs in."""
        loop = self._controller.loop

        def cancel_all() -> None:
            for task in asyncio.all_tasks(loop):
                task.cancel()

        loop.call_soon_threadsafe(cancel_all)
        self._controller.stop()
