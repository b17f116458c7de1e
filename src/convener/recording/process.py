"""The recorder process: what the server tells it on standard input it does, until that ends; then it closes its files.

Its standard output is for messages alone, its log goes to standard error as lines of JSON.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from typing import Any

import msgspec
import structlog

from .capture import Capture
from .connection import also_on_loopback
from .index import CaptureDamaged
from .messages import (
    Alive,
    FromRecorder,
    NotStarted,
    Senders,
    SignalIn,
    Start,
    Started,
    Stop,
    Stopped,
    ToRecorder,
    decode_for_recorder,
    encode,
)
from .port import EndReason

log = structlog.get_logger("convener.recording.process")

TICK = 0.05
"""Seconds between two looks at what time does."""

SYNC_EVERY = 2.0
"""Seconds after which what was written is on the disk, whatever happens to the power."""

LONGEST_LINE = 4_000_000
"""Bytes of a message of the server: a list of people, or one step of negotiation."""


class RecorderProcess:
    """All captures of a server."""

    def __init__(self, output: int) -> None:
        self._output = output
        self._captures: dict[str, Capture] = {}
        self._totals = [0, 0, 0]
        self._ending: set[asyncio.Task[None]] = set()

    async def run(self, reader: asyncio.StreamReader) -> None:
        """Until the server's end of the pipe is closed."""
        loop = asyncio.get_running_loop()
        tasks = [loop.create_task(work) for work in (self._tick(), self._sync(), self._tell())]
        try:
            while line := await reader.readline():
                try:
                    await self._handle(decode_for_recorder(line))
                except msgspec.DecodeError as error:
                    log.warning("a message could not be read", reason=str(error))
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*(capture.close() for capture in self._captures.values()))

    async def _handle(self, message: ToRecorder) -> None:
        match message:
            case Start():
                self._start(message)
            case Stop():
                await self._end(message.capture, None)
            case Senders():
                if (capture := self._captures.get(message.capture)) is not None:
                    await capture.set_senders(message)
            case SignalIn():
                if (capture := self._captures.get(message.capture)) is not None:
                    capture.receive(message.sender, message.data)

    def _start(self, message: Start) -> None:
        if message.capture in self._captures:
            return
        try:
            capture = Capture(message, self._send, lambda: self._on_full(message.capture))
        except (OSError, CaptureDamaged) as error:
            self._send(NotStarted(capture=message.capture, problem=str(error)))
            return
        self._captures[message.capture] = capture
        self._send(Started(capture=message.capture))

    def _on_full(self, capture_id: str) -> None:
        task = asyncio.get_running_loop().create_task(self._end(capture_id, EndReason.DISK))
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def _end(self, capture_id: str, reason: EndReason | None) -> None:
        capture = self._captures.pop(capture_id, None)
        if capture is not None:
            await capture.close()
            for number, count in enumerate(capture.counts[:3]):
                self._totals[number] += count
        self._send(Stopped(capture=capture_id, reason=reason))

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            moment = time.monotonic()
            for capture in list(self._captures.values()):
                capture.tick(moment)

    async def _sync(self) -> None:
        while True:
            await asyncio.sleep(SYNC_EVERY)
            for capture in list(self._captures.values()):
                try:
                    await asyncio.to_thread(capture.files.sync)
                except OSError as error:
                    log.warning("the disk does not take what was written", reason=str(error))

    async def _tell(self) -> None:
        while True:
            await asyncio.sleep(1.0)
            counts = [*self._totals, 0, 0]
            for capture in self._captures.values():
                counts = [one + other for one, other in zip(counts, capture.counts, strict=True)]
            frames, size, lost, connections, tracks = counts
            self._send(Alive(frames=frames, bytes=size, lost=lost, connections=connections, tracks=tracks))

    def _send(self, message: FromRecorder) -> None:
        """Write a message; where the server is gone there is nobody to tell, and standard input ends too."""
        data = encode(message)
        try:
            while data:
                data = data[os.write(self._output, data) :]
        except BrokenPipeError:
            return


def main() -> None:
    """Run it: ``loopback`` as an argument where people may sit at this machine."""
    # Nothing but messages goes out, whatever a library prints.
    output = os.dup(1)
    os.dup2(2, 1)
    _log_lines()
    if "loopback" in sys.argv[1:]:
        also_on_loopback()
    asyncio.run(_main(output))


async def _main(output: int) -> None:
    reader = asyncio.StreamReader(limit=LONGEST_LINE)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    await RecorderProcess(output).run(reader)


def _log_lines() -> None:
    def renamed(_logger: Any, _method: str, event: Any) -> Any:
        event["level"] = _method
        return event

    structlog.configure(
        processors=[renamed, structlog.processors.format_exc_info, structlog.processors.JSONRenderer()],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
