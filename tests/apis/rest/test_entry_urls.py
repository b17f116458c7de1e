"""Entry URLs through HTTP: pages and their headers, passwords, guesses, tickets, two centers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from convener.domain.accounts import tickets, users
from convener.domain.centers import api_clients, centers
from convener.domain.meetings.meetings import meeting_url
from convener.storage.models import Meeting
from tests.apis.rest.conftest import Browser
from tests.factories.entry import USER_PASSWORD, EntryFactory
from tests.servers import RunningServer

PASSWORD = "Kq7!vLx2"


@pytest.fixture(scope="module")
def factory(shared_server: RunningServer) -> Iterator[EntryFactory]:
    made = EntryFactory(shared_server)
    for name, role in (("olga", "organizer"), ("ann", "member"), ("root", "administrator")):
        made.user(name, role)
        made.user(name, role, center="acme")
    yield made
    made.database.close()


@pytest.fixture
def browser(shared_server: RunningServer) -> Iterator[Browser]:
    with Browser(base_url=shared_server.base_url) as client:
        yield client


def entry(name: str, side: str = "attend", center: str = "acme") -> dict[str, str]:
    return {"center": center, "id": name, "side": side}


def look(browser: Browser, meeting: str, side: str = "attend", center: str = "acme", **fields: str) -> dict[str, Any]:
    reply = browser.write("POST", "/api/v1/doors", {"entry": entry(meeting, side, center), **fields})
    assert reply.status_code == 200, reply.text
    wired: dict[str, Any] = reply.json()
    return wired


def sign_in(browser: Browser, user_id: str, center: str) -> httpx.Response:
    browser.get("/api/v1/session")
    credentials = {"userId": user_id, "password": USER_PASSWORD, "center": center}
    return browser.write("POST", "/api/v1/session", credentials)


# -------------------------------------------------------------------------------------------------- pages


@pytest.mark.parametrize("path", ["attend", "present", "join", "webjoin", "view", ""])
def test_pages_are_there_whatever_the_case_of_the_center(browser: Browser, factory: EntryFactory, path: str) -> None:
    for center in ("acme", "ACME"):
        reply = browser.get(f"/cc/{center}/{path}?id=x&pw=%E9%ZZ&cn=a+b".rstrip("/"))
        assert reply.status_code == 200, reply.text
        assert reply.headers["content-type"].startswith("text/html")
        assert reply.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/cc/nowhere", "/cc/nowhere/attend?id=x", "/cc/acme/other", "/cc/nowhere/view?id=x"])
def test_what_leads_nowhere_says_so(browser: Browser, factory: EntryFactory, path: str) -> None:
    reply = browser.get(path, headers={"accept": "text/html"})
    assert reply.status_code == 404
    assert reply.headers["content-type"].startswith("text/html")


def test_meetings_of_the_center_are_not_for_frames(browser: Browser, factory: EntryFactory) -> None:
    factory.meeting("frames", center="acme")
    for path in ("/cc/acme/attend?id=frames", "/cc/acme?x", "/cc/acme/view?id=x"):
        assert "frame-ancestors 'none'" in browser.get(path).headers["content-security-policy"]


# -------------------------------------------------------------------------------------------------- checks


def test_nothing_is_told_before_the_password(browser: Browser, factory: EntryFactory) -> None:
    factory.meeting("secret", center="acme", audience_entry="password", audience_password=PASSWORD, language="de")
    asked = look(browser, "secret")
    assert asked["needs"] == ["password"]
    assert (asked["title"], asked["startsAt"], asked["status"], asked["lang"]) == ("", None, None, "de")
    wrong = look(browser, "secret", password="wrong")
    assert (wrong["refused"], wrong["title"]) == (True, "")
    right = look(browser, "secret", password=PASSWORD)
    assert (right["title"], right["needs"], right["refused"]) == ("Spring review", ["name"], False)
    assert look(browser, "secret", password=PASSWORD, name="Zoé")["needs"] == []


def test_entering_gives_a_room_token(browser: Browser, factory: EntryFactory) -> None:
    factory.meeting("enter", center="acme", presenter_password=PASSWORD)
    fields = {"name": "Zoé", "password": PASSWORD, "extra1": "x" * 2000}
    reply = browser.write("POST", "/api/v1/entries", {"entry": entry("enter", "present"), **fields})
    assert reply.status_code == 200, reply.text
    assert (reply.json()["role"], reply.json()["title"]) == ("presenter", "Spring review")
    same = browser.write(
        "POST", "/api/v1/entries", {"entry": entry("enter"), "name": "Zoë", "token": reply.json()["token"]}
    )
    assert same.json()["personId"] == reply.json()["personId"]


@pytest.mark.parametrize(
    ("columns", "fields", "status", "word"),
    [
        ({"audience_entry": "password", "audience_password": PASSWORD}, {"name": "Zoé"}, 403, "wrong_password"),
        ({"audience_entry": "acl"}, {"name": "Zoé"}, 403, "sign_in_needed"),
        ({"registration": True}, {"name": "Zoé", "email": "z@example.org"}, 400, "registration_needed"),
        ({}, {}, 400, "name_required"),
    ],
)
def test_what_is_missing_has_a_word(
    browser: Browser, factory: EntryFactory, columns: dict[str, Any], fields: dict[str, str], status: int, word: str
) -> None:
    factory.meeting(f"word-{word}", center="acme", **columns)
    reply = browser.write("POST", "/api/v1/entries", {"entry": entry(f"word-{word}"), **fields})
    assert (reply.status_code, reply.json()["error"]) == (status, word)


def test_the_open_link_is_the_door_of_the_audience(browser: Browser, factory: EntryFactory) -> None:
    factory.meeting("K7WP2Q", audience_entry="password", audience_password="audience", presenter_password="presenter")
    for wrong in ("", "presenter"):
        asked = browser.post("/api/v1/doors", json={"code": "k7w-p2q", "password": wrong}).json()
        assert (asked["needs"], asked["title"]) == (["password"], "")
    entered = browser.post("/api/v1/entries", json={"code": "K7WP2Q", "password": "audience", "name": "Zoé"})
    assert entered.json()["role"] == "attendee"


@pytest.mark.parametrize("name", ["AC/DC", "a//b", "50% off", "A%2FB", "what? #1", "end/", "v1.2~x", "a+b & c"])
def test_an_open_link_finds_every_name(browser: Browser, factory: EntryFactory, name: str) -> None:
    """The page says by its header who may embed it: nobody but an API client's pages where the link is found."""
    meeting_id = factory.meeting(name)
    with factory.database.write() as session:
        center = centers.find(session, "main")
        client, _ = api_clients.create(session, factory.site, center, name, max_users=1, max_sessions=1)
        client.frame_origins = ["https://embed.example.org"]
        session.get_one(Meeting, meeting_id).api_client_id = client.id
    with factory.database.read() as session:
        url = meeting_url(factory.site, session.get_one(Meeting, meeting_id))
    path = url.removeprefix(factory.site.base_url)
    assert path.count("/") == 2, "one part of the path, whatever is in the name"
    assert "https://embed.example.org" in browser.get(path).headers["content-security-policy"]
    assert browser.post("/api/v1/doors", json={"code": name}).json()["state"] == "open"


