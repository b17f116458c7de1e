"""The table of mails to be sent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from .declarative import Base, Key, partial_index


class Mail(Base):
    """A mail to be sent: its kind, recipient and state. Its text is composed when it is sent; when that is tried, its
    job says (:class:`convener.domain.outbox.DeliverMails`).

    It is about a participant of a meeting, or about a user (``user_id``) and no meeting. ``note``: the sender's text at
    its beginning. ``sequence`` tells mails of a kind to the same participant apart. ``signed``: the UID of the
    calendar entry has a token; those of older versions have none, and keep their UID, by which calendars know them.
    ``date``: the start by the rule of the one date of a series that it is about.
    """

    __tablename__ = "mails"
    __table_args__ = (
        UniqueConstraint("participant_id", "kind", "sequence"),
        partial_index(
            "ix_mails_invited",
            text("lower(recipient)"),
            where="kind = 'request'",
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    sequence: Mapped[int]
    recipient: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    signed: Mapped[bool] = mapped_column(default=True)
    date: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(16))
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]


class ReminderRefusal(Base):
    """A person who wants no reminders of meetings of a center; ``person`` is a keyed hash of the address."""

    __tablename__ = "reminder_refusals"
    __table_args__ = (UniqueConstraint("center_id", "person"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    person: Mapped[bytes] = mapped_column(LargeBinary(32))
    created_at: Mapped[datetime]
