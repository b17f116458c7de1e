"""Images on drawings: on whiteboards, and on pages of documents.

An image belongs to the drawing (its shared document) and is removed with it. Elements of the drawing name it by an id
that follows from the file that was sent, so the same file is stored once for each drawing. The file is never shown as
it was sent (:mod:`convener.domain.documents.images`). An image stays when its last element is deleted: that can be
undone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import IO, Literal, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from convener.domain.content.conversions import ADDRESS_STEP
from convener.domain.documents.pages import Picture
from convener.domain.errors import ContentNotFound, LimitReached, NotAllowed
from convener.domain.site import Site, now
from convener.storage.core import insert
from convener.storage.models import Board, Content, DrawingImage, Meeting, PageDrawing, SharedDocument

from . import boards, page_drawings, settings
from .schema import FILE_ID_LENGTH

MOST_IMAGES = 300
"""Different images on one drawing."""

CONTENT_TYPE = "image/webp"

DrawingKind: TypeAlias = Literal["board", "drawing"]
"""The kinds of shared documents on which there may be images."""


def file_id_of(file: IO[bytes]) -> str:
    """By what elements name this image. ``file`` is a real file; it is read from its beginning."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()[:FILE_ID_LENGTH]  # type: ignore[arg-type]


def require_allowed(meeting: Meeting, role: str) -> None:
    """Raise :class:`NotAllowed` where participants of this role may not draw."""
    if role not in settings.writers(settings.may_attendees_draw(meeting)):
        raise NotAllowed("You may look at drawings, but not change them.")


def find_drawing(session: Session, meeting: Meeting, kind: DrawingKind, name: str) -> int | None:
    """The internal id of the shared document that pages of this meeting call ``name``; None where nobody has drawn on
    that page. Raises :class:`~convener.domain.shared_documents.log.DocumentNotFound`."""
    if kind == "board":
        return boards.find(session, meeting, name).document_id
    return page_drawings.find(session, meeting, name)


def require_drawing(session: Session, meeting: Meeting, kind: DrawingKind, name: str) -> int:
    """As :func:`find_drawing`, in the transaction that puts an image there: a drawing on a page is begun by that. The
    caller has locked the meeting."""
    found = find_drawing(session, meeting, kind, name)
    return page_drawings.create(session, meeting.id, name) if found is None else found


def find(session: Session, document_id: int, file_id: str) -> DrawingImage | None:
    """The image of this id on the drawing."""
    query = select(DrawingImage).where(DrawingImage.document_id == document_id, DrawingImage.file_id == file_id)
    return session.scalar(query)


def add(
    session: Session, meeting: Meeting, document_id: int, file_id: str, picture: Picture, blob: str
) -> DrawingImage:
    """Record an image, which is in the blob store under ``blob``; the caller claims that. Raises
    :class:`LimitReached`."""
    count = select(func.count()).where(DrawingImage.document_id == document_id)
    if (session.scalar(count) or 0) >= MOST_IMAGES:
        raise LimitReached(f"A drawing may have at most {MOST_IMAGES} different images.")
    return insert(
        session,
        DrawingImage(
            center_id=meeting.center_id,
            document_id=document_id,
            file_id=file_id,
            width=picture.width,
            height=picture.height,
            size=len(picture.content),
            blob=blob,
            created_at=now(),
        ),
    )


def add_copy(session: Session, document_id: int, image: DrawingImage, blob: str) -> None:
    """Record an image of another drawing on this one, with a ``blob`` of its own; the caller claims that."""
    row = DrawingImage(
        center_id=image.center_id,
        document_id=document_id,
        file_id=image.file_id,
        width=image.width,
        height=image.height,
        size=image.size,
        blob=blob,
        created_at=now(),
    )
    insert(session, row)


def list_images(session: Session, document_id: int, file_ids: Sequence[str] | None = None) -> list[DrawingImage]:
    """The images on a drawing, those of these ids alone where some are given; what is not there is left out."""
    query = select(DrawingImage).where(DrawingImage.document_id == document_id)
    if file_ids is not None:
        query = query.where(DrawingImage.file_id.in_(file_ids))
    return list(session.scalars(query.order_by(DrawingImage.id)))


def tokens(session: Session, site: Site, images: Sequence[DrawingImage]) -> list[str]:
    """For each image the signed token that whoever may see the drawing is given. It is the same for
    :data:`~convener.domain.content.conversions.ADDRESS_STEP`, and worth nothing once the drawing is deleted."""
    query = select(SharedDocument.id, SharedDocument.document_id)
    names = dict(session.execute(query.where(SharedDocument.id.in_({one.document_id for one in images}))).all())
    return [
        site.secrets.image_token(f"{names[one.document_id]}-{one.file_id}", 2 * ADDRESS_STEP, ADDRESS_STEP)
        for one in images
    ]


def find_by_token(session: Session, site: Site, token: str) -> DrawingImage:
    """The image of a token. Raises :class:`ContentNotFound` where the token is not genuine or has expired, and where
    the drawing is deleted."""
    subject = site.secrets.read_image_token(token)
    if subject is not None:
        name, _, file_id = subject.partition("-")
        document_id = session.scalar(select(SharedDocument.id).where(SharedDocument.document_id == name))
        image = find(session, document_id, file_id) if document_id is not None else None
        if image is not None and _is_there(session, image.document_id):
            return image
    raise ContentNotFound("This address does not lead to an image (any more).")


def _is_there(session: Session, document_id: int) -> bool:
    board = select(Board.id).where(Board.document_id == document_id, Board.deleted_at.is_(None))
    if session.scalar(board) is not None:
        return True
    page = select(PageDrawing.id).join(Content, Content.id == PageDrawing.content_id)
    found = session.scalar(page.where(PageDrawing.document_id == document_id, Content.deleted_at.is_(None)))
    return found is not None
