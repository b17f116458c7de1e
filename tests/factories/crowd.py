"""Stands for the rooms of a server towards a recorder: a meeting of people who all send from the first moment."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import msgspec

from convener.recording.messages import IceServer, Step
from convener.recording.supervisor import RoomLink

from .senders import SendingBrowser


class Crowd:
    """``count`` people, ``page-0`` and so on; ``equip``: gives the page of one what it sends."""

    def __init__(self, count: int, equip: Callable[[str, SendingBrowser], None]) -> None:
        self._names = [f"page-{number}" for number in range(count)]
        self._equip = equip
        self._pages: dict[str, SendingBrowser] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def join(self, meeting_id: int, link: RoomLink) -> str:
        """All offer what they send."""
        link.set_senders([(name, name) for name in self._names], list[IceServer]())
        for name in self._names:
            page = self._pages[name] = SendingBrowser(_sending(link, name))
            self._equip(name, page)
            self._spawn(page.offer())
        return "-"

    async def leave(self, meeting_id: int, peer_id: str) -> None:
        """All leave."""
        for page in self._pages.values():
            await page.close()

    def send(self, meeting_id: int, peer_id: str, to: str, step: bytes) -> None:
        """A step of the hidden peer reaches its page."""
        self._spawn(self._pages[to].receive(msgspec.json.decode(step, type=Step)))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _sending(link: RoomLink, name: str) -> Callable[[Step], None]:
    return lambda step: link.receive(name, msgspec.json.encode(step))
