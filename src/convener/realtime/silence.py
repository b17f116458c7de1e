"""Lines that died without a word: browsers that are silent are asked, and who does not answer is gone.

A browser answers from the handler of its messages, which runs in hidden pages too; their timers run once a minute.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable

from . import close_reasons
from .connection import Connection
from .outgoing import OutgoingFrame
from .protocol.messages import Probe
from .protocol.wire import encode

PROBE_AFTER = 5
"""Seconds of silence after which a browser is asked whether it is there."""

GONE_AFTER = 11
"""Seconds of silence after which it is taken for gone. With the time to look (a second) and to say farewell (three)
everybody knows within 15 s."""

_PROBE = OutgoingFrame(encode(Probe()))


class SilenceWatch:
    """Watches the connections of a node, which may change at any time. Seconds are counted, not measured: while the
    server itself stood still nobody can have been heard."""

    def __init__(self, connections: Iterable[Connection]) -> None:
        self._connections = connections
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Watch from now on, in the running event loop."""
        self._task = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """Watch no longer."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(1.0)
            for connection in list(self._connections):
                self._count(connection)

    def _count(self, connection: Connection) -> None:
        # While a command is carried out nothing is read.
        if not connection.answers_probes or not connection.receiving or connection.closing:
            return
        connection.silent_seconds += 1
        if connection.silent_seconds >= GONE_AFTER:
            connection.close(close_reasons.SILENT)
        elif connection.silent_seconds == PROBE_AFTER:
            connection.send_frame(_PROBE)
