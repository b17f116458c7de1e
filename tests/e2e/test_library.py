"""The library: documents of all meetings, put into another one by two clicks, deleted and restored."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.e2e.accessibility import accessible
from tests.e2e.signed_in import PASSWORD, post
from tests.factories import pages
from tests.servers import RunningServer


def test_the_documents_of_an_organizer(shared_server: RunningServer, new_person: Any) -> None:
    options = ("--role", "organizer", "--password", PASSWORD, "--first-name", "Ada")
    assert shared_server.cli("user", "create", "ada", *options).returncode == 0
    person = new_person("Ada").open(f"{shared_server.base_url}/library")
    page = person.page
    page.get_by_role("textbox", name="User ID").fill("ada")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    person.button("Sign in").click()
    person.reads("Documents that are added to your meetings are kept here.")
    plan, review = (
        post(shared_server, person, "/meetings", data={"title": title})["mid"] for title in ("Plan", "Review")
    )
    harbour = {"params": {"name": "Harbour.pdf"}, "data": pages.talk(2)}
    post(shared_server, person, f"/meetings/{plan}/documents", **harbour)
    page.reload()
    expect(page.get_by_text("2 pages")).to_be_visible()
    accessible(person, "the library")

    # A document of the library, in a folder.
    with page.expect_file_chooser() as chooser:
        person.button("Add documents").click()
    chooser.value.set_files({"name": "Atlas.pdf", "mimeType": "application/pdf", "buffer": pages.talk(1)})
    person.is_notified("“Atlas.pdf” is in the library now.")
    person.button("What to do with “Atlas”").click()
    page.get_by_role("menuitem", name="Name, folder and access").click()
    page.get_by_role("dialog").get_by_label("Folder").fill("Maps")
    person.button("Save").click()
    expect(page.get_by_role("listitem").filter(has_text="Atlas")).to_contain_text("Maps")

    person.button("Put “Harbour” into a meeting").click()
    page.get_by_role("dialog").get_by_role("button", name="Review").click()
    person.is_notified("“Harbour” is in “Review” now.")
    person.button("Show only documents of “Review”").click()
    expect(page.get_by_role("heading", name="Harbour")).to_have_count(1)
    person.button("What to do with “Harbour”").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Download the original").click()
    assert download.value.suggested_filename == "Harbour.pdf"
    person.button("What to do with “Harbour”").click()
    page.get_by_role("menuitem", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    person.reads("No document here is of these.")
    page.get_by_role("tab", name="Deleted").click()
    accessible(person, "deleted documents")
    person.button("Restore “Harbour”").click()
    person.is_notified("“Harbour” is back in “Review”.")
    found = page.request.get(f"{shared_server.base_url}/api/v1/meetings/{review}/documents").json()["documents"]
    assert [one["title"] for one in found] == ["Harbour"]
