"""The line itself, without a browser."""

from __future__ import annotations

import contextlib
import gc
import socket
from threading import Thread

from tests.e2e.line import Line


def test_a_line_that_is_closed_while_somebody_dials_leaves_nothing_open() -> None:
    for _ in range(20):
        line, dialled = Line(), contextlib.ExitStack()
        host, port = line.proxy["server"].removeprefix("socks5://").split(":")

        def dial(address: tuple[str, int], dialled: contextlib.ExitStack) -> None:
            for _ in range(20):
                one = dialled.enter_context(socket.socket())
                with contextlib.suppress(OSError):
                    one.connect(address)

        caller = Thread(target=dial, args=((host, int(port)), dialled))
        caller.start()
        line.close()
        caller.join()
        dialled.close()
    # What is open still is said by now, which is an error.
    gc.collect()
