"""The same call twice at once, and quotas when many call at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import httpx
import pytest

from tests.factories.liveminutes import Application

pytestmark = pytest.mark.long

AT_ONCE = 12


def call_simultaneously(app: Application, calls: list[tuple[str, dict[str, str]]]) -> list[dict[str, Any]]:
    """Make all calls at the same moment, each over a connection of its own."""
    barrier = Barrier(len(calls))

    def make(call: tuple[str, dict[str, str]]) -> dict[str, Any]:
        method, parameters = call
        with httpx.Client(base_url=app.server.base_url, auth=(app.sid, app.token), timeout=60) as http:
            http.get("/healthz")
            barrier.wait()
            return app.read(http.post(f"/{method}", data=parameters))

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(make, calls))


def counted(app: Application) -> dict[str, Any]:
    done = app.server.cli("client", "show", app.sid, "--json")
    assert done.returncode == 0, done.stderr
    shown: dict[str, Any] = httpx.Response(200, text=done.stdout).json()
    return shown


def test_one_meeting_comes_of_identical_calls(new_app: Callable[[], Application]) -> None:
    app = new_app()
    replies = call_simultaneously(app, [("createMeeting", {"meetingKey": "k", "hostid": "h", "title": "T"})] * AT_ONCE)
    assert all(reply == replies[0] for reply in replies)
    assert replies[0]["resultcode"] == 1
    shown = counted(app)
    assert (used(shown, "users"), used(shown, "sessions")) == (1, 1)


def used(shown: dict[str, Any], what: str) -> int:
    value = shown[what]
    return int(value["used"] if isinstance(value, dict) else value)


def test_one_participant_comes_of_identical_calls(new_app: Callable[[], Application]) -> None:
    app = new_app()
    app("createMeeting", meetingKey="k", hostid="h")
    replies = call_simultaneously(
        app, [("addParticipant", {"meetingKey": "k", "puid": "p", "nickname": "Ann"})] * AT_ONCE
    )
    assert all(reply == replies[0] for reply in replies)
    assert replies[0]["resultcode"] == 1
    assert used(counted(app), "users") == 2


def test_of_two_hosts_at_once_one_gets_the_key(new_app: Callable[[], Application]) -> None:
    app = new_app()
    calls = [("createMeeting", {"meetingKey": "k", "hostid": f"h{number}"}) for number in range(AT_ONCE)]
    replies = call_simultaneously(app, calls)
    assert sorted(reply.get("error", "") for reply in replies) == ["", *["meeting_exists"] * (AT_ONCE - 1)]


def test_a_cancellation_is_one_however_often_it_is_said(new_app: Callable[[], Application]) -> None:
    app = new_app()
    app("createMeeting", meetingKey="k", hostid="h")
    app("createMeeting", meetingKey="k2", hostid="h")
    replies = call_simultaneously(app, [("cancelMeeting", {"meetingKey": "k"})] * AT_ONCE)
    assert all(reply == {"resultcode": 1, "meetingKey": "k"} for reply in replies)
    assert used(counted(app), "sessions") == 1


@pytest.mark.parametrize(("option", "what"), [("--sessions", "sessions"), ("--users", "users")])
def test_quotas_are_exact(new_app: Callable[[], Application], option: str, what: str) -> None:
    app = new_app()
    app.server.cli("client", "set", app.sid, option, "5")
    calls = [("createMeeting", {"meetingKey": f"k{number}", "hostid": f"h{number}"}) for number in range(AT_ONCE)]
    replies = call_simultaneously(app, calls)
    assert sorted(reply.get("error", "") for reply in replies) == [""] * 5 + ["quota_exceeded"] * (AT_ONCE - 5)
    assert used(counted(app), what) == 5
    made = [call["meetingKey"] for (_, call), reply in zip(calls, replies, strict=True) if reply["resultcode"] == 1]
    assert app("createMeeting", meetingKey=made[0], hostid=f"h{made[0][1:]}")["resultcode"] == 1, "it is there already"


def test_a_cancelled_meeting_no_longer_counts(new_app: Callable[[], Application]) -> None:
    app = new_app()
    app.server.cli("client", "set", app.sid, "--sessions", "1")
    app("createMeeting", meetingKey="a", hostid="h")
    assert app.fails("createMeeting", meetingKey="b", hostid="h") == ("quota_exceeded", None)
    app("cancelMeeting", meetingKey="a")
    assert app("createMeeting", meetingKey="b", hostid="h")["resultcode"] == 1
    assert app.fails("createMeeting", meetingKey="a", hostid="h") == ("quota_exceeded", None)


def test_a_user_who_is_known_costs_nothing(new_app: Callable[[], Application]) -> None:
    app = new_app()
    app.server.cli("client", "set", app.sid, "--users", "2")
    app("createMeeting", meetingKey="a", hostid="h")
    app("addParticipant", meetingKey="a", puid="p")
    assert app.fails("addParticipant", meetingKey="a", puid="q") == ("quota_exceeded", "puid")
    assert app.fails("createMeeting", meetingKey="b", hostid="q") == ("quota_exceeded", "hostid")
    assert app("createMeeting", meetingKey="b", hostid="p")["resultcode"] == 1
    assert app("addParticipant", meetingKey="b", puid="h")["resultcode"] == 1
    assert app.fails("getMeetingStatus", meetingKey="c") == ("meeting_not_found", "meetingKey")
