"""The log of a shared document: updates in one order, as they came, and snapshots that stand for its beginning.

The number (``seq``) of an update is given in the transaction that stores it, with the document's row locked: whatever
node stores it, numbers have no holes and become visible in their order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import BigInteger, ColumnElement, Select, and_, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from convener.domain import blobs
from convener.domain.attendance.visits import select_meetings
from convener.domain.errors import DomainError
from convener.domain.jobs.queue import JobPayload, enqueue
from convener.domain.meetings.participants import display_name, role_now
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import now
from convener.storage.core import insert as insert_row
from convener.storage.models import (
    Board,
    DocumentAuthor,
    DocumentSnapshot,
    DocumentUpdate,
    DrawingImage,
    Meeting,
    Participant,
    SharedDocument,
    Visit,
)

from . import history
from .updates import Structure, UpdateRules

SERVER_CLIENT = 1
"""The client id under which the server itself writes; it belongs to no participant."""

COMPACT_UPDATES = 2_000
"""So many updates after the snapshot make a new one worth while,"""

COMPACT_BYTES = 512 * 1024
"""or so many bytes."""

COUNT_STEP = 16 * 1024
"""A document grows by so many bytes, at least, before they count as stored by the center."""


class DocumentNotFound(DomainError):
    """There is no such shared document, or none any more."""

    word = "unknown_document"


class CompactDocument(JobPayload, frozen=True, kw_only=True):
    """The job that makes a snapshot of the document with this internal id."""

    kind: ClassVar[str] = "compact_document"

    document: int


@dataclass(frozen=True, slots=True)
class NewUpdate:
    """An update to be stored; it has been checked. ``client_id`` is None where it only deletes."""

    client_id: int | None
    participant_id: int | None
    data: bytes


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """An update of the log."""

    seq: int
    client_id: int | None
    participant_id: int | None
    data: bytes


@dataclass(frozen=True, slots=True)
class Appended:
    """What was stored: updates with the numbers from ``first`` to ``last``. ``refused``: client ids that belong to
    others; their updates were not stored. ``size``: of the document now."""

    first: int
    last: int
    size: int
    refused: frozenset[int]
    compact: bool


@dataclass(frozen=True, slots=True)
class Log:
    """A document from its beginning: a snapshot up to ``snapshot_seq`` (None: there is none), and what came after."""

    document: SharedDocument
    snapshot: bytes | None
    structure: Structure
    updates: list[StoredUpdate]

    @property
    def last_seq(self) -> int:
        """The number of the last update."""
        return self.updates[-1].seq if self.updates else self.document.snapshot_seq

    @property
    def parts(self) -> list[bytes]:
        """What makes the document when it is read in this order."""
        return ([self.snapshot] if self.snapshot is not None else []) + [one.data for one in self.updates]

    def fold(self, limits: UpdateRules) -> Structure:
        """What must be known to check the update after the last one."""
        stored = limits.of_stored()
        for one in self.updates:
            self.structure.apply(self.structure.check(one.data, stored))
        return self.structure


def create(session: Session, meeting: Meeting, kind: str, first: bytes) -> SharedDocument:
    """A new document of the run of the meeting that is under way; ``first`` is the server's own first update. The
    caller has locked the meeting."""
    moment = now()
    document = insert_row(
        session,
        SharedDocument(
            document_id=random_text(LOWERCASE_AND_DIGITS, 16),
            center_id=meeting.center_id,
            meeting_id=meeting.id,
            instance_id=meeting.instance_id,
            last_instance_id=meeting.instance_id,
            kind=kind,
            created_at=moment,
            updated_at=moment,
        ),
    )
    append(session, document.id, [NewUpdate(SERVER_CLIENT, None, first)], {SERVER_CLIENT: None})
    return document


def create_copy(
    session: Session, meeting: Meeting | None, whole: Log, snapshot: bytes, limits: UpdateRules
) -> SharedDocument:
    """A new document of a meeting of the same center, which the caller has locked, or (None) of none, that has what
    ``whole`` has: ``snapshot`` is that as one update. Nobody is the author of it any more."""
    moment = now()
    instance_id = meeting.instance_id if meeting is not None else None
    document = insert_row(
        session,
        SharedDocument(
            document_id=random_text(LOWERCASE_AND_DIGITS, 16),
            center_id=whole.document.center_id,
            meeting_id=meeting.id if meeting is not None else None,
            instance_id=instance_id,
            last_instance_id=instance_id,
            kind=whole.document.kind,
            created_at=moment,
            updated_at=moment,
            last_seq=1,
            snapshot_seq=1,
            size=len(snapshot),
            snapshot_size=len(snapshot),
            counted_size=len(snapshot),
        ),
    )
    stored = {"seq": 1, "at": moment, "data": history.pack(snapshot), "structure": whole.fold(limits).stored()}
    session.add(DocumentSnapshot(document_id=document.id, **stored))
    _claim(session, document.id, dict.fromkeys(read_authors(session, whole.document.id)))
    session.flush()
    return document


def find_by_id(session: Session, document_id: str) -> SharedDocument | None:
    """The document with this public id, None where there is none."""
    return session.scalar(select(SharedDocument).where(SharedDocument.document_id == document_id))


def find_latest(session: Session, meeting_id: int, kind: str) -> SharedDocument | None:
    """The meeting's newest document of this kind."""
    query = select(SharedDocument).where(SharedDocument.meeting_id == meeting_id, SharedDocument.kind == kind)
    return session.scalar(query.order_by(SharedDocument.id.desc()).limit(1))


