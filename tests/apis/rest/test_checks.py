"""What the page /check asks: ICE servers for strangers, given seldom, and the pages themselves."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from convener.auth.limits import RELAY_CHECKS_BY_ADDRESS
from convener.media.ice import STRANGER_SECONDS
from convener.web import pages
from tests.servers import RunningServer

STUN = {"urls": ["stun:stun.example.org:3478"]}
TURN = {"urls": ["turn:turn.example.org:3478", "turns:turn.example.org:5349?transport=tcp"]}
LASTING = {**TURN, "username": "people", "credential": "of-meetings"}


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., httpx.Client]]:
    """A function that starts a server with settings and gives a client of it."""
    with ExitStack() as stack:

        def make(**settings: object) -> httpx.Client:
            server = RunningServer(tmp_path / "data", trusted_proxies="127.0.0.1", **settings)
            server.start()
            stack.callback(server.stop)
            return stack.enter_context(httpx.Client(base_url=server.base_url))

        yield make


def test_strangers_get_credentials_that_end_soon_and_few_of_them(start: Callable[..., httpx.Client]) -> None:
    client = start(ice_servers=json.dumps([STUN, TURN]), turn_secret="of the servers", relay_checks=8)
    before = int(time.time())
    reply = client.get("/api/v1/check")
    assert reply.headers["cache-control"] == "no-store"
    found = reply.json()
    assert found["relay"] == "offered"
    stun, turn = found["iceServers"]
    assert stun == {**STUN, "username": None, "credential": None}
    assert turn["urls"] == TURN["urls"]
    ends_at, name = turn["username"].split(":")
    assert name == "check"
    assert before <= int(ends_at) - STRANGER_SECONDS <= time.time()
    assert "of the servers" not in reply.text

    def relays_for(address: str) -> list[str]:
        headers = {"X-Forwarded-For": address, "X-Forwarded-Proto": "http"}
        return [client.get("/api/v1/check", headers=headers).json()["relay"] for _ in range(10)]

    one = relays_for("192.0.2.1")
    assert one == ["offered"] * RELAY_CHECKS_BY_ADDRESS + ["busy"] * (10 - RELAY_CHECKS_BY_ADDRESS)
    assert relays_for("192.0.2.2") == ["offered"] + ["busy"] * 9, "eight for all together"
    busy = client.get("/api/v1/check").json()
    assert busy == {"iceServers": [{**STUN, "username": None, "credential": None}], "relay": "busy"}


@pytest.mark.parametrize(
    ("settings", "relay"),
    [
        ({"ice_servers": json.dumps([STUN])}, "none"),
        ({"ice_servers": json.dumps([STUN, LASTING])}, "withheld"),
        ({"ice_servers": json.dumps([STUN, TURN]), "turn_secret": "s", "relay_checks": 0}, "withheld"),
    ],
)
def test_a_relay_that_strangers_may_not_use(
    start: Callable[..., httpx.Client], settings: dict[str, object], relay: str
) -> None:
    reply = start(**settings).get("/api/v1/check")
    assert reply.json() == {"iceServers": [{**STUN, "username": None, "credential": None}], "relay": relay}
    assert "of-meetings" not in reply.text


def test_a_flood_from_one_address_is_refused_and_keeps_nobody_else_away(start: Callable[..., httpx.Client]) -> None:
    client = start(checks=5)
    flood = [client.get("/api/v1/check", headers={"X-Forwarded-For": "192.0.2.1"}) for _ in range(8)]
    assert [reply.status_code for reply in flood] == [200] * 5 + [429] * 3
    assert int(flood[-1].headers["retry-after"]) > 0
    assert flood[-1].json()["error"] == "too_many_requests"
    assert client.get("/api/v1/check", headers={"X-Forwarded-For": "192.0.2.2"}).status_code == 200


@pytest.mark.parametrize("path", ["/check", "/help", "/check?lang=de&x=%00", "/cc/main/check", "/cc/MAIN/help"])
def test_the_pages_are_open_to_anybody_with_devices_and_outside_of_frames(
    shared_server: RunningServer, path: str
) -> None:
    reply = httpx.get(shared_server.base_url + path)
    assert reply.status_code == (200 if (pages.WEB / "index.html").is_file() else 503)
    assert "camera=(self), microphone=(self)" in reply.headers["permissions-policy"]
    policy = reply.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert f"connect-src 'self' ws://127.0.0.1:{shared_server.port};" in policy, "no other server is asked"


@pytest.mark.parametrize("path", ["/cc/nowhere/check", "/cc/nowhere/help", "/check/more", "/cc/%00/check"])
def test_there_are_no_others(shared_server: RunningServer, path: str) -> None:
    assert httpx.get(shared_server.base_url + path).status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_changed_there(shared_server: RunningServer, method: str) -> None:
    assert httpx.request(method, shared_server.base_url + "/api/v1/check").status_code == 405
