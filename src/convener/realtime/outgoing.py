"""A message on its way to browsers: encoded once, for any number of sockets."""

from __future__ import annotations

from litestar.types import WebSocketSendEvent

_TEXT, _BINARY = 0x81, 0x82
"""The first byte of an unfragmented data frame (RFC 6455, 5.2)."""


class OutgoingFrame:
    """A text or a binary message. ``payload``: its bytes; of a text in UTF-8."""

    __slots__ = ("_event", "is_text", "payload", "wire_bytes")

    def __init__(self, payload: bytes, *, is_text: bool = True) -> None:
        self.payload = payload
        self.is_text = is_text
        self.wire_bytes = _head(len(payload), is_text=is_text) + payload
        """The frame of a server, which is not masked (RFC 6455, 5.1), for a socket without compression; the same object
        for all of them."""
        self._event: WebSocketSendEvent | None = None

    def __len__(self) -> int:
        return len(self.payload)

    @property
    def event(self) -> WebSocketSendEvent:
        """The message for an ASGI server, which makes the frame itself."""
        if self._event is None:
            text, data = (self.payload.decode(), None) if self.is_text else (None, self.payload)
            self._event = {"type": "websocket.send", "text": text, "bytes": data}
        return self._event


def _head(length: int, *, is_text: bool) -> bytes:
    first = _TEXT if is_text else _BINARY
    if length < 126:
        return bytes((first, length))
    if length < 1 << 16:
        return bytes((first, 126)) + length.to_bytes(2, "big")
    return bytes((first, 127)) + length.to_bytes(8, "big")
