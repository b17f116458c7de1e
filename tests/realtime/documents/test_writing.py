"""Writing together: what is acknowledged is stored, all read the same, and who wrote what is known."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from convener.domain.permissions import MeetingRole
from convener.domain.shared_documents import log
from convener.storage.models import DocumentAuthor, DocumentUpdate, Participant, SharedDocument
from tests.factories.browsers import Gathering
from tests.factories.documents import K, SharedText, entered, line
from tests.servers import RunningServer, wait_until


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server."""
    running = RunningServer(tmp_path_factory.mktemp("writing") / "data")
    running.start(first=True)
    yield running
    running.stop()


def test_two_write_and_a_third_reads(server: RunningServer) -> None:
    with Gathering(server) as room:
        bob_id = room.add("bob", MeetingRole.PRESENTER)
        host = SharedText(entered(room, room.enter("host")), client_id=11)
        bob = SharedText(entered(room, room.enter("bob")), client_id=12)
        for number in range(5):
            host.write(f"host {number}")
            bob.write(f"bob {number}")
        host.saved()
        bob.saved()
        host.see(lambda: len(host.lines()) == 10)
        bob.see(lambda: bob.lines() == host.lines())
        ann = SharedText(entered(room, room.enter("ann")), client_id=13)
        assert ann.lines() == host.lines()
        assert ann.may_write
        ann.see(lambda: set(ann.authors) == {11, 12})
        assert ann.authors == {11: "host", 12: "bob"}
        with room.database.read() as session:
            document = session.scalars(select(SharedDocument).where(SharedDocument.meeting_id == room.meeting_id)).one()
            updates = session.scalars(select(DocumentUpdate).where(DocumentUpdate.document_id == document.id)).all()
            assert [one.seq for one in updates] == list(range(1, 12))
            assert all(document.created_at <= one.at <= document.updated_at for one in updates)
            of_bob = session.scalar(select(DocumentAuthor.participant_id).where(DocumentAuthor.client_id == 12))
            assert of_bob == session.scalar(select(Participant.id).where(Participant.public_id == bob_id))


def test_nobody_writes_as_somebody_else(server: RunningServer) -> None:
    with Gathering(server) as room:
        host = SharedText(entered(room, room.enter("host")), client_id=21)
        host.write("mine")
        host.saved()
        socket = entered(room, room.enter("ann"))
        kind, said = socket.open(1, "notes", "current", 21)
        assert (kind, said["error"]) == (K.REFUSED, "not_allowed")
        assert socket.open(1, "notes", "current", 22)[0] is K.OPENED
        for client in (21, log.SERVER_CLIENT, 99):
            socket.data(K.UPDATE, 1, line(client, "notes"))
            assert socket.until(K.REFUSED)["error"] == "not_allowed"
        host.write("still")
        host.saved()
        assert host.lines() == ["mine", "still"]


def test_a_lost_line_loses_and_doubles_nothing(server: RunningServer) -> None:
    with Gathering(server) as room:
        page = room.enter("host")
        host = SharedText(entered(room, page), client_id=31)
        ann = SharedText(entered(room, room.enter("ann")), client_id=32)
        host.write("one")
        host.socket.drop()
        host.write("two")
        ann.write("three")
        ann.saved()
        host.come(entered(room, page))
        host.saved()
        ann.see(lambda: len(ann.lines()) == 3)
        host.see(lambda: host.lines() == ann.lines())
        assert sorted(host.lines()) == ["one", "three", "two"]


def test_the_host_closes_the_notes_to_attendees(server: RunningServer) -> None:
    with Gathering(server) as room:
        room.add("bob", MeetingRole.PRESENTER)
        page = room.enter("host")
        host = SharedText(entered(room, page), client_id=41)
        bob = SharedText(entered(room, room.enter("bob")), client_id=42)
        attendee = room.enter("ann")
        ann = SharedText(entered(room, attendee), client_id=43)
        ann.write("before")
        ann.saved()
        assert attendee.refused("setNotes", attendeesWrite=False) == "not_allowed"
        page.do("setNotes", attendeesWrite=False)
        ann.see(lambda: not ann.may_write)
        ann.write("after")
        ann.see(lambda: ann.refusals == ["not_allowed"])
        bob.see(lambda: bob.lines() == ["before"])
        bob.write("presenter")
        bob.saved()
        host.see(lambda: host.lines() == ["before", "presenter"])
        late = SharedText(entered(room, room.enter("carl")), client_id=44)
        assert not late.may_write
        page.do("setRole", personId=room.ids["ann"], role="presenter")
        ann.see(lambda: ann.may_write)
        page.do("setNotes", attendeesWrite=True)
        late.see(lambda: late.may_write)


