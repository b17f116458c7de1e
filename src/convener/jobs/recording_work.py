"""What the jobs that make files of a recording have in common."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

from convener.domain import blobs
from convener.domain.recordings.recordings import Part
from convener.sandbox.process import ProcessFailed, ProcessNotStarted
from convener.storage.models import Recording

from .context import JobContext
from .kind import Failed

log = structlog.get_logger("convener.jobs.recordings")


def store_json(context: JobContext, kind: str, name: str, encoded: bytes) -> Part:
    """A part whose content is this JSON, which is in the blob store then."""
    return store_part(context, kind, name, "application/json", encoded)


def store_part(context: JobContext, kind: str, name: str, content_type: str, content: bytes) -> Part:
    """A part with this content, which is in the blob store then."""
    key = blobs.store(context.database, context.blobs, io.BytesIO(content))
    return Part(kind=kind, name=name, content_type=content_type, size=len(content), blob=key)


@contextmanager
def confined_work(context: JobContext, recording: Recording, folder: str, *, what: str, problem: str) -> Iterator[Path]:
    """The folder of a recording below this one of the data folder, for confined processes to work in: not there yet,
    and gone in the end. A process that has failed is logged as ``what``, and with the last attempt the job has failed
    for this ``problem``."""
    place = context.settings.data / folder / recording.reid
    # Of an attempt that a dead worker left.
    shutil.rmtree(place, ignore_errors=True)
    try:
        yield place
    except ProcessNotStarted:
        raise
    except ProcessFailed as error:
        log.error(f"{what} failed", recording=recording.id, status=error.status, complaint=error.complaint)
        if context.last_attempt:
            raise Failed(problem) from error
        raise
    finally:
        shutil.rmtree(place, ignore_errors=True)
