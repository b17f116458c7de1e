"""The engine of shared documents on a node: opens them for pages, stores what they write, and tells the other pages.

An update is checked when it comes, stored in one transaction with all that came since the one before, and only then
acknowledged and shown: nobody sees what could be lost. The database gives updates their numbers; a node that hears of a
number that it does not have reads from the log. State is kept for documents alone that are open here, and can be made
anew at any moment.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from functools import partial

import msgspec
import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.errors import DomainError
from convener.domain.shared_documents import log as document_log
from convener.domain.shared_documents.log import Appended, Author, DocumentNotFound, Log, StoredUpdate
from convener.realtime import close_reasons, metrics
from convener.realtime.bus import Bus, DocumentPresence, DocumentStored
from convener.realtime.executor import DatabaseExecutor
from convener.storage.models import SharedDocument

from . import frames
from .connection import DocumentConnection, OpenDocument, Opening
from .kinds import SharedDocumentKind
from .live import BehindLog, Cursor, LiveDocument, Queued, read_state

log = structlog.get_logger("convener.realtime.documents")

BATCH = 0.01
"""Shortest time in seconds from one transaction with updates of a document to the next. What comes later than that
after the one before waits for nothing; meanwhile updates gather."""

LARGE, LARGE_BATCH = 50, 0.02
"""With more pages than this, each transaction costs more to tell than to make."""

PRESENCE_PAUSE = 0.05
"""Seconds in which changes of places are gathered."""

CHECK_INTERVAL = 1.0
"""Seconds between looks for updates of which the bus has not told."""

PRESENCE_LASTS = 45.0
"""Seconds after which the place of a page on another node counts as gone; pages say theirs every 15 seconds."""

LEFT_UPDATES = 200
"""So many updates after the last snapshot are worth a new one when the last page has closed a document."""


class DocumentEngine:
    """The shared documents that are open on this node; ``node`` is its name."""

    def __init__(self, node: str, executor: DatabaseExecutor, bus: Bus) -> None:
        self._node = node
        self._executor = executor
        self._bus = bus
        self._live: dict[int, LiveDocument] = {}
        self._open: dict[OpenDocument, LiveDocument] = {}
        """The document of each page."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._checking: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look for what other nodes have stored."""
        self._checking = asyncio.create_task(self._check_always())

    async def stop(self) -> None:
        """Store what waits, and end."""
        if self._checking is not None:
            self._checking.cancel()
            await asyncio.gather(self._checking, return_exceptions=True)
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    # -------------------------------------------------------------------------------------- opening, closing

    async def open(self, connection: DocumentConnection, kind: SharedDocumentKind, message: frames.Open) -> None:
        """Open a document for a page, and send it what the page does not have. Raises :class:`DomainError`."""
        opening = Opening(kind, message.document)
        connection.opening.add(opening)
        try:
            await self._open_page(connection, opening, message)
        finally:
            connection.opening.discard(opening)

    async def _open_page(self, connection: DocumentConnection, opening: Opening, message: frames.Open) -> None:
        kind = opening.kind
        key, writers = await self._find(connection, kind, message.document)
        live = self._live.get(key)
        if live is None:
            live = self._live[key] = LiveDocument(key, kind)
        live.opening += 1
        try:
            async with live.lock:
                if not live.loaded:
                    live.load(*await self._executor.read(partial(_load, key)))
                live.claim(message.client_id, connection.participant_id)
                if connection.participant_id not in live.authors:
                    person = connection.listener
                    author = Author(person.person_id, connection.name, person.role)
                    live.add_authors({connection.participant_id: author})
                if live.queue:
                    # The page may have sent some of this by a socket that it has lost.
                    batch, live.queue = live.queue, []
                    await self._store(live, batch)
                known = message.since if message.known == live.document_id else 0
                missing, news, last = await self._executor.read(partial(_read_missing, key, known, live.seq))
                self._catch_up(live, news)
                if live.seq < last:
                    raise BehindLog(f"update {live.seq + 1} is not in the log any more")
                if not connection.listener.sees_attendees and live.named_at < connection.entered_at:
                    # Who is an attendee may have changed since the authors were read. Where that changes after this
                    # page has entered, its socket is closed.
                    named_at = connection.seq
                    live.authors |= await self._executor.read(partial(_read_names, set(live.authors)))
                    live.named_at = named_at
                # From here on nothing is waited for: what happens to the connection meanwhile would be lost.
                if connection.closing or message.channel in connection.documents:
                    return
                if opening.closed:
                    raise DocumentNotFound("This document is open no longer.")
                page = OpenDocument(
                    kind=kind,
                    name=opening.name,
                    document_id=live.document_id,
                    connection=connection,
                    channel=message.channel,
                    client_id=message.client_id,
                    writers=connection.writers_now(kind, writers),
                )
                live.pages.add(page)
                self._open[page] = live
                connection.open(page)
                live.send_document(page, missing)
        except Exception as error:
            if not isinstance(error, DomainError):
                self._drop(live)
            raise
        finally:
            live.opening -= 1
            self._forget_unused(live)

    async def _find(
        self, connection: DocumentConnection, kind: SharedDocumentKind, name: str
    ) -> tuple[int, frozenset[str]]:
        meeting_id = connection.meeting_id

        def look(session: Session) -> tuple[int | None, frozenset[str]]:
            return kind.find(session, meeting_id, name), kind.writers(session, meeting_id)

        key, writers = await self._executor.read(look)
        if key is None:
            if kind.begun_by_writers and connection.listener.role not in connection.writers_now(kind, writers):
                raise DocumentNotFound("There is no such document yet.")
            first = await self._executor.read(lambda session: kind.begin(session, meeting_id, name))
            key = await self._executor.write(lambda session: kind.create(session, meeting_id, name, first))
        return key, writers

    def close(self, page: OpenDocument) -> None:
        """A page has the document open no longer."""
        live = self._open.pop(page)
        live.leave(page)
        if page.state is not None:
            self._tell_cursors(live, [live.cursor_of(page, gone=True)])
        self._forget_unused(live)

    def _forget_unused(self, live: LiveDocument) -> None:
        if live.unused and self._live.get(live.key) is live:
            del self._live[live.key]
            if live.loaded:
                self._spawn(self._request_compaction(live.key, LEFT_UPDATES))

    # ----------------------------------------------------------------------------------------------- updates

    def update(self, page: OpenDocument, data: bytes) -> None:
        """An update of a participant who may write. Raises :class:`DomainError` where it is refused."""
        live = self._open[page]
        live.accept(page, data)
        self._flush_soon(live)

    def _flush_soon(self, live: LiveDocument) -> None:
        if live.flushing is None:
            live.flushing = self._spawn(self._flush(live))

    async def _flush(self, live: LiveDocument) -> None:
        clock = asyncio.get_running_loop().time
        pause = BATCH if len(live.pages) <= LARGE else LARGE_BATCH
        await asyncio.sleep(max(0.0, live.flushed_at + pause - clock()))
        live.flushed_at = clock()
        try:
            async with live.lock:
                batch, live.queue = live.queue, []
                await self._store(live, batch)
        except Exception as error:
            # Nobody knows what was stored: all pages come back and send again what was not acknowledged.
            if not isinstance(error, DocumentNotFound):
                log.exception("updates of a document could not be stored", document=live.document_id)
            self._drop(live)
        finally:
            live.flushing = None
            if live.queue:
                self._flush_soon(live)
            else:
                self._forget_unused(live)

    async def _store(self, live: LiveDocument, batch: list[Queued]) -> None:
        clients = {one.update.client_id for one in batch}
        claims = {client: who for client, who in live.new_owners.items() if client in clients}
        updates = [one.update for one in batch]
        compact = live.seq - live.compacting >= document_log.COMPACT_UPDATES // 2

        def store(session: Session) -> Appended:
            done = document_log.append(session, live.key, updates, claims)
            if done.compact and compact:
                document_log.request_compaction(session, live.key)
            return done

        done = await self._executor.write(store)
        if done.compact and compact:
            live.compacting = done.last
        if done.first > live.seq + 1:
            news = await self._executor.read(partial(_read_between, live.key, live.seq, done.first))
            self._catch_up(live, news)
        for client in claims:
            live.new_owners.pop(client, None)
        live.seq, live.size = done.last, done.size
        refused = [one for one in batch if one.update.client_id in done.refused]
        live.send_batch([one for one in batch if one.update.client_id not in done.refused])
        metrics.DOCUMENT_UPDATES.inc(len(batch) - len(refused))
        for page in {one.page for one in refused}:
            page.connection.refuse(page.channel, "not_allowed", "This client id belongs to somebody else.")
            page.connection.close_document(page.channel)
        authors = {client: who for client, who in claims.items() if client not in done.refused}
        if authors:
            for page in live.pages:
                live.send_authors(page, authors)
        self._bus.publish(DocumentStored(self._node, live.key, live.seq))

    def _catch_up(self, live: LiveDocument, news: list[StoredUpdate]) -> None:
        """Updates that another node has stored: check what follows by them, and send them."""
        if not news:
            return
        live.heed(news)
        live.send_stored(news)
        unknown = {one.client_id: one.participant_id for one in news if one.client_id is not None}
        self._spawn(self._name_authors(live, unknown))

    async def _name_authors(self, live: LiveDocument, owners: dict[int, int | None]) -> None:
        ids = {who for who in owners.values() if who is not None and who not in live.authors}
        if ids:
            live.add_authors(await self._executor.read(partial(_read_names, ids)))
            for page in live.pages:
                live.send_authors(page, {client: who for client, who in owners.items() if who in ids})

    def _drop(self, live: LiveDocument) -> None:
        """Close all sockets with this document; they come back."""
        self._live.pop(live.key, None)
        live.queue.clear()
        for page in list(live.pages):
            page.connection.close(close_reasons.RESTART)

    # ---------------------------------------------------------------------------------------------- presence

    def awareness(self, page: OpenDocument, data: bytes) -> None:
        """A page says where its participant is in the document."""
        page.state = read_state(data)
        live = self._open[page]
        if not live.moved:
            asyncio.get_running_loop().call_later(PRESENCE_PAUSE, self._send_presence, live)
        live.moved.add(page)

    def _send_presence(self, live: LiveDocument) -> None:
        cursors = [live.cursor_of(page) for page in live.moved if page.state is not None]
        live.moved.clear()
        if cursors:
            self._tell_cursors(live, cursors)

    def _tell_cursors(self, live: LiveDocument, cursors: list[Cursor]) -> None:
        live.send_presence(cursors)
        states = msgspec.Raw(b"[" + b",".join(one.encoded for one in cursors) + b"]")
        attendees = frozenset(one.client_id for one in cursors if one.attendee)
        self._bus.publish(DocumentPresence(self._node, live.key, states, attendees))

    # ------------------------------------------------------------------------------------------- other nodes

    def receive_stored(self, message: DocumentStored) -> None:
        """Another node has stored updates."""
        live = self._live.get(message.document)
        if live is not None and message.seq > live.seq and live.loaded:
            self._spawn(self._read_news(live))

    def receive_presence(self, message: DocumentPresence) -> None:
        """Pages on another node have moved."""
        live = self._live.get(message.document)
        if live is None:
            return
        states = msgspec.json.decode(bytes(message.states), type=list[frames.Presence])
        moment = asyncio.get_running_loop().time()
        cursors = []
        for one in states:
            attendee = one.client_id in message.attendees
            cursor = Cursor(one.client_id, one.person_id, attendee, msgspec.json.encode(one))
            cursors.append(cursor)
            if one.state is None:
                live.elsewhere.pop(one.client_id, None)
            else:
                live.elsewhere[one.client_id] = moment, cursor
        live.send_presence(cursors)

    async def _read_news(self, live: LiveDocument) -> None:
        try:
            async with live.lock:
                self._catch_up(live, await self._executor.read(partial(_read_after, live.key, live.seq)))
        except BehindLog:
            self._drop(live)

    async def _check_always(self) -> None:
        while True:
            await asyncio.sleep(CHECK_INTERVAL)
            try:
                await self._check()
            except Exception as error:
                log.warning("cannot look for updates of documents", exc_info=error)

    async def _check(self) -> None:
        """Look for updates of which the bus has not told, documents that are gone, and pages that were lost with their
        node."""
        if not self._live:
            return
        newest = await self._executor.read(partial(_last_seqs, list(self._live)))
        long_ago = asyncio.get_running_loop().time() - PRESENCE_LASTS
        for live in list(self._live.values()):
            if not live.loaded or live.lock.locked():
                continue
            if live.key not in newest:
                for page in list(live.pages):
                    page.connection.refuse(page.channel, "unknown_document", "This document is gone.")
                    page.connection.close_document(page.channel)
                continue
            seq, size = newest[live.key]
            if seq > live.seq:
                self._spawn(self._read_news(live))
            elif seq == live.seq and not live.queue:
                live.size = size
            self._forget_lost(live, long_ago)

    def _forget_lost(self, live: LiveDocument, long_ago: float) -> None:
        lost = [client for client, (at, _) in live.elsewhere.items() if at < long_ago]
        for client in lost:
            cursor = live.elsewhere.pop(client)[1]
            one = msgspec.json.decode(cursor.encoded, type=frames.Presence)
            live.send_presence([cursor._replace(encoded=msgspec.json.encode(msgspec.structs.replace(one, state=None)))])

    # --------------------------------------------------------------------------------------------- compaction

    async def _request_compaction(self, key: int, updates: int) -> None:
        def request(session: Session) -> bool:
            document = session.get(SharedDocument, key)
            return document is not None and document.last_seq - document.snapshot_seq >= updates

        if await self._executor.read(request):
            await self._executor.write(lambda session: document_log.request_compaction(session, key))

    def _spawn(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(_logged(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


async def _logged(work: Coroutine[None, None, None]) -> None:
    try:
        await work
    except Exception:
        log.exception("work on a document failed")


def _load(key: int, session: Session) -> tuple[Log, dict[int, int | None], dict[int, Author]]:
    whole = document_log.read_log(session, key)
    owners = document_log.read_authors(session, key)
    return whole, owners, document_log.read_names(session, (one for one in owners.values() if one is not None))


def _read_missing(key: int, since: int, seq: int, session: Session) -> tuple[list[bytes], list[StoredUpdate], int]:
    """What a page does not have that has the updates up to ``since``, the updates after ``seq``, and the last
    number."""
    snapshot_seq = session.scalar(select(SharedDocument.snapshot_seq).where(SharedDocument.id == key))
    if snapshot_seq is None:
        raise DocumentNotFound("There is no such document.")
    if snapshot_seq <= since:
        updates = document_log.read_after(session, key, min(since, seq))
        last = updates[-1].seq if updates else max(since, seq)
        return [one.data for one in updates if one.seq > since], [one for one in updates if one.seq > seq], last
    whole = document_log.read_log(session, key)
    return whole.parts, [one for one in whole.updates if one.seq > seq], whole.last_seq


def _read_after(key: int, seq: int, session: Session) -> list[StoredUpdate]:
    return document_log.read_after(session, key, seq)


def _read_between(key: int, seq: int, before: int, session: Session) -> list[StoredUpdate]:
    return [one for one in document_log.read_after(session, key, seq) if one.seq < before]


def _read_names(ids: Iterable[int], session: Session) -> dict[int, Author]:
    return document_log.read_names(session, ids)


def _last_seqs(keys: list[int], session: Session) -> dict[int, tuple[int, int]]:
    """The number of the last update of each document, and its size."""
    found: dict[int, tuple[int, int]] = {}
    for start in range(0, len(keys), 500):
        query = select(SharedDocument.id, SharedDocument.last_seq, SharedDocument.size)
        rows = session.execute(query.where(SharedDocument.id.in_(keys[start : start + 500])))
        found.update((key, (seq, size)) for key, seq, size in rows)
    return found
