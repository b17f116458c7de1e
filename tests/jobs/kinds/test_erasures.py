"""What meetings hold of people who were erased is blanked, also where a worker dies on the way; on both databases."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from convener.domain import blobs
from convener.domain.actions.erase_person import EraseTraces
from convener.domain.chat import messages
from convener.domain.jobs import queue
from convener.domain.recordings import recordings, videos
from convener.domain.recordings.recordings import Part
from convener.domain.recordings.videos import VideoState
from convener.domain.room import moderation
from convener.domain.site import Site
from convener.domain.timelines.erasure import EraseFromRecording
from convener.jobs.context import JobContext
from convener.jobs.kinds.erasures import BATCH, ERASE_FROM_RECORDING, ERASE_PERSON, erase
from convener.recording.port import TrackKind
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database
from convener.storage.models import Participant, Recording, Visit
from tests.factories.jobs import Crash, do_all, job_states, let_time_pass, runner, with_lease
from tests.factories.room import RoomFactory
from tests.factories.studio import Studio
from tests.servers import wait_until


def test_meetings_are_gone_through_once_more_where_a_worker_dies(
    database: Database, site: Site, tmp_path: Path
) -> None:
    room = RoomFactory(database, site)
    for number in range(BATCH + 1):
        room.enter(f"guest {number}")
    ids = [one for name, one in room.ids.items() if name != "host"]
    with database.write() as session:
        session.execute(update(Visit).values(browser="a browser"))
        queue.enqueue(session, EraseTraces(participants=ids))

    def known() -> int:
        with database.read() as session:
            return len(session.scalars(select(Visit.id).where(Visit.browser != "")).all())

    def dies(context: JobContext, _: object) -> None:
        erase(context, EraseTraces(participants=ids[:BATCH]))
        raise Crash

    settings = Settings(data=tmp_path)
    with pytest.raises(Crash):
        runner(database, site, settings).run_next(replace(with_lease(ERASE_PERSON, timedelta(0)), run=dies))
    assert known() == 1
    assert do_all(runner(database, site, settings, "w2"), ERASE_PERSON) == 1
    assert (job_states(database, "erase_person"), known()) == (["done"], 0)


def _finished(studio: Studio) -> None:
    """Ann and the host wrote something in it, and Ann shared her screen."""
    begun = datetime.now(UTC) + timedelta(milliseconds=2)
    wait_until(lambda: datetime.now(UTC) > begun, "the capture to have begun")
    folder = studio.stretch(1, begun, 60)
    folder.microphone(studio.room.public["ann"], 0, 50)
    folder.camera(studio.room.public["ann"], 0, 25, kind=TrackKind.SCREEN)
    for name in ("ann", "host"):
        with studio.database.write() as session:
            insider = moderation.inside(session, session.get_one(Participant, studio.room.ids[name]))
            messages.send(session, insider, f"from {name}", key=name, audience="all")
    studio.finish()


def _erase_ann(studio: Studio) -> None:
    """As if she had left long ago: her own row is blank."""
    with studio.database.write() as session:
        session.get_one(Participant, studio.room.ids["ann"]).name = ""
        queue.enqueue(session, EraseTraces(participants=[studio.room.ids["ann"]]))
    worker = runner(studio.database, studio.site, studio.settings)
    assert do_all(worker, ERASE_PERSON) == 1


def test_finished_recordings_lose_names_and_messages(studio: Studio) -> None:
    _finished(studio)
    before = studio.timeline()
    assert [one.title for one in before.chapters] == ["ann"]
    _erase_ann(studio)
    worker = runner(studio.database, studio.site, studio.settings)
    assert do_all(worker, ERASE_FROM_RECORDING) == 1
    after = studio.timeline()
    assert b"from ann" not in studio.read("timeline")
    assert [(one.id, one.name) for one in after.people] == [
        (studio.room.public["host"], "host"),
        (studio.room.public["ann"], "Guest"),
    ]
    assert [one.text for one in after.events if one.kind == "chat"] == ["from host"]
    assert [one.title for one in after.chapters] == ["Guest"]
    assert (after.tracks, after.duration) == (before.tracks, before.duration), "what is seen and heard stays"
    with studio.database.read() as session:
        recording = session.get_one(Recording, studio.recording_id)
        assert recording.size == sum(one.size for one in studio.parts().values())
        assert videos.progress_of(session, [recording])[recording.id].state is VideoState.COMPOSING
    # Once more it finds nothing.
    blob = studio.parts()["timeline"].blob
    _erase_ann(studio)
    assert do_all(worker, ERASE_FROM_RECORDING) == 1
    assert studio.parts()["timeline"].blob == blob


def test_subtitles_lose_the_name(studio: Studio) -> None:
    _finished(studio)
    said = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v ann>ann is here, so is annabel; what does ann. think?\n"
    key = blobs.store(studio.database, BlobStore.of(studio.settings), io.BytesIO(said.encode()))
    part = Part(kind="subtitles", name="subtitles-en", content_type="text/vtt", size=len(said), blob=key)
    with studio.database.write() as session:
        recordings.add_part(session, session.get_one(Recording, studio.recording_id), part)
    _erase_ann(studio)
    assert do_all(runner(studio.database, studio.site, studio.settings), ERASE_FROM_RECORDING) == 1
    assert (
        studio.read("subtitles-en")
        .decode()
        .endswith("\n<v Guest>Guest is here, so is annabel; what does Guest. think?\n")
    )


def test_of_two_who_are_erased_at_once_both_are_taken_out(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    _finished(studio)
    studio.room.add("late")
    with studio.database.write() as session:
        for name in ("ann", "host"):
            one = session.get_one(Participant, studio.room.ids[name])
            one.name = ""
            people = [one.public_id]
            queue.enqueue(session, EraseFromRecording(recording=studio.recording_id, people=people))
    worker = runner(studio.database, studio.site, studio.settings)
    store = blobs.store
    raced: list[int] = []

    def slow(*arguments: Any) -> str:
        """The second one is taken out while the first one's timeline is stored."""
        if not raced:
            raced.append(1)
            assert runner(studio.database, studio.site, studio.settings, "w2").run_next(ERASE_FROM_RECORDING)
        return store(*arguments)

    monkeypatch.setattr(blobs, "store", slow)
    worker.run_next(ERASE_FROM_RECORDING)
    let_time_pass(studio.database)
    do_all(worker, ERASE_FROM_RECORDING)
    assert job_states(studio.database, "erase_from_recording") == ["done", "done"]
    names = {one.id: one.name for one in studio.timeline().people}
    assert "ann" not in names.values()
    assert [one for one in studio.timeline().events if one.kind == "chat"] == []


def test_one_that_is_being_finished_is_waited_for(studio: Studio) -> None:
    with studio.database.write() as session:
        people = [studio.room.public["ann"]]
        queue.enqueue(session, EraseFromRecording(recording=studio.recording_id, people=people))
    worker = runner(studio.database, studio.site, studio.settings)
    worker.run_next(ERASE_FROM_RECORDING)
    assert job_states(studio.database, "erase_from_recording") == ["queued"]
    with studio.database.write() as session:
        session.get_one(Recording, studio.recording_id).life = "removed"
    let_time_pass(studio.database)
    worker.run_next(ERASE_FROM_RECORDING)
    assert job_states(studio.database, "erase_from_recording") == ["done"]
