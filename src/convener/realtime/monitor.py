"""What time requires on a node: heartbeats, graces that end, nodes that have died, events that no node announced."""

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
from convener.storage.clock import CLOCK
from convener.storage.database import Database
from convener.storage.models import Meeting

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
                due = await self._executor.read(self._find_due)
                if CLOCK.jumps != self._jumps:
                    log.warning("the clock has jumped; graces begin anew")
                    await self._executor.write(self._bring_back)
                await self._expire(due)
                await self._do_due()
                await self._find_new_events()
            except Exception as error:
                log.warning("the presence monitor could not do its work", exc_info=error)
                await asyncio.sleep(INTERVAL)

    def _bring_back(self, session: Session) -> None:
        jumps = CLOCK.jumps
        nodes.bring_back(session, self._site)
        self._jumps = jumps

    def _find_due(self, session: Session) -> DueWork:
        return nodes.find_due(session, self._site)

    async def _expire(self, due: DueWork) -> None:
        """Each node and meeting in a transaction of its own: none delays another, and what fails is tried again."""
        for node in due.nodes:
            await self._executor.write(partial(self._expire_node, node))
        for meeting_id in sorted({*due.graces, *due.empty}):
            await self._executor.write(partial(self._expire_meeting, meeting_id))

    async def _do_due(self) -> None:
        """What features have to do after some time."""
        loop = asyncio.get_running_loop()
        for number, work in enumerate(REGISTRY.due_work):
            if loop.time() < self._due_at[number]:
                continue
            # Before it is asked: what happens meanwhile has it asked again.
            self._due_at[number] = loop.time() + DUE_INTERVAL
            try:
                due = await self._executor.read(work.find)
                for meeting_id in due.meetings:
                    await self._executor.write(partial(_do, work, meeting_id))
            except BaseException:
                self._due_at[number] = 0.0
                raise
            if due.after is not None:
                again = loop.time() + due.after.total_seconds()
                self._due_at[number] = min(self._due_at[number], again)

    def _expire_node(self, node: str, session: Session) -> None:
        nodes.expire_node(session, self._site, node)

    def _expire_meeting(self, meeting_id: int, session: Session) -> None:
        nodes.expire_meeting(session, self._site, meeting_id)

    async def _find_new_events(self) -> None:
        """Wake the hub for events that another process has written without an announcement on the bus."""
        delivered = self._hub.delivered()
        if not delivered:
            return
        newest = await self._executor.read(partial(_last_seqs, list(delivered)))
        self._hub.wake(meeting_id for meeting_id, seq in newest.items() if seq > delivered[meeting_id])


def _do(work: DueSpec, meeting_id: int, session: Session) -> None:
    work.do(session, meeting_id)


def _heartbeat(node: str, session: Session) -> bool:
    return nodes.heartbeat(session, node)


def _last_seqs(meeting_ids: list[int], session: Session) -> dict[int, int]:
    """The number of the last event of each meeting."""
    seqs: dict[int, int] = {}
    for start in range(0, len(meeting_ids), 500):
        query = select(Meeting.id, Meeting.last_seq).where(Meeting.id.in_(meeting_ids[start : start + 500]))
        seqs.update((meeting_id, seq) for meeting_id, seq in session.execute(query))
    return seqs
