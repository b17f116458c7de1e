"""kill -9 of the server in the middle of a recording: people come back, and it goes on as one recording of both
parts."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import av
import msgspec
import pytest
from sqlalchemy import select

from convener.domain.recordings.playback import TIMELINE
from convener.domain.timelines.timeline import Timeline
from convener.recording.index import read_tracks
from convener.recording.port import TrackKind
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database
from convener.storage.models import RecordingPart
from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.recording import FLASHING, Watched, begin_recording, captures, ids, states
from tests.servers import RunningServer, wait_until


@pytest.mark.feature("recording")
def test_what_was_captured_before_plays_and_the_meeting_is_recorded_on(
    server: RunningServer, new_person: Any, tmp_path: Path
) -> None:
    api = LiveMinutes(server)
    made = create(api)
    ann, bob = new_person("Ann"), new_person("Bob")
    bob.context.add_init_script(FLASHING)
    ann.join_without_devices(made["hostUrl"])
    bob.join(add(api, "p1", "Bob"))
    ann.sees("Bob")
    begin_recording(ann, bob)
    before, person = Watched(server, tmp_path / "before"), ids(server)
    before.grows(person["Bob"], TrackKind.CAMERA, frames=30)

    server.kill()
    server.start()
    wait_until(lambda: len(captures(server)) == 2, "another capture", 120)
    after = Watched(server, tmp_path / "after", 2)
    after.grows(person["Bob"], TrackKind.CAMERA, frames=30)
    after.grows(person["Bob"], TrackKind.MICROPHONE, frames=30)
    ann.sees("Bob")
    ann.button("More").click()
    ann.button("Stop recording").click()
    wait_until(lambda: states(server) == ["ready"], "the recording")
    assert ann.errors == bob.errors == []

    # Of both parts all that was captured is in the one recording, and can be decoded.
    captured = [sum(one.frames for one in read_tracks(watched.folder)) for watched in (before, after)]
    played = read_parts(server)
    assert {name.split("-")[1] for name in played} == {"1", "2"}
    for number, least in enumerate(captured, 1):
        frames = sum(count for name, count in played.items() if name.startswith(f"track-{number}-"))
        assert frames >= least
    api.close()


def read_parts(server: RunningServer) -> dict[str, int]:
    """The tracks of the recording's timeline, decoded: the number of frames of each."""
    settings = Settings.load({}, data=server.data)
    store, database = BlobStore.of(settings), Database(settings.sqlalchemy_url)
    try:
        with database.read() as session:
            parts = {one.name: one for one in session.scalars(select(RecordingPart))}
    finally:
        database.close()
    content = {name: store.read_whole(part.blob) for name, part in parts.items()}
    timeline = msgspec.json.decode(content[TIMELINE], type=Timeline)
    found: dict[str, int] = {}
    for track in timeline.tracks:
        with av.open(io.BytesIO(content[track.id]), "r") as container:
            found[track.id] = sum(1 for _ in container.decode(container.streams[0]))
    return found
