"""Whiteboards: who makes, shows and deletes them, who draws, and what all see."""

from __future__ import annotations

from convener.domain.permissions import MeetingRole
from convener.domain.shared_documents.encoding import encode_any, encode_string
from convener.storage.models import User
from tests.domain.shared_documents.hostile import in_root, structs
from tests.factories.boards import SharedBoard, board_of, make_board
from tests.factories.browsers import Browser, Gathering
from tests.factories.documents import K, entered
from tests.servers import RunningServer


def shown(page: Browser) -> str | None:
    """The id of what is shown to all."""
    item = page.models["showing"].shown
    return str(item.id) if item is not None else None


def test_two_draw_on_a_board_and_a_third_reads_it(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        page, guest = room.enter("host"), room.enter("ann")
        board = make_board(page, "Plan")
        guest.see(lambda one: board_of(one, "Plan") is not None)
        assert board_of(guest, "Plan").creator == room.ids["host"]
        host = SharedBoard(entered(room, page), board, client_id=11)
        ann = SharedBoard(entered(room, guest), board, client_id=12)
        host.begin("one")
        ann.begin("two", strokeColor="#e03131")
        for number in range(20):
            host.go_on("one", number, -number)
            ann.go_on("two", number * 8, 1)
        host.saved()
        ann.saved()
        late = SharedBoard(entered(room, room.enter("bob")), board, client_id=13)
        assert late.may_write
        for one in (host, ann, late):
            one.see(lambda one=one: len(one.points("one") or ()) == len(one.points("two") or ()) == 42)  # type: ignore[misc]
        assert late.points("one") == [0, 0, *(sign for number in range(20) for sign in (number, -number))]


def test_attendees_draw_unless_the_host_forbids_it(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        room.add("pat", MeetingRole.PRESENTER)
        page, presenter, guest = room.enter("host"), room.enter("pat"), room.enter("ann")
        board = make_board(page, "Plan")
        pat = SharedBoard(entered(room, presenter), board, client_id=22)
        ann = SharedBoard(entered(room, guest), board, client_id=23)
        for one in (presenter, guest):
            assert one.refused("setDrawing", attendeesDraw=False) == "not_allowed"
        page.do("setDrawing", attendeesDraw=False)
        ann.see(lambda: not ann.may_write)
        guest.see(lambda one: not one.models["whiteboard"].attendees_draw)
        ann.begin("secretly")
        ann.see(lambda: ann.refusals == ["not_allowed"])
        pat.begin("openly")
        pat.saved()
        host = SharedBoard(entered(room, page), board, client_id=21)
        assert sorted(host.elements.keys()) == ["openly"]
        page.do("setDrawing", attendeesDraw=True)
        ann.see(lambda: ann.may_write)


def test_where_the_owner_has_no_whiteboards_for_attendees_the_host_cannot_let_them_draw(
    shared_server: RunningServer,
) -> None:
    with Gathering(shared_server) as room:
        page = room.enter("host")
        page.do("setDrawing", attendeesDraw=False)
        with room.database.write() as session:
            owner = session.get_one(User, room.meeting().owner_id)
            kept, owner.preferences = owner.preferences, {**owner.preferences, "ecr_whiteboard_privilege": False}
        try:
            assert page.refused("setDrawing", attendeesDraw=True) == "not_allowed"
        finally:
            with room.database.write() as session:
                session.get_one(User, room.meeting().owner_id).preferences = kept
        page.do("setDrawing", attendeesDraw=True)


def test_hosts_and_presenters_alone_make_show_and_delete_boards(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        room.add("pat", MeetingRole.PRESENTER)
        pat, ann = room.enter("pat"), room.enter("ann")
        board = make_board(pat, "Plan", show=True)
        ann.see(lambda one: shown(one) == board)
        assert ann.refused("createBoard", key="k", name="Mine") == "not_allowed"
        for command in ("deleteBoard", "restoreBoard"):
            assert ann.refused(command, boardId=board) == "not_allowed"
        assert ann.refused("renameBoard", boardId=board, name="Mine") == "not_allowed"
        assert ann.refused("listDeletedBoards") == "not_allowed"
        pat.do("renameBoard", boardId=board, name="Our plan")
        ann.see(lambda one: board_of(one, "Our plan") is not None)
        assert pat.refused("renameBoard", boardId=board, name=" ") == "invalid_parameter"
        assert pat.refused("renameBoard", boardId="none", name="x") == "unknown_document"
        assert ann.refused("showItem", kind="board", itemId=board) == "not_allowed"
        assert pat.refused("showItem", kind="board", itemId="none") == "content_not_found"
        pat.do("deleteBoard", boardId=board)
        pat.do("deleteBoard", boardId=board)
        ann.see(lambda one: not one.models["whiteboard"].boards and shown(one) is None)
        kind, said = entered(room, ann).open(1, "board", board, 31)
        assert (kind, said["error"]) == (K.REFUSED, "unknown_document")
        pat.do("listDeletedBoards")
        pat.see(lambda one: one.models["whiteboard"].deleted == ["Our plan"])
        pat.do("restoreBoard", boardId=board)
        ann.see(lambda one: board_of(one, "Our plan") is not None)
        assert SharedBoard(entered(room, ann), board, client_id=32).may_write


def test_the_same_command_makes_one_board(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        host = room.enter("host")
        for _ in range(2):
            host.do("createBoard", key="k", name="Plan", show=True)
        host.do("createBoard", key="other", name="Plan")
        host.see(lambda one: len(one.models["whiteboard"].boards) == 2)
        assert host.refused("createBoard", key="k2", name="\u200b") == "invalid_parameter"
        assert host.refused("createBoard", key="k2", name="x", headings=["To do"]) == "invalid_parameter"
        assert host.refused("createBoard", key="k2", name="x", template="columns") == "invalid_parameter"


def test_a_board_with_columns_begins_with_them(shared_server: RunningServer) -> None:
    with Gathering(shared_server) as room:
        page = room.enter("host")
        board = make_board(page, "Plan", template="columns", headings=["To do", "Doing 🙂"])
        host = SharedBoard(entered(room, page), board, client_id=41)
        host.see(lambda: len(host.elements) == 4)
        elements = sorted((one["e"] for _, one in host.elements.items()), key=lambda one: str(one["index"]))
        assert [one.get("text") for one in elements] == [None, "To do", None, "Doing 🙂"]
        host.begin("mine")
        host.saved()


def test_what_is_no_drawing_is_refused(shared_server: RunningServer) -> None:
    value = b"\x01" + encode_any("x")
    hostile = {
        "a text": structs(51, 0, in_root(4, encode_string("x"), "elements")),
        "another root": structs(51, 0, in_root(7, b"\x01", "notes")),
        "an element of XML": structs(51, 0, in_root(7, b"\x03" + encode_string("p"), "elements")),
        "a text type": structs(51, 0, in_root(7, b"\x02", "elements")),
        "a map in a map in a map": structs(
            51, 0, in_root(7, b"\x01", "elements"), b"\x07\x00\x33\x00\x01", b"\x07\x00\x33\x01\x01"
        ),
        "a value of bytes": structs(51, 0, in_root(8, b"\x01\x74\x01x", "elements")),
    }
    with Gathering(shared_server) as room:
        page = room.enter("host")
        board = make_board(page, "Plan")
        socket = entered(room, page)
        socket.open(1, "board", board, 51)
        for what, update in hostile.items():
            socket.data(K.UPDATE, 1, update)
            assert socket.until(K.REFUSED)["error"] == "bad_update", what
        socket.data(K.UPDATE, 1, structs(51, 0, b"\x28\x01" + encode_string("elements") + encode_string("k") + value))
        socket.until(K.STORED)
