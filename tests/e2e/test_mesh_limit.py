"""More people than exchange sound and picture: who has no place sends nothing, and nobody is told otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from convener.realtime.features.media import Peers
from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.person import Person
from tests.factories.browsers import Browser
from tests.servers import RunningServer

SIGNS = ("Microphone is off", "Camera is off")


@pytest.fixture
def crowd(api: LiveMinutes, shared_server: RunningServer) -> Iterator[Any]:
    """A function that lets people enter the meeting who send sound and picture by what they say, without a browser."""
    with ExitStack() as sockets, httpx.Client(base_url=shared_server.base_url) as http:

        def enter(*names: str) -> list[Browser]:
            return [enter_one(name) for name in names]

        def enter_one(name: str) -> Browser:
            link = add(api, name, name).rsplit("/", 1)[1]
            token = http.post("/api/v1/entries", json={"link": link}).raise_for_status().json()["token"]
            one = Browser(f"ws://127.0.0.1:{shared_server.port}/api/v1/room", name)
            sockets.callback(one.drop)
            one.send("enter", token=token, microphone=True, camera=True)
            one.until(Peers)
            return one

        yield enter


@pytest.mark.feature("media", "people")
def test_the_ninth_sends_nothing_and_is_shown_so_until_there_is_a_place(
    api: LiveMinutes, new_person: Any, crowd: Any
) -> None:
    made = create(api)
    ann = new_person("Ann").join(made["hostUrl"])
    others = crowd(*(f"Guest {number}" for number in range(2, 9)))
    bob = new_person("Bob").join(add(api, "bob", "Bob"))
    bob.reads("Everybody who fits is already on")
    bob.captures(0)
    for person in (ann, bob):
        person.button("People").click()
        row = row_of(person, "Bob")
        for sign in SIGNS:
            expect(row.get_by_label(sign)).to_be_visible()
    expect(ann.figure("Bob").get_by_label("Microphone is off")).to_be_visible()
    others[0].see(lambda page: not (page.person("Bob").microphone or page.person("Bob").camera))
    others[0].do("leave")
    ann.sees("Bob")
    bob.sees("Ann")
    for person in (ann, bob):
        for sign in SIGNS:
            expect(row_of(person, "Bob").get_by_label(sign)).to_have_count(0)
    assert ann.errors == bob.errors == []


def row_of(person: Person, name: str) -> Any:
    return person.page.get_by_role("listitem").filter(has_text=name)
