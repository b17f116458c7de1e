"""What each method does and answers, as the seed documents it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.factories.liveminutes import METHODS, Application
from tests.servers import RunningServer

PERSONAL = re.compile(r"/e/LIVE[A-Z0-9]{20}")
OPEN = re.compile(r"/m/[A-Z0-9]{10}")


def path(liveminutes_server: RunningServer, url: str) -> str:
    assert url.startswith(liveminutes_server.base_url)
    return url[len(liveminutes_server.base_url) :]


def test_create_meeting_answers_exactly_what_is_documented(
    app: Application, liveminutes_server: RunningServer, key: str
) -> None:
    made = app("createMeeting", meetingKey=key, hostid="h")
    assert list(made) == ["resultcode", "meetingKey", "meetingUrl", "hostUrl"]
    assert made["resultcode"] == 1
    assert made["meetingKey"] == key
    assert OPEN.fullmatch(path(liveminutes_server, made["meetingUrl"]))
    assert PERSONAL.fullmatch(path(liveminutes_server, made["hostUrl"]))


def test_add_participant_answers_exactly_what_is_documented(
    app: Application, liveminutes_server: RunningServer, key: str
) -> None:
    app("createMeeting", meetingKey=key, hostid="h")
    added = app("addParticipant", meetingKey=key, puid="p", nickname="Ann", email="ann@example.org")
    assert list(added) == ["resultcode", "meetingKey", "participantUrl"]
    assert added["meetingKey"] == key
    assert PERSONAL.fullmatch(path(liveminutes_server, added["participantUrl"]))


def test_the_other_replies_are_exactly_what_is_documented(app: Application, key: str) -> None:
    made = app("createMeeting", meetingKey=key, hostid="h")
    added = app("addParticipant", meetingKey=key, puid="p")
    assert app("getMeetingUrl", meetingKey=key) == {"resultcode": 1, "meetingUrl": made["meetingUrl"]}
    url = app("getParticipantUrl", meetingKey=key, puid="p")
    assert url == {"resultcode": 1, "participantUrl": added["participantUrl"]}
    assert app("getMeetingStatus", meetingKey=key) == {"resultcode": 1, "status": "1"}
    assert app("getParticipantStatus", meetingKey=key, puid="p") == {"resultcode": 1, "status": "2"}
    assert app("cancelParticipant", meetingKey=key, puid="p") == {"resultcode": 1, "meetingKey": key}
    assert app("cancelMeeting", meetingKey=key) == {"resultcode": 1, "meetingKey": key}


def test_an_empty_meeting_key_asks_for_one_to_be_made(app: Application) -> None:
    first = app("createMeeting", meetingKey="", hostid="h")
    second = app("createMeeting", meetingKey="", hostid="h")
    assert len(first["meetingKey"]) >= 16
    assert first["meetingKey"] != second["meetingKey"]
    assert first["meetingUrl"] != second["meetingUrl"]
    assert app("getMeetingUrl", meetingKey=first["meetingKey"])["meetingUrl"] == first["meetingUrl"]


def test_creating_again_gives_the_same_urls_and_changes_what_is_said(app: Application, key: str) -> None:
    first = app("createMeeting", meetingKey=key, hostid="h", title="One", hostnickname="Ann")
    again = app("createMeeting", meetingKey=key, hostid="h", title="Two", description="", duration="0.5")
    assert again == first
    link = first["hostUrl"].rsplit("/", 1)[1]
    check = app.http.post("/api/v1/doors", json={"link": link}).json()
    assert check["title"] == "Two"
    assert check["name"] == "Ann"


def test_creating_again_renames_the_host(app: Application, key: str) -> None:
    made = app("createMeeting", meetingKey=key, hostid="h", hostnickname="Ann")
    app("createMeeting", meetingKey=key, hostid="h", hostnickname="Anna")
    link = made["hostUrl"].rsplit("/", 1)[1]
    assert app.http.post("/api/v1/doors", json={"link": link}).json()["name"] == "Anna"


def test_a_key_with_another_host_is_taken(app: Application, key: str) -> None:
    app("createMeeting", meetingKey=key, hostid="h")
    assert app.fails("createMeeting", meetingKey=key, hostid="other") == ("meeting_exists", "meetingKey")
    app("addParticipant", meetingKey=key, puid="guest")
    assert app.fails("createMeeting", meetingKey=key, hostid="guest") == ("meeting_exists", "meetingKey")


def test_a_refused_host_costs_no_user_of_the_quota(new_app: Callable[[], Application]) -> None:
    app = new_app()
    app("createMeeting", meetingKey="k", hostid="h")
    app.server.cli("client", "set", app.sid, "--users", "1")
    app.fails("createMeeting", meetingKey="k", hostid="other")
    assert app("addParticipant", meetingKey="k", puid="h")["resultcode"] == 1


def test_adding_again_gives_the_same_url_and_changes_what_is_said(app: Application, key: str) -> None:
    app("createMeeting", meetingKey=key, hostid="h")
    first = app("addParticipant", meetingKey=key, puid="p", nickname="Bob")
    assert app("addParticipant", meetingKey=key, puid="p", nickname="Robert") == first
    assert app("addParticipant", meetingKey=key, puid="p") == first
    link = first["participantUrl"].rsplit("/", 1)[1]
    assert app.http.post("/api/v1/doors", json={"link": link}).json()["name"] == "Robert"


def test_the_host_is_a_participant_too(app: Application, key: str) -> None:
    made = app("createMeeting", meetingKey=key, hostid="h")
    assert app("getParticipantStatus", meetingKey=key, puid="h")["status"] == "2"
    assert app("getParticipantUrl", meetingKey=key, puid="h")["participantUrl"] == made["hostUrl"]
    assert app("addParticipant", meetingKey=key, puid="h")["participantUrl"] == made["hostUrl"]


def test_the_host_cannot_be_cancelled(app: Application, key: str) -> None:
    app("createMeeting", meetingKey=key, hostid="h")
    assert app.fails("cancelParticipant", meetingKey=key, puid="h") == ("not_allowed", "puid")
    assert app("getParticipantStatus", meetingKey=key, puid="h")["resultcode"] == 1


def test_a_cancelled_participant_is_gone_and_may_be_added_anew(app: Application, key: str) -> None:
    app("createMeeting", meetingKey=key, hostid="h")
    before = app("addParticipant", meetingKey=key, puid="p")["participantUrl"]
    app("cancelParticipant", meetingKey=key, puid="p")
    for method in ("getParticipantStatus", "getParticipantUrl"):
        assert app.fails(method, meetingKey=key, puid="p") == ("participant_not_found", "puid")
    assert app("cancelParticipant", meetingKey=key, puid="p")["resultcode"] == 1, "a call may be repeated"
    link = before.rsplit("/", 1)[1]
    assert app.http.post("/api/v1/doors", json={"link": link}).json()["state"] == "invalid"
    after = app("addParticipant", meetingKey=key, puid="p")["participantUrl"]
    assert after != before
    assert app("getParticipantStatus", meetingKey=key, puid="p")["status"] == "2"


def test_a_cancelled_meeting_is_finished_and_takes_nobody_new(app: Application, key: str) -> None:
    made = app("createMeeting", meetingKey=key, hostid="h")
    added = app("addParticipant", meetingKey=key, puid="p")
    assert app("cancelMeeting", meetingKey=key) == app("cancelMeeting", meetingKey=key)
    assert app("getMeetingStatus", meetingKey=key)["status"] == "12"
    assert app.fails("addParticipant", meetingKey=key, puid="q") == ("meeting_cancelled", "meetingKey")
    assert app.fails("addParticipant", meetingKey=key, puid="p") == ("meeting_cancelled", "meetingKey")
    for url in (made["hostUrl"], added["participantUrl"]):
        link = url.rsplit("/", 1)[1]
        assert app.http.post("/api/v1/doors", json={"link": link}).json()["state"] == "cancelled"


def test_the_key_of_a_cancelled_meeting_makes_a_new_one(app: Application, key: str) -> None:
    first = app("createMeeting", meetingKey=key, hostid="h")
    app("cancelMeeting", meetingKey=key)
    second = app("createMeeting", meetingKey=key, hostid="another")
    assert second["meetingUrl"] != first["meetingUrl"]
    assert second["hostUrl"] != first["hostUrl"]
    assert app("getMeetingStatus", meetingKey=key)["status"] == "1"
    assert app("getMeetingUrl", meetingKey=key)["meetingUrl"] == second["meetingUrl"]
    app("cancelMeeting", meetingKey=key)
    assert app("getMeetingUrl", meetingKey=key)["meetingUrl"] == second["meetingUrl"], "the newest one"


def test_a_user_is_known_from_meeting_to_meeting(app: Application, key: str) -> None:
    for suffix in ("1", "2"):
        app("createMeeting", meetingKey=key + suffix, hostid="h")
    app("addParticipant", meetingKey=key + "1", puid="p", nickname="Bob")
    url = app("addParticipant", meetingKey=key + "2", puid="p")["participantUrl"]
    assert app.http.post("/api/v1/doors", json={"link": url.rsplit("/", 1)[1]}).json()["name"] == "Bob"


@pytest.mark.parametrize("method", [name for name in METHODS if name != "createMeeting"])
def test_an_unknown_meeting_is_said_to_be_unknown(app: Application, method: str) -> None:
    required, _ = METHODS[method]
    parameters = dict.fromkeys(required, "nobody has this")
    assert app.fails(method, **parameters) == ("meeting_not_found", "meetingKey")


@pytest.mark.parametrize("method", ["getParticipantUrl", "getParticipantStatus", "cancelParticipant"])
def test_an_unknown_participant_is_said_to_be_unknown(app: Application, key: str, method: str) -> None:
    app("createMeeting", meetingKey=key, hostid="h")
    assert app.fails(method, meetingKey=key, puid="stranger") == ("participant_not_found", "puid")
    app("createMeeting", meetingKey=key + " 2", hostid="h 2")
    assert app.fails(method, meetingKey=key, puid="h 2") == ("participant_not_found", "puid")


def test_times_are_in_the_time_zone_of_the_client(new_app: Callable[[], Application]) -> None:
    app = new_app()

    def starts(key: str) -> str:
        url = app("createMeeting", meetingKey=key, hostid="h", time="2031-07-01 10:00:00", duration="1.5")["meetingUrl"]
        check = app.http.post("/api/v1/doors", json={"code": url.rsplit("/", 1)[1]}).json()
        assert check["state"] == "early"
        return f"{check['startsAt']} {check['endsAt']} {check['timeZone']}"

    assert starts("utc") == "2031-07-01T10:00:00Z 2031-07-01T11:30:00Z UTC"
    app.server.cli("client", "set", app.sid, "--time-zone", "Europe/Paris")
    assert starts("paris") == "2031-07-01T08:00:00Z 2031-07-01T09:30:00Z Europe/Paris"


def test_text_is_kept_to_the_letter_as_far_as_it_is_seen(app: Application) -> None:
    markup = ["\"quoted\" 'too'", "<script>alert(1)</script>", "'; DROP TABLE meetings; --", "%00", "\\", "&amp;"]
    scripts = [
        "مرحبا بالعالم",
        "🎉👩\u200d👩\u200d👧",
        "𝔘𝔫𝔦",
        "e\u0301",
        "\u202eright to left",
        "Ann \u2067(tsoh)\u200b",
    ]
    for text in markup + scripts:
        seen = re.sub("[\u202e\u2067\u200b]", "", text)
        made = app("createMeeting", meetingKey=text, hostid=text, title=text, hostnickname=text)
        assert made["meetingKey"] == text
        check = app.http.post("/api/v1/doors", json={"link": made["hostUrl"].rsplit("/", 1)[1]}).json()
        assert (check["title"], check["name"]) == (seen, seen)
        assert app("getParticipantStatus", meetingKey=text, puid=text)["status"] == "2"
