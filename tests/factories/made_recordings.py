"""A recording that was made in the room, as the finished job leaves it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Raw, structs
from sqlalchemy import delete
from sqlalchemy.orm import Session

from convener.domain import blobs
from convener.domain.recordings import recordings
from convener.domain.recordings.playback import TIMELINE
from convener.domain.recordings.recordings import Part
from convener.domain.recordings.states import RecordingState
from convener.domain.recordings.videos import ComposeVideo
from convener.domain.timelines.drawn import DRAWING
from convener.domain.timelines.timeline import (
    Timeline,
    TimelineChapter,
    TimelineEvent,
    TimelinePerson,
    TimelinePiece,
    TimelineTrack,
)
from convener.domain.timelines.tracks import content_type_of
from convener.recording.drawings import Drawing, DrawingChange
from convener.recording.index import read_tracks
from convener.storage.blobs import BlobStore
from convener.storage.database import Database
from convener.storage.models import Job, Meeting, Recording

from .captures import CaptureFolder

START = datetime(2026, 3, 31, 14, tzinfo=UTC)
DURATION = 10_000


def made_timeline() -> Timeline:
    """Ten seconds of Ann and Bob: Ann speaks first and shows two pages, Bob writes and speaks."""
    pieces = [TimelinePiece(at=0, start=0, length=DURATION)]
    sent: list[tuple[str, Literal["microphone", "camera"], str, str]] = [
        ("ann", "microphone", "opus", "audio/webm; codecs=opus"),
        ("ann", "camera", "vp8", "video/webm; codecs=vp8"),
        ("bob", "microphone", "opus", "audio/webm; codecs=opus"),
        ("bob", "camera", "vp8", "video/webm; codecs=vp8"),
    ]
    tracks = [
        TimelineTrack(
            id=f"track-1-{number}", person=person, kind=kind, codec=codec, content_type=content_type, pieces=pieces
        )
        for number, (person, kind, codec, content_type) in enumerate(sent, 1)
    ]
    return Timeline(
        version=1,
        started_at=START,
        duration=DURATION,
        people=[
            TimelinePerson(id="ann", name="Ann Berg", role="host"),
            TimelinePerson(id="bob", name="Bob Dahl", role="attendee"),
        ],
        tracks=tracks,
        events=[
            TimelineEvent(at=0, kind="speaker", person="ann", length=4_000),
            TimelineEvent(
                at=1_000,
                kind="page",
                item="plan",
                title="Harbour plan",
                page=1,
                picture="page-plan-1",
                drawing="drawing-plan-1",
            ),
            TimelineEvent(at=3_000, kind="chat", person="bob", text="Which pier is that?"),
            TimelineEvent(at=4_000, kind="page", item="plan", title="Harbour plan", page=2, picture="page-plan-2"),
            TimelineEvent(at=5_000, kind="speaker", person="bob", length=3_000),
            TimelineEvent(at=8_000, kind="hidden"),
        ],
        chapters=[TimelineChapter(at=1_000, kind="document", title="Harbour plan")],
    )


def made_drawing() -> Drawing:
    """What Ann draws on the first page: a dark square in its middle at 2 s, which grows at 3 s, another below it from
    2.5 s to 3.5 s."""

    def square(at: int, name: str, y: int, size: int) -> DrawingChange:
        return DrawingChange(at=at, id=name, element=Raw(msgspec.json.encode(square_element(name, 400, y, size))))

    return Drawing(
        version=1,
        changes=[
            square(2_000, "middle", 200, 60),
            square(2_500, "below", 400, 60),
            square(3_000, "middle", 200, 120),
            DrawingChange(at=3_500, id="below"),
        ],
    )


def square_element(name: str, x: int, y: int, size: int) -> dict[str, object]:
    """A dark square, as Excalidraw has it."""
    return {
        "id": name,
        "type": "rectangle",
        "x": x,
        "y": y,
        "width": size,
        "height": size,
        "angle": 0,
        "strokeColor": "#1e1e1e",
        "backgroundColor": "#1e1e1e",
        "fillStyle": "solid",
        "strokeWidth": 2,
        "strokeStyle": "solid",
        "roughness": 0,
        "opacity": 100,
        "groupIds": [],
        "frameId": None,
        "index": "a0",
        "roundness": None,
        "seed": 1,
        "version": 1,
        "versionNonce": 1,
        "isDeleted": False,
        "boundElements": None,
        "updated": 1,
        "link": None,
        "locked": False,
    }


def _steady(capture: CaptureFolder) -> None:
    for hertz, value in ((440.0, 90), (660.0, 170)):
        capture.microphone("p", 0, DURATION // 20, hertz=hertz)
        capture.camera("p", 0, DURATION // 40, value=value)


def insert_made_recording(
    database: Database,
    store: BlobStore,
    meeting_id: int,
    folder: Path,
    pictures: dict[str, bytes] | None = None,
    title: str = "Harbour",
    fill: Callable[[CaptureFolder], None] = _steady,
) -> str:
    """A recording of this meeting with the files of :func:`made_timeline`, which ``fill`` captures, without a video;
    its ``reid``."""
    capture = CaptureFolder(folder)
    fill(capture)
    captured = read_tracks(folder)
    tracks = [
        structs.replace(track, codec=written.codec.value, content_type=content_type_of(written))
        for track, written in zip(made_timeline().tracks, captured, strict=True)
    ]
    timeline = structs.replace(made_timeline(), tracks=tracks)
    parts = []
    for track, written in zip(timeline.tracks, captured, strict=True):
        key = blobs.adopt(database, store, written.file)
        size = written.file.stat().st_size
        parts.append(Part(kind="track", name=track.id, content_type=track.content_type, size=size, blob=key))
    for name, content in (pictures or {}).items():
        key = blobs.store(database, store, io.BytesIO(content))
        parts.append(Part(kind="picture", name=name, content_type="image/webp", size=len(content), blob=key))
    for kind, name, encoded in (
        (DRAWING, "drawing-plan-1", made_drawing().encode()),
        (TIMELINE, TIMELINE, msgspec.json.encode(timeline)),
    ):
        key = blobs.store(database, store, io.BytesIO(encoded))
        parts.append(Part(kind=kind, name=name, content_type="application/json", size=len(encoded), blob=key))
    with database.write() as session:
        return _publish(session, meeting_id, parts, title).reid


def _publish(session: Session, meeting_id: int, parts: list[Part], title: str) -> Recording:
    meeting = session.get_one(Meeting, meeting_id, with_for_update=True)
    recording = recordings.begin(session, meeting, started_at=START, title=title)
    recording.state = RecordingState.PROCESSING.value
    recordings.publish_made(session, recording, parts, duration=DURATION)
    # A worker of the server would compose a video of each beside the tests.
    session.execute(delete(Job).where(Job.kind == ComposeVideo.kind, Job.key == str(recording.id)))
    return recording
