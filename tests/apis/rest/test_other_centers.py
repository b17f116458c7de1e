"""To the administrator of another center nothing of this one exists: every operation of ``/api/v1`` that names a
meeting, a document, a whiteboard or a recording is tried with those of this center."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from convener.apis import rest
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database
from convener.storage.models import Board, ChatMessage, Content, DrawingImage, MeetingInstance, SharedDocument
from tests.factories import pages
from tests.factories.boards import make_board
from tests.factories.browsers import Gathering
from tests.factories.made_recordings import insert_made_recording
from tests.realtime.test_chat import send_file
from tests.realtime.test_images import add_image
from tests.servers import RunningServer, wait_until

from .conftest import PASSWORD, Browser

BODIES: dict[str, object] = {
    "answerOwnInvitation": {"answer": "accept"},
    "changeBoard": {"name": "Mine"},
    "changeDate": {"title": "Mine"},
    "changeDocument": {"title": "Mine", "audience": "center"},
    "changeMeeting": {"title": "Mine"},
    "changeRecording": {"title": "Mine"},
    "changePoll": {"kind": "text", "question": "Mine?"},
    "copyBoard": {"meeting": None},
    "copyDocument": {"meeting": None},
    "createPoll": {"kind": "text", "question": "Mine?"},
    "editMinutes": {"version": 1, "summary": "Mine"},
    "inviteGuests": {"attendees": ["eve@example.org"]},
    "orderPolls": {"polls": []},
    "releaseMinutes": {"mail": "nobody"},
    "setSubtitles": {"content": "WEBVTT\n\n00:00.000 --> 00:01.000\nMine\n"},
}
"""What is sent where something has to be."""

STORED = (Content, Board, DrawingImage, SharedDocument, ChatMessage)
BY_JOBS = {"conversion", "problem", "pages", "pages_size"}
"""Columns that change when the pages of a document are made."""


def operations() -> Iterator[tuple[str, str, str]]:
    """Method, path and name of all that name something of a center."""
    for path, methods in rest.document()["paths"].items():
        for method, operation in methods.items():
            if any(f"{{{name}}}" in path for name in ("mid", "document", "board", "reid")):
                yield method.upper(), path, operation["operationId"]


def call(browser: Browser, method: str, path: str, body: object) -> httpx.Response:
    if isinstance(body, bytes):
        headers = {"x-csrf-token": browser.cookies.get("csrftoken") or ""}
        return browser.request(method, path, content=body, headers=headers)
    return browser.write(method, path, body)


def rows(database: Database) -> list[list[tuple[Any, ...]]]:
    """All that is stored of documents, whiteboards, images and messages."""
    with database.read() as session:
        queries = [select(*(one for one in table.__table__.c if one.name not in BY_JOBS)) for table in STORED]
        return [sorted(tuple(row) for row in session.execute(query)) for query in queries]


@pytest.fixture
def eve(shared_server: RunningServer) -> Iterator[Browser]:
    """The administrator of another center, who is signed in."""
    assert shared_server.cli("center", "create", "elsewhere").returncode == 0
    options = ("--center", "elsewhere", "--role", "administrator", "--password", PASSWORD)
    assert shared_server.cli("user", "create", "eve", *options).returncode == 0
    with Browser(base_url=shared_server.base_url) as stranger:
        stranger.get("/api/v1/session")
        signed = stranger.write(
            "POST", "/api/v1/session", {"center": "elsewhere", "userId": "eve", "password": PASSWORD}
        )
        assert signed.status_code == 200, signed.text
        yield stranger


def test_nothing_of_one_center_exists_for_another(
    shared_server: RunningServer, browser: Browser, ann: str, eve: Browser, tmp_path: Path
) -> None:
    browser.sign_in(ann)
    headers = {"x-csrf-token": browser.cookies.get("csrftoken") or ""}

    def keep() -> str:
        made = browser.post("/api/v1/documents", content=pages.talk(1), headers=headers)
        assert made.status_code == 201, made.text
        return str(made.json()["id"])

    kept, gone = keep(), keep()
    for one in (kept, gone):
        wait_until(lambda one=one: browser.get(f"/api/v1/documents/{one}").json()["state"] == "ready", "the pages")  # type: ignore[misc]
    assert browser.write("PATCH", f"/api/v1/documents/{kept}", {"audience": "center"}).status_code == 200
    assert browser.write("DELETE", f"/api/v1/documents/{gone}").status_code == 204
    with Gathering(shared_server) as room:
        host = room.enter("host")
        plan, deleted = make_board(host, "Plan"), make_board(host, "Gone")
        add_image(room, "host", plan)
        host.do("deleteBoard", boardId=deleted)
        assert send_file(room, "host", pages.talk(1)).status_code == 204
        host.see(lambda page: len(page.models["chat"].messages) == 1)
        with room.database.read() as session:
            of_chat = session.scalars(select(Content.resource_id).where(Content.meeting_id == room.meeting_id)).one()
            run = session.scalars(
                select(MeetingInstance.public_id).where(MeetingInstance.meeting_id == room.meeting_id)
            ).one()
        store = BlobStore.of(Settings(data=shared_server.data))
        recording = insert_made_recording(room.database, store, room.meeting_id, tmp_path / "capture")
        names = {
            "{mid}": [room.meeting().mid],
            "{instance}": [run],
            "{document}": [kept, gone, of_chat],
            "{board}": [plan, deleted],
            "{reid}": [recording],
            "{language}": ["en"],
            **{part: ["1"] for part in ("{date}", "{guest}", "{poll}")},
        }
        before = rows(room.database)
        found = {}
        for method, path, name in operations():
            paths = [path]
            for part, ids in names.items():
                paths = [one.replace(part, id_) for one in paths for id_ in ids]
            body = BODIES.get(name, pages.talk(1) if name in ("addDocument", "addVersion") else None)
            for one in dict.fromkeys(paths):
                reply = call(eve, method, one, body)
                found[f"{method} {one}"] = reply.status_code
        assert {what: status for what, status in found.items() if status != 404} == {}
        assert len(found) > 60
        for path in ("documents", "documents?deleted=true", "boards", "boards?deleted=true", "recordings"):
            listed = eve.get(f"/api/v1/{path}").json()
            assert listed[path.partition("?")[0]] == [], path
        assert eve.get("/api/v1/library").json()["folders"] == []
        use = eve.get("/api/v1/storage").json()
        assert (use["documents"], use["pages"], use["images"]) == (0, 0, 0)
        assert rows(room.database) == before
