"""An organizer's week: a series, a meeting at once, one that is moved, one that is called off, people who answer."""

from __future__ import annotations

import email
import re
from email import policy
from typing import Any

from playwright.sync_api import Locator, expect

from tests.e2e.accessibility import accessible
from tests.servers import RunningServer, wait_until

PASSWORD = "correct horse battery"


def choose(person: Any, meeting: str, action: str) -> None:
    """An entry of the menu of a meeting in the list."""
    person.button(f"What to do with “{meeting}”").click()
    person.page.get_by_role("menuitem", name=action).click()


def invited(server: RunningServer, address: str) -> str:
    """The text of the mail that has come to an address."""
    outbox = server.data / "outbox"

    def found() -> list[str]:
        mails = [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in outbox.glob("*.eml")]
        bodies = [mail.get_body(("plain",)) for mail in mails if address in str(mail["To"])]
        return [str(body.get_content()) for body in bodies if body is not None]

    wait_until(lambda: bool(found()), f"a mail to {address}")
    return found()[0]


def row(person: Any, title: str) -> Locator:
    """What stands in the list of a meeting."""
    listed: Locator = person.page.get_by_role("listitem").filter(has_text=title)
    return listed


def on_paper(person: Any) -> None:
    """Assert that the page is printed light and without what is for the screen alone."""
    page = person.page
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for what in (page.get_by_role("banner"), page.get_by_role("contentinfo"), person.button("Edit")):
        expect(what).to_have_count(0)
    expect(page.locator("body")).to_have_css("color", "rgb(22, 27, 38)")
    page.emulate_media(media="screen")
    expect(page.locator("body")).to_have_css("color", "rgb(232, 236, 244)")
    page.emulate_media(media="null", color_scheme="null")


