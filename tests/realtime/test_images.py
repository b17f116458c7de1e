"""Images on whiteboards and pages, as browsers send and load them; who may, and who finds nothing."""

from __future__ import annotations

import io
from typing import Any

import httpx
import pytest
from PIL import Image

from convener.realtime.features.whiteboard import DrawnImage, Images
from tests.factories import pages
from tests.factories.boards import SharedBoard, make_board
from tests.factories.browsers import Browser, Gathering
from tests.factories.documents import entered
from tests.realtime.test_content import insert
from tests.realtime.test_drawing import drawn, show
from tests.servers import RunningServer

RED = pages.picture(64, 48)


def send(
    room: Gathering, name: str, drawing: str, content: bytes = RED, kind: str = "board", **headers: str
) -> httpx.Response:
    return httpx.post(
        f"{room.server.base_url}/api/v1/room/images",
        params={"kind": kind, "drawing": drawing, "key": "k", "name": "Photo.png"},
        content=content,
        headers={"authorization": f"Bearer {room.token(name)}", **headers},
        timeout=60,
    )


def add_image(room: Gathering, name: str, drawing: str, content: bytes = RED, kind: str = "board") -> str:
    reply = send(room, name, drawing, content, kind)
    assert reply.status_code == 201, reply.text
    return str(reply.json()["fileId"])


def refused(reply: httpx.Response) -> tuple[int, str]:
    return reply.status_code, str(reply.json()["error"])


def asked(page: Browser, drawing: str, *file_ids: str, kind: str = "board") -> list[DrawnImage]:
    page.do("getImages", kind=kind, drawing=drawing, fileIds=list(file_ids))
    return [one for one in page.heard if isinstance(one, Images)][-1].images


def load(room: Gathering, url: str, **headers: str) -> httpx.Response:
    return httpx.get(f"{room.server.base_url}{url}", headers=headers, timeout=60)


def image(element_id: str, file_id: str, **more: Any) -> dict[str, Any]:
    element = {"id": element_id, "type": "image", "x": 0, "y": 0, "width": 64, "height": 48, "index": "a1"}
    return {**element, "isDeleted": False, "fileId": file_id, "status": "saved", **more}


