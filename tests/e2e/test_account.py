"""The account: language and mood, a new password, sessions elsewhere, a forgotten password."""

from __future__ import annotations

import email
import re
from email import policy
from typing import Any

from playwright.sync_api import expect

from tests.e2e.accessibility import accessible
from tests.servers import RunningServer, wait_until

OLD, NEW, NEWEST = "correct horse battery", "another horse battery", "a third horse battery"


def sign_in(person: Any, password: str) -> None:
    """On the page that the person sees."""
    person.page.get_by_role("textbox", name="User ID").fill("ada")
    person.page.get_by_label("Password", exact=True).fill(password)
    person.button("Sign in").click()


def link_in_mail(server: RunningServer) -> str:
    """The link for a new password that has come by mail."""
    found: list[str] = []

    def arrived() -> bool:
        for file in (server.data / "outbox").glob("*.eml"):
            body = email.message_from_bytes(file.read_bytes(), policy=policy.default).get_body(("plain",))
            found.extend(re.findall(r"http\S+/password#\S+", str(body.get_content()) if body else ""))
        return bool(found)

    wait_until(arrived, "a mail with a link")
    return found[-1]


def test_a_person_and_their_account(shared_server: RunningServer, new_person: Any) -> None:
    options = ("--role", "member", "--password", OLD, "--first-name", "Ada", "--email", "ada@example.org")
    assert shared_server.cli("user", "create", "ada", *options).returncode == 0
    here, there = (new_person(name).open(f"{shared_server.base_url}/account") for name in ("here", "there"))
    for person in (here, there):
        sign_in(person, OLD)
        expect(person.page.get_by_role("heading", name="Your account")).to_be_focused()
        expect(person.page.get_by_label("First name")).to_have_value("Ada")

    # Dark, and another language, in which the page then speaks.
    here.button("Account of Ada").click()
    here.page.get_by_role("menuitemradio", name="Dark").click()
    expect(here.page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    here.page.keyboard.press("Escape")
    accessible(here, "the account, dark")
    here.page.get_by_role("combobox", name="Language").click()
    here.page.get_by_role("option", name="Deutsch").click()
    expect(here.page.get_by_role("heading", name="Ihr Konto")).to_be_visible()
    here.page.get_by_role("combobox", name="Sprache").click()
    here.page.get_by_role("option", name="English").click()
    expect(here.page.get_by_role("heading", name="Your account")).to_be_visible()
    accessible(there, "the account, light")

    # A new password ends the session in the other browser, which keeps what was typed there.
    there.page.get_by_label("Last name").fill("Lovelace")
    here.page.get_by_label("Present password").fill(OLD)
    here.page.get_by_label("New password").fill(NEW)
    here.button("Change password").click()
    here.reads("Your password is changed")
    there.button("Save name").click()
    dialog = there.page.get_by_role("dialog", name="You are no longer signed in")
    dialog.get_by_label("Password", exact=True).fill(NEW)
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog).to_be_hidden()
    there.button("Save name").click()
    there.reads("Saved")
    expect(there.page.get_by_label("Last name")).to_have_value("Lovelace")

    # A session elsewhere is seen and ended.
    here.page.reload()
    sessions = here.page.get_by_role("list", name="Where you are signed in").get_by_role("listitem")
    expect(sessions).to_have_count(2)
    here.page.get_by_role("button", name=re.compile("^Sign out .+ on ")).click()
    expect(sessions).to_have_count(1)
    here.page.get_by_role("button", name=re.compile("^Account of Ada")).click()
    here.page.get_by_role("menuitem", name="Sign out").click()

    # The password is forgotten.
    here.page.get_by_role("link", name="Forgotten your password?").click()
    here.page.get_by_role("textbox", name="User ID or e-mail address").fill("ada@example.org")
    here.button("Send the link").click()
    here.reads("Look into your mailbox")
    here.open(link_in_mail(shared_server))
    here.page.get_by_label("New password").fill(NEWEST)
    expect(here.page).to_have_url(re.compile("/password$"))
    accessible(here, "the page of a new password")
    here.button("Change password").click()
    here.page.get_by_role("link", name="Back to sign in").click()
    sign_in(here, NEWEST)
    expect(here.button("Account of Ada Lovelace")).to_be_visible()
