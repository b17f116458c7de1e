"""What is sent to a page whose socket is lost: kept for a moment, because most come back within seconds."""

from __future__ import annotations

import time
from collections import deque

from .protocol.wire import Wire, encode

MAX_BYTES = 256 * 1024
"""What is kept for one page; where there is more, the oldest is lost."""


class AbsentPages:
    """The pages of a meeting whose sockets were lost on this node, and what was sent to them since; ``grace`` is for
    how many seconds."""

    def __init__(self, grace: float) -> None:
        self._grace = grace
        self._pages: dict[str, _PendingMessages] = {}

    def add(self, peer_id: str) -> None:
        """The socket of a page is lost."""
        now = time.monotonic()
        self._pages = {one: kept for one, kept in self._pages.items() if kept.until > now}
        self._pages[peer_id] = _PendingMessages(now + self._grace)

    def keep(self, peer_id: str, message: Wire) -> None:
        """Keep a message, where the page is one of those that may come back."""
        kept = self._pages.get(peer_id)
        if kept is not None and kept.until > time.monotonic():
            kept.append(message)

    def pop_messages(self, peer_id: str) -> list[Wire]:
        """A page is there again: what was kept for it, oldest first."""
        kept = self._pages.pop(peer_id, None)
        return kept.messages if kept is not None and kept.until > time.monotonic() else []


class _PendingMessages:
    def __init__(self, until: float) -> None:
        self.until = until
        self._sizes = 0
        self._messages: deque[tuple[int, Wire]] = deque()

    @property
    def messages(self) -> list[Wire]:
        return [message for _, message in self._messages]

    def append(self, message: Wire) -> None:
        size = len(encode(message))
        self._messages.append((size, message))
        self._sizes += size
        while self._sizes > MAX_BYTES:
            self._sizes -= self._messages.popleft()[0]
