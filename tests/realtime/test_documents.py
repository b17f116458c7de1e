"""The document socket: who may open it, what is opened, refused, closed, limited and counted."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from socket import SHUT_RDWR
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from convener.domain.permissions import MeetingRole
from convener.realtime.documents.connection import MAX_OPEN
from convener.realtime.documents.frames import (
    MAX_AWARENESS_BYTES,
    MAX_UPDATE_BYTES,
    BadFrame,
    FrameKind,
    encode,
    encode_data,
    kind_of,
    read_data,
)
from convener.realtime.refusals import MAX_REFUSALS
from tests.factories.browsers import Browser, Gathering
from tests.servers import PATIENCE, RunningServer, wait_until

K = FrameKind


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server with kinds of documents."""
    command = [sys.executable, "-m", "tests.realtime.sketching"]
    running = RunningServer(tmp_path_factory.mktemp("documents") / "data", command)
    running.start(first=True)
    yield running
    running.stop()


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

    def next(self) -> tuple[FrameKind, Any]:
        frame = self.socket.recv(timeout=PATIENCE)
        assert isinstance(frame, bytes)
        kind = FrameKind(frame[0])
        if kind in (K.UPDATED, K.AWARE):
            said: Any = read_data(frame)
        else:
            said = json.loads(frame[1:] or "null")
        self.heard.append((kind, said))
        return kind, said

    def next_after(self, kind: FrameKind, channel: int) -> FrameKind:
        self.data(kind, channel, b"x")
        return self.next()[0]

    def until(self, kind: FrameKind) -> Any:
        while True:
            got, said = self.next()
            if got is kind:
                return said
            assert got is not K.CLOSING, said

    def open(self, channel: int = 1, kind: str = "sketch", document: str = "board") -> Any:
        self.send(K.OPEN, {"channel": channel, "kind": kind, "document": document})
        return self.next()

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


def entered(room: Gathering, page: Browser) -> Documents:
    documents = Documents(room, page)
    documents.until(K.ENTERED)
    return documents


def test_an_update_reaches_the_other_page(server: RunningServer) -> None:
    with Gathering(server) as room:
        host, ann = entered(room, room.enter("host")), entered(room, room.enter("ann"))
        assert host.open(7) == (K.OPENED, {"channel": 7, "mayWrite": True})
        assert ann.open(8) == (K.OPENED, {"channel": 8, "mayWrite": False})
        host.data(K.UPDATE, 7, b"\x00line")
        assert ann.until(K.UPDATED) == (8, b"\x00line")
        ann.data(K.AWARENESS, 8, b"pointer")
        assert host.until(K.AWARE) == (7, b"pointer")
        ann.send(K.PING)
        ann.until(K.PONG)


def test_only_pages_in_the_room_enter(server: RunningServer) -> None:
    with Gathering(server, lobby=True) as room:
        host = room.enter("host")
        guest = room.open("guest")
        guest.next()
        room.add("bob", MeetingRole.PRESENTER)
        bob = room.enter("bob")
        assert Documents(room, host, token="a.1.b").closed() == "invalid_token"
        assert Documents(room, host, peer_id=bob.peer_id).closed() == "left"
        assert Documents(room, host, peer_id="x" * 24).closed() == "left"
        assert Documents(room, guest, peer_id="x" * 24).closed() == "left"
        bob.do("leave")
        assert Documents(room, bob).closed() == "left"
        entered(room, host)
    with Gathering(server) as other:
        stranger = other.enter("host")
        assert Documents(room, host, peer_id=stranger.peer_id).closed() == "left"


def test_the_first_frame_must_be_enter(server: RunningServer) -> None:
    for frame in (encode(K.PING), b"", b"\xff", "text", encode(K.ENTER, {"token": "x"}), encode(K.ENTERED)):
        with connect(f"ws://127.0.0.1:{server.port}/api/v1/room/documents", close_timeout=1) as socket:
            socket.send(frame)
            said = socket.recv(timeout=PATIENCE)
            assert isinstance(said, bytes)
            assert json.loads(said[1:])["reason"] == "protocol_error"


def test_a_foreign_page_may_not_open_one(server: RunningServer) -> None:
    url = f"ws://127.0.0.1:{server.port}/api/v1/room/documents"
    with pytest.raises(InvalidStatus) as refused, connect(url, origin=Origin("https://evil.example")):
        pass
    assert refused.value.response.status_code == 403


def test_what_is_refused(server: RunningServer) -> None:
    def error(answer: tuple[FrameKind, Any], channel: int | None) -> str:
        kind, said = answer
        assert kind is K.REFUSED
        assert said["channel"] == channel
        assert said["message"]
        return str(said["error"])

    with Gathering(server) as room:
        room.enter("host")
        ann = entered(room, room.enter("ann"))
        assert error(ann.open(1, kind="unknown"), 1) == "unknown_document"
        assert error(ann.open(1, document="nothing"), 1) == "unknown_document"
        assert error(ann.open(1, kind="notes"), 1) == "not_allowed"
        assert ann.open(1)[0] is K.OPENED
        assert error(ann.open(1), None) == "channel_in_use"
        ann.data(K.UPDATE, 1, b"line")
        assert error(ann.next(), 1) == "not_allowed"
        ann.data(K.UPDATE, 2, b"line")
        assert error(ann.next(), 2) == "not_open"
        ann.send(K.CLOSE, {"channel": 1})
        ann.data(K.AWARENESS, 1, b"line")
        assert error(ann.next(), 1) == "not_open"
        ann.send(K.ENTER, {"token": "x", "peerId": "x"})
        assert error(ann.next(), None) == "already_entered"
        ann.send(K.OPEN, {"channel": -1, "kind": "sketch", "document": "board"})
        assert error(ann.next(), None) == "invalid_message"
        ann.send(K.OPEN, {"channel": 1, "kind": "sketch", "document": "board", "more": 1})
        assert error(ann.next(), None) == "invalid_message"
        for number in range(MAX_OPEN):
            assert ann.open(number, document=f"board{number}")[0] is K.OPENED
        assert error(ann.open(99), 99) == "too_many_documents"


