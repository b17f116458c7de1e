"""Documents in the room: who sees which of them, their pages and their files, and what is told as they are made."""

from __future__ import annotations

import httpx

from convener.domain.meetings import meetings
from convener.domain.permissions import MeetingRole
from tests.factories.browsers import Browser, Gathering
from tests.factories.contents import insert_document
from tests.factories.pages import talk
from tests.servers import RunningServer


def insert(room: Gathering, title: str = "Plan", pages: int = 3) -> str:
    with room.database.write() as session:
        return insert_document(session, meetings.lock_meeting(session, room.meeting_id), title, pages)


def known(page: Browser) -> list[str]:
    return list(page.models["content"].documents)


def bring(room: Gathering, name: str, content: bytes, token: str | None = None, **query: str) -> httpx.Response:
    return httpx.post(
        f"{room.server.base_url}/api/v1/room/documents",
        params={"name": "Talk.pdf", **query},
        content=content,
        headers={"authorization": f"Bearer {token or room.token(name)}"},
        timeout=60,
    )


def test_attendees_know_of_what_is_open_alone(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        plan, secret = insert(room), insert(room, "Secret")
        host, ann = room.enter("host"), room.enter("ann")
        assert (known(host), known(ann)) == ([plan, secret], [])
        for document in (plan, secret):
            assert ann.refused("getPages", documentId=document) == "content_not_found"
            assert ann.refused("getOriginal", documentId=document) == "content_not_found"
        host.do("showItem", kind="document", itemId=plan, page=2)
        ann.see(lambda one: known(one) == [plan])
        assert ann.models["showing"].open[0].page == 2
        ann.do("getPages", documentId=plan, first=2)
        pages = ann.models["content"].pages[-1].pages
        assert [(one.number, one.text, one.links[0].url) for one in pages] == [
            (2, "Text 2", "https://example.org/"),
            (3, "Text 3", "https://example.org/"),
        ]
        ann.do("getPages", documentId=plan, first=2, most=1)
        assert [one.number for one in ann.models["content"].pages[-1].pages] == [2]
        assert ann.refused("getPages", documentId=secret) == "content_not_found"
        host.do("closeItem", kind="document", itemId=plan)
        ann.see(lambda one: known(one) == [])
        assert ann.refused("getPages", documentId=plan) == "content_not_found"


def test_attendees_show_turn_delete_and_convert_nothing(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        plan = insert(room)
        host, ann = room.enter("host"), room.enter("ann")
        host.do("showItem", kind="document", itemId=plan)
        item = {"kind": "document", "itemId": plan}
        assert ann.refused("showItem", **item) == "not_allowed"
        assert ann.refused("turnPage", **item, page=2) == "not_allowed"
        assert ann.refused("closeItem", **item) == "not_allowed"
        assert ann.refused("stopShowing") == "not_allowed"
        assert ann.refused("deleteDocument", documentId=plan) == "not_allowed"
        assert ann.refused("convertDocument", documentId=plan) == "not_allowed"
        assert ann.refused("setContent", attendeesDownload=True) == "not_allowed"
        assert bring(room, "ann", talk(1)).json()["error"] == "not_allowed"


def test_documents_of_another_meeting_do_not_exist(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as other, Gathering(shared_server) as room:
        foreign = insert(other)
        host = room.enter("host")
        for command in ("getPages", "getOriginal", "deleteDocument", "convertDocument"):
            assert host.refused(command, documentId=foreign) == "content_not_found"
        assert host.refused("showItem", kind="document", itemId=foreign) == "content_not_found"


def test_a_document_that_is_brought_is_shown_while_its_pages_are_made(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        room.add("pat", MeetingRole.PRESENTER)
        host, pat, ann = room.enter("host"), room.enter("pat"), room.enter("ann")
        brought = bring(room, "pat", talk(4), show="true")
        assert brought.status_code == 201, brought.text
        document = brought.json()["id"]
        for page in (host, pat, ann):
            page.see(lambda one: one.models["content"].documents[document].state == "ready" if known(one) else False)
            assert page.models["content"].documents[document].done == 4
            assert page.models["showing"].turned_by == room.ids["pat"]
        ann.do("getPages", documentId=document)
        first = ann.models["content"].pages[-1].pages[0]
        assert first.text == "This is slide 1"
        picture = httpx.get(f"{room.server.base_url}{first.pictures[-1].url}")
        assert (picture.headers["content-type"], picture.headers["x-content-type-options"]) == ("image/webp", "nosniff")
        # The file is for those who show it, and for attendees where the host allows it.
        assert ann.refused("getOriginal", documentId=document) == "not_allowed"
        host.do("setContent", attendeesDownload=True)
        ann.do("getOriginal", documentId=document)
        token = ann.models["content"].files[-1].token
        address = f"{room.server.base_url}/api/v1/documents/download"
        file = httpx.get(address, params={"token": token})
        assert file.content == talk(4)
        assert file.headers["content-disposition"] == "attachment; filename*=UTF-8''Talk.pdf"
        assert file.headers["x-content-type-options"] == "nosniff"
        assert httpx.get(address, params={"token": f"{token}x"}).status_code == 404
        host.do("deleteDocument", documentId=document)
        for page in (host, pat, ann):
            page.see(lambda one: known(one) == [] and one.models["showing"].open == [])
        assert httpx.get(address, params={"token": token}).status_code == 404
        assert httpx.get(f"{room.server.base_url}{first.pictures[-1].url}").status_code == 404


def test_what_cannot_be_brought_is_refused_and_leaves_nothing(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host = room.enter("host")
        for token in ("nonsense", room.site.secrets.room_token("nobody"), room.site.secrets.document_token("x")):
            assert bring(room, "host", talk(1), token).status_code in (401, 404)
        room.add("pat", MeetingRole.PRESENTER)
        assert bring(room, "pat", talk(1)).json()["error"] == "not_allowed"
        for content in (b"", b"%PDF-1.7 nothing", b"<html><script>alert(1)</script>", b"\0" * 1000):
            refused = bring(room, "host", content)
            assert (refused.status_code, refused.json()["error"]) == (400, "bad_file")
        assert known(host) == known(room.enter("host")) == []
