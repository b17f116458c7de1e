"""The video of a recording: composed after it can be played, once, however often it is tried."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import av
import pytest
from sqlalchemy import select

from convener.domain.lifecycle import LifecycleEvent
from convener.domain.recordings import cuts, recordings, videos
from convener.domain.recordings.recordings import Format
from convener.domain.recordings.videos import VideoState
from convener.jobs.kinds import videos as kinds
from convener.jobs.kinds.blobs import DELETE_BLOBS
from convener.jobs.kinds.videos import COMPOSE_VIDEO
from convener.storage.blobs import BlobStore
from convener.storage.models import BlobDeletion, Event, Recording, RecordingFile
from tests.factories.jobs import Crash, do_all, do_periodic, job_states, let_time_pass, runner, with_lease
from tests.factories.studio import Studio, now
from tests.jobs.kinds.test_recorded_documents import Wall, show


def compose(made: Studio) -> int:
    """Compose what is asked for; returns the number of jobs."""
    return do_all(runner(made.database, made.site, made.settings), COMPOSE_VIDEO)


def finished(made: Studio) -> None:
    """A recording of two seconds that can be played."""
    folder = made.stretch(1, now(), 2)
    folder.camera(made.room.public["ann"], 0, 50, value=200)
    folder.microphone(made.room.public["ann"], 100, 90)
    made.finish()


def progress(made: Studio) -> tuple[VideoState, int]:
    with made.database.read() as session:
        recording = session.get_one(Recording, made.recording_id)
        found = videos.progress_of(session, [recording])[recording.id]
    return found.state, found.percent


def video(made: Studio) -> RecordingFile | None:
    with made.database.read() as session:
        return recordings.find_file(session, session.get_one(Recording, made.recording_id), Format.VIDEO)


def blobs_stored(made: Studio) -> int:
    return sum(1 for file in (made.settings.data / "blobs").rglob("*") if file.is_file())


def test_a_finished_recording_gets_a_video_and_its_sound(studio: Studio) -> None:
    assert progress(studio) == (VideoState.NONE, 0)
    finished(studio)
    assert progress(studio) == (VideoState.COMPOSING, 0)
    assert compose(studio) == 1
    assert progress(studio) == (VideoState.READY, 100)
    file = video(studio)
    assert file is not None
    assert (file.content_type, file.playable) == ("video/mp4", True)
    content = b"".join(BlobStore.of(studio.settings).read(file.blob))
    with av.open(io.BytesIO(content), "r") as container:
        assert (container.duration or 0) / 1e6 == pytest.approx(2, abs=0.2)
        assert [stream.type for stream in container.streams][:2] == ["video", "audio"]
        assert container.metadata["title"] == studio.recording().title
    sound = studio.parts()["sound"]
    assert sound.content_type == "audio/mp4"
    with av.open(io.BytesIO(studio.read("sound")), "r") as container:
        assert [stream.type for stream in container.streams] == ["audio"]
    assert studio.recording().size == file.size + sum(part.size for part in studio.parts().values())
    assert not any((studio.settings.data / "compositions").iterdir())
    with studio.database.read() as session:
        told = session.scalars(select(Event.data).where(Event.type == "center:recording:composed").order_by(Event.id))
        percent = [one["percent"] for one in told]
    assert percent[-1] == 100
    assert percent == sorted(set(percent))


def test_asked_for_once_more_it_takes_the_place_of_the_first(studio: Studio) -> None:
    finished(studio)
    compose(studio)
    size, first = studio.recording().size, video(studio)
    with studio.database.write() as session:
        videos.ask(session, session.get_one(Recording, studio.recording_id))
    assert progress(studio)[0] is VideoState.COMPOSING
    assert compose(studio) == 1
    second = video(studio)
    assert first is not None
    assert second is not None
    assert second.blob != first.blob
    assert studio.recording().size == pytest.approx(size, rel=0.01)
    do_periodic(runner(studio.database, studio.site, studio.settings), studio.database, DELETE_BLOBS)
    assert blobs_stored(studio) == len(studio.parts()) + 1


def test_it_is_done_once_more_after_a_worker_died(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    finished(studio)
    keep = kinds._keep

    def die(*_: object) -> None:
        raise Crash

    monkeypatch.setattr(kinds, "_keep", die)
    with pytest.raises(Crash):
        runner(studio.database, studio.site, studio.settings).run_next(with_lease(COMPOSE_VIDEO, timedelta(0)))
    folder = studio.settings.data / "compositions" / studio.reid / "in"
    folder.mkdir(parents=True)
    (folder / "0").write_bytes(b"of a worker that was killed")
    monkeypatch.setattr(kinds, "_keep", keep)
    let_time_pass(studio.database)
    assert compose(studio) == 1
    assert progress(studio) == (VideoState.READY, 100)
    assert not folder.exists()


def test_what_cannot_be_composed_fails_and_the_recording_stays(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    finished(studio)
    monkeypatch.setattr("convener.domain.composition.compose._LARGEST_FILE", 100)
    for _ in range(3):
        compose(studio)
        let_time_pass(studio.database)
    assert progress(studio) == (VideoState.FAILED, 0)
    assert studio.recording().state == "ready"
    assert not (studio.settings.data / "compositions" / studio.reid).exists()


def test_what_was_cut_off_can_be_downloaded_no_more(studio: Studio) -> None:
    finished(studio)
    compose(studio)
    assert video(studio) is not None
    with studio.database.write() as session:
        recording = session.get_one(Recording, studio.recording_id)
        cuts.trim(session, recording, recording.owner, (500, 1_500))
    assert video(studio) is None
    assert "sound" not in studio.parts()
    assert studio.recording().size == sum(part.size for part in studio.parts().values())
    compose(studio)
    file = video(studio)
    assert file is not None
    content = b"".join(BlobStore.of(studio.settings).read(file.blob))
    with av.open(io.BytesIO(content), "r") as container:
        assert (container.duration or 0) / 1e6 == pytest.approx(1, abs=0.2)


def test_of_a_deleted_recording_none_is_made(studio: Studio) -> None:
    finished(studio)
    with studio.database.write() as session:
        recording = session.get_one(Recording, studio.recording_id)
        recordings.change_state(session, recording, LifecycleEvent.DELETE, None)
    compose(studio)
    assert video(studio) is None
    assert set(job_states(studio.database, "compose_video")) == {"done"}


def test_of_one_that_was_uploaded_none_is_made(studio: Studio, tmp_path: Path) -> None:
    with studio.database.write() as session:
        videos.ask(session, session.get_one(Recording, studio.recording_id))
    compose(studio)
    assert video(studio) is None
    with studio.database.read() as session:
        assert session.scalars(select(BlobDeletion)).all() == []


def test_what_is_drawn_in_the_meeting_is_in_the_video(studio: Studio) -> None:
    start, wall = now(), Wall(studio)
    show(studio, start, ("board", wall.board_id, 1))
    blue = {"width": 960, "height": 540, "strokeColor": "#1971c2", "backgroundColor": "#1971c2", "index": "a2"}
    wall.draw(start + timedelta(seconds=3), "blue", **blue)
    studio.stretch(1, start, 5).microphone(studio.room.public["host"], 0, 250)
    studio.finish()
    compose(studio)
    file = video(studio)
    assert file is not None
    content = b"".join(BlobStore.of(studio.settings).read(file.blob))
    with av.open(io.BytesIO(content), "r") as container:
        middle = {
            float(frame.time or 0): frame.to_ndarray(format="gray")[360, 500] for frame in container.decode(video=0)
        }
    assert min(bright for second, bright in middle.items() if second < 2.9) > 220
    assert max(bright for second, bright in middle.items() if second > 3.1) < 130
