"""Files of documents by ``/api/v1``: brought, downloaded, deleted, restored; and what is refused."""

from __future__ import annotations

import json
import socket
from urllib.parse import urlsplit

import httpx
import pytest

from convener.auth.limits import BAD_FILES
from tests.factories import files, pages
from tests.servers import RunningServer, wait_until

from .conftest import Browser

PDF = pages.talk(2)


@pytest.fixture
def mid(browser: Browser, ann: str) -> str:
    """A new meeting of ann, who is signed in."""
    browser.sign_in(ann)
    made: str = browser.write("POST", "/api/v1/meetings", {"title": "Talk"}).json()["mid"]
    return made


def send(browser: Browser, mid: str, content: bytes = PDF, **parameters: str) -> httpx.Response:
    headers = {"x-csrf-token": browser.cookies.get("csrftoken") or ""}
    return browser.post(f"/api/v1/meetings/{mid}/documents", params=parameters, content=content, headers=headers)


def listed(browser: Browser, mid: str, deleted: str = "false") -> list[str]:
    reply = browser.get(f"/api/v1/meetings/{mid}/documents", params={"deleted": deleted})
    return [one["id"] for one in reply.json()["documents"]]


def test_a_document_is_brought_and_downloaded(browser: Browser, mid: str) -> None:
    reply = send(browser, mid, name="Über <b>\r\nX: y.pdf")
    assert (reply.status_code, reply.json()["error"]) == (400, "invalid_parameter")
    reply = send(browser, mid, name='Über "uns".pdf')
    assert reply.status_code == 201
    document = reply.json()
    assert (document["title"], document["kind"], document["size"]) == ('Über "uns"', "pdf", len(PDF))
    assert (document["contentType"], document["deletedAt"]) == ("application/pdf", None)
    assert listed(browser, mid) == [document["id"]]
    path = f"/api/v1/documents/{document['id']}"
    wait_until(lambda: browser.get(path).json()["state"] == "ready", "the pages")
    loaded = browser.get(f"{path}/file")
    assert (loaded.status_code, loaded.content) == (200, PDF)
    assert loaded.headers["content-type"] == "application/octet-stream"
    assert loaded.headers["content-disposition"] == "attachment; filename*=UTF-8''%C3%9Cber%20_uns_.pdf"
    assert loaded.headers["x-content-type-options"] == "nosniff"
    assert loaded.headers["content-security-policy"] == "default-src 'none'; sandbox"
    part = browser.get(f"{path}/file", headers={"Range": "bytes=5-8"})
    assert (part.status_code, part.content) == (206, PDF[5:9])
    assert browser.get(f"{path}/file", headers={"Range": f"bytes={len(PDF)}-"}).status_code == 416


def test_a_deleted_document_is_restored_or_removed_for_good(browser: Browser, mid: str) -> None:
    first, second = (send(browser, mid).json()["id"] for _ in range(2))
    for document in (first, second):
        assert browser.write("DELETE", f"/api/v1/documents/{document}").status_code == 204
    assert (listed(browser, mid), listed(browser, mid, "true")) == ([], [second, first])
    (shown, _) = browser.get(f"/api/v1/meetings/{mid}/documents", params={"deleted": "true"}).json()["documents"]
    assert shown["deletedAt"] > shown["createdAt"]
    for path in ("", "/file", "/pages"):
        assert browser.get(f"/api/v1/documents/{first}{path}").status_code == 404
    assert browser.write("DELETE", f"/api/v1/documents/{first}").status_code == 404
    back = browser.write("POST", f"/api/v1/documents/{first}/restoration")
    assert (back.status_code, back.json()["id"], back.json()["deletedAt"]) == (200, first, None)
    assert browser.get(f"/api/v1/documents/{first}/file").content == PDF
    assert browser.write("DELETE", f"/api/v1/documents/{second}/restoration").status_code == 204
    assert (listed(browser, mid), listed(browser, mid, "true")) == ([first], [])
    for method in ("POST", "DELETE"):
        for document in (first, second, "0" * 16, "%00"):
            reply = browser.write(method, f"/api/v1/documents/{document}/restoration")
            assert (reply.status_code, reply.json()["error"]) == (404, "content_not_found"), (method, document)


