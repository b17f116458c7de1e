"""The socket of the page /check. What a browser sends comes back, so it learns whether WebSockets get through to this
server and how long a message takes both ways. It knows nobody, asks no database, and is soon over."""

from __future__ import annotations

import asyncio

from litestar.exceptions import WebSocketDisconnect

from convener.auth.limits import AttemptLimit
from convener.domain.errors import TooManyAttempts
from convener.web.scope import address_of

from .sockets import RoomSocket

LASTS = 20.0
"""Seconds after which such a socket is closed."""

MOST_OPEN = 200
"""Such sockets that a process has open at a time."""

MOST_FRAMES = 20

LONGEST_FRAME = 64
"""Characters of a frame; it is text."""

DONE, MISUSED, LATER = 1000, 1008, 1013
"""WebSocket close codes (RFC 6455, and the registry of IANA)."""


class CheckSockets:
    """Serves such sockets; ``limit``: how many may be opened from one address within a minute."""

    def __init__(self, limit: AttemptLimit) -> None:
        self._limit = limit
        self._open = 0

    async def serve(self, socket: RoomSocket) -> None:
        """Send each frame back, until the socket is gone or has been used enough. One that is refused is accepted
        first: a browser must see a difference between a server that is busy and a proxy that lets no socket through."""
        await socket.accept()
        if self._open >= MOST_OPEN:
            await socket.close(LATER)
            return
        self._open += 1
        try:
            await socket.close(await self._converse(socket))
        except WebSocketDisconnect:
            pass
        finally:
            self._open -= 1

    async def _converse(self, socket: RoomSocket) -> int:
        """Send back what comes; returns the code to close with. Raises :class:`WebSocketDisconnect` where the browser
        is gone."""
        try:
            # A thread: attempts may be counted by a server behind the network.
            await asyncio.to_thread(self._limit.consume, address_of(socket))
            async with asyncio.timeout(LASTS):
                for _ in range(MOST_FRAMES):
                    message = await socket.receive()
                    text = message.get("text") if message["type"] == "websocket.receive" else None
                    if text is None or len(text) > LONGEST_FRAME:
                        return MISUSED
                    await socket.send({"type": "websocket.send", "text": text, "bytes": None})
        except TooManyAttempts:
            return LATER
        except TimeoutError:
            return DONE
        return DONE
