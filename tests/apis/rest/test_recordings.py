"""Recordings by ``/api/v1``: what stands behind a name, viewing, the video with byte ranges."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Unpack

import httpx
import pytest
from sqlalchemy import select, update

from convener.domain.recordings import update as recording_update
from convener.domain.recordings.update import RecordingChanges
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import Recording, RecordingFile, RecordingVisit, User
from tests.apis.rest.conftest import PASSWORD, Browser
from tests.factories import files
from tests.servers import RunningServer


@dataclass
class RecordingServer:
    """A server with a recording ``spring`` of ann's meeting."""

    server: RunningServer
    database: Database
    video: bytes
    reid: str

    def change(self, **changes: Unpack[RecordingChanges]) -> None:
        """Change the recording as its owner may."""
        with self.database.write() as session:
            recording = session.scalars(select(Recording).where(Recording.reid == self.reid)).one()
            root = session.scalars(select(User).where(User.user_id == "root")).one()
            recording_update.change(session, recording, root, changes)

    def visits(self) -> list[RecordingVisit]:
        """All visits, oldest first."""
        with self.database.read() as session:
            return list(session.scalars(select(RecordingVisit).order_by(RecordingVisit.id)))


@pytest.fixture(scope="module")
def built(shared_server: RunningServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordingServer]:
    for user, role in (("root", "administrator"), ("ann", "organizer"), ("mia", "member")):
        done = shared_server.cli("user", "create", user, "--role", role, "--password", PASSWORD)
        assert done.returncode == 0, done.stderr
    with Browser(base_url=shared_server.base_url) as browser:
        browser.sign_in("ann")
        code = browser.write("POST", "/api/v1/meetings", {"title": "Spring"}).json()["code"]
    video = files.video_file(tmp_path_factory.mktemp("film") / "film.webm")
    done = shared_server.cli("recording", "import", str(video), "--meeting", code, "--title", "Frühling", "--json")
    assert done.returncode == 0, done.stderr
    database = Database(Settings.load({}, data=shared_server.data).sqlalchemy_url)
    yield RecordingServer(shared_server, database, video.read_bytes(), json.loads(done.stdout)["reid"])
    database.close()


@pytest.fixture
def recordings(built: RecordingServer) -> RecordingServer:
    built.change(name="spring", password="Geheim1!", registration=False, owner_downloads_only=False)
    with built.database.write() as session:
        session.execute(update(Recording).values(life="active", removed_at=None))
    return built


@pytest.fixture
def browser(recordings: RecordingServer) -> Iterator[Browser]:
    with Browser(base_url=recordings.server.base_url) as client:
        yield client


def enter(browser: Browser, **fields: str) -> httpx.Response:
    return browser.post("/api/v1/recordings/entries", json={"name": "spring", "password": "Geheim1!", **fields})


def test_what_stands_behind_a_name(recordings: RecordingServer, browser: Browser) -> None:
    check = browser.post("/api/v1/recordings/doors", json={"name": "SPRING"}).json()
    assert (check["state"], check["entry"]) == ("open", "password")
    assert browser.post("/api/v1/recordings/doors", json={"name": "x"}).json()["state"] == "invalid"
    assert browser.post("/api/v1/recordings/doors", json={"name": "spring", "center": "x"}).json()["state"] == "invalid"
    with recordings.database.write() as session:
        session.execute(update(Recording).values(life="expired"))
    gone = browser.post("/api/v1/recordings/doors", json={"name": "spring"}).json()
    assert (gone["state"], gone["title"]) == ("expired", "")
    refused = enter(browser)
    assert (refused.status_code, refused.json()["error"]) == (409, "expired")


def test_who_may_view_goes_on_without_saying_anything_again(recordings: RecordingServer, browser: Browser) -> None:
    first = enter(browser).json()
    again = enter(browser, password="", token=first["token"])
    assert (again.status_code, again.json()) == (200, first)
    refused = enter(browser, token="no such right")
    assert (refused.status_code, refused.json()["error"]) == (404, "invalid")


