"""How many statements the calls take that applications make by the hundred a second."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event, select, update

from convener.apis.live_meeting.dispatch import Dispatcher
from convener.apis.liveminutes import methods  # noqa: F401 - registers the methods
from convener.apis.liveminutes.dispatch import METHODS
from convener.auth.credentials import UserCredentials
from convener.domain.accounts import users
from convener.domain.centers import api_clients, centers
from convener.domain.site import Site
from convener.services import Services
from convener.storage.database import Database
from convener.storage.models import Meeting, User
from tests.factories.services import services_of
from tests.factories.statements import carried_out

PASSWORD = "a long password"
BY_MID = """<ListMeetingsRequest><StringQuery fieldName="mid" operator="=" value="none"/>
<FieldList><Name>mid</Name><Name>name</Name></FieldList></ListMeetingsRequest>"""
PAGE = """<ListMeetingsRequest pageSize="1"><StringQuery fieldName="owner" operator="=" value="ann"/>
<FieldList><Name>mid</Name><Name>owner</Name></FieldList></ListMeetingsRequest>"""
CREATE = """<CreateMeetingRequest name="{}"><OptionList>
<TimeOption name="startTime" value="2035-01-01T09:00:00Z"/><TimeOption name="endTime" value="2035-01-01T10:00:00Z"/>
</OptionList></CreateMeetingRequest>"""
SEATS = """<GetSeatsReservedRequest><TimeInterval startTime="2035-01-01T00:00:00Z" endTime="2035-01-31T00:00:00Z"/>
</GetSeatsReservedRequest>"""


@pytest.fixture
def services(database: Database, site: Site, tmp_path: Path) -> Iterator[Services]:
    with database.write() as session:
        center = centers.ensure_center(session, "main", "Main")
        users.create_user(session, center, "ann", "administrator", PASSWORD, email="")
    with services_of(database, site, tmp_path, center.id) as made:
        yield made


def test_methods(services: Services, site: Site) -> None:
    with services.database.write() as session:
        center = centers.ensure_center(session, "main", "Main")
        _, given = api_clients.create(session, site, center, "crm", max_users=9, max_sessions=9)
    basic = "Basic " + base64.b64encode(f"{given.account_sid}:{given.auth_token}".encode()).decode()
    headers = [(b"authorization", basic.encode()), (b"content-type", b"application/x-www-form-urlencoded")]
    by_name = {method.name: method for method in METHODS}

    def count(name: str, body: str) -> int:
        scope = {"headers": headers, "query_string": b"", "path": f"/{name}", "client": ("127.0.0.1", 1)}
        with carried_out(services.database.engine) as seen:
            reply = by_name[name].answer(scope, services, body.encode())
        assert isinstance(reply.body, bytes)
        assert b'"resultcode":1' in reply.body, reply.body
        return len(seen)

    def found(on_sqlite: int, on_postgresql: int) -> int:
        return on_sqlite if services.database.sqlite else on_postgresql

    # The client and its center; meeting and user of these keys; both counters; user, owner's counter, meeting, host,
    # events. On PostgreSQL what nobody waits for is one statement.
    assert count("createMeeting", "meetingKey=k&hostid=h&title=t") == found(10, 6)
    assert count("createMeeting", "meetingKey=l&hostid=h&title=t") == found(8, 4)
    assert count("createMeeting", "meetingKey=k&hostid=h&title=t") == 4
    assert count("addParticipant", "meetingKey=k&puid=p") == found(9, 7)
    assert count("addParticipant", "meetingKey=k&puid=q") == found(9, 7)
    assert count("addParticipant", "meetingKey=l&puid=q") == found(7, 5)
    assert count("addParticipant", "meetingKey=k&puid=p") == 4
    assert count("getMeetingStatus", "meetingKey=k") == 2
    assert count("getParticipantStatus", "meetingKey=k&puid=p") == 2


def test_messages(services: Services) -> None:
    def count(message: str) -> int:
        body = f'<PlaceWareConfCenter authUser="ann" authPassword="{PASSWORD}">{message}</PlaceWareConfCenter>'.encode()
        with carried_out(services.database.engine) as seen:
            status, reply = dispatcher.answer(body)
        assert status == 200
        assert isinstance(reply, bytes)
        assert b"Fault>" not in reply, reply
        return len(seen)

    dispatcher = Dispatcher(services, "main", "127.0.0.1")
    asyncio.run(services.passwords.verify("127.0.0.1", "main", UserCredentials("ann", PASSWORD)))
    found = [count(CREATE.format("a")), count(CREATE.format("b")), count(BY_MID), count(PAGE), count(SEATS)]
    creates = 8 if services.database.sqlite else 5
    assert found == [creates, creates, 2, 3, 3]


def test_what_the_last_statement_refuses_is_a_fault(services: Services) -> None:
    """The owner is deleted by another transaction, after all was checked."""
    database = services.database
    if database.sqlite:
        pytest.skip("only one transaction writes at a time")
    other = Database(database.url.render_as_string(hide_password=False))

    def delete_the_owner(_connection: object, _cursor: object, sql: str, *_: object) -> None:
        if "maintenance_windows" in sql:
            with other.write() as session:
                session.execute(update(User).values(deleted_at=datetime.now(UTC)))

    asyncio.run(services.passwords.verify("127.0.0.1", "main", UserCredentials("ann", PASSWORD)))
    message = (
        f'<PlaceWareConfCenter authUser="ann" authPassword="{PASSWORD}">{CREATE.format("a")}</PlaceWareConfCenter>'
    )
    event.listen(database.engine, "before_cursor_execute", delete_the_owner)
    try:
        status, reply = Dispatcher(services, "main", "127.0.0.1").answer(message.encode())
    finally:
        event.remove(database.engine, "before_cursor_execute", delete_the_owner)
        other.close()
    assert (status, b"NoSuch.UserOrGroup" in reply) == (200, True), reply
    with database.read() as session:
        assert session.scalars(select(Meeting.id)).all() == []
