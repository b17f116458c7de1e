"""The table of addresses for one upload or download each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    LargeBinary,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from .declarative import Base


class Transfer(Base):
    """A right to upload or download one thing for a short time, by an address that contains a secret."""

    __tablename__ = "transfers"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    recording_id: Mapped[int | None] = mapped_column(ForeignKey("recordings.id"))
    content_id: Mapped[int | None] = mapped_column(ForeignKey("contents.id"))
    bytes: Mapped[int | None] = mapped_column(BigInteger)
    encoding: Mapped[str] = mapped_column(String(16), default="none")
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
