"""Every message of the room socket, once.

One WebSocket a connection, JSON text frames, one message a frame. The struct's tag is the field ``type``; field names
travel in camelCase. ``docs/room-protocol.md`` explains the conversation, ``client/src/generated/room.ts`` is made from
these structs.

Two families:

- **commands** (browser to server). A command may carry ``ref``; the server then answers ``done`` or ``refused`` with
  the same ``ref``. The first command of a socket must be ``enter``.
- **server messages**. ``events`` carry what happened, in order, with the sequence number of the meeting; everything
  else is ephemeral and never stored.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

MAX_FRAME_BYTES = 64 * 1024
"""Longest frame that a browser may send; a session description of a busy camera is some 10 KiB."""

Id = Annotated[str, Meta(min_length=1, max_length=64)]
Role = Literal["host", "presenter", "attendee"]
MeetingStatus = Literal["scheduled", "in_progress", "host_left", "finished"]


class Wire(Struct, rename="camel", omit_defaults=False, forbid_unknown_fields=True, kw_only=True):
    """What all structs of the wire share."""


# ---------------------------------------------------------------------------------------------- things


class Person(Wire, kw_only=True):
    """A participant who is in the room, as the others may see them.

    ``hand`` is when the hand went up (null: it is down). ``microphone``, ``camera`` and ``screen`` say what the
    person sends at this moment. ``connected`` is false while a lost connection has its grace.
    """

    id: str
    name: str
    role: Role
    microphone: bool
    camera: bool
    screen: bool
    hand: datetime | None
    connected: bool
    entered_at: datetime


class Waiting(Wire, kw_only=True):
    """Somebody in the lobby; only hosts and presenters are told."""

    id: str
    name: str
    since: datetime


class Meeting(Wire, kw_only=True):
    """The meeting's own state. ``started_at`` is when the first person entered this time."""

    mid: str
    code: str
    title: str
    lang: str
    status: MeetingStatus
    locked: bool
    lobby: bool
    started_at: datetime | None
    ends_at: datetime | None


class IceServer(Wire, kw_only=True):
    """An entry of RTCConfiguration.iceServers (W3C WebRTC 4.2.2)."""

    urls: list[str]
    username: str | None = None
    credential: str | None = None


class Peer(Wire, kw_only=True):
    """A connection that sends and receives media in the mesh, and whose it is."""

    peer_id: str
    person_id: str


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
    """One step of WebRTC negotiation; exactly one of the first two is set. ``tracks`` goes with a description."""

    description: SessionDescription | None = None
    candidate: IceCandidate | None = None
    tracks: Annotated[list[TrackNote], Meta(max_length=8)] = []
    restart: bool = False


# -------------------------------------------------------------------------------------------- commands


class Command(Wire, kw_only=True):
    """What all commands share. ``ref`` is the browser's own number for it."""

    ref: int | None = None


class Enter(Command, tag="enter", kw_only=True):
    """First command: who I am (a room token out of ``POST /api/v1/entries``) and where I was.

    ``last_seq`` is the last sequence number that this browser has applied; with it the server sends the missing
    ``events`` instead of a ``snapshot`` where it still can. ``peer_id`` is the id that this page had before.
    """

    token: Annotated[str, Meta(max_length=512)]
    last_seq: int | None = None
    peer_id: Id | None = None
    microphone: bool = False
    camera: bool = False
    screen: bool = False


class SetMedia(Command, tag="setMedia", kw_only=True):
    """I send these now; an absent one is unchanged."""

    microphone: bool | None = None
    camera: bool | None = None
    screen: bool | None = None


class SetHand(Command, tag="setHand", kw_only=True):
    """Raise or lower a hand: mine, or (host and presenters, lowering only) that of ``person_id``."""

    raised: bool
    person_id: Id | None = None


class Mute(Command, tag="mute", kw_only=True):
    """Host or presenter: mute one person, or everybody but hosts, presenters and me (``person_id`` null)."""

    person_id: Id | None = None


class Remove(Command, tag="remove", kw_only=True):
    """Host or presenter: show somebody out; the person's link stops working."""

    person_id: Id


class SetRole(Command, tag="setRole", kw_only=True):
    """Host: make somebody a presenter or an attendee."""

    person_id: Id
    role: Literal["presenter", "attendee"]


class SetLock(Command, tag="setLock", kw_only=True):
    """Host or presenter: with the lock on nobody new enters."""

    locked: bool


class SetLobby(Command, tag="setLobby", kw_only=True):
    """Host or presenter: with the lobby on, people of the open link wait to be admitted."""

    lobby: bool


class Admit(Command, tag="admit", kw_only=True):
    """Host or presenter: let one (or with ``person_id`` null all) in from the lobby."""

    person_id: Id | None = None


class Deny(Command, tag="deny", kw_only=True):
    """Host or presenter: send somebody in the lobby away."""

    person_id: Id


class EndMeeting(Command, tag="endMeeting", kw_only=True):
    """Host: end the meeting for all."""


class Leave(Command, tag="leave", kw_only=True):
    """I leave (all my tabs): no grace, the visit ends now."""


class TakeMedia(Command, tag="takeMedia", kw_only=True):
    """This tab wants to be the one with sound and picture of its person."""


class Signal(Command, tag="signal", kw_only=True):
    """A negotiation step for another peer. Ephemeral."""

    to: Id
    data: SignalData


