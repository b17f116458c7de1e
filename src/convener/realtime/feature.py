"""What a feature of the room is made of.

A feature is a module of :mod:`convener.realtime.features` with a ``FEATURE``: the structs of its messages, and
functions that are registered for them:

- :meth:`Feature.change`: a command that changes something, in a transaction with the meeting's row locked;
- :meth:`Feature.ask`: a command that only reads, and is answered with a message or passes something on;
- :meth:`Feature.relay`: a command that touches no database;
- :meth:`Feature.event`: an event of the log as browsers are told it, and its audience;
- :meth:`Feature.load`: what events name by id and browsers are told, read together with them;
- :meth:`Feature.passing`: a message that passes: sent to an audience, never stored;
- :meth:`Feature.reply`: a message to one page, as an answer or by :class:`Node`;
- :meth:`Feature.slice`: the feature's part of the snapshot;
- :meth:`Feature.follow`: what an event means for a connection itself, beside the message;
- :meth:`Feature.due`: what is to be done after some time;
- :meth:`Feature.document`: a kind of shared document (:mod:`convener.realtime.documents`).

Nothing else names a feature: the unions of messages, their documentation and the client's types are made of what is
registered (:mod:`convener.realtime.registry`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection as DatabaseConnection
from sqlalchemy.orm import Session

from convener.domain.events.log import RoomEvent
from convener.domain.events.payload import Payload
from convener.domain.permissions import RoomAction
from convener.domain.room.due import Due
from convener.domain.room.insiders import Insider
from convener.domain.site import Site
from convener.media.ice import IceServers
from convener.storage.models import Meeting, Participant, Visit

from .audience import EVERYBODY, Audience, Roles
from .connection import Connection
from .documents.kinds import SharedDocumentKind
from .protocol.wire import Command, EventMessage, Wire

CommandT = TypeVar("CommandT", bound=Command)
EventT = TypeVar("EventT", bound=EventMessage)
MessageT = TypeVar("MessageT", bound=Wire)
PayloadT = TypeVar("PayloadT", bound=Payload)


@dataclass(frozen=True)
class Rate:
    """How many commands one socket may send: ``burst`` at once, then ``per_second``. Commands of the same rate share
    it."""

    name: str
    per_second: float
    burst: float


COMMANDS = Rate("commands", 20, 60)
"""The rate of commands that declare none."""


class Node(Protocol):
    """What a feature may use of the node that serves a connection."""

    @property
    def ice(self) -> IceServers:
        """The ICE servers for browsers."""

    def send_to_peer(self, meeting_id: int, peer_id: str, message: Wire) -> None:
        """Send a reply to one page of the meeting, on this node or another one; lost where it is not connected."""


class Passing:
    """Messages that a command passes on, with their audiences (None: the one with which the message is registered);
    they are sent after its transaction is committed. ``apart``: the attendee (public id) who sends them, where
    attendees do not see each other. ``keep``: of a command that only reads, what is written afterwards, in another
    transaction, unless too much is."""

    def __init__(self) -> None:
        self.messages: list[tuple[Audience | None, Wire]] = []
        self.apart: str | None = None
        self.keep: Callable[[Session, Insider], None] | None = None

    def emit(self, message: Wire, audience: Audience | None = None) -> None:
        """Pass a message on to the audience with which it is registered, or to a narrower one."""
        self.messages.append((audience, message))


@dataclass(frozen=True)
class Acting:
    """A participant who changes something by the page ``peer_id``, in a transaction that has locked the meeting.

    ``visit`` is None in the lobby, from which only commands with ``in_lobby`` come.
    """

    session: Session
    site: Site
    meeting: Meeting
    participant: Participant
    visit: Visit | None
    peer_id: str
    passing: Passing

    @property
    def insider(self) -> Insider:
        """The participant in the room; raises :class:`NotAllowed` for one who is not."""
        return Insider.of(self.meeting, self.participant, self.visit)


@dataclass(frozen=True)
class Asking:
    """A participant who asks for something, with a session for reading. ``role``: as the database says now."""

    session: Session
    site: Site
    meeting_id: int
    participant: Participant
    role: str
    passing: Passing

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is now; not locked."""
        return self.session.get_one(Meeting, self.meeting_id)


