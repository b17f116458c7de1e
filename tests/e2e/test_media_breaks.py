"""Sound and picture come back by themselves after a line to the server was down."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.line import Line, Signals
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
    signals = Signals(bob.context)
    bob.join(add(api, "p1", "Bob"))
    bob.sees("Ann")
    signals.pass_on = False
    cleo = new_person("Cleo", proxy=lines["Cleo"].proxy).join(made["meetingUrl"], name="Cleo")
    cleo.sees("Ann")
    bob._wait_for(lambda: signals.lost_offer, bool, "the first offer to be lost")
    receiver = bob if signals.lost_offer == "received" else cleo
    lines[receiver.name].cut()
    receiver.reads("Reconnecting")
    signals.pass_on = True
    lines[receiver.name].restore()
    for person in (ann, bob, cleo):
        person.sees("Ann", "Bob", "Cleo")
        person.receives(2)


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
