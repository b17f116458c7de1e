"""Puts the timeline of a recording together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from convener.domain.content.conversions import StoredPicture
from convener.domain.recordings import stretches
from convener.recording.index import capture_folder
from convener.storage.models import Meeting, Recording

from .chat import find_messages
from .clock import RecordingClock, read_stretches
from .drawn import Drawn, find_drawn
from .hands import find_hands
from .participants import find_present
from .polls import find_polls
from .reactions import find_reactions
from .showing import find_shown
from .timeline import VERSION, Timeline
from .tracks import find_tracks
from .written import NOTES, find_notes


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A timeline, and the files that it names and that are to become the recording's own: captured ``files`` with
    their content types, ``pictures`` in the blobs of documents, ``drawings`` and ``notes``, which are made of shared
    documents by the ``clock``."""

    timeline: Timeline
    files: dict[str, tuple[Path, str]]
    pictures: dict[str, StoredPicture]
    drawings: dict[str, Drawn]
    notes: int | None
    clock: RecordingClock


def make_draft(session: Session, recording: Recording, data: Path) -> Draft | None:
    """The timeline of a recording whose stretches are complete, from the captures in the data folder; None where
    nothing was captured. Nothing is written."""
    meeting = session.get_one(Meeting, recording.meeting_id)
    folders = [
        (one, capture_folder(data, recording.reid, one.number)) for one in stretches.list_stretches(session, recording)
    ]
    captured = read_stretches(folders)
    clock = RecordingClock(captured)
    if not clock.duration:
        return None
    present = find_present(session, meeting, recording, clock)
    tracks = find_tracks(captured, present)
    shown = find_shown(session, recording, clock)
    showing, drawings = find_drawn(session, shown.events, clock.duration)
    events = [
        *present.events,
        *tracks.events,
        *showing,
        *find_messages(session, recording, present, clock),
        *find_polls(session, recording, clock),
        *find_hands(session, recording, present, clock),
        *find_reactions(session, recording, present, clock),
    ]
    notes = find_notes(session, recording)
    timeline = Timeline(
        version=VERSION,
        started_at=clock.started_at,
        duration=clock.duration,
        people=present.people,
        tracks=tracks.tracks,
        events=sorted(events, key=lambda one: one.at),
        chapters=sorted([*tracks.chapters, *shown.chapters], key=lambda one: one.at),
        notes=NOTES if notes is not None else "",
    )
    return Draft(
        timeline=timeline,
        files=tracks.files,
        pictures=shown.pictures,
        drawings=drawings,
        notes=notes,
        clock=clock,
    )