def test_others_find_nothing(shared_server: RunningServer, browser: Browser, mid: str) -> None:
    document = send(browser, mid).json()["id"]
    gone = send(browser, mid).json()["id"]
    browser.write("DELETE", f"/api/v1/documents/{gone}")
    shared_server.cli("center", "create", "elsewhere")
    options = ("--center", "elsewhere", "--role", "administrator", "--password", "correct horse battery")
    shared_server.cli("user", "create", "eve", *options)

    def attempts(other: Browser) -> set[tuple[int, str]]:
        tried = [
            send(other, mid),
            other.get(f"/api/v1/documents/{document}/file"),
            other.get(f"/api/v1/meetings/{mid}/documents", params={"deleted": "true"}),
            other.write("DELETE", f"/api/v1/documents/{document}"),
            other.write("POST", f"/api/v1/documents/{gone}/restoration"),
            other.write("DELETE", f"/api/v1/documents/{gone}/restoration"),
        ]
        return {(one.status_code, one.json()["error"]) for one in tried}

    with Browser(base_url=shared_server.base_url) as other:
        other.get("/api/v1/session")
        assert attempts(other) == {(401, "auth_failed")}
        for user in ("bob", "mia"):
            other.sign_in(user)
            assert {error for _, error in attempts(other)} == {"meeting_not_found", "content_not_found"}
    with Browser(base_url=shared_server.base_url) as eve:
        eve.get("/api/v1/session")
        signed = eve.write(
            "POST",
            "/api/v1/session",
            {"center": "elsewhere", "userId": "eve", "password": "correct horse battery"},
        )
        assert signed.status_code < 300, signed.text
        assert {error for _, error in attempts(eve)} == {"meeting_not_found", "content_not_found"}
    assert (listed(browser, mid), listed(browser, mid, "true")) == ([document], [gone])
    without_proof = browser.post(f"/api/v1/meetings/{mid}/documents", content=PDF)
    assert (without_proof.status_code, without_proof.json()["error"]) == (403, "csrf_failed")
    assert browser.request("DELETE", f"/api/v1/documents/{document}").status_code == 403


@pytest.mark.parametrize("content", [b"", b"nothing that we know", files.package()[:-20], b"<svg onload='x'/>"])
def test_what_is_no_document_leaves_nothing(browser: Browser, mid: str, content: bytes) -> None:
    reply = send(browser, mid, content, name="a.pdf")
    assert (reply.status_code, reply.json()["error"]) == (400, "bad_file")
    assert listed(browser, mid) == []


def raw(server: RunningServer, browser: Browser, mid: str, head: str, body: bytes = b"") -> tuple[int, dict[str, str]]:
    """Begin an upload by hand, with these headers of its length; the status and the problem that come back."""
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    where = urlsplit(server.base_url)
    with socket.create_connection((where.hostname or "", where.port or 0)) as connection:
        connection.settimeout(60)
        lines = [
            f"POST /api/v1/meetings/{mid}/documents HTTP/1.1",
            f"Host: {where.netloc}",
            f"Cookie: {cookies}",
            f"X-CSRF-Token: {browser.cookies.get('csrftoken')}",
            head,
        ]
        connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        got = b""
        while b"}" not in got.partition(b"\r\n\r\n")[2]:
            piece = connection.recv(65536)
            assert piece, got
            got += piece
    problem: dict[str, str] = json.loads(got[got.index(b"{") : got.rindex(b"}") + 1])
    return int(got.split()[1]), problem


def test_what_is_too_large_is_refused_by_its_head(shared_server: RunningServer, browser: Browser, mid: str) -> None:
    for length in (2_147_483_648, 100_000_001, 10**15):
        status, problem = raw(shared_server, browser, mid, f"Content-Length: {length}")
        assert (status, problem["error"]) == (413, "too_large"), length
    assert listed(browser, mid) == []


def test_what_comes_in_pieces_without_end_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    server = RunningServer(tmp_path_factory.mktemp("small") / "data", document_limit=300_000)
    server.start()
    try:
        options = ("--role", "organizer", "--password", "correct horse battery")
        assert server.cli("user", "create", "ann", *options).returncode == 0
        with Browser(base_url=server.base_url) as browser:
            browser.sign_in("ann")
            mid = browser.write("POST", "/api/v1/meetings", {"title": "Talk"}).json()["mid"]
            piece = b"%x\r\n" % 100_000 + bytes(100_000) + b"\r\n"
            status, problem = raw(server, browser, mid, "Transfer-Encoding: chunked", piece * 6)
            assert (status, problem["error"]) == (413, "too_large")
            assert send(browser, mid).status_code == 201
            full = server.cli("center", "set", "main", f"storage_limit={len(PDF)}")
            assert full.returncode == 0, full.stderr
            status, problem = raw(server, browser, mid, f"Content-Length: {len(PDF)}")
            assert (status, problem["error"]) == (507, "storage_full")
            chunked = b"%x\r\n" % len(PDF) + PDF + b"\r\n0\r\n\r\n"
            status, problem = raw(server, browser, mid, "Transfer-Encoding: chunked", chunked)
            assert (status, problem["error"]) == (507, "storage_full")
            assert len(listed(browser, mid)) == 1
    finally:
        server.stop()


