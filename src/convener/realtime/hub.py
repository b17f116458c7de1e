"""The hub of a node: it knows the sockets of each meeting and tells them what happens.

Everything here runs on the event loop, but for reads and writes of the database, which go through threads. For each
meeting with local sockets one task reads new events, once, whoever wrote them: this node, another one, the command
line. An event is encoded once for each kind of audience; a delivery is then one entry in the queue of a socket, so the
cost is linear in deliveries.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from functools import partial
from typing import Any, Literal

import msgspec
import structlog
from sqlalchemy.orm import Session

from convener.domain.access.policy import EntryState
from convener.domain.errors import DomainError
from convener.domain.events.log import RoomEvent, read_room_events
from convener.domain.room import mesh_slots
from convener.domain.site import Site, now
from convener.media.ice import IceServers

from . import admission, close_reasons, metrics
from .admission import Entered
from .connection import Connection
from .effects import Effects
from .executor import DatabaseExecutor
from .protocol.messages import Closing, Events, IceServer, Peer, Peers, SignalData, SignalFrom, encode
from .protocol.views import EncodedEvent, encode_event

log = structlog.get_logger("convener.realtime.hub")

READ_AT_ONCE = 500
"""Events that are read in one go."""


class Room:
    """A meeting with sockets on this node. ``seq`` is the last event that was handed out."""

    def __init__(self, meeting_id: int, seq: int) -> None:
        self.meeting_id = meeting_id
        self.seq = seq
        self.links: dict[str, Connection] = {}
        self.news = asyncio.Event()
        self.task: asyncio.Task[None] | None = None

    @property
    def pause(self) -> float:
        """Seconds to wait after events before the next ones: none in a small room, a blink in a large one, where it
        lets what happens at the same time travel in one frame."""
        return min(0.04, len(self.links) * 0.0002)


class Hub:
    """The sockets of this node by meeting."""

    def __init__(self, site: Site, threads: DatabaseExecutor, ice: IceServers) -> None:
        self._rules = site
        self._threads = threads
        self._ice = ice
        self._rooms: dict[int, Room] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    # ---------------------------------------------------------------------------------- coming and going

    def attach(self, link: Connection, entered: Entered) -> None:
        """Tell a connection its state, and everything that happens from then on."""
        room = self._rooms.get(entered.meeting_id)
        if room is None:
            room = self._rooms[entered.meeting_id] = Room(entered.meeting_id, entered.seq)
            room.task = asyncio.create_task(self._hand_out(room))
            metrics.MEETINGS.set(len(self._rooms))
        before = room.links.get(entered.peer_id)
        if before is not None and before is not link:
            before.close(close_reasons.TAKEN_OVER)
        room.links[entered.peer_id] = link
        link.meeting_id, link.participant_id = entered.meeting_id, entered.participant_id
        link.person, link.peer_id, link.opened_at = entered.person, entered.peer_id, entered.opened_at
        link.in_lobby, link.sees_lobby, link.seq = entered.in_lobby, entered.sees_lobby, entered.seq
        link.tell(entered.first)
        if entered.missed:
            bodies = [one for one in map(encode_event, entered.missed) if one is not None]
            frame, _ = _frame(bodies, 0, link, entered.seq, entered.missed[-1].inside)
            if frame is not None:
                link.put(frame)
        if not link.in_lobby:
            self._tell_peers(link, entered.slots)
        if entered.seq < room.seq:
            # Others were told more than this one's state has in it: read those events again, for it alone.
            room.seq = entered.seq
            room.news.set()

    def detach(self, link: Connection) -> None:
        """A socket is gone."""
        room = self._rooms.get(link.meeting_id)
        if room is None or room.links.get(link.peer_id) is not link:
            return
        del room.links[link.peer_id]
        if not room.links:
            del self._rooms[room.meeting_id]
            metrics.MEETINGS.set(len(self._rooms))
            if room.task is not None:
                room.task.cancel()

    def close_all(self, closing: Closing) -> None:
        """Close all sockets of this node."""
        for link in self.links():
            link.close(closing)

    def links(self) -> list[Connection]:
        """All sockets of this node that are in a room or in its lobby."""
        return [link for room in self._rooms.values() for link in room.links.values()]

    async def stop(self) -> None:
        """End the tasks."""
        tasks = [room.task for room in self._rooms.values() if room.task is not None] + list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # ------------------------------------------------------------------------------------------- events

    def wake(self, meeting_ids: Iterable[int]) -> None:
        """These meetings may have new events."""
        for meeting_id in meeting_ids:
            room = self._rooms.get(meeting_id)
            if room is not None:
                room.news.set()

    def known(self) -> dict[int, int]:
        """The meetings with sockets here, and the last event that was handed out in each."""
        return {room.meeting_id: room.seq for room in self._rooms.values()}

    async def _hand_out(self, room: Room) -> None:
        while True:
            await room.news.wait()
            room.news.clear()
            seq = room.seq
            try:
                found = await self._threads.read(partial(_read, room.meeting_id, seq))
            except Exception as error:
                # The database is away: nothing is lost, it is read when it is back.
                log.warning("cannot read events", error=str(error))
                await asyncio.sleep(1.0)
                room.news.set()
                continue
            if room.seq != seq:
                room.news.set()
                continue
            if not found:
                continue
            room.seq = found[-1].seq
            if len(found) == READ_AT_ONCE:
                room.news.set()
            try:
                self._deliver(room, seq, found)
            except Exception:
                log.exception("events could not be delivered", meeting=room.meeting_id, seq=seq)
                # Whoever is at an unknown place in the order comes back and resumes.
                for link in list(room.links.values()):
                    link.close(close_reasons.RESTART)
            metrics.LAG.observe(max(0.0, (now() - found[-1].at).total_seconds()))
            await asyncio.sleep(room.pause)

    def _deliver(self, room: Room, base: int, found: list[RoomEvent]) -> None:
        """Hand the events after ``base`` to every socket, to each those that it has not got and may hear."""
        last, inside = found[-1].seq, found[-1].inside
        bodies = [one for one in map(encode_event, found) if one is not None]
        effects = Effects(found)
        alone = {one.person_only for one in bodies if one.person_only}
        frames: dict[tuple[int, bool, str], tuple[str | None, int]] = {}
        delivered = 0
        for link in list(room.links.values()):
            seq = link.seq
            if seq is None or seq >= last or link.closing:
                continue
            link.seq = last
            if link.in_lobby:
                self._move_on(link, effects, seq)
                continue
            closing = effects.departure(link.person, seq)
            if closing is None and effects.changes_view(link.person, seq, link.sees_lobby):
                link.seq = None
                self._spawn(self._refresh(link))
                continue
            key = (max(seq, base), link.sees_lobby, link.person if link.person in alone else "")
            if key not in frames:
                frames[key] = _frame(bodies, key[0], link, last, inside)
            frame, count = frames[key]
            if frame is not None:
                link.put(frame)
                delivered += count
            peers = effects.slots(seq)
            if closing is not None:
                link.close(closing)
            elif peers is not None:
                self._tell_peers(link, peers)
        metrics.DELIVERED.inc(delivered)

    def _tell_peers(self, link: Connection, peers: mesh_slots.Peers) -> None:
        """Say who exchanges sound and picture; to those who do not, only once why."""
        place = any(peer_id == link.peer_id for peer_id, _ in peers)
        other_tab = any(person == link.person for _, person in peers)
        reason: Literal["full", "other_tab"] | None = None if place else ("other_tab" if other_tab else "full")
        if not place and link.no_place_because == reason:
            return
        link.no_place_because = reason
        servers = self._ice.for_person(link.person) if place else []
        link.tell(
            Peers(
                place=place,
                reason=reason,
                peers=[Peer(peer_id=peer_id, person_id=person) for peer_id, person in peers] if place else [],
                ice_servers=[
                    IceServer(urls=one.url_list, username=one.username, credential=one.credential) for one in servers
                ],
            )
        )
        link.now_knows(frozenset(peer_id for peer_id, _ in peers) if place else frozenset())

    def signal(self, meeting_id: int, sender: str, to: str, data: SignalData) -> bool:
        """Pass a negotiation step to a peer of the meeting on this node; returns whether it is here."""
        room = self._rooms.get(meeting_id)
        target = room.links.get(to) if room is not None else None
        if target is None:
            return False
        metrics.SIGNALS.inc()
        target.signal(sender, encode(SignalFrom(sender=sender, data=data)).decode())
        return True

    def _move_on(self, link: Connection, effects: Effects, seq: int) -> None:
        """What events after ``seq`` mean to somebody in the lobby."""
        closing = effects.turned_away(link.person, seq)
        if closing is not None:
            link.close(closing)
        elif effects.may_enter(link.person, seq):
            link.seq = None
            self._spawn(self._admit(link))

    async def _admit(self, link: Connection) -> None:
        try:
            entered = await self._threads.write(
                lambda session: admission.admit(
                    session, self._rules, link.participant_id, link.peer_id, link.media, link.origin
                )
            )
        except DomainError as error:
            link.close(close_reasons.for_entry(error.word) if error.word in set(EntryState) else close_reasons.DENIED)
            return
        except Exception:
            log.exception("somebody could not be admitted")
            link.close(close_reasons.RESTART)
            return
        if entered is None:
            link.close(close_reasons.LOST)
        elif entered.in_lobby:
            self._resume(link, entered.seq)
        elif not link.closing:
            metrics.ENTERED.labels("admitted").inc()
            self.attach(link, entered)

    async def _refresh(self, link: Connection) -> None:
        """Give a fresh snapshot to somebody who may see other things than before."""
        try:
            entered = await self._threads.write(
                lambda session: admission.refresh(session, self._rules, link.participant_id, link.peer_id)
            )
        except Exception:
            log.exception("no fresh snapshot could be made")
            link.close(close_reasons.RESTART)
            return
        if entered is None:
            link.close(close_reasons.LOST)
        elif not link.closing:
            self.attach(link, entered)

    def _resume(self, link: Connection, seq: int) -> None:
        link.seq = seq
        room = self._rooms.get(link.meeting_id)
        if room is not None and seq < room.seq:
            room.seq = seq
            room.news.set()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _read(meeting_id: int, seq: int, session: Session) -> list[RoomEvent]:
    return read_room_events(session, meeting_id, seq, READ_AT_ONCE)


def _frame(bodies: list[EncodedEvent], after: int, link: Connection, seq: int, inside: int) -> tuple[str | None, int]:
    """The frame with the events after that number that this audience hears, and how many; None where it is none."""
    heard = [one.body for one in bodies if one.seq > after and one.is_for(link.person, link.sees_lobby)]
    if not heard:
        return None, 0
    frame = _Batch(seq=seq, events=[msgspec.Raw(body) for body in heard], people_total=inside)
    return encode(frame).decode(), len(heard)


class _Batch(msgspec.Struct, tag="events", rename="camel", kw_only=True):
    """:class:`Events` with events that are encoded already; the fields are checked against it below."""

    seq: int
    events: list[msgspec.Raw]
    people_total: int


assert _Batch.__struct_encode_fields__ == Events.__struct_encode_fields__  # noqa: S101 - a mistake of ours, at import
