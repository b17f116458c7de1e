"""Bodies in gzip: decoded as they come, up to a bound; what cannot be decoded is refused in the form of each API."""

from __future__ import annotations

import zlib
from collections.abc import Awaitable, Callable
from typing import Any

from litestar.exceptions import ClientException
from litestar.status_codes import HTTP_415_UNSUPPORTED_MEDIA_TYPE

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

MOST_DECODED = 1024 * 1024
"""Bytes that a compressed body may have when it is decoded; what is larger comes as it is."""

_GZIP = (b"gzip", b"x-gzip")  # RFC 9110, 8.4.1.3
_GZIP_WINDOW = 16 + zlib.MAX_WBITS


class UndecodableBody(ClientException):
    """A body in a ``Content-Encoding`` that is not taken, or that is not in it (RFC 9110, 15.5.16)."""

    status_code = HTTP_415_UNSUPPORTED_MEDIA_TYPE

    def __init__(self, detail: str) -> None:
        super().__init__(detail, headers={"Accept-Encoding": "gzip"})


class ContentEncodingMiddleware:
    """Gives the application bodies as they were before they were compressed.

    Reading one that cannot be decoded raises :class:`UndecodableBody` in the handler that reads it, so each API refuses
    it in its own form. Pure ASGI.
    """

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] == "http" and scope["method"] != "GET":
            for name, value in scope["headers"]:
                if name == b"content-encoding" and value.strip().lower() not in (b"", b"identity"):
                    receive = _Decoded(receive, value.strip().lower()).receive
                    break
        await self.app(scope, receive, send)


class _Decoded:
    def __init__(self, receive: Receive, encoding: bytes) -> None:
        self._receive = receive
        self._encoding = encoding
        self._decoder = zlib.decompressobj(_GZIP_WINDOW)
        self._came = 0
        self._decoded = 0

    async def receive(self) -> Message:
        """The next piece of the body, decoded."""
        message = await self._receive()
        if message["type"] != "http.request":
            return message
        if self._encoding not in _GZIP:
            shown = self._encoding[:40].decode("latin-1")
            raise UndecodableBody(f"The Content-Encoding of a body must be gzip, or none, not {shown}.")
        body, more = message.get("body", b""), message.get("more_body", False)
        try:
            body = self._decode(body)
        except zlib.error:
            raise UndecodableBody("The body is not gzip, which its Content-Encoding says.") from None
        if not more and self._came and not self._decoder.eof:
            raise UndecodableBody("The gzip body breaks off.")
        return {**message, "body": body}

    def _decode(self, body: bytes) -> bytes:
        self._came += len(body)
        decoded = bytearray()
        while body:
            if self._decoder.eof:  # a gzip file may have several members (RFC 1952, 2.2)
                self._decoder = zlib.decompressobj(_GZIP_WINDOW)
            decoded += self._decoder.decompress(body, MOST_DECODED - self._decoded - len(decoded) + 1)
            # Empty members are bytes too: without a bound of what comes they could go on without end.
            if self._decoded + len(decoded) > MOST_DECODED or self._came > MOST_DECODED:
                raise UndecodableBody(f"A gzip body may have at most {MOST_DECODED} bytes when it is decoded.")
            body = self._decoder.unused_data if self._decoder.eof else self._decoder.unconsumed_tail
        self._decoded += len(decoded)
        return bytes(decoded)
