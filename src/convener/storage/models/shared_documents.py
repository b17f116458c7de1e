"""Tables of documents that people write together: who wrote in them, the log of updates, snapshots; whiteboards,
drawings on pages, and the images on both."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .accounts import Group, User
from .declarative import Base, Folded, Key, partial_index
from .library import library_indexes
from .meetings import Meeting, Participant


class SharedDocument(Base):
    """A document of a meeting, begun in the instance ``instance_id`` and open last in ``last_instance_id``; or
    (``meeting_id`` is None) a whiteboard of the library, in which nobody writes.

    ``last_seq``: the number of its last update; ``snapshot_seq``: that of the last one in its newest snapshot.
    ``size``: bytes of the snapshot and of all updates after it; ``snapshot_size``: of the snapshot alone;
    ``counted_size``: what of ``size`` counts as stored by the center, raised in steps while somebody writes, so that
    not each update changes an index.
    """

    __tablename__ = "shared_documents"
    __table_args__ = (
        Index("ix_shared_documents_meeting", "meeting_id", "kind", "id"),
        Index("ix_shared_documents_stored", "center_id", "counted_size"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    document_id: Mapped[str] = mapped_column(String(16), unique=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    instance_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_instances.id"))
    last_instance_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_instances.id"))
    kind: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    last_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    snapshot_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    snapshot_size: Mapped[int] = mapped_column(BigInteger, default=0)
    counted_size: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")


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
    """A whiteboard of a meeting, or (``meeting_id`` is None) one of the library, which is in a ``folder`` and may be
    used by its ``audience``, as documents are. It is drawn in the document ``document_id``, and has its public id as
    ``board_id``.

    ``key``: by which the same command makes no second one. ``participant_id``: who made it; ``owner_id``: whose it is
    in the library, and who put it into a meeting from there. ``text``: what is written on it, as of the update
    ``text_seq`` of its document.
    """

    __tablename__ = "boards"
    __table_args__ = (
        UniqueConstraint("meeting_id", "participant_id", "key"),
        Index("ix_boards_deleted", "deleted_at"),
        *library_indexes("boards", "deleted_at IS NULL"),
        partial_index(
            "uq_boards_owner_key",
            "owner_id",
            "key",
            unique=True,
            where="owner_id IS NOT NULL",
        ),
        partial_index(
            "ix_boards_restorable",
            "center_id",
            "deleted_at",
            where="deleted_at IS NOT NULL",
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    board_id: Mapped[str] = mapped_column(String(16), unique=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("shared_documents.id"), unique=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    key: Mapped[str] = mapped_column(String(64))
    name: Mapped[str]
    template: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
    folder: Mapped[str] = mapped_column(String(80), default="", server_default="")
    audience: Mapped[str] = mapped_column(String(16), default="owner", server_default="owner")
    group_id: Mapped[int | None] = mapped_column(ForeignKey("groups.id", ondelete="SET NULL"), index=True)
    text: Mapped[str] = mapped_column(default="", server_default="")
    text_seq: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")

    meeting: Mapped[Meeting | None] = relationship(lazy="select")
    group: Mapped[Group | None] = relationship(lazy="select")
    owner: Mapped[User | None] = relationship(lazy="select")
    participant: Mapped[Participant | None] = relationship(lazy="select")


class BoardWord(Base):
    """A word of the name or the text of a whiteboard, as :class:`~.content.ContentWord`."""

    __tablename__ = "board_words"
    __table_args__ = ({"sqlite_with_rowid": False},)

    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"), primary_key=True)
    word: Mapped[str] = mapped_column(Folded, primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("boards.id", ondelete="CASCADE"), primary_key=True, index=True)


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
