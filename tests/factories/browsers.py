"""Browsers for tests of the room: sockets that keep state as a page does, and meetings for them to enter."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from socket import SHUT_RDWR
from typing import Any, TypeVar

import msgspec
from sqlalchemy import select
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from convener.domain.centers import centers
from convener.domain.meetings import meetings, participants
from convener.domain.permissions import MeetingRole
from convener.domain.secrets import Secrets
from convener.domain.site import Site
from convener.realtime.features.lobby import Waiting
from convener.realtime.features.media import Peers
from convener.realtime.features.meeting import Meeting
from convener.realtime.features.people import Person
from convener.realtime.protocol.messages import Closing, Done, Refused, Resumed
from convener.realtime.registry import REGISTRY, union
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import User
from tests.factories.meetings import insert_meeting
from tests.realtime.models import models_of
from tests.servers import PATIENCE, RunningServer

M = TypeVar("M")
_read: Callable[[bytes | str], Any] = msgspec.json.Decoder(union(REGISTRY.server_structs)).decode


class Unknown(LookupError):
    """The page shows no participant of this name."""


class Gathering:
    """A meeting in the database of a running server; participants are called by their names."""

    def __init__(self, server: RunningServer, *, lobby: bool = False, **settings: object) -> None:
        self.server = server
        self.url = f"ws://127.0.0.1:{server.port}/api/v1/room"
        url = server.environment.get("CONVENER_DATABASE_URL") or f"sqlite:///{server.data / 'convener.sqlite3'}"
        self.database = Database(Settings(database_url=url).sqlalchemy_url)
        self.site = Site.of(Settings(), Secrets.in_folder(server.data))
        self.browsers: list[Browser] = []
        with self.database.write() as session:
            centers.ensure_center(session, "main", "Convener")
            owner = session.scalars(select(User)).first()
            assert owner is not None
            meeting = insert_meeting(session, owner, "Weekly <b>meeting</b>", lobby=lobby)
            host = participants.add_participant(session, self.site, meeting, MeetingRole.HOST, user=owner, name="host")
            self.meeting_id = meeting.id
            self.ids = {"host": host.public_id}

    def __enter__(self) -> Gathering:
        return self

    def __exit__(self, *_: object) -> None:
        for browser in self.browsers:
            browser.drop()
        self.database.close()

    def add(self, name: str, role: MeetingRole = MeetingRole.ATTENDEE) -> str:
        """A participant, added where there is none of this name; returns the public id."""
        if name not in self.ids:
            with self.database.write() as session:
                meeting = meetings.lock_meeting(session, self.meeting_id)
                one = participants.add_participant(session, self.site, meeting, role, user=None, name=name)
                self.ids[name] = one.public_id
        return self.ids[name]

    def token(self, name: str) -> str:
        """The room token of this participant."""
        return self.site.secrets.room_token(self.add(name))

    def open(self, name: str, *, url: str | None = None, **fields: Any) -> Browser:
        """A browser of this participant that has sent ``enter``."""
        browser = Browser(url or self.url, name)
        self.browsers.append(browser)
        browser.send("enter", token=self.token(name), **fields)
        return browser

    def enter(self, name: str, *, url: str | None = None, **fields: Any) -> Browser:
        """A browser of this participant that is in the room and was told whether it has a slot in the mesh."""
        browser = self.open(name, url=url, **fields)
        browser.until(Peers)
        return browser

    def meeting(self) -> Any:
        """The current row of the meeting."""
        from convener.storage.models import Meeting as Row

        with self.database.read() as session:
            return session.get_one(Row, self.meeting_id)

    def participant(self, name: str) -> Any:
        """The current row of the participant."""
        with self.database.read() as session:
            return participants.find_by_public_id(session, self.ids[name])


class Browser:
    """A room socket and the state that its page would show."""

    def __init__(self, url: str, name: str = "", **options: Any) -> None:
        self.name = name
        self._open = ExitStack()
        opening = connect(url, compression=None, max_size=None, close_timeout=1, **options)
        self.socket: ClientConnection = self._open.enter_context(opening)
        self.seq = 0
        self.models: dict[str, Any] = {}
        """The state of each feature, once there was a snapshot."""
        self.peer_id = ""
        self.peers: Peers | None = None
        self.closing: Closing | None = None
        self.heard: list[Any] = []
        self.numbers: list[int] = []
        self._ref = 0

    @property
    def you(self) -> Person | None:
        """The participant of this page; None before there was a snapshot."""
        return self.models["people"].you if self.models else None

    @property
    def meeting(self) -> Meeting | None:
        """The meeting; None before there was a snapshot."""
        return self.models["meeting"].meeting if self.models else None

    @property
    def people(self) -> dict[str, Person]:
        """The participants in the room, by id."""
        return self.models["people"].people if self.models else {}

    @property
    def total(self) -> int:
        """How many are in the room."""
        return self.models["people"].total if self.models else 0

    @property
    def waiting(self) -> dict[str, Waiting]:
        """The participants in the lobby, by id."""
        return self.models["lobby"].waiting if self.models else {}

    def send(self, type_: str, **fields: Any) -> None:
        """Send a command; does not wait for an answer."""
        self.raw(json.dumps({"type": type_, **fields}))

    def raw(self, frame: str | bytes) -> None:
        """Send a frame as it is."""
        self.socket.send(frame)

    def call(self, type_: str, **fields: Any) -> Done | Refused:
        """Send a command and wait for its answer."""
        self._ref += 1
        self.send(type_, ref=self._ref, **fields)
        while True:
            message = self.next()
            if isinstance(message, Done | Refused) and message.ref == self._ref:
                return message

    def do(self, type_: str, **fields: Any) -> None:
        """Send a command that must be executed."""
        answer = self.call(type_, **fields)
        assert isinstance(answer, Done), answer

    def refused(self, type_: str, **fields: Any) -> str:
        """Send a command that must be refused; returns the word of the error."""
        answer = self.call(type_, **fields)
        assert isinstance(answer, Refused), answer
        return answer.error

    def next(self, patience: float = PATIENCE) -> Any:
        """The next message, applied to the state; raises ``ConnectionClosed`` at the end."""
        message = _read(self.socket.recv(timeout=patience))
        self.heard.append(message)
        self._apply(message)
        return message

    def until(self, kind: type[M]) -> M:
        """Read until a message of this kind."""
        while True:
            message = self.next()
            if isinstance(message, kind):
                return message
            assert not isinstance(message, Closing) or kind is Closing, message

    def see(self, condition: Callable[[Browser], bool]) -> None:
        """Read until the condition holds; it does not while it asks for a participant that is not shown yet."""
        until = time.monotonic() + PATIENCE

        def holds() -> bool:
            try:
                return condition(self)
            except Unknown:
                return False

        while not holds():
            self.next(max(0.01, until - time.monotonic()))

    def closed(self) -> Closing:
        """Read until the socket is closed; returns the reason that the server sent."""
        self.to_the_end()
        assert self.closing is not None, "closed without a reason"
        return self.closing

    def to_the_end(self) -> None:
        """Read until the socket is closed."""
        with suppress(ConnectionClosed):
            while True:
                self.next()

    def drop(self) -> None:
        """Cut the connection without closing the socket, as a broken network does."""
        with suppress(OSError):
            self.socket.socket.shutdown(SHUT_RDWR)
        self._open.close()

    def person(self, name: str) -> Person:
        """A participant in the room, as this page shows it."""
        for one in self.people.values():
            if one.name == name:
                return one
        raise Unknown(name)

    def names(self) -> set[str]:
        """The names of the participants in the room, as this page shows them."""
        return {one.name for one in self.people.values()}

    def state(self) -> dict[str, Any]:
        """Everything that must be the same as in a new snapshot, by feature."""
        return {name: model.state() for name, model in self.models.items()}

    def _apply(self, message: Any) -> None:
        if isinstance(message, REGISTRY.snapshot):
            self.seq, self.peer_id = message.seq, message.peer_id
            self.models = dict(models_of(message.slices))
        elif isinstance(message, Resumed):
            self.peer_id = message.peer_id
        elif isinstance(message, REGISTRY.events):
            for event in message.events:
                assert event.seq > self.seq, "an event comes twice or out of order"
                self.seq = event.seq
                self.numbers.append(event.seq)
                self._hear(event)
            self.seq = message.seq
            if self.models:
                self.models["people"].total = message.people_total
        elif isinstance(message, REGISTRY.passing):
            for one in message.messages:
                self._hear(one)
        elif isinstance(message, Closing):
            self.closing = message
        else:
            if isinstance(message, Peers):
                self.peers = message
            self._hear(message)

    def _hear(self, message: Any) -> None:
        for model in self.models.values():
            model.hear(message)
