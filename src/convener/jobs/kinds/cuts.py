"""Cuts the ends of recordings off, and erases what was cut off when it cannot be restored any more."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain import blobs
from convener.domain.centers.settings import settings_of
from convener.domain.composition.cut import cut
from convener.domain.composition.cutting import TrackToCut
from convener.domain.lifecycle import LifecycleState
from convener.domain.recordings import cuts, recordings, videos
from convener.domain.recordings.cuts import CUT, CUTS, CutRecording
from convener.domain.recordings.playback import TIMELINE
from convener.domain.recordings.recordings import Format, Part
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import now
from convener.domain.timelines import cuts as cut_timelines
from convener.domain.timelines.drawn import DRAWING
from convener.domain.timelines.subtitles import SUBTITLES
from convener.domain.timelines.timeline import Timeline, TimelineTrack
from convener.domain.timelines.trim import parts_of
from convener.jobs.context import JobContext
from convener.jobs.kind import job_kind, periodic_kind
from convener.jobs.recording_progress import RecordingProgress
from convener.jobs.recording_work import confined_work, store_json, store_part
from convener.recording import drawings
from convener.recording.codecs import Codec
from convener.storage.models import Center, Job, Recording, RecordingPart

BATCH_BYTES = 1024 * 1024 * 1024
BATCH_TRACKS = 50
"""Of tracks that are copied out of the blob store, cut by one process, and put back, at a time."""


@dataclass(frozen=True)
class _ToCut:
    track: TimelineTrack
    part: RecordingPart


def cut_recording(context: JobContext, job: CutRecording) -> None:
    """Make copies of the tracks of a trimmed recording in which nothing of what was cut off is. Done once more, it
    makes others; what no row names is deleted."""
    with context.database.read() as session:
        recording = session.get(Recording, job.recording)
        if (
            recording is None
            or recording.life == LifecycleState.REMOVED.value
            or not cuts.is_waiting(session, recording)
        ):
            return
        parts = {part.name: part for part in recordings.all_parts(session, recording)}
    timeline = cut_timelines.played(_read(context, parts[TIMELINE]), None, recording.trim_start, recording.trim_end)
    tell = RecordingProgress(context, recording.id, cuts.tell_progress)
    tracks: list[TimelineTrack] = []
    made: list[Part] = []
    to_cut = [_ToCut(one, parts[one.id]) for one in timeline.tracks if one.id in parts]
    total = sum(one.part.size for one in to_cut) or 1
    done = 0
    with confined_work(context, recording, "cuts", what="a cut", problem="the recording cannot be cut") as folder:
        for batch in _batches(to_cut):
            size = sum(one.part.size for one in batch)

            def tell_batch(cut_: int, of: int, done: int = done, size: int = size) -> None:
                tell(done + size * cut_ // of, total)

            for track, part in _cut_batch(context, batch, folder, timeline.duration, tell_batch):
                tracks.append(track)
                made.append(part)
            done += size
    made.append(store_json(context, CUTS, CUTS, cut_timelines.encode_tracks(tracks)))
    form = recording.trim_start, recording.trim_end
    with context.finish() as session:
        recording = session.get(Recording, job.recording, with_for_update=True)
        if recording is None or recording.life == LifecycleState.REMOVED.value:
            return  # what nobody claims is deleted
        if (recording.trim_start, recording.trim_end) != form:
            return  # it was changed meanwhile, and the job is done once more
        cuts.remove(session, recording)
        for part in made:
            recordings.add_part(session, recording, part)
        cuts.tell_ready(session, recording)


def _batches(tracks: list[_ToCut]) -> Iterator[list[_ToCut]]:
    batch: list[_ToCut] = []
    for one in tracks:
        if batch and (len(batch) >= BATCH_TRACKS or sum(two.part.size for two in batch) + one.part.size > BATCH_BYTES):
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch


def _cut_batch(
    context: JobContext, batch: list[_ToCut], folder: Path, duration: int, tell: Callable[[int, int], None]
) -> Iterator[tuple[TimelineTrack, Part]]:
    """The tracks that take the place of these, and the parts that are their files."""
    inputs, out = folder / "in", folder / "out"
    for made_folder in (inputs, out):
        made_folder.mkdir(mode=0o700, parents=True)
    wanted: list[TrackToCut] = []
    for number, one in enumerate(batch):
        context.check()
        file = inputs / str(number)
        context.blobs.copy_to(one.part.blob, file)
        start, until = cut_timelines.extent_of(one.track)
        codec = Codec(one.track.codec)
        wanted.append(TrackToCut(file=str(file), codec=codec, start=start, until=until, name=str(number)))
    made = cut(wanted, inputs, out, duration, tell)
    for number, one in enumerate(batch):
        files = {f"{CUT}-{random_text(LOWERCASE_AND_DIGITS, 16)}": file for file in made if file.track == str(number)}
        for track in cut_timelines.cut_tracks(one.track, files.items()):
            path = Path(files[track.id].file)
            size = path.stat().st_size
            key = blobs.adopt(context.database, context.blobs, path)
            yield track, Part(kind=CUT, name=track.id, content_type=track.content_type, size=size, blob=key)
    shutil.rmtree(folder)


def erase_cut_off(context: JobContext) -> None:
    """Have recordings cut that wait for it and nobody does it, and erase what was cut off of those where it cannot be
    restored any more."""
    with context.database.read() as session:
        trimmed = select(Recording).where(
            Recording.trimmed_at.is_not(None), Recording.life != LifecycleState.REMOVED.value
        )
        found = list(session.scalars(trimmed.order_by(Recording.trimmed_at)))
        centers = {one.id: settings_of(one) for one in session.scalars(select(Center))}
        made = recordings.having_part(session, found, CUTS)
        waiting = [one.id for one in found if one.id not in made]
        asked = select(Job.key).where(Job.kind == CutRecording.kind, Job.key.in_(map(str, waiting)))
        known = set(session.scalars(asked))
    for recording in found:
        context.check()
        if recording.id in waiting:
            if str(recording.id) not in known:
                with context.database.write() as session:
                    cuts.ask(session, recording)
            continue
        due = cuts.erased_at(centers[recording.center_id], recording)
        if due is not None and due <= now():
            _erase(context, recording)


def _erase(context: JobContext, recording: Recording) -> None:
    """Make the recording consist of what is played of it, and nothing else."""
    with context.database.read() as session:
        before = {part.name: part for part in recordings.all_parts(session, recording)}
    start, end = recording.trim_start, recording.trim_end
    timeline = cut_timelines.played(_read(context, before[TIMELINE]), _read(context, before[CUTS]), start, end)
    replaced = [store_json(context, TIMELINE, TIMELINE, cut_timelines.encode(timeline))]
    left = parts_of(timeline)
    images: set[str] = set()
    for part in before.values():
        if part.kind in cut_timelines.CUT and (part.name in left or part.kind == SUBTITLES):
            content = cut_timelines.CUT[part.kind](_read(context, part), start or 0, end)
            if part.kind == DRAWING:
                images |= set(drawings.decode(content).files.values())
            replaced.append(store_part(context, part.kind, part.name, part.content_type, content))
    kept = {*left, *images, *(part.name for part in replaced), videos.SOUND}
    with context.database.write() as session:
        now_ = session.get(Recording, recording.id, with_for_update=True)
        if now_ is None or now_.life == LifecycleState.REMOVED.value:
            return  # what nobody claims is deleted
        there = {part.name: part.blob for part in recordings.all_parts(session, now_) if part.kind != videos.SOUND}
        expected = {name: part.blob for name, part in before.items() if part.kind != videos.SOUND}
        if (now_.trim_start, now_.trim_end, there) != (start, end, expected):
            return  # it was changed meanwhile; the next time it is looked at again
        _replace(session, now_, timeline, replaced, {*there} - kept)


def _replace(
    session: Session, recording: Recording, timeline: Timeline, replaced: list[Part], dropped: set[str]
) -> None:
    for name in dropped:
        recordings.remove_part(session, recording, name)
    for part in replaced:
        recordings.add_part(session, recording, part)
    cuts.erase(session, recording, timeline.started_at, timeline.duration)
    if recordings.find_file(session, recording, Format.VIDEO) is None:
        videos.ask(session, recording)


def _read(context: JobContext, part: RecordingPart) -> bytes:
    return context.blobs.read_whole(part.blob)


CUT_RECORDING = job_kind(CutRecording, cut_recording, attempts=4, concurrency=1, lease=timedelta(minutes=2))
ERASE_CUT_OFF = periodic_kind("erase_cut_off", erase_cut_off, every=timedelta(minutes=10))
