"""Accounts claimed through HTTP, by those who were invited."""

from __future__ import annotations

import email
import re
from email import policy

import httpx
import pytest

from tests.servers import RunningServer, wait_until

from .conftest import PASSWORD, Browser

CLAIMS = "/api/v1/account-claims"


def _sent(server: RunningServer, address: str, pattern: str, number: int = 1) -> list[str]:
    """What mails to the address have of this pattern, once there are so many."""
    found: set[str] = set()

    def arrived() -> bool:
        for file in (server.data / "outbox").glob("*.eml"):
            mail = email.message_from_bytes(file.read_bytes(), policy=policy.default)
            body = mail.get_body(("plain",))
            if address in str(mail["To"]) and body is not None:
                found.update(re.findall(pattern, str(body.get_content())))
        return len(found) >= number

    wait_until(arrived, f"a mail to {address}")
    return sorted(found)


def _invite(browser: Browser, server: RunningServer, address: str, title: str = "Planning") -> str:
    """An organizer invites the address; returns the token of the invitation."""
    browser.sign_in("ann")
    mid = browser.write("POST", "/api/v1/meetings", {"title": title, "startsAt": "2031-05-06T09:00:00Z"}).json()["mid"]
    invited = browser.write("POST", f"/api/v1/meetings/{mid}/guests", {"attendees": [address]})
    assert invited.json()["queued"] == 1, invited.text
    return _sent(server, address, r"/i/(\S+)/accept")[0]


def test_an_invited_person_makes_an_account(browser: Browser, ann: str, shared_server: RunningServer) -> None:
    token = _invite(browser, shared_server, "gus@example.org")
    with Browser(base_url=shared_server.base_url) as guest:
        found = guest.post("/api/v1/invitations/lookup", json={"token": token}).json()
        assert found["name"] == "", "nobody is called Guest"
        asked = guest.post("/api/v1/invitations/account", json={"token": token}, headers={"host": "evil.example"})
        assert (asked.status_code, asked.content) == (204, b"")
        (link,) = _sent(shared_server, "gus@example.org", rf"{shared_server.base_url}/cc/main/claim#(\S+)")
        assert guest.get("/cc/main/claim").status_code == 200
        claim = guest.post(f"{CLAIMS}/lookup", json={"token": link}).json()
        assert (claim["address"], claim["userIds"], claim["passwordRules"]["shortest"]) == ("gus@example.org", [], 8)
        short = guest.post(f"{CLAIMS}/use", json={"token": link, "password": "short"})
        assert (short.status_code, short.json()["parameter"]) == (400, "password")
        odd = guest.post(f"{CLAIMS}/use", json={"token": link, "name": "G\u0000s", "password": PASSWORD})
        assert (odd.status_code, odd.json()["parameter"]) == (400, "name")
        made = guest.post(f"{CLAIMS}/use", json={"token": link, "name": "Gus", "password": PASSWORD})
        assert made.json() == {"center": "main", "userId": "gus@example.org"}, made.text
        again = guest.post(f"{CLAIMS}/use", json={"token": link, "name": "Eve", "password": PASSWORD})
        assert again.status_code == 401
        assert guest.post(f"{CLAIMS}/lookup", json={"token": link}).status_code == 401
        assert guest.sign_in("gus@example.org").status_code == 200
        (meeting,) = guest.get("/api/v1/meetings").json()["meetings"]
        assert (meeting["kind"], meeting["role"], meeting["title"]) == ("invited", "attendee", "Planning")
        assert guest.write("POST", "/api/v1/meetings", {}).status_code == 403, "a member holds no meetings"


def test_the_owner_of_an_account_adds_an_invitation(browser: Browser, ann: str, shared_server: RunningServer) -> None:
    token = _invite(browser, shared_server, "hal@example.org")
    options = ("--role", "member", "--password", PASSWORD, "--email", "hal@example.org")
    assert shared_server.cli("user", "create", "hal", *options).returncode == 0
    with Browser(base_url=shared_server.base_url) as guest:
        guest.post("/api/v1/invitations/account", json={"token": token})
        (link,) = _sent(shared_server, "hal@example.org", rf"{shared_server.base_url}/cc/main/claim#(\S+)")
        claim = guest.post(f"{CLAIMS}/lookup", json={"token": link}).json()
        assert (claim["userIds"], claim["passwordRules"]) == (["hal"], None)
        made = guest.post(f"{CLAIMS}/use", json={"token": link, "name": "Eve", "password": PASSWORD})
        assert made.status_code == 401
        guest.get("/api/v1/session")
        assert guest.write("POST", f"{CLAIMS}/merge", {"token": link}).status_code == 401, "nobody is signed in"
        guest.sign_in("mia")
        assert guest.write("POST", f"{CLAIMS}/merge", {"token": link}).status_code == 403
        guest.sign_in("hal")
        assert guest.post(f"{CLAIMS}/merge", json={"token": link}).status_code == 403, "from a page of another site"
        assert guest.get("/api/v1/meetings").json()["meetings"] == []
        assert guest.write("POST", f"{CLAIMS}/merge", {"token": link}).status_code == 204
        assert [one["title"] for one in guest.get("/api/v1/meetings").json()["meetings"]] == ["Planning"]
        assert guest.write("POST", f"{CLAIMS}/merge", {"token": link}).status_code == 401


@pytest.mark.parametrize("path", ["/api/v1/invitations/account", f"{CLAIMS}/lookup"])
@pytest.mark.parametrize("token", ["x", "LIVE0123456789ABCDEFGHIJ", "\u0000", "a" * 64])
def test_tokens_are_not_guessed(shared_server: RunningServer, path: str, token: str) -> None:
    with httpx.Client(base_url=shared_server.base_url) as stranger:
        assert stranger.post(path, json={"token": token}).status_code in (400, 401, 404)
