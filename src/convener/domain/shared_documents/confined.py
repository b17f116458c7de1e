"""Runs the programs that open shared documents: each in a process of its own, with little memory and time."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import msgspec
import structlog

import convener
from convener.domain.errors import StorageFailed

from .content import Content

log = structlog.get_logger("convener.domain.shared_documents")

TIMEOUT_SECONDS = 60.0
"""Seconds for one document, the start of the process included."""

MOST_BYTES = 64 * 1024 * 1024
"""The most bytes that a process may give."""

_SLOTS = threading.BoundedSemaphore(2)
"""The number of documents that are open at a time: each may take a gigabyte of memory."""

_SOURCE = str(Path(convener.__file__).parents[1])


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
    # No environment: it holds secrets of the server. -I: nothing from the current folder or the user's is imported.
    program = f"import sys; sys.path.insert(0, {_SOURCE!r}); from {module} import main; main()"
    try:
        with _SLOTS:
            done = subprocess.run(  # noqa: S603 - our own program, without a shell
                [sys.executable, "-I", "-c", program, *arguments],
                input=data,
                capture_output=True,
                timeout=TIMEOUT_SECONDS,
                env={},
                cwd="/",
                check=False,
            )
    except subprocess.TimeoutExpired:
        raise DocumentUnreadable("The document could not be read in reasonable time.") from None
    except OSError as error:
        log.error("the process for documents cannot be started", error=str(error))
        raise DocumentUnreadable("The document could not be read; please try again later.") from error
    if done.returncode != 0 or len(done.stdout) > MOST_BYTES:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        log.error("the process for documents died", status=done.returncode, stderr=lines[-1:] or "")
        raise DocumentUnreadable("The document could not be read.")
    return done.stdout
