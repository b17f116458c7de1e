"""How many requests and sockets of one address there may be at a time."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from convener.refusals import too_many_requests
from convener.web.middleware.callers import CallersMiddleware
from convener.web.middleware.proxies import TrustedProxies
from convener.web.scope import prove_caller


class Server:
    """Requests that stay under way until they are let go on."""

    def __init__(self, *, proving: bool = False) -> None:
        self.going_on = asyncio.Event()
        self.proving = proving
        self.limited = CallersMiddleware(
            self._app, requests=2, sockets=3, exempt=TrustedProxies("127.0.0.1"), refusal_of=too_many_requests
        )

    async def _app(self, scope: Any, _receive: Any, send: Any) -> None:
        if self.proving:
            prove_caller(scope)
            prove_caller(scope)
        await self.going_on.wait()
        await send({"status": 200} if scope["type"] == "http" else {"code": 1000})

    async def ask(self, address: str, *, kind: str = "http", port: int = 9) -> int:
        """The status of a reply, or the code with which a socket was closed."""
        found: list[dict[str, Any]] = []

        async def send(message: dict[str, Any]) -> None:
            found.append(message)

        scope = {"type": kind, "client": (address, port), "path": "/", "method": "GET", "headers": []}
        await self.limited(scope, None, send)  # type: ignore[arg-type]
        return int(found[0].get("status") or found[0]["code"])

    async def ask_at_once(self, *addresses: str, **more: Any) -> list[int]:
        """The same for many, of whom the first are still under way when the others come."""
        asking = [asyncio.ensure_future(self.ask(address, **more)) for address in addresses]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        self.going_on.set()
        return await asyncio.gather(*asking)


def run(*addresses: str, proving: bool = False, **more: Any) -> list[int]:
    async def ask() -> list[int]:
        server = Server(proving=proving)
        found = await server.ask_at_once(*addresses, **more)
        assert not any(server.limited._counts.values())
        return found

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("addresses", "statuses"),
    [
        (["192.0.2.1"] * 4, [200, 200, 429, 429]),
        (["192.0.2.1", "192.0.2.2"] * 2, [200] * 4),
        (["2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:1::1"], [200, 200, 429, 200]),
        (["127.0.0.1"] * 4, [200] * 4),
    ],
)
def test_requests_under_way(addresses: list[str], statuses: list[int]) -> None:
    assert run(*addresses) == statuses


def test_who_has_proven_who_it_is_does_not_count() -> None:
    assert run(*["192.0.2.1"] * 4, proving=True) == [200] * 4


def test_open_sockets() -> None:
    assert run(*["192.0.2.1"] * 4, kind="websocket", proving=True) == [1000, 1000, 1000, 1013]


def test_an_address_that_a_proxy_tells_counts() -> None:
    assert run(*["127.0.0.1"] * 4, port=0) == [200, 200, 429, 429]


@pytest.mark.parametrize(
    ("path", "accept", "content_type", "begins"),
    [
        ("/api/v1/doors", "*/*", "application/json", b'{"error":"too_many_requests","message":"Too many requests'),
        ("/api/v1/doors", "text/html", "application/json", b'{"error":"too_many_requests"'),
        ("/cc/main/xml/2.0", "text/html", "application/xml", b"<PlaceWareConfCenter"),
        ("/cc/_XML/main/xml/2.0/GetPostingURLRequest", "", "application/xml", b"<PlaceWareConfCenter"),
        ("/m/K7QPXABCDE", "text/html,*/*;q=0.8", "text/html; charset=utf-8", b"<!doctype html>"),
        ("/createMeeting", "*/*", "application/json", b'{"resultcode":0,"error":"too_many_requests"'),
    ],
)
def test_a_refusal_has_the_form_of_the_api_that_is_meant(
    path: str, accept: str, content_type: str, begins: bytes
) -> None:
    found = too_many_requests(path, accept)
    assert found[0] == content_type
    assert found[1].startswith(begins)
