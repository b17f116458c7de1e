"""Tables of the connections that are open now, and of the server processes (nodes) that hold them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from .declarative import Base


class RoomConnection(Base):
    """An open socket of a room. Rows of a node that has stopped are deleted by any other that notices
    (``nodes.seen_at``)."""

    __tablename__ = "room_connections"

    peer_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), index=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visits.id"))
    node: Mapped[str] = mapped_column(String(32), index=True)
    opened_at: Mapped[datetime]
    media: Mapped[bool] = mapped_column(default=False)


class Node(Base):
    """A server process that is running, or was."""

    __tablename__ = "nodes"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(index=True)
