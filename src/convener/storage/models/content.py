"""The tables of documents brought to meetings, and of their pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .accounts import Group, User
from .declarative import Base, Folded, Json, Key, partial_index
from .library import library_indexes
from .meetings import Meeting


class Content(Base):
    """A document brought to a meeting, or (``meeting_id`` is None) one of the library, which is in a ``folder`` and may
    be used by its ``audience``: its owner alone, a group, the center. ``superseded_by_id``: the document of which this
    is an earlier version. ``upload_key``: by which the same upload makes no second one.

    ``blob`` is its key in the blob store. ``conversion``: how far its pages are, ``problem``: why it has none,
    ``pages_size``: bytes of their pictures. ``chat_audience``: who reads the message of the chat with which it was
    sent, None where it was not. ``deleted_at``: it can be restored until its file is removed, at ``removed_at``."""

    __tablename__ = "contents"
    __table_args__ = (
        Index("ix_contents_meeting", "meeting_id", "id"),
        Index("ix_contents_owner", "owner_id", "id"),
        partial_index(
            "ix_contents_stored",
            "center_id",
            "size",
            "pages_size",
            # SQLite looks at the condition once more: in the index, not in each row.
            "removed_at",
            where="removed_at IS NULL",
        ),
        *library_indexes("contents", "deleted_at IS NULL AND superseded_by_id IS NULL"),
        partial_index(
            "ix_contents_kind",
            "center_id",
            "kind",
            "id",
            where="deleted_at IS NULL AND superseded_by_id IS NULL",
        ),
        partial_index(
            "ix_contents_restorable",
            "center_id",
            "deleted_at",
            where="deleted_at IS NOT NULL AND removed_at IS NULL",
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    resource_id: Mapped[str] = mapped_column(String(16), unique=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    title: Mapped[str]
    upload_name: Mapped[str]
    kind: Mapped[str] = mapped_column(String(16))
    content_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    pages: Mapped[int | None]
    status: Mapped[str] = mapped_column(String(16))
    shown: Mapped[bool] = mapped_column(default=False)
    blob: Mapped[str]
    conversion: Mapped[str] = mapped_column(String(16), default="", server_default="")
    problem: Mapped[str] = mapped_column(String(16), default="", server_default="")
    pages_size: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    chat_audience: Mapped[str | None] = mapped_column(String(16))
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    folder: Mapped[str] = mapped_column(String(80), default="", server_default="")
    audience: Mapped[str] = mapped_column(String(16), default="owner", server_default="owner")
    group_id: Mapped[int | None] = mapped_column(ForeignKey("groups.id", ondelete="SET NULL"), index=True)
    superseded_by_id: Mapped[int | None] = mapped_column(ForeignKey("contents.id"), index=True)
    upload_key: Mapped[str | None] = mapped_column(String(100), index=True, unique=True)

    meeting: Mapped[Meeting | None] = relationship(lazy="select")
    group: Mapped[Group | None] = relationship(lazy="select")
    owner: Mapped[User] = relationship(lazy="select")


class ContentPage(Base):
    """A page of a document, by its ``number`` from 1. ``blob`` holds its ``pictures`` one after another, None where the
    page cannot be shown."""

    __tablename__ = "content_pages"
    __table_args__ = (UniqueConstraint("content_id", "number"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    content_id: Mapped[int] = mapped_column(ForeignKey("contents.id"))
    number: Mapped[int]
    text: Mapped[str]
    links: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    pictures: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    blob: Mapped[str | None]


class ContentWord(Base):
    """A word of the title, the name of the file or the pages of a document, by which it is found: folded
    (:mod:`convener.domain.content.search_index`)."""

    __tablename__ = "content_words"
    __table_args__ = ({"sqlite_with_rowid": False},)

    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"), primary_key=True)
    word: Mapped[str] = mapped_column(Folded, primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("contents.id", ondelete="CASCADE"), primary_key=True, index=True)
