"""Runs a Firefox for Playwright, and answers for it what it does not know.

Playwright drives a Firefox as distributions ship it by WebDriver BiDi (channel ``moz-firefox``). It asks for each new
context which color scheme pages are to be told, by a command that Firefox 153 does not know, and then opens none. This
program starts Firefox with the arguments that it gets, stands between the two, says yes to commands of
:data:`UNKNOWN` and passes on all else. With a Firefox that knows them it can go.

usage: python -m tests.e2e.firefox_relay PROGRAM ARGUMENT...
"""

from __future__ import annotations

import asyncio
import json
import re
import signal
import sys

from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

UNKNOWN = frozenset({"emulation.setMediaFeaturesOverride"})
"""Commands that change nothing that a test of ours looks at."""

LISTENS = re.compile(rb"WebDriver BiDi listening on (ws://\S+)")


async def run(command: list[str]) -> int:
    """Run Firefox until it ends; returns its exit code."""
    firefox = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, firefox.terminate)
    assert firefox.stderr is not None
    browser_url = ""

    async def relay(playwright: ServerConnection) -> None:
        async with connect(
            f"{browser_url}{playwright.request.path if playwright.request else ''}", max_size=None
        ) as it:

            async def pass_back() -> None:
                async for message in it:
                    await playwright.send(message)

            answers = asyncio.create_task(pass_back())
            try:
                async for message in playwright:
                    asked = json.loads(message)
                    if asked.get("method") in UNKNOWN:
                        await playwright.send(json.dumps({"type": "success", "id": asked["id"], "result": {}}))
                    else:
                        await it.send(message)
            except ConnectionClosed:
                pass
            finally:
                answers.cancel()

    async with serve(relay, "127.0.0.1", 0, max_size=None) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        async for line in firefox.stderr:
            if found := LISTENS.search(line):
                browser_url = found[1].decode()
                line = f"WebDriver BiDi listening on ws://127.0.0.1:{port}\n".encode()
            sys.stderr.buffer.write(line)
            sys.stderr.buffer.flush()
    return await firefox.wait()


if __name__ == "__main__":
    sys.exit(asyncio.run(run(sys.argv[1:])))