def test_a_slash_in_a_name_need_not_be_encoded(browser: Browser, factory: EntryFactory) -> None:
    factory.meeting("OFF/ICE")
    for path in ("/m/OFF/ICE", "/m/off%2Fice", "/m/OFF/ICE/"):
        assert browser.get(path).status_code == 200


def test_centers_do_not_know_each_others_meetings(browser: Browser, factory: EntryFactory) -> None:
    factory.meeting("only-here", center="acme")
    assert look(browser, "only-here")["state"] == "open"
    assert look(browser, "only-here", center="main")["state"] == "invalid"
    assert look(browser, "only-here", center="nowhere")["state"] == "invalid"
    assert browser.post("/api/v1/doors", json={"code": "only-here"}).json()["state"] == "invalid"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"code": "x", "link": "y"},
        {"entry": {"center": "acme", "id": "x", "side": "host"}},
        {"entry": {"center": "", "id": "x", "side": "attend"}},
        {"entry": {"center": "acme", "id": "x" * 256, "side": "attend"}},
        {"entry": {"center": "acme", "id": "x", "side": "attend"}, "password": "x" * 2001},
        {"entry": "acme"},
    ],
)
def test_malformed_keys_are_refused(browser: Browser, factory: EntryFactory, body: dict[str, Any]) -> None:
    for path in ("/api/v1/doors", "/api/v1/entries"):
        assert browser.post(path, json=body).status_code == 400