def test_who_draws_puts_an_image_and_all_load_it(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann = room.enter("host"), room.enter("ann")
        board = make_board(host, "Plan")
        reply = send(room, "ann", board)
        assert (reply.status_code, reply.json()["width"], reply.json()["height"]) == (201, 64, 48)
        file_id = reply.json()["fileId"]
        assert add_image(room, "host", board) == file_id != add_image(room, "host", board, pages.picture(8, 8))
        for page in (host, ann, room.enter("late")):
            [found] = asked(page, board, file_id, "f" * 40)
            assert (found.file_id, found.width, found.height) == (file_id, 64, 48)
        loaded = load(room, found.url)
        assert (loaded.status_code, loaded.headers["content-type"]) == (200, "image/webp")
        assert loaded.headers["x-content-type-options"] == "nosniff"
        assert loaded.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert loaded.headers["cache-control"] == "private, max-age=3600, immutable"
        assert Image.open(io.BytesIO(loaded.content)).size == (64, 48)
        assert load(room, found.url, **{"if-none-match": loaded.headers["etag"]}).status_code == 304
        drawing = SharedBoard(entered(room, ann), board, client_id=7)
        drawing.begin("photo", **image("photo", file_id))
        drawing.saved()


def test_a_script_behind_an_image_is_served_to_nobody(shared_server: RunningServer) -> None:
    """Neither what is stored nor how it is served lets a browser take it for anything but an image."""
    script = b"<!doctype html><script>alert(document.domain)</script>"
    with Gathering(shared_server) as room:
        host = room.enter("host")
        board = make_board(host, "Plan")
        for kind in ("WEBP", "PNG", "JPEG", "GIF"):
            [found] = asked(host, board, add_image(room, "host", board, pages.picture(16, 8, kind) + script))
            loaded = load(room, found.url, accept="text/html")
            assert (loaded.status_code, loaded.headers["content-type"]) == (200, "image/webp"), kind
            assert loaded.headers["x-content-type-options"] == "nosniff"
            assert loaded.headers["content-security-policy"] == "default-src 'none'; sandbox"
            assert b"script" not in loaded.content
            assert loaded.content[:4] == b"RIFF"
            assert len(loaded.content) == 8 + int.from_bytes(loaded.content[4:8], "little"), "nothing follows the image"
            assert Image.open(io.BytesIO(loaded.content)).size == (16, 8)


def test_a_document_has_no_image_but_by_its_name(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host = room.enter("host")
        board = make_board(host, "Plan")
        file_id = add_image(room, "host", board)
        wrong = [
            image("i", "data:image/png;base64,AAAA"),
            image("i", "https://example.org/x.png"),
            image("i", file_id, status="pending"),
            image("i", file_id, dataURL="data:image/png;base64,AAAA"),
        ]
        for number, element in enumerate(wrong):
            drawing = SharedBoard(entered(room, host), board, client_id=100 + number)
            drawing.begin("i", **element)
            drawing.see(lambda drawing=drawing: drawing.refusals == ["bad_update"])  # type: ignore[misc]


def test_who_may_not_draw_puts_nothing(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host, ann = room.enter("host"), room.enter("ann")
        board = make_board(host, "Plan")
        file_id = add_image(room, "ann", board)
        host.do("setDrawing", attendeesDraw=False)
        assert refused(send(room, "ann", board, pages.picture(9, 9))) == (403, "not_allowed")
        # What is there is seen by all.
        assert len(asked(ann, board, file_id)) == 1
        room.add("outside")
        assert refused(send(room, "outside", board)) == (403, "not_allowed")
        for authorization in ("", "Bearer x", f"Basic {room.token('ann')}"):
            reply = send(room, "ann", board, authorization=authorization)
            assert refused(reply) == (401, "auth_failed"), authorization
        ann.drop()


def test_what_is_on_other_boards_does_not_exist(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as other, Gathering(shared_server) as room:
        stranger, host = other.enter("host"), room.enter("host")
        foreign, board, gone = make_board(stranger, "Foreign"), make_board(host, "Plan"), make_board(host, "Gone")
        file_id = add_image(other, "host", foreign)
        [there] = asked(stranger, foreign, file_id)
        assert asked(host, board, file_id) == []
        deleted = add_image(room, "host", gone, pages.picture(9, 9))
        [address] = asked(host, gone, deleted)
        host.do("deleteBoard", boardId=gone)
        for drawing in (foreign, gone, "0" * 16, "\u00e9"):
            assert host.refused("getImages", kind="board", drawing=drawing, fileIds=[file_id]) == "unknown_document"
            assert refused(send(room, "host", drawing)) == (404, "unknown_document")
        assert refused(load(room, address.url)) == (404, "content_not_found")
        assert load(room, there.url).status_code == 200
        token = there.url.partition("token=")[2]
        for wrong in ("", "x", token[:-1], f"{board}{token[16:]}"):
            assert load(room, f"/api/v1/images?token={wrong}").status_code == 404, wrong
        for wrong in ("note", "", "drawing "):
            assert refused(send(room, "host", board, kind=wrong))[0] == 400, wrong
        assert refused(send(room, "host", board, kind="drawing")) == (404, "unknown_document")


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "image_type"),
        (b"", "image_type"),
        (pages.picture(8, 8, "BMP"), "image_type"),
        (pages.talk(1), "image_type"),
        (RED[:40], "image_damaged"),
    ],
)
def test_what_is_no_good_image_is_refused(shared_server: RunningServer, content: bytes, error: str) -> None:
    with Gathering(shared_server) as room:
        host = room.enter("host")
        board = make_board(host, "Plan")
        assert refused(send(room, "host", board, content)) == (400, error)


def test_an_image_of_too_many_pixels_is_refused(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        board = make_board(room.enter("host"), "Plan")
        assert refused(send(room, "host", board, pages.large_png())) == (400, "image_too_large")


def test_an_image_begins_the_drawing_on_a_page(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        plan, secret = insert(room), insert(room, "Secret")
        host, ann = room.enter("host"), room.enter("ann")
        show(host, plan)
        assert asked(ann, f"{plan}:2", "f" * 40, kind="drawing") == []
        assert drawn(ann, plan) == []
        file_id = add_image(room, "ann", f"{plan}:2", kind="drawing")
        assert drawn(ann, plan) == [2]
        [found] = asked(ann, f"{plan}:2", file_id, kind="drawing")
        assert load(room, found.url).status_code == 200
        assert asked(ann, f"{plan}:1", file_id, kind="drawing") == []
        for name in (f"{secret}:1", f"{plan}:9", plan):
            assert refused(send(room, "host", name, kind="drawing")) == (404, "unknown_document"), name
        host.do("closeItem", kind="document", itemId=plan)
        assert ann.refused("getImages", kind="drawing", drawing=f"{plan}:2", fileIds=[file_id]) == "unknown_document"
        host.do("deleteDocument", documentId=plan)
        assert load(room, found.url).status_code == 404
