"""The table of documents brought to meetings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .accounts import User
from .declarative import Base, Key
from .meetings import Meeting


class Content(Base):
    """A document brought to a meeting. ``blob`` is its key in the blob store."""

    __tablename__ = "contents"
    __table_args__ = (
        Index("ix_contents_meeting", "meeting_id", "id"),
        Index("ix_contents_owner", "owner_id", "id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    resource_id: Mapped[str] = mapped_column(String(16), unique=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
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
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(lazy="select")
    owner: Mapped[User] = relationship(lazy="select")
