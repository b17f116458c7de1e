"""What is cut off the ends of a recording is in no file that is played, and is erased when it cannot be restored any
more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete

from convener.domain.recordings import cuts, recordings, videos
from convener.domain.recordings.playback import PlaybackState, check_playback
from convener.domain.recordings.recordings import Format
from convener.domain.recordings.retry import retry
from convener.domain.recordings.states import RecordingState
from convener.jobs.kinds import cuts as kinds
from convener.jobs.kinds.blobs import DELETE_BLOBS
from convener.jobs.kinds.cuts import CUT_RECORDING, ERASE_CUT_OFF
from convener.jobs.kinds.videos import COMPOSE_VIDEO
from convener.sandbox.process import ProcessFailed
from convener.storage.models import Job, Recording
from tests.factories.captures import CaptureFolder
from tests.factories.jobs import Crash, do_all, do_periodic, let_time_pass, runner, with_lease
from tests.factories.studio import Studio, now


def finish(studio: Studio) -> None:
    """A recording of four seconds that can be played: Ann sends all the time, the host at the end."""
    folder = studio.stretch(1, now(), 4)
    send(folder, studio.room.public["ann"], 0, 100)
    folder.camera(studio.room.public["host"], 3_000, 25)
    studio.finish()


def send(folder: CaptureFolder, person: str, at: int, frames: int) -> None:
    folder.camera(person, at, frames)
    folder.microphone(person, at, 2 * frames)


def trim(studio: Studio, *ends: int) -> None:
    with studio.database.write() as session:
        recording = session.get_one(Recording, studio.recording_id)
        cuts.trim(session, recording, recording.owner, (ends[0], ends[1]) if ends else None)


def cut(studio: Studio) -> int:
    """Make the copies that are asked for; returns the number of jobs."""
    return do_all(runner(studio.database, studio.site, studio.settings), CUT_RECORDING)


def look(studio: Studio) -> None:
    """As every ten minutes."""
    do_periodic(runner(studio.database, studio.site, studio.settings), studio.database, ERASE_CUT_OFF)


def age(studio: Studio, days: int) -> None:
    with studio.database.write() as session:
        recording = session.get_one(Recording, studio.recording_id)
        assert recording.trimmed_at is not None
        recording.trimmed_at -= timedelta(days=days)


def playback(studio: Studio) -> PlaybackState:
    with studio.database.read() as session:
        recording = session.get_one(Recording, studio.recording_id)
        return check_playback(session, recording.center_id, recording.name).state


def state(studio: Studio) -> tuple[RecordingState, int] | None:
    with studio.database.read() as session:
        found = [session.get_one(Recording, studio.recording_id)]
        return cuts.states_of(session, found).get(studio.recording_id)


def kinds_of(studio: Studio) -> list[str]:
    return sorted(part.kind for part in studio.parts().values())


def is_whole_size(studio: Studio) -> bool:
    return studio.recording().size == sum(part.size for part in studio.parts().values())


def test_it_is_not_played_until_the_copies_are_there_and_whole_again_at_once(studio: Studio) -> None:
    finish(studio)
    whole = studio.parts().keys()
    trim(studio, 500, 2_500)
    assert (playback(studio), state(studio)) == (PlaybackState.MAKING, (RecordingState.PROCESSING, 0))
    assert cut(studio) == 1
    assert (playback(studio), state(studio)) == (PlaybackState.OPEN, None)
    # Of the camera two files: what was encoded anew, and what was copied. The host sent nothing of what is left.
    assert kinds_of(studio) == ["cut", "cut", "cuts", "timeline", "track", "track", "track"]
    assert is_whole_size(studio)
    trim(studio)
    assert playback(studio) is PlaybackState.OPEN
    assert studio.parts().keys() == whole
    assert studio.recording().trimmed_at is None
    assert is_whole_size(studio)
    do_all(runner(studio.database, studio.site, studio.settings), COMPOSE_VIDEO)
    do_periodic(runner(studio.database, studio.site, studio.settings), studio.database, DELETE_BLOBS)
    assert sum(file.is_file() for file in (studio.settings.data / "blobs").rglob("*")) == len(studio.parts()) + 1


def test_a_worker_that_dies_leaves_it_to_another(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    finish(studio)
    trim(studio, 500, 2_500)

    def die(*_: object) -> None:
        raise Crash

    with monkeypatch.context() as patched:
        patched.setattr(kinds, "store_json", die)
        with pytest.raises(Crash):
            runner(studio.database, studio.site, studio.settings).run_next(with_lease(CUT_RECORDING, timedelta(0)))
    let_time_pass(studio.database)
    assert cut(studio) == 1
    assert playback(studio) is PlaybackState.OPEN
    assert kinds_of(studio).count("cut") == 2
    assert not (studio.settings.data / "cuts" / studio.reid).exists()


def test_one_that_cannot_be_cut_says_so_and_is_tried_again(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    finish(studio)
    trim(studio, 500, 2_500)

    def fail(*_: object) -> None:
        raise ProcessFailed("of this test")

    with monkeypatch.context() as patched:
        patched.setattr(kinds, "cut", fail)
        for _ in range(4):
            cut(studio)
            let_time_pass(studio.database)
    assert (playback(studio), state(studio)) == (PlaybackState.MAKING, (RecordingState.FAILED, 0))
    look(studio)
    assert cut(studio) == 0, "it is not tried for ever"
    with studio.database.write() as session:
        retry(session, session.get_one(Recording, studio.recording_id))
    assert cut(studio) == 1
    assert playback(studio) is PlaybackState.OPEN


def test_one_of_an_earlier_version_is_cut(studio: Studio) -> None:
    finish(studio)
    trim(studio, 500, 2_500)
    with studio.database.write() as session:
        session.execute(delete(Job).where(Job.kind == CUT_RECORDING.name))
    look(studio)
    assert cut(studio) == 1
    assert playback(studio) is PlaybackState.OPEN


def test_what_was_cut_off_is_erased_when_it_cannot_be_restored_any_more(studio: Studio) -> None:
    finish(studio)
    with studio.database.write() as session:
        recording = session.get_one(Recording, studio.recording_id)
        begun = recording.started_at
    trim(studio, 500, 2_500)
    cut(studio)
    do_all(runner(studio.database, studio.site, studio.settings), COMPOSE_VIDEO)
    age(studio, 2)
    look(studio)
    assert studio.recording().trim_start == 500, "it can still be restored"
    age(studio, 100)
    look(studio)
    recording = studio.recording()
    assert (recording.trim_start, recording.trim_end, recording.trimmed_at) == (None, None, None)
    assert (recording.full_duration, recording.duration) == (2_000, 2)
    assert recording.started_at == begun + timedelta(milliseconds=500)
    assert kinds_of(studio) == ["sound", "timeline", "track", "track"]
    assert is_whole_size(studio) is False  # the video counts too
    timeline = studio.timeline()
    assert timeline.duration == 2_000
    assert {track.id for track in timeline.tracks} <= studio.parts().keys()
    assert playback(studio) is PlaybackState.OPEN
    with studio.database.read() as session:
        assert recordings.find_file(session, recording, Format.VIDEO) is not None
        assert videos.progress_of(session, [recording])[recording.id].percent == 100
    do_periodic(runner(studio.database, studio.site, studio.settings), studio.database, DELETE_BLOBS)
    assert sum(file.is_file() for file in (studio.settings.data / "blobs").rglob("*")) == len(studio.parts()) + 1
    # What is left can be trimmed in turn.
    trim(studio, 1_000, 2_000)
    assert cut(studio) == 1
    assert playback(studio) is PlaybackState.OPEN
