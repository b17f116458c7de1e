"""One document socket: what it may send and has open, by the role of its participant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import msgspec

from convener.domain.events.payload import Payload
from convener.realtime import metrics
from convener.realtime.audience import Listener
from convener.realtime.outgoing import OutgoingFrame
from convener.realtime.protocol.messages import Closing
from convener.realtime.sockets import FrameQueue, SocketSend

from . import frames
from .frames import FrameKind
from .kinds import SharedDocumentKind

MAX_OPEN = 32
"""Documents that one socket may have open."""


@dataclass(eq=False)
class Opening:
    """A document that is about to be opened; ``closed``: it may not be open, by what happened meanwhile."""

    kind: SharedDocumentKind
    name: str
    closed: bool = False


@dataclass(eq=False)
class OpenDocument:
    """A document that one page has open, under the number ``channel``.

    ``name``: by which the page opened it; ``document_id``: its public id; ``writers``: the roles that may change it
    now; ``client_id``: the one of Yjs under which the page writes. ``accepted`` and ``stored`` count its updates.
    """

    kind: SharedDocumentKind
    name: str
    document_id: str
    connection: DocumentConnection
    channel: int
    client_id: int
    writers: frozenset[str]
    accepted: int = 0
    stored: int = 0
    state: msgspec.Raw | None = None

    @property
    def participant_id(self) -> int:
        """Whose page it is."""
        return self.connection.participant_id

    @property
    def may_write(self) -> bool:
        """Whether the participant may change the document, with the role of this moment."""
        return self.connection.listener.role in self.writers

    def send(self, kind: FrameKind, body: bytes) -> None:
        """Send a frame about this document."""
        self.connection.send_bytes(frames.encode_data(kind, self.channel, body))


class DocumentConnection(FrameQueue):
    """A document socket. ``seq`` is the number of the last event of the meeting that was considered."""

    max_queued = 8_000_000

    def __init__(self, socket_send: SocketSend, write_at_once: Callable[[bytes], bool]) -> None:
        super().__init__(socket_send, write_at_once)
        self.peer_id = ""
        self.listener = Listener("", "")
        self.participant_id = 0
        self.meeting_id = 0
        self.name = ""
        self.entered = False
        self.entered_at = 0
        """The number of the last event when the page entered."""
        self.seq = 0
        self.documents: dict[int, OpenDocument] = {}
        """What is open, by channel."""
        self.opening: set[Opening] = set()
        """What is about to be opened."""
        self._latest: dict[type[Payload], Payload] = {}
        """The last event of each kind after which others may write."""
        self.on_closed: Callable[[OpenDocument], None] = lambda document: None
        """Called when a document is not open any more."""

    def encode_closing(self, closing: Closing) -> OutgoingFrame:
        """The frame that says why the socket is closed."""
        return OutgoingFrame(frames.encode(FrameKind.CLOSING, closing), is_text=False)

    def send_bytes(self, frame: bytes) -> None:
        """Send a frame, or queue it."""
        self.send_frame(OutgoingFrame(frame, is_text=False))

    def refuse(self, channel: int | None, error: str, message: str) -> None:
        """Tell the page that something was not done."""
        self.send_bytes(frames.encode(FrameKind.REFUSED, frames.Refused(channel=channel, error=error, message=message)))

    def open(self, document: OpenDocument) -> None:
        """The document is open from now on."""
        self.documents[document.channel] = document
        metrics.DOCUMENTS.inc()
        self._tell(document)

    def close_document(self, channel: int) -> None:
        """The document of this channel is not open any more, if it was."""
        document = self.documents.pop(channel, None)
        if document is not None:
            metrics.DOCUMENTS.dec()
            self.on_closed(document)

    def close_documents(self) -> None:
        """Nothing is open any more."""
        for channel in list(self.documents):
            self.close_document(channel)

    def change_role(self, role: str) -> None:
        """The participant has this role now: what it may not read is closed, and changed rights are told."""
        if role == self.listener.role:
            return
        before = {channel: document.may_write for channel, document in self.documents.items()}
        self.listener = replace(self.listener, role=role)
        for channel, document in list(self.documents.items()):
            if role not in document.kind.readers:
                self.close_document(channel)
                self.refuse(channel, "not_allowed", "Your role in this meeting may not read this document any more.")
            elif document.may_write != before[channel]:
                self._tell(document)

    def follow(self, payloads: Iterable[Payload]) -> None:
        """Something happened in the meeting: documents may have other writers, which is told to whom it concerns."""
        for payload in payloads:
            self._latest[type(payload)] = payload
            for document in self.documents.values():
                writers = document.kind.writers_after(payload) if type(payload) in document.kind.follows else None
                if writers is not None:
                    before, document.writers = document.may_write, writers
                    if document.may_write != before:
                        self._tell(document)

    def close_by(self, payloads: Iterable[Payload]) -> None:
        """Something happened in the meeting by which documents may not be open any more."""
        for payload in payloads:
            for opening in self.opening:
                opening.closed = opening.closed or _is_closed_by(payload, opening)
            for channel, document in list(self.documents.items()):
                if _is_closed_by(payload, document):
                    self.close_document(channel)
                    self.refuse(channel, "unknown_document", "This document is open no longer.")

    def writers_now(self, kind: SharedDocumentKind, writers: frozenset[str]) -> frozenset[str]:
        """Who may change a document that is opened now, where ``writers`` were read a moment ago."""
        for payload in self._latest.values():
            if type(payload) in kind.follows:
                writers = kind.writers_after(payload) or writers
        return writers

    def _tell(self, document: OpenDocument) -> None:
        opened = frames.Opened(channel=document.channel, document_id=document.document_id, may_write=document.may_write)
        self.send_bytes(frames.encode(FrameKind.OPENED, opened))


def _is_closed_by(payload: Payload, document: Opening | OpenDocument) -> bool:
    kind = document.kind
    return type(payload) in kind.closed_by and kind.is_closed_by(payload, document.name)
