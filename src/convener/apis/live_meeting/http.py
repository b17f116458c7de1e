"""HTTP as this API uses it: XML replies, and secrets over HTTPS only."""

from __future__ import annotations

from typing import Any

from litestar import Request
from litestar.response.base import ASGIResponse

from convener.services import Services
from convener.web.scope import SCHEME_UNKNOWN, THROUGH_PROXY

HttpRequest = Request[Any, Any, Any]


XML_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
"""Of replies, which may carry passwords and links that open rooms."""


def xml_response(body: bytes, status: int = 200) -> ASGIResponse:
    """A reply. Clients compare the whole Content-Type, so it carries no charset (reference, 1.2)."""
    return ASGIResponse(body=body, status_code=status, media_type="application/xml", headers=XML_HEADERS)


def is_plain_http(services: Services, request: HttpRequest) -> bool:
    """Whether a request came over plain HTTP although the center has HTTPS: what it carries may have been read on its
    way, and it is refused, so that a client that learns this the first time does not go on so (reference, 1.2)."""
    return services.site.base_url.startswith("https://") and request.scope["scheme"] == "http"


def what_proxies_lack(request: HttpRequest) -> str:
    """A sentence on what proxies would have to say for a request not to be taken for one over plain HTTP; empty where
    it is known to be one. It begins with a space."""
    if request.scope.get(SCHEME_UNKNOWN):
        return " The proxy does not say by which scheme it was asked: it must send X-Forwarded-Proto."
    if THROUGH_PROXY in request.scope:
        return ""
    if any(name in request.headers for name in ("x-forwarded-proto", "x-forwarded-for", "forwarded")):
        return " What the proxy says of the scheme is not believed: CONVENER_TRUSTED_PROXIES must name its address."
    return " If a proxy passed this on, it must send X-Forwarded-Proto, and CONVENER_TRUSTED_PROXIES name its address."
