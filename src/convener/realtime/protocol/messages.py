"""Every message of the room socket, defined once.

A message is a JSON object in a text frame of its own. The struct's tag is the field ``type``; field names are in
camelCase on the wire. ``docs/room-protocol.md`` explains the conversation,
``client/src/room/protocol.generated.ts`` is made from these structs.

Two families:

- **commands** (browser to server). A command may carry ``ref``; the server then answers ``done`` or ``refused`` with
  the same ``ref``. The first command of a socket must be ``enter``.
- **server messages**. ``events`` carry what happened, in order, with the sequence number of the meeting; all other
  messages are ephemeral and never stored.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

MAX_FRAME_BYTES = 64 * 1024
"""Longest frame that a browser may send; a session description is some 10 KiB long."""

Id = Annotated[str, Meta(min_length=1, max_length=64)]
Role = Literal["host", "presenter", "attendee"]
MeetingStatus = Literal["scheduled", "in_progress", "host_left", "finished"]


class Wire(Struct, rename="camel", omit_defaults=False, forbid_unknown_fields=True, kw_only=True):
    """The settings that all structs of the wire share."""


# --------------------------------------------------------------------------------------- parts of messages


class Person(Wire, kw_only=True):
    """A participant who is in the room, as the others may see them.

    ``hand`` is when the hand was raised (null: it is not). ``microphone``, ``camera`` and ``screen`` say what the
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
    """A participant in the lobby; sent to hosts and presenters only."""

    id: str
    name: str
    since: datetime


class Meeting(Wire, kw_only=True):
    """The state of the meeting. ``started_at`` is when the first participant entered this time."""

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
    """A connection that sends and receives media in the mesh, and the participant to whom it belongs."""

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
    """What all commands share. ``ref`` is a number that the browser chooses for the command."""

    ref: int | None = None


class Enter(Command, tag="enter", kw_only=True):
    """First command: the participant (by a room token from ``POST /api/v1/entries``) and the last known state.

    ``last_seq`` is the last sequence number that this browser has applied; with it the server sends the missing
    ``events`` instead of a ``snapshot`` where that is possible. ``peer_id`` is the id that this page had before.
    """

    token: Annotated[str, Meta(max_length=512)]
    last_seq: int | None = None
    peer_id: Id | None = None
    microphone: bool = False
    camera: bool = False
    screen: bool = False


class SetMedia(Command, tag="setMedia", kw_only=True):
    """What the caller sends now; an absent one is unchanged."""

    microphone: bool | None = None
    camera: bool | None = None
    screen: bool | None = None


class SetHand(Command, tag="setHand", kw_only=True):
    """Raise or lower a hand: the caller's own, or (host and presenters, lowering only) that of ``person_id``."""

    raised: bool
    person_id: Id | None = None


class Mute(Command, tag="mute", kw_only=True):
    """Host or presenter: mute one participant, or (``person_id`` null) all attendees except the caller."""

    person_id: Id | None = None


class Remove(Command, tag="remove", kw_only=True):
    """Host or presenter: remove a participant, whose link stops working."""

    person_id: Id


class SetRole(Command, tag="setRole", kw_only=True):
    """Host: make a participant a presenter or an attendee."""

    person_id: Id
    role: Literal["presenter", "attendee"]


class SetLock(Command, tag="setLock", kw_only=True):
    """Host or presenter: while the meeting is locked, no new participant enters."""

    locked: bool


class SetLobby(Command, tag="setLobby", kw_only=True):
    """Host or presenter: while the lobby is on, participants of the open link wait to be admitted."""

    lobby: bool


class Admit(Command, tag="admit", kw_only=True):
    """Host or presenter: admit one participant (``person_id`` null: all) from the lobby."""

    person_id: Id | None = None


class Deny(Command, tag="deny", kw_only=True):
    """Host or presenter: turn a participant in the lobby away."""

    person_id: Id


class EndMeeting(Command, tag="endMeeting", kw_only=True):
    """Host: end the meeting for all participants."""


class Leave(Command, tag="leave", kw_only=True):
    """The caller leaves with all tabs: without a grace, the visit ends now."""


