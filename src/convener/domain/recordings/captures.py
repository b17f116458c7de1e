"""What is to be captured now, as the rows say: for the node that has the recorder."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from convener.storage import watch
from convener.storage.models import Recording, RecordingStretch


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


def list_wanted(connection: Connection) -> list[WantedCapture]:
    """All stretches that are not complete, the oldest first."""
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
        ) in watch.find_open_stretches(connection)
    ]


def find_stretch(session: Session, stretch_id: int) -> tuple[Recording, RecordingStretch] | None:
    """The stretch with its recording, as they are now; None where the recording was deleted. The caller has locked the
    meeting."""
    stretch = session.get(RecordingStretch, stretch_id, populate_existing=True)
    if stretch is None:
        return None
    return session.get_one(Recording, stretch.recording_id, populate_existing=True), stretch
