"""A call has one reply, whether it goes past the framework (its body is announced) or through it (the body comes in
pieces)."""

from __future__ import annotations

import asyncio
import base64
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from convener.apis.direct import Reply
from tests.factories.liveminutes import Application
from tests.servers import RunningServer

PASSWORD = "q7!Vd2xw-long"
MESSAGE = "/cc/main/xml/4.0"
_OWN = {"date", "x-request-id"}
"""Headers that differ from one reply to the next."""
_TIME = re.compile(rb'(?<=<TimeOption name="time" value=")[^"]+')
"""When a fault happened: it differs from one second to the next."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    running = RunningServer(tmp_path_factory.mktemp("direct") / "data", address_failures=5000)
    running.start()
    assert running.cli("user", "create", "ann", "--role", "administrator", "--password", PASSWORD).returncode == 0
    yield running
    running.stop()


@pytest.fixture(scope="module")
def app(server: RunningServer) -> Iterator[Application]:
    application = Application(server)
    application("createMeeting", meetingKey="k", hostid="h")
    yield application
    application.close()


def both_ways(
    server: RunningServer, path: str, body: bytes, headers: dict[str, str]
) -> tuple[int, dict[str, str], bytes]:
    """The reply, which is the same both ways."""
    found = []
    with httpx.Client(base_url=server.base_url, timeout=60) as client:
        for content in (body, iter([body])):
            reply = client.post(path, content=content, headers=headers)
            others = {name: value for name, value in reply.headers.items() if name not in _OWN}
            found.append((reply.status_code, others, _TIME.sub(b"now", reply.content)))
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize(
    ("method", "body", "authorized", "status", "expected"),
    [
        ("getMeetingStatus", b"meetingKey=k", True, 200, b'"status":"1"'),
        ("createMeeting", b"meetingKey=k&hostid=h", True, 200, b'"resultcode":1'),
        ("addParticipant", b"meetingKey=k&puid=other", True, 200, b'"participantUrl"'),
        ("getMeetingStatus", b"meetingKey=none", True, 200, b'"meeting_not_found"'),
        ("getMeetingStatus", b"\xff", True, 200, b'"invalid_body"'),
        ("getMeetingStatus", b"meetingKey=k", False, 401, b'"auth_failed"'),
        ("getMeetingStatus", b"meetingKey=" + b"k" * 300_000, True, 413, b'"body_too_large"'),
        ("getmeetingstatus", b"meetingKey=k", True, 404, b'"unknown_method"'),
    ],
)
def test_method(
    server: RunningServer, app: Application, method: str, body: bytes, authorized: bool, status: int, expected: bytes
) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if authorized:
        headers["Authorization"] = "Basic " + base64.b64encode(f"{app.sid}:{app.token}".encode()).decode()
    reply = both_ways(server, f"/{method}", body, headers)
    assert reply[0] == status
    assert expected in reply[2]
    assert reply[1]["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("path", "body", "status", "expected"),
    [
        (MESSAGE, "<ListMeetingsRequest><FieldList><Name>mid</Name></FieldList></ListMeetingsRequest>", 200, "Reply"),
        (MESSAGE, '<GetUserRequest userID="ann"/>', 200, "<GetUserReply>"),
        (MESSAGE, "<NoRequest/>", 200, "Fault"),
        (MESSAGE, "<", 200, "Client.BadSyntax"),
        ("/cc/none/xml/4.0", '<GetUserRequest userID="ann"/>', 404, "Fault"),
        ("/cc/_XML/main/xml/4.0", '<GetUserRequest userID="ann"/>', 200, "<GetUserReply>"),
        ("/cc/main/xml/3.0", '<GetUserRequest userID="ann"/>', 200, "NotImplemented.Version"),
        (MESSAGE, " " * 9_000_000, 413, "Client.BadSyntax"),
    ],
)
def test_message(server: RunningServer, path: str, body: str, status: int, expected: str) -> None:
    envelope = f'<PlaceWareConfCenter authUser="ann" authPassword="{PASSWORD}">{body}</PlaceWareConfCenter>'
    reply = both_ways(server, path, envelope.encode(), {"Content-Type": "application/xml"})
    assert reply[0] == status
    assert expected in reply[2].decode()
    assert reply[1]["content-type"] == "application/xml"


def test_measured_by_one_route(server: RunningServer, app: Application) -> None:
    """Both ways count as one address."""
    both_ways(server, "/getMeetingStatus", b"", {})
    both_ways(server, MESSAGE, b"<", {})
    metrics = httpx.get(f"{server.base_url}/metrics", headers={"Authorization": f"Bearer {server.metrics_token}"}).text
    routes = {line.split('route="')[1].split('"')[0] for line in metrics.splitlines() if 'route="' in line}
    assert {route for route in routes if "xml/" in route and "{" in route} <= {
        "/cc/{cc}/xml/{version}",
        "/cc/_XML/{cc}/xml/{version}",
    }
    assert "/getMeetingStatus" in routes


class Client:
    """What a reply is sent to; it goes away after ``stays`` pieces of it."""

    def __init__(self, stays: int) -> None:
        self.sent: list[dict[str, Any]] = []
        self._stays = stays
        self._gone = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)
        if len(self.sent) > self._stays:
            self._gone.set()
            await asyncio.sleep(0)

    @property
    def is_whole(self) -> bool:
        """Whether the end of the reply was sent."""
        return not self.sent[-1].get("more_body", True)


def pieces(made: list[int], most: int) -> Iterator[bytes]:
    """Pieces without end; from ``most`` on they fail."""
    for number in range(most):
        made.append(number)
        yield b"piece"
    raise OSError("the database has gone")


def test_what_fails_in_the_middle_is_no_whole_reply() -> None:
    async def send() -> Client:
        client = Client(stays=100)
        with pytest.raises(OSError, match="gone"):
            await Reply(pieces([], 3), "application/xml").send(client.receive, client.send)
        return client

    client = asyncio.run(send())
    assert [message.get("body") for message in client.sent] == [None, b"piece", b"piece", b"piece"]
    assert not client.is_whole


def test_nothing_is_made_for_a_client_that_has_gone() -> None:
    made: list[int] = []

    async def send() -> Client:
        client = Client(stays=2)
        await Reply(pieces(made, 1000), "application/xml").send(client.receive, client.send)
        return client

    client = asyncio.run(send())
    assert not client.is_whole
    assert len(made) < 5


def test_all_pieces_are_a_whole_reply() -> None:
    async def send() -> Client:
        client = Client(stays=100)
        await Reply(iter([b"a", b"b"]), "application/xml").send(client.receive, client.send)
        return client

    client = asyncio.run(send())
    assert client.is_whole
    assert not any(name == b"content-length" for name, _ in client.sent[0]["headers"])
