"""kill -9 of the worker that composes a video: the recording plays all the time, and there is one video in the end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import av
import pytest
from sqlalchemy import select

from convener.domain.jobs.queue import JobState
from convener.domain.recordings import videos
from convener.domain.recordings.playback import PlaybackState, check_playback
from convener.domain.recordings.videos import SOUND, ComposeVideo
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database
from convener.storage.models import BlobDeletion, Meeting, Recording, RecordingFile, RecordingPart
from tests.apis.rest.conftest import PASSWORD, Browser
from tests.factories.jobs import jobs, let_time_pass
from tests.factories.made_recordings import DURATION, insert_made_recording
from tests.servers import PATIENCE, RunningServer, wait_until

from .processes import WorkerProcess

pytestmark = pytest.mark.long


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[tuple[RunningServer, Database]]:
    """A server that does not run any more, with a meeting."""
    server = RunningServer(tmp_path / "data")
    server.start()
    made = server.cli("user", "create", "ann", "--role", "organizer", "--password", PASSWORD)
    assert made.returncode == 0, made.stderr
    with Browser(base_url=server.base_url) as browser:
        browser.sign_in("ann")
        assert browser.write("POST", "/api/v1/meetings", {"title": "Spring"}).status_code == 201
    assert server.stop() == 0
    database = Database(Settings.load({}, data=server.data).sqlalchemy_url)
    yield server, database
    database.close()


def test_it_is_done_once_more_and_gives_one_video(installed: tuple[RunningServer, Database], tmp_path: Path) -> None:
    server, database = installed
    store = BlobStore.of(Settings.load({}, data=server.data))
    with database.read() as session:
        meeting_id = session.scalars(select(Meeting.id)).one()
    reid = insert_made_recording(database, store, meeting_id, tmp_path / "captures")
    with database.write() as session:
        videos.ask(session, session.scalars(select(Recording).where(Recording.reid == reid)).one())
    out = server.data / "compositions" / reid / "out"
    first, second = (WorkerProcess(server, "convener.cli", "worker") for _ in range(2))
    first.start()
    try:
        await_folder(out)
    finally:
        first.kill()
    (job,) = jobs(database, ComposeVideo.kind)
    assert job.state == JobState.RUNNING.value
    assert find_videos(database) == []
    with database.read() as session:
        recording = session.scalars(select(Recording).where(Recording.reid == reid)).one()
        assert check_playback(session, recording.center_id, recording.name).state is PlaybackState.OPEN

    let_time_pass(database)
    second.start()
    try:
        wait_until(lambda: find_videos(database), "the video")
        wait_until(lambda: not (server.data / "compositions" / reid).exists(), "its folder to be gone")
    finally:
        second.kill()
    (job,) = jobs(database, ComposeVideo.kind)
    assert (job.state, job.claims) == (JobState.DONE.value, 2)
    (film,) = find_videos(database)
    video = tmp_path / "video.mp4"
    store.copy_to(film.blob, video)
    with av.open(str(video)) as container:
        assert (container.duration or 0) / 1_000 == pytest.approx(DURATION, abs=200)
    with database.read() as session:
        sounds = select(RecordingPart).where(RecordingPart.kind == SOUND)
        assert len(session.scalars(sounds).all()) == 1
        named = {*session.scalars(select(RecordingPart.blob)), *session.scalars(select(RecordingFile.blob))}
        given_up = set(session.scalars(select(BlobDeletion.blob)))
    # What no row names is to be deleted.
    files = {file.name for file in (server.data / "blobs").rglob("*") if file.is_file()}
    assert {one.rpartition("/")[2] for one in named} <= files
    assert len(files) <= len(named | given_up)


def await_folder(folder: Path) -> None:
    """Wait until it is there, looking often: what is made in it takes a second."""
    limit = time.monotonic() + PATIENCE
    while not folder.exists():
        assert time.monotonic() < limit
        time.sleep(0.005)


def find_videos(database: Database) -> list[RecordingFile]:
    with database.read() as session:
        return list(session.scalars(select(RecordingFile)))