def test_an_organizers_week(shared_server: RunningServer, new_person: Any) -> None:
    options = ("--role", "organizer", "--password", PASSWORD, "--first-name", "Olga")
    assert shared_server.cli("user", "create", "olga", *options).returncode == 0
    olga = new_person("Olga").open(shared_server.base_url)
    olga.page.get_by_role("textbox", name="User ID").fill("olga")
    olga.page.get_by_label("Password").first.fill(PASSWORD)
    olga.button("Sign in").click()

    # A series, to which two people are invited.
    olga.button("Schedule a meeting").click()
    form = olga.page.get_by_role("dialog", name="Schedule a meeting")
    form.get_by_label("Title").fill("Monday round")
    form.get_by_label("Date").fill("2098-03-03")
    form.get_by_label("Time", exact=True).fill("10:00")
    form.get_by_role("combobox", name="Repeats").click()
    olga.page.get_by_role("option", name="Every week").click()
    form.get_by_role("combobox", name="Ends").click()
    olga.page.get_by_role("option", name="After a number of dates").click()
    form.get_by_label("Number of dates").fill("4")
    form.get_by_role("combobox", name="Invite by e-mail").fill("bo@example.org, cy@example.org,")
    form.get_by_role("button", name="Schedule meeting").click()
    ready = olga.page.get_by_role("dialog", name="Your meeting is scheduled")
    expect(ready).to_contain_text("2 invitations are on their way")
    ready.get_by_role("button", name="Back to the meetings").click()
    expect(olga.page.get_by_role("heading", name="Monday round")).to_be_visible()
    expect(olga.page.get_by_text("every Monday until March 24, 2098").first).to_be_visible()

    # One accepts, one declines; the organizer sees it.
    for address, answer, button in (
        ("bo@example.org", "accept", "Yes, I will come"),
        ("cy@example.org", "decline", "No, I cannot come"),
    ):
        link = re.search(rf"http\S+/{answer}", invited(shared_server, address))
        assert link
        guest = new_person(address).open(link[0])
        guest.reads("2098")
        guest.button(button).click()
        guest.reads("You said that you")
    choose(olga, "Monday round", "Invite people…")
    guests = olga.page.get_by_role("list", name="Invited people")
    expect(guests.get_by_role("listitem").filter(has_text="bo@example.org")).to_contain_text("Accepted")
    expect(guests.get_by_role("listitem").filter(has_text="cy@example.org")).to_contain_text("Declined")
    olga.page.keyboard.press("Escape")

    # One date of the series is changed, the next one cancelled; the others stay.
    choose(olga, "Monday round", "Edit this date…")
    form = olga.page.get_by_role("dialog", name="Edit one date")
    form.get_by_label("Title").fill("Monday review")
    form.get_by_role("button", name="Save this date").click()
    expect(olga.page.get_by_role("heading", name="Monday review")).to_be_visible()
    choose(olga, "Monday review", "All dates…")
    dates = olga.page.get_by_role("list", name="Dates to come").get_by_role("listitem")
    expect(dates.first).to_contain_text("Changed date")
    dates.nth(1).get_by_role("button", name="Cancel date").click()
    olga.page.get_by_role("dialog").get_by_role("button", name="Cancel this date").click()
    expect(dates.nth(1)).to_contain_text("Cancelled")
    olga.page.keyboard.press("Escape")

    # Another one is moved and renamed.
    olga.button("Schedule a meeting").click()
    form = olga.page.get_by_role("dialog", name="Schedule a meeting")
    form.get_by_label("Title").fill("Interview")
    form.get_by_label("Date").fill("2098-03-05")
    form.get_by_role("button", name="Schedule meeting").click()
    olga.page.get_by_role("dialog").get_by_role("button", name="Back to the meetings").click()
    choose(olga, "Interview", "Reschedule…")
    form = olga.page.get_by_role("dialog", name="Edit meeting")
    form.get_by_label("Date").fill("2098-03-06")
    form.get_by_role("button", name="Save").click()
    olga.reads("The meeting is changed")
    choose(olga, "Interview", "Rename…")
    olga.page.get_by_role("dialog").get_by_label("Title").fill("Second interview")
    olga.page.get_by_role("dialog").get_by_role("button", name="Rename").click()
    expect(row(olga, "Second interview")).to_be_visible()
    expect(olga.page.get_by_role("heading", name=re.compile("6.*2098|2098.*6"))).to_be_visible()

    # It is called off, and restored.
    choose(olga, "Second interview", "Cancel meeting")
    olga.page.get_by_role("dialog").get_by_role("button", name="Cancel meeting").click()
    expect(row(olga, "Second interview")).to_have_count(0)
    olga.page.get_by_role("tab", name="Cancelled").click()
    expect(row(olga, "Second interview")).to_contain_text("Can be restored until")
    row(olga, "Second interview").get_by_role("button", name="Restore").click()
    olga.page.get_by_role("tab", name="Current").click()
    expect(row(olga, "Second interview")).to_be_visible()

    # One is held at once; afterwards it is known who was there.
    olga.button("New meeting").click()
    olga.page.get_by_role("dialog").get_by_role("link", name="Enter as host").click()
    olga.button("Join meeting").click()
    expect(olga.button("Leave")).to_be_visible()
    olga.end_for_all()
    expect(olga.page.get_by_role("link", name="To your meetings")).to_be_visible()

    # Its minutes are written and released.
    olga.page.get_by_role("link", name="Look through the minutes and release them").click()
    olga.button("Edit").click()
    olga.page.get_by_role("textbox", name="Summary").fill("All is well")
    olga.button("Add action item").click()
    olga.page.get_by_role("textbox", name="Action item 1").fill("Call Bo")
    olga.button("Save").click()
    olga.page.get_by_role("checkbox", name="Call Bo").check()
    olga.button("Release…").click()
    olga.page.get_by_role("dialog").get_by_role("button", name="Release").click()
    olga.reads("Released")
    expect(olga.page.get_by_role("checkbox", name="Call Bo")).to_be_checked()
    accessible(olga, "minutes")
    on_paper(olga)
    olga.page.get_by_role("link", name="Convener").click()
    olga.page.get_by_role("tab", name="Past").click()
    held = olga.page.get_by_role("heading", name=re.compile("^Meeting of"))
    expect(held).to_be_visible()
    choose(olga, held.inner_text(), "Who was there…")
    expect(olga.page.get_by_role("table", name="Attendance").get_by_role("cell", name="Olga")).to_be_visible()
    with olga.page.expect_download() as download:
        olga.page.get_by_role("link", name="CSV", exact=True).click()
    assert "Olga" in download.value.path().read_text("utf-8-sig")
    olga.page.keyboard.press("Escape")

    # What is looked for is found.
    olga.page.get_by_role("tab", name="Current").click()
    olga.page.get_by_role("searchbox", name="Search meetings").fill("round")
    expect(row(olga, "Monday review")).to_be_visible()
    expect(row(olga, "Second interview")).to_have_count(0)
    accessible(olga, "the list of meetings")
    assert olga.errors == []
