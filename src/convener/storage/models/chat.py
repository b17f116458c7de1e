"""Tables of the chat: messages, and reactions to them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .declarative import Base, Key


class ChatMessage(Base):
    """A message in the chat of a meeting. ``number`` orders those of a meeting: it is the ``seq`` of the event that
    says that it was sent. ``key``: what the browser that sent it calls it, unique for its author.

    ``audience``: all, presenters, person (then ``recipient_id`` and that person's visit). ``reply_to``: the number of
    the message that is answered. ``file``: the resource id of the document that was sent with it, which has no
    foreign key because documents outlive their messages. ``poll``: the poll id of the closed poll whose results the
    message shows. A deleted message has no text and shows no results."""

    __tablename__ = "chat_messages"
    __table_args__ = (
        UniqueConstraint("meeting_id", "number"),
        UniqueConstraint("participant_id", "key"),
        Index("ix_chat_messages_instance_number", "instance_id", "number"),
        Index("ix_chat_messages_sent", "center_id", "sent_at"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    instance_id: Mapped[int] = mapped_column(ForeignKey("meeting_instances.id"))
    number: Mapped[int]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"))
    key: Mapped[str] = mapped_column(String(64))
    audience: Mapped[str] = mapped_column(String(16))
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"))
    recipient_visit_id: Mapped[int | None] = mapped_column(ForeignKey("visits.id"))
    reply_to: Mapped[int | None]
    text: Mapped[str]
    file: Mapped[str | None] = mapped_column(String(16))
    poll: Mapped[str | None] = mapped_column(String(16))
    sent_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]


class ChatReaction(Base):
    """An emoji that a participant has put to a message."""

    __tablename__ = "chat_reactions"

    message_id: Mapped[int] = mapped_column(ForeignKey("chat_messages.id"), primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), primary_key=True)
    emoji: Mapped[str] = mapped_column(String(16), primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"))
    at: Mapped[datetime]
