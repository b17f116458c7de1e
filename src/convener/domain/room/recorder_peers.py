"""Hidden peers: recorders to which the browsers of a mesh send sound and picture.

A recorder is nobody: it is in no list of people, takes no slot, counts in no limit. Its peer is told to the pages that
have a slot, with the slots (:func:`.mesh_slots.slots_event`).
"""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.meetings.state import MeetingStatus
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.stored_settings import read_settings
from convener.storage.models import Meeting

from . import feature_settings

_FEATURE = "recorder"


class RecorderPeer(Struct, frozen=True, kw_only=True):
    """A hidden peer, and the node whose recorder it is."""

    peer_id: str
    node: str


class RecorderPeers(Struct, frozen=True, kw_only=True):
    """The hidden peers of a meeting."""

    peers: list[RecorderPeer] = []


def new_peer_id() -> str:
    """An id that is smaller than that of any page: the page then makes the offers, and the recorder only answers."""
    return "-" + random_text(LOWERCASE_AND_DIGITS, 23)


def current(meeting: Meeting) -> list[str]:
    """The ids of the hidden peers of a meeting."""
    if not (meeting.room_settings or {}).get(_FEATURE):
        return []
    return [one.peer_id for one in feature_settings.read(meeting, _FEATURE, RecorderPeers).peers]


def add(meeting: Meeting, node: str) -> str:
    """Add a hidden peer of this node to a meeting, which the caller has locked; returns its id. Pages are not told
    (:func:`.mesh_slots.record_slots`)."""
    stored = feature_settings.read(meeting, _FEATURE, RecorderPeers)
    peer = RecorderPeer(peer_id=new_peer_id(), node=node)
    feature_settings.write(meeting, _FEATURE, RecorderPeers(peers=[*stored.peers, peer]))
    return peer.peer_id


def clear(meeting: Meeting) -> None:
    """The meeting, which the caller has locked, is finished: nobody is left to send."""
    if current(meeting):
        feature_settings.write(meeting, _FEATURE, RecorderPeers())


def remove(meeting: Meeting, *, peer_id: str | None = None, node: str | None = None) -> bool:
    """Remove a hidden peer, or all of a node, from a meeting, which the caller has locked; returns whether there was
    one."""
    stored = feature_settings.read(meeting, _FEATURE, RecorderPeers)
    left = [one for one in stored.peers if one.peer_id != peer_id and one.node != node]
    if len(left) == len(stored.peers):
        return False
    feature_settings.write(meeting, _FEATURE, RecorderPeers(peers=left))
    return True


def meetings_of(session: Session, node: str) -> list[int]:
    """The meetings in progress with a hidden peer of this node; looked for when a node has died, so rarely."""
    running = (MeetingStatus.IN_PROGRESS.value, MeetingStatus.HOST_LEFT.value)
    query = select(Meeting.id, Meeting.room_settings).where(Meeting.status.in_(running)).order_by(Meeting.id)
    found: list[int] = []
    for meeting_id, stored in session.execute(query):
        peers = read_settings(RecorderPeers, (stored or {}).get(_FEATURE)).peers
        if any(one.node == node for one in peers):
            found.append(meeting_id)
    return found
