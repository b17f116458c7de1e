"""The keeper of a node: what time does. It says that the node is alive, lets graces run out, and looks for events that
nobody told us of."""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.room import nodes
from convener.domain.room.nodes import DueWork
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Meeting

from . import close_reasons
from .executor import DatabaseExecutor
from .hub import Hub

log = structlog.get_logger("convener.realtime.monitor")

EVERY = 0.5
"""Seconds between two looks."""

ALIVE_EVERY = 2.0
"""Seconds between two signs of life; :data:`convener.domain.room.nodes.NODE_LIFETIME` is several times that."""


class PresenceMonitor:
    """A task that looks after time; it goes on whatever happens to the database."""

    def __init__(self, node: str, database: Database, site: Site, threads: DatabaseExecutor, hub: Hub) -> None:
        self._node = node
        self._database = database
        self._rules = site
        self._threads = threads
        self._hub = hub
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Clear up after those that died, then begin."""
        await self._threads.write(self._begin)
        self._task = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        """End. Other nodes, where there are any, hear at once that the people of this one are gone.

        The last node leaves the traces to the next start, as if it had died: the grace of people who cannot come back
        while nobody serves begins when somebody does again.
        """
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        with contextlib.suppress(Exception):
            await self._threads.write(self._end)

    def _begin(self, session: Session) -> None:
        nodes.heartbeat(session, self._node)
        if self._database.sqlite:
            # One process alone can serve on a file: whoever else has left traces there is dead.
            nodes.expire_due(session, self._rules, dead_nodes=nodes.other_nodes(session, self._node))

    def _end(self, session: Session) -> None:
        if nodes.living_nodes(session, self._node):
            nodes.expire_node(session, self._rules, self._node)

    async def _keep(self) -> None:
        loop = asyncio.get_running_loop()
        alive_at = loop.time()
        while True:
            await asyncio.sleep(EVERY)
            try:
                if loop.time() - alive_at >= ALIVE_EVERY:
                    if not await self._threads.write(partial(_heartbeat, self._node)):
                        # We were away for so long that others took us for dead: our people have to come back.
                        log.warning("this node was taken for dead; its sockets reconnect")
                        self._hub.close_all(close_reasons.LOST)
                    alive_at = loop.time()
                await self._settle(await self._threads.read(self._due))
                await self._look()
            except Exception as error:
                log.warning("the keeper could not do its work", error=str(error))
                await asyncio.sleep(EVERY)

    def _due(self, session: Session) -> DueWork:
        return nodes.find_due(session, self._rules)

    def _bury(self, node: str, session: Session) -> None:
        nodes.expire_node(session, self._rules, node)

    def _settle_one(self, meeting_id: int, session: Session) -> None:
        nodes.expire_meeting(session, self._rules, meeting_id)

    async def _settle(self, due: DueWork) -> None:
        """Each thing in a transaction of its own: none waits for another, and what fails is tried again."""
        for node in due.nodes:
            await self._threads.write(partial(self._bury, node))
        for meeting_id in sorted({*due.graces, *due.empty}):
            await self._threads.write(partial(self._settle_one, meeting_id))

    async def _look(self) -> None:
        """Find events that were written by another process without a word on the bus."""
        known = self._hub.known()
        if not known:
            return
        newest = await self._threads.read(partial(_newest, list(known)))
        self._hub.wake(meeting_id for meeting_id, seq in newest.items() if seq > known[meeting_id])


def _heartbeat(node: str, session: Session) -> bool:
    return nodes.heartbeat(session, node)


def _newest(meeting_ids: list[int], session: Session) -> dict[int, int]:
    found: dict[int, int] = {}
    for start in range(0, len(meeting_ids), 500):
        query = select(Meeting.id, Meeting.last_seq).where(Meeting.id.in_(meeting_ids[start : start + 500]))
        found.update((meeting_id, seq) for meeting_id, seq in session.execute(query))
    return found
