"""Tables of polls, their answers and votes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .declarative import Base, Key, partial_index
from .meetings import Meeting, Participant

_OPEN = "state = 'open'"


class Poll(Base):
    """A question to the participants of a meeting. ``state``: draft, open, closed. ``shown``: when those who vote see
    the results: live, closed, runners (never). ``instance_id``: the run of the meeting in which it was opened, before
    that the one in which it was made, if any. ``counted_at``: when the room was told the results last; ``uncounted``:
    they have changed since."""

    __tablename__ = "polls"
    __table_args__ = (
        Index("ix_polls_meeting", "meeting_id", "id"),
        Index("ix_polls_opened", "center_id", "opened_at"),
        partial_index("ix_polls_open", "meeting_id", where=_OPEN),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    poll_id: Mapped[str] = mapped_column(String(16), unique=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    instance_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_instances.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    question: Mapped[str]
    anonymous: Mapped[bool] = mapped_column(default=False)
    shown: Mapped[str] = mapped_column(String(16), default="closed", server_default="closed")
    state: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    counted_at: Mapped[datetime | None]
    uncounted: Mapped[bool] = mapped_column(default=False, server_default=false())

    meeting: Mapped[Meeting] = relationship(lazy="select")


class PollOption(Base):
    """An answer of a poll. ``votes`` counts those who chose it; ``correct`` is None where no answer is right or
    wrong."""

    __tablename__ = "poll_options"
    __table_args__ = (UniqueConstraint("poll_id", "position"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"))
    position: Mapped[int]
    text: Mapped[str]
    correct: Mapped[bool | None]
    votes: Mapped[int] = mapped_column(default=0)


class PollVote(Base):
    """That a participant voted and, unless the poll is anonymous, what: ``answer`` has the ``positions`` chosen."""

    __tablename__ = "poll_votes"
    __table_args__ = (UniqueConstraint("poll_id", "participant_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visits.id"))
    answer: Mapped[dict[str, Any]] = mapped_column(default=dict)
    comment: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]

    participant: Mapped[Participant] = relationship(lazy="select")


class PollComment(Base):
    """A comment in an anonymous poll, without its author."""

    __tablename__ = "poll_comments"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"), index=True)
    text: Mapped[str]