class TakeMedia(Command, tag="takeMedia", kw_only=True):
    """This tab takes over sound and picture of its participant."""


class Signal(Command, tag="signal", kw_only=True):
    """A negotiation step for another peer. It is not stored."""

    to: Id
    data: SignalData


class ListPeople(Command, tag="listPeople", kw_only=True):
    """Asks for the next page of the people list, after the person with the id ``after``."""

    after: Id | None = None


class Ping(Command, tag="ping", kw_only=True):
    """Shows that the browser is there; answered with ``pong``."""


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
    """What all events share: number in the meeting, time, who did it (null: the participant itself, or the server)."""

    seq: int
    at: datetime
    by: str | None = None


class PersonEntered(EventMessage, tag="personEntered", kw_only=True):
    """A participant entered, for the first time or after having left."""

    person: Person


class PersonUpdated(EventMessage, tag="personUpdated", kw_only=True):
    """The complete new state of a participant. ``by`` is set where another participant caused it (muted, …)."""

    person: Person


class PersonLeft(EventMessage, tag="personLeft", kw_only=True):
    """A participant is no longer in the room. ``lost``: the connection did not come back in time."""

    person_id: str
    reason: Literal["left", "lost", "removed", "ended", "cancelled"]


class WaitingAdded(EventMessage, tag="waitingAdded", kw_only=True):
    """A participant waits in the lobby (hosts and presenters only)."""

    waiting: Waiting


class WaitingGone(EventMessage, tag="waitingGone", kw_only=True):
    """A participant no longer waits: admitted, denied or gone (hosts and presenters only)."""

    person_id: str


class MeetingUpdated(EventMessage, tag="meetingUpdated", kw_only=True):
    """The complete new state of the meeting."""

    meeting: Meeting


AnyEvent = PersonEntered | PersonUpdated | PersonLeft | WaitingAdded | WaitingGone | MeetingUpdated


# -------------------------------------------------------------------------------------- server messages


class Limits(Wire, kw_only=True):
    """``mesh`` is how many participants send sound and picture at once; ``room`` how many may be in the room."""

    mesh: int
    room: int


class Snapshot(Wire, tag="snapshot", kw_only=True):
    """The state of the room at ``seq``. ``people`` is the first page; ``people_total`` counts all in the room.

    ``waiting`` is empty for those who may not see the lobby. ``server_time`` corrects the clock of the browser.
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
    """Instead of a snapshot: the browser keeps its state, the missing ``events`` follow."""

    seq: int
    server_time: datetime
    peer_id: str


class Events(Wire, tag="events", kw_only=True):
    """What happened, in order, up to and including ``seq``; absent numbers were not for this participant."""

    seq: int
    events: list[AnyEvent]
    people_total: int


class People(Wire, tag="people", kw_only=True):
    """A page of the people list; ``next`` is the ``after`` of the following one, null at the end."""

    people: list[Person]
    next: str | None


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


class InLobby(Wire, tag="inLobby", kw_only=True):
    """The participant waits in the lobby. The next message is ``snapshot`` (admitted) or ``closing`` (not admitted)."""

    title: str


class Done(Wire, tag="done", kw_only=True):
    """The command with this ``ref`` was executed, and its effect is stored."""

    ref: int


class Refused(Wire, tag="refused", kw_only=True):
    """The command was not executed; ``error`` is a stable word for programs, ``message`` a sentence for people."""

    ref: int | None
    error: str
    message: str


class Closing(Wire, tag="closing", kw_only=True):
    """The server closes this socket. After ``restart`` and ``slow`` the browser reconnects by itself, otherwise not."""

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
    """The answer to ``ping``."""


AnyServerMessage = Snapshot | Resumed | Events | People | Peers | SignalFrom | InLobby | Done | Refused | Closing | Pong

decode_command: Callable[[bytes], AnyCommand] = msgspec.json.Decoder(AnyCommand).decode
"""The command in the bytes of a frame; raises ``msgspec.DecodeError`` (``ValidationError`` where the form is wrong)."""

encode = msgspec.json.Encoder().encode
"""The bytes of the frame for a server message."""
