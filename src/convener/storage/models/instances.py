"""The table of meeting instances."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from .declarative import Base, Key, partial_index


class MeetingInstance(Base):
    """One run of a meeting, from the first who enters to its end. ``ended_at`` and ``ending`` (why it ended) are None
    while it is under way; ``peak`` is the most people that were inside at once, while it is under way that of the
    meeting's row."""

    __tablename__ = "meeting_instances"
    __table_args__ = (
        Index("ix_meeting_instances_meeting", "meeting_id", "started_at"),
        Index("ix_meeting_instances_start", "center_id", "started_at"),
        partial_index(
            "uq_meeting_instances_under_way",
            "meeting_id",
            unique=True,
            where="ended_at IS NULL",
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ending: Mapped[str | None] = mapped_column(String(16))
    peak: Mapped[int] = mapped_column(default=0)
