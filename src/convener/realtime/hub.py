"""The hub of a node: it knows the sockets of each meeting and sends them its events.

Everything here runs on the event loop, except for reads and writes of the database. For each meeting with sockets on
this node one task reads new events, once, whoever wrote them: this node, another one, the command line. An event is
encoded once for each audience; a delivery is then one entry in the queue of a socket, so the cost is linear in
deliveries.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from functools import partial
from typing import Literal

import structlog
from sqlalchemy.orm import Session

from convener.domain.errors import DomainError
from convener.domain.events.log import RoomEvent, read_room_events
from convener.domain.room import mesh_slots
from convener.domain.site import Site, now
from convener.media.ice import IceServers

from . import admission, close_reasons, metrics
from .admission import Admission
from .connection import Connection
from .effects import Effects
from .executor import DatabaseExecutor
from .protocol.batches import EventBatch
from .protocol.messages import Closing, IceServer, Peer, Peers, SignalData, SignalFrom, encode

log = structlog.get_logger("convener.realtime.hub")

MAX_BATCH = 500
"""Events that are read at once."""


class Room:
    """A meeting with sockets on this node. ``seq`` is the number of the last event that was delivered."""

    def __init__(self, meeting_id: int, seq: int) -> None:
        self.meeting_id = meeting_id
        self.seq = seq
        self.connections: dict[str, Connection] = {}
        """By peer id."""
        self.new_events = asyncio.Event()
        self.task: asyncio.Task[None] | None = None

    @property
    def pause(self) -> float:
        """Seconds to wait after a batch: none in a small room; in a large one some 40 ms, so that what happens at the
        same time is sent in one frame."""
        return min(0.04, len(self.connections) * 0.0002)


class Hub:
    """The sockets of this node by meeting."""

    def __init__(self, site: Site, executor: DatabaseExecutor, ice: IceServers) -> None:
        self._site = site
        self._executor = executor
        self._ice = ice
        self._rooms: dict[int, Room] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    # -------------------------------------------------------------------------------------- connections

    def attach(self, connection: Connection, admission: Admission) -> None:
        """Send a connection its state, and from then on the events of the meeting."""
        room = self._rooms.get(admission.meeting_id)
        if room is None:
            room = self._rooms[admission.meeting_id] = Room(admission.meeting_id, admission.seq)
            room.task = asyncio.create_task(self._deliver_events(room))
            metrics.MEETINGS.set(len(self._rooms))
        previous = room.connections.get(admission.peer_id)
        if previous is not None and previous is not connection:
            previous.close(close_reasons.TAKEN_OVER)
        room.connections[admission.peer_id] = connection
        connection.meeting_id, connection.participant_id = admission.meeting_id, admission.participant_id
        connection.person_id, connection.peer_id = admission.person_id, admission.peer_id
        connection.opened_at, connection.seq = admission.opened_at, admission.seq
        connection.in_lobby, connection.sees_lobby = admission.in_lobby, admission.sees_lobby
        connection.send(admission.first_message)
        if admission.missed_events:
            frame = EventBatch(admission.missed_events).frame(admission.person_id, admission.sees_lobby, 0)
            if frame.text is not None:
                connection.send_frame(frame.text)
        if not connection.in_lobby:
            self._send_peers(connection, admission.slots)
        self._catch_up(room, admission.seq)

    def detach(self, connection: Connection) -> None:
        """Forget a socket that is gone."""
        room = self._rooms.get(connection.meeting_id)
        if room is None or room.connections.get(connection.peer_id) is not connection:
            return
        del room.connections[connection.peer_id]
        if not room.connections:
            del self._rooms[room.meeting_id]
            metrics.MEETINGS.set(len(self._rooms))
            if room.task is not None:
                room.task.cancel()

    def close_all(self, closing: Closing) -> None:
        """Close all sockets of this node that are in a room or its lobby."""
        for room in self._rooms.values():
            for connection in room.connections.values():
                connection.close(closing)

    async def stop(self) -> None:
        """End all tasks."""
        tasks = [room.task for room in self._rooms.values() if room.task is not None] + list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # ------------------------------------------------------------------------------------------- events

    def wake(self, meeting_ids: Iterable[int]) -> None:
        """Read new events of these meetings, where they have sockets here."""
        for meeting_id in meeting_ids:
            room = self._rooms.get(meeting_id)
            if room is not None:
                room.new_events.set()

    def delivered(self) -> dict[int, int]:
        """The meetings with sockets here, and the number of the last event that was delivered in each."""
        return {room.meeting_id: room.seq for room in self._rooms.values()}

    async def _deliver_events(self, room: Room) -> None:
        """The task of a room: reads its new events and delivers them, until it is cancelled."""
        while True:
            await room.new_events.wait()
            room.new_events.clear()
            seq = room.seq
            try:
                events = await self._executor.read(partial(_read_events, room.meeting_id, seq))
            except Exception as error:
                # The database does not answer. The events are read as soon as it does.
                log.warning("cannot read events", error=str(error))
                await asyncio.sleep(1.0)
                room.new_events.set()
                continue
            if room.seq != seq:
                room.new_events.set()
                continue
            if not events:
                continue
            room.seq = events[-1].seq
            if len(events) == MAX_BATCH:
                room.new_events.set()
            try:
                self._deliver(room, seq, events)
            except Exception:
                log.exception("events could not be delivered", meeting=room.meeting_id, seq=seq)
                # It is not known which browsers got them: all reconnect and resume.
                for connection in list(room.connections.values()):
                    connection.close(close_reasons.RESTART)
            metrics.LAG.observe(max(0.0, (now() - events[-1].at).total_seconds()))
            await asyncio.sleep(room.pause)

    def _deliver(self, room: Room, base: int, events: list[RoomEvent]) -> None:
        """Send the events after ``base`` to every socket: to each those that it does not have and may get."""
        batch, effects = EventBatch(events, base), Effects(events)
        delivered = 0
        for connection in list(room.connections.values()):
            seq = connection.seq
            if seq is None or seq >= batch.last_seq or connection.closing:
                continue
            connection.seq = batch.last_seq
            if connection.in_lobby:
                self._deliver_to_lobby(connection, effects, seq)
                continue
            closing = effects.departure(connection.person_id, seq)
            if closing is None and effects.changes_view(connection.person_id, seq, connection.sees_lobby):
                connection.seq = None
                self._spawn(self._refresh(connection))
                continue
            frame = batch.frame(connection.person_id, connection.sees_lobby, seq)
            if frame.text is not None:
                connection.send_frame(frame.text)
                delivered += frame.events
            peers = effects.slots(seq)
            if closing is not None:
                connection.close(closing)
            elif peers is not None:
                self._send_peers(connection, peers)
        metrics.DELIVERED.inc(delivered)

    def _catch_up(self, room: Room, seq: int) -> None:
        """Deliver the events after ``seq`` again, where others have got them already and one connection has not: those
        that have them are passed over."""
        if seq < room.seq:
            room.seq = seq
            room.new_events.set()

    # ------------------------------------------------------------------------------------ peers and signals

    def _send_peers(self, connection: Connection, peers: mesh_slots.Peers) -> None:
        """Tell a browser who exchanges sound and picture; one that does not is told the reason, and only once."""
        has_slot = any(peer_id == connection.peer_id for peer_id, _ in peers)
        other_tab = any(person_id == connection.person_id for _, person_id in peers)
        reason: Literal["full", "other_tab"] | None = None if has_slot else ("other_tab" if other_tab else "full")
        if not has_slot and connection.no_slot_reason == reason:
            return
        connection.no_slot_reason = reason
        servers = self._ice.for_person(connection.person_id) if has_slot else []
        connection.send(
            Peers(
                place=has_slot,
                reason=reason,
                peers=[Peer(peer_id=peer_id, person_id=person_id) for peer_id, person_id in peers] if has_slot else [],
                ice_servers=[
                    IceServer(urls=one.url_list, username=one.username, credential=one.credential) for one in servers
                ],
            )
        )
        connection.set_known_peers(frozenset(peer_id for peer_id, _ in peers) if has_slot else frozenset())

    def signal(self, meeting_id: int, sender: str, to: str, data: SignalData) -> bool:
        """Send a negotiation step to a peer of the meeting on this node; returns whether the peer is on this node."""
        room = self._rooms.get(meeting_id)
        target = room.connections.get(to) if room is not None else None
        if target is None:
            return False
        metrics.SIGNALS.inc()
        target.send_signal(sender, encode(SignalFrom(sender=sender, data=data)).decode())
        return True

    # ---------------------------------------------------------------------------- the lobby, and changed views

    def _deliver_to_lobby(self, connection: Connection, effects: Effects, seq: int) -> None:
        """What events after ``seq`` mean for a connection in the lobby, which gets no events."""
        closing = effects.turned_away(connection.person_id, seq)
        if closing is not None:
            connection.close(closing)
        elif effects.may_enter(connection.person_id, seq):
            connection.seq = None
            self._spawn(self._admit(connection))

    async def _admit(self, connection: Connection) -> None:
        """Let a connection enter from the lobby."""
        try:
            admitted = await self._executor.write(
                lambda session: admission.admit(
                    session,
                    self._site,
                    connection.participant_id,
                    connection.peer_id,
                    connection.media,
                    connection.origin,
                )
            )
        except DomainError as error:
            connection.close(close_reasons.for_entry(error, otherwise=close_reasons.DENIED))
            return
        except Exception:
            log.exception("a participant could not be admitted")
            connection.close(close_reasons.RESTART)
            return
        if admitted is None:
            connection.close(close_reasons.LOST)
        elif admitted.in_lobby:
            connection.seq = admitted.seq
            room = self._rooms.get(connection.meeting_id)
            if room is not None:
                self._catch_up(room, admitted.seq)
        elif not connection.closing:
            metrics.ENTERED.labels("admitted").inc()
            self.attach(connection, admitted)

    async def _refresh(self, connection: Connection) -> None:
        """Send a new snapshot to a participant whose view has changed."""
        try:
            refreshed = await self._executor.write(
                lambda session: admission.refresh(session, self._site, connection.participant_id, connection.peer_id)
            )
        except Exception:
            log.exception("no fresh snapshot could be made")
            connection.close(close_reasons.RESTART)
            return
        if refreshed is None:
            connection.close(close_reasons.LOST)
        elif not connection.closing:
            self.attach(connection, refreshed)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _read_events(meeting_id: int, seq: int, session: Session) -> list[RoomEvent]:
    return read_room_events(session, meeting_id, seq, MAX_BATCH)
