"""Sound and picture: what each participant sends, who has a slot in the mesh, negotiation between browsers."""

from __future__ import annotations

from collections import deque
from typing import Annotated, Literal

from msgspec import Meta

from convener.domain.access import policy
from convener.domain.errors import DomainError
from convener.domain.events.kinds.media import MeshSlotsChanged
from convener.domain.permissions import RoomAction
from convener.domain.room import moderation
from convener.domain.room.media_flags import Media
from convener.realtime import metrics
from convener.realtime.connection import Connection
from convener.realtime.feature import Acting, Feature, Node, Rate, Relaying, View
from convener.realtime.protocol.wire import Command, Id, Wire

FEATURE = Feature(
    "media", "Sound and picture: what each participant sends, muting, who exchanges media with whom, negotiation."
)

SIGNALS = Rate("signals", 100, 500)
"""The rate of negotiation steps: many come at once when a participant enters."""

MAX_PENDING_SIGNALS = 400
"""Negotiation steps that are kept for a browser that has not been told of their sender yet."""


class Limits(Wire, kw_only=True):
    """``mesh`` is how many participants send sound and picture at once; ``room`` how many may be in the room."""

    mesh: int
    room: int


class MediaSlice(Wire, kw_only=True):
    """The limits of the room."""

    limits: Limits


class IceServer(Wire, kw_only=True):
    """An entry of RTCConfiguration.iceServers (W3C WebRTC 4.2.2)."""

    urls: list[str]
    username: str | None = None
    credential: str | None = None


class Peer(Wire, kw_only=True):
    """A connection that sends and receives media in the mesh, and the participant to whom it belongs; or (``kind``
    ``recorder``) one that records what it is sent, belongs to nobody (``personId`` is empty) and sends nothing."""

    peer_id: str
    person_id: str
    kind: Literal["participant", "recorder"] = "participant"


class SessionDescription(Wire, kw_only=True):
    """RTCSessionDescriptionInit."""

    type: Literal["offer", "answer", "pranswer", "rollback"]
    sdp: Annotated[str, Meta(max_length=60_000)] = ""


class IceCandidate(Wire, kw_only=True):
    """RTCIceCandidateInit."""

    candidate: Annotated[str, Meta(max_length=2_000)] = ""
    sdp_mid: Annotated[str, Meta(max_length=64)] | None = None
    sdp_m_line_index: int | None = None
    username_fragment: Annotated[str, Meta(max_length=256)] | None = None


class TrackNote(Wire, kw_only=True):
    """Tells the receiver what a media stream of the sender shows, by the stream's id (the ``msid``)."""

    stream_id: Annotated[str, Meta(max_length=128)]
    kind: Literal["camera", "screen"]


class SignalData(Wire, kw_only=True):
    """One step of WebRTC negotiation: a description, with ``tracks``, or a candidate.

    ``connection`` numbers the connections of the two pages, one after the other: the first offer of a higher number
    replaces the connection by a new one, steps of a lower number are void. The side with the smaller peer id takes odd
    numbers, the other even ones. ``number`` counts the offers of one side within a connection; in an answer it is that
    of the offer which is answered. ``answered``, in an offer, is the number of the last offer of the other side that
    this side had answered before.
    """

    connection: Annotated[int, Meta(ge=0, le=1_000_000_000)] = 0
    number: Annotated[int, Meta(ge=0, le=1_000_000_000)] = 0
    answered: Annotated[int, Meta(ge=0, le=1_000_000_000)] = 0
    description: SessionDescription | None = None
    candidate: IceCandidate | None = None
    tracks: Annotated[list[TrackNote], Meta(max_length=8)] = []  # noqa: RUF012 - msgspec copies it


class SetMedia(Command, tag="setMedia", kw_only=True):
    """What the caller sends from now on: only what the caller changed; an absent one is unchanged. All are told by
    ``personUpdated``. It changes nothing where the page has no place (``peers``)."""

    microphone: bool | None = None
    camera: bool | None = None
    screen: bool | None = None


class Mute(Command, tag="mute", kw_only=True):
    """Mute one participant, or (``personId`` null) all attendees except the caller and those to ``spare``."""

    person_id: Id | None = None
    spare: Annotated[list[Id], Meta(max_length=500)] = []  # noqa: RUF012 - msgspec copies it


class StopVideo(Command, tag="stopVideo", kw_only=True):
    """Stop the camera or the shared screen of a participant, who may start it again."""

    person_id: Id
    source: Literal["camera", "screen"]


class TakeMedia(Command, tag="takeMedia", kw_only=True):
    """This tab takes over sound and picture of its participant."""


class Signal(Command, tag="signal", kw_only=True):
    """A negotiation step for another peer. It is not stored."""

    to: Id
    data: SignalData