@dataclass(frozen=True)
class Relaying:
    """A page that sends something on, without the database."""

    node: Node
    connection: Connection
    passing: Passing


@dataclass(frozen=True)
class View:
    """For whom a snapshot is made: a participant in the room. The meeting is locked."""

    session: Session
    site: Site
    meeting: Meeting
    participant: Participant
    visit: Visit


Change = Callable[[Acting, Any], None]
Ask = Callable[[Asking, Any], Wire | None]
Relay = Callable[[Relaying, Any], None]
Load = Callable[[Session, Sequence[RoomEvent]], Sequence[Payload | None]]


@dataclass(frozen=True)
class DueSpec:
    """What is to be done after some time: ``find`` says in which meetings something is due now, and when it is to be
    asked again; ``do`` does it in one of them, in a transaction of its own, and locks the meeting first. Each node asks
    then, and after something has happened in a meeting, so what is to be done must follow from an event; ``find`` is
    one look-up by index."""

    find: Callable[[DatabaseConnection], Due]
    do: Callable[[Session, int], None]


@dataclass(frozen=True)
class CommandSpec:
    """A command: its struct, who may, and the function that executes it, one of three kinds.

    ``may``: None is every participant in the room. ``in_lobby``: also those who wait.
    """

    struct: type[Command]
    handler: Change | Ask | Relay
    kind: str
    may: RoomAction | None = None
    in_lobby: bool = False
    rate: Rate = COMMANDS


@dataclass(frozen=True)
class ApartSpec:
    """An event as attendees are told it who do not see each other: ``make`` also gets the public id of the one who is
    told, None: nothing. ``about``: the people to whom it is told in another way than to other attendees."""

    about: Callable[[RoomEvent, Any], frozenset[str]]
    make: Callable[[RoomEvent, Any, str], EventMessage | None]


@dataclass(frozen=True)
class EventSpec:
    """An event as browsers are told it: made of the log's event and its payload, for an audience that is the same for
    all events of the payload's kind or depends on the event. ``seen_by``: the roles that may be such an audience.
    ``apart``: as attendees are told it who do not see each other; None: what is about another attendee they are not
    told, all else as it is."""

    struct: type[EventMessage]
    payload: type[Payload]
    make: Callable[[RoomEvent, Any], EventMessage]
    audience: Audience | Callable[[RoomEvent, Any], Audience]
    seen_by: Roles | None = None
    apart: ApartSpec | None = None

    def audience_of(self, event: RoomEvent) -> Audience:
        """The audience of this event."""
        return self.audience(event, event.payload) if callable(self.audience) else self.audience


@dataclass(frozen=True)
class LoadSpec:
    """A function that reads what events with these payloads name."""

    payloads: tuple[type[Payload], ...]
    load: Load


@dataclass(frozen=True)
class SliceSpec:
    """A feature's part of the snapshot."""

    struct: type[Wire]
    make: Callable[[View], Wire]


