"""Lists of very many meetings are read and sent in parts: the same reply, whatever the client does meanwhile."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from sqlalchemy import func, select

from convener.apis.live_meeting.messages.meetings import AT_ONCE
from convener.apis.live_meeting.protocol.writer import Markup, attribute_text, clean, document, markup
from convener.domain.centers import centers
from convener.domain.lifecycle import LifecycleState
from convener.domain.meetings.search import Listing, list_meetings, read_part
from convener.storage.models import Meeting, User
from tests.apis.live_meeting.conftest import Place
from tests.bench.messages import PATH, fields, message
from tests.bench.rows import LiveMeetingRows
from tests.servers import RunningServer, wait_until

MEETINGS = 2 * AT_ONCE + 50
ROW = fields("mid", "name", "title", "startTime", "owner", "status", "maxUsers")


@given(st.text())
def test_text_is_written_as_the_library_writes_it(text: str) -> None:
    made = etree.Element("StringOption", {"name": "n", "value": clean(text)})
    assert f'<StringOption name="n" value="{attribute_text(text)}"/>' == markup(made)
    root = Markup([markup(made)])
    assert document(root) == document(made)
    assert document(root.element()) == document(made)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    data: Path = tmp_path_factory.mktemp("long") / "data"
    data.mkdir()
    rows = LiveMeetingRows(data)
    rows.grow(MEETINGS)
    running = RunningServer(data)
    running.start()
    yield running
    running.stop()


def ask(server: RunningServer, attributes: str = "", **more: object) -> httpx.Response:
    body = message(f"<ListMeetingsRequest{attributes}>{ROW}</ListMeetingsRequest>")
    return httpx.post(f"{server.base_url}{PATH}", content=body, timeout=60, **more)  # type: ignore[arg-type]


def replies_of(reply: httpx.Response) -> list[bytes]:
    return [etree.tostring(one) for one in etree.fromstring(reply.content).iter("MeetingReply")]


def test_a_long_list_is_that_of_its_pages(server: RunningServer) -> None:
    whole = ask(server)
    assert whole.headers["transfer-encoding"] == "chunked"
    assert whole.headers["content-type"] == "application/xml"
    found = replies_of(whole)
    assert len(found) == MEETINGS
    size = AT_ONCE - 1
    pages = [ask(server, f' pageSize="{size}" pageNum="{number}"') for number in range(1, MEETINGS // size + 2)]
    assert all("content-length" in page.headers for page in pages)
    assert [one for page in pages for one in replies_of(page)] == found
    long_page = ask(server, f' pageSize="{MEETINGS - 20}"')
    assert replies_of(long_page) == found[:-20]
    assert b'name="additionalPages" value="1"' in long_page.content


def test_through_the_framework_and_in_a_batch(server: RunningServer) -> None:
    """The same where the body of the request comes in pieces, and as a part of a batch."""
    found = replies_of(ask(server))
    body = message(f"<ListMeetingsRequest>{ROW}</ListMeetingsRequest>")
    reply = httpx.post(f"{server.base_url}{PATH}", content=iter([body.encode()]), timeout=60)
    assert replies_of(reply) == found
    batch = message(f"<BatchRequest><ListMeetingsRequest>{ROW}</ListMeetingsRequest></BatchRequest>")
    assert replies_of(httpx.post(f"{server.base_url}{PATH}", content=batch, timeout=60)) == found


def test_an_old_client_gets_a_reply_of_known_length(server: RunningServer) -> None:
    body = message(f"<ListMeetingsRequest>{ROW}</ListMeetingsRequest>").encode()
    head = f"POST {PATH} HTTP/1.0\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        connection.sendall(head + body)
        received = b"".join(iter(lambda: connection.recv(1 << 20), b""))
    headers, _, content = received.partition(b"\r\n\r\n")
    assert f"content-length: {len(content)}".encode() in headers.lower()
    assert content.count(b"<MeetingReply>") == MEETINGS


def test_a_client_that_leaves_leaves_nothing(server: RunningServer) -> None:
    body = message(f"<ListMeetingsRequest>{ROW}</ListMeetingsRequest>")
    for _ in range(50):  # more than there are connections to the database
        with httpx.stream("POST", f"{server.base_url}{PATH}", content=body, timeout=60) as reply:
            next(reply.iter_raw())
    wait_until(lambda: len(replies_of(ask(server))) == MEETINGS, "the whole list")


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_parts(kind: str, request: pytest.FixtureRequest) -> None:
    """What changes between two parts is as it is then: what was deleted is left out."""
    place: Place = request.getfixturevalue("place" if kind == "sqlite" else "postgres_place")
    world = place.small_world()
    with place.database.read() as session:
        center = centers.find(session, world.center.name)
        caller = session.scalars(select(User).where(User.center_id == center.id, User.role == "administrator")).first()
        assert caller is not None
        every = Listing(states=frozenset(LifecycleState))
        whole = list_meetings(session, center, caller, every).meetings
        assert len(whole) > 2
        page = list_meetings(session, center, caller, Listing(states=every.states, at_once=2))
        assert page.meetings == []
        assert list(page.ids) == [meeting.id for meeting in whole]
        assert read_part(session, center, caller, every, page.ids) == whole
        assert read_part(session, center, caller, every, page.ids[1:2]) == whole[1:2]
        first = list_meetings(session, center, caller, Listing(states=every.states, size=2, number=1, at_once=1))
        assert list(first.ids) == [meeting.id for meeting in whole[:2]]
        assert first.more_pages == -(-(len(whole) - 2) // 2)
        living = [meeting for meeting in whole if meeting.cancelled_at is None]
        assert read_part(session, center, caller, Listing(), page.ids) == living
        at_once = list_meetings(session, center, caller, Listing(states=every.states, at_once=len(whole)))
        assert at_once.meetings == whole
        assert session.scalar(select(func.count()).select_from(Meeting).where(Meeting.center_id == center.id)) == len(
            whole
        )
