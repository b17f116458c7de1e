"""One document socket: what it may send and has open, by the role of its participant."""

from __future__ import annotations

from dataclasses import replace

from convener.realtime import metrics
from convener.realtime.audience import Listener
from convener.realtime.protocol.messages import Closing
from convener.realtime.sockets import FrameQueue, SocketSend

from . import frames
from .frames import FrameKind
from .kinds import OpenDocument

MAX_OPEN = 32
"""Documents that one socket may have open."""


class DocumentConnection(FrameQueue):
    """A document socket. ``seq`` is the number of the last event of the meeting that was considered."""

    max_queued = 4_000_000

    def __init__(self, socket_send: SocketSend) -> None:
        super().__init__(socket_send)
        self.peer_id = ""
        self.listener = Listener("", "")
        self.participant_id = 0
        self.meeting_id = 0
        self.entered = False
        self.seq = 0
        self.documents: dict[int, OpenDocument] = {}
        """What is open, by channel."""

    def encode_closing(self, closing: Closing) -> bytes:
        """The frame that says why the socket is closed."""
        return frames.encode(FrameKind.CLOSING, closing)

    def send_update(self, channel: int, data: bytes) -> None:
        """Send an update of the document that is open under this number."""
        self.send_frame(frames.encode_data(FrameKind.UPDATED, channel, data))

    def send_awareness(self, channel: int, data: bytes) -> None:
        """Send what passes in this document."""
        self.send_frame(frames.encode_data(FrameKind.AWARE, channel, data))

    def refuse(self, channel: int | None, error: str, message: str) -> None:
        """Tell the page that something was not done."""
        self.send_frame(frames.encode(FrameKind.REFUSED, frames.Refused(channel=channel, error=error, message=message)))

    def open(self, document: OpenDocument) -> None:
        """The document is open from now on."""
        self.documents[document.channel] = document
        metrics.DOCUMENTS.inc()
        document.kind.opened(document)
        self._tell(document)

    def close_document(self, channel: int) -> None:
        """The document of this channel is not open any more, if it was."""
        document = self.documents.pop(channel, None)
        if document is not None:
            metrics.DOCUMENTS.dec()
            document.kind.closed(document)

    def close_documents(self) -> None:
        """Nothing is open any more."""
        for channel in list(self.documents):
            self.close_document(channel)

    def change_role(self, role: str) -> None:
        """The participant has this role now: what it may not read is closed, and changed rights are told."""
        if role == self.listener.role:
            return
        self.listener = replace(self.listener, role=role)
        for channel, document in list(self.documents.items()):
            if role not in document.kind.readers:
                self.close_document(channel)
                self.refuse(channel, "not_allowed", "Your role in this meeting may not read this document any more.")
            elif document.may_write != (role in document.kind.writers):
                document.may_write = not document.may_write
                self._tell(document)

    def _tell(self, document: OpenDocument) -> None:
        opened = frames.Opened(channel=document.channel, may_write=document.may_write)
        self.send_frame(frames.encode(FrameKind.OPENED, opened))
