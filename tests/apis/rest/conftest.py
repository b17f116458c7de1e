"""A client of the modern API that behaves as a browser, and users who can sign in."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.servers import RunningServer

PASSWORD = "correct horse battery"


class Browser(httpx.Client):
    """A client with cookies that sends the CSRF token as the web client does."""

    def write(self, method: str, path: str, json: object | None = None) -> httpx.Response:
        return self.request(method, path, json=json, headers={"x-csrf-token": self.cookies.get("csrftoken") or ""})

    def sign_in(self, user_id: str, password: str = PASSWORD) -> httpx.Response:
        self.get("/api/v1/session")
        return self.write("POST", "/api/v1/session", {"userId": user_id, "password": password})


@pytest.fixture
def browser(shared_server: RunningServer) -> Iterator[Browser]:
    with Browser(base_url=shared_server.base_url) as client:
        yield client


@pytest.fixture(scope="module")
def ann(shared_server: RunningServer) -> str:
    for user, role in (("ann", "organizer"), ("bob", "organizer"), ("mia", "member"), ("root", "administrator")):
        options = ("--role", role, "--password", PASSWORD, "--email", f"{user}@example.org")
        done = shared_server.cli("user", "create", user, *options)
        assert done.returncode == 0, done.stderr
    return "ann"
