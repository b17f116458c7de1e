"""Makes pages of a document, as they come: the program :mod:`.drawing` is started, and started again behind each page
of which it died, until a budget is used up. What it gives is looked at before it is believed: a file may have taken
the program over.
"""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import AbstractContextManager
from typing import IO

import msgspec
import structlog

from convener.sandbox.confinement import Limits
from convener.sandbox.process import ProcessFailed, ProcessNotStarted, Program, start

from .pages import (
    LONGEST_LINK,
    LONGEST_TEXT,
    MOST_LINKS,
    SCHEMES,
    SIZES,
    Drawn,
    DrawnPage,
    LostPage,
    Opened,
    Unreadable,
)

log = structlog.get_logger("convener.domain.documents.conversion")

MOST_PAGES = 1_000
"""Pages of a document that are made; it is shown up to there."""

FILE_SECONDS = 600
"""Seconds of processor time for a file."""

LOST_SECONDS = 20.0
"""Seconds of processor time that may be spent on pages of which the process dies; then the others are lost too."""

MOST_DEATHS = 20
"""Pages of which the process may die."""

PAGE_SECONDS = 5
"""Seconds of processor time for a page."""

PAGE_WITHIN = 60.0
"""Seconds until the next page must be there, whatever the machine has to do besides."""

MOST_BYTES = 4_000_000
"""Bytes of a picture, at most."""

_MOST_FRAME = 16_000_000
_DRAWING = Program(module="convener.domain.documents.drawing", limits=Limits(seconds=FILE_SECONDS))

_SLOTS = threading.BoundedSemaphore(2)
"""The number of documents that are drawn at a time: each may take a gigabyte of memory."""


Pages = Generator[Drawn, None, None]
"""A document opened, and then its pages. Whoever stops early closes it, which ends the process."""


def draw(file: IO[bytes], kind: str, *, first: int = 1, slots: AbstractContextManager[object] = _SLOTS) -> Pages:
    """The document opened, and then each of its pages from ``first`` on, drawn or lost, in their order and without a
    gap; or that it cannot be read, and nothing after that. ``file`` has a descriptor; ``kind`` is one of
    :data:`.drawing.DRAWING`; ``slots``: what bounds how many are drawn at a time. Raises
    :class:`ProcessNotStarted`."""
    with slots:
        yield from _Drawing(file, kind, first).pages()


class _Drawing:
    """One document: ``next`` is the page that comes next, ``total`` how many there are once that is known."""

    def __init__(self, file: IO[bytes], kind: str, first: int) -> None:
        self._file = file
        self._kind = kind
        self.next = first
        self.total: int | None = None
        self._spent = 0.0
        self._lost = 0.0
        self._deaths = 0

    def pages(self) -> Pages:
        """See :func:`draw`."""
        while self.total is None or self.next <= self.total:
            try:
                yield from self._run()
                if self.total is None or self.next <= self.total:
                    raise ProcessFailed("The process left pages out.")
                return
            except ProcessNotStarted:
                raise
            except ProcessFailed as failed:
                log.warning("a page cannot be drawn", page=self.next, status=failed.status, error=failed.complaint)
                self._count(failed.seconds)
                if self.total is None:
                    yield Unreadable(reason="damaged")
                    return
                yield self._lose()
                if self._is_used_up():
                    while self.next <= self.total:
                        yield self._lose()

    def _run(self) -> Pages:
        """What one process draws. Raises :class:`ProcessFailed`."""
        begun = self.next
        with start(_DRAWING, [self._kind, str(begun), str(PAGE_SECONDS)], self._file) as process:
            for frame in process.frames(first_within=PAGE_WITHIN, next_within=PAGE_WITHIN, most=_MOST_FRAME):
                one = _read(frame)
                if isinstance(one, Opened):
                    if self.total is None:
                        self.total = min(one.pages, MOST_PAGES)
                        yield Opened(pages=self.total)
                elif isinstance(one, Unreadable):
                    if self.next != 1:
                        raise ProcessFailed("The process has changed its mind.")
                    yield one
                    self.total = 0
                    return
                elif one.number != self.next or self.total is None:
                    raise ProcessFailed("The process gives pages that are not next.")
                else:
                    self.next += 1
                    yield one
                    if self.next > self.total:
                        return
            self._spent += process.seconds

    def _count(self, seconds: float) -> None:
        self._spent += seconds
        self._lost += min(seconds, PAGE_SECONDS + 1.0)
        self._deaths += 1

    def _is_used_up(self) -> bool:
        return self._lost > LOST_SECONDS or self._deaths >= MOST_DEATHS or self._spent > FILE_SECONDS

    def _lose(self) -> LostPage:
        lost = LostPage(number=self.next)
        self.next += 1
        return lost


def _read(frame: bytes) -> Drawn:
    """A result of the process, if the program can have made it. Raises :class:`ProcessFailed`."""
    try:
        one: Drawn = msgspec.msgpack.decode(frame, type=Drawn)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise ProcessFailed("The process gives what is no page.") from error
    good = _is_page(one) if isinstance(one, DrawnPage) else not isinstance(one, Opened) or one.pages >= 0
    if not good:
        raise ProcessFailed("The process gives what is no page.")
    return one


def _is_page(page: DrawnPage) -> bool:
    return (
        0 < len(page.pictures) <= len(SIZES)
        and all(
            0 < one.width <= SIZES[0]
            and 0 < one.height <= SIZES[0]
            and len(one.content) <= MOST_BYTES
            and one.content[:4] == b"RIFF"
            and one.content[8:12] == b"WEBP"
            for one in page.pictures
        )
        and len(page.text) <= LONGEST_TEXT
        and len(page.links) <= MOST_LINKS
        and all(
            0 <= link.x <= 1
            and 0 <= link.y <= 1
            and 0 <= link.width <= 1
            and 0 <= link.height <= 1
            and (link.page is None or 0 < link.page <= MOST_PAGES)
            and len(link.url) <= LONGEST_LINK
            and (not link.url or link.url.lower().startswith(SCHEMES))
            for link in page.links
        )
    )
