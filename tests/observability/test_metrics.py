"""Measurements: what is counted, and who may read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from litestar import Litestar, get
from litestar.params import FromPath
from litestar.testing import TestClient

from convener.observability.metrics import metrics_handler
from convener.web.middleware.access_log import log_requests


@get("/measured/{name:str}")
async def measured(name: FromPath[str]) -> str:
    return name


def client(token: str = "", peer: str = "127.0.0.1") -> TestClient[Any]:
    app = Litestar([measured, metrics_handler(token)], openapi_config=None, logging_config=None)

    logged = log_requests(app)

    async def from_peer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            scope["client"] = (peer, 1234)
        await logged(scope, receive, send)

    return TestClient(from_peer)


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


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_this_machine_may_read(peer: str) -> None:
    with client(peer=peer) as asking:
        assert asking.get("/metrics").status_code == 200


@pytest.mark.parametrize("peer", ["10.0.0.1", "2001:db8::1", "::ffff:10.0.0.1", "testclient", ""])
def test_others_may_not(peer: str) -> None:
    with client(peer=peer) as asking:
        assert asking.get("/metrics").status_code == 403


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "x-real-ip", "via"])
def test_who_comes_through_a_proxy_on_this_machine_may_not(local: TestClient[Any], header: str) -> None:
    assert local.get("/metrics", headers={header: "127.0.0.1"}).status_code == 403


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
def test_with_a_token_only_the_token_counts(authorization: str, status: int) -> None:
    with client(token="t0ken", peer="10.0.0.1") as asking:
        headers = {b"authorization": authorization.encode()} if authorization else {}
        assert asking.get("/metrics", headers=headers).status_code == status
    with client(token="t0ken") as near:
        assert near.get("/metrics").status_code == 401
