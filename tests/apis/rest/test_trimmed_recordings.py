"""Nobody who has the link of a trimmed recording gets anything of what was cut off: all that can be fetched is
decoded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from convener.domain.jobs.queue import UNFINISHED
from convener.domain.recordings.videos import ComposeVideo
from convener.recording.codecs import Codec
from convener.recording.matroska import TrackFormat
from convener.recording.port import TrackKind
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database
from convener.storage.models import Job, Meeting, Recording, RecordingPart
from tests.apis.rest.conftest import PASSWORD, Browser
from tests.factories.captures import CaptureFolder, encoded_tone, encoded_values
from tests.factories.made_recordings import insert_made_recording
from tests.factories.played import pictures, sounds
from tests.servers import RunningServer, wait_until

SUBTITLES = """WEBVTT

NOTE the secret is in the first minute

1
00:00:00.500 --> 00:00:03.000
a secret of the beginning

2
00:00:03.500 --> 00:00:05.000 align:start
what is left

00:00:07.500 --> 00:00:09.000
a secret of the end
"""
LEFT, CUT = 90, 200
"""How bright pictures are of what is left, and of what is cut off."""
CAMERAS = [(0.89, 0.385), (0.89, 0.615)]
"""Where Ann and Bob are in the video: in the column beside pages, parts of its width and height."""
START, END = 3_200, 7_400
"""Between keyframes."""


def fill(capture: CaptureFolder) -> None:
    """Two people who are loud and bright in what will be cut off, silent and dark in what is left."""
    silent, loud = encoded_tone(1, 440.0, volume=0.0)[0], encoded_tone(500, 440.0)
    values = [LEFT if START <= 40 * n < END else CUT for n in range(250)]
    for codec in (Codec.VP8, Codec.H264):
        heard = [(20 * n, silent if START <= 20 * n < END else loud[n], True) for n in range(500)]
        capture.track("p", TrackKind.MICROPHONE, TrackFormat(codec=Codec.OPUS), 0, heard)
        seen = [(40 * n, *one) for n, one in enumerate(encoded_values(codec, 64, 48, values, 60))]
        capture.track("p", TrackKind.CAMERA, TrackFormat(codec=codec, width=64, height=48), 0, seen)


@pytest.fixture
def ann(server: RunningServer) -> Iterator[Browser]:
    done = server.cli("user", "create", "ann", "--role", "organizer", "--password", PASSWORD)
    assert done.returncode == 0, done.stderr
    with Browser(base_url=server.base_url) as browser:
        browser.sign_in("ann")
        yield browser


def test_everything_that_can_be_fetched_is_of_what_is_left(server: RunningServer, ann: Browser, tmp_path: Path) -> None:
    mid = ann.write("POST", "/api/v1/meetings", {"title": "Spring"}).json()["mid"]
    settings = Settings.load({}, data=server.data)
    database = Database(settings.sqlalchemy_url)
    try:
        with database.read() as session:
            meeting_id = session.scalars(select(Meeting.id).where(Meeting.mid == mid)).one()
        pages = {"page-plan-1": b"before and in it", "page-plan-2": b"in it"}
        reid = insert_made_recording(
            database, BlobStore.of(settings), meeting_id, tmp_path / "captures", pages, fill=fill
        )
        with database.write() as session:
            recording = session.scalars(select(Recording).where(Recording.reid == reid)).one()
            recording.entry, name = "none", recording.name
        address = f"/api/v1/recordings/{reid}"
        assert ann.write("PUT", f"{address}/subtitles/en", {"content": SUBTITLES}).status_code == 200
        with Browser(base_url=server.base_url) as viewer:
            early = viewer.post("/api/v1/recordings/entries", json={"name": name}).json()
            assert ann.write("PATCH", address, {"trim": {"start": START, "end": END}}).status_code == 200
            wait_until(lambda: is_ready(ann, database, reid), "the copies and the video")
            with database.read() as session:
                names = list(session.scalars(select(RecordingPart.name).join(Recording).where(Recording.reid == reid)))
            entry = viewer.post("/api/v1/recordings/entries", json={"name": name}).json()
            for one in (early, entry):
                expect_nothing_of_it(viewer, one, names, tmp_path)
            expect_all_of_the_rest(viewer, entry, tmp_path)
    finally:
        database.close()


def is_ready(browser: Browser, database: Database, reid: str) -> bool:
    (found,) = browser.get("/api/v1/recordings").json()["recordings"]
    with database.read() as session:
        composing = select(Job.id).where(Job.kind == ComposeVideo.kind, Job.state.in_(UNFINISHED))
        return bool((found["state"], found["video"]) == ("ready", "ready") and not session.scalars(composing).all())


def expect_nothing_of_it(viewer: Browser, entry: dict[str, Any], names: list[str], folder: Path) -> None:
    """Of no part of the recording, by whatever name, and of no other address."""
    assert "track-1-1" in names
    timeline = viewer.get(entry["timelineUrl"])
    assert "Which pier" not in timeline.text
    assert timeline.json()["duration"] == END - START
    fetched = 0
    for name in [*names, "cuts", "timeline", "sound"]:
        reply = viewer.get(entry["partUrl"] + name)
        if reply.status_code != 200:
            assert reply.status_code == 409, name
            continue
        fetched += 1
        assert b"secret" not in reply.content
        expect_dark_and_silent(reply.content, reply.headers["content-type"], folder)
    assert fetched == 4 + 2 + 2 + 2  # tracks, what was encoded anew of two, pages, a drawing and subtitles
    for number in range(1, 5):
        assert viewer.get(f"{entry['partUrl']}track-1-{number}").status_code == 409
    for address in ("mediaUrl", "downloadUrl", "soundUrl"):
        if entry[address]:
            content = viewer.get(entry[address]).content
            kind = "audio/mp4" if address == "soundUrl" else "video/mp4"
            expect_dark_and_silent(content, kind, folder)


def expect_dark_and_silent(content: bytes, content_type: str, folder: Path) -> None:
    file = folder / "fetched"
    file.write_bytes(content)
    if content_type.startswith(("audio", "video/mp4")):
        assert max(value for _, values in sounds(file) for value in values) < 0.02
    if content_type.startswith("video"):
        places = CAMERAS if content_type == "video/mp4" else [(0.5, 0.5)]
        for place in places:
            assert max(value for _, value in pictures(file, place)) < (LEFT + CUT) / 2


def expect_all_of_the_rest(viewer: Browser, entry: dict[str, Any], folder: Path) -> None:
    timeline = viewer.get(entry["timelineUrl"]).json()
    for person in ("ann", "bob"):
        cameras = [one for one in timeline["tracks"] if (one["person"], one["kind"]) == (person, "camera")]
        seen = []
        for track in cameras:
            file = folder / "fetched"
            file.write_bytes(viewer.get(entry["partUrl"] + track["id"]).content)
            (piece,) = track["pieces"]
            seen += [piece["at"] - piece["start"] + round(at) for at, _ in pictures(file)]
        assert seen == list(range(0, END - START, 40))
    subtitles = viewer.get(entry["partUrl"] + timeline["subtitles"][0]["part"]).text
    assert subtitles == "WEBVTT\n\n00:00:00.300 --> 00:00:01.800 align:start\nwhat is left\n"