class ListPeople(Command, tag="listPeople", kw_only=True):
    """The next page of the people list, after ``after`` (the id of the last one known)."""

    after: Id | None = None


class Ping(Command, tag="ping", kw_only=True):
    """Are you there? Answered with ``pong``."""


AnyCommand = (
    Enter
    | SetMedia
    | SetHand
    | Mute
    | Remove
    | SetRole
    | SetLock
    | SetLobby
    | Admit
    | Deny
    | EndMeeting
    | Leave
    | TakeMedia
    | Signal
    | ListPeople
    | Ping
)


# ---------------------------------------------------------------------------------------------- events


class EventMessage(Wire, kw_only=True):
    """What all sequenced events share: number in the meeting, time, who did it (null: the person itself or nobody)."""

    seq: int
    at: datetime
    by: str | None = None


class PersonEntered(EventMessage, tag="personEntered", kw_only=True):
    """Somebody came in (or came back after having left)."""

    person: Person


class PersonUpdated(EventMessage, tag="personUpdated", kw_only=True):
    """The whole new state of a person. Where ``by`` is another person, somebody did this to them (muted, …)."""

    person: Person


class PersonLeft(EventMessage, tag="personLeft", kw_only=True):
    """Somebody is no longer in the room. ``lost``: the connection did not come back in time."""

    person_id: str
    reason: Literal["left", "lost", "removed", "ended", "cancelled"]


class WaitingAdded(EventMessage, tag="waitingAdded", kw_only=True):
    """Somebody waits in the lobby (hosts and presenters only)."""

    waiting: Waiting


class WaitingGone(EventMessage, tag="waitingGone", kw_only=True):
    """Somebody no longer waits: admitted, denied or gone (hosts and presenters only)."""

    person_id: str


class MeetingUpdated(EventMessage, tag="meetingUpdated", kw_only=True):
    """The whole new state of the meeting."""

    meeting: Meeting


AnyEvent = PersonEntered | PersonUpdated | PersonLeft | WaitingAdded | WaitingGone | MeetingUpdated


# -------------------------------------------------------------------------------------- server messages


class Limits(Wire, kw_only=True):
    """``mesh`` is how many people send sound and picture at once; ``room`` how many may be inside."""

    mesh: int
    room: int


class Snapshot(Wire, tag="snapshot", kw_only=True):
    """The state of the room at ``seq``. ``people`` is the first page; ``people_total`` counts all inside.

    ``waiting`` is empty for those who may not see the lobby. ``server_time`` lets the page show running time right.
    """

    seq: int
    server_time: datetime
    meeting: Meeting
    you: Person
    peer_id: str
    people: list[Person]
    people_total: int
    waiting: list[Waiting]
    limits: Limits


class Resumed(Wire, tag="resumed", kw_only=True):
    """Instead of a snapshot: you keep your state, the missing ``events`` follow."""

    seq: int
    server_time: datetime
    peer_id: str


class Events(Wire, tag="events", kw_only=True):
    """What happened, in order, up to and including ``seq`` (numbers between that are absent were not for you)."""

    seq: int
    events: list[AnyEvent]
    people_total: int


class People(Wire, tag="people", kw_only=True):
    """A page of the people list; ``next`` is the ``after`` of the following one, null at the end."""

    people: list[Person]
    next: str | None


class Peers(Wire, tag="peers", kw_only=True):
    """Who exchanges sound and picture now, you included where ``place`` is true.

    ``place`` false: ``reason`` says why — ``full`` (the mesh limit is reached; you are in the meeting all the same) or
    ``other_tab`` (another tab of yours has sound and picture).
    """

    place: bool
    reason: Literal["full", "other_tab"] | None
    peers: list[Peer]
    ice_servers: list[IceServer]


class SignalFrom(Wire, tag="signal", kw_only=True):
    """A negotiation step of another peer."""

    sender: str
    data: SignalData


class InLobby(Wire, tag="inLobby", kw_only=True):
    """You wait in the lobby. The only message until somebody admits you (then ``snapshot``) or not (``closing``)."""

    title: str


class Done(Wire, tag="done", kw_only=True):
    """The command with this ``ref`` was carried out and is stored."""

    ref: int


class Refused(Wire, tag="refused", kw_only=True):
    """The command was not carried out; ``error`` is a stable word, ``message`` a sentence for people."""

    ref: int | None
    error: str
    message: str


class Closing(Wire, tag="closing", kw_only=True):
    """The server closes this socket and why. ``restart`` and ``slow``: come back by yourself; else do not."""

    reason: Literal[
        "left",
        "removed",
        "denied",
        "ended",
        "cancelled",
        "restart",
        "slow",
        "invalid_token",
        "protocol_error",
        "full",
        "locked",
    ]
    message: str


class Pong(Wire, tag="pong", kw_only=True):
    """Here I am."""


AnyServerMessage = Snapshot | Resumed | Events | People | Peers | SignalFrom | InLobby | Done | Refused | Closing | Pong

decode_command: Callable[[bytes], AnyCommand] = msgspec.json.Decoder(AnyCommand).decode
"""Bytes of a frame to a command; raises ``msgspec.DecodeError`` (``ValidationError`` where the shape is wrong)."""

encode = msgspec.json.Encoder().encode
"""A server message to the bytes of its frame."""