def test_a_kind_refuses_an_update(server: RunningServer) -> None:
    with Gathering(server) as room:
        host = entered(room, room.enter("host"))
        host.open()
        host.data(K.UPDATE, 1, b"bad")
        kind, said = host.next()
        assert (kind, said["channel"], said["message"]) == (K.REFUSED, 1, "This is no drawing.")


def test_rights_follow_the_role(server: RunningServer) -> None:
    with Gathering(server) as room:
        host, page = room.enter("host"), room.enter("ann")
        ann = entered(room, page)
        ann.open(1)
        assert ann.open(2, kind="slides")[0] is K.REFUSED
        host.do("setRole", personId=room.ids["ann"], role="presenter")
        assert ann.next() == (K.OPENED, {"channel": 1, "mayWrite": True})
        assert ann.open(2, kind="slides")[0] is K.OPENED
        host.do("setRole", personId=room.ids["ann"], role="attendee")
        heard = [ann.next(), ann.next()]
        assert (K.OPENED, {"channel": 1, "mayWrite": False}) in heard
        assert [said["channel"] for kind, said in heard if kind is K.REFUSED] == [2]


@pytest.mark.parametrize("how", ["leave", "removed", "ended"])
def test_it_closes_with_the_stay(server: RunningServer, how: str) -> None:
    with Gathering(server) as room:
        host, page = room.enter("host"), room.enter("ann")
        ann = entered(room, page)
        if how == "leave":
            page.do("leave")
        elif how == "removed":
            host.do("remove", personId=room.ids["ann"])
        else:
            host.do("endMeeting")
        assert ann.closed() == {"leave": "left"}.get(how, how)


def test_a_second_socket_of_a_page_replaces_the_first(server: RunningServer) -> None:
    with Gathering(server) as room:
        page = room.enter("host")
        first = entered(room, page)
        second = entered(room, page)
        assert first.closed() == "protocol_error"
        assert second.open()[0] is K.OPENED


def test_limits(server: RunningServer) -> None:
    with Gathering(server) as room:
        room.enter("host")
        host = entered(room, room.browsers[0])
        host.open()
        host.data(K.UPDATE, 1, b"x" * MAX_UPDATE_BYTES)
        host.data(K.UPDATE, 1, b"x" * (MAX_UPDATE_BYTES + 1))
        assert host.next()[1]["error"] == "invalid_message"
        host.data(K.AWARENESS, 1, b"x" * (MAX_AWARENESS_BYTES + 1))
        assert host.next()[1]["error"] == "invalid_message"
        # 1 MiB at once, then 64 KiB a second.
        for _ in range(20):
            host.data(K.UPDATE, 1, b"x" * MAX_UPDATE_BYTES)
        assert host.next()[1]["error"] == "too_many_requests"


def test_who_sends_what_is_refused_all_the_time_is_sent_away(server: RunningServer) -> None:
    with Gathering(server) as room:
        host = entered(room, room.enter("host"))
        for _ in range(MAX_REFUSALS):
            # One at a time, and none after the last: what a server has not read when it closes cuts off its reason.
            assert host.next_after(K.UPDATE, 9) is K.REFUSED
        assert host.closed() == "protocol_error"


def test_they_are_counted(server: RunningServer) -> None:
    def metric(name: str) -> float:
        lines = server.metrics().splitlines()
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(name))

    sockets, opened = metric("convener_document_sockets"), metric("convener_documents_open")
    done = metric('convener_document_frames_total{kind="open",outcome="done"}')
    refused = metric('convener_document_frames_total{kind="open",outcome="unknown_document"}')
    with Gathering(server) as room:
        host = entered(room, room.enter("host"))
        host.open()
        host.open(2, kind="unknown")
        assert metric("convener_document_sockets") == sockets + 1
        assert metric("convener_documents_open") == opened + 1
        assert metric('convener_document_frames_total{kind="open",outcome="done"}') == done + 1
        assert metric('convener_document_frames_total{kind="open",outcome="unknown_document"}') == refused + 1
    wait_until(lambda: metric("convener_document_sockets") == sockets, "the socket to be forgotten")
    assert metric("convener_documents_open") == opened


def test_a_stopping_server_says_so(tmp_path: Any) -> None:
    running = RunningServer(tmp_path / "data")
    running.start()
    try:
        with Gathering(running) as room:
            host = entered(room, room.enter("host"))
            kind, said = host.open()
            assert (kind, said["error"]) == (K.REFUSED, "unknown_document")
            running.stop()
            assert host.closed() == "restart"
    finally:
        running.kill()


def test_frames_that_are_too_short() -> None:
    for frame in (b"", b"\x00", b"\x81", bytes([K.ENTER]) + b"x" * 3000):
        with pytest.raises(BadFrame):
            kind_of(frame)
    with pytest.raises(BadFrame):
        read_data(b"\x04\x00\x00")
