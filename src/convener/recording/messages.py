"""What the server and its recorder process tell each other: lines of JSON over the process's standard input and output.

A negotiation step (:class:`Step`) is what browsers send each other; only what a recorder reads or sends of it is here.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from .port import EndReason, TrackKind


class Wire(Struct, rename="camel", omit_defaults=True, kw_only=True):
    """A message, or a part of one."""


class Description(Wire):
    """RTCSessionDescriptionInit."""

    type: str
    sdp: Annotated[str, Meta(max_length=60_000)] = ""


class Candidate(Wire):
    """RTCIceCandidateInit."""

    candidate: Annotated[str, Meta(max_length=2_000)] = ""
    sdp_mid: str | None = None
    sdp_m_line_index: int | None = None


class TrackNote(Wire):
    """What a stream of the sender shows."""

    stream_id: str
    kind: Literal["camera", "screen"]


class Step(Wire):
    """A step of negotiation; the room's protocol says what its numbers mean (``SignalData``)."""

    connection: int = 0
    number: int = 0
    answered: int = 0
    description: Description | None = None
    candidate: Candidate | None = None
    tracks: list[TrackNote] = []


class IceServer(Wire):
    """An entry of RTCConfiguration.iceServers."""

    urls: list[str]
    username: str | None = None
    credential: str | None = None


class Sender(Wire):
    """Somebody whose browser sends: the peer id of its page, and the participant's public id."""

    peer_id: str
    person_id: str


class Start(Wire, tag="start"):
    """Begin a capture into ``folder``, or go on with the one that is in it."""

    capture: str
    meeting: str
    folder: str
    kinds: list[TrackKind]


class Senders(Wire, tag="senders"):
    """These send from now on, nobody else."""

    capture: str
    senders: list[Sender]
    ice_servers: list[IceServer]


class SignalIn(Wire, tag="signal"):
    """A step from a page."""

    capture: str
    sender: str
    data: Step


class Stop(Wire, tag="stop"):
    """End a capture."""

    capture: str


class Started(Wire, tag="started"):
    """A capture has begun."""

    capture: str


class NotStarted(Wire, tag="notStarted"):
    """A capture could not begin."""

    capture: str
    problem: str


class SignalOut(Wire, tag="signal"):
    """A step for a page."""

    capture: str
    to: str
    data: Step


class Stopped(Wire, tag="stopped"):
    """A capture has ended, its files are complete; ``reason``: where nobody asked for it."""

    capture: str
    reason: EndReason | None = None


class Alive(Wire, tag="alive"):
    """Every second: the process works. Totals since it began: ``frames`` and ``bytes`` written, ``lost`` gaps that were
    not repaired; now: ``connections`` with browsers, ``tracks`` that are captured."""

    frames: int
    bytes: int
    lost: int
    connections: int
    tracks: int


ToRecorder = Start | Senders | SignalIn | Stop
FromRecorder = Started | NotStarted | SignalOut | Stopped | Alive

_to_recorder: msgspec.json.Decoder[ToRecorder] = msgspec.json.Decoder(ToRecorder)
_from_recorder: msgspec.json.Decoder[FromRecorder] = msgspec.json.Decoder(FromRecorder)


def encode(message: ToRecorder | FromRecorder) -> bytes:
    """The message as a line."""
    return msgspec.json.encode(message) + b"\n"


def decode_for_recorder(line: bytes) -> ToRecorder:
    """A line of the server. Raises :class:`msgspec.DecodeError`."""
    return _to_recorder.decode(line)


def decode_from_recorder(line: bytes) -> FromRecorder:
    """A line of the recorder process. Raises :class:`msgspec.DecodeError`."""
    return _from_recorder.decode(line)
