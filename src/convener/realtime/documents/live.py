"""A shared document that pages of this node have open: what was checked, what waits to be stored, who sees it.

The server does not open the document: it relays updates that :mod:`convener.domain.shared_documents.updates` has read.
What is here can be made anew from the log at any moment.
"""

from __future__ import annotations

import asyncio
import zlib
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from convener.domain.errors import NotAllowed
from convener.domain.permissions import MeetingRole
from convener.domain.shared_documents.encoding import encode_state_vector
from convener.domain.shared_documents.log import Author, Log, NewUpdate, StoredUpdate
from convener.domain.shared_documents.updates import BadUpdate, Structure
from convener.realtime.protocol.wire import encode

from . import frames
from .connection import OpenDocument
from .frames import FrameKind
from .kinds import SharedDocumentKind

ATTENDEE = MeetingRole.ATTENDEE.value
COLORS = 8
"""How many colors there are for participants."""


@dataclass(frozen=True, slots=True)
class Queued:
    """An update that was checked and waits to be stored."""

    page: OpenDocument
    update: NewUpdate


class Cursor(NamedTuple):
    """Where a page is in a document, encoded, and whose page it is: that of an ``attendee``?"""

    client_id: int
    person_id: str
    attendee: bool
    encoded: bytes


class LiveDocument:
    """A document with pages on this node. ``seq``: the number of the last update that they were sent."""

    def __init__(self, key: int, kind: SharedDocumentKind) -> None:
        self.key = key
        self.kind = kind
        self.document_id = ""
        self.loaded = False
        self.seq = 0
        self.size = 0
        self.structure = Structure()
        self.owners: dict[int, int | None] = {}
        """Whose each client id is: stored, or claimed by a page that is open here."""
        self.new_owners: dict[int, int | None] = {}
        """Those that are not known to be stored."""
        self.authors: dict[int, Author] = {}
        """Participants who have written, by internal id."""
        self.named_at = 0
        """The number of an event of the meeting at which all authors were as they are here, or later."""
        self.pages: set[OpenDocument] = set()
        self.queue: list[Queued] = []
        self.lock = asyncio.Lock()
        """Held while updates are stored and sent: pages get them in the order of their numbers."""
        self.flushing: asyncio.Task[None] | None = None
        self.flushed_at = float("-inf")
        """When updates were last taken to be stored, by the clock of the event loop."""
        self.moved: set[OpenDocument] = set()
        """Pages whose place in the document has changed and was not told yet."""
        self.elsewhere: dict[int, tuple[float, Cursor]] = {}
        """Places of pages on other nodes, by client id: when they were heard of, and what was said."""
        self.opening = 0
        """Pages that are about to open it."""
        self.compacting = 0
        """The number of the last update when a snapshot was asked for."""

    @property
    def unused(self) -> bool:
        """Whether nobody here needs it."""
        return not (self.pages or self.queue or self.opening or self.flushing)

    def load(self, log: Log, owners: dict[int, int | None], authors: dict[int, Author]) -> None:
        """Take over what the database has."""
        self.document_id = log.document.document_id
        self.structure = log.fold(self.kind.rules)
        self.seq, self.size, self.loaded = log.last_seq, log.document.size, True
        self.owners |= owners
        self.authors |= authors

    def add_authors(self, authors: dict[int, Author]) -> None:
        """Participants who write, as it was known a moment ago."""
        self.authors |= authors
        self.named_at = 0

    def claim(self, client_id: int, participant_id: int) -> None:
        """This client id is the participant's from now on; raises :class:`NotAllowed` where it is another one's."""
        if client_id not in self.owners:
            self.owners[client_id] = self.new_owners[client_id] = participant_id
        elif self.owners[client_id] != participant_id:
            raise NotAllowed("This client id belongs to somebody else.")

    def leave(self, page: OpenDocument) -> None:
        """A page has the document open no longer; a client id under which it wrote nothing is free again."""
        self.pages.discard(page)
        self.moved.discard(page)
        client = page.client_id
        if client in self.new_owners and not page.accepted and not any(one.client_id == client for one in self.pages):
            del self.owners[client], self.new_owners[client]

    def accept(self, page: OpenDocument, data: bytes) -> None:
        """Queue an update of a page. Raises :class:`~convener.domain.shared_documents.updates.BadUpdate`,
        :class:`~convener.domain.shared_documents.updates.UpdateGap`, or :class:`NotAllowed` where it is written under
        another one's client id."""
        if self.size + len(data) > self.kind.max_bytes:
            raise DocumentFull("This document is full.")
        change = self.structure.check(data, self.kind.rules)
        if change.client is not None and self.owners.get(change.client, 0) != page.participant_id:
            raise NotAllowed("This client id is not yours.")
        self.structure.apply(change)
        self.size += len(data)
        page.accepted += 1
        self.queue.append(Queued(page, NewUpdate(change.client, page.participant_id, data)))

    def heed(self, updates: list[StoredUpdate]) -> None:
        """Updates that another node has stored are part of the document."""
        for one in updates:
            if one.seq != self.seq + 1:
                raise BehindLog(f"update {self.seq + 1} is not in the log any more")
            self.structure.apply(self.structure.check(one.data, self.kind.rules.of_stored()))
            if one.client_id is not None:
                self.owners[one.client_id] = one.participant_id
            self.size += len(one.data)
            self.seq = one.seq

    def send_stored(self, updates: list[StoredUpdate]) -> None:
        """Send updates of other nodes to all pages."""
        body = frames.updates_body(updates[-1].seq, [one.data for one in updates])
        for page in self.pages:
            page.send(FrameKind.UPDATED, body)

    def send_batch(self, stored: list[Queued]) -> None:
        """Updates of pages here are stored, up to the number ``seq``: the others are sent them, their authors that they
        are stored."""
        writers = {one.page for one in stored}
        whole = frames.updates_body(self.seq, [one.update.data for one in stored])
        for page in self.pages:
            if page not in writers:
                page.send(FrameKind.UPDATED, whole)
                continue
            foreign = [one.update.data for one in stored if one.page is not page]
            if foreign:
                page.send(FrameKind.UPDATED, frames.updates_body(self.seq, foreign))
            page.stored += len(stored) - len(foreign)
            page.connection.send_bytes(frames.encode_stored(page.channel, self.seq, page.stored))

    def send_document(self, page: OpenDocument, updates: list[bytes]) -> None:
        """Send a page that has just opened the document what it does not have, who wrote, and who is where."""
        vector = encode_state_vector(self.structure.clocks)
        page.connection.send_bytes(frames.encode_synced(page.channel, self.seq, vector, updates))
        self.send_authors(page, {client: who for client, who in self.owners.items() if client in self.structure.clocks})
        here = [self.cursor_of(one) for one in self.pages if one is not page and one.state is not None]
        self._send_cursors(page, [*here, *(cursor for _, cursor in self.elsewhere.values())])

    def send_authors(self, page: OpenDocument, owners: dict[int, int | None]) -> None:
        """Tell a page whose these client ids are."""
        known = [
            frames.Author(client_id=client, person_id=author.person_id, name=author.name)
            for client, who in owners.items()
            if who is not None
            and (author := self.authors.get(who)) is not None
            and _sees(page, author.person_id, author.role == ATTENDEE)
        ]
        if known:
            page.connection.send_bytes(
                frames.encode(FrameKind.AUTHORS, frames.Authors(channel=page.channel, authors=known))
            )

    def presence(self, page: OpenDocument, *, gone: bool = False) -> bytes:
        """Where a page is in the document, and whose page it is: as the session says, not the page."""
        person = page.connection.listener.person_id
        return encode(
            frames.Presence(
                client_id=page.client_id,
                person_id=person,
                name=page.connection.name,
                color=zlib.crc32(person.encode()) % COLORS,
                state=None if gone else page.state,
            )
        )

    def cursor_of(self, page: OpenDocument, *, gone: bool = False) -> Cursor:
        """What is told of where a page is in the document."""
        listener = page.connection.listener
        return Cursor(page.client_id, listener.person_id, listener.role == ATTENDEE, self.presence(page, gone=gone))

    def send_presence(self, cursors: list[Cursor]) -> None:
        """Tell all pages here where others are."""
        body = _list([one.encoded for one in cursors])
        for page in self.pages:
            if page.connection.listener.sees_attendees:
                page.send(FrameKind.AWARE, body)
            else:
                self._send_cursors(page, cursors)

    def _send_cursors(self, page: OpenDocument, cursors: list[Cursor]) -> None:
        """Tell a page where those are whom its participant sees."""
        if seen := [one.encoded for one in cursors if _sees(page, one.person_id, one.attendee)]:
            page.send(FrameKind.AWARE, _list(seen))


class BehindLog(Exception):
    """This node has not heard of updates for so long that they are in a snapshot by now."""


class DocumentFull(BadUpdate):
    """The document has as many bytes as it may have."""

    word = "document_full"


def read_state(data: bytes) -> msgspec.Raw:
    """Where a page is in a document, as it says; raises :class:`~.frames.BadFrame` where that is no JSON."""
    try:
        msgspec.json.decode(data)
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise frames.BadFrame("This is no place in a document.") from None
    return msgspec.Raw(data)


def _sees(page: OpenDocument, person_id: str, attendee: bool) -> bool:
    """Whether the participant of this page is told of this person."""
    listener = page.connection.listener
    return not attendee or listener.sees_attendees or listener.person_id == person_id


def _list(items: list[bytes]) -> bytes:
    return b"[" + b",".join(items) + b"]"
