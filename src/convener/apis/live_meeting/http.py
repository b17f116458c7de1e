"""HTTP as this API uses it: XML replies, and secrets over HTTPS only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from litestar import Request

from convener.apis.direct import Reply
from convener.services import Services
from convener.web.scope import SCHEME_UNKNOWN, THROUGH_PROXY

HttpRequest = Request[Any, Any, Any]


_OF_PROXIES = (b"x-forwarded-proto", b"x-forwarded-for", b"forwarded")
XML = "application/xml"
XML_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
"""Of replies, which may carry passwords and links that open rooms."""


def xml_reply(body: bytes | Iterator[bytes], status: int = 200) -> Reply:
    """A reply. Clients compare the whole Content-Type, so it carries no charset (reference, 1.2)."""
    return Reply(body, XML, status, XML_HEADERS)


def is_plain_http(services: Services, scope: Mapping[str, Any]) -> bool:
    """Whether a request came over plain HTTP although the center has HTTPS: what it carries may have been read on its
    way, and it is refused, so that a client that learns this the first time does not go on so (reference, 1.2)."""
    return services.site.base_url.startswith("https://") and scope["scheme"] == "http"


def what_proxies_lack(scope: Mapping[str, Any]) -> str:
    """A sentence on what proxies would have to say for a request not to be taken for one over plain HTTP; empty where
    it is known to be one. It begins with a space."""
    if scope.get(SCHEME_UNKNOWN):
        return " The proxy does not say by which scheme it was asked: it must send X-Forwarded-Proto."
    if THROUGH_PROXY in scope:
        return ""
    if any(name in _OF_PROXIES for name, _ in scope["headers"]):
        return " What the proxy says of the scheme is not believed: CONVENER_TRUSTED_PROXIES must name its address."
    return " If a proxy passed this on, it must send X-Forwarded-Proto, and CONVENER_TRUSTED_PROXIES name its address."
