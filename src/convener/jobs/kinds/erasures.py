"""Blanks what meetings and their recordings hold of people who were erased
(:mod:`convener.domain.actions.erase_person`)."""

from __future__ import annotations

import io
from datetime import timedelta

from convener.domain import blobs
from convener.domain.actions.erase_person import EraseTraces, erase_traces
from convener.domain.lifecycle import LifecycleState
from convener.domain.recordings import recordings, videos
from convener.domain.recordings.playback import TIMELINE
from convener.domain.recordings.recordings import Part
from convener.domain.recordings.states import RecordingState
from convener.domain.timelines import erasure
from convener.domain.timelines.erasure import EraseFromRecording
from convener.domain.timelines.subtitles import SUBTITLES
from convener.jobs.context import JobContext
from convener.jobs.kind import Retry, doubled, job_kind
from convener.storage.models import Recording, RecordingPart

BATCH = 10
"""Participants whose meetings are gone through in one transaction."""


def erase(context: JobContext, payload: EraseTraces) -> None:
    """Go through the meetings of these participants; done once more, it finds nothing."""
    done, total = 0, len(payload.participants)
    while done < total:
        with context.write() as session:
            erase_traces(session, payload.participants[done : done + BATCH])
        done = min(done + BATCH, total)
        context.progress(done, total, "meetings")


def erase_from_recording(context: JobContext, payload: EraseFromRecording) -> None:
    """Take people out of the timeline, the notes and the subtitles of a recording, and have its video composed anew: it
    shows their names."""
    with context.database.read() as session:
        recording = session.get(Recording, payload.recording)
        if recording is None or LifecycleState(recording.life) is LifecycleState.REMOVED:
            return
        if recording.state == RecordingState.PROCESSING.value:
            raise Retry("the recording is being finished")
        # One that was not made here has none, one that goes on is made of what is blank by then.
        parts = [part for name in erasure.FILES if (part := recordings.find_part(session, recording, name))]
        parts += recordings.list_parts(session, [recording], SUBTITLES)[recording.id]
        names = erasure.read_names(session, payload.people)
    files = {part.name: context.blobs.read_whole(part.blob) for part in parts}
    renamed = erasure.renamed(files[TIMELINE], names) if TIMELINE in files else {}
    changed: list[tuple[RecordingPart, Part]] = []
    for part in parts:
        before = files[part.name]
        if part.kind == SUBTITLES:
            after = erasure.erase_names(before, renamed)
        else:
            after = erasure.FILES[part.name](before, names)
        if after != before:
            key = blobs.store(context.database, context.blobs, io.BytesIO(after))
            made = Part(kind=part.kind, name=part.name, content_type=part.content_type, size=len(after), blob=key)
            changed.append((part, made))
    if not changed:
        return
    with context.finish() as session:
        recording = session.get(Recording, payload.recording, with_for_update=True)
        if recording is None or LifecycleState(recording.life) is LifecycleState.REMOVED:
            return  # what nobody claims is deleted
        for part, made in changed:
            now = recordings.find_part(session, recording, part.name)
            if now is None or now.blob != part.blob:
                raise Retry("somebody else was taken out meanwhile")
            recordings.add_part(session, recording, made)
        videos.ask(session, recording)


_RETRIES = doubled(timedelta(seconds=10), timedelta(hours=1))

ERASE_PERSON = job_kind(
    EraseTraces,
    erase,
    attempts=10,
    retry_delay=_RETRIES,
)
ERASE_FROM_RECORDING = job_kind(EraseFromRecording, erase_from_recording, attempts=20, retry_delay=_RETRIES)
