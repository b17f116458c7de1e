"""The document socket: who may open it, what is opened, refused, closed, limited and counted."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from convener.domain.permissions import MeetingRole
from convener.realtime.documents.connection import MAX_OPEN
from convener.realtime.documents.frames import (
    MAX_AWARENESS_BYTES,
    MAX_UPDATE_BYTES,
    BadFrame,
    FrameKind,
    encode,
    kind_of,
    read_data,
)
from convener.realtime.refusals import MAX_REFUSALS
from tests.factories.browsers import Gathering
from tests.factories.documents import Documents, K, entered, line
from tests.servers import PATIENCE, RunningServer, wait_until


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server with kinds of documents."""
    command = [sys.executable, "-m", "tests.realtime.documents.sketching"]
    running = RunningServer(tmp_path_factory.mktemp("documents") / "data", command)
    running.start(first=True)
    yield running
    running.stop()


def test_an_update_reaches_the_other_page(server: RunningServer) -> None:
    with Gathering(server) as room:
        host, ann = entered(room, room.enter("host")), entered(room, room.enter("ann"))
        kind, opened = host.open(7)
        assert (kind, opened["channel"], opened["mayWrite"]) == (K.OPENED, 7, True)
        kind, opened = ann.open(8)
        assert (kind, opened["channel"], opened["mayWrite"]) == (K.OPENED, 8, False)
        update = line(1007)
        host.data(K.UPDATE, 7, update)
        channel, body = ann.until(K.UPDATED)
        assert (channel, body[12:]) == (8, update)
        assert host.until(K.STORED) == (7, body[:8] + (1).to_bytes(4, "big"))
        ann.data(K.AWARENESS, 8, b'{"x": 1}')
        channel, body = host.until(K.AWARE)
        assert channel == 7
        said = json.loads(body)
        assert [(one["clientId"], one["personId"], one["name"], one["state"]) for one in said] == [
            (1008, room.ids["ann"], "ann", {"x": 1})
        ]
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
        assert error(ann.open(1, kind="plans"), 1) == "not_allowed"
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
        ann.send(K.OPEN, {"channel": 1, "kind": "sketch", "document": "board", "clientId": 9, "more": 1})
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
        assert (kind, said["channel"], said["error"]) == (K.REFUSED, 1, "bad_update")


def test_rights_follow_the_role(server: RunningServer) -> None:
    with Gathering(server) as room:
        host, page = room.enter("host"), room.enter("ann")
        ann = entered(room, page)
        ann.open(1)
        assert ann.open(2, kind="slides")[0] is K.REFUSED
        host.do("setRole", personId=room.ids["ann"], role="presenter")
        assert ann.until(K.OPENED)["mayWrite"]
        assert ann.open(2, kind="slides")[0] is K.OPENED
        host.do("setRole", personId=room.ids["ann"], role="attendee")
        heard = [ann.next(), ann.next()]
        assert [said["mayWrite"] for kind, said in heard if kind is K.OPENED] == [False]
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
        assert host.next()[1]["error"] == "bad_update"
        host.data(K.UPDATE, 1, b"x" * (MAX_UPDATE_BYTES + 1))
        assert host.next()[1]["error"] == "invalid_message"
        host.data(K.AWARENESS, 1, b"x" * (MAX_AWARENESS_BYTES + 1))
        assert host.next()[1]["error"] == "invalid_message"
        # 1 MiB at once, then 64 KiB a second.
        for _ in range(20):
            host.data(K.UPDATE, 1, b"x" * MAX_UPDATE_BYTES)
        while host.until(K.REFUSED)["error"] != "too_many_requests":
            pass


def test_an_update_of_50_megabytes_ends_the_socket_of_its_sender_alone(server: RunningServer) -> None:
    with Gathering(server) as room:
        page = room.enter("host")
        host, ann = entered(room, page), entered(room, room.enter("ann"))
        for channel, one in enumerate((host, ann), 1):
            assert one.open(channel)[0] is K.OPENED
        with suppress(ConnectionClosed):
            host.data(K.UPDATE, 1, bytes(50 * 2**20))
        wait_until(lambda: host.socket.close_code is not None, "the socket to be closed")
        again = entered(room, page)
        assert again.open(3)[0] is K.OPENED
        update = line(1003)
        again.data(K.UPDATE, 3, update)
        assert ann.until(K.UPDATED)[1][12:] == update


def test_who_sends_what_is_refused_all_the_time_is_sent_away(server: RunningServer) -> None:
    with Gathering(server) as room:
        host = entered(room, room.enter("host"))
        for _ in range(MAX_REFUSALS):
            # One at a time, and none after the last: what a server has not read when it closes cuts off its reason.
            host.data(K.UPDATE, 9, b"x")
            assert host.next()[0] is K.REFUSED
        assert host.closed() == "protocol_error"


def test_they_are_counted(server: RunningServer) -> None:
    def metric(name: str) -> float:
        lines = server.metrics().splitlines()
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(name))

    open_now = ("convener_document_sockets", "convener_documents_open")
    wait_until(lambda: [metric(name) for name in open_now] == [0, 0], "what other tests left to be forgotten")
    done = metric('convener_document_frames_total{kind="open",outcome="done"}')
    refused = metric('convener_document_frames_total{kind="open",outcome="unknown_document"}')
    with Gathering(server) as room:
        host = entered(room, room.enter("host"))
        host.open()
        host.open(2, kind="unknown")
        assert [metric(name) for name in open_now] == [1, 1]
        assert metric('convener_document_frames_total{kind="open",outcome="done"}') == done + 1
        assert metric('convener_document_frames_total{kind="open",outcome="unknown_document"}') == refused + 1
    wait_until(lambda: [metric(name) for name in open_now] == [0, 0], "the socket and its document to be forgotten")


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
