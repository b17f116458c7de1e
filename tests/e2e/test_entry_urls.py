"""Entry URLs, as programs send people into meetings: passwords, lists, registration, closed doors, tickets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from convener.domain.accounts import tickets, users
from convener.domain.site import now
from tests.e2e.accessibility import accessible
from tests.factories.entry import USER_PASSWORD, EntryFactory
from tests.servers import RunningServer, wait_until

PASSWORD = "5~.~tS`p2+ %41&é"
"""Full of what goes wrong when it is decoded twice, or not at all."""

LIST_DEVICES_LATE = """() => {
  const list = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
  navigator.mediaDevices.enumerateDevices = async () => { await window.testAnswered; return list(); };
}"""
"""What devices there are is told with the answer that is held back."""


@pytest.fixture
def entrance(shared_server: RunningServer) -> Iterator[EntryFactory]:
    made = EntryFactory(shared_server)
    yield made
    made.clear()


def test_a_program_sends_somebody_in(entrance: EntryFactory, new_person: Any) -> None:
    meeting_id = entrance.meeting("K7WP2Q", audience_entry="password", audience_password=PASSWORD)
    url = entrance.url("attend", "k7wp2q", pw=PASSWORD, cn="Zoé Ångström", company="Ma & Pa", extra1="crm-17")
    zoe = new_person("Zoé").join_without_devices(url)
    expect(zoe.page.get_by_role("textbox")).to_have_count(0)
    wait_until(lambda: entrance.visits(meeting_id), "the visit")
    (visit,) = entrance.visits(meeting_id)
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
    assert {one.participant_id for one in entrance.visits(meeting_id)} == {visit.participant_id}
    assert quote(PASSWORD, safe="") not in entrance.server.log.read_text()
    assert PASSWORD not in entrance.server.log.read_text()


def test_who_has_no_password_is_asked_for_it(entrance: EntryFactory, new_person: Any) -> None:
    entrance.meeting("K7WP2Q", audience_entry="password", audience_password=PASSWORD)
    for url in (entrance.url("attend", "K7WP2Q"), f"{entrance.server.base_url}/m/k7wp2q"):
        zoe = new_person("Zoé").open(url)
        zoe.reads("has a password")
        expect(zoe.page.get_by_text("Spring review")).to_have_count(0)
        field = zoe.page.get_by_label("Meeting password")
        field.fill("wrong")
        zoe.button("Continue").click()
        zoe.reads("not the password of this meeting")
        field.fill(PASSWORD)
        zoe.button("Continue").click()
        zoe.reads("Spring review")
        zoe.page.reload()
        expect(zoe.page.get_by_role("textbox", name="Your name")).to_be_visible()
        zoe.page.get_by_role("textbox", name="Your name").fill("Zoé")
        zoe.button("Join meeting").click()
        expect(zoe.button("Leave")).to_be_visible()


def test_a_wrong_password_in_the_address_is_said_in_words(entrance: EntryFactory, new_person: Any) -> None:
    entrance.meeting("K7WP2Q", audience_entry="password", audience_password=PASSWORD)
    zoe = new_person("Zoé").open(entrance.url("attend", "K7WP2Q", pw="wrong", cn="Zoé"))
    zoe.reads("not the password of this meeting")
    zoe.page.get_by_label("Meeting password").fill(PASSWORD)
    zoe.button("Continue").click()
    zoe.button("Join meeting").click()
    expect(zoe.button("Leave")).to_be_visible()


@pytest.mark.parametrize("path", ["present", "join", "webjoin"])
def test_presenters_come_in_as_presenters(entrance: EntryFactory, new_person: Any, path: str) -> None:
    meeting_id = entrance.meeting("K7WP2Q", presenter_password=PASSWORD)
    new_person("Pat").join_without_devices(entrance.url(path, "K7WP2Q", role="present", pw=PASSWORD, cn="Pat"))
    wait_until(lambda: [one.role for one in entrance.visits(meeting_id)] == ["presenter"], "a presenter inside")
    if path != "present":
        new_person("Zoé").join_without_devices(entrance.url(path, "K7WP2Q", cn="Zoé"))
        wait_until(lambda: [one.role for one in entrance.visits(meeting_id)][1:] == ["attendee"], "an attendee inside")


def test_people_on_the_list_sign_in_at_the_door(entrance: EntryFactory, new_person: Any) -> None:
    entrance.user("olga", "organizer", center="acme")
    ann, bob = entrance.user("ann", center="acme"), entrance.user("bob", center="acme")
    meeting_id = entrance.meeting("board", center="acme", audience_entry="acl")
    entrance.listed(meeting_id, "audience", ann)
    assert bob != ann
    person = new_person("Ann").open(entrance.url("attend", "board", "acme", pw="anything"))
    person.reads("only people on a list")
    for user_id in ("bob", "ann"):
        person.page.get_by_role("textbox", name="User ID").fill(user_id)
        person.page.get_by_label("Password").first.fill(USER_PASSWORD)
        person.button("Sign in").click()
        if user_id == "bob":
            person.reads("signed in as bob, who is not on the list")
            person.delay_answers()
            person.page.evaluate(LIST_DEVICES_LATE)
    # The devices are found while the finger is on the button: it stays where it is, and the click is not lost.
    person.button("Join meeting").hover()
    person.page.mouse.down()
    where = person.button("Join meeting").bounding_box()
    person.answer()
    camera = person.page.get_by_role("combobox", name="Camera")
    expect(camera.get_by_role("option")).not_to_have_count(1)
    assert person.button("Join meeting").bounding_box() == where
    person.page.mouse.up()
    expect(person.button("Leave")).to_be_visible()
    wait_until(lambda: [one.name for one in entrance.visits(meeting_id)] == ["ann"], "ann's visit")


def test_registration_is_asked_for(entrance: EntryFactory, new_person: Any) -> None:
    meeting_id = entrance.meeting("K7WP2Q", registration=True)
    zoe = new_person("Zoé").open(entrance.url("attend", "K7WP2Q", cn="Zoé", email="zoe"))
    company = zoe.page.get_by_role("textbox", name="Your company")
    zoe.button("Join meeting").click()
    zoe.reads("please type whom you work for")
    company.fill("Ma & Pa")
    zoe.page.get_by_role("textbox", name="Your e-mail address").fill("zoe@example.org")
    zoe.button("Join meeting").click()
    expect(zoe.button("Leave")).to_be_visible()
    wait_until(lambda: entrance.visits(meeting_id), "the visit")
    (visit,) = entrance.visits(meeting_id)
    assert (visit.name, visit.email, visit.company) == ("Zoé", "zoe@example.org", "Ma & Pa")


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"life": "deleted", "cancelled_at": now()}, "it was deleted"),
        ({"doors": "scheduled", "starts_at": now() + timedelta(days=400)}, "you are early"),
        ({"doors": "scheduled", "ends_at": now() - timedelta(hours=1)}, "the time of this meeting is over"),
        ({"seats": 0}, "full right now"),
    ],
)
def test_closed_doors_say_why(entrance: EntryFactory, new_person: Any, columns: dict[str, Any], says: str) -> None:
    entrance.meeting("K7WP2Q", **columns)
    zoe = new_person("Zoé").open(entrance.url("attend", "K7WP2Q", cn="Zoé"))
    zoe.reads(says)
    expect(zoe.button("Join meeting")).to_have_count(0)


def test_a_meeting_that_is_not_there(entrance: EntryFactory, new_person: Any) -> None:
    zoe = new_person("Zoé").open(entrance.url("attend", "nosuch", cn="Zoé"))
    zoe.reads("this link is not valid")
    zoe.open(entrance.url("attend", "x", "nowhere"))
    zoe.reads("there is no page here")


def test_a_ticket_signs_in_and_leaves_the_address(entrance: EntryFactory, new_person: Any) -> None:
    entrance.user("olga", "organizer", center="acme")
    with entrance.center("acme") as (session, center):
        ticket = tickets.create_ticket(session, entrance.site, center, users.find_user(session, center, "olga"), 60)
    url = f"{entrance.server.base_url}/cc/acme?ticket={ticket}"
    olga = new_person("Olga").open(url)
    expect(olga.button("New meeting").first).to_be_visible()
    assert olga.page.url == f"{entrance.server.base_url}/cc/acme"
    olga.button("New meeting").first.click()
    link = olga.page.get_by_role("dialog").get_by_role("textbox", name="Meeting link").input_value()
    new_person("Zoé").join_without_devices(link, name="Zoé")
    olga.open(entrance.server.base_url)
    expect(olga.button("Sign in")).to_be_visible()  # of another center she is nobody
    eve = new_person("Eve").open(url)
    eve.reads("has been used")
    eve.page.get_by_role("link", name="Go to the front page").click()
    expect(eve.button("Sign in")).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1440)])
def test_everybody_can_use_the_doors(entrance: EntryFactory, new_person: Any, scheme: str, width: int) -> None:
    entrance.meeting("word", audience_entry="password", audience_password=PASSWORD)
    entrance.meeting("list", audience_entry="acl")
    entrance.meeting("firm", registration=True)
    entrance.meeting("gone", life="deleted", cancelled_at=now())
    zoe = new_person("Zoé", color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce")
    for name, says in (
        ("word", "has a password"),
        ("list", "only people on a list"),
        ("firm", "your company"),
        ("gone", "it was deleted"),
    ):
        zoe.open(entrance.url("attend", name))
        zoe.reads(says)
        if name in ("word", "firm"):
            zoe.button("Continue" if name == "word" else "Join meeting").click()
            zoe.reads("please type")
        accessible(zoe, name)
        assert zoe.page.evaluate("document.documentElement.scrollWidth") <= width
    zoe.open(f"{entrance.server.base_url}/cc/main?ticket=used")
    zoe.reads("has been used")
    accessible(zoe, "ticket")
