"""The gateway: room sockets from the handshake to the last frame, and the commands that they bring."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Mapping
from typing import cast
from urllib.parse import urlsplit

import structlog
from litestar import WebSocket, websocket
from litestar.datastructures import State
from sqlalchemy.exc import SQLAlchemyError

from convener.domain.accounts import sessions
from convener.domain.errors import DomainError
from convener.domain.room import loss
from convener.domain.room.media_flags import Media
from convener.domain.room.presence import Origin
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.media.ice import IceServers
from convener.observability.outages import UNAVAILABLE, is_outage
from convener.services import Services
from convener.web.cookies import session_token
from convener.web.scope import address_of, frame_writer, prove_caller

from . import admission, close_reasons, commands, metrics
from .bus import Bus, BusMessage, DocumentPresence, DocumentStored, RelayedPassing, RelayedReply, Wake
from .check_socket import CheckSockets
from .conductor import Conductor
from .connection import Connection
from .documents.engine import DocumentEngine
from .documents.gateway import DocumentGateway
from .executor import DatabaseExecutor
from .feature import CommandSpec, Passing, Relay, Relaying
from .hub import Hub
from .intake import Intake
from .monitor import PresenceMonitor
from .protocol.messages import Done, Enter, PageHidden, Ping, Pong, Refused
from .protocol.wire import Command
from .recorder_rooms import RecorderRooms
from .registry import REGISTRY, tag_of
from .silence import SilenceWatch
from .sockets import FAREWELL_TIMEOUT, RoomSocket, receive_frame, serve_socket
from .token_bucket import TokenBucket

log = structlog.get_logger("convener.realtime")


KEPT_PER_SECOND, MOST_KEPT = 50, 200
"""The rate, and the most at once, of what commands that only read leave to be written: reactions of a thousand people
who are recorded would hold up everything else."""

CLOSE_AFTER_HIDING = 5.0
"""Seconds within which the socket of a page that said that it goes away closes with it; the browser does so at once."""


class RoomGateway:
    """The live room of a node: ``handlers`` are the routes, :meth:`start` and :meth:`stop` belong to the lifespan.
    ``records``: whether meetings are recorded by this node."""

    def __init__(self, services: Services, bus: Bus, *, records: bool = True) -> None:
        self.node = random_text(LOWERCASE_AND_DIGITS, 16)
        self.stopping = False
        self._records = records
        self._site = services.site
        self._bus = bus
        self._executor = DatabaseExecutor(services.database)
        self._hub = Hub(self.node, self._site, self._executor, IceServers(services.settings), bus)
        self.recorder_rooms = RecorderRooms(self.node, self._executor, self._hub)
        self._monitor = PresenceMonitor(self.node, services.database, self._site, self._executor, self._hub)
        self._documents = DocumentGateway(
            self._site, self._executor, self._hub, REGISTRY.documents, DocumentEngine(self.node, self._executor, bus)
        )
        self._conductor = Conductor(
            self.node, services.database, self._site, self._executor, services.recorder, services.settings.data
        )
        self._checks = CheckSockets(services.limits.check)
        self._origin = _origin(self._site.base_url)
        self._connections: set[Connection] = set()
        self._keeping = TokenBucket(KEPT_PER_SECOND, MOST_KEPT)
        self._silence = SilenceWatch(self._connections)
        self._stopped: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        services.database.on_commit(self._on_commit)

        @websocket("/api/v1/room", opt={"exclude_from_csrf": True})
        async def room(socket: WebSocket[None, None, State]) -> None:
            if await self._admits(socket):
                await self._serve(socket)

        @websocket("/api/v1/room/documents", opt={"exclude_from_csrf": True})
        async def documents(socket: WebSocket[None, None, State]) -> None:
            if await self._admits(socket):
                await self._documents.serve(socket)

        @websocket("/api/v1/room/check", opt={"exclude_from_csrf": True})
        async def check(socket: WebSocket[None, None, State]) -> None:
            if await self._admits(socket):
                await self._checks.serve(socket)

        self.handlers = [room, documents, check]

    async def start(self) -> None:
        """Register the node, clean up after nodes that died, connect to the bus."""
        self._loop = asyncio.get_running_loop()
        await self._monitor.start()
        await self._bus.start(self._on_bus_message)
        self._documents.engine.start()
        if self._records:
            self._conductor.start()
        self._silence.start()

    async def stop(self) -> None:
        """Tell all browsers to come back in a moment, close their sockets, and wait for work in progress."""
        if self._stopped is not None:
            await self._stopped.wait()
            return
        self.stopping, self._stopped = True, asyncio.Event()
        for connection in list(self._connections):
            connection.close(close_reasons.RESTART)
        self._documents.close_all(close_reasons.RESTART)
        until = asyncio.get_running_loop().time() + FAREWELL_TIMEOUT + 1
        while (self._connections or self._documents.connections) and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.02)
        await self._conductor.stop()
        await self._documents.engine.stop()
        await self._silence.stop()
        await self._monitor.stop()
        await self._hub.stop()
        await self._bus.stop()
        await self._executor.stop()
        self._stopped.set()

    # --------------------------------------------------------------------------------------- announcements

    def _on_commit(self, meeting_ids: set[int]) -> None:
        """Called by the thread that committed: hand over to the event loop."""
        if self._loop is not None and not self.stopping:
            with contextlib.suppress(RuntimeError):  # the loop is closed
                self._loop.call_soon_threadsafe(self._announce, meeting_ids)

    def _announce(self, meeting_ids: set[int]) -> None:
        self._hub.wake(meeting_ids)
        self._monitor.wake()
        self._conductor.wake()
        self._bus.publish(Wake(self.node, sorted(meeting_ids)))

    def _on_bus_message(self, message: BusMessage) -> None:
        if message.node == self.node:
            return
        match message:
            case Wake(meetings=meetings):
                self._hub.wake(meetings)
                self._monitor.wake()
                self._conductor.wake()
            case RelayedReply():
                self._hub.receive_reply(message)
            case RelayedPassing():
                self._hub.receive_passing(message)
            case DocumentStored():
                self._documents.engine.receive_stored(message)
            case DocumentPresence():
                self._documents.engine.receive_presence(message)

    # ------------------------------------------------------------------------------------------ sockets

    async def _serve(self, socket: RoomSocket) -> None:
        await socket.accept()
        address = address_of(socket)
        origin = Origin(socket.headers.get("user-agent", ""), address)
        connection = Connection(socket.send, frame_writer(socket.scope), origin)
        connection.session_token = session_token(self._site, socket.cookies)
        connection.on_entered = lambda: prove_caller(socket.scope)
        self._connections.add(connection)
        metrics.SOCKETS.inc()
        await serve_socket(connection, self._read(socket, connection), lambda: self._clean_up(connection))

    async def _clean_up(self, connection: Connection) -> None:
        self._hub.detach(connection)
        await self._record_disconnect(connection)
        self._connections.discard(connection)
        metrics.SOCKETS.dec()

    async def _record_disconnect(self, connection: Connection) -> None:
        opened_at = connection.opened_at
        if opened_at is None or self.stopping:
            # At a clean stop the monitor records all of them at once.
            return
        page_closed = _is_page_closed(connection)
        try:
            await self._executor.write(
                lambda session: loss.disconnect(
                    session,
                    self._site,
                    connection.meeting_id,
                    connection.peer_id,
                    opened_at,
                    page_closed=page_closed,
                )
            )
        except Exception:
            # Another node, or the next start, finds the row.
            log.exception("a lost connection could not be noted")

    async def _admits(self, socket: RoomSocket) -> bool:
        """Whether the socket is accepted; otherwise it is closed."""
        if self.stopping or not self._is_allowed_origin(socket.headers):
            await socket.close(1012 if self.stopping else 1008)
            return False
        return True

    def _is_allowed_origin(self, headers: Mapping[str, str]) -> bool:
        """Whether the page that opens the socket is one of this server; programs other than browsers name no origin."""
        origin = headers.get("origin")
        if origin is None:
            return True
        return _origin(origin) == self._origin or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()

    async def _read(self, socket: RoomSocket, connection: Connection) -> None:
        """Read frames and execute their commands, until the socket is gone or is to be closed."""
        intake = Intake(connection)
        while not connection.closing:
            frame = await receive_frame(socket, connection, entered=connection.opened_at is not None)
            if frame is None:
                return
            connection.silent_seconds = 0
            command = intake.accept(frame)
            if command is not None:
                await self._handle(connection, command)

    # ------------------------------------------------------------------------------------------ commands

    async def _handle(self, connection: Connection, command: Command) -> None:
        """Execute a command and answer it; an error concerns its sender alone."""
        name = type(command).__name__
        connection.answering = True
        try:
            if connection.opened_at is None:
                await self._enter(connection, command)
            else:
                await self._execute(connection, command)
        except DomainError as error:
            metrics.COMMANDS.labels(name, error.word).inc()
            connection.send(Refused(ref=command.ref, error=error.word, message=str(error)))
        except Exception as error:
            number = secrets.token_hex(4)
            log.exception("a room command failed", number=number, command=name, peer=connection.peer_id)
            word, message = "internal", f"This did not work (error {number}). Try again."
            if is_outage(error):
                word, message = "unavailable", UNAVAILABLE
            metrics.COMMANDS.labels(name, word).inc()
            connection.send(Refused(ref=command.ref, error=word, message=message))
            if connection.opened_at is None:
                connection.close(close_reasons.RESTART)
        else:
            metrics.COMMANDS.labels(name, "done").inc()
            if command.ref is not None:
                connection.send(Done(ref=command.ref))
        finally:
            connection.answered()

    async def _enter(self, connection: Connection, command: Command) -> None:
        if not isinstance(command, Enter):
            connection.close(close_reasons.NO_ENTER)
            return
        person_id = self._site.secrets.read_room_token(command.token)
        if person_id is None:
            connection.close(close_reasons.INVALID_TOKEN)
            return
        try:
            entered = await self._executor.write(
                lambda session: admission.enter(session, self._site, self.node, person_id, command, connection.origin)
            )
        except DomainError as error:
            connection.close(close_reasons.for_entry(error, otherwise=close_reasons.INVALID_TOKEN))
            return
        connection.answers_probes = command.answers_probes
        connection.media = Media(command.microphone, command.camera, command.screen)
        connection.on_entered()
        self._hub.attach(connection, entered)
        metrics.ENTERED.labels(tag_of(type(entered.first_message)).lower()).inc()

    async def _execute(self, connection: Connection, command: Command) -> None:
        """Execute a command of a participant who has entered; raises :class:`DomainError` where it is refused."""
        spec = REGISTRY.commands.get(type(command))
        if isinstance(command, Ping):
            connection.send(Pong())
            await self._record_activity(connection)
        elif isinstance(command, PageHidden):
            connection.page_hidden_at = asyncio.get_running_loop().time()
        elif spec is None:
            raise _OutOfPlace("already_entered", "This socket has entered already.")
        elif connection.in_lobby and not spec.in_lobby:
            raise _OutOfPlace("in_lobby", "Please wait until somebody lets you in.")
        else:
            passing = await self._carry_out(connection, spec, command)
            self._hub.pass_on(connection.meeting_id, passing)
            if passing.keep is not None and self._keeping.consume():
                participant_id = connection.participant_id
                await self._executor.write(lambda session: commands.keep(session, participant_id, passing))

    async def _carry_out(self, connection: Connection, spec: CommandSpec, command: Command) -> Passing:
        """Execute a command of a feature; returns what it passes on."""
        participant_id, peer_id = connection.participant_id, connection.peer_id
        match spec.kind:
            case "change":
                return await self._executor.write(
                    lambda session: commands.change(session, self._site, spec, participant_id, peer_id, command)
                )
            case "ask":
                answer, passing = await self._executor.read(
                    lambda session: commands.ask(session, self._site, spec, participant_id, command)
                )
                if answer is not None:
                    connection.send(answer)
                return passing
            case _:
                relaying = Relaying(self._hub, connection, Passing())
                cast("Relay", spec.handler)(relaying, command)
                return relaying.passing

    async def _record_activity(self, connection: Connection) -> None:
        """Keep a signed-in user signed in while in a meeting."""
        moment = asyncio.get_running_loop().time()
        token = connection.session_token
        if not token or moment < connection.next_activity_at:
            return
        connection.next_activity_at = moment + sessions.ACTIVITY_INTERVAL.total_seconds()
        try:
            if await self._executor.read(lambda session: sessions.is_activity_due(session, self._site, token)):
                await self._executor.write(lambda session: sessions.record_activity(session, self._site, token))
        except SQLAlchemyError as error:
            log.warning("cannot note that a browser is not idle", exc_info=error)


class _OutOfPlace(DomainError):
    """A command that is not possible at this point of the conversation."""

    def __init__(self, word: str, message: str) -> None:
        super().__init__(message)
        self.word = word


def _is_page_closed(connection: Connection) -> bool:
    """Whether the socket, which is gone, went with its page. A phone may hide a page and show it again, and lose its
    line meanwhile like any other."""
    hidden_at = connection.page_hidden_at
    return hidden_at is not None and asyncio.get_running_loop().time() - hidden_at <= CLOSE_AFTER_HIDING


def _origin(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port of a URL, to be compared; empty where it has no valid port."""
    parts = urlsplit(url)
    with contextlib.suppress(ValueError):
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
        return parts.scheme, (parts.hostname or "").lower(), port
    return "", "", None
