"""Who asks, and by which scheme, where a request comes through proxies that are trusted to say so.

Each proxy adds the address that it was asked by, and some the scheme, to what the proxy before it has said: by
``X-Forwarded-For`` and ``X-Forwarded-Proto``, or by ``Forwarded`` (RFC 7239). From the right, the first address that is
no trusted proxy is the caller; what stands left of it anybody could have written.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any, Literal

import structlog

from convener.web.scope import SCHEME_UNKNOWN, THROUGH_PROXY

log = structlog.get_logger("convener.proxies")

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_SCHEMES = frozenset({"http", "https", "ws", "wss"})
_SCHEME_HEADERS = (b"x-forwarded-proto", b"x-forwarded-scheme", b"x-forwarded-protocol")
_TLS_HEADERS = (b"x-forwarded-ssl", b"front-end-https")
_HEADERS = frozenset({b"forwarded", b"x-forwarded-for", *_SCHEME_HEADERS, *_TLS_HEADERS})
MOST_WARNINGS = 100
_PAIR = re.compile(r"""\s*([!#$%&'*+.^_`|~\w-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^\s;,"]*)\s*""")
_ELEMENT = re.compile(r"""(?:[^,"]|"(?:[^"\\]|\\.)*")+""")
_WITH_PORT = re.compile(r"\[([^\]]*)\](?::\w+)?|([^:]*):\w+")


@dataclass(frozen=True)
class _Hop:
    """What one proxy says of who asked it; empty where it does not say it."""

    address: str
    scheme: str


Kind = Literal["any", "x-forwarded", "forwarded"]
"""Which headers trusted proxies write."""


class TrustedProxies:
    """Addresses and networks, separated by commas, whose word is taken; ``*`` is everybody."""

    def __init__(self, addresses: str) -> None:
        names = {name.strip() for name in addresses.split(",")} - {""}
        self._everybody = "*" in names
        self._names = names
        self._networks: list[IPv4Network | IPv6Network] = []
        for name in names:
            try:
                self._networks.append(ip_network(name, strict=False))
            except ValueError:
                continue  # a name that a server gives its callers instead of an address, compared as it is
        self._is_in_network = lru_cache(maxsize=4096)(self._lies_in_network)

    def __contains__(self, address: str) -> bool:
        return self._everybody or address in self._names or self._is_in_network(address)

    def _lies_in_network(self, address: str) -> bool:
        found = _parsed(address)
        return found is not None and any(found in network for network in self._networks)


class ProxyMiddleware:
    """Sets ``client`` and ``scheme`` of the scope to what trusted proxies say. Pure ASGI.

    ``headers``: which kind they write. With ``any``, ``X-Forwarded-For`` counts where both kinds came: far more proxies
    write it, and mostly they pass the other kind on as their caller sent it.
    """

    def __init__(self, app: Any, trusted: TrustedProxies, headers: Kind = "any") -> None:
        self.app = app
        self._trusted = trusted
        self._kind = headers
        self._warned: set[str] = set()

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "lifespan":
            client = scope.get("client")
            peer = client[0] if client else ""
            if peer in self._trusted:
                self._read(scope, peer)
        await self.app(scope, receive, send)

    def _read(self, scope: Any, peer: str) -> None:
        headers: dict[bytes, list[str]] = {}
        for name, value in scope["headers"]:
            if name in _HEADERS:
                headers.setdefault(name, []).append(value.decode("latin-1"))
        if not headers:
            return
        scope[THROUGH_PROXY] = peer
        hops = [] if self._kind == "forwarded" else _x_forwarded(headers)
        scheme = ""
        if self._kind != "x-forwarded" and not any(hop.address for hop in hops):
            scheme = _scheme(hops, self._caller(hops))
            hops = _forwarded(headers.get(b"forwarded", ()))
        caller = self._caller(hops)
        if hops and hops[caller].address:
            scope["client"] = (hops[caller].address, 0)
        scheme = _scheme(hops, caller) or scheme
        if scheme:
            socket = scope["type"] == "websocket"
            scope["scheme"] = scheme.replace("http", "ws") if socket else scheme.replace("ws", "http")
        else:
            scope[SCHEME_UNKNOWN] = True
            self._warn(peer)

    def _caller(self, hops: list[_Hop]) -> int:
        """Which hop tells of the caller: the last one whose address is no trusted proxy, else the first."""
        return next((at for at in reversed(range(len(hops))) if hops[at].address not in self._trusted), 0)

    def _warn(self, peer: str) -> None:
        """Once for each proxy."""
        if peer not in self._warned and len(self._warned) < MOST_WARNINGS:
            self._warned.add(peer)
            log.warning("a trusted proxy does not say the scheme: it must send X-Forwarded-Proto", proxy=peer)


def _scheme(hops: list[_Hop], caller: int) -> str:
    """The scheme by which the caller asked, empty where nobody says it.

    That of its own hop; but where one before it says TLS, that: then this caller is a proxy that is not known as one.
    Anybody could have written it, but would deceive only themselves.
    """
    schemes = [hop.scheme for hop in hops[: caller + 1]]
    return next((scheme for scheme in schemes if scheme in ("https", "wss")), schemes[-1] if schemes else "")


def _x_forwarded(headers: dict[bytes, list[str]]) -> list[_Hop]:
    addresses = [_without_port(one) for one in _listed(headers.get(b"x-forwarded-for", ()))]
    schemes: list[str] = []
    for name in _SCHEME_HEADERS:
        schemes = schemes or [one.lower() for one in _listed(headers.get(name, ())) if one.lower() in _SCHEMES]
    for name in _TLS_HEADERS:
        schemes = schemes or ["https" for one in _listed(headers.get(name, ())) if one.lower() == "on"]
    # A proxy that passes a scheme on, without adding its own, leaves fewer of them; one that adds no address, fewer
    # addresses. The last of both belong together.
    missing = len(addresses) - len(schemes)
    schemes = (schemes[:1] or [""]) * missing + schemes
    addresses = [""] * -missing + addresses
    return [_Hop(address, scheme) for address, scheme in zip(addresses, schemes, strict=True)]


def _forwarded(values: Iterable[str]) -> list[_Hop]:
    hops = []
    for element in _ELEMENT.findall(",".join(values)):
        pairs = {name.lower(): _unquoted(value) for name, value in _PAIR.findall(element)}
        scheme = pairs.get("proto", "").lower()
        hops.append(_Hop(_without_port(pairs.get("for", "")), scheme if scheme in _SCHEMES else ""))
    return hops


def _listed(values: Iterable[str]) -> list[str]:
    return [one for one in (part.strip() for value in values for part in value.split(",")) if one]


def _unquoted(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value


def _without_port(address: str) -> str:
    """An address as some proxies tell it, with its port and in brackets (RFC 7239, 6); names stay as they are."""
    found = _WITH_PORT.fullmatch(address)
    return (found[1] or found[2] or "") if found else address


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(address)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
