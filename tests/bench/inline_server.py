"""The server with the measured calls answered inline, on the event loop, or all calls answered in worker threads:
``python -m tests.bench.inline_server inline|threads serve``. For measuring only.

The released server answers inline what a call declares; here a call that does not is made to, so that both ways of each
call can be measured in one run.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import cast

from litestar import post
from litestar.concurrency import sync_to_thread
from litestar.handlers import HTTPRouteHandler
from litestar.response.base import ASGIResponse
from sqlalchemy import Connection
from sqlalchemy.orm import Session

import convener.apis.live_meeting.router as live_meeting
import convener.apis.liveminutes.router as liveminutes
from convener.apis.live_meeting.registry import MESSAGES
from convener.apis.liveminutes.dispatch import Method, Req
from convener.server import serve
from convener.services import Services
from convener.settings import Settings
from convener.storage.database import Database, when_free

MESSAGES_INLINE = ("CreateMeetingRequest", "ListMeetingsRequest", "GetUserRequest")


@dataclass(frozen=True)
class BriefDatabase:
    """A database whose transactions wait for nobody, as those on the event loop must not."""

    database: Database

    @contextmanager
    def look(self) -> Iterator[Connection]:
        """A connection for reading."""
        with self.database.look() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction; raises Busy where another one writes."""
        with self.database.write_briefly() as session:
            yield session


def _inline(method: Method, services: Services, inline: bool) -> HTTPRouteHandler:
    brief = replace(services, database=cast(Database, BriefDatabase(services.database)))

    @post(f"/{method.name}", status_code=200)
    async def answer(request: Req, body: bytes) -> ASGIResponse:
        if method.reads:
            return method.answer(request, services, body)
        reply = await when_free(lambda: method.answer(request, brief, body))
        return await sync_to_thread(method.answer, request, services, body) if reply is None else reply

    return answer


def _answer_inline() -> None:
    liveminutes._handler = _inline
    for name in MESSAGES_INLINE:
        MESSAGES[name] = replace(MESSAGES[name], inline=lambda _request: True)


def _answer_in_threads() -> None:
    handler, messages = liveminutes._handler, live_meeting._messages

    def handler_in_threads(method: Method, services: Services, inline: bool) -> HTTPRouteHandler:
        return handler(method, services, inline=False)

    def messages_in_threads(path: str, services: Services, inline: bool) -> HTTPRouteHandler:
        return messages(path, services, inline=False)

    liveminutes._handler, live_meeting._messages = handler_in_threads, messages_in_threads


if __name__ == "__main__":
    {"inline": _answer_inline, "threads": _answer_in_threads}[sys.argv[1]]()
    serve(Settings.load())
