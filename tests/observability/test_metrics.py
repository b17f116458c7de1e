"""Measurements: what is counted, and who may read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from litestar import Litestar, get
from litestar.params import FromPath
from litestar.testing import TestClient
from prometheus_client import REGISTRY

from convener.observability.metrics import metrics_handler, own_port
from convener.web.middleware.access_log import log_requests
from tests.factories.log import captured_log, lines
from tests.servers import free_port


@get("/measured/{name:str}")
async def measured(name: FromPath[str]) -> str:
    return name


TOKEN = "t0ken"


def client(token: str = TOKEN, peer: str = "127.0.0.1") -> TestClient[Any]:
    app = Litestar([measured, metrics_handler(token, REGISTRY)], openapi_config=None, logging_config=None)

    logged = log_requests(app)

    async def from_peer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            scope["client"] = (peer, 1234)
        await logged(scope, receive, send)

    asking = TestClient(from_peer)
    if token:
        asking.headers["authorization"] = f"Bearer {token}"
    return asking


@pytest.fixture
def local() -> Iterator[TestClient[Any]]:
    with client() as local:
        yield local


def value(text: str, series: str) -> float:
    """The value of a series, 0 where it is not there yet."""
    found = [line for line in text.splitlines() if line.startswith(series + " ")]
    return float(found[0].rsplit(" ", 1)[1]) if found else 0.0


def test_requests_are_counted_by_route_not_by_path(local: TestClient[Any]) -> None:
    before = local.get("/metrics").text
    for name in ("a", "b", "c"):
        local.get(f"/measured/{name}")
    for name in ("a", "b"):
        local.get(f"/unknown/{name}")
    after = local.get("/metrics").text
    for series, times in (
        ('convener_http_requests_total{method="GET",route="/measured/{name}",status="200"}', 3),
        ('convener_http_requests_total{method="GET",route="(none)",status="404"}', 2),
        ('convener_http_request_seconds_count{method="GET",route="/measured/{name}"}', 3),
    ):
        assert value(after, series) - value(before, series) == times
    assert "process_resident_memory_bytes" in after
    assert "/measured/a" not in after


def test_made_up_methods_make_no_series(local: TestClient[Any]) -> None:
    local.request("HACK", "/measured/a")
    assert "HACK" not in local.get("/metrics").text


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", "10.0.0.1", "testclient", ""])
def test_without_a_token_nobody_may_read(peer: str) -> None:
    with client(token="", peer=peer) as asking:
        assert asking.get("/metrics").status_code == 403
        assert asking.get("/metrics", headers={"authorization": "Bearer "}).status_code == 403


def test_a_port_of_its_own_needs_no_token() -> None:
    port = free_port()
    with own_port(port, REGISTRY):
        assert "convener_http_requests" in httpx.get(f"http://127.0.0.1:{port}/metrics").text
        with captured_log() as stream, own_port(port, REGISTRY):
            assert [line["port"] for line in lines(stream)] == [port]
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{port}/metrics")


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        ("Bearer t0ken", 200),
        ("bearer t0ken", 200),
        ("Bearer other", 401),
        ("Basic t0ken", 401),
        ("", 401),
        ("Bearer ä", 401),
    ],
)
def test_the_token_alone_counts(authorization: str, status: int) -> None:
    with client(peer="10.0.0.1") as asking:
        del asking.headers["authorization"]
        headers = {b"authorization": authorization.encode()} if authorization else {}
        reply = asking.get("/metrics", headers=headers)
        assert reply.status_code == status
        assert reply.headers.get("www-authenticate") == ('Bearer realm="Convener"' if status == 401 else None)
