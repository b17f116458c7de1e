"""Notes as files by ``/api/v1``: who gets them, of which run, and with which token."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlalchemy import select

from convener.domain.meetings import instances, meetings
from convener.domain.notes import documents
from convener.domain.notes.parts import ActionItem
from convener.domain.secrets import Secrets
from convener.domain.site import now
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import Meeting, MeetingInstance
from tests.servers import RunningServer

from .conftest import Browser


@dataclass(frozen=True)
class Noted:
    """A meeting with notes: its id, its run's, and the public id of the notes."""

    mid: str
    run: str
    document: str

    @property
    def path(self) -> str:
        return f"/api/v1/meetings/{self.mid}/instances/{self.run}/notes/file"


def begin(server: RunningServer, browser: Browser, todo: str | None) -> Noted:
    """A meeting of the signed-in user whose run has notes with this action item; without notes where it is None."""
    mid = browser.write("POST", "/api/v1/meetings", {"title": "Plan <b>B</b>"}).json()["mid"]
    database = Database(Settings.load({}, data=server.data).sqlalchemy_url)
    try:
        with database.write() as session:
            found = session.scalars(select(Meeting.id).where(Meeting.mid == mid)).one()
            meeting = meetings.lock_meeting(session, found)
            instances.begin_instance(session, meeting, now())
            document = ""
            if todo is not None:
                item = ActionItem(id="a", text=todo, assignee="Ann", person="", due=None, done=False)
                document = documents.open_current(session, meeting.id, documents.first_update((item,))).document_id
            return Noted(mid, session.get_one(MeetingInstance, meeting.instance_id).public_id, document)
    finally:
        database.close()


def test_the_organizer_has_the_notes_of_a_run(shared_server: RunningServer, browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    noted = begin(shared_server, browser, "Send <i>offers</i>")
    got = browser.get(noted.path)
    assert got.status_code == 200, got.text
    assert "Send \\<i\\>offers\\</i\\>" in got.text
    assert got.headers["content-type"].startswith("text/markdown")
    assert got.headers["content-disposition"].startswith("attachment; filename*=UTF-8''Plan")
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-security-policy"] == "default-src 'none'; sandbox"
    for kind, begins in (("html", b"<!doctype html>"), ("docx", b"PK"), ("pdf", b"%PDF")):
        assert browser.get(noted.path, params={"format": kind}).content.startswith(begins), kind
    assert "Aufgabe" in browser.get(noted.path, params={"language": "de"}).text
    assert browser.get(noted.path, params={"format": "exe"}).status_code == 400
    without = begin(shared_server, browser, None)
    assert (browser.get(without.path).status_code, browser.get(without.path).json()["error"]) == (
        404,
        "unknown_document",
    )
    assert browser.get(noted.path.replace(noted.mid, without.mid)).status_code == 404, "a run of another meeting"


@pytest.mark.parametrize(("user", "status"), [(None, 401), ("bob", 404), ("mia", 404)])
def test_nobody_else_has_them(
    shared_server: RunningServer, browser: Browser, ann: str, user: str | None, status: int
) -> None:
    browser.sign_in("ann")
    noted = begin(shared_server, browser, "Secret")
    with Browser(base_url=shared_server.base_url) as other:
        if user:
            other.sign_in(user)
        got = other.get(noted.path)
    assert got.status_code == status
    assert "Secret" not in got.text


def test_a_token_opens_its_own_notes_alone(shared_server: RunningServer, browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    one, two = begin(shared_server, browser, "Only one"), begin(shared_server, browser, "Only two")
    secrets = Secrets.in_folder(shared_server.data)

    def download(token: str) -> tuple[int, str]:
        with Browser(base_url=shared_server.base_url) as guest:
            got = guest.get("/api/v1/notes/download", params={"token": token})
        return got.status_code, got.text

    token = secrets.document_token(one.document)
    status, text = download(token)
    assert status == 200
    assert "Only one" in text
    assert "Only two" not in text
    refused = {
        "of another document": token.replace(one.document, two.document),
        "expired": secrets.document_token(one.document, -1),
        "of the room": secrets.room_token(one.document),
        "of a recording": secrets.playback_token(one.document, 300),
        "of no document": secrets.document_token("nosuchdocument00"),
        "changed": token[:-1] + ("A" if token[-1] != "A" else "B"),
        "empty": "",
    }
    for name, wrong in refused.items():
        status, text = download(wrong)
        assert status in (400, 404), name
        assert "Only" not in text, name
