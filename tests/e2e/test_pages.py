"""Pages around the room: the front page, invitations, and that everybody can use them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import accessible
from tests.e2e.application import LiveMinutes, create
from tests.e2e.signed_in import sign_in
from tests.servers import RunningServer, wait_until


def test_an_organizer_starts_a_meeting_and_a_guest_joins_with_the_code(
    shared_server: RunningServer, new_person: Any
) -> None:
    ann = new_person("Ann")
    sign_in(shared_server, ann)
    ann.button("New meeting").first.click()
    made = ann.page.get_by_role("dialog")
    code = made.get_by_role("textbox", name="Meeting link").input_value().rsplit("/", 1)[1]
    made.get_by_role("link", name="Enter as host").click()
    ann.button("Join meeting").click()
    expect(ann.button("Leave")).to_be_visible()
    bob = new_person("Bob").open(shared_server.base_url)
    bob.page.get_by_role("textbox", name="Meeting code").fill(code.lower())
    bob.button("Join").click()
    bob.page.get_by_role("textbox", name="Your name").fill("Bob")
    bob.button("Join meeting").click()
    expect(bob.button("Leave")).to_be_visible()
    ann.sees("Bob")


def test_an_invited_person_declines_and_accepts(
    shared_server: RunningServer, api: LiveMinutes, new_person: Any
) -> None:
    assert shared_server.cli("client", "set", api.sid, "--mail").returncode == 0
    create(api, time="2099-01-01 10:00:00", duration="1")
    added = api("addParticipant", meetingKey="k1", puid="p1", nickname="Bob", email="bob@example.org")
    assert added["resultcode"] == 1
    outbox = shared_server.data / "outbox"
    wait_until(lambda: any("bob@example.org" in f.read_text() for f in outbox.glob("*.eml")), "the invitation")
    import email
    from email import policy

    mails = [email.message_from_bytes(f.read_bytes(), policy=policy.default) for f in outbox.glob("*.eml")]
    (mail,) = [one for one in mails if "bob@example.org" in str(one["To"])]
    body = mail.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    decline = re.search(r"http\S+/decline", text)
    accept = re.search(r"http\S+/accept", text)
    assert decline
    assert accept
    bob = new_person("Bob").open(decline[0])
    assert api.participant_status("k1", "p1") == "2", "opening a link changes nothing: mail scanners do it"
    bob.page.get_by_role("button", name="No, I cannot come").click()
    wait_until(lambda: api.participant_status("k1", "p1") == "3", "Bob to have refused")
    bob.open(accept[0])
    bob.page.get_by_role("button", name="Yes, I will come").click()
    wait_until(lambda: api.participant_status("k1", "p1") == "2", "Bob to have accepted")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_everybody_can_use_the_pages(
    shared_server: RunningServer, api: LiveMinutes, new_person: Any, scheme: str, width: int
) -> None:
    made = create(api)
    ann = new_person("Ann", color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce")
    ann.open(shared_server.base_url)
    expect(ann.page.get_by_role("textbox", name="Meeting code")).to_be_visible()
    accessible(ann, "front page")
    ann.open(made["hostUrl"])
    expect(ann.button("Join meeting")).to_be_visible()
    accessible(ann, "preview")
    ann.button("Join meeting").click()
    expect(ann.button("Leave")).to_be_visible()
    accessible(ann, "room")
    if ann.button("People").count() == 0:
        ann.button("More").click()
        accessible(ann, "more")
    ann.button("People").first.click()
    accessible(ann, "people")
    width_of_page = ann.page.evaluate("document.documentElement.scrollWidth")
    assert width_of_page <= width, "nothing is wider than the screen"
    ann.open(f"{shared_server.base_url}/m/NOSUCHCODE")
    ann.reads("not valid")
    accessible(ann, "invalid link")
