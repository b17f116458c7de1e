"""The table of blobs that are to be deleted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from .declarative import Base


class BlobDeletion(Base):
    """A blob that nobody will need from ``due_at`` on; the worker deletes it."""

    __tablename__ = "blob_deletions"

    blob: Mapped[str] = mapped_column(primary_key=True)
    due_at: Mapped[datetime] = mapped_column(index=True)
