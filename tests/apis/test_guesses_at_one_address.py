"""What others guess at the same address keeps nobody out who proves who they are: a school is one address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from lxml import etree

from tests.apis.rest.conftest import Browser
from tests.factories.entry import EntryFactory
from tests.factories.liveminutes import Application
from tests.servers import RunningServer

pytestmark = pytest.mark.long

FAILURES = 4
PASSWORD = "q7!Vd2xw-long"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server on which four failures of each kind were made at this address, and one more is refused."""
    data: Path = tmp_path_factory.mktemp("school") / "data"
    running = RunningServer(data, sign_in_failures=2, address_failures=FAILURES)
    running.start()
    assert running.cli("user", "create", "ann", "--role", "administrator", "--password", PASSWORD).returncode == 0
    yield running
    running.stop()


@pytest.fixture(scope="module")
def app(server: RunningServer) -> Iterator[Application]:
    app = Application(server)
    yield app
    app.close()


@pytest.fixture
def browser(server: RunningServer) -> Iterator[Browser]:
    with Browser(base_url=server.base_url) as browser:
        yield browser


def ask(server: RunningServer, credentials: str, message: str = "<GetUserProfileRequest/>") -> etree._Element:
    body = f"<PlaceWareConfCenter {credentials}>{message}</PlaceWareConfCenter>"
    return etree.fromstring(httpx.post(f"{server.base_url}/cc/main/xml/4.0", content=body, timeout=60).content)[0]


def guess_codes(browser: Browser) -> None:
    for number in range(FAILURES + 1):
        status = browser.write("POST", "/api/v1/doors", {"code": f"GUESS{number}"}).status_code
    assert status == 429


def test_personal_links_and_invitations(app: Application, browser: Browser) -> None:
    app("createMeeting", meetingKey="k", hostid="h")
    url = app("addParticipant", meetingKey="k", puid="p", nickname="Pat")["participantUrl"]
    link = url.rpartition("/")[2]
    for path, key in (("doors", "link"), ("entries", "link"), ("invitations/lookup", "token")):
        statuses = [
            browser.write("POST", f"/api/v1/{path}", {key: f"wrong{number}"}).status_code for number in range(FAILURES)
        ]
        assert 429 in statuses or path == "doors"
    guess_codes(browser)
    assert browser.write("POST", "/api/v1/doors", {"link": link}).json()["name"] == "Pat"
    assert browser.write("POST", "/api/v1/entries", {"link": link}).status_code == 200
    refused = browser.write("POST", "/api/v1/entries", {"link": "LIVEWRONG"})
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0


def test_guests_who_come_back_and_signed_in_users(server: RunningServer, browser: Browser) -> None:
    factory = EntryFactory(server)
    factory.meeting("open", audience_entry="none")
    factory.database.close()
    enter = {"entry": {"center": "main", "id": "open", "side": "attend"}, "name": "Gus"}
    elsewhere = {"x-forwarded-for": "192.0.2.99"}
    token = browser.post("/api/v1/entries", json=enter, headers=elsewhere).json()["token"]
    guess_codes(browser)
    assert browser.write("POST", "/api/v1/entries", enter).status_code == 429
    assert browser.write("POST", "/api/v1/entries", {**enter, "token": token}).status_code == 200
    assert browser.write("POST", "/api/v1/entries", {**enter, "token": token + "x"}).status_code == 429
    assert browser.sign_in("ann", PASSWORD).status_code == 200
    assert browser.write("POST", "/api/v1/doors", {"entry": enter["entry"]}).json()["signedInAs"] == "ann"
    for number in range(FAILURES):
        assert browser.write("POST", "/api/v1/doors", {"code": f"MINE{number}"}).status_code == 200
    assert browser.write("POST", "/api/v1/doors", {"entry": enter["entry"]}).status_code == 429, "guesses by the user"


def test_tickets_api_clients_and_passwords(server: RunningServer, app: Application, browser: Browser) -> None:
    sender = f'authUser="ann" authPassword="{PASSWORD}"'
    assert ask(server, sender).tag == "GetUserProfileReply"
    for _ in range(FAILURES + 1):
        wrong = ask(server, 'authTicket="late"')
    assert "Too many" in (wrong.findtext("FaultString") or "")
    statuses = [
        httpx.post(f"{server.base_url}/{method}", auth=(app.sid, "wrong"), data={"meetingKey": "k"}).status_code
        for method in ["getMeetingStatus", "createMeeting", "cancelMeeting"] * 2
    ]
    assert statuses == [200] * FAILURES + [429] * 2
    for number in range(FAILURES + 1):
        ask(server, f'authUser="user{number}" authPassword="wrong"')
    guess_codes(browser)

    assert app.fails("getMeetingStatus", meetingKey="none")[0] == "meeting_not_found"
    assert app("createMeeting", meetingKey="other", hostid="h")["resultcode"] == 1
    context = '<CreateTicketRequest duration="60"><GeneralLoginContext userID="ann"/></CreateTicketRequest>'
    ticket = ask(server, sender, context).get("ticket")
    assert ask(server, f'authTicket="{ticket}"').tag == "GetUserProfileReply"
    assert browser.sign_in("ann", PASSWORD).status_code == 200, "it was right lately"
