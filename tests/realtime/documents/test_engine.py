"""Documents are opened while other things happen: what that changes is not lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from litestar.types import WebSocketCloseEvent, WebSocketSendEvent
from pycrdt import Doc, XmlElement, XmlFragment
from sqlalchemy.orm import Session

from convener.domain.events.kinds.notes import NotesChanged
from convener.domain.events.payload import Payload
from convener.domain.shared_documents.log import DocumentNotFound
from convener.domain.site import Site
from convener.realtime import close_reasons
from convener.realtime.audience import Listener
from convener.realtime.buses import InProcessBus
from convener.realtime.documents.connection import DocumentConnection
from convener.realtime.documents.engine import DocumentEngine
from convener.realtime.documents.frames import Open
from convener.realtime.executor import DatabaseExecutor, T
from convener.realtime.features.notes import CURRENT, Notes
from convener.storage.database import Database
from convener.web.scope import cannot_write
from tests.factories.room import NODE, RoomFactory

READS = 5
"""How often the first page that opens a document reads."""


class CountingExecutor(DatabaseExecutor):
    """Counts what is read; ``happen`` is called when number ``at`` was read, before the reader goes on."""

    def __init__(self, database: Database, at: int = 0, happen: Callable[[], None] = lambda: None) -> None:
        super().__init__(database)
        self.reads = 0
        self._at, self._happen = at, happen

    async def read(self, work: Callable[[Session], T]) -> T:
        found = await super().read(work)
        self.reads += 1
        if self.reads == self._at:
            self._happen()
        return found


async def _send(_event: WebSocketSendEvent | WebSocketCloseEvent) -> None:
    pass


def attendee(room: RoomFactory, name: str) -> DocumentConnection:
    """The document socket of an attendee who sees no other ones."""
    arrival = room.enter(name)
    connection = DocumentConnection(_send, cannot_write)
    connection.meeting_id, connection.participant_id, connection.name = room.meeting_id, room.ids[name], name
    connection.listener = Listener(room.public[name], "attendee", sees_attendees=False)
    connection.peer_id = arrival.connection.peer_id
    connection.seq = connection.entered_at = room.seq()
    return connection


def opening(channel: int = 1) -> Open:
    return Open(channel=channel, kind=Notes.name, document=CURRENT, client_id=1000 + channel, known=None, since=0)


async def open_once(executor: CountingExecutor, connection: DocumentConnection, kind: Notes | None = None) -> None:
    try:
        await DocumentEngine(NODE, executor, InProcessBus()).open(connection, kind or Notes(), opening())
        assert executor.reads == READS
    finally:
        await executor.stop()


@pytest.mark.parametrize("at", range(1, READS + 1))
def test_rights_that_change_meanwhile_hold(database: Database, site: Site, at: int) -> None:
    connection = attendee(RoomFactory(database, site), "ann")
    changed = partial(connection.follow, [NotesChanged(attendees_write=False)])
    asyncio.run(open_once(CountingExecutor(database, at, changed), connection))
    assert connection.documents[1].may_write is False


class ClosedNotes(Notes):
    """Notes that are closed for good by the event that only changes who writes in others."""

    closed_by = frozenset({NotesChanged})

    def is_closed_by(self, payload: Payload, name: str) -> bool:
        return name == CURRENT


@pytest.mark.parametrize("at", range(1, READS + 1))
def test_a_document_that_is_closed_meanwhile_is_not_open(database: Database, site: Site, at: int) -> None:
    connection = attendee(RoomFactory(database, site), "ann")
    gone = partial(connection.close_by, [NotesChanged(attendees_write=False)])
    with pytest.raises(DocumentNotFound):
        asyncio.run(open_once(CountingExecutor(database, at, gone), connection, ClosedNotes()))
    assert connection.documents == {}
    assert connection.opening == set()


@pytest.mark.parametrize("at", range(1, READS + 1))
def test_a_socket_that_is_closed_meanwhile_opens_nothing(database: Database, site: Site, at: int) -> None:
    connection = attendee(RoomFactory(database, site), "ann")
    closed = partial(connection.close, close_reasons.RESTART)
    asyncio.run(open_once(CountingExecutor(database, at, closed), connection))
    assert connection.documents == {}


def test_authors_are_read_anew_for_those_who_entered_later(database: Database, site: Site) -> None:
    room = RoomFactory(database, site)
    ann, bob = attendee(room, "ann"), attendee(room, "bob")

    async def count() -> list[int]:
        executor = CountingExecutor(database)
        engine, counts = DocumentEngine(NODE, executor, InProcessBus()), []
        try:
            for number, connection in enumerate((ann, bob, ann, bob, ann), 1):
                if number == 5:
                    ann.seq = ann.entered_at = bob.seq + 1
                before = executor.reads
                await engine.open(connection, Notes(), opening(number))
                counts.append(executor.reads - before)
        finally:
            await executor.stop()
        return counts

    assert asyncio.run(count()) == [READS, 3, 2, 2, 3]


class SlowExecutor(DatabaseExecutor):
    """Counts what is written, which waits until it may go on."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.writes = 0
        self.goes_on = asyncio.Event()
        self.writing = asyncio.Event()

    async def write(self, work: Callable[[Session], T]) -> T:
        self.writes += 1
        self.writing.set()
        await self.goes_on.wait()
        return await super().write(work)


def keystrokes(client_id: int, count: int) -> list[bytes]:
    """The updates of a page that writes so many paragraphs."""
    doc: Doc[Any] = Doc(client_id=client_id)
    made: list[bytes] = []
    doc.observe(lambda event: made.append(event.update))
    for _ in range(count):
        doc.get("notes", type=XmlFragment).children.append(XmlElement("paragraph"))
    return made


def test_what_comes_while_others_are_stored_shares_the_next_transaction(database: Database, site: Site) -> None:
    connection, updates = attendee(RoomFactory(database, site), "ann"), keystrokes(1001, 4)

    async def count() -> tuple[int, int]:
        executor = SlowExecutor(database)
        engine = DocumentEngine(NODE, executor, InProcessBus())
        try:
            executor.goes_on.set()
            await engine.open(connection, Notes(), opening())
            page = connection.documents[1]
            executor.goes_on.clear()
            executor.writing.clear()
            executor.writes = 0
            engine.update(page, updates[0])
            # Nothing else has to come for it to be stored.
            await executor.writing.wait()
            for one in updates[1:]:
                engine.update(page, one)
            executor.goes_on.set()
            await engine.stop()
            return page.stored, executor.writes
        finally:
            await executor.stop()

    assert asyncio.run(count()) == (4, 2)
