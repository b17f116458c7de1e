"""The socket of the page /check: what is sent comes back, and nothing that anybody does with it harms others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from convener.realtime.check_socket import LONGEST_FRAME, MOST_FRAMES
from tests.factories.browsers import Gathering
from tests.servers import PATIENCE, RunningServer

FEW = 4


@pytest.fixture(scope="module")
def strict_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    running = RunningServer(tmp_path_factory.mktemp("strict") / "data", checks=FEW, trusted_proxies="127.0.0.1")
    running.start()
    yield running
    running.stop()


def opened(server: RunningServer, address: str = "127.0.0.1", origin: str | None = None) -> ClientConnection:
    url = f"ws://127.0.0.1:{server.port}/api/v1/room/check"
    named = None if origin is None else Origin(origin)
    return connect(url, additional_headers={"X-Forwarded-For": address}, origin=named, open_timeout=PATIENCE)


def code_of(socket: ClientConnection) -> int | None:
    """The code with which the server closes the socket."""
    with pytest.raises(ConnectionClosed) as closed:
        socket.recv(timeout=PATIENCE)
    return closed.value.rcvd.code if closed.value.rcvd else None


def test_what_is_sent_comes_back_for_a_while(shared_server: RunningServer) -> None:
    with opened(shared_server) as socket:
        for number in range(MOST_FRAMES):
            socket.send(str(number))
            assert socket.recv(timeout=PATIENCE) == str(number)
        assert code_of(socket) == 1000


@pytest.mark.parametrize("frame", ["x" * (LONGEST_FRAME + 1), b"1", "x" * 1_000_000])
def test_other_frames_end_it(shared_server: RunningServer, frame: str | bytes) -> None:
    with opened(shared_server) as socket:
        socket.send("1")
        assert socket.recv(timeout=PATIENCE) == "1"
        socket.send(frame)
        assert code_of(socket) in (1008, 1009)


def test_pages_of_others_do_not_get_it(shared_server: RunningServer) -> None:
    with pytest.raises(InvalidStatus) as refused:
        opened(shared_server, origin="https://evil.example.org")
    assert refused.value.response.status_code == 403


def test_a_flood_is_told_to_wait_while_others_check_and_meet(strict_server: RunningServer) -> None:
    with ExitStack() as sockets, Gathering(strict_server) as room:
        flood = [sockets.enter_context(opened(strict_server, "192.0.2.1")) for _ in range(FEW + 3)]
        assert [code_of(socket) for socket in flood[FEW:]] == [1013] * 3, "accepted, and told that it is too often"
        host = room.enter("host")
        ann = room.enter("ann")
        ann.do("setHand", raised=True)
        host.see(lambda page: "ann" in page.names() and page.person("ann").hand is not None)
        with opened(strict_server, "192.0.2.2") as other:
            other.send("1")
            assert other.recv(timeout=PATIENCE) == "1"


def test_open_sockets_do_not_hold_up_a_stop(tmp_path: Path) -> None:
    server = RunningServer(tmp_path / "data")
    server.start()
    with opened(server) as socket:
        socket.send("1")
        assert socket.recv(timeout=PATIENCE) == "1"
        server.stop()
        assert code_of(socket) is not None
