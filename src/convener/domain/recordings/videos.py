"""Videos of recordings that were made here: one file of all that is seen and heard, which a job composes after the
recording can be played already."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.jobs.queue import UNFINISHED, JobPayload, JobState, enqueue
from convener.storage.models import Job, Recording, RecordingFile

SOUND = "sound"
"""Kind and name of the part that is the sound alone."""


class ComposeVideo(JobPayload, frozen=True, kw_only=True):
    """The job that composes the video of the recording with this internal id."""

    kind: ClassVar[str] = "compose_video"

    recording: int


class VideoState(StrEnum):
    """How far the video of a recording is."""

    NONE = "none"
    COMPOSING = "composing"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True)
class VideoProgress:
    """How far the video of a recording is; ``percent`` of the work, 100 where it is ready."""

    state: VideoState
    percent: int = 0


def ask(session: Session, recording: Recording) -> None:
    """Have the video composed; once more, where it was composed before."""
    enqueue(session, ComposeVideo(recording=recording.id), key=str(recording.id))


def progress_of(session: Session, recording: Recording) -> VideoProgress:
    """How far the video is."""
    query = select(Job).where(Job.kind == ComposeVideo.kind, Job.key == str(recording.id)).order_by(Job.id.desc())
    job = session.scalar(query.limit(1))
    if job is not None and job.state in UNFINISHED:
        return VideoProgress(VideoState.COMPOSING, _percent(job))
    has_file = select(RecordingFile.id).where(
        RecordingFile.recording_id == recording.id, RecordingFile.format == "film"
    )
    if session.scalar(has_file) is not None:
        return VideoProgress(VideoState.READY, 100)
    failed = job is not None and job.state == JobState.FAILED.value
    return VideoProgress(VideoState.FAILED if failed else VideoState.NONE)


def _percent(job: Job) -> int:
    return min(100 * (job.progress_done or 0) // job.progress_total, 99) if job.progress_total else 0
