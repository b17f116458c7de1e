"""A load generator for HTTP/1.1: a process of its own, keep-alive connections, one request after the other on each.

Reads a job (JSON) from standard input, writes what it measured (JSON) to standard output. Raw asyncio, so that it takes
as little as it can of the cores that it shares with the server.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any
from urllib.parse import urlencode, urlsplit


class Sender(asyncio.Protocol):
    """One connection: sends the next request as soon as the reply is there."""

    def __init__(self, following: Callable[[], bytes | None], latencies: list[float], failures: list[str]) -> None:
        self._following = following
        self._latencies = latencies
        self._failures = failures
        self._received = b""
        self._sent_at = 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]
        self._send()

    def _send(self) -> None:
        request = self._following()
        if request is None:
            self._transport.close()
            return
        self._sent_at = time.perf_counter()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        received = self._received = self._received + data if self._received else data
        head = received.find(b"\r\n\r\n")
        if head < 0:
            return
        start = received.find(b"content-length: ") + 16
        length = int(received[start : received.find(b"\r", start)])
        if len(received) < head + 4 + length:
            return
        self._latencies.append(time.perf_counter() - self._sent_at)
        if b'"resultcode":1' not in received:
            self._failures.append(received[:500].decode("utf-8", "replace"))
        self._received = b""
        self._send()

    def connection_lost(self, error: Exception | None) -> None:
        if error is not None:
            self._failures.append(repr(error))
        if not self.done.done():
            self.done.set_result(None)


def request(base_url: str, path: str, authorization: str, fields: dict[str, str]) -> bytes:
    """A POST with a form body."""
    body = urlencode(fields)
    return (
        f"POST {path} HTTP/1.1\r\nHost: {urlsplit(base_url).netloc}\r\nAuthorization: {authorization}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


async def measure(job: dict[str, Any]) -> dict[str, Any]:
    """Run a job: ``seconds`` of calls of ``path`` over ``connections``. In a field's value ``{n}`` counts the calls,
    ``{m}`` goes round below ``modulo`` in a scattered order, ``{h}`` is below ``users``."""
    numbers = count(job["first"])
    until = 0.0

    def following() -> bytes | None:
        if time.perf_counter() > until:
            return None
        n = next(numbers)
        m = n * 7919 % job["modulo"]
        h = n * 31 % job["users"]
        fields = {name: value.format(n=n, m=m, h=h) for name, value in job["fields"].items()}
        return request(job["base_url"], job["path"], job["authorization"], fields)

    split = urlsplit(job["base_url"])
    result: dict[str, Any] = {}
    for phase in ("warm-up", "measured"):
        latencies: list[float] = []
        failures: list[str] = []
        seconds = job["warm_up"] if phase == "warm-up" else job["seconds"]
        began = time.perf_counter()
        until = began + seconds
        loop = asyncio.get_running_loop()
        sender = partial(Sender, following, latencies, failures)
        opened = [await loop.create_connection(sender, split.hostname, split.port) for _ in range(job["connections"])]
        await asyncio.gather(*(protocol.done for _, protocol in opened))
        took = time.perf_counter() - began
        latencies.sort()
        result = {
            "calls": len(latencies),
            "per_second": round(len(latencies) / took, 1),
            **{f"p{p}_ms": round(latencies[int(len(latencies) * p / 100)] * 1000, 2) for p in (50, 95, 99)},
            "failures": len(failures),
            "first_failure": failures[0] if failures else None,
            "all_calls": result.get("all_calls", 0) + len(latencies),
        }
    return result


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(json.load(sys.stdin)))))