@pytest.mark.parametrize(("entry", "shown"), [("none", True), ("password", False), ("acl", False)])
def test_a_door_tells_nothing_of_what_not_everybody_may_view(
    recordings: RecordingServer, browser: Browser, entry: str, shown: bool
) -> None:
    with recordings.database.write() as session:
        session.execute(update(Recording).values(entry=entry))
    check = browser.post("/api/v1/recordings/doors", json={"name": "spring"}).json()
    assert (check["state"], check["entry"]) == ("open", entry)
    assert (check["title"], check["duration"]) == (("Frühling", 2) if shown else ("", 0))
    assert (check["startedAt"] is not None) is shown


def test_the_password_plays_the_video(recordings: RecordingServer, browser: Browser) -> None:
    for wrong in ("", "geheim1!"):
        reply = enter(browser, password=wrong)
        assert (reply.status_code, reply.json()["error"]) == (403, "wrong_password")
    reply = enter(browser, viewerName="Noor", email="noor@example.org", company="Fjord Ltd", extra1="a", center="MAIN")
    assert reply.status_code == 200, reply.text
    entry = reply.json()
    assert (entry["title"], entry["contentType"], entry["playable"]) == ("Frühling", "video/webm", True)
    assert entry["size"] == len(recordings.video)
    played = browser.get(entry["mediaUrl"])
    assert played.status_code == 200
    assert played.content == recordings.video
    assert played.headers["content-type"] == "video/webm"
    assert played.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in played.headers["content-security-policy"]
    visit = recordings.visits()[-1]
    assert (visit.name, visit.email, visit.company, visit.extra1) == ("Noor", "noor@example.org", "Fjord Ltd", "a")
    assert visit.browser.startswith("python-httpx")
    assert visit.address == "127.0.0.1"


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-0", 0, 1), ("bytes=10-", 10, None), ("bytes=-5", -5, None), ("bytes=5-99999999", 5, None)],
)
def test_parts_of_the_video(
    recordings: RecordingServer, browser: Browser, asked: str, start: int, end: int | None
) -> None:
    url = enter(browser).json()["mediaUrl"]
    part = browser.get(url, headers={"Range": asked})
    wanted = recordings.video[start:end]
    first = start if start >= 0 else len(recordings.video) + start
    assert (part.status_code, part.content) == (206, wanted)
    assert part.headers["content-range"] == f"bytes {first}-{first + len(wanted) - 1}/{len(recordings.video)}"
    assert part.headers["content-length"] == str(len(wanted))


@pytest.mark.parametrize("asked", ["bytes=0-1,4-5", "bytes=x-y", "items=0-1", "bytes=-", "bytes=5-2", "bytes=٣-"])
def test_ranges_that_are_none_give_the_whole(recordings: RecordingServer, browser: Browser, asked: str) -> None:
    reply = browser.get(enter(browser).json()["mediaUrl"], headers={b"Range": asked.encode()})
    assert (reply.status_code, reply.content) == (200, recordings.video)


def test_a_range_beyond_the_end(recordings: RecordingServer, browser: Browser) -> None:
    reply = browser.get(enter(browser).json()["mediaUrl"], headers={"Range": "bytes=99999999-"})
    assert (reply.status_code, reply.headers["content-range"]) == (416, f"bytes */{len(recordings.video)}")


