"""The storage of a center: how many bytes its documents, their pages, what is drawn and written together, images on
drawings and its recordings take, and how many they may.

Everything counts whose file is there, also what was deleted and can be restored. It is counted from the rows, by
indexes that hold nothing else; nothing keeps a second number that could drift. Pages are made after a document was
accepted, and are counted but never refused; so is what people draw and write, where only what would begin is refused.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from convener.domain.errors import StorageFull
from convener.domain.site import Site
from convener.storage.models import Center, Content, DrawingImage, Recording, SharedDocument
from convener.storage.rows import AnyCenter

from . import centers
from .settings import settings_of

WARNED_AT = 0.8
"""The part of the storage in use from which on administrators are warned."""


@dataclass(frozen=True)
class StoredBytes:
    """The bytes that a center stores: original documents, pictures of their pages, images on drawings, recordings; and
    what is drawn on whiteboards and pages and written in notes (``shared_documents``), which lags behind while it is
    written (:data:`~convener.domain.shared_documents.log.COUNT_STEP`)."""

    documents: int
    pages: int
    images: int
    recordings: int
    shared_documents: int

    @property
    def total(self) -> int:
        """All together."""
        return self.documents + self.pages + self.images + self.recordings + self.shared_documents


def limit_of(center: AnyCenter, default: int) -> int | None:
    """How many bytes the center may store, None for no limit: its own limit, else ``default``, that of the installation
    (:attr:`~convener.domain.site.Site.storage_limit`); 0 in either is no limit."""
    own = settings_of(center).storage_limit
    return (default if own is None else own) or None


def is_scarce(limit: int | None, stored: StoredBytes) -> bool:
    """Whether so much is stored that administrators are warned."""
    return limit is not None and stored.total > limit * WARNED_AT


def stored_bytes(session: Session, center_id: int) -> StoredBytes:
    """What the center stores now."""
    # Conditions as they stand in the partial indexes, or no database would use these.
    of_contents = select(func.sum(Content.size), func.sum(Content.pages_size)).where(
        Content.center_id == center_id, text("contents.removed_at IS NULL")
    )
    documents, pages = session.execute(of_contents).one()
    of_recordings = select(func.sum(Recording.size)).where(
        Recording.center_id == center_id, text("recordings.life <> 'removed'")
    )
    of_images = select(func.sum(DrawingImage.size)).where(DrawingImage.center_id == center_id)
    of_shared_documents = select(func.sum(SharedDocument.counted_size)).where(SharedDocument.center_id == center_id)
    return StoredBytes(
        documents=int(documents or 0),
        pages=int(pages or 0),
        images=int(session.scalar(of_images) or 0),
        recordings=int(session.scalar(of_recordings) or 0),
        shared_documents=int(session.scalar(of_shared_documents) or 0),
    )


def require_space(session: Session, site: Site, center_id: int, size: int) -> None:
    """Raise :class:`StorageFull` where ``size`` more bytes do not fit, as things are now: before a file is taken."""
    _require(session, site, session.get_one(Center, center_id), size)


def reserve_space(session: Session, site: Site, center_id: int, size: int) -> None:
    """As :func:`require_space`, in the transaction that stores the bytes: where there is a limit the center's row is
    locked, so that of two uploads at once the second counts the first. The caller locks the meeting afterwards: the
    other order could end in a deadlock with those who delete a user."""
    if limit_of(session.get_one(Center, center_id), site.storage_limit) is not None:
        _require(session, site, centers.lock_center(session, center_id), size)


def _require(session: Session, site: Site, center: Center, size: int) -> None:
    limit = limit_of(center, site.storage_limit)
    if limit is None:
        return
    used = stored_bytes(session, center.id).total
    if used + size > limit:
        raise StorageFull(limit=limit, used=used, size=size)
