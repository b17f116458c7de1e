"""The messages of the conversation itself: entering, staying, answers, the end. Features add theirs
(:mod:`convener.realtime.registry`).

- **Commands** (browser to server) may carry ``ref``; the server then answers ``done`` or ``refused`` with the same
  ``ref``. The first command of a socket must be ``enter``.
- **Server messages**: the state of the room on entering (``snapshot``, made of the features' slices), ``events`` that
  are stored and have the sequence number of the meeting, ``passing`` messages that are not stored, and answers.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from .wire import Command, Id, Wire


class Enter(Command, tag="enter", kw_only=True):
    """First command: the participant (by a room token from ``POST /api/v1/entries``) and the last known state.

    ``last_seq`` is the last sequence number that this browser has applied; with it the server sends the missing
    ``events`` instead of a ``snapshot`` where that is possible. ``peer_id`` is the id that this page had before.
    ``answers_probes``: this browser answers ``probe``, so that a line that died is found within 15 seconds.
    ``takes_over``: the person goes on in this page; other pages of the participant are told ``closing`` with ``moved``.
    """

    token: Annotated[str, Meta(max_length=512)]
    last_seq: int | None = None
    peer_id: Id | None = None
    microphone: bool = False
    camera: bool = False
    screen: bool = False
    answers_probes: bool = False
    takes_over: bool = False


class Ping(Command, tag="ping", kw_only=True):
    """Shows that the browser is there; answered with ``pong``."""


class PageHidden(Command, tag="pageHidden", kw_only=True):
    """The page is about to go away (``pagehide``): it is closed, reloaded, or left for another one. Where the socket
    closes at once, too, the participant has no more than the grace of a closed page to return. A page that stays after
    all says nothing."""


class Resumed(Wire, tag="resumed", kw_only=True):
    """Instead of a snapshot: the browser keeps its state, the missing ``events`` follow."""

    seq: int
    server_time: datetime
    peer_id: str


class InLobby(Wire, tag="inLobby", kw_only=True):
    """The participant waits in the lobby. The next message is ``snapshot`` (admitted) or ``closing`` (not admitted)."""

    title: str


class EncodedEvents(Wire, tag="events", kw_only=True):
    """What happened, in order, up to and including ``seq``; absent numbers were not for this participant.

    ``people_total`` counts all in the room. The events are encoded already.
    """

    seq: int
    events: list[msgspec.Raw]
    people_total: int


class EncodedPassing(Wire, tag="passing", kw_only=True):
    """What passes and is not stored, in order. The messages are encoded already."""

    messages: list[msgspec.Raw]


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
        "moved",
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


class Probe(Wire, tag="probe", kw_only=True):
    """Asks a browser that has been silent for some seconds whether it is there; any command answers, such as ``ping``.
    Sent to browsers that said ``answersProbes`` in ``enter``."""


class Pong(Wire, tag="pong", kw_only=True):
    """The answer to ``ping``."""
