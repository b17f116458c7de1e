"""What an uploaded file is, found from its content in a process of its own.

Accepted are:

- *slide packages* (the API's ESS): a Zip archive with an entry ``version``, whose content is a line of text like
  ``1.0``, and one image for each slide, ``slides/0001.png``, ``slides/0002.png`` and so on, in PNG, JPEG, GIF, BMP or
  WebP. The format of the original service is not public; this is ours. Any entry whose last name begins with
  ``version`` counts, and any entry named like an image, in any folder; a package without a version is accepted with a
  warning, damaged images are left out with a warning, a package without a single good image is refused;
- *old packages* (PWP): a slide package, or, as their format is not public either, any bytes, stored as they are;
- PDF; documents of Word, Excel and PowerPoint (ECMA-376); images;
- videos: MP4, WebM and Matroska, Ogg, Windows Media.
"""

from __future__ import annotations

import threading
from enum import StrEnum
from typing import IO

import msgspec
import structlog

from convener.domain.errors import BadFile, StorageFailed
from convener.sandbox import process
from convener.sandbox.process import ProcessFailed, ProcessNotStarted, ProcessTooSlow, Program

from .inspector import CONTENT_TYPES, Flaw, Report

log = structlog.get_logger("convener.domain.documents.recognition")

TIMEOUT_SECONDS = 90.0
"""Seconds for the inspection of one file, its start included."""

MOST_BYTES = 8 * 1024 * 1024
"""The most bytes of a report."""

_INSPECTOR = Program(module="convener.domain.documents.inspector")

_SLOTS = threading.BoundedSemaphore(2)
"""The number of files inspected at a time: each inspection may take a gigabyte of memory."""


class FileKind(StrEnum):
    """The kinds of files."""

    PACKAGE = "package"
    OLD_PACKAGE = "old_package"
    PDF = "pdf"
    OFFICE = "office"
    IMAGE = "image"
    VIDEO = "film"


DOCUMENTS = frozenset({FileKind.PACKAGE, FileKind.PDF, FileKind.OFFICE, FileKind.IMAGE})
VIDEOS = frozenset({FileKind.VIDEO})
PLAYABLE = frozenset({"video/mp4", "video/webm", "video/ogg"})
"""Content types of videos that browsers play."""


def inspect_file(file: IO[bytes], allowed: frozenset[FileKind]) -> Report:
    """The report on a file of one of the ``allowed`` kinds. Raises :class:`BadFile` for any other and for a file that
    cannot be used, :class:`StorageFailed` where it cannot be inspected now.

    ``file`` has a file descriptor (it is the standard input of the process).
    """
    return _checked(_inspect(file), allowed)


def inspect_old_package(file: IO[bytes]) -> Report:
    """As :func:`inspect_file`, for an upload that is declared an old package: a file that is no archive is accepted,
    with a warning."""
    report = _inspect(file)
    if report.kind in (FileKind.PACKAGE, "archive"):
        return _checked(report, frozenset({FileKind.PACKAGE}))
    flaw = Flaw(reason="type", message="The package is kept as it is; its slides cannot be shown.")
    return Report(kind=FileKind.OLD_PACKAGE.value, flaws=[flaw])


def _checked(report: Report, allowed: frozenset[FileKind]) -> Report:
    if report.refusal is not None:
        raise BadFile(report.refusal.message, report.refusal.reason, report.refusal.entry)
    if report.kind not in allowed:
        wanted = ", ".join(sorted(kind.value for kind in allowed))
        raise BadFile(f"The file is a {report.kind}; it must be one of: {wanted}.", "type")
    return report


def _inspect(file: IO[bytes]) -> Report:
    try:
        with _SLOTS:
            found = process.run(_INSPECTOR, [], file, within=TIMEOUT_SECONDS, most=MOST_BYTES)
        return _believable(msgspec.json.decode(found, type=Report))
    except ProcessTooSlow:
        raise BadFile("The file cannot be examined in reasonable time.", "length") from None
    except ProcessNotStarted as error:
        log.error("the inspector cannot be started", error=str(error))
        raise StorageFailed("The file could not be examined; please try again later.") from error
    except (ProcessFailed, msgspec.DecodeError, ValueError) as error:
        complaint = getattr(error, "complaint", "")
        log.warning("the inspector died of a file", status=getattr(error, "status", 0), stderr=complaint)
        raise BadFile("The file cannot be examined: it is damaged, or needs too much time or memory.", "type") from None


def _believable(report: Report) -> Report:
    """The report, if the inspector can have made it: a file may have taken over the process. Raises
    :class:`ValueError`."""
    numbers = (report.pages or 0, report.seconds or 0)
    if report.content_type not in CONTENT_TYPES or not all(0 <= number < 2**31 for number in numbers):
        raise ValueError("not a report of the inspector")
    return report
