"""A load generator for HTTP/1.1: a process of its own, keep-alive connections, one request after the other on each.

Reads a job (JSON) from standard input, writes what it measured (JSON) to standard output. Raw asyncio, so that it takes
as little as it can of the cores that it shares with the server.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from math import inf
from typing import Any
from urllib.parse import urlencode, urlsplit


class Sender(asyncio.Protocol):
    """One connection: sends the next request as soon as the reply is there."""

    def __init__(
        self, success: bytes, following: Callable[[], bytes | None], latencies: list[float], failures: list[str]
    ) -> None:
        self._success = success
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
        if self._success not in received:
            self._failures.append(received[:500].decode("utf-8", "replace"))
        self._received = b""
        self._send()

    def connection_lost(self, error: Exception | None) -> None:
        if error is not None:
            self._failures.append(repr(error))
        if not self.done.done():
            self.done.set_result(None)


def request(base_url: str, path: str, headers: dict[str, str], body: str) -> bytes:
    """A POST of this body."""
    lines = [f"POST {path} HTTP/1.1", f"Host: {urlsplit(base_url).netloc}"]
    lines += [f"{name}: {value}" for name, value in {**headers, "Content-Length": str(len(body.encode()))}.items()]
    return ("\r\n".join(lines) + f"\r\n\r\n{body}").encode()


def form(fields: dict[str, str], **numbers: int) -> str:
    """Fields as a form body, with the numbers filled in."""
    return urlencode({name: value.format(**numbers) for name, value in fields.items()})


async def measure(job: dict[str, Any]) -> dict[str, Any]:
    """Run a job: ``seconds`` of calls of ``path`` over ``connections``, or with ``limit`` so many calls, not warmed up.

    The body is a form of ``fields``, or the text ``body``; there ``{n}`` counts the calls from ``first``, ``{m}`` goes
    round below ``modulo`` in a scattered order, ``{h}`` is below ``users``, and so is ``{p}``, which together with
    ``{m}`` makes a new pair as long as there is one; or, in its turn, one of ``bodies``. A reply without the text
    ``success`` is a failure.
    """
    limit = job.get("limit")
    numbers = iter(range(job["first"], job["first"] + limit)) if limit else count(job["first"])
    until = 0.0

    def following() -> bytes | None:
        if time.perf_counter() > until:
            return None
        n = next(numbers, None)
        if n is None:
            return None
        m = n * 7919 % job["modulo"]
        h = n * 31 % job["users"]
        p = (n * 31 + n // job["modulo"]) % job["users"]
        if "fields" in job:
            body = form(job["fields"], n=n, m=m, h=h, p=p)
        elif "bodies" in job:
            body = job["bodies"][m % len(job["bodies"])]
        else:
            body = job["body"].format(n=n, m=m, h=h, p=p)
        return request(job["base_url"], job["path"], job["headers"], body)

    split = urlsplit(job["base_url"])
    result: dict[str, Any] = {}
    for phase in ("measured",) if limit else ("warm-up", "measured"):
        latencies: list[float] = []
        failures: list[str] = []
        seconds = inf if limit else job["warm_up"] if phase == "warm-up" else job["seconds"]
        began = time.perf_counter()
        until = began + seconds
        loop = asyncio.get_running_loop()
        sender = partial(Sender, job["success"].encode(), following, latencies, failures)
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


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Run a job in a process of its own; what :func:`measure` gives."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.load"],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        check=True,
        timeout=60 + job.get("seconds", 0) * 10 + job.get("limit", 0) / 50,
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(json.load(sys.stdin)))))
