"""What was captured becomes a recording that can be played: once, however often it is tried."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from convener.domain import blobs
from convener.domain.chat import messages
from convener.domain.recordings import recordings
from convener.domain.room import moderation
from convener.domain.room.audience_rights import AudienceRights
from convener.jobs.kinds import recordings as kinds
from convener.jobs.kinds.blobs import DELETE_BLOBS
from convener.jobs.kinds.recordings import DELETE_CAPTURES, FINISH_RECORDING
from convener.recording.index import capture_folder
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.models import BlobDeletion, Event, Participant, Recording, Visit
from tests.factories.captures import CaptureFolder
from tests.factories.jobs import Crash, do_all, do_periodic, job_states, let_time_pass, runner, with_lease
from tests.factories.studio import Studio, now
from tests.servers import wait_until


def write(studio: Studio, name: str, text: str, **more: Any) -> None:
    with studio.database.write() as session:
        insider = moderation.inside(session, session.get_one(Participant, studio.room.ids[name]))
        messages.send(session, insider, text, key=text, **more)


def test_the_captured_files_become_parts_and_can_be_played(studio: Studio) -> None:
    start = now()
    folder = studio.stretch(1, start, 2)
    ann = studio.room.public["ann"]
    folder.camera(ann, 200, 25)
    folder.microphone(ann, 100, 50, gaps=[(400, 600)])
    captured = [(folder.folder / name).read_bytes() for name in ("1.webm", "2.webm")]
    studio.finish()
    recording = studio.recording()
    assert (recording.state, recording.duration, recording.published_at is not None) == ("ready", 2, True)
    assert [studio.read(name) for name in ("track-1-1", "track-1-2")] == captured
    timeline = studio.timeline()
    camera, microphone = timeline.tracks
    assert (camera.person, camera.kind, camera.content_type) == (ann, "camera", "video/webm; codecs=vp8")
    assert [(one.at, one.start) for one in camera.pieces] == [(200, 0)]
    assert [(one.at, one.start) for one in microphone.pieces] == [(100, 0), (600, 500)]
    assert {one.name for one in timeline.people} == {"host", "ann"}
    assert timeline.duration == 2000
    assert recording.size == sum(one.size for one in studio.parts().values())
    assert not folder.folder.exists()


def test_how_far_it_is_is_told(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = studio.stretch(1, now(), 2)
    for _ in range(3):
        folder.microphone(studio.room.public["ann"], 0, 50)
    seen: list[int] = []
    adopt = blobs.adopt

    def look(*arguments: Any) -> str:
        seen.append(studio.recording().progress)
        return adopt(*arguments)

    monkeypatch.setattr(blobs, "adopt", look)
    studio.finish()
    assert seen == [0, 25, 50]
    with studio.database.read() as session:
        told = session.scalars(select(Event.data).where(Event.type == "center:recording:progressed").order_by(Event.id))
        assert [(one["state"], one["percent"]) for one in told] == [
            ("processing", 25),
            ("processing", 50),
            ("ready", 0),
        ]


def test_pauses_are_cut_out(studio: Studio) -> None:
    start = now()
    host = studio.room.public["host"]
    studio.stretch(1, start, 1, "paused").camera(host, 0, 25)
    studio.stretch(2, start + timedelta(seconds=60), 3).camera(host, 500, 25)
    studio.finish()
    timeline = studio.timeline()
    assert timeline.duration == 4000
    assert [one.pieces[0].at for one in timeline.tracks] == [0, 1500]


def test_who_comes_and_goes_in_a_pause_is_there_from_its_end_or_until_its_beginning(studio: Studio) -> None:
    start = now()
    studio.room.enter("in the pause")
    visits = {"host": (-10, 30), "ann": (40, 62), "in the pause": (20, 40)}
    with studio.database.write() as session:
        for name, (entered, left) in visits.items():
            visit = session.scalars(select(Visit).where(Visit.participant_id == studio.room.ids[name])).one()
            visit.entered_at = start + timedelta(seconds=entered)
            visit.left_at = start + timedelta(seconds=left)
    studio.stretch(1, start, 1, "paused").microphone(studio.room.public["host"], 0, 25)
    studio.stretch(2, start + timedelta(seconds=60), 3)
    studio.finish()
    timeline = studio.timeline()
    assert [one.name for one in timeline.people] == ["host", "ann"]
    host, ann = studio.room.public["host"], studio.room.public["ann"]
    moves = [(one.at, one.kind, one.person) for one in timeline.events if one.kind in ("entered", "left")]
    assert moves == [(1_000, "left", host), (1_000, "entered", ann), (3_000, "left", ann)]


def test_a_stretch_that_was_killed_ends_with_its_last_frame(studio: Studio) -> None:
    studio.stretch(1, now(), 500, "restart").microphone(studio.room.public["host"], 0, 100, killed=True)
    studio.finish()
    assert studio.timeline().duration == 2000


def test_what_was_written_to_all_is_there_and_nothing_else(studio: Studio) -> None:
    write(studio, "host", "before", audience="all")
    # Captures count in milliseconds: what happens in the one in which they begin belongs to them.
    begun = datetime.now(UTC) + timedelta(milliseconds=2)
    wait_until(lambda: datetime.now(UTC) > begun, "the capture to have begun")
    studio.stretch(1, begun, 60)
    write(studio, "ann", "to all", audience="all")
    write(studio, "ann", "to presenters", audience="presenters")
    write(studio, "ann", "to the host", audience="person", recipient=studio.room.public["host"])
    studio.finish()
    chat = [(one.person, one.text) for one in studio.timeline().events if one.kind == "chat"]
    assert chat == [(studio.room.public["ann"], "to all")]


def test_attendees_who_do_not_see_each_other_are_not_shown(studio: Studio) -> None:
    studio.room.act("host", "set_rights", AudienceRights(see=False))
    folder = studio.stretch(1, now(), 2)
    folder.microphone(studio.room.public["ann"], 0, 50)
    folder.microphone(studio.room.public["host"], 0, 50)
    studio.finish()
    timeline = studio.timeline()
    assert [one.name for one in timeline.people] == ["host"]
    assert [one.person for one in timeline.tracks] == [studio.room.public["host"]]


def test_a_worker_that_dies_leaves_the_job_to_another_and_nothing_double(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = studio.stretch(1, now(), 2)
    folder.camera(studio.room.public["host"], 0, 25)
    folder.camera(studio.room.public["ann"], 0, 25)
    studio.ask()
    worker = runner(studio.database, studio.site, studio.settings)
    store = blobs.store

    def dies(*_: Any) -> str:
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(blobs, "store", dies)
        with pytest.raises(Crash):
            worker.run_next(with_lease(FINISH_RECORDING, timedelta(0)))
    assert blobs.store is store
    assert studio.recording().state == "processing"
    let_time_pass(studio.database)
    do_all(runner(studio.database, studio.site, studio.settings, "w2"), FINISH_RECORDING)
    assert studio.recording().state == "ready"
    assert sorted(studio.parts()) == ["timeline", "track-1-1", "track-1-2"]
    with studio.database.write() as session:
        for row in session.scalars(select(BlobDeletion)):
            row.due_at -= timedelta(hours=2)
    do_periodic(runner(studio.database, studio.site, studio.settings), studio.database, DELETE_BLOBS)
    assert set(BlobStore.of(studio.settings).find_keys()) == {one.blob for one in studio.parts().values()}
    assert studio.read("track-1-1")


def test_one_of_which_nothing_was_captured_fails_and_says_so(studio: Studio) -> None:
    studio.stretch(1, now(), 0)
    studio.finish()
    recording = studio.recording()
    assert (recording.state, recording.problem, recording.published_at) == ("failed", kinds.NOTHING, None)
    assert job_states(studio.database, "finish_recording") == ["failed"]


def test_captures_are_deleted_once_nothing_needs_them(studio: Studio) -> None:
    studio.stretch(1, now(), 1)
    forgotten = CaptureFolder(capture_folder(studio.settings.data, "0123456789abcdef", 1)).folder
    do_periodic(runner(studio.database, studio.site, studio.settings), studio.database, DELETE_CAPTURES)
    assert (forgotten.parent.exists(), (studio.settings.data / "captures" / studio.reid).exists()) == (False, True)


def test_a_part_takes_the_place_of_the_one_of_its_name(studio: Studio) -> None:
    store = BlobStore.of(studio.settings)
    for content in (b"one", b"and two"):
        key = blobs.store(studio.database, store, io.BytesIO(content))
        with studio.database.write() as session:
            recording = session.get_one(Recording, studio.recording_id)
            part = recordings.Part(kind="subtitles", name="en", content_type="text/vtt", size=len(content), blob=key)
            recordings.add_part(session, recording, part)
    assert (studio.recording().size, studio.read("en")) == (7, b"and two")


def test_workers_without_the_captures_leave_it_to_the_one_that_has_them(studio: Studio, tmp_path: Path) -> None:
    studio.stretch(1, now(), 2).microphone(studio.room.public["ann"], 0, 50)
    studio.ask()
    elsewhere = runner(studio.database, studio.site, Settings(data=tmp_path / "elsewhere"), "w2")
    for _ in range(20):
        assert elsewhere.run_next(FINISH_RECORDING)
        let_time_pass(studio.database)
    assert studio.recording().state == "processing"
    do_all(runner(studio.database, studio.site, studio.settings), FINISH_RECORDING)
    assert studio.recording().state == "ready"