class Peers(Wire, tag="peers", kw_only=True):
    """Who exchanges sound and picture now, including this browser where ``place`` is true.

    Where it is false, ``reason`` says why: ``full`` (the mesh limit is reached; the participant is in the meeting
    nevertheless) or ``other_tab`` (another tab of the participant has sound and picture).
    """

    place: bool
    reason: Literal["full", "other_tab"] | None
    peers: list[Peer]
    ice_servers: list[IceServer]


class SignalFrom(Wire, tag="signal", kw_only=True):
    """A negotiation step from another peer."""

    sender: str
    data: SignalData


FEATURE.reply(Peers)


class MeshState:
    """What one connection was told of the mesh."""

    def __init__(self) -> None:
        self.no_slot_reason: Literal["full", "other_tab"] | None = None
        self.peers: frozenset[str] = frozenset()
        self.pending: deque[SignalFrom] = deque(maxlen=MAX_PENDING_SIGNALS)


class NoSlot(DomainError):
    """A negotiation step from or to a page without a slot in the mesh."""

    word = "no_place"


@FEATURE.slice(MediaSlice)
def _slice(view: View) -> MediaSlice:
    return MediaSlice(limits=Limits(mesh=view.site.mesh_limit, room=policy.seats_of(view.site, view.meeting)))


@FEATURE.change(SetMedia)
def _set_media(acting: Acting, command: SetMedia) -> None:
    media = Media(command.microphone, command.camera, command.screen)
    moderation.set_media(acting.session, acting.insider, media, acting.peer_id)


@FEATURE.change(Mute, may=RoomAction.MUTE_OTHERS)
def _mute(acting: Acting, command: Mute) -> None:
    moderation.mute(acting.session, acting.insider, command.person_id, spared=command.spare)


@FEATURE.change(StopVideo, may=RoomAction.MUTE_OTHERS)
def _stop_video(acting: Acting, command: StopVideo) -> None:
    moderation.stop_video(acting.session, acting.insider, command.person_id, command.source)


@FEATURE.change(TakeMedia)
def _claim_media(acting: Acting, command: TakeMedia) -> None:
    moderation.claim_media(acting.session, acting.site, acting.insider, acting.peer_id)


@FEATURE.relay(Signal, rate=SIGNALS)
def _signal(relaying: Relaying, command: Signal) -> None:
    connection = relaying.connection
    known = connection.state_of(MeshState).peers
    if connection.peer_id not in known or command.to not in known:
        raise NoSlot("One of the two has no place among those with sound and picture.")
    message = SignalFrom(sender=connection.peer_id, data=command.data)
    relaying.node.send_to_peer(connection.meeting_id, command.to, message)


@FEATURE.reply(SignalFrom)
def _receive_signal(connection: Connection, message: SignalFrom) -> None:
    """A negotiation step is never sent before the ``peers`` that name its sender."""
    metrics.SIGNALS.inc()
    state = connection.state_of(MeshState)
    if message.sender in state.peers:
        connection.send(message)
    else:
        state.pending.append(message)


@FEATURE.follow(MeshSlotsChanged)
def _slots_changed(node: Node, connection: Connection, payload: MeshSlotsChanged) -> None:
    """Tell a browser who exchanges sound and picture; one that does not is told the reason, and only once."""
    state = connection.state_of(MeshState)
    peers = [(peer_id, person) for peer_id, person in payload.peers if _sees(connection.person_id, person, payload)]
    has_slot = any(peer_id == connection.peer_id for peer_id, _ in peers)
    other_tab = any(person_id == connection.person_id for _, person_id in peers)
    reason: Literal["full", "other_tab"] | None = None if has_slot else ("other_tab" if other_tab else "full")
    if not has_slot and state.no_slot_reason == reason:
        return
    state.no_slot_reason = reason
    people = [Peer(peer_id=peer_id, person_id=person_id) for peer_id, person_id in peers]
    recorders = [Peer(peer_id=peer_id, person_id="", kind="recorder") for peer_id in payload.recorders]
    servers = node.ice.for_person(connection.person_id) if has_slot else []
    connection.send(
        Peers(
            place=has_slot,
            reason=reason,
            peers=[*people, *recorders] if has_slot else [],
            ice_servers=[
                IceServer(urls=one.url_list, username=one.username, credential=one.credential) for one in servers
            ],
        )
    )
    state.peers = frozenset(one.peer_id for one in [*people, *recorders]) if has_slot else frozenset()
    pending = list(state.pending)
    state.pending.clear()
    for message in pending:
        if message.sender in state.peers:
            connection.send(message)


def _sees(viewer: str, person: str, payload: MeshSlotsChanged) -> bool:
    """Whether these two exchange sound and picture: not two attendees who do not see each other."""
    return person == viewer or person not in payload.apart or viewer not in payload.apart
