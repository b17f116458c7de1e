"""Forgotten passwords through HTTP."""

from __future__ import annotations

import email
import re
from email import policy

import httpx
import pytest

from convener.auth.limits import RESETS
from tests.servers import RunningServer, wait_until

from .conftest import PASSWORD, Browser

RESET_PATH = "/api/v1/password-resets"
NEW = "another horse battery"


def _token(server: RunningServer, address: str) -> str:
    found: list[str] = []

    def arrived() -> bool:
        for file in (server.data / "outbox").glob("*.eml"):
            mail = email.message_from_bytes(file.read_bytes(), policy=policy.default)
            body = mail.get_body(("plain",))
            if address in str(mail["To"]) and body is not None:
                found.extend(re.findall(rf"{server.base_url}/cc/main/password#(\S+)", str(body.get_content())))
        return bool(found)

    wait_until(arrived, f"a link for {address}")
    return found[-1]


@pytest.fixture(scope="module")
def mira(shared_server: RunningServer) -> str:
    options = ("--role", "member", "--password", PASSWORD, "--email", "mira@example.org")
    assert shared_server.cli("user", "create", "mira", *options).returncode == 0
    return "mira"


def test_a_forgotten_password(browser: Browser, shared_server: RunningServer, mira: str) -> None:
    browser.sign_in(mira)
    with httpx.Client(base_url=shared_server.base_url) as stranger:
        poisoned = {"host": "evil.example", "x-forwarded-host": "evil.example"}
        answers = [
            stranger.post(RESET_PATH, json={"name": name}, headers=poisoned)
            for name in ("mira", "mira@example.org", "nobody", "nobody@example.org")
        ]
        assert {(answer.status_code, answer.content) for answer in answers} == {(204, b"")}
        token = _token(shared_server, "mira@example.org")
        found = stranger.post(f"{RESET_PATH}/lookup", json={"token": token}).json()
        assert (found["center"], found["userId"], found["passwordRules"]["shortest"]) == ("main", "mira", 8)
        short = stranger.post(f"{RESET_PATH}/use", json={"token": token, "newPassword": "short"})
        assert (short.status_code, short.json()["parameter"]) == (400, "newPassword")
        used = stranger.post(f"{RESET_PATH}/use", json={"token": token, "newPassword": NEW})
        assert used.status_code == 204, used.text
        assert "set-cookie" not in used.headers, "nobody is signed in by it"
        for path, body in (("lookup", {}), ("use", {"newPassword": NEW})):
            again = stranger.post(f"{RESET_PATH}/{path}", json={"token": token, **body})
            assert (again.status_code, again.json()["error"]) == (401, "auth_failed")
    assert browser.get("/api/v1/session").json() == {"user": None}, "all sessions have ended"
    assert browser.sign_in(mira).status_code == 401
    assert browser.sign_in(mira, NEW).status_code == 200
    assert token not in shared_server.log.read_text()


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("", {}),
        ("", {"name": ""}),
        ("", {"name": "x" * 256}),
        ("/lookup", {"token": "x" * 65}),
        ("/use", {"token": "x"}),
    ],
)
def test_wrong_input_is_refused(browser: Browser, path: str, body: dict[str, str]) -> None:
    assert browser.post(f"{RESET_PATH}{path}", json=body).status_code == 400


def test_an_unknown_center_has_no_accounts(browser: Browser) -> None:
    assert browser.post(RESET_PATH, json={"name": "mira", "center": "nowhere"}).status_code == 404


def test_requests_of_an_address_are_limited(tmp_path_factory: pytest.TempPathFactory) -> None:
    server = RunningServer(tmp_path_factory.mktemp("limited") / "data")
    server.start()
    try:
        with httpx.Client(base_url=server.base_url) as client:
            statuses = [client.post(RESET_PATH, json={"name": "nobody"}).status_code for _ in range(RESETS + 1)]
            assert statuses == [204] * RESETS + [429]
    finally:
        server.stop()


@pytest.mark.parametrize("path", ["/account", "/password", "/cc/main/account", "/cc/main/password"])
def test_pages_are_never_framed_and_tell_nobody_where_one_was(browser: Browser, path: str) -> None:
    page = browser.get(path, headers={"accept": "text/html"})
    assert page.status_code in (200, 503)  # the client may not be built
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert page.headers["referrer-policy"] == "no-referrer"
    assert browser.get("/cc/nowhere/password", headers={"accept": "text/html"}).status_code in (404, 503)
