"""The server as a process: a clean stop, HTTPS, proxies, metrics, a database that goes away."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.certificates import issue
from tests.servers import Postgres, RunningServer, free_port, wait_until

pytestmark = pytest.mark.long


def enter(server: RunningServer, url: str, name: str = "") -> str:
    """The room token of a link."""
    kind, key = url.rsplit("/", 2)[1:]
    body = {"link": key} if kind == "e" else {"code": key, "name": name}
    reply = httpx.post(f"{server.base_url}/api/v1/entries", json=body)
    assert reply.status_code == 200, reply.text
    return str(reply.json()["token"])


def make_meeting(server: RunningServer, credentials: tuple[str, str], key: str = "k") -> dict[str, str]:
    parameters = {"meetingKey": key, "hostid": "h", "hostnickname": "Ann"}
    made: dict[str, str] = httpx.post(f"{server.base_url}/createMeeting", data=parameters, auth=credentials).json()
    return made


def listen_to_the_end(room: ClientConnection) -> tuple[list[str], ConnectionClosed]:
    """The reasons that the server gave before it closed the socket, and how it closed it."""
    reasons: list[str] = []
    try:
        while True:
            message = json.loads(room.recv(10))
            if message["type"] == "closing":
                reasons.append(message["reason"])
    except ConnectionClosed as closed:
        return reasons, closed


def test_people_who_stay_connected_keep_nobody_out(shared_server: RunningServer) -> None:
    staying: list[socket.socket] = []
    try:
        for _ in range(600):
            one = socket.create_connection(("127.0.0.1", shared_server.port), timeout=10)
            staying.append(one)
            one.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert one.recv(4096).startswith(b"HTTP/1.1 200")
        assert httpx.get(f"{shared_server.base_url}/readyz").status_code == 200
    finally:
        for one in staying:
            one.close()


def test_a_clean_stop_tells_people_and_ends_well(server: RunningServer) -> None:
    made = make_meeting(server, server.client_create())
    token = enter(server, made["hostUrl"])
    with connect(f"ws://127.0.0.1:{server.port}/api/v1/room") as room:
        room.send(json.dumps({"type": "enter", "token": token}))
        assert json.loads(room.recv(10))["type"] == "snapshot"
        assert server.process is not None
        server.process.terminate()
        reasons, closed = listen_to_the_end(room)
        assert reasons == ["restart"]
        assert closed.rcvd is not None
        assert closed.rcvd.code == 1012
    assert server.stop() == 0
    assert '"stopped"' in server.log.read_text()


@pytest.fixture
def first_server(tmp_path: Path) -> Iterator[RunningServer]:
    """A server that is started for the first time, with an empty data folder."""
    running = RunningServer(tmp_path / "data")
    running.start(first=True)
    yield running
    running.stop()


def test_the_first_administrator_is_told_once(first_server: RunningServer) -> None:
    server = first_server
    first = server.log.read_text()
    assert "user ID   admin" in first
    password = next(line.split()[-1] for line in first.splitlines() if line.strip().startswith("password "))
    with httpx.Client(base_url=server.base_url) as browser:
        browser.get("/api/v1/session")
        headers = {"x-csrf-token": browser.cookies.get("csrftoken") or ""}
        body = {"userId": "admin", "password": password}
        assert browser.post("/api/v1/session", json=body, headers=headers).json()["user"]["role"] == "administrator"
    server.stop()
    server.start()
    assert server.log.read_text().count(password) == 1


def test_https_with_a_certificate_of_ones_own(tmp_path: Path) -> None:
    chain, key, root = issue(tmp_path)
    server = RunningServer(tmp_path / "data", tls_certificate=chain, tls_key=key)
    server.base_url = server.base_url.replace("http:", "https:")
    server.trust(root)
    server.start()
    try:
        trust = ssl.create_default_context(cafile=str(root))
        done = server.program("client", "create", "--name", "crm", "--json")
        credentials = json.loads(done.stdout)["accountSid"], json.loads(done.stdout)["authToken"]
        parameters = {"meetingKey": "k", "hostid": "h"}
        made = httpx.post(f"{server.base_url}/createMeeting", data=parameters, auth=credentials, verify=trust).json()
        assert made["hostUrl"].startswith(f"https://127.0.0.1:{server.port}/e/LIVE")
        cookie = httpx.get(f"{server.base_url}/api/v1/session", verify=trust).headers["set-cookie"]
        assert "Secure" in cookie
    finally:
        server.stop()


def test_links_follow_the_public_url(tmp_path: Path) -> None:
    server = RunningServer(tmp_path / "data", public_url="https://meet.example.org/")
    server.start()
    try:
        made = make_meeting(server, server.client_create())
        assert made["meetingUrl"].startswith("https://meet.example.org/m/")
    finally:
        server.stop()


def test_metrics_are_for_those_with_the_token_or_at_their_own_port(
    tmp_path: Path, shared_server: RunningServer
) -> None:
    assert "convener_" in shared_server.metrics()
    assert httpx.get(f"{shared_server.base_url}/metrics").status_code == 401
    port = free_port()
    server = RunningServer(tmp_path / "data", metrics_token="", metrics_port=port)
    server.start()
    try:
        assert httpx.get(f"{server.base_url}/metrics").status_code == 403
        assert "convener_" in httpx.get(f"http://127.0.0.1:{port}/metrics").text
    finally:
        server.stop()


def test_no_secret_is_in_the_log(shared_server: RunningServer) -> None:
    credentials = shared_server.client_create()
    made = make_meeting(shared_server, credentials)
    link = made["hostUrl"].rsplit("/", 1)[1]
    httpx.get(made["hostUrl"])
    httpx.post(f"{shared_server.base_url}/getMeetingStatus?meetingKey=k&secret={credentials[1]}", auth=credentials)
    token = enter(shared_server, made["hostUrl"])
    wait_until(lambda: shared_server.log.read_text().count("/api/v1/entries") == 1, "the last call to be in the log")
    log = shared_server.log.read_text()
    for secret in (credentials[1], link, token):
        assert secret not in log


def test_the_same_port_answers_stun(shared_server: RunningServer) -> None:
    request = b"\x00\x01\x00\x00\x21\x12\xa4\x42" + b"transaction1"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.settimeout(5)
        probe.sendto(request, ("127.0.0.1", shared_server.port))
        reply = probe.recv(1500)
    assert reply[:2] == b"\x01\x01"
    assert reply[8:20] == b"transaction1"


def test_a_database_that_goes_away_heals(postgres: Postgres, tmp_path: Path) -> None:
    server = RunningServer(tmp_path / "data", database_url=postgres.new_database())
    server.start()
    try:
        credentials = server.client_create()
        make_meeting(server, credentials)
        postgres.restart()

        def works() -> bool:
            reply = httpx.post(f"{server.base_url}/getMeetingStatus", data={"meetingKey": "k"}, auth=credentials)
            return bool(reply.status_code == 200 and reply.json()["resultcode"] == 1)

        wait_until(works, "the API to answer again")
    finally:
        server.stop()