def test_documents_of_all_meetings_are_found_and_put_into_another(browser: Browser, mid: str) -> None:
    document = send(browser, mid, name="Harbour plan.pdf").json()["id"]
    path = f"/api/v1/documents/{document}"
    wait_until(lambda: browser.get(path).json()["state"] == "ready", "the pages")
    found = browser.get("/api/v1/documents", params={"search": "harbour SLIDE"}).json()
    assert [(one["document"]["id"], one["meeting"], one["meetingTitle"]) for one in found["documents"]] == [
        (document, mid, "Talk")
    ]
    assert found["next"] is None
    assert (found["documents"][0]["owner"], found["documents"][0]["restorableUntil"]) == ("ann", None)
    assert browser.get(found["documents"][0]["thumbnail"]).headers["content-type"] == "image/webp"
    other = browser.write("POST", "/api/v1/meetings", {"title": "Second"}).json()["mid"]
    made = browser.write("POST", f"{path}/copies", {"meeting": other})
    assert (made.status_code, made.json()["title"], made.json()["state"]) == (201, "Harbour plan", "waiting")
    first = browser.get("/api/v1/documents", params={"search": "harbour", "limit": 1}).json()
    assert ([one["meeting"] for one in first["documents"]], first["next"]) == ([other], made.json()["id"])
    rest = browser.get("/api/v1/documents", params={"search": "harbour", "after": first["next"]}).json()
    assert ([one["meeting"] for one in rest["documents"]], rest["next"]) == ([mid], None)
    assert browser.get("/api/v1/documents", params={"after": "x"}).json()["error"] == "invalid_parameter"
    assert browser.write("POST", f"{path}/copies", {"meeting": "x"}).json()["error"] == "meeting_not_found"
    assert browser.write("POST", f"{path}/copies", {}).status_code == 400
    for narrowed, expected in (({"meeting": other}, 1), ({"kind": "pdf"}, 2), ({"kind": "image"}, 0)):
        reply = browser.get("/api/v1/documents", params={"search": "harbour", **narrowed})
        assert len(reply.json()["documents"]) == expected, narrowed
    assert browser.get("/api/v1/documents", params={"kind": "x"}).status_code == 400
    browser.write("DELETE", path)
    [gone] = browser.get("/api/v1/documents", params={"search": "harbour", "deleted": "true"}).json()["documents"]
    assert (gone["document"]["id"], gone["thumbnail"]) == (document, None)
    assert gone["restorableUntil"] > gone["document"]["deletedAt"]
    browser.write("POST", f"{path}/restoration")
    browser.sign_in("bob")
    for deleted in ("false", "true"):
        found = browser.get("/api/v1/documents", params={"search": "harbour", "deleted": deleted})
        assert found.json()["documents"] == []
    assert browser.write("POST", f"{path}/copies", {"meeting": mid}).json()["error"] == "content_not_found"


def test_organizers_read_how_much_is_stored(shared_server: RunningServer, browser: Browser, mid: str) -> None:
    before = browser.get("/api/v1/storage").json()
    send(browser, mid)
    after = browser.get("/api/v1/storage").json()
    assert after["documents"] == before["documents"] + len(PDF)
    assert (after["limit"], after["scarce"], after["recordings"]) == (None, False, 0)
    shared_server.cli("center", "set", "main", f"storage_limit={after['documents'] + 1}")
    try:
        scarce = browser.get("/api/v1/storage").json()
        assert (scarce["limit"], scarce["scarce"]) == (after["documents"] + 1, True)
    finally:
        shared_server.cli("center", "set", "main", "storage_limit=0")
    browser.sign_in("mia")
    assert browser.get("/api/v1/storage").status_code == 403
    with Browser(base_url=shared_server.base_url) as nobody:
        assert nobody.get("/api/v1/storage").status_code == 401


