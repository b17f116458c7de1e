"""The table of minutes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from .declarative import Base, Key


class Minutes(Base):
    """The minutes of one run of a meeting: what people write in them. Who was there, polls and recordings are read from
    their own tables.

    ``state``: draft, released. ``text``: summary, agenda, decisions, action items
    (:class:`convener.domain.minutes.text.MinutesText`). ``version`` counts the changes that people made;
    ``mailed``: to whom the release was mailed (there, nobody), None before it.
    """

    __tablename__ = "minutes"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    instance_id: Mapped[int] = mapped_column(ForeignKey("meeting_instances.id"), unique=True)
    state: Mapped[str] = mapped_column(String(16))
    text: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]
    mailed: Mapped[str | None] = mapped_column(String(16))
