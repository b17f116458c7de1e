"""Serves document sockets, from the handshake to the last frame."""

from __future__ import annotations

from collections.abc import Mapping

import structlog

from convener.domain.errors import DomainError
from convener.domain.site import Site
from convener.realtime import close_reasons, metrics
from convener.realtime.executor import DatabaseExecutor
from convener.realtime.hub import Hub
from convener.realtime.protocol.messages import Closing
from convener.realtime.refusals import Refusals
from convener.realtime.sockets import RoomSocket, receive_frame, serve_socket
from convener.realtime.token_bucket import TokenBucket
from convener.web.scope import frame_writer, prove_caller

from . import admission, frames
from .connection import MAX_OPEN, DocumentConnection, OpenDocument
from .engine import DocumentEngine
from .frames import BadFrame, FrameKind
from .kinds import SharedDocumentKind

log = structlog.get_logger("convener.realtime.documents")


class Refusal(DomainError):
    """A frame that is not carried out; ``channel``: which number it concerns."""

    def __init__(self, word: str, message: str, channel: int | None = None) -> None:
        super().__init__(message)
        self.word, self.channel = word, channel


class Limits:
    """What the socket of ``connection`` may send: frames, and bytes."""

    def __init__(self, connection: DocumentConnection) -> None:
        self.frames, self.bytes = TokenBucket(60, 240), TokenBucket(64 * 1024, 1024 * 1024)
        self.refusals = Refusals(connection)


