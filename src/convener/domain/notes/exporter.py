"""Writes notes, or a text of their kind, in another format: a program of its own (``exporter FORMAT``), confined as
:mod:`convener.domain.shared_documents.opener` is, because it opens the document. Standard input is an
:class:`Order`."""

from __future__ import annotations

import sys

import msgspec
from msgspec import Struct

from convener.domain.shared_documents.content import Content
from convener.domain.shared_documents.opener import open_document, read_root

from . import formats, office
from .formats import Labels
from .schema import ROOT


class Order(Struct, frozen=True, kw_only=True):
    """The updates of the document, or a ``content`` that is known already, and what is written above and beside the
    text."""

    updates: list[bytes] = []
    content: Content | None = None
    title: str
    labels: Labels


def write(kind: str, order: Order) -> bytes:
    """The notes as ``md``, ``html``, ``docx`` or ``pdf``."""
    content = order.content or read_root(open_document(order.updates), ROOT)
    match kind:
        case "md":
            return formats.markdown(content, order.title, order.labels).encode()
        case "html":
            return formats.html_page(content, order.title, order.labels).encode()
        case "docx":
            return office.docx(content, order.title, order.labels)
        case _:
            return office.pdf(content, order.title, order.labels)


def main() -> None:
    """Read an order from standard input and write the file."""
    order = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Order)
    sys.stdout.buffer.write(write(sys.argv[1], order))
