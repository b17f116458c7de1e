"""Runs the programs that open shared documents, each in a confined process of its own."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import msgspec
import structlog

from convener.domain.errors import StorageFailed
from convener.sandbox import process
from convener.sandbox.process import ProcessFailed, ProcessNotStarted, ProcessTooSlow, Program

from .content import Content

log = structlog.get_logger("convener.domain.shared_documents")

TIMEOUT_SECONDS = 60.0
"""Seconds for one document, the start of the process included."""

MOST_BYTES = 64 * 1024 * 1024
"""The most bytes that a process may give."""

_SLOTS = threading.BoundedSemaphore(2)
"""The number of documents that are open at a time: each may take a gigabyte of memory."""


class DocumentUnreadable(StorageFailed):
    """The process that opens a document died of it, or took too long; the document is as it was."""


def make_snapshot(updates: Sequence[bytes]) -> bytes:
    """These updates, in their order, as one. Raises :class:`DocumentUnreadable`."""
    return run("convener.domain.shared_documents.opener", ["snapshot"], msgspec.msgpack.encode(updates))


def read_content(updates: Sequence[bytes], root: str) -> Content:
    """The rich text in a root of the document that these updates make. Raises :class:`DocumentUnreadable`."""
    result = run("convener.domain.shared_documents.opener", ["read", root], msgspec.msgpack.encode(updates))
    try:
        return msgspec.json.decode(result, type=Content)
    except (msgspec.DecodeError, RecursionError) as error:
        raise DocumentUnreadable("The document could not be read.") from error


def run(module: str, arguments: Sequence[str], data: bytes) -> bytes:
    """What ``main`` of one of our modules, in a process of its own, makes of ``data``. Raises
    :class:`DocumentUnreadable`."""
    try:
        with _SLOTS:
            return process.run_with(Program(module=module), arguments, data, within=TIMEOUT_SECONDS, most=MOST_BYTES)
    except ProcessTooSlow:
        raise DocumentUnreadable("The document could not be read in reasonable time.") from None
    except ProcessNotStarted as error:
        log.error("the process for documents cannot be started", error=str(error))
        raise DocumentUnreadable("The document could not be read; please try again later.") from error
    except ProcessFailed as error:
        log.error("the process for documents died", status=error.status, stderr=error.complaint)
        raise DocumentUnreadable("The document could not be read.") from None
