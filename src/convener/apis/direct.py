"""Calls of the published APIs that are answered past the framework.

What a framework does for each request (to find the handler among all, to make objects of the request and of its reply,
to look at annotations and hooks) costs more than the statements of a hot call. A request of a published API has one
form: a POST to an address that is known, with a body of an announced length. One that is so goes straight to its
:class:`DirectCall`; everything else (another HTTP method, a body in pieces or compressed, one that is too large, an
unusual Host) is left to the framework, whose handlers call the same function.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from litestar import Response
from litestar.concurrency import sync_to_thread
from litestar.response import Stream

Scope: TypeAlias = Mapping[str, Any]
Message: TypeAlias = dict[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]

_HOST = re.compile(rb"[A-Za-z0-9.-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")
"""A Host that nobody has to think about."""
_UNUSUAL = frozenset({b"content-encoding", b"transfer-encoding", b"expect"})


@dataclass(frozen=True)
class Reply:
    """An HTTP reply as it is sent: its body, or pieces of it that are made when they are asked for; the whole
    Content-Type, its status, other headers."""

    body: bytes | Iterator[bytes]
    content_type: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    async def send(self, receive: Receive, send: Send) -> None:
        """Send it. A body in pieces: each is made, in a thread, when the client has taken those before, and none once
        the client has gone. What fails then leaves the connection broken off, so that nobody takes the reply for a
        whole one."""
        headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in self.headers.items()]
        headers.append((b"content-type", self.content_type.encode("latin-1")))
        if not isinstance(self.body, bytes):
            await send({"type": "http.response.start", "status": self.status, "headers": headers})
            await _send_pieces(self.body, receive, send)
            return
        headers.append((b"content-length", b"%d" % len(self.body)))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body, "more_body": False})

    def response(self) -> Response[Any]:
        """The same for the framework to send."""
        if not isinstance(self.body, bytes):
            return Stream(self.body, media_type=self.content_type, status_code=self.status, headers=dict(self.headers))
        return Response(self.body, media_type=self.content_type, status_code=self.status, headers=dict(self.headers))


class DirectCall(NamedTuple):
    """What answers the calls of an address.

    ``answer`` gets the scope of a request and its body; ``interrupted`` gives the reply to one whose body broke off,
    for a client that waits for it all the same. ``template``: of the address, for measurements; ``largest``: bytes of a
    body.
    """

    template: str
    largest: int
    answer: Callable[[Scope, bytes], Awaitable[Reply]]
    interrupted: Callable[[], Reply]


FindCall: TypeAlias = Callable[[str], DirectCall | None]
"""The call of a path, None where it is for the framework."""


class DirectCallsMiddleware:
    """Answers the calls that one of ``find`` knows; the application gets everything else. Pure ASGI."""

    def __init__(self, app: Any, *find: FindCall) -> None:
        self.app = app
        self._find = find

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Answer the request, or pass it on."""
        call = self._direct(scope)
        if call is None:
            await self.app(scope, receive, send)
            return
        scope["path_template"] = call.template
        body = await _body(receive)
        reply = call.interrupted() if body is None else await call.answer(scope, body)
        await reply.send(receive, send)

    def _direct(self, scope: Scope) -> DirectCall | None:
        if scope["type"] != "http" or scope["method"] != "POST" or scope.get("root_path"):
            return None
        for find in self._find:
            call = find(scope["path"])
            if call is not None:
                return call if _is_usual(scope["headers"], call.largest) else None
        return None


async def _send_pieces(pieces: Iterator[bytes], receive: Receive, send: Send) -> None:
    hearing = asyncio.ensure_future(receive())
    try:
        while (piece := await sync_to_thread(next, pieces, None)) is not None:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
            if hearing.done() and hearing.result()["type"] == "http.disconnect":
                return
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        hearing.cancel()


def _is_usual(headers: list[tuple[bytes, bytes]], largest: int) -> bool:
    """Whether these are the headers of a request whose body comes as it is and is not too large."""
    length = largest + 1
    for name, value in headers:
        if name in _UNUSUAL or (name == b"host" and not _HOST.fullmatch(value)):
            return False
        if name == b"content-length" and value.isdigit():
            length = int(value)
    return length <= largest


async def _body(receive: Receive) -> bytes | None:
    """The body of a request; None where it breaks off."""
    pieces = []
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        pieces.append(message.get("body", b""))
        if not message.get("more_body", False):
            return pieces[0] if len(pieces) == 1 else b"".join(pieces)
