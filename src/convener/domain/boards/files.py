"""A whiteboard as a file of Excalidraw, with the images on it: made by a confined process at the moment when somebody
asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from sqlalchemy.orm import Session

from convener.domain.errors import StorageFailed
from convener.domain.shared_documents import confined, log
from convener.storage.blobs import BlobError, BlobMissing, BlobStore
from convener.storage.models import Board, DrawingImage

from . import images
from .exporter import ImageFile, Order

CONTENT_TYPE = "application/vnd.excalidraw+json"
ENDING = ".excalidraw"

MOST_OF_IMAGES = 40_000_000
"""The most bytes of images in one file: those that were put on the board last are left out beyond. As text they take a
third more, and a confined process gives no more than 64 MiB."""


@dataclass(frozen=True, slots=True)
class BoardOrder:
    """What is to be written: the ``name`` of the file, the updates that make the drawing, and the images on it."""

    name: str
    updates: list[bytes]
    images: list[DrawingImage]


def file_name_of(board: Board) -> str:
    """The name of the file of a board."""
    return board.name + ENDING


def read_order(session: Session, board: Board) -> BoardOrder:
    """What the file of this board is made of."""
    found = images.list_images(session, board.document_id)
    return BoardOrder(file_name_of(board), log.read_log(session, board.document_id).parts, found)


def write_file(order: BoardOrder, store: BlobStore) -> bytes:
    """The file. Takes a second; no transaction should be open. Raises :class:`StorageFailed`, also as
    :class:`~convener.domain.shared_documents.confined.DocumentUnreadable`."""
    work = Order(updates=order.updates, images=list(_read_images(order.images, store)))
    return confined.run("convener.domain.boards.exporter", [], msgspec.msgpack.encode(work))


def _read_images(found: list[DrawingImage], store: BlobStore) -> Iterator[ImageFile]:
    left = MOST_OF_IMAGES
    for one in found:
        left -= one.size
        if left < 0:
            return
        try:
            content = store.read_whole(one.blob)
        except BlobMissing:
            continue  # the board was removed meanwhile
        except BlobError as error:
            raise StorageFailed("The images of the board cannot be read at the moment.") from error
        created = int(one.created_at.timestamp() * 1000)
        yield ImageFile(file_id=one.file_id, content_type=images.CONTENT_TYPE, content=content, created=created)
