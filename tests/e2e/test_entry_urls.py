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
from tests.e2e.test_pages import accessible
from tests.factories.entry import USER_PASSWORD, EntryFactory
from tests.servers import RunningServer, wait_until

PASSWORD = "5~.~tS`p2+ %41&é"
"""Full of what goes wrong when it is decoded twice, or not at all."""


@pytest.fixture
def house(shared_server: RunningServer) -> Iterator[EntryFactory]:
    made = EntryFactory(shared_server)
    yield made
    made.clear()


def test_a_program_sends_somebody_in(house: EntryFactory, people: Any) -> None:
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


def test_who_has_no_password_is_asked_for_it(house: EntryFactory, people: Any) -> None:
    house.meeting("K7WP2Q", audience_entry="password", audience_password=PASSWORD)
    for url in (house.url("attend", "K7WP2Q"), f"{house.server.base_url}/m/k7wp2q"):
        zoe = people("Zoé").open(url)
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


def test_a_wrong_password_in_the_address_is_said_in_words(house: EntryFactory, people: Any) -> None:
    house.meeting("K7WP2Q", audience_entry="password", audience_password=PASSWORD)
    zoe = people("Zoé").open(house.url("attend", "K7WP2Q", pw="wrong", cn="Zoé"))
    zoe.reads("not the password of this meeting")
    zoe.page.get_by_label("Meeting password").fill(PASSWORD)
    zoe.button("Continue").click()
    zoe.button("Join meeting").click()
    expect(zoe.button("Leave")).to_be_visible()


@pytest.mark.parametrize("path", ["present", "join", "webjoin"])
def test_presenters_come_in_as_presenters(house: EntryFactory, people: Any, path: str) -> None:
    meeting_id = house.meeting("K7WP2Q", presenter_password=PASSWORD)
    people("Pat").join(house.url(path, "K7WP2Q", role="present", pw=PASSWORD, cn="Pat"))
    wait_until(lambda: [one.role for one in house.visits(meeting_id)] == ["presenter"], "a presenter inside")
    if path != "present":
        people("Zoé").join(house.url(path, "K7WP2Q", cn="Zoé"))
        wait_until(lambda: [one.role for one in house.visits(meeting_id)][1:] == ["attendee"], "an attendee inside")


def test_people_on_the_list_sign_in_at_the_door(house: EntryFactory, people: Any) -> None:
    house.user("olga", "organizer", center="acme")
    ann, bob = house.user("ann", center="acme"), house.user("bob", center="acme")
    meeting_id = house.meeting("board", center="acme", audience_entry="acl")
    house.listed(meeting_id, "audience", ann)
    assert bob != ann
    person = people("Ann").open(house.url("attend", "board", "acme", pw="anything"))
    person.reads("only people on a list")
    for user_id in ("bob", "ann"):
        person.page.get_by_role("textbox", name="User ID").fill(user_id)
        person.page.get_by_label("Password").first.fill(USER_PASSWORD)
        person.button("Sign in").click()
        if user_id == "bob":
            person.reads("signed in as bob, who is not on the list")
    person.button("Join meeting").click()
    expect(person.button("Leave")).to_be_visible()
    wait_until(lambda: [one.name for one in house.visits(meeting_id)] == ["ann"], "ann's visit")


def test_registration_is_asked_for(house: EntryFactory, people: Any) -> None:
    meeting_id = house.meeting("K7WP2Q", registration=True)
    zoe = people("Zoé").open(house.url("attend", "K7WP2Q", cn="Zoé", email="zoe"))
    company = zoe.page.get_by_role("textbox", name="Your company")
    zoe.button("Join meeting").click()
    zoe.reads("please type whom you work for")
    company.fill("Ma & Pa")
    zoe.page.get_by_role("textbox", name="Your e-mail address").fill("zoe@example.org")
    zoe.button("Join meeting").click()
    expect(zoe.button("Leave")).to_be_visible()
    wait_until(lambda: house.visits(meeting_id), "the visit")
    (visit,) = house.visits(meeting_id)
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
def test_closed_doors_say_why(house: EntryFactory, people: Any, columns: dict[str, Any], says: str) -> None:
    house.meeting("K7WP2Q", **columns)
    zoe = people("Zoé").open(house.url("attend", "K7WP2Q", cn="Zoé"))
    zoe.reads(says)
    expect(zoe.button("Join meeting")).to_have_count(0)


def test_a_meeting_that_is_not_there(house: EntryFactory, people: Any) -> None:
    zoe = people("Zoé").open(house.url("attend", "nosuch", cn="Zoé"))
    zoe.reads("this link is not valid")
    zoe.open(house.url("attend", "x", "nowhere"))
    zoe.reads("there is no page here")


def test_a_ticket_signs_in_and_leaves_the_address(house: EntryFactory, people: Any) -> None:
    house.user("olga", "organizer", center="acme")
    with house.center("acme") as (session, center):
        ticket = tickets.create_ticket(session, house.site, center, users.find_user(session, center, "olga"), 60)
    url = f"{house.server.base_url}/cc/acme?ticket={ticket}"
    olga = people("Olga").open(url)
    expect(olga.button("New meeting").first).to_be_visible()
    assert olga.page.url == f"{house.server.base_url}/cc/acme"
    olga.button("New meeting").first.click()
    link = olga.page.get_by_role("dialog").get_by_role("textbox", name="Meeting link").input_value()
    people("Zoé").join(link, name="Zoé")
    olga.open(house.server.base_url)
    expect(olga.button("Sign in")).to_be_visible()  # of another center she is nobody
    eve = people("Eve").open(url)
    eve.reads("has been used")
    eve.page.get_by_role("link", name="Go to the front page").click()
    expect(eve.button("Sign in")).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1440)])
def test_everybody_can_use_the_doors(house: EntryFactory, people: Any, scheme: str, width: int) -> None:
    house.meeting("word", audience_entry="password", audience_password=PASSWORD)
    house.meeting("list", audience_entry="acl")
    house.meeting("firm", registration=True)
    house.meeting("gone", life="deleted", cancelled_at=now())
    zoe = people("Zoé", color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce")
    for name, says in (
        ("word", "has a password"),
        ("list", "only people on a list"),
        ("firm", "your company"),
        ("gone", "it was deleted"),
    ):
        zoe.open(house.url("attend", name))
        zoe.reads(says)
        if name in ("word", "firm"):
            zoe.button("Continue" if name == "word" else "Join meeting").click()
            zoe.reads("please type")
        accessible(zoe, name)
        assert zoe.page.evaluate("document.documentElement.scrollWidth") <= width
    zoe.open(f"{house.server.base_url}/cc/main?ticket=used")
    zoe.reads("has been used")
    accessible(zoe, "ticket")
