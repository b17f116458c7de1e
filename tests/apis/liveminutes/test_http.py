"""Outcomes that the seed does not know, and so have an HTTP status of their own."""

from __future__ import annotations

import pytest

from tests.factories.liveminutes import METHODS, Application


@pytest.mark.parametrize("method", list(METHODS))
@pytest.mark.parametrize("verb", ["GET", "PUT", "PATCH", "DELETE"])
def test_calls_are_post(app: Application, method: str, verb: str) -> None:
    reply = app.http.request(verb, f"/{method}", params={"meetingKey": "k", "hostid": "h"})
    assert reply.status_code == 405
    assert "POST" in reply.headers["allow"]
    assert app.read(reply)["error"] == "method_not_allowed"


def test_head_and_options(app: Application) -> None:
    head = app.http.head("/getMeetingStatus")
    assert (head.status_code, head.content) == (405, b"")
    options = app.http.options("/getMeetingStatus")
    assert (options.status_code, options.headers["allow"], options.content) == (204, "POST, OPTIONS", b"")


def test_nothing_is_made_by_a_get(app: Application, key: str) -> None:
    app.http.get("/createMeeting", params={"meetingKey": key, "hostid": "h"})
    assert app.fails("getMeetingStatus", meetingKey=key) == ("meeting_not_found", "meetingKey")


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_is_too_large(app: Application, chunked: bool) -> None:
    body = b"meetingKey=k&other=" + b"a" * 300_000
    content = iter([body[:100_000], body[100_000:200_000], body[200_000:]]) if chunked else body
    headers = {"content-type": "application/x-www-form-urlencoded"}
    reply = app.http.post("/getMeetingStatus", content=content, headers=headers)
    assert reply.status_code == 413
    assert app.read(reply)["error"] == "body_too_large"


def test_a_body_that_is_large_enough_for_everything(app: Application, key: str) -> None:
    made = app("createMeeting", meetingKey=key, hostid="h", title="🎉" * 250, description="🎉" * 4000)
    assert made["resultcode"] == 1


def test_the_connection_stays_usable_after_every_failure(app: Application, key: str) -> None:
    app("createMeeting", meetingKey=key, hostid="h")
    for path in ("/getMeetingStatus", "/nothing/here"):
        app.http.get(path)
    app.http.post("/getMeetingStatus", content=b"{", headers={"content-type": "application/json"})
    assert app("getMeetingStatus", meetingKey=key)["status"] == "1"


def test_replies_are_not_kept_by_anybody_between(app: Application, key: str) -> None:
    reply = app.http.post("/createMeeting", data={"meetingKey": key, "hostid": "h"})
    assert reply.headers["cache-control"] == "no-store"
