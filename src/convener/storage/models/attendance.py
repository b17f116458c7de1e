"""Tables of visits to meetings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .declarative import Base, Key, partial_index
from .meetings import Participant


class Visit(Base):
    """One stay of a participant in the room. ``grace_until``: until when a lost connection may return, set while the
    visit has no connection. ``instance_id``: the run of the meeting that it belongs to.

    ``may_unmute``: was asked to unmute, so may in any case.

    ``name_number``: which one of several people of this name in the run it is (0: of a time without numbers), found by
    ``name_key``. ``guest``: a guest who has the name of a user (:mod:`convener.domain.room.namesakes`)."""

    __tablename__ = "visits"
    __table_args__ = (
        Index("ix_visits_meeting_entered", "meeting_id", "entered_at"),
        Index("ix_visits_instance_name", "instance_id", "name_key"),
        partial_index(
            "uq_visits_open",
            "participant_id",
            unique=True,
            where="left_at IS NULL",
        ),
        partial_index(
            "ix_visits_grace",
            "grace_until",
            where="grace_until IS NOT NULL",
        ),
        partial_index(
            "ix_visits_meeting_open",
            "meeting_id",
            "id",
            where="left_at IS NULL",
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    vid: Mapped[str] = mapped_column(String(16), unique=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    instance_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_instances.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(String(64), default="", server_default="")
    name_number: Mapped[int] = mapped_column(default=0, server_default="0")
    guest: Mapped[bool] = mapped_column(default=False, server_default=false())
    role: Mapped[str] = mapped_column(String(16))
    entered_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    left_reason: Mapped[str | None] = mapped_column(String(16))
    lost_at: Mapped[datetime | None]
    grace_until: Mapped[datetime | None]
    microphone: Mapped[bool] = mapped_column(default=False)
    camera: Mapped[bool] = mapped_column(default=False)
    screen: Mapped[bool] = mapped_column(default=False)
    hand_at: Mapped[datetime | None]
    may_unmute: Mapped[bool] = mapped_column(default=False, server_default=false())
    email: Mapped[str] = mapped_column(default="")
    company: Mapped[str] = mapped_column(default="")
    browser: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(String(64), default="")
    extra1: Mapped[str] = mapped_column(default="")
    extra2: Mapped[str] = mapped_column(default="")
    extra3: Mapped[str] = mapped_column(default="")

    participant: Mapped[Participant] = relationship(lazy="select")


class VisitedHour(Base):
    """A full hour (``hour``: hours since 1970, UTC) that an ended visit to a meeting touched."""

    __tablename__ = "visited_hours"

    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"), primary_key=True)
    hour: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
