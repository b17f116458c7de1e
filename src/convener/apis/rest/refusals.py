"""Refusals of too many attempts are held back."""

from __future__ import annotations

from collections.abc import Callable

from litestar.middleware import ASGIMiddleware
from litestar.status_codes import HTTP_429_TOO_MANY_REQUESTS
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from convener.services import Services


class RefusalDelay(ASGIMiddleware):
    """Lets a reply with status 429 wait (:mod:`convener.auth.refusals`), so that guesses without end cost little."""

    def __init__(self, services: Callable[[], Services]) -> None:
        self._services = services

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Pass the request on."""

        async def delayed(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == HTTP_429_TOO_MANY_REQUESTS:
                await self._services().limits.refusals.delay()
            await send(message)

        await next_app(scope, receive, delayed)