class Feature:
    """A feature of the room: its name (also that of its slice), a sentence that says what it is for, and what is
    registered for it."""

    def __init__(self, name: str, summary: str) -> None:
        self.name = name
        self.summary = summary
        self.commands: list[CommandSpec] = []
        self.events: list[EventSpec] = []
        self.loads: list[LoadSpec] = []
        self.passing_messages: dict[type[Wire], Audience] = {}
        self.replies: dict[type[Wire], Callable[[Connection, Any], None]] = {}
        self.snapshot_slice: SliceSpec | None = None
        self.follows: dict[type[Payload], Callable[[Node, Connection, Any], None]] = {}
        self.documents: list[SharedDocumentKind] = []
        self.due_work: list[DueSpec] = []

    def change(
        self,
        struct: type[CommandT],
        *,
        may: RoomAction | None = None,
        in_lobby: bool = False,
        rate: Rate = COMMANDS,
    ) -> Callable[[Callable[[Acting, CommandT], None]], Callable[[Acting, CommandT], None]]:
        """Register the function that executes a command which changes something."""

        def register(handler: Callable[[Acting, CommandT], None]) -> Callable[[Acting, CommandT], None]:
            self.commands.append(CommandSpec(struct, handler, "change", may, in_lobby, rate))
            return handler

        return register

    def ask(
        self, struct: type[CommandT], *, may: RoomAction | None = None, rate: Rate = COMMANDS
    ) -> Callable[[Callable[[Asking, CommandT], Wire | None]], Callable[[Asking, CommandT], Wire | None]]:
        """Register the function that executes a command which only reads; what it returns is sent to the caller."""

        def register(handler: Callable[[Asking, CommandT], Wire | None]) -> Callable[[Asking, CommandT], Wire | None]:
            self.commands.append(CommandSpec(struct, handler, "ask", may, False, rate))
            return handler

        return register

    def relay(
        self, struct: type[CommandT], *, rate: Rate = COMMANDS
    ) -> Callable[[Callable[[Relaying, CommandT], None]], Callable[[Relaying, CommandT], None]]:
        """Register the function that executes a command without the database, on the event loop."""

        def register(handler: Callable[[Relaying, CommandT], None]) -> Callable[[Relaying, CommandT], None]:
            self.commands.append(CommandSpec(struct, handler, "relay", None, False, rate))
            return handler

        return register

    def event(
        self,
        struct: type[EventT],
        *payloads: type[Payload],
        audience: Audience | Callable[[RoomEvent, Any], Audience] = EVERYBODY,
        seen_by: Roles | None = None,
        apart: ApartSpec | None = None,
    ) -> Callable[[Callable[[RoomEvent, Any], EventT]], Callable[[RoomEvent, Any], EventT]]:
        """Register the function that makes a message of the events with one of these payloads. Where the audience
        depends on the event, and on roles, ``seen_by`` names them: who rises to one of them, or falls, sees other
        things, and gets a new snapshot. While attendees do not see each other, those who are told of an event about
        an attendee (its ``person``) are hosts, presenters and that attendee; ``apart`` where that is not enough."""

        def register(make: Callable[[RoomEvent, Any], EventT]) -> Callable[[RoomEvent, Any], EventT]:
            self.events.extend(EventSpec(struct, payload, make, audience, seen_by, apart) for payload in payloads)
            return make

        return register

    def load(self, *payloads: type[Payload]) -> Callable[[Load], Load]:
        """Register the function that reads what events with these payloads name by id, for all of a batch at once and
        with the session that reads the events. It is given these events, and returns for each the payload by which it
        is told, for which :meth:`event` has the message; None where nobody is told of it."""

        def register(load: Load) -> Load:
            self.loads.append(LoadSpec(payloads, load))
            return load

        return register

    def slice(self, struct: type[MessageT]) -> Callable[[Callable[[View], MessageT]], Callable[[View], MessageT]]:
        """Register the function that makes the feature's part of a snapshot."""

        def register(make: Callable[[View], MessageT]) -> Callable[[View], MessageT]:
            self.snapshot_slice = SliceSpec(struct, make)
            return make

        return register

    def passing(self, struct: type[Wire], audience: Audience = EVERYBODY) -> None:
        """Register a message that passes, and its audience."""
        self.passing_messages[struct] = audience

    def reply(
        self, struct: type[MessageT]
    ) -> Callable[[Callable[[Connection, MessageT], None]], Callable[[Connection, MessageT], None]]:
        """Register a message that is sent to one page. A function may be registered that hands it to the connection in
        a way of its own (:meth:`Node.send_to_peer`)."""
        self.replies[struct] = Connection.send

        def register(deliver: Callable[[Connection, MessageT], None]) -> Callable[[Connection, MessageT], None]:
            self.replies[struct] = deliver
            return deliver

        return register

    def follow(
        self, payload: type[PayloadT]
    ) -> Callable[[Callable[[Node, Connection, PayloadT], None]], Callable[[Node, Connection, PayloadT], None]]:
        """Register a function that is called for each connection with the last event of this payload: on entering, and
        when there was one."""

        def register(
            handler: Callable[[Node, Connection, PayloadT], None],
        ) -> Callable[[Node, Connection, PayloadT], None]:
            self.follows[payload] = handler
            return handler

        return register

    def due(self, find: Callable[[DatabaseConnection], Due], do: Callable[[Session, int], None]) -> None:
        """Register what is to be done after some time (:class:`DueSpec`)."""
        self.due_work.append(DueSpec(find, do))

    def document(self, kind: SharedDocumentKind) -> None:
        """Register a kind of shared document."""
        self.documents.append(kind)