class DocumentGateway:
    """The document sockets of a node (:meth:`serve`). ``kinds``: the kinds of documents by name."""

    def __init__(
        self,
        site: Site,
        executor: DatabaseExecutor,
        hub: Hub,
        kinds: Mapping[str, SharedDocumentKind],
        engine: DocumentEngine,
    ) -> None:
        self._site = site
        self._executor = executor
        self._hub = hub
        self._kinds = kinds
        self.engine = engine
        self.connections: set[DocumentConnection] = set()

    async def serve(self, socket: RoomSocket) -> None:
        """Serve a socket whose origin is allowed."""
        await socket.accept()
        connection = DocumentConnection(socket.send, frame_writer(socket.scope))
        connection.on_closed = self.engine.close
        connection.on_entered = lambda: prove_caller(socket.scope)
        self.connections.add(connection)
        metrics.DOCUMENT_SOCKETS.inc()
        await serve_socket(connection, self._read(socket, connection), lambda: self._clean_up(connection))

    def close_all(self, closing: Closing) -> None:
        """Close all sockets."""
        for connection in list(self.connections):
            connection.close(closing)

    async def _clean_up(self, connection: DocumentConnection) -> None:
        self._hub.detach_documents(connection)
        connection.close_documents()
        self.connections.discard(connection)
        metrics.DOCUMENT_SOCKETS.dec()

    async def _read(self, socket: RoomSocket, connection: DocumentConnection) -> None:
        limits = Limits(connection)
        while not connection.closing:
            frame = await receive_frame(socket, connection, entered=connection.entered)
            if frame is None:
                return
            await self._accept(connection, limits, frame)

    async def _accept(self, connection: DocumentConnection, limits: Limits, frame: str | bytes) -> None:
        """Carry out a frame; an error concerns its sender alone."""
        name = "unreadable"
        try:
            if isinstance(frame, str):
                raise BadFrame("Frames are binary.")
            kind = frames.kind_of(frame)
            name = kind.name.lower()
            if not limits.frames.consume() or not limits.bytes.consume(len(frame)):
                channel = frames.read_data(frame)[0] if kind is FrameKind.UPDATE else None
                raise Refusal("too_many_requests", "Please not so fast.", channel)
            await self._carry_out(connection, kind, frame)
        except BadFrame as error:
            if self._refuse(connection, None, "invalid_message", str(error)):
                limits.refusals.count_unreadable()
            metrics.DOCUMENT_FRAMES.labels(name, "invalid_message").inc()
        except DomainError as error:
            channel = error.channel if isinstance(error, Refusal) else None
            if self._refuse(connection, channel, error.word, str(error)):
                limits.refusals.count()
            metrics.DOCUMENT_FRAMES.labels(name, error.word).inc()
        except Exception:
            log.exception("a frame of a document failed", frame=name)
            metrics.DOCUMENT_FRAMES.labels(name, "internal").inc()
            connection.close(close_reasons.RESTART)
        else:
            metrics.DOCUMENT_FRAMES.labels(name, "done").inc()

    def _refuse(self, connection: DocumentConnection, channel: int | None, error: str, message: str) -> bool:
        """Tell the page what was refused; False where it has not entered, and is sent away."""
        if not connection.entered:
            connection.close(close_reasons.NO_ENTER)
            return False
        connection.refuse(channel, error, message)
        return True

    async def _carry_out(self, connection: DocumentConnection, kind: FrameKind, frame: bytes) -> None:
        if not connection.entered:
            if kind is not FrameKind.ENTER:
                raise BadFrame("The first frame must be enter.")
            await self._enter(connection, frames.read_message(frame, frames.Enter))
            return
        match kind:
            case FrameKind.PING:
                connection.send_bytes(frames.encode(FrameKind.PONG))
            case FrameKind.OPEN:
                await self._open(connection, frames.read_message(frame, frames.Open))
            case FrameKind.CLOSE:
                connection.close_document(frames.read_message(frame, frames.Close).channel)
            case FrameKind.UPDATE:
                document, data = self._document(connection, frame)
                if not document.may_write:
                    message = "Your role in this meeting may not change this document."
                    raise Refusal("not_allowed", message, document.channel)
                try:
                    self.engine.update(document, data)
                except DomainError as error:
                    raise Refusal(error.word, str(error), document.channel) from error
            case FrameKind.AWARENESS:
                document, data = self._document(connection, frame)
                self.engine.awareness(document, data)
            case _:
                raise Refusal("already_entered", "This socket has entered already.")

    async def _enter(self, connection: DocumentConnection, message: frames.Enter) -> None:
        person_id = self._site.secrets.read_room_token(message.token)
        if person_id is None:
            connection.close(close_reasons.INVALID_TOKEN)
            return
        try:
            entered = await self._executor.read(lambda session: admission.enter(session, person_id, message.peer_id))
        except DomainError:
            connection.close(close_reasons.NOT_INSIDE)
            return
        connection.meeting_id, connection.participant_id = entered.meeting_id, entered.participant_id
        connection.name = entered.name
        connection.listener, connection.peer_id, connection.seq = entered.listener, message.peer_id, entered.seq
        connection.entered_at = entered.seq
        connection.entered = True
        connection.on_entered()
        connection.send_bytes(frames.encode(FrameKind.ENTERED))
        self._hub.attach_documents(connection)

    async def _open(self, connection: DocumentConnection, message: frames.Open) -> None:
        channel = message.channel
        if channel in connection.documents:
            raise Refusal("channel_in_use", "This number has a document already.")
        if len(connection.documents) >= MAX_OPEN:
            raise Refusal("too_many_documents", f"At most {MAX_OPEN} documents may be open.", channel)
        kind = self._kinds.get(message.kind)
        if kind is None:
            raise Refusal("unknown_document", "There is no such document.", channel)
        if connection.listener.role not in kind.readers:
            raise Refusal("not_allowed", "Your role in this meeting may not read this document.", channel)
        try:
            await self.engine.open(connection, kind, message)
        except DomainError as error:
            raise Refusal(error.word, str(error), channel) from error

    def _document(self, connection: DocumentConnection, frame: bytes) -> tuple[OpenDocument, bytes]:
        channel, data = frames.read_data(frame)
        document = connection.documents.get(channel)
        if document is None:
            raise Refusal("not_open", "No document is open under this number.", channel)
        return document, data
