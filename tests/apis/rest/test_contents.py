"""Documents of meetings and their pages by ``/api/v1``: who sees them, and how they are served."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from sqlalchemy import select

from convener.domain.actions import receive_upload
from convener.domain.secrets import Secrets
from convener.domain.site import Site
from convener.domain.transfers.transfers import Encoding, TransferKind, TransferOrder
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database
from convener.storage.models import Meeting
from tests.factories import files, pages
from tests.servers import RunningServer, wait_until

from .conftest import Browser


def bring(server: RunningServer, browser: Browser, content: bytes) -> tuple[str, str]:
    """The mid of a new meeting of the signed-in user, and the id of a document that was brought to it."""
    mid = browser.write("POST", "/api/v1/meetings", {"title": "Talk"}).json()["mid"]
    settings = Settings.load({}, data=server.data)
    database = Database(settings.sqlalchemy_url)
    try:
        site = Site.of(settings, Secrets.in_folder(server.data))
        with database.read() as session:
            meeting = session.scalars(select(Meeting).where(Meeting.mid == mid)).one()
            order = TransferOrder(
                kind=TransferKind.DOCUMENT,
                center_id=meeting.center_id,
                user_id=meeting.owner_id,
                meeting_id=meeting.id,
                recording_id=None,
                content_id=None,
                size=len(content),
                encoding=Encoding.NONE,
                options={"upload_name": "Talk <b>.pdf"},
            )
        with files.spooled(content) as file:
            return mid, receive_upload.receive(database, BlobStore.of(settings), site, order, file).id
    finally:
        database.close()


def until_converted(browser: Browser, document: str) -> dict[str, object]:
    def done() -> bool:
        return browser.get(f"/api/v1/documents/{document}").json()["state"] in ("ready", "failed")

    wait_until(done, "the pages")
    found: dict[str, object] = browser.get(f"/api/v1/documents/{document}").json()
    return found


def test_the_organizer_sees_the_pages_and_nobody_else_does(
    shared_server: RunningServer, browser: Browser, ann: str
) -> None:
    browser.sign_in("ann")
    mid, document = bring(shared_server, browser, pages.talk(3))
    found = until_converted(browser, document)
    assert found.pop("createdAt")
    assert found.pop("size")
    assert found == {
        "id": document,
        "title": "Talk <b>",
        "kind": "pdf",
        "contentType": "application/pdf",
        "deletedAt": None,
        "state": "ready",
        "problem": "",
        "pages": 3,
        "done": 3,
    }
    listed = browser.get(f"/api/v1/meetings/{mid}/documents").json()["documents"]
    assert [(one["id"], one["done"]) for one in listed] == [(document, 3)]
    reply = browser.get(f"/api/v1/documents/{document}/pages", params={"after": 1}).json()
    assert [(page["number"], page["text"]) for page in reply["pages"]] == [
        (2, "This is slide 2"),
        (3, "This is slide 3"),
    ]
    assert (reply["more"], reply["document"]["id"]) == (False, document)
    pictures = reply["pages"][0]["pictures"]
    assert [picture["width"] for picture in pictures] == [1600, 800, 320]

    guest = Browser(base_url=shared_server.base_url)
    shown = guest.get(pictures[1]["url"])
    assert shown.status_code == 200
    assert shown.headers["content-type"] == "image/webp"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert shown.headers["cache-control"].startswith("private")
    assert Image.open(io.BytesIO(shown.content)).size == (800, 600)
    kept = guest.get(pictures[1]["url"], headers={"If-None-Match": shown.headers["etag"]})
    assert kept.status_code == 304
    token = pictures[1]["url"].rpartition("=")[2]
    for forged in (token[:-2] + "AA", token.replace("-2-", "-3-", 1), "x", ""):
        assert guest.get("/api/v1/documents/picture", params={"token": forged}).status_code == 404, forged

    paths = [
        f"/api/v1/documents/{document}",
        f"/api/v1/documents/{document}/pages",
        f"/api/v1/meetings/{mid}/documents",
    ]
    for path in paths:
        assert guest.get(path).status_code == 401, path
    for other in ("bob", "mia"):
        guest.sign_in(other)
        for path in paths:
            assert guest.get(path).status_code == 404, path
        assert guest.write("POST", f"/api/v1/documents/{document}/conversion").status_code == 404
    guest.sign_in("root")
    assert all(guest.get(path).status_code == 200 for path in paths)
    guest.close()


@pytest.mark.parametrize("name", ["0" * 16, "x", "%00", "é" * 300, "' OR 1=1"])
def test_a_document_that_is_not_there(browser: Browser, ann: str, name: str) -> None:
    browser.sign_in("ann")
    for path in (f"/api/v1/documents/{name}", f"/api/v1/documents/{name}/pages"):
        assert (browser.get(path).status_code, browser.get(path).json()["error"]) == (404, "content_not_found")


def test_pages_are_asked_for_again(shared_server: RunningServer, browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    _, document = bring(shared_server, browser, files.PNG)
    assert until_converted(browser, document)["problem"] == "damaged"
    again = browser.write("POST", f"/api/v1/documents/{document}/conversion")
    assert (again.status_code, again.json()["state"]) == (202, "waiting")
    assert until_converted(browser, document)["problem"] == "damaged"
    assert browser.request("POST", f"/api/v1/documents/{document}/conversion").status_code == 403


def test_an_expired_address_leads_nowhere(shared_server: RunningServer, browser: Browser, ann: str) -> None:
    secrets = Secrets.in_folder(shared_server.data)
    for lifetime in (-1, 60):
        token = secrets.page_token("a-1-0", lifetime)
        assert browser.get("/api/v1/documents/picture", params={"token": token}).status_code == 404
