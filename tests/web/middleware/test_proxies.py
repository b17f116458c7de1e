"""Who asks and by which scheme, as real proxies tell it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from convener.web.middleware.proxies import Kind, ProxyMiddleware, TrustedProxies
from convener.web.scope import SCHEME_UNKNOWN
from tests.factories.log import captured_log, lines

PEER = "127.0.0.1"
HTTPS_HTTP = "X-Forwarded-Proto: https,http"
TRUSTED = "127.0.0.1, 10.0.0.0/8, fd00::/8"


def scope_of(
    *headers: str, trusted: str = TRUSTED, peer: str = PEER, kind: Kind = "any", type: str = "http"
) -> dict[str, Any]:
    """The scope as the application sees it."""
    found: dict[str, Any] = {}

    async def app(scope: Any, _receive: Any, _send: Any) -> None:
        found.update(scope)

    pairs = [header.partition(": ") for header in headers]
    scope = {
        "type": type,
        "client": (peer, 5),
        "scheme": "http" if type == "http" else "ws",
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, _, value in pairs],
    }
    asyncio.run(ProxyMiddleware(app, TrustedProxies(trusted), kind)(scope, None, None))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(
    ("headers", "client", "scheme"),
    [
        # one proxy
        (["X-Forwarded-For: 192.0.2.9", "X-Forwarded-Proto: https"], "192.0.2.9", "https"),
        (["X-Forwarded-For: 192.0.2.9", "X-Forwarded-Proto: http"], "192.0.2.9", "http"),
        (["X-Forwarded-Proto: https"], PEER, "https"),
        (["X-Forwarded-For: 192.0.2.9:4711", "X-Forwarded-Proto: HTTPS"], "192.0.2.9", "https"),
        (["X-Forwarded-For: [2001:db8::1]:4711", "X-Forwarded-Proto: https"], "2001:db8::1", "https"),
        (["X-Forwarded-For: 2001:db8::1", "X-Forwarded-Ssl: on"], "2001:db8::1", "https"),
        (["X-Forwarded-For: 192.0.2.9", "Front-End-Https: on"], "192.0.2.9", "https"),
        (["X-Forwarded-For: 192.0.2.9", "X-Forwarded-Scheme: https"], "192.0.2.9", "https"),
        # two, each of which adds
        (["X-Forwarded-For: 192.0.2.9, 10.0.0.2", "X-Forwarded-Proto: https, http"], "192.0.2.9", "https"),
        (["X-Forwarded-For: 192.0.2.9", "X-Forwarded-For: 10.0.0.2", HTTPS_HTTP], "192.0.2.9", "https"),
        (["X-Forwarded-Proto: https", "X-Forwarded-Proto: http"], PEER, "https"),
        (["X-Forwarded-For: 192.0.2.9, 10.0.0.2", "X-Forwarded-Proto: http, http"], "192.0.2.9", "http"),
        # two, of which one says the scheme
        (["X-Forwarded-For: 192.0.2.9, 10.0.0.2", "X-Forwarded-Proto: https"], "192.0.2.9", "https"),
        # two, of which the outer one is not known as one
        (["X-Forwarded-For: 192.0.2.9, 198.51.100.2", "X-Forwarded-Proto: https, http"], "198.51.100.2", "https"),
        # a caller who makes addresses up
        (["X-Forwarded-For: 1.1.1.1, 192.0.2.9", "X-Forwarded-Proto: http, https"], "192.0.2.9", "https"),
        (["X-Forwarded-For: 10.9.9.9", "X-Forwarded-Proto: https"], "10.9.9.9", "https"),
        # RFC 7239
        (["Forwarded: for=192.0.2.9;proto=https"], "192.0.2.9", "https"),
        (['Forwarded: proto=https; For="[2001:db8::1]:4711"; by=10.0.0.1'], "2001:db8::1", "https"),
        (['Forwarded: for="192.0.2.9:80";proto=https, for=10.0.0.2;proto=http'], "192.0.2.9", "https"),
        (["Forwarded: for=192.0.2.9;proto=https", "Forwarded: for=10.0.0.2"], "192.0.2.9", "https"),
        (['Forwarded: for="_a\\"b,c";proto=https'], '_a"b,c', "https"),
        (["Forwarded: for=unknown;proto=https"], "unknown", "https"),
        (["Forwarded: for=192.0.2.9", "X-Forwarded-Proto: https"], "192.0.2.9", "https"),
        # both kinds: the one that more proxies write
        (["Forwarded: for=1.1.1.1", "X-Forwarded-For: 192.0.2.9", HTTPS_HTTP], "192.0.2.9", "https"),
        # nonsense
        (["X-Forwarded-For: ,,", "X-Forwarded-Proto: gopher"], PEER, "http"),
        (['Forwarded: ;;;=,"'], PEER, "http"),
    ],
)  # fmt: skip
def test_what_proxies_send(headers: list[str], client: str, scheme: str) -> None:
    scope = scope_of(*headers)
    assert (scope["client"][0], scope["scheme"]) == (client, scheme)


def test_sockets_have_schemes_of_their_own() -> None:
    assert scope_of("X-Forwarded-For: 192.0.2.9", "X-Forwarded-Proto: https", type="websocket")["scheme"] == "wss"
    assert scope_of("X-Forwarded-For: 192.0.2.9", "X-Forwarded-Proto: wss")["scheme"] == "https"


def test_who_is_not_trusted_is_not_believed() -> None:
    scope = scope_of(
        "X-Forwarded-For: 192.0.2.9", "X-Forwarded-Proto: https", "Forwarded: for=1.1.1.1", peer="192.0.2.1"
    )
    assert (scope["client"][0], scope["scheme"]) == ("192.0.2.1", "http")
    assert scope_of("X-Forwarded-For: 192.0.2.9", trusted="")["client"][0] == PEER


@pytest.mark.parametrize("peer", ["10.1.2.3", "::ffff:10.1.2.3", "fd00::1", "a name"])
def test_networks_and_names_are_trusted(peer: str) -> None:
    trusted = f"{TRUSTED}, a name"
    assert scope_of("X-Forwarded-For: 192.0.2.9", peer=peer, trusted=trusted)["client"][0] == "192.0.2.9"


def test_one_kind_of_headers_alone_is_read_where_that_is_set() -> None:
    both = ("Forwarded: for=192.0.2.9;proto=https", "X-Forwarded-For: 1.1.1.1", "X-Forwarded-Proto: http")
    assert scope_of(*both, kind="forwarded")["client"][0] == "192.0.2.9"
    assert scope_of(*both, kind="x-forwarded")["client"][0] == "1.1.1.1"
    assert scope_of(both[0], kind="x-forwarded")["client"][0] == PEER
    assert scope_of(*both[1:], kind="forwarded")["client"][0] == PEER


def test_a_scheme_that_nobody_says_is_known_to_be_unknown() -> None:
    with captured_log() as stream:
        assert scope_of("X-Forwarded-For: 192.0.2.9")[SCHEME_UNKNOWN]
        [line] = lines(stream)
    assert (line["level"], line["proxy"]) == ("warning", PEER)
    assert "X-Forwarded-Proto" in line["event"]
    assert SCHEME_UNKNOWN not in scope_of("X-Forwarded-For: 192.0.2.9", "X-Forwarded-Proto: http")
