"""The server with the measured calls answered inline, on the event loop, or all calls answered in worker threads:
``python -m tests.bench.inline_server inline|threads serve``. For measuring only.

The released server answers inline what a call declares; here an XML message that does not is made to, so that both ways
of each call can be measured in one run.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from litestar.handlers import HTTPRouteHandler

import convener.apis.live_meeting.router as live_meeting
import convener.apis.liveminutes.router as liveminutes
from convener.apis.live_meeting.registry import MESSAGES
from convener.apis.liveminutes.dispatch import Method
from convener.server import serve
from convener.services import Services
from convener.settings import Settings

MESSAGES_INLINE = ("CreateMeetingRequest", "ListMeetingsRequest", "GetUserRequest")


def _answer_inline() -> None:
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
