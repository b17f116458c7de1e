"""What time requires on a node: heartbeats, graces that end, nodes that have died, events that no node announced."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from functools import partial

import structlog
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from convener.domain.room import nodes
from convener.domain.room.due import Due
from convener.domain.room.nodes import DueWork
from convener.domain.site import Site
from convener.storage import watch
from convener.storage.clock import CLOCK
from convener.storage.database import Database

from . import close_reasons
from .executor import DatabaseExecutor
from .feature import DueSpec
from .hub import Hub
from .registry import REGISTRY

log = structlog.get_logger("convener.realtime.monitor")

INTERVAL = 0.5
"""Seconds between two rounds."""

DUE_INTERVAL = 30.0
"""Seconds after which features are asked what is due, whatever they said before: an announcement may have been lost."""

HEARTBEAT_INTERVAL = 2.0
"""Seconds between two heartbeats; :data:`convener.domain.room.nodes.NODE_LIFETIME` is several times that."""


@dataclass(frozen=True)
class _Found:
    """What a round finds, all of it at one look: what is due of the presence of people, and of features by the number
    of their work; the number of the last event of each meeting with sockets here."""

    presence: DueWork
    features: dict[int, Due]
    last_seqs: dict[int, int]


class PresenceMonitor:
    """A task that keeps presence up to date; it goes on when the database fails."""

    def __init__(self, node: str, database: Database, site: Site, executor: DatabaseExecutor, hub: Hub) -> None:
        self._node = node
        self._database = database
        self._site = site
        self._executor = executor
        self._hub = hub
        self._task: asyncio.Task[None] | None = None
        self._jumps = 0
        self._due_at = dict.fromkeys(range(len(REGISTRY.due_work)), 0.0)
        """When (in the time of the event loop) to ask what is due, by work."""

    async def start(self) -> None:
        """Register this node, clean up after nodes that died, and start the task."""
        await self._executor.write(self._register)
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End the task. Where other nodes are alive, the connections of this node are recorded as lost at once.

        The last node leaves its rows to the next start, as if it had died: the reconnect grace of people who cannot
        return while no node serves begins when one does again.
        """
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        with contextlib.suppress(Exception):
            await self._executor.write(self._unregister)

    def wake(self) -> None:
        """Something has happened in a meeting: more may be due than was known."""
        self._due_at = dict.fromkeys(self._due_at, 0.0)

    def _register(self, session: Session) -> None:
        self._bring_back(session)
        nodes.heartbeat(session, self._node)
        if self._database.sqlite:
            # Only one process can serve on a file, so all other nodes in it are dead.
            nodes.expire_due(session, self._site, dead_nodes=nodes.other_nodes(session, self._node))

    def _unregister(self, session: Session) -> None:
        if nodes.living_nodes(session, self._node):
            nodes.expire_node(session, self._site, self._node)

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        heartbeat_at = loop.time()
        while True:
            await asyncio.sleep(INTERVAL)
            try:
                if loop.time() - heartbeat_at >= HEARTBEAT_INTERVAL:
                    if not await self._executor.write(partial(_heartbeat, self._node)):
                        # The heartbeat came so late that another node expired this one: its people have to reconnect.
                        log.warning("this node was taken for dead; its sockets reconnect")
                        self._hub.close_all(close_reasons.LOST)
                    heartbeat_at = loop.time()
                await self._do_round()
            except Exception as error:
                log.warning("the presence monitor could not do its work", exc_info=error)
                await asyncio.sleep(INTERVAL)

    def _bring_back(self, session: Session) -> None:
        jumps = CLOCK.jumps
        nodes.bring_back(session, self._site)
        self._jumps = jumps

    async def _do_round(self) -> None:
        """Look once, and do what is found."""
        loop = asyncio.get_running_loop()
        asked = [number for number, at in self._due_at.items() if loop.time() >= at]
        for number in asked:
            # Before it is asked: what happens meanwhile has it asked again.
            self._due_at[number] = loop.time() + DUE_INTERVAL
        delivered = self._hub.delivered()
        try:
            found = await self._executor.look(partial(self._find, asked, list(delivered)))
            if CLOCK.jumps != self._jumps:
                log.warning("the clock has jumped; graces begin anew")
                await self._executor.write(self._bring_back)
            await self._expire(found.presence)
            for number, due in found.features.items():
                await self._do_due(number, due)
        except BaseException:
            self._due_at.update(dict.fromkeys(asked, 0.0))
            raise
        # What another process has written without an announcement on the bus.
        self._hub.wake(meeting_id for meeting_id, seq in found.last_seqs.items() if seq > delivered[meeting_id])

    def _find(self, asked: list[int], meeting_ids: list[int], connection: Connection) -> _Found:
        return _Found(
            nodes.find_due(connection, self._site),
            {number: REGISTRY.due_work[number].find(connection) for number in asked},
            watch.find_last_seqs(connection, meeting_ids),
        )

    async def _expire(self, due: DueWork) -> None:
        """Each node and meeting in a transaction of its own: none delays another, and what fails is tried again."""
        for node in due.nodes:
            await self._executor.write(partial(self._expire_node, node))
        for meeting_id in sorted({*due.graces, *due.empty}):
            await self._executor.write(partial(self._expire_meeting, meeting_id))

    async def _do_due(self, number: int, due: Due) -> None:
        """What a feature has to do after some time."""
        for meeting_id in due.meetings:
            await self._executor.write(partial(_do, REGISTRY.due_work[number], meeting_id))
        if due.after is not None:
            again = asyncio.get_running_loop().time() + due.after.total_seconds()
            self._due_at[number] = min(self._due_at[number], again)

    def _expire_node(self, node: str, session: Session) -> None:
        nodes.expire_node(session, self._site, node)

    def _expire_meeting(self, meeting_id: int, session: Session) -> None:
        nodes.expire_meeting(session, self._site, meeting_id)


def _do(work: DueSpec, meeting_id: int, session: Session) -> None:
    work.do(session, meeting_id)


def _heartbeat(node: str, session: Session) -> bool:
    return nodes.heartbeat(session, node)
