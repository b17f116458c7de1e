"""Users of the center, as its administrators list, merge and erase them."""

from __future__ import annotations

from tests.factories.liveminutes import Application
from tests.servers import RunningServer

from .conftest import Browser


def test_an_administrator_lists_and_merges_people(shared_server: RunningServer, browser: Browser, ann: str) -> None:
    crm = Application(shared_server)
    for key in ("a", "b"):
        crm("createMeeting", meetingKey=key, hostid="boss", title=f"Meeting {key}")
        crm("addParticipant", meetingKey=key, puid="mia-7", nickname="Mia", email="mia@example.org")
    urls = [crm("getParticipantUrl", meetingKey=key, puid="mia-7") for key in ("a", "b")]
    browser.sign_in("root")
    (named,) = browser.get("/api/v1/users", params={"search": "mia-7"}).json()["users"]
    assert (named["signsIn"], named["name"], named["email"]) == (False, "Mia", "mia@example.org")
    assert named["externalIds"] == [{"client": "crm", "externalId": "mia-7"}]
    seen: list[str] = []
    cursor = ""
    while cursor is not None:
        page = browser.get("/api/v1/users", params={"limit": 2, "cursor": cursor}).json()
        seen += [one["userId"] for one in page["users"]]
        cursor = page["next"]
    assert seen == sorted(set(seen))
    assert {"ann", "bob", "mia", "root", named["userId"]} <= set(seen)
    for body, status in (
        ({"into": "mia", "merged": "nobody"}, 404),
        ({"into": "mia", "merged": "mia"}, 400),
        ({"into": named["userId"], "merged": "mia"}, 400),
        ({"into": "mia"}, 400),
    ):
        refused = browser.write("POST", "/api/v1/users/merge", body)
        assert refused.status_code == status, refused.text
    merged = browser.write("POST", "/api/v1/users/merge", {"into": "mia", "merged": named["userId"]})
    assert merged.status_code == 200, merged.text
    assert merged.json()["externalIds"] == named["externalIds"]
    assert [crm("getParticipantUrl", meetingKey=key, puid="mia-7") for key in ("a", "b")] == urls
    browser.sign_in("mia")
    listed = browser.get("/api/v1/meetings").json()["meetings"]
    assert {one["title"] for one in listed} >= {"Meeting a", "Meeting b"}
    for forbidden in ("mia", "ann"):
        browser.sign_in(forbidden)
        assert browser.get("/api/v1/users").status_code == 403
        refused = browser.write("POST", "/api/v1/users/merge", {"into": "mia", "merged": "ann"})
        assert refused.status_code == 403
    crm.close()


def test_an_administrator_erases_a_person(shared_server: RunningServer, browser: Browser, ann: str) -> None:
    crm = Application(shared_server)
    crm("createMeeting", meetingKey="e", hostid="chief", title="Meeting e")
    crm("addParticipant", meetingKey="e", puid="zoe-7", nickname="Zoe", email="zoe@example.org")
    browser.sign_in("root")
    for body, status in (
        ({}, 400),
        ({"userId": "mia", "address": "zoe@example.org"}, 400),
        ({"userId": "nobody"}, 404),
        ({"address": "nobody@example.org"}, 404),
        ({"userId": "root"}, 400),
    ):
        refused = browser.write("POST", "/api/v1/users/erase", body)
        assert refused.status_code == status, refused.text
    whom = {"address": "Zoe@example.org"}
    found = browser.write("POST", "/api/v1/users/erase", {**whom, "dryRun": True}).json()
    assert (found.pop("erased"), found["users"], found["participations"]) == (False, 1, 1)
    assert [one["name"] for one in browser.get("/api/v1/users", params={"search": "zoe-7"}).json()["users"]] == ["Zoe"]
    done = browser.write("POST", "/api/v1/users/erase", whom).json()
    assert (done.pop("erased"), done) == (True, found)
    assert browser.get("/api/v1/users", params={"search": "zoe"}).json()["users"] == []
    assert browser.write("POST", "/api/v1/users/erase", whom).status_code == 404
    # For the application the person is a new one.
    crm("addParticipant", meetingKey="e", puid="zoe-7", nickname="Zoe", email="zoe@example.org")
    browser.sign_in("ann")
    assert browser.write("POST", "/api/v1/users/erase", whom).status_code == 403
    crm.close()
