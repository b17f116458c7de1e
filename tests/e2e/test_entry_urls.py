"""Entry URLs, as programs send people into meetings: passwords, lists, registration, closed doors, tickets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.entry_house import House
from tests.servers import RunningServer, wait_until

PASSWORD = "5~.~tS`p2+ %41&é"
"""Full of what goes wrong when it is decoded twice, or not at all."""


@pytest.fixture
def house(server: RunningServer) -> Iterator[House]:
    made = House(server)
    yield made
    made.database.close()


def test_a_program_sends_somebody_in(house: House, people: Any) -> None:
    meeting_id = house.meeting("K7WP2Q", audience_entry="password", audience_password=PASSWORD)
    url = house.url("attend", "k7wp2q", pw=PASSWORD, cn="Zoé Ångström", company="Ma & Pa", extra1="crm-17")
    zoe = people("Zoé").join(url)
    expect(zoe.page.get_by_role("textbox")).to_have_count(0)
    wait_until(lambda: house.visits(meeting_id), "the visit")
    (visit,) = house.visits(meeting_id)
    assert (visit.name, visit.role, visit.company, visit.extra1) == ("Zoé Ångström", "attendee", "Ma & Pa", "crm-17")
    assert "Chrom" in visit.browser
    assert visit.address == "127.0.0.1"
    assert "pw=" not in zoe.page.url
    assert "id=k7wp2q" in zoe.page.url
    zoe.page.reload()
    expect(zoe.button("Leave")).to_be_visible()
    zoe.leave()
    zoe.button("Return to the meeting").click()
    zoe.button("Join meeting").click()
    expect(zoe.button("Leave")).to_be_visible()
    assert {one.participant_id for one in house.visits(meeting_id)} == {visit.participant_id}
    assert quote(PASSWORD, safe="") not in house.server.log.read_text()
    assert PASSWORD not in house.server.log.read_text()
