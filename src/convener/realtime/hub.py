"""The hub of a node: it knows the sockets of each meeting and sends them its events, and what passes.

Everything here runs on the event loop, except for reads and writes of the database. For each meeting with sockets on
this node one task reads new events, once, whoever wrote them: this node, another one, the command line. An event is
encoded once for each audience; a delivery is then one entry in the queue of a socket, so the cost is linear in
deliveries.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Coroutine, Iterable
from dataclasses import replace
from functools import partial
from typing import Protocol

import msgspec
import structlog
from sqlalchemy.orm import Session

from convener.domain.errors import DomainError
from convener.domain.events.kinds.media import MeshSlotsChanged
from convener.domain.events.log import RoomEvent
from convener.domain.events.payload import Payload
from convener.domain.site import Site, now
from convener.media.ice import IceServers

from . import admission, close_reasons, metrics
from .absent import AbsentPages
from .admission import Admission
from .audience import Audience, unseen_by_attendees
from .batches import EventBatch, PassingBatch
from .bus import Bus, RelayedPassing, RelayedReply
from .connection import Connection
from .documents.connection import DocumentConnection
from .effects import Effects
from .events import read_events
from .executor import DatabaseExecutor
from .feature import Passing
from .protocol.messages import Closing
from .protocol.wire import Wire, encode
from .registry import REGISTRY

log = structlog.get_logger("convener.realtime.hub")

MAX_BATCH = 500
"""Events that are read at once."""

MAX_PASSING = 1000
"""Messages that wait to be passed on in a room; where more come in one pause, the oldest are lost."""


class Room:
    """A meeting with sockets on this node. ``seq`` is the number of the last event that was delivered; ``grace`` is for
    how many seconds a lost socket may come back."""

    def __init__(self, meeting_id: int, seq: int, grace: float) -> None:
        self.meeting_id = meeting_id
        self.seq = seq
        self.connections: dict[str, Connection] = {}
        """By peer id."""
        self.absent = AbsentPages(grace)
        self.documents: dict[str, DocumentConnection] = {}
        """Document sockets, by peer id."""
        self.hidden: dict[str, HiddenPeer] = {}
        """By peer id."""
        self.new_events = asyncio.Event()
        self.passing: deque[tuple[Audience, bytes]] = deque(maxlen=MAX_PASSING)
        self.task: asyncio.Task[None] | None = None

    @property
    def pause(self) -> float:
        """Seconds to wait after a batch: none in a small room; in a large one some 40 ms, so that what happens at the
        same time is sent in one frame."""
        return min(0.04, len(self.connections) * 0.0002)


class HiddenPeer(Protocol):
    """A peer of the mesh without a socket, which belongs to nobody: a recorder. ``seq``: the last event it was told
    of."""

    meeting_id: int
    peer_id: str
    seq: int

    def follow(self, payload: MeshSlotsChanged) -> None:
        """Who exchanges sound and picture has changed."""

    def receive(self, message: Wire) -> None:
        """A message for this peer."""


class Hub:
    """The sockets of this node by meeting. ``node`` is its name, ``bus`` leads to the others."""

    def __init__(self, node: str, site: Site, executor: DatabaseExecutor, ice: IceServers, bus: Bus) -> None:
        self.ice = ice
        self._node = node
        self._site = site
        self._executor = executor
        self._bus = bus
        self._rooms: dict[int, Room] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    # -------------------------------------------------------------------------------------- connections

    def attach(self, connection: Connection, admission: Admission) -> None:
        """Send a connection its state, and from then on the events of the meeting."""
        room = self._open_room(admission.meeting_id, admission.seq)
        previous = room.connections.get(admission.peer_id)
        if previous is not None and previous is not connection:
            previous.close(close_reasons.TAKEN_OVER)
        room.connections[admission.peer_id] = connection
        connection.meeting_id, connection.participant_id = admission.meeting_id, admission.participant_id
        connection.listener, connection.peer_id = admission.listener, admission.peer_id
        connection.opened_at, connection.seq = admission.opened_at, admission.seq
        connection.in_lobby = admission.in_lobby
        connection.send(admission.first_message)
        if admission.missed_events:
            missed = EventBatch(admission.missed_events)
            missed.send_to(connection)
            metrics.FRAMES.inc(missed.frames)
        self._follow(connection, admission.current)
        for message in room.absent.pop_messages(admission.peer_id):
            REGISTRY.replies[type(message)](connection, message)
        self._catch_up(room, admission.seq)

    def detach(self, connection: Connection) -> None:
        """Forget a socket that is gone."""
        room = self._rooms.get(connection.meeting_id)
        if room is None or room.connections.get(connection.peer_id) is not connection:
            return
        del room.connections[connection.peer_id]
        room.absent.add(connection.peer_id)
        self._close_empty(room)

    def attach_documents(self, connection: DocumentConnection) -> None:
        """Close a document socket when its participant leaves, and change its rights with the role."""
        room = self._open_room(connection.meeting_id, connection.seq)
        previous = room.documents.get(connection.peer_id)
        if previous is not None:
            previous.close(close_reasons.TAKEN_OVER)
        room.documents[connection.peer_id] = connection
        self._catch_up(room, connection.seq)

    def detach_documents(self, connection: DocumentConnection) -> None:
        """Forget a document socket that is gone."""
        room = self._rooms.get(connection.meeting_id)
        if room is not None and room.documents.get(connection.peer_id) is connection:
            del room.documents[connection.peer_id]
            self._close_empty(room)

    def attach_hidden(self, peer: HiddenPeer) -> None:
        """Tell a hidden peer from now on who exchanges sound and picture, and hand it what is sent to it."""
        room = self._open_room(peer.meeting_id, peer.seq)
        room.hidden[peer.peer_id] = peer
        self._catch_up(room, peer.seq)

    def detach_hidden(self, meeting_id: int, peer_id: str) -> None:
        """Forget a hidden peer."""
        room = self._rooms.get(meeting_id)
        if room is not None and room.hidden.pop(peer_id, None) is not None:
            self._close_empty(room)

    def _open_room(self, meeting_id: int, seq: int) -> Room:
        room = self._rooms.get(meeting_id)
        if room is None:
            room = self._rooms[meeting_id] = Room(meeting_id, seq, self._site.reconnect_grace.total_seconds())
            room.task = asyncio.create_task(self._deliver_events(room))
            metrics.MEETINGS.set(len(self._rooms))
        return room

    def _close_empty(self, room: Room) -> None:
        if not room.connections and not room.documents and not room.hidden:
            del self._rooms[room.meeting_id]
            metrics.MEETINGS.set(len(self._rooms))
            if room.task is not None:
                room.task.cancel()

    def close_all(self, closing: Closing) -> None:
        """Close all sockets of this node that are in a room or its lobby."""
        for room in self._rooms.values():
            for connection in [*room.connections.values(), *room.documents.values()]:
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
                log.warning("cannot read events", exc_info=error)
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
                for connection in [*room.connections.values(), *room.documents.values()]:
                    connection.close(close_reasons.RESTART)
            metrics.LAG.observe(max(0.0, (now() - events[-1].at).total_seconds()))
            await asyncio.sleep(room.pause)

    def _deliver(self, room: Room, base: int, events: list[RoomEvent]) -> None:
        """Send the events after ``base`` to every socket: to each those that it does not have and may get."""
        batch, effects = EventBatch(events, base), Effects(events, REGISTRY.followed, REGISTRY.closing)
        delivered, last_seq = 0, batch.last_seq
        for connection in list(room.connections.values()):
            seq = connection.seq
            if seq is None or seq >= last_seq or connection.closing:
                continue
            connection.seq = last_seq
            if connection.in_lobby:
                self._deliver_to_lobby(connection, effects, seq)
                continue
            if not effects.concern(connection.listener.person_id):
                delivered += batch.send_to(connection, seq)
                continue
            closing = effects.departure(connection.person_id, seq)
            role = effects.new_role(connection.person_id, seq)
            changed = role is not None and self._changes_view(connection, role)
            if closing is None and (changed or effects.changes_sight(connection.listener, seq)):
                connection.seq = None
                self._spawn(self._refresh(connection))
                continue
            delivered += batch.send_to(connection, seq)
            if closing is not None:
                connection.close_after_answer(closing)
            else:
                self._follow(connection, effects.latest(seq))
        metrics.FRAMES.inc(batch.frames)
        metrics.DELIVERED.inc(delivered)
        for documents in list(room.documents.values()):
            self._deliver_to_documents(documents, effects, last_seq)
        for hidden in list(room.hidden.values()):
            known, hidden.seq = hidden.seq, max(hidden.seq, last_seq)
            for payload in effects.latest(known):
                if isinstance(payload, MeshSlotsChanged):
                    hidden.follow(payload)

    def _deliver_to_documents(self, documents: DocumentConnection, effects: Effects, seq: int) -> None:
        """What the events up to ``seq`` mean for a document socket, which gets no events."""
        known, documents.seq = documents.seq, max(documents.seq, seq)
        closing = effects.departure(documents.listener.person_id, known)
        if closing is not None:
            documents.close(closing)
            return
        before = documents.listener
        if (role := effects.new_role(before.person_id, known)) is not None:
            documents.change_role(role)
        if effects.changes_sight(before, known) or effects.changes_sight(documents.listener, known):
            # The page comes back, and is told anew who wrote and who is where.
            documents.close(close_reasons.RESTART)
            return
        documents.follow(effects.latest(known))
        documents.close_by(effects.closing(known))

    def _changes_view(self, connection: Connection, role: str) -> bool:
        """The participant has this role from now on; returns whether another one sees other things in it."""
        before = connection.listener
        if role == before.role:
            return False
        connection.listener = replace(before, role=role)
        return REGISTRY.view(role) != REGISTRY.view(before.role)

    def _follow(self, connection: Connection, payloads: Iterable[Payload]) -> None:
        """Tell features what they follow."""
        for payload in payloads:
            for handler in REGISTRY.follows.get(type(payload), ()):
                handler(self, connection, payload)

    def _catch_up(self, room: Room, seq: int) -> None:
        """Deliver the events after ``seq`` again, where others have got them already and one connection has not: those
        that have them are passed over."""
        if seq < room.seq:
            room.seq = seq
            room.new_events.set()

    # ------------------------------------------------------------------------------- replies, and what passes

    def send_to_peer(self, meeting_id: int, peer_id: str, message: Wire) -> None:
        """Send a reply to one page of the meeting, on this node or another one. For a page whose socket was lost it is
        kept for a moment, in case the page comes back to the same node."""
        if not self._reply(meeting_id, peer_id, message):
            self._bus.publish(RelayedReply(self._node, meeting_id, peer_id, msgspec.Raw(encode(message))))

    def receive_reply(self, relayed: RelayedReply) -> None:
        """Send a reply that another node has relayed."""
        if relayed.meeting in self._rooms:
            self._reply(relayed.meeting, relayed.peer, REGISTRY.decode_reply(bytes(relayed.body)))

    def _reply(self, meeting_id: int, peer_id: str, message: Wire) -> bool:
        room = self._rooms.get(meeting_id)
        if room is None:
            return False
        hidden = room.hidden.get(peer_id)
        if hidden is not None:
            hidden.receive(message)
            return True
        target = room.connections.get(peer_id)
        if target is None:
            room.absent.keep(peer_id, message)
            return False
        REGISTRY.replies[type(message)](target, message)
        return True

    def pass_on(self, meeting_id: int, passing: Passing) -> None:
        """Send what a command passes on to its audience, on all nodes."""
        for narrower, message in passing.messages:
            audience = narrower or REGISTRY.audience_of[type(message)]
            if passing.apart is not None:
                audience = unseen_by_attendees(audience, passing.apart)
            body = encode(message)
            self._pass_here(meeting_id, audience, body)
            self._bus.publish(RelayedPassing(self._node, meeting_id, audience, msgspec.Raw(body)))

    def receive_passing(self, relayed: RelayedPassing) -> None:
        """Send what another node passes on."""
        self._pass_here(relayed.meeting, relayed.audience, bytes(relayed.body))

    def _pass_here(self, meeting_id: int, audience: Audience, body: bytes) -> None:
        room = self._rooms.get(meeting_id)
        if room is None:
            return
        if not room.passing:
            # As for events: what comes within the pause of a large room is sent in one frame.
            asyncio.get_running_loop().call_later(room.pause, self._flush_passing, room)
        room.passing.append((audience, body))

    def _flush_passing(self, room: Room) -> None:
        batch = PassingBatch(list(room.passing))
        room.passing.clear()
        passed = 0
        for connection in list(room.connections.values()):
            if connection.seq is None or connection.in_lobby or connection.closing:
                continue
            passed += batch.send_to(connection)
        metrics.FRAMES.inc(batch.frames)
        metrics.PASSED.inc(passed)

    # ---------------------------------------------------------------------------- the lobby, and changed views

    def _deliver_to_lobby(self, connection: Connection, effects: Effects, seq: int) -> None:
        """What events after ``seq`` mean for a connection in the lobby, which gets no events."""
        closing = effects.turned_away(connection.person_id, seq)
        if closing is not None:
            connection.close_after_answer(closing)
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
    return read_events(session, meeting_id, seq, MAX_BATCH)
