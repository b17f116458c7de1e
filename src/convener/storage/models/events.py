"""The table of events."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ForeignKey,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from .declarative import Base, Key


class Event(Base):
    """An event; never changed. ``seq`` counts the events of a meeting, from 1, without holes. ``version`` is that of
    the shape of ``data``; each ``type`` counts its own."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("meeting_id", "seq"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    seq: Mapped[int | None]
    type: Mapped[str] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(SmallInteger, default=1, server_default="1")
    at: Mapped[datetime]
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"))
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
