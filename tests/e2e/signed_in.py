"""People with an account: their signing in, and what they send by the REST API."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.servers import RunningServer

PASSWORD = "correct horse battery"


def sign_in(server: RunningServer, person: Any, role: str = "organizer") -> None:
    """Make the account ``ann``, and sign in on the front page."""
    done = server.cli("user", "create", "ann", "--role", role, "--password", PASSWORD, "--first-name", "Ann")
    assert done.returncode == 0, done.stderr
    person.open(server.base_url)
    person.page.get_by_role("textbox", name="User ID").fill("ann")
    person.page.get_by_label("Password").first.fill(PASSWORD)
    person.button("Sign in").click()
    expect(person.button("New meeting").first).to_be_visible()


def post(server: RunningServer, person: Any, path: str, **content: Any) -> dict[str, Any]:
    """The reply to a call of the REST API by the session of this browser."""
    token = next(one["value"] for one in person.context.cookies() if one["name"] == "csrftoken")
    reply = person.page.request.post(f"{server.base_url}/api/v1{path}", headers={"x-csrf-token": token}, **content)
    assert reply.ok, reply.text()
    read: dict[str, Any] = reply.json()
    return read
