"""The table of what is true of the whole installation: one row."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from .declarative import Base

ONLY_ROW = 1


class Installation(Base):
    """``key_fingerprint``: of the secret key by which links and tokens of this database are made
    (:mod:`convener.domain.actions.open_installation`), since ``key_accepted_at``."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_fingerprint: Mapped[str] = mapped_column(String(32))
    key_accepted_at: Mapped[datetime]
