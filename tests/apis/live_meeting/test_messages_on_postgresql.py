"""Golden pairs that end well, and what only PostgreSQL refuses, with PostgreSQL behind the server."""

from __future__ import annotations

import httpx
import pytest
from lxml import etree

from tests.apis.live_meeting import golden
from tests.apis.live_meeting.conftest import Place
from tests.apis.live_meeting.golden import Case


@pytest.mark.postgres
@pytest.mark.parametrize("case", [golden.param(case) for case in golden.load() if case.fault is None])
def test_golden_pair(postgres_place: Place, case: Case) -> None:
    golden.exchange(postgres_place.base_url, postgres_place.world_of(case), case)


@pytest.mark.postgres
@pytest.mark.parametrize(("method", "message"), [("GET", "/GetPostingURLRequest"), ("POST", "")])
@pytest.mark.parametrize("form", ["/cc/{}/xml/4.0", "/cc/_XML/{}/xml/4.0"])
def test_a_center_whose_name_the_database_does_not_take(
    postgres_place: Place, form: str, method: str, message: str
) -> None:
    body = '<PlaceWareConfCenter authUser="a" authPassword="b"><ListUsersRequest/></PlaceWareConfCenter>'
    reply = httpx.request(method, postgres_place.base_url + form.format("%00") + message, content=body)
    assert reply.status_code == 404
    assert etree.fromstring(reply.content).findtext("Fault/FaultCode") == "Client.BadData.NoSuch.URL"