def test_who_sends_what_is_no_file_again_and_again_has_to_wait(browser: Browser, ann: str) -> None:
    browser.sign_in("bob")
    mid = browser.write("POST", "/api/v1/meetings", {"title": "Talk"}).json()["mid"]
    assert {send(browser, mid, b"").json()["error"] for _ in range(BAD_FILES)} == {"bad_file"}
    refused = send(browser, mid)
    assert (refused.status_code, refused.json()["error"]) == (429, "too_many_requests")
    assert int(refused.headers["retry-after"]) > 0


def put_into_library(
    browser: Browser, content: bytes = PDF, path: str = "documents", **parameters: str
) -> httpx.Response:
    headers = {"x-csrf-token": browser.cookies.get("csrftoken") or ""}
    return browser.post(f"/api/v1/{path}", params=parameters, content=PDF, headers=headers)


def test_documents_of_the_library_have_folders_an_audience_and_versions(
    shared_server: RunningServer, browser: Browser, mid: str
) -> None:
    made = put_into_library(browser, name="Atlas.pdf", folder="Maps", key="one")
    assert (made.status_code, made.json()["title"]) == (201, "Atlas")
    assert put_into_library(browser, name="Atlas.pdf", folder="Maps", key="one").json()["id"] == made.json()["id"]
    first = made.json()["id"]
    newer = put_into_library(browser, path=f"documents/{first}/versions", name="Newer.pdf")
    assert (newer.status_code, newer.json()["title"]) == (201, "Atlas")
    second = newer.json()["id"]
    again = put_into_library(browser, path=f"documents/{first}/versions")
    assert (again.status_code, again.json()["error"]) == (409, "wrong_state")
    [listed] = browser.get("/api/v1/documents", params={"folder": "Maps"}).json()["documents"]
    assert (listed["document"]["id"], listed["meeting"], listed["versions"], listed["mayChange"]) == (
        second,
        None,
        2,
        True,
    )
    assert (listed["folder"], listed["audience"], listed["group"]) == ("Maps", "owner", None)
    found = browser.get(f"/api/v1/documents/{second}/versions").json()["versions"]
    assert [(one["document"]["id"], one["present"]) for one in found] == [(second, True), (first, False)]
    assert browser.write("POST", f"/api/v1/documents/{first}/present").json()["document"]["id"] == first
    shelf = browser.get("/api/v1/library").json()
    assert ({"name": "Maps", "documents": 1, "boards": 0} in shelf["folders"], shelf["groups"]) == (True, [])
    changed = browser.write("PATCH", f"/api/v1/documents/{first}", {"title": "World", "audience": "center"})
    assert (changed.status_code, changed.json()["document"]["title"], changed.json()["audience"]) == (
        200,
        "World",
        "center",
    )
    for wrong, status in (
        ({"audience": "all"}, 400),
        ({"audience": "group"}, 400),
        ({"audience": "group", "group": "x"}, 400),
        ({"title": ""}, 400),
        ({"more": 1}, 400),
    ):
        assert browser.write("PATCH", f"/api/v1/documents/{first}", wrong).status_code == status, wrong
    of_meeting = send(browser, mid).json()["id"]
    assert browser.write("PATCH", f"/api/v1/documents/{of_meeting}", {"folder": "x"}).status_code == 404
    kept = browser.write("POST", f"/api/v1/documents/{of_meeting}/copies", {"meeting": None})
    assert kept.status_code == 201
    place = {"place": "library"}
    assert {one["meeting"] for one in browser.get("/api/v1/documents", params=place).json()["documents"]} == {None}
    with Browser(base_url=shared_server.base_url) as other:
        other.sign_in("mia")
        [seen] = other.get("/api/v1/documents", params=place).json()["documents"]
        assert (seen["document"]["id"], seen["mayChange"]) == (first, False)
        assert other.get(f"/api/v1/documents/{first}/file").content == PDF
        assert put_into_library(other).status_code == 403
        for refused in (
            other.write("PATCH", f"/api/v1/documents/{first}", {"title": "x"}),
            other.write("DELETE", f"/api/v1/documents/{first}"),
            other.get(f"/api/v1/documents/{first}/versions"),
            other.write("POST", f"/api/v1/documents/{second}/present"),
            put_into_library(other, path=f"documents/{first}/versions"),
        ):
            assert (refused.status_code, refused.json()["error"]) == (404, "content_not_found"), refused.request.url
    with Browser(base_url=shared_server.base_url) as nobody:
        assert nobody.get("/api/v1/library").status_code == 401
