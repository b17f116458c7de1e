"""Changes that a cookie authenticates need the CSRF token of that very session."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.servers import RunningServer

from .conftest import Browser

MEETINGS = "/api/v1/meetings"


@pytest.fixture
def eve(shared_server: RunningServer) -> Iterator[Browser]:
    """Another browser."""
    with Browser(base_url=shared_server.base_url) as client:
        yield client


def forge(browser: Browser, token: str) -> httpx.Response:
    """A change with this token, as cookie and as header."""
    cookies = {"convener_session": browser.cookies["convener_session"], "csrftoken": token}
    with httpx.Client(base_url=browser.base_url, cookies=cookies) as client:
        return client.post(MEETINGS, json={}, headers={"x-csrf-token": token})


def test_the_token_of_the_session_is_needed(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    assert browser.write("POST", MEETINGS, {}).status_code == 201
    token = browser.cookies["csrftoken"]
    for wrong in ("", "x", token[:-1], token + "0", "x" * len(token), token.upper()):
        reply = browser.post(MEETINGS, json={}, headers={"x-csrf-token": wrong} if wrong else {})
        assert (reply.status_code, reply.json()["error"]) == (403, "csrf_failed"), wrong
        if wrong:
            assert forge(browser, wrong).json()["error"] == "csrf_failed", "whoever can set a cookie can set both"


def test_a_token_of_another_session_is_worth_nothing(browser: Browser, eve: Browser, ann: str) -> None:
    browser.sign_in("ann")
    for token in (eve.get("/api/v1/session").cookies["csrftoken"], eve.sign_in("ann").cookies["csrftoken"]):
        reply = forge(browser, token)
        assert (reply.status_code, reply.json()["error"]) == (403, "csrf_failed")


def test_a_token_from_before_signing_in_is_worth_nothing(browser: Browser, ann: str) -> None:
    before = browser.get("/api/v1/session").cookies["csrftoken"]
    browser.sign_in("ann")
    assert browser.cookies["csrftoken"] != before
    assert forge(browser, before).json()["error"] == "csrf_failed"
    signed_in = browser.cookies["csrftoken"]
    browser.write("DELETE", "/api/v1/session")
    assert browser.sign_in("bob").status_code == 200
    assert forge(browser, signed_in).json()["error"] == "csrf_failed"


def test_signing_in_needs_a_token_too(browser: Browser, ann: str) -> None:
    reply = browser.post("/api/v1/session", json={"userId": "ann", "password": "x"})
    assert (reply.status_code, reply.json()["error"]) == (403, "csrf_failed")


def test_a_browser_whose_cookie_is_gone_is_told_to_sign_in(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    browser.cookies.delete("convener_session")
    reply = browser.write("POST", MEETINGS, {"title": "Planning"})
    assert (reply.status_code, reply.json()["error"]) == (401, "auth_failed")
    browser.get("/api/v1/session")
    assert browser.sign_in("ann").status_code == 200, "the token of the session that is gone is exchanged"


def test_a_new_token_is_given_where_the_old_one_is_worth_nothing(browser: Browser, ann: str) -> None:
    first = browser.get("/api/v1/session")
    assert "csrftoken" in first.cookies
    assert "csrftoken" not in browser.get("/api/v1/session").cookies, "one that is good stays"
    browser.cookies.set("csrftoken", "of an older version", domain=first.url.host)
    assert "csrftoken" in browser.get("/api/v1/session").cookies


def test_the_session_of_this_browser_ends_when_it_signs_in_again(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    old = browser.cookies["convener_session"]
    browser.sign_in("ann")
    assert browser.cookies["convener_session"] != old
    with httpx.Client(base_url=browser.base_url, cookies={"convener_session": old}) as thief:
        assert thief.get("/api/v1/session").json() == {"user": None}


def test_a_session_that_was_planted_is_not_taken_over(browser: Browser, ann: str) -> None:
    planted = "a" * 40
    first = browser.get("/api/v1/session")
    browser.cookies.set("convener_session", planted, domain=first.url.host)
    browser.sign_in("ann")
    with httpx.Client(base_url=browser.base_url, cookies={"convener_session": planted}) as thief:
        assert thief.get("/api/v1/session").json() == {"user": None}
