"""Pages of documents: drawn by confined processes, and stored one by one as they come."""

from __future__ import annotations

import time
from contextlib import closing
from datetime import timedelta
from typing import IO

import structlog

from convener.domain import blobs
from convener.domain.content import conversions
from convener.domain.content.conversions import Conversion, ConvertDocument, ConvertOfficeDocument, Problem
from convener.domain.documents import conversion, office
from convener.domain.documents.pages import DrawnPage, LostPage, Opened, Unreadable
from convener.domain.documents.recognition import FileKind
from convener.domain.errors import ContentNotFound, StorageFailed
from convener.jobs.context import JobContext
from convener.jobs.kind import Retry, doubled, job_kind
from convener.sandbox.process import ProcessNotStarted
from convener.storage.blobs import BlobError

log = structlog.get_logger("convener.jobs.kinds.documents")

ANNOUNCED_EVERY = 0.5
"""Seconds between two announcements of progress in the meeting's room."""


def convert_document(context: JobContext, job: ConvertDocument | ConvertOfficeDocument) -> None:
    """Make the pages that are missing. Where the document is deleted meanwhile nothing of it stays."""
    with context.write() as session:
        order = conversions.begin(session, job.content)
    if order is None:
        return
    try:
        with context.blobs.spool() as file:
            _fetch(context, order, file)
            problem = _convert(context, job.content, order, file)
    except ContentNotFound:
        return
    except (ProcessNotStarted, BlobError, StorageFailed) as error:
        if not context.last_attempt:
            raise Retry(str(error)) from error
        log.error("a document cannot be converted", content=job.content, error=str(error))
        problem = Problem.FAILED
    with context.finish() as session:
        conversions.finish(session, job.content, problem)


def _fetch(context: JobContext, order: Conversion, file: IO[bytes]) -> None:
    for piece in context.blobs.read(order.blob):
        file.write(piece)


def _convert(context: JobContext, content: int, order: Conversion, file: IO[bytes]) -> Problem | None:
    if order.kind is not FileKind.OFFICE:
        return _draw(context, content, file, order.kind, order.first)
    context.progress(0, None, "office")
    try:
        made = office.make_pdf(file, order.content_type)
    except office.OfficeMissing as missing:
        log.warning("an Office document has no pages", content=content, error=str(missing), advice=office.INSTALL)
        return Problem.NO_OFFICE
    except office.OfficeFailed as failed:
        return Problem(failed.reason)
    with made:
        return _draw(context, content, made, FileKind.PDF, order.first)


def _draw(context: JobContext, content: int, file: IO[bytes], kind: FileKind, first: int) -> Problem | None:
    with closing(conversion.draw(file, kind, first=first)) as drawn:
        return _store_pages(context, content, drawn)


def _store_pages(context: JobContext, content: int, drawn: conversion.Pages) -> Problem | None:
    """Store pages as they come; returns what is wrong with the document. Those in the meeting's room are told of the
    first page at once, then at most every :data:`ANNOUNCED_EVERY` seconds."""
    total: int | None = None
    announced = -ANNOUNCED_EVERY
    for one in drawn:
        match one:
            case Opened():
                total = one.pages
                with context.write() as session:
                    conversions.set_pages(session, content, total)
            case DrawnPage():
                _store_page(context, content, one)
                context.progress(one.number, total, "pages")
            case LostPage():
                with context.write() as session:
                    conversions.add_lost_page(session, content, one.number)
                context.progress(one.number, total, "pages")
            case Unreadable():
                return Problem(one.reason)
        if not isinstance(one, Opened) and time.monotonic() - announced >= ANNOUNCED_EVERY:
            announced = time.monotonic()
            with context.write() as session:
                conversions.announce_progress(session, content)
    return None


def _store_page(context: JobContext, content: int, page: DrawnPage) -> None:
    joined, placed = conversions.join_pictures(page)
    with blobs.stored(context.database, context.blobs, joined) as key, context.write() as session:
        conversions.add_page(session, content, page, key, placed)


CONVERT_DOCUMENT = job_kind(
    ConvertDocument,
    convert_document,
    concurrency=2,
    attempts=3,
    retry_delay=doubled(timedelta(seconds=10), timedelta(minutes=5)),
    lease=timedelta(minutes=2),
)

CONVERT_OFFICE_DOCUMENT = job_kind(
    ConvertOfficeDocument,
    convert_document,
    attempts=3,
    retry_delay=doubled(timedelta(seconds=10), timedelta(minutes=5)),
    lease=timedelta(minutes=2),
)
