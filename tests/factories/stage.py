"""A capture as the recorder process runs it, and browsers that send to it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from convener.recording.capture import Capture
from convener.recording.index import TrackIndex, read_tracks
from convener.recording.messages import Sender, Senders, SignalOut, Start
from convener.recording.port import TrackKind

from .senders import SendingBrowser, on_loopback

PATIENCE = 60.0


class Stage:
    """A capture and the browsers that send to it, by their peer ids; ``senders``: whose they are. It ticks as the
    process does."""

    def __init__(self, folder: Path, senders: Mapping[str, str]) -> None:
        self.folder = folder
        self.failed = False
        start = Start(capture="c1", meeting="m1", folder=str(folder), kinds=list(TrackKind))
        self.capture = Capture(start, self._deliver, self._fail)
        self.browsers = {page: SendingBrowser(self._receiving(page)) for page in senders}
        self._senders = senders
        self._tasks = {asyncio.create_task(self._tick())}

    @property
    def browser(self) -> SendingBrowser:
        """The first."""
        return next(iter(self.browsers.values()))

    async def admit(self) -> None:
        """All send from now on."""
        senders = [Sender(peer_id=page, person_id=person) for page, person in self._senders.items()]
        await self.capture.set_senders(Senders(capture="c1", senders=senders, ice_servers=[]))

    def _receiving(self, page: str) -> Callable[[object], None]:
        return lambda step: self.capture.receive(page, step)  # type: ignore[arg-type]

    def _fail(self) -> None:
        self.failed = True

    def _deliver(self, message: SignalOut) -> None:
        self._tasks.add(asyncio.create_task(self.browsers[message.to].receive(message.data)))

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(0.05)
            self.capture.tick(time.monotonic())

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for it."""
        limit = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < limit
            await asyncio.sleep(0.02)

    async def frames(self, count: int) -> None:
        """Wait until so many more frames have been written."""
        more = self.capture.counts[0] + count
        await self.until(lambda: self.capture.counts[0] >= more)

    async def end(self) -> dict[TrackKind, TrackIndex]:
        """End it; the last track of each kind."""
        await self.capture.close()
        for browser in self.browsers.values():
            await browser.close()
        for task in self._tasks:
            task.cancel()
        return {track.kind: track for track in read_tracks(self.folder)}


def play(
    folder: Path, senders: Mapping[str, str], script: Callable[[Stage], Awaitable[None]]
) -> tuple[Stage, dict[TrackKind, TrackIndex]]:
    """Have the script played; the stage, and the last track of each kind."""

    async def act() -> tuple[Stage, dict[TrackKind, TrackIndex]]:
        stage = Stage(folder, senders)
        await script(stage)
        return stage, await stage.end()

    with on_loopback():
        return asyncio.run(act())
