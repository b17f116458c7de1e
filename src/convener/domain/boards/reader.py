"""Reads a drawing as a whole: a program of its own, confined as :mod:`.exporter` is. Standard input has the updates
(MessagePack); the result is :class:`ReadBoard`: all updates as one, and what is written on the board."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from convener.domain.shared_documents import confined
from convener.domain.shared_documents.confined import DocumentUnreadable
from convener.domain.shared_documents.opener import open_document

from .exporter import read_elements

if TYPE_CHECKING:
    from pycrdt import Doc

MOST_TEXT = 100_000
"""Characters of a board by which it is found."""


class ReadBoard(msgspec.Struct, frozen=True):
    """A drawing: all its updates as one, and what is written on it, a line for each text."""

    snapshot: bytes
    text: str


def read(updates: Iterable[bytes]) -> ReadBoard:
    """The drawing that these updates make. Takes a second; no transaction should be open. Raises
    :class:`DocumentUnreadable`."""
    made = confined.run(__name__, [], msgspec.msgpack.encode(list(updates)))
    try:
        return msgspec.msgpack.decode(made, type=ReadBoard)
    except msgspec.DecodeError as error:
        raise DocumentUnreadable("The whiteboard could not be read.") from error


def read_text(document: Doc[Any]) -> str:
    """What is written on a board."""
    texts = (element.get("text") for element in read_elements(document))
    return "\n".join(one for one in texts if isinstance(one, str))[:MOST_TEXT]


def main() -> None:
    """Read updates from standard input and write what they make."""
    document = open_document(msgspec.msgpack.decode(sys.stdin.buffer.read(), type=list[bytes]))
    sys.stdout.buffer.write(msgspec.msgpack.encode(ReadBoard(document.get_update(), read_text(document))))