def find_of_instance(session: Session, instance_id: int, meeting_id: int, kind: str) -> SharedDocument | None:
    """The document of this kind that was open in this run of the meeting."""
    query = select(SharedDocument).where(
        SharedDocument.meeting_id == meeting_id,
        SharedDocument.kind == kind,
        SharedDocument.instance_id <= instance_id,
        SharedDocument.last_instance_id >= instance_id,
    )
    return session.scalar(query.order_by(SharedDocument.id.desc()).limit(1))


_INSERT = insert(DocumentUpdate)
_RAISE = (
    update(SharedDocument)
    .where(SharedDocument.id == bindparam("document"))
    .values(
        last_seq=SharedDocument.last_seq + bindparam("count"),
        size=SharedDocument.size + bindparam("bytes"),
        updated_at=bindparam("moment", type_=DocumentUpdate.__table__.c.at.type),
    )
    .returning(
        SharedDocument.last_seq,
        SharedDocument.size,
        SharedDocument.snapshot_seq,
        SharedDocument.snapshot_size,
        SharedDocument.counted_size,
    )
)
_COUNT = (
    update(SharedDocument)
    .where(SharedDocument.id == bindparam("document"))
    .values(counted_size=bindparam("counted", type_=BigInteger))
)


def append(session: Session, document_id: int, updates: Sequence[NewUpdate], claims: dict[int, int | None]) -> Appended:
    """Store updates that were checked, in this order. ``claims``: client ids that may be new, and whose they are.
    Raises :class:`DocumentNotFound`."""
    refused = _claim(session, document_id, claims) if claims else frozenset()
    stored = [one for one in updates if one.client_id not in refused] if refused else updates
    moment = now()
    values = {"document": document_id, "count": len(stored), "bytes": sum(len(one.data) for one in stored)}
    row = session.connection().execute(_RAISE, values | {"moment": moment}).one_or_none()
    if row is None:
        raise DocumentNotFound("There is no such document.")
    last, size, snapshot_seq, snapshot_size, counted = row
    if size - counted >= COUNT_STEP:
        session.connection().execute(_COUNT, {"document": document_id, "counted": size})
    first = last - len(stored) + 1
    if stored:
        rows = [
            {
                "document_id": document_id,
                "seq": first + number,
                "client_id": one.client_id,
                "participant_id": one.participant_id,
                "at": moment,
                "data": one.data,
            }
            for number, one in enumerate(stored)
        ]
        session.connection().execute(_INSERT, rows)
    compact = last - snapshot_seq >= COMPACT_UPDATES or size - snapshot_size >= COMPACT_BYTES
    return Appended(first, last, size, refused, compact)


def _claim(session: Session, document_id: int, claims: dict[int, int | None]) -> frozenset[int]:
    """Note whose these client ids are; returns those that others have already. Locks the document."""
    session.scalar(select(SharedDocument.id).where(SharedDocument.id == document_id).with_for_update())
    query = select(DocumentAuthor.client_id, DocumentAuthor.participant_id).where(
        DocumentAuthor.document_id == document_id, DocumentAuthor.client_id.in_(claims)
    )
    known = dict(session.execute(query).all())
    new = [
        {"document_id": document_id, "client_id": client, "participant_id": participant}
        for client, participant in claims.items()
        if client not in known
    ]
    if new:
        session.connection().execute(insert(DocumentAuthor), new)
    return frozenset(client for client, participant in known.items() if claims[client] != participant)


def request_compaction(session: Session, document_id: int) -> None:
    """Ask for a snapshot, as a background job; one at a time."""
    enqueue(session, CompactDocument(document=document_id), key=str(document_id))


def read_after(session: Session, document_id: int, seq: int) -> list[StoredUpdate]:
    """The updates after number ``seq``, in order."""
    query = (
        select(DocumentUpdate.seq, DocumentUpdate.client_id, DocumentUpdate.participant_id, DocumentUpdate.data)
        .where(DocumentUpdate.document_id == document_id, DocumentUpdate.seq > seq)
        .order_by(DocumentUpdate.seq)
    )
    return [StoredUpdate(*row) for row in session.execute(query)]


