"""Tabs of one person: closed, reloaded, two of one meeting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import accessible
from tests.e2e.application import LiveMinutes, add, create
from tests.servers import RunningServer, wait_until


@pytest.fixture(scope="module")
def unhurried_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server that waits for a broken line much longer than a test, and for a closed page three seconds."""
    running = RunningServer(tmp_path_factory.mktemp("tabs") / "data", reconnect_grace=600, close_grace=3)
    running.start()
    yield running
    running.stop()


def test_who_closes_the_tab_has_left_and_who_reloads_has_not(unhurried_server: RunningServer, new_person: Any) -> None:
    api = LiveMinutes(unhurried_server)
    made = create(api)
    ann = new_person("Ann").join_without_devices(made["hostUrl"])
    bob = new_person("Bob").join_without_devices(add(api, "p1", "Bob"))
    cleo = new_person("Cleo").join_without_devices(add(api, "p2", "Cleo"))
    expect(ann.figure("Bob")).to_be_visible()
    bob.page.reload()
    expect(bob.figure("Ann")).to_be_visible()
    cleo.page.goto("about:blank")
    wait_until(lambda: api.participant_status("k1", "p2") == "11", "Cleo to have left with the page")
    expect(ann.figure("Cleo")).to_have_count(0)
    cleo.page.go_back()
    wait_until(lambda: api.participant_status("k1", "p2") == "10", "Cleo to be back")
    expect(ann.figure("Cleo")).to_be_visible()
    assert api.participant_status("k1", "p1") == "10"
    ann.page.close(run_before_unload=True)
    wait_until(lambda: api.meeting_status("k1") == "11", "the host to have left")
    api.close()


def test_a_second_tab_asks_which_one_counts(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join(made["hostUrl"])
    bob = new_person("Bob").join(made["meetingUrl"], name="Bob")
    ann.sees("Bob")
    first, second = bob.page, bob.context.new_page()

    second.goto(made["meetingUrl"])
    expect(second.get_by_role("heading", name="You are in this meeting in another tab")).to_be_focused()
    accessible(second, "another tab")
    second.get_by_role("button", name="Use this tab").click()
    expect(first.get_by_role("heading", name="You went on in another tab")).to_be_visible()
    expect(ann.page.get_by_role("figure", name="Bob", exact=True)).to_have_count(1)
    ann.sees("Bob")
    bob.sees("Ann", view=second)

    # Back again, with one click; then a reload is no question, and its copy is one.
    first.get_by_role("button", name="Use this tab").click()
    expect(second.get_by_role("heading", name="You went on in another tab")).to_be_visible()
    first.reload()
    bob.sees("Ann")
    with bob.context.expect_page() as copied:
        first.evaluate("() => void window.open(window.location.href)")
    copy = copied.value
    copy.get_by_role("button", name="Enter as another person").click()
    copy.get_by_role("textbox", name="Your name").fill("Cleo")
    copy.get_by_role("button", name="Join meeting").click()
    expect(ann.figure("Cleo")).to_be_visible()
    expect(bob.button("Leave")).to_be_visible()
    ann.sees("Bob")
    assert not bob.errors
