"""Calls that a cookie authenticates come from pages of this server, and from no others (CSRF)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from litestar import Request
from litestar.datastructures import MutableScopeHeaders
from litestar.exceptions import PermissionDeniedException
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from convener.services import Services
from convener.web.cookies import comes_from_own_page, csrf_cookie, has_csrf_cookie, session_token

_SAFE = ("GET", "HEAD", "OPTIONS")


class ForeignPage(PermissionDeniedException):
    """A call that changes something does not prove that it comes from a page of this server."""


class OwnPages(ASGIMiddleware):
    """Refuses changes without the CSRF token of the browser's session, and gives the token to browsers that have none.

    ``always``: also of a browser without a session, for calls that make one or need none. Else these pass, and are
    told by the handler that nobody is signed in: such a call acts as nobody, and a person whose session has ended can
    sign in again.
    """

    def __init__(self, services: Callable[[], Services], *, always: bool = False) -> None:
        self._services = services
        self._always = always

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Pass the request on, or raise :class:`ForeignPage`."""
        request: Request[Any, Any, Any] = Request(scope)
        site = self._services().site
        if request.method not in _SAFE:
            there = self._always or session_token(site, request.cookies)
            if there and not comes_from_own_page(site, request):
                raise ForeignPage("The CSRF token is missing or not of this session.")
            await next_app(scope, receive, send)
            return

        async def with_token(message: Message) -> None:
            if message["type"] == "http.response.start":
                cookie = csrf_cookie(site, session_token(site, request.cookies))
                MutableScopeHeaders.from_message(message).add("set-cookie", cookie.to_header(header=""))
            await send(message)

        await next_app(scope, receive, send if has_csrf_cookie(site, request.cookies) else with_token)
