"""Whiteboards by ``/api/v1``: listed, renamed, deleted, restored, downloaded; and what is refused."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pycrdt import Doc, Map
from sqlalchemy import select

from convener.domain import blobs
from convener.domain.boards import boards, images
from convener.domain.boards.templates import Template, first_update
from convener.domain.documents.pages import Picture
from convener.domain.shared_documents import log
from convener.domain.shared_documents.log import NewUpdate
from convener.domain.site import now
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database
from convener.storage.models import Board, Meeting
from tests.servers import RunningServer

from .conftest import Browser


@pytest.fixture
def mid(browser: Browser, ann: str) -> str:
    """A new meeting of ann, who is signed in."""
    browser.sign_in(ann)
    made: str = browser.write("POST", "/api/v1/meetings", {"title": "Talk"}).json()["mid"]
    return made


def make_board(server: RunningServer, mid: str, name: str) -> str:
    """A board of the meeting, as if somebody had made it inside."""
    database = Database(Settings.load({}, data=server.data).sqlalchemy_url)
    try:
        with database.write() as session:
            meeting = session.scalars(select(Meeting).where(Meeting.mid == mid)).one()
            document = log.create(session, meeting, "board", first_update([]))
            board = Board(
                board_id=document.document_id,
                document_id=document.id,
                center_id=meeting.center_id,
                meeting_id=meeting.id,
                participant_id=None,
                key=name,
                name=name[: boards.LONGEST_NAME],
                template=Template.GRID.value,
                created_at=now(),
            )
            session.add(board)
            return document.document_id
    finally:
        database.close()


def test_boards_are_managed_from_outside(shared_server: RunningServer, browser: Browser, mid: str) -> None:
    board = make_board(shared_server, mid, "Plan")
    path = f"/api/v1/boards/{board}"
    [listed] = browser.get(f"/api/v1/meetings/{mid}/boards").json()["boards"]
    assert (listed["id"], listed["name"], listed["template"], listed["deletedAt"]) == (board, "Plan", "grid", None)
    renamed = browser.write("PATCH", path, {"name": 'Über "uns"'})
    assert (renamed.status_code, renamed.json()["name"]) == (200, 'Über "uns"')
    file = browser.get(f"{path}/file", timeout=60)
    assert (file.status_code, file.json()["type"], file.json()["elements"]) == (200, "excalidraw", [])
    assert file.headers["content-disposition"] == "attachment; filename*=UTF-8''%C3%9Cber%20_uns_.excalidraw"
    assert file.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert browser.write("DELETE", path).status_code == 204
    for gone in (
        browser.get(f"{path}/file"),
        browser.write("DELETE", path),
        browser.write("PATCH", path, {"name": "x"}),
    ):
        assert (gone.status_code, gone.json()["error"]) == (404, "unknown_document")
    assert browser.get(f"/api/v1/meetings/{mid}/boards").json()["boards"] == []
    [deleted] = browser.get(f"/api/v1/meetings/{mid}/boards", params={"deleted": "true"}).json()["boards"]
    assert deleted["deletedAt"] > deleted["createdAt"]
    restored = browser.write("POST", f"{path}/restoration")
    assert (restored.status_code, restored.json()["deletedAt"]) == (200, None)
    assert browser.write("POST", f"{path}/restoration").status_code == 404


@pytest.mark.parametrize("name", ["", "x" * 81, "a\u0000b"])
def test_names_that_are_refused(shared_server: RunningServer, browser: Browser, mid: str, name: str) -> None:
    board = make_board(shared_server, mid, "Plan")
    refused = browser.write("PATCH", f"/api/v1/boards/{board}", {"name": name})
    assert (refused.status_code, refused.json()["parameter"]) == (400, "name")
    for wrong in ({"name": None}, {"name": "a", "more": 1}):
        assert browser.write("PATCH", f"/api/v1/boards/{board}", wrong).status_code == 400


def test_others_find_no_board(shared_server: RunningServer, browser: Browser, mid: str) -> None:
    board = make_board(shared_server, mid, "Plan")
    gone = make_board(shared_server, mid, "Gone")
    browser.write("DELETE", f"/api/v1/boards/{gone}")
    shared_server.cli("center", "create", "elsewhere")
    options = ("--center", "elsewhere", "--role", "administrator", "--password", "correct horse battery")
    shared_server.cli("user", "create", "eve", *options)
    stranger = {"center": "elsewhere", "userId": "eve", "password": "correct horse battery"}

    def attempts(other: Browser) -> set[int]:
        return {
            other.get(f"/api/v1/meetings/{mid}/boards").status_code,
            other.get(f"/api/v1/boards/{board}/file").status_code,
            other.write("PATCH", f"/api/v1/boards/{board}", {"name": "x"}).status_code,
            other.write("DELETE", f"/api/v1/boards/{board}").status_code,
            other.write("POST", f"/api/v1/boards/{gone}/restoration").status_code,
        }

    with Browser(base_url=shared_server.base_url) as other:
        other.get("/api/v1/session")
        assert attempts(other) == {401}
        other.sign_in("bob")
        assert attempts(other) == {404}
    with Browser(base_url=shared_server.base_url) as eve:
        eve.get("/api/v1/session")
        assert eve.write("POST", "/api/v1/session", stranger).status_code < 300
        assert attempts(eve) == {404}
    for name in ("0" * 16, "x", "%00", "é" * 300):
        assert browser.get(f"/api/v1/boards/{name}/file").status_code == 404, name
    assert browser.request("DELETE", f"/api/v1/boards/{board}").status_code == 403
    assert len(browser.get(f"/api/v1/meetings/{mid}/boards").json()["boards"]) == 1


def test_the_file_of_a_board_has_its_images(shared_server: RunningServer, browser: Browser, mid: str) -> None:
    board = make_board(shared_server, mid, "Plan")
    file_id = "0123456789abcdef" * 2 + "01234567"
    doc: Doc[Any] = Doc(client_id=7)
    element = {"id": "i", "type": "image", "x": 0, "y": 0, "index": "a1", "fileId": file_id, "status": "saved"}
    doc.get("elements", type=Map)["i"] = Map({"e": element})
    settings = Settings.load({}, data=shared_server.data)
    database = Database(settings.sqlalchemy_url)
    store = BlobStore.of(settings)
    try:
        with blobs.stored(database, store, io.BytesIO(b"RIFF")) as blob, database.write() as session:
            document = log.find_by_id(session, board)
            assert document is not None
            meeting = session.get_one(Meeting, document.meeting_id)
            log.append(session, document.id, [NewUpdate(7, None, bytes(doc.get_update()))], {7: None})
            images.add(session, meeting, document.id, file_id, Picture(width=4, height=2, content=b"RIFF"), blob)
            blobs.claim(session, blob)
    finally:
        database.close()
    scene = browser.get(f"/api/v1/boards/{board}/file", timeout=60).json()
    assert [one["fileId"] for one in scene["elements"]] == [file_id]
    assert scene["files"][file_id]["dataURL"] == "data:image/webp;base64,UklGRg=="
    assert browser.get("/api/v1/storage").json()["images"] == 4
