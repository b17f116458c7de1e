"""The rooms of this node as its recorder uses them: hidden peers come in, are told who sends, and negotiate.

What is told and passed here is what pages are told and pass: a hidden peer gets the steps that pages of its meeting
send to it, and its steps reach pages that were told of it (``features/media.py``).
"""

from __future__ import annotations

import msgspec
import structlog
from sqlalchemy.orm import Session

from convener.domain.events.kinds.media import MeshSlotsChanged
from convener.domain.meetings import meetings
from convener.domain.room import mesh_slots, recorder_peers
from convener.recording.messages import IceServer
from convener.recording.supervisor import RoomLink

from .executor import DatabaseExecutor
from .features.media import SignalData, SignalFrom
from .hub import Hub
from .protocol.wire import Wire, encode

log = structlog.get_logger("convener.realtime.recorder")


class _Recorder:
    """A hidden peer (:class:`.hub.HiddenPeer`), and the capture behind it."""

    def __init__(self, hub: Hub, meeting_id: int, peer_id: str, seq: int, link: RoomLink) -> None:
        self.meeting_id, self.peer_id, self.seq = meeting_id, peer_id, seq
        self._hub = hub
        self._link = link

    def follow(self, payload: MeshSlotsChanged) -> None:
        servers = [
            IceServer(urls=one.url_list, username=one.username, credential=one.credential)
            for one in self._hub.ice.for_person(self.peer_id)
        ]
        self._link.set_senders([(peer_id, person) for peer_id, person in payload.peers], servers)

    def receive(self, message: Wire) -> None:
        if isinstance(message, SignalFrom):
            self._link.receive(message.sender, encode(message.data))


class RecorderRooms:
    """The rooms of this node (:class:`convener.recording.supervisor.Rooms`)."""

    def __init__(self, node: str, executor: DatabaseExecutor, hub: Hub) -> None:
        self._node = node
        self._executor = executor
        self._hub = hub

    async def join(self, meeting_id: int, link: RoomLink) -> str:
        """Put a hidden peer into the room of a meeting, and tell the pages; returns its id."""
        peer_id, slots, seq = await self._executor.write(lambda session: _join(session, meeting_id, self._node))
        peer = _Recorder(self._hub, meeting_id, peer_id, seq, link)
        self._hub.attach_hidden(peer)
        peer.follow(slots)
        return peer_id

    async def leave(self, meeting_id: int, peer_id: str) -> None:
        """Take a hidden peer out again, and tell the pages."""
        self._hub.detach_hidden(meeting_id, peer_id)
        await self._executor.write(lambda session: _leave(session, meeting_id, peer_id))

    def send(self, meeting_id: int, peer_id: str, to: str, step: bytes) -> None:
        """A step of negotiation of a hidden peer, for a page of the meeting."""
        try:
            data = msgspec.json.decode(step, type=SignalData)
        except msgspec.DecodeError as error:
            log.warning("a recorder's step of negotiation is none", reason=str(error))
            return
        self._hub.send_to_peer(meeting_id, to, SignalFrom(sender=peer_id, data=data))


def _join(session: Session, meeting_id: int, node: str) -> tuple[str, MeshSlotsChanged, int]:
    meeting = meetings.lock_meeting(session, meeting_id)
    peer_id = recorder_peers.add(meeting, node)
    slots = mesh_slots.record_slots(session, meeting, mesh_slots.current(session, meeting))
    session.flush()
    return peer_id, slots, meeting.last_seq


def _leave(session: Session, meeting_id: int, peer_id: str) -> None:
    meeting = meetings.lock_meeting(session, meeting_id)
    if recorder_peers.remove(meeting, peer_id=peer_id):
        mesh_slots.record_slots(session, meeting, mesh_slots.current(session, meeting))
