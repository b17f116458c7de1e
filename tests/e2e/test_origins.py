"""The pages around the room ask no other server for anything; in all other tests each page is watched likewise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import expect

from tests.e2e.person import Person
from tests.e2e.signed_in import post, sign_in
from tests.factories import pages
from tests.servers import RunningServer

OF_EVERYBODY = {
    "/": "Meet, right in your browser",
    "/check": "Check devices and network",
    "/help": "Help",
    "/library": "Library",
    "/recordings": "Recordings",
    "/account": "Your account",
    "/password": "Forgotten your password?",
    "/meetings/none/minutes": "Minutes",
    "/minutes/none": "These minutes cannot be read",
    "/m/none": "This link is not valid",
    "/e/none": "This link is not valid",
    "/i/none/accept": "This invitation is no longer valid",
    "/i/none/reminders": "This invitation is no longer valid",
    "/cc/main": "Meet, right in your browser",
    "/cc/main/claim": "This link is of no use any more",
    "/cc/main/attend?id=none": "This link is not valid",
    "/cc/main/view?id=none": "There is no recording of this name",
    "/no/such/page": "There is no page here",
}
"""Addresses that anybody opens, and the headings of their pages."""

OF_AN_ADMINISTRATOR = {
    "/": "Meetings",
    "/users": "People",
    "/library": "Library",
    "/recordings": "Recordings",
    "/account": "Your account",
}
"""Likewise for who is signed in."""


def _look_at(person: Any, server: RunningServer, headings: Mapping[str, str]) -> None:
    for path, heading in headings.items():
        # Nothing is asked for any more.
        person.page.goto(f"{server.base_url}{path}", wait_until="networkidle")
        expect(person.page.get_by_role("heading", level=1)).to_have_text(re.compile(f"^{re.escape(heading)}"))


def test_no_page_around_the_room_asks_another_server(shared_server: RunningServer, new_person: Any) -> None:
    _look_at(new_person("Guest"), shared_server, OF_EVERYBODY)
    ann = new_person("Ann")
    sign_in(shared_server, ann, role="administrator")
    mid = post(shared_server, ann, "/meetings", data={"title": "Plan"})["mid"]
    post(shared_server, ann, f"/meetings/{mid}/documents", params={"name": "Harbour.pdf"}, data=pages.talk(2))
    _look_at(ann, shared_server, {**OF_AN_ADMINISTRATOR, f"/meetings/{mid}/minutes": "There are no minutes yet"})
    assert ann.errors == []


def test_what_a_page_asks_another_server_is_noticed(shared_server: RunningServer, new_person: Any) -> None:
    ann = new_person("Ann").open(shared_server.base_url)
    assert ann.requested_elsewhere == []
    elsewhere = shared_server.base_url.replace("127.0.0.1", "localhost")
    ann.open(f"{elsewhere}/help")
    with ann.page.expect_websocket():
        ann.page.evaluate("() => void new WebSocket(`ws://${location.host}/nowhere`)")
    assert f"{elsewhere}/help" in ann.requested_elsewhere
    assert f"{elsewhere.replace('http', 'ws')}/nowhere" in ann.requested_elsewhere
    # The rest of that page may still be on its way.
    Person.made.remove(ann)