def test_places_are_told_and_taken_away(server: RunningServer) -> None:
    with Gathering(server) as room:
        host = SharedText(entered(room, room.enter("host")), client_id=51)
        ann = SharedText(entered(room, room.enter("ann")), client_id=52)
        ann.socket.data(K.AWARENESS, 1, b'{"anchor": 1, "name": "root"}')
        host.see(lambda: 52 in host.places)
        place = host.places[52]
        assert (place["name"], place["personId"], place["state"]["anchor"]) == ("ann", room.ids["ann"], 1)
        late = SharedText(entered(room, room.enter("bob")), client_id=53)
        late.see(lambda: 52 in late.places)
        ann.socket.data(K.AWARENESS, 1, b"{" * 50)
        assert ann.socket.until(K.REFUSED)["error"] == "invalid_message"
        ann.socket.drop()
        host.see(lambda: host.places[52]["state"] is None)


def test_what_was_acknowledged_survives_kill(tmp_path_factory: pytest.TempPathFactory) -> None:
    running = RunningServer(tmp_path_factory.mktemp("killed") / "data")
    running.start(first=True)
    try:
        with Gathering(running) as room:
            page = room.enter("host")
            host = SharedText(entered(room, page), client_id=61)
            acknowledged = 0
            for number in range(30):
                host.write(f"line {number}")
                if number % 10 == 9:
                    host.saved()
                    acknowledged = number + 1
            running.kill()
            running.start()
            again = room.open("host", lastSeq=page.seq, peerId=page.peer_id)
            wait_until(lambda: bool(again.next()), "the page to be back")
            with room.database.read() as session:
                document = log.find_latest(session, room.meeting_id, "notes")
                assert document is not None
                assert document.last_seq >= acknowledged + 1
            again.peer_id = again.peer_id or page.peer_id
            host.come(entered(room, again))
            host.saved()
            fresh = SharedText(entered(room, room.enter("ann")), client_id=62)
            assert fresh.lines() == host.lines() == [f"line {number}" for number in range(30)]
    finally:
        running.kill()


def test_attendees_who_do_not_see_each_other_read_no_places_and_no_authors(server: RunningServer) -> None:
    with Gathering(server) as room:
        page = room.enter("host")
        host = SharedText(entered(room, page), client_id=61)
        pages = {name: room.enter(name) for name in ("ann", "bob")}
        bob = SharedText(entered(room, pages["bob"]), client_id=62)
        ann = SharedText(entered(room, pages["ann"]), client_id=63)
        bob.write("by bob")
        bob.saved()
        page.do("setRights", see=False)
        # Their sockets are closed, so that they are told anew what they may know.
        for text in (ann, bob):
            assert text.socket.closed() == "restart"
        ann = SharedText(entered(room, pages["ann"]), client_id=64)
        bob = SharedText(entered(room, pages["bob"]), client_id=65)
        bob.socket.data(K.AWARENESS, 1, b'{"anchor": 1}')
        host.see(lambda: 65 in host.places)
        bob.write("more")
        bob.saved()
        host.socket.data(K.AWARENESS, 1, b'{"anchor": 2}')
        ann.see(lambda: 61 in ann.places and ann.lines() == ["by bob", "more"])
        assert 65 not in ann.places
        assert room.ids["bob"] not in repr(ann.socket.heard)
        page.do("setRole", personId=room.ids["bob"], role="presenter")
        assert ann.socket.closed() == bob.socket.closed() == "restart"
        ann = SharedText(entered(room, pages["ann"]), client_id=66)
        ann.see(lambda: ann.authors.get(62) == "bob")
