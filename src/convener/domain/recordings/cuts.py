"""Recordings whose ends were cut off: what is played of them are copies of tracks in which nothing of that is, made by
a job. What was captured stays until it cannot be restored any more; then it is erased by another job.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.centers.settings import CenterSettings, restore_period
from convener.domain.errors import InvalidParameter
from convener.domain.events.kinds.recordings import RecordingChanged
from convener.domain.events.log import record_in_center
from convener.domain.jobs.queue import UNFINISHED, JobPayload, JobState, enqueue
from convener.domain.site import now
from convener.storage.models import Job, Recording, RecordingPart
from convener.storage.rows import AnyUser

from . import recordings, states, videos
from .states import RecordingState

CUT = "cut"
"""The kind of the parts that are tracks without what was cut off."""

CUTS = "cuts"
"""Kind and name of the part that says what of them is played when."""


class CutRecording(JobPayload, frozen=True, kw_only=True):
    """The job that makes the copies of the recording with this internal id."""

    kind: ClassVar[str] = "cut_recording"

    recording: int


def is_trimmed(recording: Recording) -> bool:
    """Whether something was cut off, and could be shown again."""
    return recording.trim_start is not None or recording.trim_end is not None


def trim(session: Session, recording: Recording, caller: AnyUser, ends: tuple[int, int] | None) -> None:
    """Have a recording that was made here played from ``ends[0]`` to ``ends[1]`` alone, in milliseconds of all of it;
    None: all of it. It cannot be played until the copies are made; its video is composed anew, and the one of before is
    gone at once. The caller has locked the row and may manage the recording. Raises :class:`InvalidParameter`."""
    whole = recording.full_duration
    if whole is None:
        raise InvalidParameter("Only recordings that were made here can be trimmed.", "trim")
    start, end = ends or (0, whole)
    if not 0 <= start < end or start >= whole:
        raise InvalidParameter("A recording is trimmed to a part of it that is not empty.", "trim")
    end = min(end, whole)
    before = recording.trim_start, recording.trim_end
    recording.trim_start, recording.trim_end = (start or None), (end if end < whole else None)
    if (recording.trim_start, recording.trim_end) == before:
        return
    recording.trimmed_at = now() if is_trimmed(recording) else None
    recording.duration = round((end - start) / 1000)
    recording.modified_at = now()
    remove(session, recording)
    recordings.remove_video(session, recording)
    if is_trimmed(recording):
        ask(session, recording)
    videos.ask(session, recording)
    changed = RecordingChanged(recording=recording.reid, changed=["trim"])
    record_in_center(session, recording.center_id, changed, caller)


def ask(session: Session, recording: Recording) -> None:
    """Have the copies made."""
    enqueue(session, CutRecording(recording=recording.id), key=str(recording.id))


def remove(session: Session, recording: Recording) -> None:
    """Remove the copies."""
    for kind in (CUT, CUTS):
        for part in recordings.list_parts(session, [recording], kind)[recording.id]:
            recordings.remove_part(session, recording, part.name)


def find_index(session: Session, recording: Recording) -> RecordingPart | None:
    """The part that says what of the copies is played when; None until they are made."""
    return recordings.find_part(session, recording, CUTS)


def is_waiting(session: Session, recording: Recording) -> bool:
    """Whether it cannot be played because the copies are not made yet."""
    return is_trimmed(recording) and find_index(session, recording) is None


def tell_progress(session: Session, recording: Recording, percent: int) -> None:
    """Say that so many percent of the copies are made."""
    states.tell(session, recording, RecordingState.PROCESSING, percent)


def tell_ready(session: Session, recording: Recording) -> None:
    """Say that it can be played again."""
    states.tell(session, recording, RecordingState.READY, 0)


def erase(session: Session, recording: Recording, started_at: datetime, duration: int) -> None:
    """What was cut off is erased: the copies are its tracks, and what is left is all of it. ``duration`` in
    milliseconds."""
    for part in recordings.list_parts(session, [recording], CUT)[recording.id]:
        part.kind = recordings.TRACK
    recording.trim_start = recording.trim_end = recording.trimmed_at = None
    recording.started_at, recording.full_duration = started_at, duration
    session.flush()
    changed = RecordingChanged(recording=recording.reid, changed=["duration"])
    record_in_center(session, recording.center_id, changed, None)


def erased_at(settings: CenterSettings, recording: Recording) -> datetime | None:
    """When what was cut off is erased, by the settings of the center; None where nothing was."""
    if recording.trimmed_at is None:
        return None
    return recording.trimmed_at + (restore_period(settings) if settings.restoration else timedelta())


def states_of(session: Session, found: Sequence[Recording]) -> dict[int, tuple[RecordingState, int]]:
    """Of those of these recordings that wait for their copies (by the keys of their rows): that they are processed,
    with percent, or that this has failed."""
    waiting = {str(one.id): one.id for one in found if is_trimmed(one)}
    if not waiting:
        return {}
    made = recordings.having_part(session, found, CUTS)
    query = select(Job).where(Job.kind == CutRecording.kind, Job.key.in_(waiting)).order_by(Job.id)
    latest = {job.key: job for job in session.scalars(query)}
    return {id_: _state(latest.get(key)) for key, id_ in waiting.items() if id_ not in made}


def _state(job: Job | None) -> tuple[RecordingState, int]:
    if job is not None and job.state == JobState.FAILED.value:
        return RecordingState.FAILED, 0
    percent = videos.percent_of(job) if job is not None and job.state in UNFINISHED else 0
    return RecordingState.PROCESSING, percent
