"""Pages that write shared documents, for tests: a document socket, and the document that such a page would show."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from socket import SHUT_RDWR
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from convener.domain.shared_documents.encoding import Element, UpdateWriter
from convener.realtime.documents.frames import FrameKind, encode, encode_data, read_data
from tests.factories.browsers import Browser, Gathering
from tests.servers import PATIENCE

K = FrameKind
BINARY = frozenset({K.UPDATED, K.AWARE, K.SYNCED, K.STORED})


class Documents:
    """The document socket of a page."""

    def __init__(
        self,
        room: Gathering,
        page: Browser,
        *,
        token: str | None = None,
        peer_id: str | None = None,
        url: str | None = None,
    ) -> None:
        self._open = ExitStack()
        opening = connect(f"{url or room.url}/documents", compression=None, max_size=None, close_timeout=1)
        self.socket: ClientConnection = self._open.enter_context(opening)
        self.heard: list[tuple[FrameKind, Any]] = []
        room.browsers.append(self)  # type: ignore[arg-type]
        entering = {"token": token or room.token(page.name), "peerId": peer_id or page.peer_id}
        self.send(K.ENTER, entering)

    def send(self, kind: FrameKind, message: Any = None) -> None:
        self.socket.send(encode(kind, message))

    def data(self, kind: FrameKind, channel: int, data: bytes) -> None:
        self.socket.send(encode_data(kind, channel, data))

    def next(self, patience: float = PATIENCE) -> tuple[FrameKind, Any]:
        frame = self.socket.recv(timeout=patience)
        assert isinstance(frame, bytes)
        kind = FrameKind(frame[0])
        said = read_data(frame) if kind in BINARY else json.loads(frame[1:] or "null")
        self.heard.append((kind, said))
        return kind, said

    def until(self, kind: FrameKind) -> Any:
        while True:
            got, said = self.next()
            if got is kind:
                return said
            assert got is not K.CLOSING, said

    def open(
        self, channel: int = 1, kind: str = "sketch", document: str = "board", client_id: int = 0, **more: Any
    ) -> tuple[FrameKind, Any]:
        """Ask for a document; returns the answer, after which a document that is open has come whole."""
        opening = {"channel": channel, "kind": kind, "document": document, "clientId": client_id or 1000 + channel}
        self.send(K.OPEN, opening | more)
        while True:
            answer = self.next()
            if answer[0] is K.OPENED:
                self.until(K.SYNCED)
            if answer[0] in (K.OPENED, K.REFUSED):
                return answer

    def closed(self) -> str:
        with suppress(ConnectionClosed):
            while True:
                self.next()
        kind, said = self.heard[-1]
        assert kind is K.CLOSING
        return str(said["reason"])

    def drop(self) -> None:
        with suppress(OSError):
            self.socket.socket.shutdown(SHUT_RDWR)
        self._open.close()


def entered(room: Gathering, page: Browser, url: str | None = None) -> Documents:
    """The document socket of a page, which has entered."""
    documents = Documents(room, page, url=url)
    documents.until(K.ENTERED)
    return documents


def line(client: int, root: str = "sketch", name: str = "line", text: str = "") -> bytes:
    """The first update that somebody writes: one element."""
    writer = UpdateWriter(client, root)
    writer.append(Element(name, text=text))
    return writer.update()


class SharedText:
    """A page that has a document of the kind ``kind`` open and writes paragraphs in it; the root is called as the
    kind."""

    def __init__(self, socket: Documents, kind: str = "notes", name: str = "current", *, client_id: int) -> None:
        self.kind, self.name, self.client_id = kind, name, client_id
        self.doc: Doc[Any] = Doc(client_id=client_id)
        self.root: XmlFragment = self.doc.get(kind, type=XmlFragment)
        self.may_write = False
        self.document_id: str | None = None
        self.seq = 0
        self.sent = self.stored = 0
        self.refusals: list[str] = []
        self.authors: dict[int, str] = {}
        self.places: dict[int, Any] = {}
        self.pending: list[bytes] = []
        self.server_state = b"\0"
        self.come(socket)

    def come(self, socket: Documents) -> None:
        """Open the document by this socket, and send what the server lacks."""
        self.socket, self.sent, self.stored = socket, 0, 0
        opening: dict[str, Any] = {"channel": 1, "kind": self.kind, "document": self.name, "clientId": self.client_id}
        socket.send(K.OPEN, opening | {"known": self.document_id, "since": self.seq})
        synced: list[bool] = []

        def is_synced() -> bool:
            synced.extend(kind is K.SYNCED for kind, _ in socket.heard[-1:])
            return any(synced)

        self.see(is_synced)
        if self.pending:
            missing = self.doc.get_update(self.server_state)
            self.pending = []
            self.push(missing)

    def write(self, text: str) -> None:
        """Append a paragraph."""
        before = self.doc.get_state()
        paragraph = self.root.children.append(XmlElement("paragraph"))
        paragraph.children.append(XmlText(text))
        self.push(self.doc.get_update(before))

    def push(self, update: bytes) -> None:
        """Send an update."""
        self.pending.append(update)
        self.sent += 1
        with suppress(ConnectionClosed, OSError):
            self.socket.data(K.UPDATE, 1, update)

    def saved(self) -> None:
        """Wait until all that was sent is stored."""
        self.see(lambda: self.stored == self.sent)

    def lines(self) -> list[str]:
        """The paragraphs that have a text."""
        elements = (one for one in self.root.children if isinstance(one, XmlElement))
        found = ("".join(str(child) for child in one.children) for one in elements)
        return [one for one in found if one]

    def see(self, condition: Callable[[], bool]) -> None:
        """Read until the condition holds."""
        until = time.monotonic() + PATIENCE
        while not condition():
            self.receive(*self.socket.next(max(0.01, until - time.monotonic())))

    def receive(self, kind: FrameKind, message: Any) -> None:
        """Apply a frame."""
        if kind is K.OPENED:
            self.may_write, self.document_id = message["mayWrite"], message["documentId"]
        elif kind is K.REFUSED:
            self.refusals.append(message["error"])
        elif kind is K.AUTHORS:
            self.authors |= {one["clientId"]: one["name"] for one in message["authors"]}
        elif kind is K.AWARE:
            for one in json.loads(message[1]):
                self.places[one["clientId"]] = one
        elif kind is K.STORED:
            self.seq = int.from_bytes(message[1][:8], "big")
            self.stored = int.from_bytes(message[1][8:], "big")
            if self.stored == self.sent:
                self.pending = []
        elif kind in (K.SYNCED, K.UPDATED):
            body = message[1]
            self.seq, rest = int.from_bytes(body[:8], "big"), body[8:]
            pieces = []
            while rest:
                length = int.from_bytes(rest[:4], "big")
                pieces.append(rest[4 : 4 + length])
                rest = rest[4 + length :]
            if kind is K.SYNCED:
                self.server_state = pieces.pop(0)
            for piece in pieces:
                self.doc.apply_update(piece)
        else:
            assert kind is not K.CLOSING, message
