"""The table of events."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from .declarative import Base, Key, partial_index


class Event(Base):
    """An event; never changed. ``seq`` counts the events of a meeting, from 1, without holes. ``version`` is that of
    the shape of ``data``; each ``type`` counts its own. ``center_seq`` counts the events of the center, from 1, without
    holes; it is given after the commit (:mod:`convener.domain.events.order`). ``instance_id``: the run of the meeting
    that was under way."""

    __tablename__ = "events"
    # An event is in one of the two partial indexes: writing one costs no more than an index that has few rows.
    __table_args__ = (
        UniqueConstraint("meeting_id", "seq"),
        partial_index(
            "ix_events_without_number",
            "center_id",
            "id",
            where="center_seq IS NULL",
        ),
        partial_index(
            "ix_events_number",
            "center_id",
            "center_seq",
            unique=True,
            where="center_seq IS NOT NULL",
        ),
    )

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
    center_seq: Mapped[int | None] = mapped_column(BigInteger)
    instance_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_instances.id"))


class EventCounter(Base):
    """The number of a center's last event that has one; who numbers events locks the row."""

    __tablename__ = "event_counters"

    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"), primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(BigInteger, default=0)
