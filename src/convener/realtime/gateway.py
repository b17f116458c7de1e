"""The gateway: room sockets, from the handshake to the last frame. What happens between is the hub's."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import structlog
from litestar import WebSocket, websocket
from litestar.exceptions import WebSocketDisconnect
from sqlalchemy.exc import SQLAlchemyError

from convener.domain.access.policy import EntryState
from convener.domain.accounts import sessions
from convener.domain.errors import DomainError
from convener.domain.room import presence
from convener.domain.room.presence import Media, Origin
from convener.domain.secrets import SMALL_AND_DIGITS, random_text
from convener.domain.site import Site
from convener.media.ice import IceServers
from convener.settings import Settings
from convener.storage.database import Database
from convener.web.cookies import SIGN_IN

from . import admission, close_reasons, metrics
from .bus import Bus, BusMessage, Passed, Wake
from .commands import CARRIED_OUT, carry_out
from .connection import Connection
from .executor import DatabaseExecutor
from .hub import Hub
from .monitor import PresenceMonitor
from .protocol.frames import BadFrame, read_command
from .protocol.messages import MAX_FRAME_BYTES, AnyCommand, Done, Enter, Leave, ListPeople, Ping, Pong, Refused, Signal
from .token_bucket import TokenBucket

log = structlog.get_logger("convener.realtime")

ENTER_WITHIN = 10.0
SILENCE = 120.0
"""Seconds without a frame after which a browser is taken for gone; it sends ``ping`` more often than that, also where
the browser lets timers of a hidden page run once a minute only."""

FAREWELL = 3.0
"""Seconds that a socket has to take its last frames."""

FINISH = 30.0
"""Seconds that a command may take to come to its end after the socket is gone."""

MOST_REFUSALS = 100
"""Frames refused for being too many or unreadable, after which the socket is closed."""


class RoomGateway:
    """The live room of a node: ``handler`` is the route, :meth:`start` and :meth:`stop` belong to the lifespan."""

    def __init__(self, database: Database, site: Site, settings: Settings, bus: Bus) -> None:
        self.node = random_text(SMALL_AND_DIGITS, 16)
        self.stopping = False
        self._database = database
        self._rules = site
        self._bus = bus
        self._threads = DatabaseExecutor(database)
        self._hub = Hub(site, self._threads, IceServers(settings))
        self._keeper = PresenceMonitor(self.node, database, site, self._threads, self._hub)
        self._origin = _origin(site.base_url)
        self._sockets: set[Connection] = set()
        self._stopped: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        database.on_commit(self._committed)

        @websocket("/api/v1/room", opt={"exclude_from_csrf": True})
        async def room(socket: WebSocket[Any, Any, Any]) -> None:
            await self._serve(socket)

        self.handler = room

    async def start(self) -> None:
        """Begin: clear up after nodes that died, hear the bus, look after time."""
        self._loop = asyncio.get_running_loop()
        await self._keeper.start()
        await self._bus.start(self._heard)

    async def stop(self) -> None:
        """Tell people that they will be back in a moment, close their sockets, wait for work under way."""
        if self._stopped is not None:
            await self._stopped.wait()
            return
        self.stopping, self._stopped = True, asyncio.Event()
        for link in list(self._sockets):
            link.close(close_reasons.RESTART)
        until = asyncio.get_running_loop().time() + FAREWELL + 1
        while self._sockets and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.02)
        await self._keeper.stop()
        await self._hub.stop()
        await self._bus.stop()
        await self._threads.stop()
        self._stopped.set()

    # --------------------------------------------------------------------------------------------- news

    def _committed(self, meeting_ids: set[int]) -> None:
        """On the thread that committed: say it to the loop."""
        if self._loop is not None and not self.stopping:
            with contextlib.suppress(RuntimeError):  # the loop is closed
                self._loop.call_soon_threadsafe(self._news, meeting_ids)

    def _news(self, meeting_ids: set[int]) -> None:
        self._hub.wake(meeting_ids)
        self._bus.publish(Wake(self.node, sorted(meeting_ids)))

    def _heard(self, message: BusMessage) -> None:
        if message.node == self.node:
            return
        if isinstance(message, Wake):
            self._hub.wake(message.meetings)
        else:
            self._hub.signal(message.meeting, message.sender, message.to, message.data)

    # ------------------------------------------------------------------------------------------ sockets

    async def _serve(self, socket: WebSocket[Any, Any, Any]) -> None:
        if self.stopping or not self._welcome(socket.headers):
            await socket.close(1012 if self.stopping else 1008)
            return
        await socket.accept()
        address = socket.client.host if socket.client else ""
        link = Connection(socket.send, Origin(socket.headers.get("user-agent", ""), address))
        link.sign_in = socket.cookies.get(SIGN_IN, "")
        self._sockets.add(link)
        metrics.SOCKETS.inc()
        writer = asyncio.create_task(link.write())
        reader = asyncio.create_task(self._read(socket, link))
        ending = asyncio.create_task(link.ending.wait())
        try:
            await asyncio.wait({writer, reader, ending}, return_when=asyncio.FIRST_COMPLETED)
            if link.closing:
                await self._farewell(link, writer, reader)
        finally:
            await asyncio.shield(self._clear_up(link, writer, reader, ending))

    async def _farewell(self, link: Connection, writer: asyncio.Task[None], reader: asyncio.Task[None]) -> None:
        """Let the last frames out and close; who does not take them in time is cut off."""
        with contextlib.suppress(Exception):
            async with asyncio.timeout(FAREWELL):
                await writer
                if link.receiving:
                    reader.cancel()
                await asyncio.wait({reader})
                await link.hang_up()

    async def _clear_up(
        self, link: Connection, writer: asyncio.Task[None], reader: asyncio.Task[None], ending: asyncio.Task[Any]
    ) -> None:
        if not link.receiving:
            # A command that is being carried out is not to be given up half-way: an ``enter`` would leave somebody
            # behind in the room.
            await asyncio.wait({reader}, timeout=FINISH)
        for task in (writer, reader, ending):
            task.cancel()
        await asyncio.gather(writer, reader, ending, return_exceptions=True)
        self._hub.detach(link)
        await self._gone(link)
        self._sockets.discard(link)
        metrics.SOCKETS.dec()

    async def _gone(self, link: Connection) -> None:
        opened_at = link.opened_at
        if opened_at is None or self.stopping:
            # At a clean stop the keeper notes all at once.
            return
        try:
            await self._threads.write(
                lambda session: presence.disconnect(session, self._rules, link.meeting_id, link.peer_id, opened_at)
            )
        except Exception:
            # The sweep of another node, or the next start, finds the row.
            log.exception("a lost connection could not be noted")

    def _welcome(self, headers: Mapping[str, str]) -> bool:
        """Browsers say which page opens a socket: it must be one of ours. Other programs say nothing."""
        origin = headers.get("origin")
        if origin is None:
            return True
        return _origin(origin) == self._origin or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()

    async def _read(self, socket: WebSocket[Any, Any, Any], link: Connection) -> None:
        """Read frames until the socket is gone or has to be closed."""
        commands, signals = TokenBucket(20, 60), TokenBucket(100, 500)
        refusals = 0
        while not link.closing:
            limit = SILENCE if link.opened_at is not None else ENTER_WITHIN
            link.receiving = True
            try:
                async with asyncio.timeout(limit):
                    message: Any = await socket.receive()
            except TimeoutError:
                link.close(close_reasons.SILENT if link.opened_at is not None else close_reasons.NO_ENTER)
                return
            except WebSocketDisconnect:
                return
            finally:
                link.receiving = False
            if message["type"] != "websocket.receive":
                return
            text = message.get("text")
            if len(text or message.get("bytes") or b"") > MAX_FRAME_BYTES:
                link.close(close_reasons.TOO_LARGE)
                return
            try:
                command = read_command(text)
            except BadFrame as error:
                metrics.COMMANDS.labels("unreadable", "refused").inc()
                if link.opened_at is None:
                    link.close(close_reasons.NO_ENTER)
                    return
                link.tell(Refused(ref=None, error="invalid_message", message=str(error)))
                refusals += 5
                if refusals >= MOST_REFUSALS:
                    link.close(close_reasons.GARBAGE)
                continue
            if not (signals if isinstance(command, Signal) else commands).take():
                metrics.COMMANDS.labels(_name(command), "too_many").inc()
                link.tell(Refused(ref=command.ref, error="too_many_requests", message="Please not so fast."))
                refusals += 1
                if refusals >= MOST_REFUSALS:
                    link.close(close_reasons.FLOOD)
                continue
            await self._obey(link, command)

    async def _obey(self, link: Connection, command: AnyCommand) -> None:
        """Carry out a command and answer it; whatever goes wrong stays with its sender."""
        try:
            if link.opened_at is None:
                await self._enter(link, command)
            else:
                await self._answer(link, command)
        except DomainError as error:
            metrics.COMMANDS.labels(_name(command), error.word).inc()
            link.tell(Refused(ref=command.ref, error=error.word, message=str(error)))
        except Exception:
            number = secrets.token_hex(4)
            metrics.COMMANDS.labels(_name(command), "internal").inc()
            log.exception("a room command failed", number=number, command=_name(command), peer=link.peer_id)
            link.tell(
                Refused(ref=command.ref, error="internal", message=f"This did not work (error {number}). Try again.")
            )
            if link.opened_at is None:
                link.close(close_reasons.RESTART)
        else:
            metrics.COMMANDS.labels(_name(command), "done").inc()
            if command.ref is not None:
                link.tell(Done(ref=command.ref))

    async def _enter(self, link: Connection, command: AnyCommand) -> None:
        if not isinstance(command, Enter):
            link.close(close_reasons.NO_ENTER)
            return
        public_id = self._rules.secrets.read_room_token(command.token)
        if public_id is None:
            link.close(close_reasons.INVALID_TOKEN)
            return
        try:
            entered = await self._threads.write(
                lambda session: admission.enter(session, self._rules, self.node, public_id, command, link.origin)
            )
        except DomainError as error:
            known = error.word in set(EntryState)
            link.close(close_reasons.for_entry(error.word) if known else close_reasons.INVALID_TOKEN)
            return
        link.media = Media(command.microphone, command.camera, command.screen)
        self._hub.attach(link, entered)
        metrics.ENTERED.labels(type(entered.first).__name__.lower()).inc()

    async def _answer(self, link: Connection, command: AnyCommand) -> None:
        match command:
            case Ping():
                link.tell(Pong())
                await self._note_seen(link)
            case Enter():
                raise _Refusal("already_entered", "This socket has entered already.")
            case _ if link.in_lobby and not isinstance(command, Leave):
                raise _Refusal("in_lobby", "Please wait until somebody lets you in.")
            case Signal():
                if not link.may_signal(command.to):
                    raise _Refusal("no_place", "One of the two has no place among those with sound and picture.")
                if not self._hub.signal(link.meeting_id, link.peer_id, command.to, command.data):
                    self._bus.publish(Passed(self.node, link.meeting_id, command.to, link.peer_id, command.data))
            case ListPeople():
                link.tell(
                    await self._threads.read(
                        lambda session: admission.people_after(session, link.meeting_id, command.after)
                    )
                )
            case _:
                await self._threads.write(
                    lambda session: carry_out(session, self._rules, link.participant_id, link.peer_id, command)
                )

    async def _note_seen(self, link: Connection) -> None:
        """Who is in a meeting is not idle: the browser stays signed in."""
        moment = asyncio.get_running_loop().time()
        if not link.sign_in or moment < link.note_seen_at:
            return
        link.note_seen_at = moment + sessions.ACTIVITY_INTERVAL.total_seconds()
        try:
            if await self._threads.read(lambda session: sessions.is_activity_due(session, self._rules, link.sign_in)):
                await self._threads.write(lambda session: sessions.record_activity(session, self._rules, link.sign_in))
        except SQLAlchemyError as error:
            log.warning("cannot note that a browser is not idle", error=str(error))


class _Refusal(DomainError):
    """A command that makes no sense at this point of the conversation."""

    def __init__(self, word: str, message: str) -> None:
        super().__init__(message)
        self.word = word


def _name(command: AnyCommand) -> str:
    return type(command).__name__


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    with contextlib.suppress(ValueError):
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
        return parts.scheme, (parts.hostname or "").lower(), port
    return "", "", None


assert set(CARRIED_OUT) | {Enter, Ping, Signal, ListPeople} == set(AnyCommand.__args__)  # noqa: S101
