"""A whiteboard as a file of Excalidraw: made by a confined process at the moment when somebody asks for it."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from sqlalchemy.orm import Session

from convener.domain.shared_documents import confined, log
from convener.storage.models import Board

CONTENT_TYPE = "application/vnd.excalidraw+json"
ENDING = ".excalidraw"


@dataclass(frozen=True, slots=True)
class BoardOrder:
    """What is to be written: the ``name`` of the file, and the updates that make the drawing."""

    name: str
    updates: list[bytes]


def file_name_of(board: Board) -> str:
    """The name of the file of a board."""
    return board.name + ENDING


def read_order(session: Session, board: Board) -> BoardOrder:
    """What the file of this board is made of."""
    return BoardOrder(file_name_of(board), log.read_log(session, board.document_id).parts)


def write_file(order: BoardOrder) -> bytes:
    """The file. Takes a second; no transaction should be open. Raises
    :class:`~convener.domain.shared_documents.confined.DocumentUnreadable`."""
    return confined.run("convener.domain.boards.exporter", [], msgspec.msgpack.encode(order.updates))