def test_guessing_a_password_is_slowed(tmp_path_factory: pytest.TempPathFactory) -> None:
    server = RunningServer(tmp_path_factory.mktemp("guess") / "data", sign_in_failures=3)
    server.start()
    factory = EntryFactory(server)
    try:
        for name in ("one", "two"):
            factory.meeting(name, audience_entry="password", audience_password=PASSWORD)
        with Browser(base_url=server.base_url) as browser:
            keys = [{"entry": entry("one", center="main"), "password": f"guess {number}"} for number in range(2)]
            assert [browser.post("/api/v1/doors", json=key).status_code for key in keys] == [200, 200]
            enter = {"entry": entry("one", center="main"), "password": "guess", "name": "Eve"}
            assert browser.post("/api/v1/entries", json=enter).status_code == 403
            late = browser.post("/api/v1/entries", json={**enter, "password": PASSWORD})
            assert late.status_code == 429
            assert int(late.headers["retry-after"]) > 0
            other = {"entry": entry("two", center="main"), "password": PASSWORD}
            assert browser.post("/api/v1/doors", json=other).json()["needs"] == ["name"]
            unasked = {"entry": entry("one", center="main")}
            assert browser.post("/api/v1/doors", json=unasked).json()["needs"] == ["password"]
    finally:
        factory.database.close()
        server.stop()


def test_nobody_fills_a_server_with_guests(tmp_path_factory: pytest.TempPathFactory) -> None:
    server = RunningServer(tmp_path_factory.mktemp("guests") / "data", entries=3)
    server.start()
    factory = EntryFactory(server)
    try:
        factory.meeting("open", audience_entry="none")
        with Browser(base_url=server.base_url) as browser:
            enter = {"entry": entry("open", center="main"), "name": "Eve"}
            assert [browser.post("/api/v1/entries", json=enter).status_code for _ in range(4)] == [200, 200, 200, 429]
            view = browser.post("/api/v1/recordings/entries", json={"name": "open", "center": "main"})
            assert view.status_code == 429
            assert browser.post("/api/v1/doors", json={"entry": enter["entry"]}).status_code == 200
    finally:
        factory.database.close()
        server.stop()


def test_guessing_names_by_the_headers_of_pages_is_slowed(tmp_path_factory: pytest.TempPathFactory) -> None:
    server = RunningServer(tmp_path_factory.mktemp("pages") / "data", address_failures=60)
    server.start()
    try:
        with Browser(base_url=server.base_url) as browser:

            def frames(path: str) -> str:
                policy = browser.get(path).headers["content-security-policy"]
                return str(policy).rpartition("frame-ancestors ")[2]

            allowed = [frames(path) for n in range(30) for path in (f"/m/GUESS{n}", f"/cc/main/attend?id=guess{n}")]
            assert allowed == ["*"] * 60
            assert (frames("/m/GUESS"), frames("/cc/main/present?id=guess")) == ("'none'", "'none'")
            assert browser.post("/api/v1/doors", json={"code": "GUESS"}).status_code == 429
    finally:
        server.stop()


# -------------------------------------------------------------------------------------- sessions, tickets


def test_a_signed_in_user_is_known_in_the_own_center_alone(browser: Browser, factory: EntryFactory) -> None:
    for center in ("main", "acme"):
        factory.meeting("staff", center=center, audience_entry="acl")
    assert sign_in(browser, "root", "acme").json()["user"]["center"] == "acme"
    assert look(browser, "staff", center="acme")["needs"] == []
    assert look(browser, "staff", center="main")["needs"] == ["sign_in"]
    assert look(browser, "staff", center="main")["signedInAs"] == ""
    browser.headers["x-csrf-token"] = ""
    reply = browser.post("/api/v1/doors", json={"entry": entry("staff")})
    assert reply.json()["needs"] == ["sign_in"], "a cookie alone is no proof that a page of ours asks"


def test_who_is_not_on_the_list_is_told_as_whom(browser: Browser, factory: EntryFactory) -> None:
    factory.meeting("board", center="acme", audience_entry="acl")
    sign_in(browser, "ann", "acme")
    asked = look(browser, "board")
    assert (asked["needs"], asked["refused"], asked["signedInAs"]) == (["sign_in"], True, "ann")


@pytest.mark.parametrize("center", ["nowhere", "a\0b", "x" * 64])
def test_there_is_no_signing_in_to_a_center_that_is_not_there(
    browser: Browser, factory: EntryFactory, center: str
) -> None:
    reply = sign_in(browser, "root", center)
    assert (reply.status_code, reply.json()["error"]) == (401, "auth_failed")


def test_meetings_are_those_of_the_users_center(browser: Browser, factory: EntryFactory) -> None:
    sign_in(browser, "olga", "acme")
    made = browser.write("POST", "/api/v1/meetings", {"title": "In acme"}).json()
    assert made["meetingUrl"] == f"{factory.server.base_url}/cc/acme/attend?id={made['code']}"
    assert look(browser, made["code"])["state"] == "open"
    sign_in(browser, "root", "main")
    assert browser.get(f"/api/v1/meetings/{made['mid']}").status_code == 404
    assert browser.write("DELETE", f"/api/v1/meetings/{made['mid']}").status_code == 404


