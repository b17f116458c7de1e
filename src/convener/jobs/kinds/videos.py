"""Composes the videos of recordings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import msgspec

from convener.domain import blobs
from convener.domain.composition.compose import Composed, compose
from convener.domain.composition.plan import Plan
from convener.domain.lifecycle import LIVING, LifecycleState
from convener.domain.recordings import recordings, videos
from convener.domain.recordings.cuts import CUT, CUTS
from convener.domain.recordings.playback import TIMELINE
from convener.domain.recordings.recordings import File, Format, Part
from convener.domain.recordings.videos import SOUND, ComposeVideo
from convener.domain.timelines.subtitles import SUBTITLES
from convener.domain.timelines.timeline import Timeline
from convener.domain.timelines.trim import trimmed
from convener.domain.timelines.video import make_plan
from convener.jobs.context import JobContext
from convener.jobs.kind import job_kind
from convener.jobs.recording_progress import RecordingProgress
from convener.jobs.recording_work import confined_work
from convener.storage.models import Recording, RecordingPart

MP4, M4A = "video/mp4", "audio/mp4"

_OTHERS = frozenset({TIMELINE, SUBTITLES, SOUND, CUT, CUTS})
"""Kinds of parts that are no picture, track or drawing."""


def compose_video(context: JobContext, job: ComposeVideo) -> None:
    """Compose the video of a recording that can be played, and the file of its sound alone. Done once more, both take
    the place of what was there."""
    with context.database.read() as session:
        recording = session.get(Recording, job.recording)
        if recording is None or LifecycleState(recording.life) not in LIVING:
            return
        parts = recordings.all_parts(session, recording)
    tell = RecordingProgress(context, recording.id, videos.tell_progress)
    with confined_work(
        context, recording, "compositions", what="a video", problem="the video cannot be composed"
    ) as folder:
        plan = _prepare(context, recording, parts, folder / "in")
        if plan is None:
            return
        (folder / "out").mkdir()
        composed = compose(plan, folder / "in", folder / "out", tell)
        _keep(context, job, composed, _form(recording))


def _prepare(context: JobContext, recording: Recording, parts: Sequence[RecordingPart], folder: Path) -> Plan | None:
    """The plan of the video, whose files are in the folder; None of a recording that was not made here."""
    made = next((part for part in parts if part.kind == TIMELINE), None)
    if made is None:
        return None
    folder.mkdir(mode=0o700, parents=True)
    files: dict[str, Path] = {}
    for number, part in enumerate(part for part in parts if part.kind not in _OTHERS):
        context.check()
        files[part.name] = folder / str(number)
        context.blobs.copy_to(part.blob, files[part.name])
    made_timeline = msgspec.json.decode(context.blobs.read_whole(made.blob), type=Timeline)
    played = trimmed(made_timeline, recording.trim_start, recording.trim_end)
    start, height = recording.trim_start or 0, recording.video_height
    return make_plan(played, recording.title, files, start=start, height=height)


def _form(recording: Recording) -> tuple[int | None, int | None, int]:
    """What the owner may change, and a video that was made before shows no more."""
    return recording.trim_start, recording.trim_end, recording.video_height


def _keep(context: JobContext, job: ComposeVideo, composed: Composed, form: tuple[int | None, int | None, int]) -> None:
    video = blobs.adopt(context.database, context.blobs, composed.video)
    sound = blobs.adopt(context.database, context.blobs, composed.sound)
    video_size, sound_size = composed.video.stat().st_size, composed.sound.stat().st_size
    with context.finish() as session:
        recording = session.get(Recording, job.recording, with_for_update=True)
        if recording is None or LifecycleState(recording.life) not in LIVING:
            return  # what nobody claims is deleted
        if _form(recording) != form:
            return  # it was changed meanwhile, and the job is done once more
        file = File(format=Format.VIDEO, content_type=MP4, size=video_size, blob=video, playable=True)
        recordings.add_file(session, recording, file)
        part = Part(kind=SOUND, name=SOUND, content_type=M4A, size=sound_size, blob=sound)
        recordings.add_part(session, recording, part)
        videos.tell_progress(session, recording, 100)


COMPOSE_VIDEO = job_kind(ComposeVideo, compose_video, attempts=3, concurrency=1, lease=timedelta(minutes=2))
