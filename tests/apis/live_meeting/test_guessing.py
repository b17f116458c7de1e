"""Guessing is slowed, and slows nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from lxml import etree

from tests.servers import RunningServer

PASSWORD = "q7!Vd2xw-long"
USER = 'authUser="{}" authPassword="{}"'


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    running = RunningServer(tmp_path / "data", sign_in_failures=2, address_failures=6)
    running.start()
    for user_id, role in (("mira", "administrator"), ("tom", "organizer")):
        made = running.cli("user", "create", user_id, "--role", role, "--password", PASSWORD)
        assert made.returncode == 0, made.stderr
    yield running
    running.stop()


def ask(server: RunningServer, credentials: str, message: str = "<GetUserProfileRequest/>") -> etree._Element:
    body = f"<PlaceWareConfCenter {credentials}>{message}</PlaceWareConfCenter>"
    return etree.fromstring(httpx.post(f"{server.base_url}/cc/main/xml/4.0", content=body, timeout=30).content)[0]


def test_an_account_waits_and_tickets_and_others_do_not(server: RunningServer) -> None:
    for _ in range(2):
        assert ask(server, USER.format("tom", "wrong")).findtext("FaultCode") == "Client.Authentication"
    assert ask(server, USER.format("tom", PASSWORD)).findtext("FaultCode") == "Client.Authentication"
    for _ in range(4):
        assert ask(server, 'authTicket="late"').findtext("FaultCode") == "Client.Authentication"
    context = '<CreateTicketRequest duration="60"><GeneralLoginContext userID="tom"/></CreateTicketRequest>'
    ticket = ask(server, USER.format("mira", PASSWORD), context).get("ticket")
    assert ask(server, f'authTicket="{ticket}"').tag == "GetUserProfileReply"
    for _ in range(4):
        ask(server, 'authTicket="late"')
    assert ask(server, USER.format("tom", PASSWORD)).findtext("FaultCode") == "Client.Authentication"
    assert ask(server, USER.format("mira", PASSWORD)).tag == "GetUserProfileReply", "it was right lately"
