"""The modern API through HTTP: sessions, meetings of an organizer, entering."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from convener.domain.site import now
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import SignIn
from tests.servers import RunningServer, wait_until

from .conftest import PASSWORD, Browser


def test_center_is_known_to_anybody(browser: Browser) -> None:
    reply = browser.get("/api/v1/center")
    assert reply.status_code == 200, reply.text
    assert reply.json()["name"] == "main"


def test_nobody_is_signed_in_at_first(browser: Browser) -> None:
    assert browser.get("/api/v1/session").json() == {"user": None}


def test_signing_in_and_out(browser: Browser, ann: str) -> None:
    reply = browser.sign_in("ANN")
    assert reply.status_code == 200, reply.text
    assert reply.json()["user"] == {
        "center": "main",
        "userId": "ann",
        "name": "ann",
        "role": "organizer",
        "mayOrganize": True,
        "language": None,
        "timeZone": None,
    }
    cookie = reply.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    assert browser.get("/api/v1/session").json()["user"]["userId"] == "ann"
    assert browser.write("DELETE", "/api/v1/session").status_code == 204
    assert browser.get("/api/v1/session").json() == {"user": None}


@pytest.mark.parametrize(("user", "password"), [("ann", "wrong password"), ("nobody", PASSWORD), ("ann", "")])
def test_wrong_credentials_are_refused_alike(browser: Browser, ann: str, user: str, password: str) -> None:
    reply = browser.sign_in(user, password)
    assert reply.status_code in (400, 401)
    assert "user" not in reply.json()


def test_a_write_needs_the_csrf_token(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    reply = browser.post("/api/v1/meetings", json={"title": "forged"})
    assert reply.status_code == 403


def test_guessing_passwords_is_slowed(tmp_path_factory: pytest.TempPathFactory) -> None:
    server = RunningServer(tmp_path_factory.mktemp("limited") / "data", sign_in_failures=3)
    server.start()
    try:
        server.cli("user", "create", "eve", "--role", "member", "--password", PASSWORD)
        with Browser(base_url=server.base_url) as browser:
            spellings = ("eve", "EVE", "\N{FULLWIDTH LATIN SMALL LETTER E}ve", "eve")
            statuses = [browser.sign_in(name, "wrong password").status_code for name in spellings]
            assert statuses == [401, 401, 401, 429]
            late = browser.sign_in("eve")
            assert late.status_code == 429
            assert int(late.headers["retry-after"]) > 0
    finally:
        server.stop()


def test_another_organizers_meeting_does_not_exist(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    mid = browser.write("POST", "/api/v1/meetings", {}).json()["mid"]
    browser.sign_in("bob")
    assert browser.get(f"/api/v1/meetings/{mid}").status_code == 404
    assert browser.write("DELETE", f"/api/v1/meetings/{mid}").status_code == 404
    browser.sign_in("root")
    assert browser.get(f"/api/v1/meetings/{mid}").status_code == 200


def test_a_member_makes_no_meetings(browser: Browser, ann: str) -> None:
    browser.sign_in("mia")
    reply = browser.write("POST", "/api/v1/meetings", {})
    assert reply.status_code == 403
    assert reply.json()["error"] == "not_allowed"


@pytest.mark.parametrize(
    ("body", "parameter"),
    [
        ({"title": "x" * 251}, "title"),
        ({"durationMinutes": 0}, "durationMinutes"),
        ({"durationMinutes": 1441}, "durationMinutes"),
        ({"startsAt": "yesterday"}, "startsAt"),
        ({"startsAt": "2026-11-21T09:00:00"}, "startsAt"),
        ({"timeZone": "Mars/Olympus"}, "timeZone"),
        ({"title": "a\u0000b"}, "title"),
        ({"lobby": "yes"}, "lobby"),
    ],
)
def test_wrong_input_names_the_parameter(browser: Browser, ann: str, body: dict[str, object], parameter: str) -> None:
    browser.sign_in("ann")
    reply = browser.write("POST", "/api/v1/meetings", body)
    assert reply.status_code == 400
    assert parameter in f"{reply.json()['parameter']} {reply.json()['message']}"


def test_an_open_link_asks_for_a_name_and_gives_a_room_token(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    code = browser.write("POST", "/api/v1/meetings", {"title": "Open"}).json()["code"]
    browser.cookies.clear()
    spelled = f"{code[:3]}-{code[3:6]} {code[6:]}".lower()
    check = browser.post("/api/v1/doors", json={"code": spelled}).json()
    assert (check["state"], check["needs"], check["title"]) == ("open", ["name"], "Open")
    nameless = browser.post("/api/v1/entries", json={"code": code})
    assert (nameless.status_code, nameless.json()["error"]) == (400, "name_required")
    entry = browser.post("/api/v1/entries", json={"code": code, "name": "Grüße 🦊"}).json()
    assert (entry["name"], entry["role"]) == ("Grüße 🦊", "attendee")
    again = browser.post("/api/v1/entries", json={"code": code, "name": "Fox", "token": entry["token"]}).json()
    assert (again["personId"], again["name"]) == (entry["personId"], "Fox")
    forged = entry["token"][:-2] + "AA"
    other = browser.post("/api/v1/entries", json={"code": code, "name": "Eve", "token": forged}).json()
    assert other["personId"] != entry["personId"]


def test_who_may_not_schedule_makes_no_meetings(browser: Browser, ann: str) -> None:
    privilege = '<OptionList><BooleanOption name="meetingPrivilege" value="{}"/></OptionList>'
    changed = f'<ModifyUserRequest userID="ann">{privilege}</ModifyUserRequest>'
    message = f'<PlaceWareConfCenter authUser="root" authPassword="{PASSWORD}">{changed}</PlaceWareConfCenter>'
    browser.sign_in("ann")
    for value, status in (("False", 403), ("True", 201)):
        assert b"ModifyUserReply" in browser.post("/cc/main/xml/4.0", content=message.format(value)).content
        assert browser.write("POST", "/api/v1/meetings", {"title": "Planning"}).status_code == status


def test_as_many_meetings_as_the_center_may_have(browser: Browser, ann: str, shared_server: RunningServer) -> None:
    browser.sign_in("ann")
    try:
        assert browser.write("POST", "/api/v1/meetings", {"title": "One"}).status_code == 201
        assert shared_server.cli("center", "set", "main", "schedule_limit=1").returncode == 0
        refused = browser.write("POST", "/api/v1/meetings", {"title": "Too many"})
        assert (refused.status_code, refused.json()["error"]) == (409, "limit_reached")
    finally:
        assert shared_server.cli("center", "set", "main", "schedule_limit=none").returncode == 0


def test_a_token_of_another_meeting_does_not_make_one_that_person(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    first, second = (browser.write("POST", "/api/v1/meetings", {}).json()["code"] for _ in range(2))
    entry = browser.post("/api/v1/entries", json={"code": first, "name": "Ann"}).json()
    reply = browser.post("/api/v1/entries", json={"code": second, "name": "Ann", "token": entry["token"]}).json()
    assert reply["personId"] != entry["personId"]


def test_a_meeting_of_tomorrow_is_early_for_all_but_the_host(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    meeting = browser.write("POST", "/api/v1/meetings", {"startsAt": "2099-01-01T10:00:00+01:00"}).json()
    assert meeting["startsAt"] == "2099-01-01T09:00:00Z"
    early = browser.post("/api/v1/doors", json={"code": meeting["code"]}).json()
    assert early["state"] == "early"
    refused = browser.post("/api/v1/entries", json={"code": meeting["code"], "name": "Bob"})
    assert (refused.status_code, refused.json()["error"]) == (409, "early")
    link = meeting["hostUrl"].rsplit("/", 1)[1]
    assert browser.post("/api/v1/doors", json={"link": link}).json()["state"] == "open"


@pytest.mark.parametrize("key", [{"code": "NOSUCHCODE"}, {"link": "LIVEAAAAAAAAAAAAAAAAAAAA"}, {"link": "x' OR 1=1"}])
def test_wrong_links_are_not_valid(browser: Browser, key: dict[str, str]) -> None:
    assert browser.post("/api/v1/doors", json=key).json()["state"] == "invalid"
    assert browser.post("/api/v1/entries", json={**key, "name": "Eve"}).status_code == 404


@pytest.mark.parametrize("key", [{}, {"code": "A", "link": "B"}, {"code": 5}, {"code": "x" * 65}, [], "text"])
def test_malformed_keys_are_refused(browser: Browser, key: object) -> None:
    reply = browser.post("/api/v1/doors", json=key)
    assert reply.status_code == 400
    assert reply.json()["error"] in ("invalid_parameter", "invalid_request")


def test_pages_say_who_may_embed_them(browser: Browser, shared_server: RunningServer, ann: str) -> None:
    front = browser.get("/", headers={"accept": "text/html"})
    assert front.status_code == 200
    policy = front.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self';" in policy
    assert front.headers["x-content-type-options"] == "nosniff"
    browser.sign_in("ann")
    meeting = browser.write("POST", "/api/v1/meetings", {}).json()
    own = browser.get(f"/m/{meeting['code']}").headers["content-security-policy"]
    assert "frame-ancestors 'none'" in own


def test_unknown_paths_are_not_found_in_the_form_that_was_asked_for(browser: Browser) -> None:
    for path in ("/no-such-page", "/deeper/down/no-such-page", "/e/a/b/c"):
        page = browser.get(path, headers={"accept": "text/html"})
        assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert browser.get(path).json()["error"] == "not_found"
    assert browser.get("/../../etc/passwd").status_code == 404
    assert browser.get("/assets/../../settings.py").status_code == 404


def test_health(browser: Browser) -> None:
    assert browser.get("/healthz").json() == {"status": "ok"}
    assert browser.get("/readyz").json() == {"status": "ok"}


def test_a_browser_that_asks_for_nothing_is_signed_out(
    browser: Browser, ann: str, shared_server: RunningServer
) -> None:
    database = Database(Settings.load({}, data=shared_server.data).sqlalchemy_url)

    def idle() -> timedelta:
        with database.read() as session:
            newest = select(SignIn.seen_at).order_by(SignIn.created_at.desc()).limit(1)
            return now() - session.scalars(newest).one()

    def be_idle(seconds: int) -> None:
        with database.write() as session:
            session.execute(update(SignIn).values(seen_at=now() - timedelta(seconds=seconds)))

    browser.sign_in("ann")
    be_idle(1100)
    assert browser.get("/api/v1/session").json()["user"] is not None
    wait_until(lambda: idle() < timedelta(seconds=60), "the browser to be noted as not idle")
    be_idle(1201)
    assert browser.get("/api/v1/session").json() == {"user": None}
    database.close()