@pytest.mark.parametrize("where", ["mediaUrl", "downloadUrl"])
def test_a_download_goes_on_where_it_broke_off(recordings: RecordingServer, browser: Browser, where: str) -> None:
    url = enter(browser).json()[where]
    size = len(recordings.video)
    whole = browser.get(url)
    tag = whole.headers["etag"]
    assert whole.headers["accept-ranges"] == "bytes"
    assert tag.startswith('"')
    rest = browser.get(url, headers={"Range": "bytes=100-", "If-Range": tag})
    assert (rest.status_code, rest.content) == (206, recordings.video[100:])
    assert (rest.headers["content-range"], rest.headers["etag"]) == (f"bytes 100-{size - 1}/{size}", tag)
    assert rest.headers["content-type"] == whole.headers["content-type"]
    for other in ('"another"', f"W/{tag}", "Sun, 06 Nov 1994 08:49:37 GMT"):
        changed = browser.get(url, headers={"Range": "bytes=100-", "If-Range": other})
        assert (changed.status_code, changed.content) == (200, recordings.video)
    beyond = browser.get(url, headers={"Range": f"bytes={size}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{size}")
    for known in (tag, f'"x", W/{tag}', "*"):
        same = browser.get(url, headers={"If-None-Match": known})
        assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
    assert browser.get(url, headers={"If-None-Match": '"x"'}).status_code == 200
    assert browser.get(url, headers={"If-Match": '"x"'}).status_code == 412
    assert browser.get(url, headers={"If-Match": tag}).status_code == 200


def test_a_download_in_parts_is_one_visit(recordings: RecordingServer, browser: Browser) -> None:
    url = enter(browser).json()["downloadUrl"]
    before = len(recordings.visits())
    browser.head(url)
    for asked in ("bytes=0-99", "bytes=100-199", "bytes=200-"):
        assert browser.get(url, headers={"Range": asked}).status_code == 206
    assert len(recordings.visits()) == before + 1


@pytest.mark.parametrize(("playable", "shown"), [(False, False), (True, True), (None, True)])
def test_what_browsers_cannot_play_is_said(
    recordings: RecordingServer, browser: Browser, playable: bool | None, shown: bool
) -> None:
    with recordings.database.write() as session:
        session.execute(update(RecordingFile).values(playable=playable))
    assert enter(browser).json()["playable"] is shown


def test_a_download_is_a_visit_of_its_own(recordings: RecordingServer, browser: Browser) -> None:
    entry = enter(browser, viewerName="Noor").json()
    reply = browser.get(entry["downloadUrl"])
    assert reply.content == recordings.video
    assert reply.headers["content-type"] == "application/octet-stream"
    assert reply.headers["content-disposition"] == "attachment; filename*=UTF-8''spring.webm"
    assert [(one.name, one.download) for one in recordings.visits()[-2:]] == [("Noor", False), ("Noor", True)]


def test_the_owner_alone_downloads_where_that_is_said(recordings: RecordingServer, browser: Browser) -> None:
    recordings.change(owner_downloads_only=True)
    entry = enter(browser).json()
    assert entry["downloadUrl"] == ""
    refused = browser.get(entry["mediaUrl"].replace("/media", "/download"))
    assert (refused.status_code, refused.json()["error"]) == (403, "not_owner")
    browser.sign_in("ann")
    entry = browser.write("POST", "/api/v1/recordings/entries", {"name": "spring"}).json()
    assert browser.get(entry["downloadUrl"]).content == recordings.video


def test_a_list_asks_for_signing_in(recordings: RecordingServer, browser: Browser) -> None:
    recordings.change(acl=["mia"])
    reply = enter(browser)
    assert (reply.status_code, reply.json()["error"]) == (403, "sign_in_needed")
    browser.sign_in("mia")
    assert enter(browser).status_code == 403, "a cookie alone proves nothing"
    reply = browser.write("POST", "/api/v1/recordings/entries", {"name": "spring"})
    assert reply.status_code == 200, reply.text
    visit = recordings.visits()[-1]
    assert visit.name == "mia"


def test_registration_is_asked_for(recordings: RecordingServer, browser: Browser) -> None:
    recordings.change(registration=True)
    reply = enter(browser, email="noor@example.org")
    assert (reply.status_code, reply.json()["error"]) == (400, "registration_needed")
    assert enter(browser, email="noor@example.org", company="Fjord Ltd").status_code == 200


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "%00", "x" * 5000])
def test_a_token_that_is_none(recordings: RecordingServer, browser: Browser, token: str) -> None:
    for path in ("media", "download"):
        assert browser.get(f"/api/v1/recordings/{path}?token={token}").status_code == 404


def test_guessing_passwords_is_slowed(tmp_path: Path, recordings: RecordingServer) -> None:
    server = RunningServer(tmp_path / "data", address_failures=9)
    server.start()
    try:
        video = tmp_path / "film.webm"
        video.write_bytes(recordings.video)
        server.cli("user", "create", "ann", "--role", "organizer", "--password", PASSWORD)
        with Browser(base_url=server.base_url) as browser:
            browser.sign_in("ann")
            code = browser.write("POST", "/api/v1/meetings", {}).json()["code"]
            name = json.loads(server.cli("recording", "import", str(video), "--meeting", code, "--json").stdout)["name"]
            database = Database(Settings.load({}, data=server.data).sqlalchemy_url)
            with database.write() as session:
                session.execute(update(Recording).values(entry="password", password="right"))
            database.close()
            browser.cookies.clear()
            statuses = [enter(browser, name=name, password=f"guess{number}").status_code for number in range(10)]
            assert statuses == [403] * 9 + [429]
    finally:
        server.stop()
