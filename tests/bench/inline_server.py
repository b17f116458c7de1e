"""The server with the measured calls answered inline, on the event loop, or all calls answered in worker threads:
``python -m tests.bench.inline_server inline|threads serve``. For measuring only.

The released server answers inline what a call declares; here an XML message that does not is made to, so that both ways
of each call can be measured in one run.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from convener.apis.live_meeting.registry import MESSAGES
from convener.server import Convener, serve
from convener.settings import Settings

MESSAGES_INLINE = ("CreateMeetingRequest", "ListMeetingsRequest", "GetUserRequest")


def _answer_inline() -> None:
    for name in MESSAGES_INLINE:
        MESSAGES[name] = replace(MESSAGES[name], inline=lambda _request: True)


def _answer_in_threads() -> None:
    Convener._inline = False  # type: ignore[assignment, method-assign]


if __name__ == "__main__":
    {"inline": _answer_inline, "threads": _answer_in_threads}[sys.argv[1]]()
    serve(Settings.load())
