"""Sound and picture come back by themselves after a line to the server was down."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.person import Person
from tests.servers import RunningServer, wait_until

SIGNALLING_STATES = "() => window.testConnections.map((one) => one.signalingState).filter((one) => one !== 'closed')"


def _is_settled(person: Person) -> bool:
    return set(person.page.evaluate(SIGNALLING_STATES)) == {"stable"}


def _loses_line(person: Person) -> None:
    person.context.set_offline(True)
    person.reads("Reconnecting")


@pytest.mark.feature("media")
def test_a_screen_shared_while_a_line_is_down_is_seen(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join(made["hostUrl"])
    bob = new_person("Bob").join(add(api, "p1", "Bob"))
    bob.sees("Ann")
    ann.sees("Bob")
    _loses_line(bob)
    ann.button("Share screen").click()
    expect(ann.button("Stop sharing")).to_be_visible()
    wait_until(lambda: "have-local-offer" in ann.page.evaluate(SIGNALLING_STATES), "Ann's offer to wait for its answer")
    bob.context.set_offline(False)
    bob.sees("Screen of Ann")
    bob.button("Share screen").click()
    ann.sees("Screen of Bob")
    for person in (ann, bob):
        wait_until(partial(_is_settled, person), "all offers to be answered")
        assert person.errors == []


@pytest.mark.feature("media")
def test_somebody_who_enters_while_a_line_is_down_is_seen(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join(made["hostUrl"])
    bob = new_person("Bob").join(add(api, "p1", "Bob"))
    bob.sees("Ann")
    _loses_line(bob)
    cleo = new_person("Cleo").join(made["meetingUrl"], name="Cleo")
    cleo.sees("Ann")
    bob.context.set_offline(False)
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
