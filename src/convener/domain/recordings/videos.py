"""Videos of recordings that were made here: one file of all that is seen and heard, which a job composes after the
recording can be played already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.events.kinds.recordings import VideoProgressed
from convener.domain.events.log import record_in_center
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


def tell_progress(session: Session, recording: Recording, percent: int) -> None:
    """Record an event that says how far the video is."""
    record_in_center(session, recording.center_id, VideoProgressed(recording=recording.reid, percent=percent), None)


def progress_of(session: Session, found: Sequence[Recording]) -> dict[int, VideoProgress]:
    """How far the videos of these recordings are, by the keys of their rows."""
    ids = [one.id for one in found]
    jobs = select(Job).where(Job.kind == ComposeVideo.kind, Job.key.in_(map(str, ids))).order_by(Job.id)
    latest = {job.key: job for job in session.scalars(jobs)}
    files = select(RecordingFile.recording_id).where(
        RecordingFile.recording_id.in_(ids), RecordingFile.format == "film"
    )
    there = set(session.scalars(files))
    return {one: _progress(latest.get(str(one)), one in there) for one in ids}


def _progress(job: Job | None, is_there: bool) -> VideoProgress:
    if job is not None and job.state in UNFINISHED:
        return VideoProgress(VideoState.COMPOSING, percent_of(job))
    if is_there:
        return VideoProgress(VideoState.READY, 100)
    failed = job is not None and job.state == JobState.FAILED.value
    return VideoProgress(VideoState.FAILED if failed else VideoState.NONE)


def percent_of(job: Job) -> int:
    """How far a job is that is not done."""
    return percent(job.progress_done or 0, job.progress_total or 0)


def percent(done: int, total: int) -> int:
    """How far work is that is not done, below 100; 0 where it is not known yet how much it is."""
    return min(100 * done // total, 99) if total else 0
