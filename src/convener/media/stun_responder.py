"""Answers STUN requests in a thread of its own, so that no flood of them delays what the event loop has to do."""

from __future__ import annotations

import asyncio
import selectors
import socket
import threading
import time
from collections.abc import Callable

import structlog

from .stun import LONGEST_REQUEST, respond

log = structlog.get_logger("convener.media.stun")

RATE = 300.0
"""Answers a second to one address, after a burst."""

BURST = 6000.0
"""Answers to one address at once: 300 people of a school join together, each with a few requests for every connection
of a mesh."""

BATCH = 200
"""Datagrams that are read before the thread looks at the time."""

BATCH_SECONDS = 0.02
"""Seconds that a batch takes at least where more wait: what comes faster is left to the system, which drops it. The
interpreter runs one thread at a time, and reading costs others."""

MOST_ADDRESSES = 20_000
"""Addresses whose rates are remembered. They are forgotten all at once: forged ones would push out the right ones."""


class AnswerRate:
    """How many answers each address still gets. ``whose``: who is at an address, for counting. Seconds by ``clock``."""

    def __init__(self, whose: Callable[[str], str], clock: Callable[[], float] = time.monotonic) -> None:
        self._whose = whose
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}

    def consume(self, address: str) -> bool:
        """Count an answer to ``address``; returns whether it gets one."""
        moment, who = self._clock(), self._whose(address)
        if len(self._left) >= MOST_ADDRESSES:
            self._left.clear()
        left, filled_at = self._left.get(who, (BURST, moment))
        left = min(BURST, left + (moment - filled_at) * RATE)
        self._left[who] = (left - 1 if left >= 1 else left, moment)
        return left >= 1


class StunResponder:
    """Answers on UDP ``port`` of ``host``; with port 0 it does nothing. ``whose``: who is at an address, for counting.

    It is optional: where the port cannot be bound, that is logged and the rest of the server works.
    """

    def __init__(self, host: str, port: int, whose: Callable[[str], str] = str) -> None:
        self._host = host
        self._port = port
        self._rate = AnswerRate(whose)
        self._selector = selectors.DefaultSelector()
        self._thread: threading.Thread | None = None
        self._wake, self._woken = socket.socketpair()

    async def start(self) -> None:
        """Start to answer."""
        if not self._port:
            return
        try:
            addresses = await asyncio.get_running_loop().getaddrinfo(self._host, self._port, type=socket.SOCK_DGRAM)
            for family, address in dict.fromkeys((family, address) for family, _, _, _, address in addresses):
                self._bind(family, (str(address[0]), int(address[1])))
        except OSError as error:
            log.warning("no STUN responder: the UDP port cannot be had", port=self._port, error=str(error))
        if self._selector.get_map():
            self._selector.register(self._woken, selectors.EVENT_READ)
            self._thread = threading.Thread(target=self._run, name="stun", daemon=True)
            self._thread.start()

    def _bind(self, family: int, address: tuple[str, int]) -> None:
        opened = socket.socket(family, socket.SOCK_DGRAM)
        try:
            opened.setblocking(False)
            if family == socket.AF_INET6:
                opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            opened.bind(address)
        except OSError:
            opened.close()
            raise
        self._selector.register(opened, selectors.EVENT_READ)

    async def stop(self) -> None:
        """Stop answering."""
        self._wake.send(b"\0")
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join)
        for key in list(self._selector.get_map().values()):
            self._selector.unregister(key.fileobj)
            if isinstance(key.fileobj, socket.socket):
                key.fileobj.close()
        self._selector.close()
        self._wake.close()
        self._woken.close()

    def _run(self) -> None:
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is self._woken:
                    return
                if isinstance(key.fileobj, socket.socket):
                    self._answer(key.fileobj)

    def _answer(self, ours: socket.socket) -> None:
        """Answer the datagrams that are there, at most a batch of them."""
        begun = time.monotonic()
        for _ in range(BATCH):
            try:
                datagram, sender = ours.recvfrom(LONGEST_REQUEST + 1)
                if self._rate.consume(sender[0]):
                    answer = respond(datagram, sender[0], sender[1])
                    if answer is not None:
                        ours.sendto(answer, sender)
            except OSError:
                # Nothing more is there; or the one before could not be delivered, which the system tells now.
                return
        time.sleep(max(0.0, begun + BATCH_SECONDS - time.monotonic()))
