"""Tables of documents that people write together: who wrote in them, the log of updates, snapshots; whiteboards,
drawings on pages, and the images on both."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .declarative import Base, Key


class SharedDocument(Base):
    """A document of a meeting, begun in the instance ``instance_id`` and open last in ``last_instance_id``.

    ``last_seq``: the number of its last update; ``snapshot_seq``: that of the last one in its newest snapshot.
    ``size``: bytes of the snapshot and of all updates after it; ``snapshot_size``: of the snapshot alone.
    """

    __tablename__ = "shared_documents"
    __table_args__ = (Index("ix_shared_documents_meeting", "meeting_id", "kind", "id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    document_id: Mapped[str] = mapped_column(String(16), unique=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    instance_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_instances.id"))
    last_instance_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_instances.id"))
    kind: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    last_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    snapshot_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    snapshot_size: Mapped[int] = mapped_column(BigInteger, default=0)


class DocumentAuthor(Base):
    """Whose a client id of Yjs is in a document: of everything written under it he is the author. None: the server."""

    __tablename__ = "document_authors"

    document_id: Mapped[int] = mapped_column(ForeignKey("shared_documents.id"), primary_key=True)
    client_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"))


class DocumentUpdate(Base):
    """An update as it came, with its time. ``client_id`` is None where it only deletes."""

    __tablename__ = "document_updates"

    document_id: Mapped[int] = mapped_column(ForeignKey("shared_documents.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    client_id: Mapped[int | None] = mapped_column(BigInteger)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"))
    at: Mapped[datetime]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class DocumentSnapshot(Base):
    """All updates up to ``seq`` as one, compressed (zlib), and what must be known to check the next one
    (``structure``)."""

    __tablename__ = "document_snapshots"

    document_id: Mapped[int] = mapped_column(ForeignKey("shared_documents.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    data: Mapped[bytes] = mapped_column(LargeBinary)
    structure: Mapped[bytes] = mapped_column(LargeBinary)


class Board(Base):
    """A whiteboard of a meeting, drawn in the document ``document_id``; it has its public id as ``board_id``.

    ``key``: by which the same command makes no second one. ``participant_id``: who made it.
    """

    __tablename__ = "boards"
    __table_args__ = (
        UniqueConstraint("meeting_id", "participant_id", "key"),
        Index("ix_boards_deleted", "deleted_at"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    board_id: Mapped[str] = mapped_column(String(16), unique=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("shared_documents.id"), unique=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"))
    key: Mapped[str] = mapped_column(String(64))
    name: Mapped[str]
    template: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class PageDrawing(Base):
    """What is drawn on a page (``number`` from 1) of a document: the shared document ``document_id``."""

    __tablename__ = "page_drawings"
    __table_args__ = (UniqueConstraint("content_id", "number"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    content_id: Mapped[int] = mapped_column(ForeignKey("contents.id"))
    number: Mapped[int]
    document_id: Mapped[int] = mapped_column(ForeignKey("shared_documents.id"), unique=True)


class DrawingImage(Base):
    """An image that was put on a drawing, whose shared document is ``document_id``. Elements of the drawing name it by
    its ``file_id``, which follows from the file that was sent. ``blob`` has it as it is shown (WebP), ``width`` by
    ``height`` pixels and ``size`` bytes."""

    __tablename__ = "drawing_images"
    __table_args__ = (
        UniqueConstraint("document_id", "file_id"),
        Index("ix_drawing_images_stored", "center_id", "size"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("shared_documents.id"))
    file_id: Mapped[str] = mapped_column(String(40))
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int] = mapped_column(BigInteger)
    blob: Mapped[str]
    created_at: Mapped[datetime]
