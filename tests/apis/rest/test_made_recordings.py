"""Recordings that were made in the room, by ``/api/v1``: listed, played, trimmed, subtitled, deleted."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec import Raw
from sqlalchemy import select

from convener.apis.rest.v1.routes import recording_library
from convener.domain import blobs
from convener.domain.authorization import Principal, Proof
from convener.domain.recordings import library, recordings
from convener.domain.recordings.library import LibraryQuery
from convener.domain.recordings.recordings import File, Format, Part
from convener.domain.recordings.videos import SOUND
from convener.recording.drawings import Drawing, DrawingChange
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database
from convener.storage.models import ApiClient, Meeting, Recording, User
from tests.apis.rest.conftest import PASSWORD, Browser
from tests.factories.made_recordings import insert_made_recording
from tests.factories.statements import carried_out
from tests.servers import RunningServer, wait_until

SUBRIP = "1\r\n00:00:01,500 --> 00:00:03,000\r\nWelcome to the harbour\r\n"


@dataclass
class Made:
    """A server with the meeting of ann that was recorded."""

    server: RunningServer
    database: Database
    meeting_id: int
    folder: Path

    def record(self, title: str = "Harbour") -> str:
        """A recording; its id."""
        store = BlobStore.of(Settings(data=self.server.data))
        number = len(list(self.folder.iterdir()))
        reid = insert_made_recording(
            self.database, store, self.meeting_id, self.folder / f"c{number}", {"page-plan-1": b"webp"}, title
        )
        with self.database.write() as session:
            session.scalars(select(Recording).where(Recording.reid == reid)).one().entry = "none"
        return reid


@pytest.fixture(scope="module")
def made(shared_server: RunningServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    for user, role in (("root", "administrator"), ("ann", "organizer"), ("bob", "organizer"), ("mia", "member")):
        done = shared_server.cli("user", "create", user, "--role", role, "--password", PASSWORD)
        assert done.returncode == 0, done.stderr
    with Browser(base_url=shared_server.base_url) as browser:
        browser.sign_in("ann")
        mid = browser.write("POST", "/api/v1/meetings", {"title": "Spring"}).json()["mid"]
    database = Database(Settings.load({}, data=shared_server.data).sqlalchemy_url)
    with database.read() as session:
        meeting_id = session.scalars(select(Meeting.id).where(Meeting.mid == mid)).one()
    yield Made(shared_server, database, meeting_id, tmp_path_factory.mktemp("captures"))
    database.close()


@pytest.fixture
def ann(made: Made) -> Iterator[Browser]:
    with Browser(base_url=made.server.base_url) as browser:
        browser.sign_in("ann")
        yield browser


def listed(browser: Browser, **query: str) -> list[dict[str, object]]:
    reply = browser.get("/api/v1/recordings", params=query)
    assert reply.status_code == 200, reply.text
    found: list[dict[str, object]] = reply.json()["recordings"]
    return found


def one(browser: Browser, reid: str, **query: str) -> dict[str, object]:
    return next(found for found in listed(browser, **query) if found["reid"] == reid)


def enter(browser: Browser, name: object, password: str = "") -> dict[str, Any]:
    reply = browser.post("/api/v1/recordings/entries", json={"name": name, "password": password})
    assert reply.status_code == 200, reply.text
    entry: dict[str, Any] = reply.json()
    return entry


def trim(browser: Browser, reid: str, start: int, end: int) -> None:
    """Cut the ends off, and wait until it can be played again."""
    edit = {"trim": {"start": start, "end": end}}
    changed = browser.write("PATCH", f"/api/v1/recordings/{reid}", edit)
    assert changed.status_code == 200, changed.text
    wait_until(lambda: one(browser, reid)["state"] != "processing", "the copies")
    assert one(browser, reid)["state"] == "ready"


def test_it_is_played_part_by_part_with_the_token_alone(made: Made, ann: Browser) -> None:
    name = one(ann, made.record())["name"]
    with Browser(base_url=made.server.base_url) as anybody:
        entry = enter(anybody, name)
        assert (entry["mediaUrl"], entry["downloadUrl"], entry["playable"]) == ("", "", True)
        timeline = anybody.get(entry["timelineUrl"]).json()
        assert (timeline["duration"], [person["name"] for person in timeline["people"]]) == (
            10_000,
            ["Ann Berg", "Bob Dahl"],
        )
        track = timeline["tracks"][1]["id"]
        part = anybody.get(entry["partUrl"] + track, headers={"Range": "bytes=0-3"})
        assert (part.status_code, part.content) == (206, b"\x1aE\xdf\xa3")
        assert part.headers["content-type"] == "video/webm; codecs=vp8"
        assert part.headers["x-content-type-options"] == "nosniff"
        assert part.headers["cache-control"] == "private, max-age=3600"
        assert anybody.get(entry["partUrl"] + "page-plan-1").content == b"webp"
        for missing in ("timeline", "page-plan-9", "..%2Fx", "%00"):
            assert anybody.get(entry["partUrl"] + missing).status_code == 409
        assert anybody.get(f"/api/v1/recordings/part?token=x&name={track}").status_code == 404
        assert anybody.get("/api/v1/recordings/media", params={"token": entry["token"]}).status_code == 409


def test_video_and_sound_are_downloaded_by_those_who_may(made: Made, ann: Browser) -> None:
    reid = made.record("Mole")
    store = BlobStore.of(Settings(data=made.server.data))
    video, sound = (blobs.store(made.database, store, io.BytesIO(content)) for content in (b"seen", b"heard"))
    with made.database.write() as session:
        recording = session.scalars(select(Recording).where(Recording.reid == reid)).one()
        file = File(format=Format.VIDEO, content_type="video/mp4", size=4, blob=video, playable=True)
        recordings.add_file(session, recording, file)
        part = Part(kind=SOUND, name=SOUND, content_type="audio/mp4", size=5, blob=sound)
        recordings.add_part(session, recording, part)
        name = recording.name
    with Browser(base_url=made.server.base_url) as anybody:
        entry = enter(anybody, name)
        for address, content, ending in ((entry["downloadUrl"], b"seen", "mp4"), (entry["soundUrl"], b"heard", "m4a")):
            reply = anybody.get(address)
            assert (reply.status_code, reply.content) == (200, content)
            assert reply.headers["content-type"] == "application/octet-stream"
            assert reply.headers["content-disposition"].endswith(f".{ending}")
        assert anybody.get(entry["partUrl"] + SOUND).status_code == 409, "it is no part that is played"
        assert ann.write("PATCH", f"/api/v1/recordings/{reid}", {"ownerDownloadsOnly": True}).status_code == 200
        later = enter(anybody, name)
        assert (later["downloadUrl"], later["soundUrl"]) == ("", "")
        assert anybody.get(entry["soundUrl"]).status_code == 403
    without = enter(ann, one(ann, made.record("Dock"))["name"])
    assert without["soundUrl"] == ""
    assert ann.get("/api/v1/recordings/sound", params={"token": without["token"]}).status_code == 409


def test_organizers_see_their_own_and_administrators_all(made: Made, ann: Browser) -> None:
    reid = made.record("Quay works")
    assert one(ann, reid, search="quay WORKS")["state"] == "ready"
    assert listed(ann, search="nothing of it") == []
    with Browser(base_url=made.server.base_url) as other:
        assert other.get("/api/v1/recordings").status_code == 401
        other.sign_in("bob")
        assert listed(other) == []
        for method, path, body in (
            ("PATCH", f"/api/v1/recordings/{reid}", {"title": "x"}),
            ("DELETE", f"/api/v1/recordings/{reid}", None),
            ("PUT", f"/api/v1/recordings/{reid}/subtitles/en", {"content": SUBRIP}),
            ("POST", f"/api/v1/recordings/{reid}/restore", {}),
            ("POST", f"/api/v1/recordings/{reid}/retry", {}),
        ):
            assert other.write(method, path, body).status_code in (403, 404), path
        other.sign_in("mia")
        assert other.get("/api/v1/recordings").status_code == 403
        other.sign_in("root")
        assert one(other, reid)["owner"]


def test_a_long_list_has_pages(made: Made, ann: Browser) -> None:
    wanted = {made.record(f"Page {number}") for number in range(3)}
    found: list[str] = []
    after: str | None = ""
    while after is not None:
        page = ann.get("/api/v1/recordings", params={"search": "Page", "limit": 2, "after": after}).json()
        found += [str(recording["reid"]) for recording in page["recordings"]]
        after = page["next"]
    assert sorted(found) == sorted(wanted)
    assert ann.get("/api/v1/recordings", params={"after": "x"}).status_code == 400


def test_it_is_renamed_restricted_and_trimmed(made: Made, ann: Browser) -> None:
    reid = made.record()
    edit = {"title": "Pier", "password": "geHeim 1!", "ownerDownloadsOnly": True}
    changed = ann.write("PATCH", f"/api/v1/recordings/{reid}", edit)
    assert changed.status_code == 200, changed.text
    trim(ann, reid, 2_000, 9_000)
    now = one(ann, reid)
    assert (now["title"], now["entry"], now["ownerDownloadsOnly"]) == ("Pier", "password", True)
    assert (now["trimStart"], now["trimEnd"], now["duration"]) == (2_000, 9_000, 10_000)
    entry = enter(ann, now["name"], "geHeim 1!")
    timeline = ann.get(entry["timelineUrl"]).json()
    assert (timeline["duration"], entry["duration"]) == (7_000, 7)
    assert timeline["tracks"][0]["pieces"] == [{"at": 0, "start": 0, "length": 7_000}]
    events = [(one["at"], one["kind"]) for one in timeline["events"]]
    assert events[:3] == [(0, "page"), (0, "speaker"), (1_000, "chat")]
    first = ann.get(entry["partUrl"] + "page-plan-1")
    assert first.status_code == 200
    before = timeline["tracks"][0]["id"]
    assert ann.get(entry["partUrl"] + before).status_code == 200
    trim(ann, reid, 5_000, 9_000)
    assert ann.get(entry["partUrl"] + "page-plan-1").status_code == 409, "it was seen before the beginning alone"
    assert ann.get(entry["partUrl"] + before).status_code == 409, "it begins earlier"
    for wrong in ({"start": 5, "end": 5}, {"start": 20_000, "end": 30_000}):
        assert ann.write("PATCH", f"/api/v1/recordings/{reid}", {"trim": wrong}).status_code == 400
    opened = ann.write("PATCH", f"/api/v1/recordings/{reid}", {"trim": None, "password": None}).json()
    assert (opened["trimStart"], opened["entry"], opened["state"]) == (None, "none", "ready")
    assert ann.get(entry["partUrl"] + "track-1-1").status_code == 200


def test_what_was_drawn_is_handed_out_without_what_was_cut_off(made: Made, ann: Browser) -> None:
    reid = made.record()
    entry = enter(ann, one(ann, reid)["name"])
    page = next(event for event in ann.get(entry["timelineUrl"]).json()["events"] if event["kind"] == "page")
    assert page["drawing"] == "drawing-plan-1"
    address = entry["partUrl"] + page["drawing"]
    whole = ann.get(address)
    assert [change["at"] for change in whole.json()["changes"]] == [2_000, 2_500, 3_000, 3_500]
    assert whole.headers["cache-control"] == "private, no-cache", "a trim changes it"
    trim(ann, reid, 2_600, 3_400)
    cut = ann.get(address, headers={"If-None-Match": whole.headers["etag"]})
    assert cut.status_code == 200, "it is another file"
    assert [(change["at"], change["id"]) for change in cut.json()["changes"]] == [
        (0, "middle"),
        (0, "below"),
        (400, "middle"),
    ]
    assert ann.get(address, headers={"If-None-Match": cut.headers["etag"]}).status_code == 304
    assert ann.get(address, headers={"Range": "bytes=0-1"}).content == b'{"'
    trim(ann, reid, 5_000, 9_000)
    assert ann.get(address).status_code == 409, "the page is not shown any more"
    with Browser(base_url=made.server.base_url) as anybody:
        assert anybody.get("/api/v1/recordings/part?token=x&name=drawing-plan-1").status_code == 404
        other = enter(anybody, one(ann, made.record("Another"))["name"])
        assert anybody.get(other["partUrl"] + "drawing-other-1").status_code == 409


def test_an_image_on_a_drawing_is_handed_out_while_it_is_shown(made: Made, ann: Browser) -> None:
    reid = made.record("Image")
    store = BlobStore.of(Settings(data=made.server.data))
    change = DrawingChange(at=3_500, id="p", element=Raw(b'{"id":"p","type":"image","fileId":"f","index":"a1"}'))
    drawing = Drawing(version=1, changes=[change], files={"f": "image-f"}).encode()
    for kind, name, content in (("drawing", "drawing-plan-1", drawing), ("image", "image-f", b"webp")):
        blob = blobs.store(made.database, store, io.BytesIO(content))
        with made.database.write() as session:
            recording = session.scalars(select(Recording).where(Recording.reid == reid)).one()
            part = Part(kind=kind, name=name, content_type="image/webp", size=len(content), blob=blob)
            recordings.add_part(session, recording, part)
    address = enter(ann, one(ann, reid)["name"])["partUrl"] + "image-f"
    assert ann.get(address).content == b"webp"
    for start, end, status in ((0, 3_400, 409), (2_600, 5_000, 200), (5_000, 9_000, 409)):
        trim(ann, reid, start, end)
        assert ann.get(address).status_code == status


def test_subtitles_are_stored_as_webvtt_and_played(made: Made, ann: Browser) -> None:
    reid = made.record()
    address = f"/api/v1/recordings/{reid}/subtitles/pt-BR"
    assert ann.write("PUT", address, {"content": SUBRIP}).json()["subtitles"] == ["pt-BR"]
    entry = enter(ann, one(ann, reid)["name"])
    (written,) = ann.get(entry["timelineUrl"]).json()["subtitles"]
    played = ann.get(entry["partUrl"] + written["part"])
    assert played.headers["content-type"].startswith("text/vtt")
    assert played.text == "WEBVTT\n\n1\n00:00:01.500 --> 00:00:03.000\nWelcome to the harbour\n"
    for wrong in ("", "no subtitles", "WEBVTT"):
        assert ann.write("PUT", address, {"content": wrong}).status_code == 400
    assert ann.write("PUT", f"/api/v1/recordings/{reid}/subtitles/x", {"content": SUBRIP}).status_code == 400
    assert ann.write("DELETE", address).status_code == 204
    assert one(ann, reid)["subtitles"] == []


def test_it_is_deleted_restored_by_administrators_and_removed(made: Made, ann: Browser) -> None:
    reid = made.record()
    name = one(ann, reid)["name"]
    entry = enter(ann, name)
    assert ann.write("DELETE", f"/api/v1/recordings/{reid}").status_code == 204
    assert all(found["reid"] != reid for found in listed(ann))
    assert ann.get(entry["partUrl"] + "track-1-1").status_code == 409
    assert ann.write("POST", f"/api/v1/recordings/{reid}/restore", {}).status_code == 403
    with Browser(base_url=made.server.base_url) as root:
        root.sign_in("root")
        assert one(root, reid, deleted="true")["restorableUntil"]
        assert root.write("POST", f"/api/v1/recordings/{reid}/restore", {}).json()["reid"] == reid
        assert root.write("DELETE", f"/api/v1/recordings/{reid}").status_code == 204
        assert root.write("DELETE", f"/api/v1/recordings/{reid}").status_code == 204
        assert all(found["reid"] != reid for found in listed(root, deleted="true"))


def test_one_that_is_being_made_is_listed_and_left_alone(made: Made, ann: Browser) -> None:
    reid = made.record()
    with made.database.write() as session:
        recording = session.scalars(select(Recording).where(Recording.reid == reid)).one()
        recording.state, recording.published_at = "recording", None
    assert (one(ann, reid)["state"], one(ann, reid)["url"]) == ("recording", "")
    assert ann.write("DELETE", f"/api/v1/recordings/{reid}").status_code == 409
    with made.database.write() as session:
        recording = session.scalars(select(Recording).where(Recording.reid == reid)).one()
        recording.state, recording.problem = "failed", "nothing"
    assert ann.write("POST", f"/api/v1/recordings/{reid}/retry", {}).json()["state"] == "processing"
    assert ann.write("POST", f"/api/v1/recordings/{reid}/retry", {}).status_code == 409


def test_its_video_is_made_with_more_lines_on_wish(made: Made, ann: Browser) -> None:
    reid = made.record("Lines")
    assert one(ann, reid)["videoHeight"] == 720
    changed = ann.write("PATCH", f"/api/v1/recordings/{reid}", {"videoHeight": 1080}).json()
    assert (changed["videoHeight"], changed["video"]) == (1080, "composing")
    assert ann.write("PATCH", f"/api/v1/recordings/{reid}", {"videoHeight": 4320}).status_code == 400


def test_what_each_person_sent_is_an_archive_with_an_index(made: Made, ann: Browser) -> None:
    reid = made.record("Tracks")
    reply = ann.get(f"/api/v1/recordings/{reid}/tracks")
    assert (reply.status_code, reply.headers["content-type"]) == (200, "application/zip")
    assert ".zip" in reply.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(reply.content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        index = json.loads(archive.read("index.json"))
        assert {"index.json", "chat.txt", *(track["file"] for track in index["tracks"])} == set(names)
        assert archive.read("chat.txt").decode() == "0:00:03 Bob Dahl: Which pier is that?\n"
        assert index["title"] == "Tracks"
        people = {person["id"]: person["name"] for person in index["people"]}
        for track in index["tracks"]:
            assert track["name"] == people[track["person"]]
            assert track["pieces"][0].keys() == {"at", "start", "length"}
            # Matroska begins so (RFC 8794).
            assert archive.read(track["file"])[:4] == bytes.fromhex("1a45dfa3")
        assert {track["kind"] for track in index["tracks"]} >= {"microphone"}


def test_of_a_trimmed_recording_only_what_is_left_is_in_the_archive(made: Made, ann: Browser) -> None:
    reid = made.record("Cut")
    whole = ann.get(f"/api/v1/recordings/{reid}/tracks").content
    trim(ann, reid, 1_000, 2_000)
    reply = ann.get(f"/api/v1/recordings/{reid}/tracks")
    assert reply.status_code == 200
    assert len(reply.content) < len(whole) / 2
    with zipfile.ZipFile(io.BytesIO(reply.content)) as archive:
        index = json.loads(archive.read("index.json"))
        assert "chat.txt" not in archive.namelist(), "the message was cut off"
    assert {piece["length"] for track in index["tracks"] for piece in track["pieces"]} == {1_000}
    assert ann.write("PATCH", f"/api/v1/recordings/{reid}", {"trim": None}).status_code == 200
    assert ann.get(f"/api/v1/recordings/{reid}/tracks").content == whole


def test_who_viewed_it_is_listed_page_by_page(made: Made, ann: Browser) -> None:
    reid = made.record("Viewed")
    name = str(one(ann, reid)["name"])
    with Browser(base_url=made.server.base_url) as anybody:
        for number in range(3):
            wanted = {"name": name, "viewerName": f"Visitor {number}", "email": "v@example.org", "company": "Harbour"}
            assert anybody.post("/api/v1/recordings/entries", json=wanted).status_code == 200
    found: list[str] = []
    after = ""
    for _ in range(2):
        page = ann.get(f"/api/v1/recordings/{reid}/visitors", params={"limit": 2, "after": after}).json()
        found += [one["name"] for one in page["visitors"]]
        after = page["next"] or ""
    assert (found, after) == (["Visitor 2", "Visitor 1", "Visitor 0"], "")
    first = page["visitors"][0]
    assert (first["email"], first["company"], first["download"], first["userId"]) == (
        "v@example.org",
        "Harbour",
        False,
        "",
    )
    assert ann.get(f"/api/v1/recordings/{reid}/visitors", params={"after": "nobody"}).status_code == 400


def test_tracks_and_visitors_are_for_those_who_manage_it(made: Made, ann: Browser) -> None:
    reid = made.record("Mine")
    with Browser(base_url=made.server.base_url) as other:
        for path in ("tracks", "visitors"):
            assert other.get(f"/api/v1/recordings/{reid}/{path}").status_code == 401
        other.sign_in("bob")
        for path in ("tracks", "visitors"):
            assert other.get(f"/api/v1/recordings/{reid}/{path}").status_code == 403
            assert other.get(f"/api/v1/recordings/none/{path}").status_code == 404
    with Browser(base_url=made.server.base_url) as root:
        root.sign_in("root")
        assert root.get(f"/api/v1/recordings/{reid}/tracks").status_code == 200
    assert ann.write("DELETE", f"/api/v1/recordings/{reid}").status_code == 204
    assert ann.get(f"/api/v1/recordings/{reid}/tracks").status_code == 409


def test_a_token_opens_the_parts_of_its_recording_while_it_is_there(made: Made, ann: Browser) -> None:
    """Of each kind, by each address, whole, in part and its headers alone."""
    reid, other = made.record("Pier"), made.record("Wharf")
    store = BlobStore.of(Settings(data=made.server.data))
    kinds = {"image-f": "image", "drawing-own-1": "drawing", "notes": "notes", "subtitles-en": "subtitles"}
    drawn = Drawing(version=1, changes=[], files={}).encode()
    kept = {name: blobs.store(made.database, store, io.BytesIO(drawn)) for name in (*kinds, SOUND, "video")}
    with made.database.write() as session:
        row = session.scalars(select(Recording).where(Recording.reid == reid)).one()
        size = len(drawn)
        file = File(format=Format.VIDEO, content_type="video/mp4", size=size, blob=kept["video"], playable=True)
        recordings.add_file(session, row, file)
        for name, kind in {**kinds, SOUND: SOUND}.items():
            part = Part(kind=kind, name=name, content_type="text/plain", size=size, blob=kept[name])
            recordings.add_part(session, row, part)
    with Browser(base_url=made.server.base_url) as anybody:
        entry, foreign = (enter(anybody, one(ann, each)["name"]) for each in (reid, other))
        names = [*kinds, "track-1-1", "page-plan-1", "drawing-plan-1"]
        addresses = [*(entry["partUrl"] + name for name in names)]
        addresses += [entry[f"{what}Url"] for what in ("timeline", "media", "download", "sound")]
        assert {anybody.get(address).status_code for address in addresses} == {200}
        for name in kinds:
            assert anybody.get(foreign["partUrl"] + name).status_code == 409, "it is a part of another recording"
        vid, rest = entry["token"].split(".", 1)
        mixed = f"{foreign['token'].split('.')[0]}.{rest}"
        for wrong in (mixed, f"{vid}x.{rest}", entry["token"][:-1], vid):
            for address in addresses:
                path = address.split("?")[0]
                query = {"token": wrong, "name": "track-1-1"} if path.endswith("part") else {"token": wrong}
                assert anybody.get(path, params=query).status_code == 404, address
        for life in ("deleted", "expired", "removed"):
            with made.database.write() as session:
                session.scalars(select(Recording).where(Recording.reid == reid)).one().life = life
            for address in addresses:
                for method, headers in (("GET", {}), ("GET", {"Range": "bytes=0-0"}), ("HEAD", {})):
                    reply = anybody.request(method, address, headers=headers)
                    assert reply.status_code in (404, 409), (life, method, address)
            assert ann.get(f"/api/v1/recordings/{reid}/tracks").status_code in (404, 409)
        assert anybody.get(foreign["partUrl"] + "track-1-1").status_code == 200


def test_pages_of_the_origins_that_may_embed_the_meeting_may_embed_its_recordings(made: Made, ann: Browser) -> None:
    reid = made.record("Framed")
    assert one(ann, reid)["embeddable"] is False
    sid = json.loads(made.server.cli("client", "create", "--name", "crm", "--json").stdout)["accountSid"]
    made.server.cli("client", "set", sid, "--origin", "https://crm.test")
    with made.database.write() as session:
        client = session.scalars(select(ApiClient).where(ApiClient.account_sid == sid)).one()
        session.get_one(Meeting, made.meeting_id).api_client_id = client.id
    name = str(one(ann, reid)["name"])
    try:
        assert one(ann, reid)["embeddable"] is True
        policy = ann.get("/cc/main/view", params={"id": name}).headers["content-security-policy"]
        assert "frame-ancestors https://crm.test" in policy
    finally:
        with made.database.write() as session:
            session.get_one(Meeting, made.meeting_id).api_client_id = None
    policy = ann.get("/cc/main/view", params={"id": name}).headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy


def test_a_page_takes_as_many_statements_as_one_recording(made: Made) -> None:
    for number in range(4):
        made.record(f"Count {number}")
    services: Any = SimpleNamespace(site=SimpleNamespace(base_url=made.server.base_url))

    def statements_of(most: int) -> int:
        """How many statements a page takes; who is signed in was found out before."""
        with made.database.read() as session:
            user = session.scalars(select(User).where(User.user_id == "ann")).one()
            caller = Principal(center_id=user.center_id, proof=Proof.SESSION, user=user)
            with carried_out(session.connection()) as seen:
                found, _ = library.list_recordings(session, caller, LibraryQuery(search="Count"), after="", most=most)
                assert len(found) == most
                assert len(recording_library._wire_all(session, services, found)) == most
            return len(seen)

    assert statements_of(4) == statements_of(1)
