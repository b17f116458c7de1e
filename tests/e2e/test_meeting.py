"""The main job, end to end: an application gets URLs, people meet behind them, the application reads true statuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.line import Line
from tests.servers import RunningServer, wait_until


@pytest.mark.feature("media", "people")
def test_three_people_meet_and_statuses_are_true(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    bob_url = add(api, "p1", "Bob")
    assert (api.meeting_status("k1"), api.participant_status("k1", "p1")) == ("1", "2")
    # What Ann sends is as large as the page asks for.
    ann = new_person("Ann", small_devices=False).join(made["hostUrl"])
    wait_until(lambda: api.meeting_status("k1") == "8", "the meeting to be in progress")
    assert api.participant_status("k1", "h1") == "10"
    bob = new_person("Bob").join(bob_url)
    cleo = new_person("Cleo").join(made["meetingUrl"], name="Cleo")
    for person in (ann, bob, cleo):
        person.sees("Ann", "Bob", "Cleo")
        person.receives(2)
    assert api.participant_status("k1", "p1") == "10"
    ann.leave()
    wait_until(lambda: api.meeting_status("k1") == "11", "host left")
    assert api.participant_status("k1", "h1") == "11"
    expect(bob.figure("Ann")).to_have_count(0)
    bob.leave()
    wait_until(lambda: api.participant_status("k1", "p1") == "11", "Bob to have quit")
    cleo.leave()
    wait_until(lambda: api.meeting_status("k1") == "12", "the meeting to be finished")
    assert ann.errors == bob.errors == cleo.errors == []


def test_a_reload_is_not_a_departure(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join(made["hostUrl"])
    bob = new_person("Bob").join(add(api, "p1", "Bob"))
    bob.sees("Ann")
    bob.page.reload()
    expect(bob.button("Leave")).to_be_visible()
    bob.sees("Ann", "Bob")
    ann.sees("Bob")
    assert api.participant_status("k1", "p1") == "10"


def test_a_closed_browser_has_quit_after_the_grace(impatient_server: RunningServer, new_person: Any) -> None:
    api = LiveMinutes(impatient_server)
    made = create(api)
    new_person("Ann").join_without_devices(made["hostUrl"])
    bob = new_person("Bob").join_without_devices(add(api, "p1", "Bob"))
    wait_until(lambda: api.participant_status("k1", "p1") == "10", "Bob to be in")
    bob.close()
    wait_until(lambda: api.participant_status("k1", "p1") == "11", "Bob to have quit")
    assert api.meeting_status("k1") == "8"
    api.close()


def test_two_tabs_are_one_participant(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join(made["hostUrl"])
    bob_url = add(api, "p1", "Bob")
    bob = new_person("Bob").join(bob_url)
    second = bob.context.new_page()
    second.goto(bob_url)
    second.get_by_role("button", name="Join meeting").click()
    expect(second.get_by_role("button", name="Leave", exact=True)).to_be_visible()
    expect(ann.page.get_by_role("figure", name="Bob", exact=True)).to_have_count(1)
    bob.page.close()
    second.get_by_role("button", name="Raise hand").click()
    expect(second.get_by_role("button", name="Lower hand")).to_be_visible()
    assert api.participant_status("k1", "p1") == "10"
    ann.sees("Bob")


def test_people_are_back_after_kill_9(server: RunningServer, new_person: Any) -> None:
    api = LiveMinutes(server)
    made = create(api)
    ann = new_person("Ann").join(made["hostUrl"])
    bob = new_person("Bob").join(add(api, "p1", "Bob"))
    bob.sees("Ann")
    bob.button("Raise hand").click()
    expect(bob.button("Lower hand")).to_be_visible()
    server.kill()
    server.start()
    wait_until(lambda: api.participant_status("k1", "p1") == "10", "Bob to be in the meeting")
    bob.sees("Ann")
    ann.sees("Bob")
    expect(bob.button("Lower hand")).to_be_visible()
    bob.button("Lower hand").click()
    expect(bob.button("Raise hand")).to_be_visible()
    assert (api.meeting_status("k1"), api.participant_status("k1", "h1")) == ("8", "10")
    api.close()


def test_a_lost_socket_comes_back_by_itself(api: LiveMinutes, new_person: Any, new_line: Callable[[], Line]) -> None:
    made = create(api)
    line = new_line()
    ann = new_person("Ann").join(made["hostUrl"])
    bob = new_person("Bob", proxy=line.proxy).join(add(api, "p1", "Bob"))
    bob.sees("Ann")
    line.cut()
    bob.reads("Reconnecting")
    ann.button("Raise hand").click()
    line.restore()
    expect(bob.figure("Ann").get_by_label("Hand is raised")).to_be_visible()
    ann.sees("Bob")
    bob.sees("Ann")
    bob.button("Raise hand").click()
    expect(bob.button("Lower hand")).to_be_visible()
    assert api.participant_status("k1", "p1") == "10"


@pytest.mark.feature("media", "people")
def test_the_host_mutes_and_removes(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join_without_devices(made["hostUrl"])
    bob_url = add(api, "p1", "Bob")
    bob = new_person("Bob").join(bob_url)
    ann.sees("Bob")
    expect(bob.button("Mute microphone")).to_be_visible()
    ann.button("People").click()
    ann.page.get_by_role("button", name="Actions for Bob").click()
    ann.page.get_by_role("menuitem", name="Mute").click()
    expect(bob.button("Unmute microphone")).to_be_visible()
    ann.page.get_by_role("button", name="Actions for Bob").click()
    ann.page.get_by_role("menuitem", name="Remove").click()
    ann.page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(bob.button("Leave")).to_have_count(0)
    wait_until(lambda: api.participant_status("k1", "p1") == "11", "Bob to have quit")
    bob.open(bob_url)
    bob.reads("host")
    expect(bob.button("Join meeting")).to_have_count(0)


@pytest.mark.feature("meeting")
def test_the_host_ends_for_all(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join_without_devices(made["hostUrl"])
    bob = new_person("Bob").join_without_devices(add(api, "p1", "Bob"))
    expect(ann.figure("Bob")).to_be_visible()
    ann.end_for_all()
    for person in (ann, bob):
        expect(person.button("Leave")).to_have_count(0)
    wait_until(lambda: api.meeting_status("k1") == "12", "the meeting to be finished")


def test_cancelling_shows_people_out_and_links_say_so(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    bob_url = add(api, "p1", "Bob")
    bob = new_person("Bob").join_without_devices(bob_url)
    assert api("cancelMeeting", meetingKey="k1")["resultcode"] == 1
    expect(bob.button("Leave")).to_have_count(0)
    bob.reads("cancelled")
    bob.open(bob_url)
    bob.reads("cancelled")
    bob.open(made["meetingUrl"])
    bob.reads("cancelled")
    assert api.meeting_status("k1") == "12"


def test_a_cancelled_participant_is_shown_out(api: LiveMinutes, new_person: Any) -> None:
    create(api)
    bob_url = add(api, "p1", "Bob")
    bob = new_person("Bob").join_without_devices(bob_url)
    assert api("cancelParticipant", meetingKey="k1", puid="p1")["resultcode"] == 1
    expect(bob.button("Leave")).to_have_count(0)
    bob.open(bob_url)
    bob.reads("not valid")


def test_an_early_link_opens_when_the_host_starts(api: LiveMinutes, new_person: Any) -> None:
    made = create(api, time="2099-01-01 10:00:00")
    bob = new_person("Bob").open(add(api, "p1", "Bob"))
    bob.reads("2099")
    expect(bob.button("Join meeting")).to_have_count(0)
    new_person("Ann").join_without_devices(made["hostUrl"])
    wait_until(lambda: api.meeting_status("k1") == "8", "the meeting to be in progress")
    bob.page.reload()
    expect(bob.button("Join meeting")).to_be_visible()


def test_a_person_without_devices_can_be_in_the_meeting(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join(made["hostUrl"])
    bob = new_person("Bob", permissions=[])
    bob.context.add_init_script("delete Navigator.prototype.mediaDevices;")
    bob.join(add(api, "p1", "Bob"))
    bob.sees("Ann")
    expect(ann.figure("Bob")).to_be_visible()
