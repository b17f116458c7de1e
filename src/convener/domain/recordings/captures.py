"""What is to be captured now, as the rows say: for the node that has the recorder."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.storage.models import Meeting, Recording, RecordingStretch


@dataclass(frozen=True, kw_only=True)
class WantedCapture:
    """A stretch that is not complete. ``node``: the one that captures it, None until one does; ``has_begun``: the
    capture runs; ``is_ended``: it is to end. ``stretch_id`` and ``meeting_id`` are primary keys."""

    stretch_id: int
    capture_id: str
    reid: str
    number: int
    meeting_id: int
    mid: str
    center_id: int
    node: str | None
    has_begun: bool
    is_ended: bool


_WANTED = (
    select(
        RecordingStretch.id,
        RecordingStretch.capture_id,
        Recording.reid,
        RecordingStretch.number,
        Recording.meeting_id,
        Meeting.mid,
        Recording.center_id,
        RecordingStretch.node,
        RecordingStretch.started_at.is_not(None),
        RecordingStretch.ended_at.is_not(None),
    )
    .join(Recording, Recording.id == RecordingStretch.recording_id)
    .join(Meeting, Meeting.id == Recording.meeting_id)
    .where(RecordingStretch.completed_at.is_(None))
    .order_by(RecordingStretch.id)
)


def list_wanted(session: Session) -> list[WantedCapture]:
    """All stretches that are not complete, the oldest first: one look-up by a partial index."""
    return [
        WantedCapture(
            stretch_id=stretch_id,
            capture_id=capture_id,
            reid=reid,
            number=number,
            meeting_id=meeting_id,
            mid=mid,
            center_id=center_id,
            node=node,
            has_begun=bool(has_begun),
            is_ended=bool(is_ended),
        )
        for (
            stretch_id,
            capture_id,
            reid,
            number,
            meeting_id,
            mid,
            center_id,
            node,
            has_begun,
            is_ended,
        ) in session.execute(_WANTED)
    ]


def find_stretch(session: Session, stretch_id: int) -> tuple[Recording, RecordingStretch] | None:
    """The stretch with its recording, as they are now; None where the recording was deleted. The caller has locked the
    meeting."""
    stretch = session.get(RecordingStretch, stretch_id, populate_existing=True)
    if stretch is None:
        return None
    return session.get_one(Recording, stretch.recording_id, populate_existing=True), stretch
