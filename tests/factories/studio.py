"""A recording that was stopped and waits to be finished; tests write what was captured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec
from sqlalchemy import select

from convener.domain.recordings import recordings, stretches
from convener.domain.recordings.states import RecordingState
from convener.domain.site import Site
from convener.domain.timelines.timeline import Timeline
from convener.jobs.kinds.recordings import FINISH_RECORDING
from convener.recording.index import capture_folder
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database
from convener.storage.models import Recording, RecordingPart, RecordingStretch
from tests.factories.captures import CaptureFolder
from tests.factories.jobs import do_all, runner
from tests.factories.room import RoomFactory


@dataclass
class Studio:
    """A recording whose stretches are written by the test."""

    database: Database
    site: Site
    settings: Settings
    room: RoomFactory
    recording_id: int
    reid: str

    def stretch(self, number: int, at: datetime, seconds: float, reason: str = "stopped") -> CaptureFolder:
        """A complete stretch that began at that time."""
        self.add_stretch(number, at, seconds, reason)
        folder = capture_folder(self.settings.data, self.reid, number)
        return CaptureFolder(folder, "m", started_at=int(at.timestamp() * 1000))

    def add_stretch(self, number: int, at: datetime, seconds: float, reason: str = "stopped") -> None:
        """The same of which the files are there."""
        with self.room.locked() as (session, meeting):
            row = RecordingStretch(
                recording_id=self.recording_id,
                number=number,
                capture_id=f"capture-{number}",
                first_seq=0,
                last_seq=meeting.last_seq,
                asked_at=at,
                started_at=at,
                ended_at=at + timedelta(seconds=seconds),
                reason=reason,
                completed_at=at + timedelta(seconds=seconds),
            )
            session.add(row)

    def ask(self) -> None:
        with self.room.locked() as (session, _meeting):
            stretches.finish_when_complete(session, session.get_one(Recording, self.recording_id))

    def finish(self) -> None:
        self.ask()
        do_all(runner(self.database, self.site, self.settings), FINISH_RECORDING)

    def recording(self) -> Recording:
        with self.database.read() as session:
            return session.get_one(Recording, self.recording_id)

    def parts(self) -> dict[str, RecordingPart]:
        with self.database.read() as session:
            found = session.scalars(select(RecordingPart).where(RecordingPart.recording_id == self.recording_id))
            return {one.name: one for one in found}

    def read(self, name: str) -> bytes:
        return b"".join(BlobStore.of(self.settings).read(self.parts()[name].blob))

    def timeline(self) -> Timeline:
        return msgspec.json.decode(self.read("timeline"), type=Timeline)


def make_studio(database: Database, site: Site, settings: Settings) -> Studio:
    """The recording of a meeting with a host and Ann."""
    room = RoomFactory(database, site)
    room.enter("host")
    room.enter("ann")
    with room.locked() as (session, meeting):
        recording = recordings.begin(session, meeting)
        recording.state = RecordingState.PROCESSING.value
        made = recording.id, recording.reid
    return Studio(database, site, settings, room, *made)


def now() -> datetime:
    """The present, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)