def test_centers_have_their_titles(browser: Browser, factory: EntryFactory) -> None:
    assert browser.get("/api/v1/center", params={"name": "ACME"}).json()["title"] == "Acme"
    assert browser.get("/api/v1/center").json()["name"] == "main"
    assert browser.get("/api/v1/center", params={"name": "nowhere"}).status_code == 404


def ticket(factory: EntryFactory, user_id: str, center: str) -> str:
    with factory.database.write() as session:
        where = centers.find(session, center)
        return tickets.create_ticket(session, factory.site, where, users.find_user(session, where, user_id), 60)


def test_a_ticket_signs_the_browser_in_once(browser: Browser, factory: EntryFactory) -> None:
    made = ticket(factory, "ann", "acme")
    address = f"/cc/ACME?ticket={made}"
    assert browser.get(f"/cc/main?ticket={made}").status_code == 403, "a ticket is good in its own center"
    for method in ("GET", "HEAD", "GET"):
        looked = browser.request(method, address)
        assert (looked.status_code, looked.headers["cache-control"]) == (200, "no-store")
        assert "set-cookie" not in looked.headers
    assert 'action="/cc/ACME"' in looked.text
    assert f'name="ticket" value="{made}"' in looked.text
    assert browser.get("/api/v1/session").json()["user"] is None
    first = browser.post("/cc/ACME", data={"ticket": made})
    assert (first.status_code, first.headers["location"]) == (303, "/cc/ACME")
    assert "HttpOnly" in first.headers["set-cookie"]
    assert browser.get("/api/v1/session").json()["user"]["userId"] == "ann"
    assert made not in factory.server.log.read_text()


def test_a_double_click_leads_on_and_another_browser_does_not(browser: Browser, factory: EntryFactory) -> None:
    made = ticket(factory, "ann", "acme")
    other = ticket(factory, "olga", "acme")
    assert browser.post("/cc/acme", data={"ticket": made}).headers["location"] == "/cc/acme"
    again = browser.post("/cc/acme", data={"ticket": made})
    assert (again.status_code, again.headers["location"]) == (303, f"/cc/acme?ticket={made}")
    for path, leads in (
        (again.headers["location"], "/cc/acme"),
        (f"/cc/acme?ticket={ticket(factory, 'ann', 'acme')}", "/cc/acme"),
    ):
        on = browser.get(path)
        assert (on.status_code, on.headers["location"]) == (303, leads)
    assert browser.get(f"/cc/acme?ticket={other}").status_code == 200, "another user's ticket changes who is signed in"
    with Browser(base_url=factory.server.base_url) as eve:
        late = eve.get(f"/cc/acme?ticket={made}")
        assert (late.status_code, late.headers["content-type"].split(";")[0]) == (403, "text/html")
        refused = eve.post("/cc/acme", data={"ticket": made})
        assert eve.get(refused.headers["location"]).status_code == 403
        assert "convener_session" not in eve.cookies


def test_the_page_of_a_ticket_is_its_own_policys(browser: Browser, factory: EntryFactory) -> None:
    page = browser.get(
        f"/cc/acme?ticket={ticket(factory, 'ann', 'acme')}", headers={"accept-language": "ar;q=0.5, de-CH"}
    )
    policy = page.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "form-action 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert (page.text.count("<script"), '<script src="/ticket.js">' in page.text) == (1, True)
    assert '<html lang="de" dir="ltr">' in page.text
    assert "<button>Anmelden</button>" in page.text
    script = browser.get("/ticket.js")
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "form.submit()" in script.text


@pytest.mark.parametrize("wrong", ["x", "%00", "%E9", "a" * 3000, "../../x", "%22%3E%3Cb%3E"])
def test_what_is_no_ticket_signs_nobody_in(browser: Browser, factory: EntryFactory, wrong: str) -> None:
    reply = browser.get(f"/cc/acme?ticket={wrong}")
    posted = browser.post(
        "/cc/acme", content=f"ticket={wrong}", headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert (reply.status_code, posted.status_code) == (403, 303)
    assert browser.get(posted.headers["location"]).status_code in (200, 403)
    for body in (b"", b"ticket", b"\xff\xfe", b"&" * 1000):
        assert browser.post("/cc/acme", content=body).status_code == 303
    assert browser.post("/cc/acme", content=b"&" * 5000).status_code == 413
    assert browser.post("/cc/nowhere", data={"ticket": "x"}).status_code == 404
    assert "set-cookie" not in reply.headers
    assert "set-cookie" not in posted.headers
