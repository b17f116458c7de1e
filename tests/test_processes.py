"""A server of several processes (``serve --workers``) on PostgreSQL and Redis: one server to all who use it."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import psutil
import pytest

from convener.realtime.protocol.messages import Resumed
from tests.certificates import issue
from tests.factories.browsers import Browser, Gathering
from tests.servers import Postgres, Redis, RunningServer, wait_until

pytestmark = [pytest.mark.long, pytest.mark.postgres]

PASSWORD = "right and long enough"


class Processes:
    """The processes of a running server."""

    def __init__(self, server: RunningServer) -> None:
        self.server = server

    def all(self) -> list[psutil.Process]:
        """Those that serve; the recorder is a child of one of them."""
        assert self.server.process is not None
        return psutil.Process(self.server.process.pid).children()

    def of(self, connection: socket.socket) -> int | None:
        """Which of them has the other end of a connection; None where none has it yet."""
        port = connection.getsockname()[1]
        for process in self.all():
            if any(one.raddr and one.raddr.port == port for one in process.net_connections("tcp")):
                return process.pid
        return None

    def at_each(self, open_connections: ExitStack) -> list[http.client.HTTPConnection]:
        """A connection to each of them, which stays."""
        found: dict[int, http.client.HTTPConnection] = {}

        def found_all() -> bool:
            one = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
            open_connections.callback(one.close)
            get(one, "/healthz")
            pid = self.of(one.sock)
            assert pid is not None
            found.setdefault(pid, one)
            return len(found) == 2

        wait_until(found_all, "a connection to each process")
        return list(found.values())

    def serve(self) -> bool:
        """Whether all do."""
        try:
            told = httpx.get(f"{self.server.base_url}/readyz").json()
        except httpx.HTTPError:
            return False
        return bool(told == {"status": "ok", "processes": "2 of 2"})


def get(connection: http.client.HTTPConnection, path: str, **headers: str) -> bytes:
    connection.request("GET", path, headers=headers)
    return connection.getresponse().read()


def elsewhere(processes: Processes, other: Browser, enter: Callable[[], Browser]) -> Browser:
    """A browser that is in the room at another process than ``other``."""
    entered: list[Browser] = []

    def is_elsewhere() -> bool:
        for one in entered:
            one.drop()
        entered[:] = [enter()]
        return processes.of(entered[0].socket.socket) != processes.of(other.socket.socket)

    wait_until(is_elsewhere, "somebody to be at another process")
    return entered[0]


def resumed(room: Gathering, before: Browser) -> Browser:
    """The same page, with another socket."""
    browser = room.open(before.name, lastSeq=before.seq, peerId=before.peer_id)
    browser.models, browser.seq = before.models, before.seq
    assert browser.until(Resumed).peer_id == before.peer_id
    return browser


@pytest.fixture
def server(postgres: Postgres, redis_server: Redis, tmp_path: Path) -> Iterator[RunningServer]:
    """A server with two processes."""
    running = RunningServer(
        tmp_path / "data",
        workers=2,
        database_url=postgres.new_database(),
        redis_url=redis_server.url,
        sign_in_failures=4,
    )
    running.start()
    wait_until(Processes(running).serve, "both processes to serve")
    yield running
    running.stop()


def test_people_at_two_processes_are_in_one_meeting_and_outlive_both(server: RunningServer) -> None:
    processes = Processes(server)
    with Gathering(server) as room:
        host = room.enter("host")
        ann = elsewhere(processes, host, lambda: room.enter("ann"))
        host.see(lambda page: page.names() == {"host", "ann"})
        ann.do("setHand", raised=True)
        host.see(lambda page: page.person("ann").hand is not None)
        ann.do("react", emoji="clap")
        host.see(lambda page: page.models["reactions"].shown == [(room.ids["ann"], "clap")])
        host.do("sendMessage", text="Hello", key="one")
        ann.see(lambda page: "Hello" in [one.text for one in page.models["chat"].messages.values()])

        for _ in range(2):
            killed = processes.of(host.socket.socket)
            assert killed is not None
            os.kill(killed, signal.SIGKILL)
            host.to_the_end()
            wait_until(processes.serve, "the process to be back")
            assert killed not in [one.pid for one in processes.all()]
            again = elsewhere(processes, ann, lambda before=host: resumed(room, before))  # type: ignore[misc]
            ann, host = again, ann
            host.do("setHand", raised=False)
            host.do("setHand", raised=True)
            ann.see(lambda page, name=host.name: page.person(name).hand is not None)  # type: ignore[misc]
        assert "convener_server_process_restarts_total 2.0" in server.metrics()

        for one in (host, ann):
            assert not one.closing
        assert server.stop() == 0
        assert [one.closed().reason for one in (host, ann)] == ["restart", "restart"]
    assert '"stopped"' in server.log.read_text()


def test_what_is_counted_is_counted_once(server: RunningServer) -> None:
    done = server.cli("user", "create", "ann", "--role", "organizer", "--password", PASSWORD)
    assert done.returncode == 0, done.stderr
    processes = Processes(server)
    with ExitStack() as open_connections:
        at_each = processes.at_each(open_connections)

        def counted() -> list[float]:
            """The requests of /healthz, by what each process says."""
            token = f"Bearer {server.metrics_token}"
            texts = [get(one, "/metrics", Authorization=token).decode() for one in at_each]
            pattern = re.compile(r'^convener_http_requests_total\{.*route="/healthz".*\} ([\d.]+)$', re.MULTILINE)
            assert all("convener_server_processes 2.0" in text for text in texts)
            assert all(re.search(r"^process_cpu_seconds_total \d", text, re.MULTILINE) for text in texts)
            assert all(re.search(r"^convener_connections_open \d", text, re.MULTILINE) for text in texts)
            return [float(pattern.findall(text)[0]) for text in texts]

        before = counted()
        assert before[0] == before[1]
        for one in at_each:
            for _ in range(3):
                get(one, "/healthz")
        assert counted() == [count + 6 for count in before]

        # Wrong passwords, in turn at both.
        statuses = []
        for number in range(6):
            one = at_each[number % 2]
            one.request("GET", "/api/v1/session")
            reply = one.getresponse()
            reply.read()
            cookie = reply.headers["Set-Cookie"].partition(";")[0]
            body = json.dumps({"userId": "ann", "password": "wrong"})
            headers = {
                "Content-Type": "application/json",
                "Cookie": cookie,
                "X-CSRF-Token": cookie.partition("=")[2],
            }
            one.request("POST", "/api/v1/session", body, headers)
            reply = one.getresponse()
            reply.read()
            statuses.append(reply.status)
        assert statuses == [401] * 4 + [429] * 2

        # What only one of them may do: the STUN responder stands for it.
        answering = [one.pid for one in processes.all() if one.net_connections("udp")]
        assert len(answering) == 1

        # What a process has counted outlives it.
        last = counted()[0]
        os.kill(answering[0], signal.SIGKILL)
        wait_until(processes.serve, "the process to be back")
    with ExitStack() as open_connections:
        at_each = processes.at_each(open_connections)
        assert counted()[0] > last
    wait_until(lambda: any(one.net_connections("udp") for one in processes.all()), "STUN to be answered again")
    found = {one["subject"]: one for one in json.loads(server.program("doctor", "--json").stdout)}
    assert found["processes"]["message"] == "2 are to serve; 2 of 2 do"


def test_processes_do_not_outlive_the_one_that_supervises_them(server: RunningServer) -> None:
    assert server.process is not None
    processes = Processes(server).all()
    os.kill(server.process.pid, signal.SIGKILL)
    gone, alive = psutil.wait_procs(processes, timeout=60)
    assert (len(gone), alive) == (2, [])


def test_https_with_a_certificate_of_ones_own(postgres: Postgres, redis_server: Redis, tmp_path: Path) -> None:
    chain, key, root = issue(tmp_path)
    files = {"tls_certificate": chain, "tls_key": key}
    server = RunningServer(
        tmp_path / "data", workers=2, database_url=postgres.new_database(), redis_url=redis_server.url, **files
    )
    server.base_url = server.base_url.replace("http:", "https:")
    server.trust(root)
    server.start(first=True)
    try:
        trust = ssl.create_default_context(cafile=str(root))
        wait_until(
            lambda: httpx.get(f"{server.base_url}/readyz", verify=trust).json().get("processes") == "2 of 2",
            "both processes to serve",
        )
        assert server.log.read_text().count("user ID   admin") == 1
    finally:
        server.stop()


def test_on_sqlite_it_says_what_is_missing(tmp_path: Path, redis_server: Redis) -> None:
    server = RunningServer(tmp_path / "data", redis_url=redis_server.url)
    refused = server.program("serve", "--workers", "2")
    assert refused.returncode == 2
    assert "CONVENER_WORKERS=2 needs PostgreSQL and Redis" in refused.stderr
    assert "set CONVENER_DATABASE_URL" in refused.stderr
    assert not (tmp_path / "data").exists(), "nothing was begun"


def test_without_redis_it_says_what_is_missing(tmp_path: Path) -> None:
    server = RunningServer(tmp_path / "data", workers=3, database_url="postgresql://nobody@127.0.0.1:1/none")
    refused = server.program("serve")
    assert refused.returncode == 2
    assert "CONVENER_WORKERS=3 needs Redis" in refused.stderr
    assert "set CONVENER_REDIS_URL" in refused.stderr
