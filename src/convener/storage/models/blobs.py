"""The table of blobs that are to be deleted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from .declarative import Base


class BlobDeletion(Base):
    """A blob to be deleted from ``due_at`` on, unless it is claimed before (:mod:`convener.domain.blobs`)."""

    __tablename__ = "blob_deletions"

    blob: Mapped[str] = mapped_column(primary_key=True)
    due_at: Mapped[datetime] = mapped_column(index=True)
