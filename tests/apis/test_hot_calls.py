"""How many statements the calls take that applications make by the hundred a second."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from convener.apis.live_meeting.dispatch import Dispatcher
from convener.apis.liveminutes import methods  # noqa: F401 - registers the methods
from convener.apis.liveminutes.dispatch import METHODS
from convener.auth.credentials import UserCredentials
from convener.domain.accounts import users
from convener.domain.centers import api_clients, centers
from convener.domain.site import Site
from convener.services import Services
from convener.storage.database import Database
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

    # The client and its center; meeting and user of these keys; both counters; user, owner's counter, meeting, host,
    # events.
    assert count("createMeeting", "meetingKey=k&hostid=h&title=t") == 10
    assert count("createMeeting", "meetingKey=l&hostid=h&title=t") == 8
    assert count("createMeeting", "meetingKey=k&hostid=h&title=t") == 4
    assert count("addParticipant", "meetingKey=k&puid=p") == 9
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
    assert found == [8, 8, 2, 3, 3]
