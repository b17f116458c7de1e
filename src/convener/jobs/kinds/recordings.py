"""Recordings that were captured become ones that can be played."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import structlog
from msgspec import structs
from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain import blobs
from convener.domain.boards.history import read_drawing
from convener.domain.boards.images import list_images
from convener.domain.meetings import meetings
from convener.domain.notes.history import read_notes
from convener.domain.recordings import recordings, states
from convener.domain.recordings.playback import TIMELINE
from convener.domain.recordings.recordings import Part
from convener.domain.recordings.states import RUNNING, RecordingEvent, RecordingState
from convener.domain.recordings.stretches import FinishRecording
from convener.domain.shared_documents import history
from convener.domain.shared_documents.confined import DocumentUnreadable
from convener.domain.timelines.draft import Draft, make_draft
from convener.domain.timelines.drawn import DRAWING, IMAGE, Drawn, read_order, without_missing
from convener.domain.timelines.written import NOTES, read_notes_order
from convener.jobs.context import JobContext
from convener.jobs.kind import Failed, Retry, job_kind, periodic_kind
from convener.jobs.recording_progress import RecordingProgress
from convener.jobs.recording_work import store_json
from convener.recording import drawings
from convener.recording.drawings import Drawing
from convener.recording.notes import RecordedNotes
from convener.storage.models import DrawingImage, Recording

log = structlog.get_logger("convener.jobs.kinds.recordings")

WEBP = "image/webp"
NOTHING = "nothing"
"""The problem of a recording of which nothing was captured."""

MOST_FAILURES = 4
"""Attempts after which a recording has failed."""

ATTEMPTS = 60
"""Those of workers count that do not have the captures, and leave them to others for some seconds."""

LEFT_FOR = timedelta(seconds=5)


def finish_recording(context: JobContext, job: FinishRecording) -> None:
    """Make the captured files parts of the recording, with a timeline of what happened, so that it can be played. No
    file is read or changed. Done once more, it stores the files under other names; what no row names is deleted."""
    with context.database.read() as session:
        recording = session.get(Recording, job.recording)
        if recording is None or recording.state != RecordingState.PROCESSING.value:
            return
        reid = recording.reid
        draft = make_draft(session, recording, context.settings.data)
    if draft is None:
        _give_up(context, job, reid)
        return
    try:
        parts = list(_parts(context, draft, RecordingProgress(context, job.recording, states.tell_progress)))
    except Exception:
        if context.attempt >= MOST_FAILURES:
            _fail(context, job, "failed")
        raise
    with context.finish() as session:
        recording = _lock_recording(session, job.recording)
        if recording is None or recording.state != RecordingState.PROCESSING.value:
            return
        recording.started_at = draft.timeline.started_at
        recordings.publish_made(session, recording, parts, duration=draft.timeline.duration)
        session.flush()
        history.release(session, recording.meeting_id)
    _delete_captures(context.settings.data, reid)


def _parts(context: JobContext, draft: Draft, tell: Callable[[int, int, str], None]) -> Iterator[Part]:
    """What can fail comes first: files may be large."""
    documents: dict[str, Drawn | int] = dict(draft.drawings)
    if draft.notes is not None:
        documents[NOTES] = draft.notes
    total = len(documents) + len(draft.files) + len(draft.pictures) + 1
    missing: set[str] = set()
    copied: set[str] = set()
    for done, (name, document) in enumerate(documents.items()):
        tell(done, total, "documents")
        if (read := _read_document(context, document, draft)) is None:
            missing.add(name)
            continue
        if isinstance(document, Drawn) and isinstance(read, Drawing):
            images = _find_images(context, document, read)
            for part, image in images.items():
                if part not in copied:
                    copied.add(part)
                    yield _copied(context, IMAGE, part, image.blob, 0, image.size)
            read = structs.replace(read, files={image.file_id: part for part, image in images.items()})
        yield store_json(context, NOTES if name == NOTES else DRAWING, name, read.encode())
    for done, (name, (path, content_type)) in enumerate(draft.files.items(), len(documents)):
        tell(done, total, "files")
        key = blobs.adopt(context.database, context.blobs, path)
        yield Part(kind=recordings.TRACK, name=name, content_type=content_type, size=path.stat().st_size, blob=key)
    for done, (name, picture) in enumerate(draft.pictures.items(), total - 1 - len(draft.pictures)):
        tell(done, total, "pages")
        yield _copied(context, "picture", name, picture.blob, picture.start, picture.size)
    yield store_json(context, TIMELINE, TIMELINE, msgspec.json.encode(without_missing(draft.timeline, missing)))


def _copied(context: JobContext, kind: str, name: str, blob: str, start: int, size: int) -> Part:
    """A part that is a picture in a blob of something else, copied."""
    with context.blobs.spool() as file:
        for piece in context.blobs.read(blob, start, start + size):
            file.write(piece)
        key = blobs.store(context.database, context.blobs, file)
    return Part(kind=kind, name=name, content_type=WEBP, size=size, blob=key)


def _find_images(context: JobContext, drawn: Drawn, drawing: Drawing) -> dict[str, DrawingImage]:
    """The images on a drawing, by the names of the parts that they become: the id follows from the file that was sent,
    so an image on two drawings is one part."""
    if not (wanted := drawings.file_ids(drawing)):
        return {}
    with context.database.read() as session:
        found = list_images(session, drawn.document_id)
    return {f"{IMAGE}-{one.file_id}": one for one in found if one.file_id in wanted}


def _read_document(context: JobContext, document: Drawn | int, draft: Draft) -> Drawing | RecordedNotes | None:
    """What was drawn, or written in notes; None where nothing was. One that cannot be read is left out in the end: a
    recording is not lost for it."""
    try:
        if isinstance(document, Drawn):
            with context.database.read() as session:
                drawn = read_order(session, document, draft.clock)
            drawing = read_drawing(drawn)
            return drawing if drawing.changes else None
        with context.database.read() as session:
            written = read_notes_order(session, document, draft.clock)
        notes = read_notes(written)
        return notes if notes.states else None
    except DocumentUnreadable as error:
        if context.attempt < MOST_FAILURES:
            raise Retry(str(error)) from error
        log.error("a document of a recording cannot be read", document=document)
        return None


def _give_up(context: JobContext, job: FinishRecording, reid: str) -> None:
    """Nothing was captured, or it is on the disk of another server, whose worker takes the job at some time."""
    if (context.settings.data / "captures" / reid).is_dir() or context.last_attempt:
        _fail(context, job, NOTHING)
        return
    raise Retry("there are no captures of this recording here", after=LEFT_FOR)


def _fail(context: JobContext, job: FinishRecording, problem: str) -> None:
    with context.write() as session:
        recording = _lock_recording(session, job.recording)
        if recording is not None and recording.state == RecordingState.PROCESSING.value:
            states.move(session, recording, RecordingEvent.FAIL, problem)
    log.error("a recording failed", recording=job.recording, problem=problem)
    raise Failed(problem)


def _lock_recording(session: Session, recording_id: int) -> Recording | None:
    found = session.get(Recording, recording_id)
    if found is not None:
        meetings.lock_meeting(session, found.meeting_id)
        session.refresh(found, with_for_update=True)
    return found


def delete_captures(context: JobContext) -> None:
    """Delete captures of recordings that do not need them any more: they are ready, or were deleted."""
    folder = context.settings.data / "captures"
    for capture in sorted(folder.iterdir()) if folder.is_dir() else []:
        context.check()
        with context.database.read() as session:
            state = session.scalar(select(Recording.state).where(Recording.reid == capture.name))
        needed = {one.value for one in RUNNING} | {RecordingState.PROCESSING.value, RecordingState.FAILED.value}
        if state not in needed:
            _delete_captures(context.settings.data, capture.name)


def _delete_captures(data: Path, reid: str) -> None:
    shutil.rmtree(data / "captures" / reid, ignore_errors=True)


FINISH_RECORDING = job_kind(
    FinishRecording, finish_recording, attempts=ATTEMPTS, concurrency=2, lease=timedelta(minutes=2)
)
DELETE_CAPTURES = periodic_kind("delete_captures", delete_captures, every=timedelta(minutes=10))