def read_log(session: Session, document_id: int) -> Log:
    """The whole document. Raises :class:`DocumentNotFound`."""
    document = session.get(SharedDocument, document_id, populate_existing=True)
    if document is None:
        raise DocumentNotFound("There is no such document.")
    snapshot, structure = None, Structure()
    if document.snapshot_seq:
        row = session.get_one(DocumentSnapshot, (document_id, document.snapshot_seq))
        snapshot, structure = history.unpack(row.data), Structure.read(row.structure)
    return Log(document, snapshot, structure, read_after(session, document_id, document.snapshot_seq))


def read_authors(session: Session, document_id: int) -> dict[int, int | None]:
    """Whose each client id is."""
    query = select(DocumentAuthor.client_id, DocumentAuthor.participant_id)
    return dict(session.execute(query.where(DocumentAuthor.document_id == document_id)).all())


def select_written(participant_ids: Collection[int]) -> Select[int]:
    """The documents (primary keys) in which these participants have written."""
    written = DocumentAuthor.document_id.in_(_of_meetings(participant_ids))
    query = select(DocumentAuthor.document_id).where(written, DocumentAuthor.participant_id.in_(participant_ids))
    return query.distinct()


def _of_meetings(participant_ids: Collection[int]) -> Select[int]:
    return select(SharedDocument.id).where(SharedDocument.meeting_id.in_(select_meetings(participant_ids)))


def erase_author(session: Session, participant_ids: Collection[int]) -> None:
    """Forget what in shared documents was written by these participants (primary keys), and which boards they made; the
    texts and drawings stay."""
    documents = session.scalars(_of_meetings(participant_ids)).all()
    for table in (DocumentAuthor, DocumentUpdate):
        written = table.document_id.in_(documents), table.participant_id.in_(participant_ids)
        session.execute(update(table).where(*written).values(participant_id=None))
    session.execute(update(Board).where(Board.participant_id.in_(participant_ids)).values(participant_id=None))


@dataclass(frozen=True, slots=True)
class Author:
    """A participant who has written: public id, the name that others see, and the role now."""

    person_id: str
    name: str
    role: str


def read_names(session: Session, participant_ids: Iterable[int]) -> dict[int, Author]:
    """The authors with these internal ids of participants."""
    query = (
        select(Participant, Meeting, Visit.role)
        .join(Meeting, Meeting.id == Participant.meeting_id)
        .outerjoin(Visit, and_(Visit.participant_id == Participant.id, Visit.left_at.is_(None)))
        .where(Participant.id.in_(set(participant_ids)))
    )
    return {
        one.id: Author(one.public_id, display_name(one), role or role_now(meeting, one))
        for one, meeting, role in session.execute(query)
    }


def save_snapshot(session: Session, log: Log, snapshot: bytes, structure: Structure) -> bool:
    """Put a snapshot in the place of the updates that ``log`` has; returns whether that was done: another one may be
    newer. The snapshot before stays until the next one; the updates stay too where a recording that is not finished may
    need them (:mod:`.history`)."""
    query = select(SharedDocument).where(SharedDocument.id == log.document.id).with_for_update()
    document = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if document is None or document.snapshot_seq >= log.last_seq:
        return False
    before, seq = document.snapshot_seq, log.last_seq
    session.add(
        DocumentSnapshot(
            document_id=document.id, seq=seq, at=now(), data=history.pack(snapshot), structure=structure.stored()
        )
    )
    gone = sum(len(one.data) for one in log.updates)
    document.size = document.size - gone - document.snapshot_size + len(snapshot)
    document.snapshot_seq, document.snapshot_size, document.counted_size = seq, len(snapshot), document.size
    session.flush()
    history.forget(session, document, before)
    return True


def remove(session: Session, document_id: int) -> None:
    """Remove a document for good, with the images on it."""
    _remove(session, SharedDocument.id == document_id)


def remove_all_of_meeting(session: Session, meeting_id: int) -> None:
    """Remove all shared documents of a meeting for good."""
    _remove(session, SharedDocument.meeting_id == meeting_id)


def _remove(session: Session, which: ColumnElement[bool]) -> None:
    documents = select(SharedDocument.id).where(which).scalar_subquery()
    images = select(DrawingImage.blob).where(DrawingImage.document_id.in_(documents))
    blobs.schedule_deletion(session, session.scalars(images))
    for table in (DocumentUpdate, DocumentSnapshot, DocumentAuthor, DrawingImage):
        session.execute(delete(table).where(table.document_id.in_(documents)))
    session.execute(delete(SharedDocument).where(which))
