"""Drawing on pages of documents: who draws where, and how long that is open."""

from __future__ import annotations

from convener.realtime.features.drawing import DrawnPages, PageDrawn
from tests.factories.boards import SharedBoard, board_of, make_board
from tests.factories.browsers import Browser, Gathering
from tests.factories.documents import Documents, K, entered
from tests.realtime.test_content import insert
from tests.servers import RunningServer


def show(page: Browser, document: str) -> None:
    page.do("showItem", kind="document", itemId=document)


def drawn(page: Browser, document: str) -> list[int]:
    page.do("listDrawnPages", documentId=document)
    return [one for one in page.heard if isinstance(one, DrawnPages)][-1].pages


def begun(page: Browser) -> list[tuple[str, int]]:
    events = [one for message in page.heard for one in getattr(message, "events", ())]
    return [(one.document_id, one.page) for one in events if isinstance(one, PageDrawn)]


def refused(socket: Documents, name: str, channel: int = 9) -> str:
    kind, said = socket.open(channel, "drawing", name, 900 + channel)
    assert kind is K.REFUSED
    return str(said["error"])


def closed(socket: Documents) -> tuple[int, str]:
    said = socket.until(K.REFUSED)
    return said["channel"], said["error"]


def test_people_draw_on_a_page_and_who_comes_later_sees_it(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        plan = insert(room)
        page, guest = room.enter("host"), room.enter("ann")
        show(page, plan)
        assert drawn(guest, plan) == []
        host = SharedBoard(entered(room, page), f"{plan}:2", client_id=11, kind="drawing")
        guest.see(lambda one: (plan, 2) in begun(one))
        ann = SharedBoard(entered(room, guest), f"{plan}:2", client_id=12, kind="drawing")
        host.begin("one")
        ann.begin("two")
        for one in (host, ann):
            one.saved()
            one.see(lambda one=one: len(one.elements) == 2)  # type: ignore[misc]
        assert drawn(guest, plan) == [2]
        # What is drawn belongs to the document, which is shown again.
        page.do("closeItem", kind="document", itemId=plan)
        show(page, plan)
        late = SharedBoard(entered(room, room.enter("bob")), f"{plan}:2", client_id=13, kind="drawing")
        assert sorted(late.elements.keys()) == ["one", "two"]


def test_who_may_not_draw_begins_nothing_and_changes_nothing(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        plan = insert(room)
        page, guest = room.enter("host"), room.enter("ann")
        show(page, plan)
        page.do("setDrawing", attendeesDraw=False)
        socket = entered(room, guest)
        assert refused(socket, f"{plan}:1") == "unknown_document"
        assert drawn(page, plan) == []
        host = SharedBoard(entered(room, page), f"{plan}:1", client_id=21, kind="drawing")
        host.begin("one")
        host.saved()
        ann = SharedBoard(socket, f"{plan}:1", client_id=22, kind="drawing")
        assert (ann.may_write, list(ann.elements.keys())) == (False, ["one"])
        ann.begin("secretly")
        ann.see(lambda: ann.refusals == ["not_allowed"])
        page.do("setDrawing", attendeesDraw=True)
        ann.see(lambda: ann.may_write)


def test_what_is_no_page_of_an_open_document_has_no_drawing(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as other, Gathering(shared_server) as room:
        foreign, plan, secret = insert(other), insert(room), insert(room, "Secret")
        other_host = other.enter("host")
        show(other_host, foreign)
        page = room.enter("host")
        show(page, plan)
        socket = entered(room, page)
        strange = (
            f"{plan}:0",
            f"{plan}:4",
            f"{plan}:01",
            f"{plan}:x",
            f"{plan}:\u0663",
            f"{plan}:",
            plan,
            ":1",
            "\x00:1",
        )
        for name in (f"{foreign}:1", f"{secret}:1", *strange):
            assert refused(socket, name) == "unknown_document", name
        assert page.refused("listDrawnPages", documentId=foreign) == "content_not_found"
        assert room.enter("ann").refused("listDrawnPages", documentId=secret) == "content_not_found"


def test_a_drawing_is_open_while_its_document_is(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        plan, talk = insert(room), insert(room, "Talk")
        page, guest = room.enter("host"), room.enter("ann")
        show(page, plan)
        show(page, talk)
        socket = entered(room, guest)
        for channel, document in enumerate((plan, talk), 1):
            assert socket.open(channel, "drawing", f"{document}:1", 30 + channel)[0] is K.OPENED
        page.do("closeItem", kind="document", itemId=plan)
        assert closed(socket) == (1, "unknown_document")
        # A page that does not care cannot write into it.
        socket.data(K.UPDATE, 1, b"\0\0")
        assert closed(socket) == (1, "not_open")
        page.do("deleteDocument", documentId=talk)
        assert closed(socket) == (2, "unknown_document")


def test_a_deleted_board_is_not_open_any_more(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        page, guest = room.enter("host"), room.enter("ann")
        boards = [make_board(page, name) for name in ("Plan", "Other", "Kept")]
        socket = entered(room, guest)
        for channel, board in enumerate(boards, 1):
            assert socket.open(channel, "board", board, 40 + channel)[0] is K.OPENED
        for board in boards[:2]:
            page.do("deleteBoard", boardId=board)
        assert [closed(socket), closed(socket)] == [(1, "unknown_document"), (2, "unknown_document")]
        socket.data(K.UPDATE, 1, b"\0\0")
        assert closed(socket) == (1, "not_open")
        assert board_of(page, "Kept") is not None
        assert 3 not in [said["channel"] for kind, said in socket.heard if kind is K.REFUSED]
