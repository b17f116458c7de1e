"""The account of the signed-in user, through HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

import pytest

from tests.servers import RunningServer

from .conftest import PASSWORD, Browser

ACCOUNT = "/api/v1/account"
NEW = "another horse battery"


@pytest.fixture
def other(shared_server: RunningServer) -> Iterator[Browser]:
    """Another browser, on a telephone."""
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Safari/604.1"
    with Browser(base_url=shared_server.base_url, headers={"user-agent": agent}) as client:
        yield client


@pytest.fixture
def user(shared_server: RunningServer, request: pytest.FixtureRequest) -> str:
    """A member of a center, who may do the least."""
    name = f"u{crc32(request.node.name.encode())}"
    options = ("--role", "member", "--password", PASSWORD, "--email", f"{name}@example.org", "--first-name", "Uma")
    done = shared_server.cli("user", "create", name, *options)
    assert done.returncode == 0, done.stderr
    return name


def test_a_member_reads_and_changes_the_own_account(browser: Browser, user: str) -> None:
    browser.sign_in(user)
    found = browser.get(ACCOUNT).json()
    assert found == {
        "center": "main",
        "userId": user,
        "firstName": "Uma",
        "lastName": "",
        "displayName": "Uma",
        "email": f"{user}@example.org",
        "role": "member",
        "language": None,
        "timeZone": None,
        "passwordRules": {
            "shortest": 8,
            "longest": 64,
            "digit": False,
            "upper": False,
            "lower": False,
            "punctuation": False,
            "notTheName": False,
            "plainEnds": False,
        },
    }
    changes = {"lastName": "Ünal", "language": "ar", "timeZone": "Asia/Riyadh"}
    changed = browser.write("PATCH", ACCOUNT, changes)
    assert changed.status_code == 200, changed.text
    assert changed.json() == {**found, **changes, "displayName": "Uma Ünal"}
    seen = browser.get("/api/v1/session").json()["user"]
    assert (seen["name"], seen["language"], seen["timeZone"]) == ("Uma Ünal", "ar", "Asia/Riyadh")
    assert browser.write("PATCH", ACCOUNT, {"displayName": "Dr. Ünal"}).json()["displayName"] == "Dr. Ünal"
    taken_back = {"displayName": "", "language": None, "timeZone": None}
    back = browser.write("PATCH", ACCOUNT, taken_back).json()
    assert (back["displayName"], back["language"], back["timeZone"]) == ("Uma Ünal", None, None)


@pytest.mark.parametrize(
    ("body", "parameter"),
    [
        ({"firstName": "x" * 256}, "firstName"),
        ({"firstName": "a\u0000b"}, "firstName"),
        ({"displayName": 5}, "displayName"),
        ({"language": "tlh"}, "language"),
        ({"timeZone": "Mars/Olympus"}, "timeZone"),
        ({"timeZone": ""}, "timeZone"),
        ({"role": "administrator"}, "role"),
        ({"email": "eve@example.org"}, "email"),
    ],
)
def test_what_cannot_be_is_refused(browser: Browser, ann: str, body: dict[str, object], parameter: str) -> None:
    browser.sign_in("ann")
    reply = browser.write("PATCH", ACCOUNT, body)
    assert reply.status_code == 400
    assert parameter in f"{reply.json()['parameter']} {reply.json()['message']}"


def test_nobody_has_no_account(browser: Browser) -> None:
    browser.get("/api/v1/session")
    calls: list[tuple[str, str, object]] = [
        ("GET", ACCOUNT, None),
        ("PATCH", ACCOUNT, {}),
        ("POST", f"{ACCOUNT}/password", {"oldPassword": "x", "newPassword": NEW}),
        ("GET", f"{ACCOUNT}/sessions", None),
        ("DELETE", f"{ACCOUNT}/sessions", None),
        ("DELETE", f"{ACCOUNT}/sessions/0", None),
    ]
    for method, path, body in calls:
        reply = browser.write(method, path, body)
        assert (reply.status_code, reply.json()["error"]) == (401, "auth_failed"), (method, path)


def test_a_new_password_signs_out_everywhere_else(browser: Browser, other: Browser, user: str) -> None:
    browser.sign_in(user)
    other.sign_in(user)
    before = browser.cookies["convener_session"]
    reply = browser.write("POST", f"{ACCOUNT}/password", {"oldPassword": PASSWORD, "newPassword": NEW})
    assert reply.status_code == 204, reply.text
    assert other.get("/api/v1/session").json() == {"user": None}
    assert browser.get("/api/v1/session").json()["user"]["userId"] == user
    assert browser.cookies["convener_session"] != before, "a copy of the old one is worth nothing"
    assert browser.write("PATCH", ACCOUNT, {}).status_code == 200, "the CSRF token came with it"
    assert other.sign_in(user).status_code == 401
    assert other.sign_in(user, NEW).status_code == 200


def test_a_new_password_needs_the_old_one(browser: Browser, user: str) -> None:
    browser.sign_in(user)
    reply = browser.write("POST", f"{ACCOUNT}/password", {"oldPassword": "wrong", "newPassword": NEW})
    assert (reply.status_code, reply.json()["error"]) == (403, "wrong_password")
    assert browser.get(ACCOUNT).status_code == 200
    assert browser.sign_in(user).status_code == 200


@pytest.mark.parametrize("password", ["short", "x" * 65, "Grüße an alle", "tab\tin the middle"])
def test_a_new_password_keeps_to_the_policy(browser: Browser, ann: str, password: str) -> None:
    browser.sign_in("ann")
    reply = browser.write("POST", f"{ACCOUNT}/password", {"oldPassword": PASSWORD, "newPassword": password})
    assert (reply.status_code, reply.json()["parameter"]) == (400, "newPassword")


def test_guesses_of_the_old_password_are_limited(tmp_path_factory: pytest.TempPathFactory) -> None:
    server = RunningServer(tmp_path_factory.mktemp("limited") / "data", sign_in_failures=3)
    server.start()
    try:
        server.cli("user", "create", "eve", "--role", "member", "--password", PASSWORD)
        with Browser(base_url=server.base_url) as browser:
            browser.sign_in("eve")
            guess = {"oldPassword": "wrong", "newPassword": NEW}
            statuses = [browser.write("POST", f"{ACCOUNT}/password", guess).status_code for _ in range(4)]
            assert statuses == [403, 403, 403, 429]
    finally:
        server.stop()


def test_sessions_elsewhere_are_listed_and_ended(browser: Browser, other: Browser, user: str) -> None:
    browser.headers["user-agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:148.0) Gecko/20100101 Firefox/148.0"
    browser.sign_in(user)
    other.sign_in(user)
    here, there = browser.get(f"{ACCOUNT}/sessions").json()["sessions"]
    assert (here["browser"], here["system"], here["current"]) == ("Firefox", "Linux", True)
    assert (there["browser"], there["system"], there["current"]) == ("Safari", "iPhone", False)
    assert here["since"].endswith("Z")
    assert browser.cookies["convener_session"] not in str(here)
    assert browser.write("DELETE", f"{ACCOUNT}/sessions/{there['id']}").status_code == 204
    assert browser.write("DELETE", f"{ACCOUNT}/sessions/{there['id']}").status_code == 204, "it is over already"
    assert other.get("/api/v1/session").json() == {"user": None}
    other.sign_in(user)
    assert browser.write("DELETE", f"{ACCOUNT}/sessions").status_code == 204
    assert other.get("/api/v1/session").json() == {"user": None}
    assert [one["current"] for one in browser.get(f"{ACCOUNT}/sessions").json()["sessions"]] == [True]


def test_sessions_of_others_are_out_of_reach(browser: Browser, other: Browser, user: str, ann: str) -> None:
    other.sign_in("ann")
    (theirs,) = [one for one in other.get(f"{ACCOUNT}/sessions").json()["sessions"] if one["current"]]
    browser.sign_in(user)
    browser.write("DELETE", f"{ACCOUNT}/sessions/{theirs['id']}")
    browser.write("DELETE", f"{ACCOUNT}/sessions")
    assert other.get("/api/v1/session").json()["user"]["userId"] == "ann"
