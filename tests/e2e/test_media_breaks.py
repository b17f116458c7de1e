"""Sound and picture come back by themselves after a line to the server was down."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.line import Line, RoomSocket
from tests.e2e.person import Person
from tests.servers import RunningServer, wait_until

SIGNALLING_STATES = "() => window.testConnections.map((one) => one.signalingState).filter((one) => one !== 'closed')"


def _is_settled(person: Person) -> bool:
    return set(person.page.evaluate(SIGNALLING_STATES)) == {"stable"}


@pytest.mark.feature("media")
def test_a_screen_shared_while_a_line_is_down_is_seen(
    api: LiveMinutes, new_person: Any, new_line: Callable[[], Line]
) -> None:
    made = create(api)
    line = new_line()
    ann = new_person("Ann").join(made["hostUrl"])
    bob = new_person("Bob", proxy=line.proxy).join(add(api, "p1", "Bob"))
    bob.sees("Ann")
    ann.sees("Bob")
    line.cut()
    bob.reads("Reconnecting")
    ann.button("Share screen").click()
    expect(ann.button("Stop sharing")).to_be_visible()
    wait_until(lambda: "have-local-offer" in ann.page.evaluate(SIGNALLING_STATES), "Ann's offer to wait for its answer")
    line.restore()
    bob.sees("Screen of Ann")
    bob.button("Share screen").click()
    ann.sees("Screen of Bob")
    for person in (ann, bob):
        wait_until(partial(_is_settled, person), "all offers to be answered")
        assert person.errors == []


@pytest.mark.feature("media")
def test_somebody_whose_offer_was_lost_with_a_line_is_seen(
    api: LiveMinutes, new_person: Any, new_line: Callable[[], Line]
) -> None:
    """The line is that of the person who should have got the offer: the other one's page hears nothing of a break."""
    made = create(api)
    lines = {"Bob": new_line(), "Cleo": new_line()}
    ann = new_person("Ann").join(made["hostUrl"])
    bob = new_person("Bob", proxy=lines["Bob"].proxy)
    socket = RoomSocket(bob.context)
    bob.join(add(api, "p1", "Bob"))
    bob.sees("Ann")
    socket.loses_signals = True
    cleo = new_person("Cleo", proxy=lines["Cleo"].proxy).join(made["meetingUrl"], name="Cleo")
    cleo.sees("Ann")
    bob._wait_for(lambda: socket.lost_offer, bool, "the first offer to be lost")
    receiver = bob if socket.lost_offer == "received" else cleo
    lines[receiver.name].cut()
    receiver.reads("Reconnecting")
    socket.loses_signals = False
    lines[receiver.name].restore()
    for person in (ann, bob, cleo):
        person.sees("Ann", "Bob", "Cleo")
        person.receives(2)


def _note_probe(probes: list[str], frame: str | bytes) -> None:
    if isinstance(frame, str) and json.loads(frame)["type"] == "probe":
        probes.append(frame)


@pytest.mark.feature("media", "people")
def test_a_line_that_falls_silent_is_gone_and_a_hidden_page_is_not(
    api: LiveMinutes, new_person: Any, new_line: Callable[[], Line]
) -> None:
    """Browsers let the timers of hidden pages run once a minute; here they stand still."""
    made = create(api)
    line = new_line()
    ann = new_person("Ann").join(made["hostUrl"])
    bob = new_person("Bob", proxy=line.proxy).join(add(api, "p1", "Bob"))
    cleo = new_person("Cleo")
    cleo.page.clock.install()
    probes: list[str] = []
    cleo.page.on("websocket", lambda socket: socket.on("framereceived", partial(_note_probe, probes)))
    cleo.join(add(api, "p2", "Cleo"))
    ann.sees("Bob", "Cleo")
    ann.button("People").click()
    gone = ann.page.get_by_role("listitem").filter(has_text="reconnecting")
    cleo.stop_clock()
    probes.clear()
    line.fall_silent()
    began = time.monotonic()
    expect(gone).to_have_count(1)
    print(f"\na silent line is seen after {time.monotonic() - began:.1f} s")
    expect(gone).to_contain_text("Bob")
    ann._wait_for(lambda: len(probes), lambda count: count >= 2, "another probe, as the first was answered")
    expect(gone).to_have_count(1)
    line.restore()
    expect(gone).to_have_count(0)
    ann.sees("Bob", "Cleo")
    bob.sees("Ann", "Cleo")


@pytest.mark.feature("media")
def test_everybody_is_seen_after_kill_9_while_three_people_join(server: RunningServer, new_person: Any) -> None:
    api = LiveMinutes(server)
    made = create(api)
    urls = {"Ann": made["hostUrl"], "Bob": add(api, "p1", "Bob"), "Cleo": add(api, "p2", "Cleo")}
    people = [new_person(name).join(url) for name, url in urls.items()]
    server.kill()
    server.start()
    for person in people:
        person.sees(*urls)
        person.receives(2)
        assert person.errors == []
    api.close()
