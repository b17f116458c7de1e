"""Minutes by ``/api/v1``: who reads, edits and releases them, signed in and by a personal link; their files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import select

from convener.domain.meetings import meetings, participants
from convener.domain.permissions import MeetingRole
from convener.domain.polls import polls, voting
from convener.domain.polls.questions import PollKind, Question, Shown
from convener.domain.room import feature_settings, moderation, presence
from convener.domain.room.audience_rights import AudienceRights
from convener.domain.room.media_flags import Media
from convener.domain.secrets import Secrets
from convener.domain.site import Site
from convener.settings import Settings
from convener.storage.database import Database, Session
from convener.storage.models import Mail, Meeting, MeetingInstance, Minutes, Participant, User, Visit
from tests.servers import RunningServer, wait_until

from .conftest import PASSWORD, Browser


@dataclass
class Held:
    """A meeting that was held: its id, its run's, tokens of the people who were there: of links to the minutes, and of
    the room."""

    mid: str
    run: str
    tokens: dict[str, str] = field(default_factory=dict)
    rooms: dict[str, str] = field(default_factory=dict)

    @property
    def page(self) -> str:
        return f"/meetings/{self.mid}/minutes/{self.run}"

    @property
    def path(self) -> str:
        return f"/api/v1/meetings/{self.mid}/instances/{self.run}/minutes"


@contextmanager
def opened_database(server: RunningServer) -> Iterator[Database]:
    database = Database(Settings.load({}, data=server.data).sqlalchemy_url)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def database_of(server: RunningServer) -> Iterator[Session]:
    with opened_database(server) as database, database.write() as session:
        yield session


def held_meeting(server: RunningServer, browser: Browser, *guests: str, user: str = "") -> Held:
    """A meeting of the signed-in user, in which these guests were, and a user; the host ends it."""
    mid = browser.write("POST", "/api/v1/meetings", {"title": "Plan <b>B</b>"}).json()["mid"]
    site = Site.of(Settings.load({}, data=server.data), Secrets.in_folder(server.data))
    tokens, rooms = {}, {}
    with database_of(server) as session:
        meeting_id = session.scalars(select(Meeting.id).where(Meeting.mid == mid)).one()
        meeting = meetings.lock_meeting(session, meeting_id)
        host = participants.find_host(session, meeting)
        people = {"host": host}
        for name in guests:
            role = MeetingRole.PRESENTER if name.startswith("pres") else MeetingRole.ATTENDEE
            people[name] = participants.add_participant(
                session, site, meeting, role, user=None, name=name, email=f"{name}@x.org"
            )
        if user:
            account = session.scalars(select(User).where(User.user_id == user)).one()
            people[user] = participants.add_participant(session, site, meeting, MeetingRole.ATTENDEE, user=account)
        for one in people.values():
            presence.connect(session, site, one, "node-one", Media())
        _vote(session, people["host"], meeting)
        run = session.get_one(MeetingInstance, meeting.instance_id).public_id
        for name, one in people.items():
            tokens[name] = site.secrets.minutes_token(one.public_id, run)
            rooms[name] = site.secrets.room_token(one.public_id)
        presence.end_meeting(session, site, meeting)
        # The server, which has not ended it, would look for polls that were left open in half a minute.
        voting.do_due(session, meeting.id)
    held = Held(mid, run, tokens, rooms)

    def drafted() -> bool:
        with database.read() as session:
            query = select(Minutes.id).join(MeetingInstance, MeetingInstance.id == Minutes.instance_id)
            return session.scalar(query.where(MeetingInstance.public_id == run)) is not None

    with opened_database(server) as database:
        wait_until(drafted, "the minutes are drafted")
    return held


def _vote(session: Session, host: Participant, meeting: Meeting) -> None:
    for text, anonymous, shown in (("Lunch?", False, Shown.RUNNERS), ("Secret?", True, Shown.CLOSED)):
        question = Question(
            kind=PollKind.SINGLE,
            text=text,
            answers=("Yes", "No"),
            correct=frozenset(),
            anonymous=anonymous,
            shown=shown,
        )
        poll = polls.create(session, host, question)
        polls.open_poll(session, moderation.inside(session, host), poll.poll_id)


def lookup(server: RunningServer, token: str) -> tuple[int, dict[str, Any]]:
    with Browser(base_url=server.base_url) as guest:
        got = guest.post("/api/v1/minutes/lookup", json={"token": token})
        return got.status_code, got.json()


def test_a_host_edits_and_releases_them(shared_server: RunningServer, browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    held = held_meeting(shared_server, browser, "pres", "gus", user="mia")
    draft = browser.get(held.path).json()
    assert (draft["state"], draft["mayEdit"], draft["version"], draft["recipients"]) == ("draft", True, 0, 3)
    assert [one["name"] for one in draft["people"]] == ["ann", "pres", "gus", "mia"]
    assert [one["question"] for one in draft["polls"]] == ["Lunch?", "Secret?"]
    assert (draft["polls"][1]["answers"][0]["votes"], draft["agenda"], draft["documents"]) == (None, [], [])
    changes = {
        "version": 0,
        "summary": "First\nsecond",
        "agenda": [{"text": "Budget", "minutes": 10}, {"text": " "}],
        "decisions": ["Go <b>on</b>"],
        "actionItems": [{"text": "Call", "assignee": "Gus", "due": "2030-05-01"}],
    }
    edited = browser.write("PATCH", held.path, changes)
    assert edited.status_code == 200, edited.text
    assert edited.json()["version"] == 1
    assert [one["text"] for one in edited.json()["agenda"]] == ["Budget"]
    assert browser.write("PATCH", held.path, changes).json()["error"] == "changed_meanwhile"
    assert browser.write("PATCH", held.path, {"version": 1, "decisions": ["x" * 2001]}).status_code == 400
    listed = browser.get(f"/api/v1/meetings/{held.mid}/instances").json()["instances"]
    assert [one["minutes"] for one in listed] == ["draft"]

    assert lookup(shared_server, held.tokens["gus"])[0] == 404, "not before the release"
    status, of_presenter = lookup(shared_server, held.tokens["pres"])
    assert (status, of_presenter["mayEdit"], of_presenter["recipients"]) == (200, False, None)
    with Browser(base_url=shared_server.base_url) as guest:
        body = {"token": held.tokens["pres"], "version": 1, "summary": "Mine"}
        assert guest.post("/api/v1/minutes/edit", json=body).status_code == 403
        assert guest.post("/api/v1/minutes/release", json={"token": body["token"], "mail": "nobody"}).status_code == 403

    released = browser.write("POST", f"{held.path}/release", {"mail": "there"}).json()
    assert (released["state"], released["mailed"]) == ("released", "there")
    assert browser.write("POST", f"{held.path}/release", {"mail": "there"}).status_code == 409
    with database_of(shared_server) as session:
        query = select(Mail.recipient).where(Mail.kind == "minutes").order_by(Mail.recipient)
        assert list(session.scalars(query)) == ["gus@x.org", "mia@example.org", "pres@x.org"]
    status, seen = lookup(shared_server, held.tokens["gus"])
    assert (status, seen["mayEdit"], seen["decisions"]) == (200, False, ["Go <b>on</b>"])
    assert [one["voters"] for one in seen["polls"]] == [None, 0], "results that were not shown to attendees"
    assert (len(seen["people"]), seen["peopleHidden"]) == (4, False)
    with database_of(shared_server) as session:
        meeting = session.scalars(select(Meeting).where(Meeting.mid == held.mid)).one()
        feature_settings.write(meeting, "rights", AudienceRights(see=False))
    seen = lookup(shared_server, held.tokens["gus"])[1]
    assert ([one["name"] for one in seen["people"]], seen["peopleHidden"]) == (["ann", "pres", "gus"], True)
    assert lookup(shared_server, held.tokens["pres"])[1]["peopleHidden"] is False

    with Browser(base_url=shared_server.base_url) as mia:
        mia.sign_in("mia")
        assert mia.get(held.path).json()["summary"] == "First\nsecond"
        assert len(mia.get(f"/api/v1/meetings/{held.mid}/minutes").json()["minutes"]) == 1
        assert mia.write("PATCH", held.path, {"version": 1, "summary": "Mine"}).status_code == 403


@pytest.mark.parametrize(("user", "status"), [(None, 401), ("bob", 404), ("mia", 404)])
def test_nobody_else_has_them(
    shared_server: RunningServer, browser: Browser, ann: str, user: str | None, status: int
) -> None:
    browser.sign_in("ann")
    held = held_meeting(shared_server, browser, "gus")
    browser.write("POST", f"{held.path}/release", {"mail": "nobody"})
    with Browser(base_url=shared_server.base_url) as other:
        if user:
            other.sign_in(user)
        for method, path, body in (
            ("GET", held.path, None),
            ("GET", f"{held.path}/file", None),
            ("PATCH", held.path, {"version": 0, "summary": "Mine"}),
            ("POST", f"{held.path}/release", {"mail": "nobody"}),
        ):
            got = other.write(method, path, body)
            assert got.status_code == status, (method, path, got.text)
            assert "Plan" not in got.text
        listed = other.get(f"/api/v1/meetings/{held.mid}/minutes")
        assert listed.status_code == (status if user is None else 200)
        assert user is None or listed.json()["minutes"] == []


def test_a_link_opens_its_own_minutes_alone(shared_server: RunningServer, browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    one, two = held_meeting(shared_server, browser, "gus"), held_meeting(shared_server, browser, "hal")
    for held in (one, two):
        browser.write("POST", f"{held.path}/release", {"mail": "nobody"})
    token = one.tokens["gus"]
    assert lookup(shared_server, token)[1]["mid"] == one.mid
    person, _, mac = token.split("-")
    for wrong in (f"{person}-{two.run}-{mac}", token[:-1], f"{person}-{one.run}-{'a' * 20}", "", "a-b", "ü-ü-ü"):
        assert lookup(shared_server, wrong)[0] == 404, wrong
    forged = Secrets.in_folder(shared_server.data).minutes_token(person, two.run)
    assert lookup(shared_server, forged)[0] == 404, "a run of another meeting"
    file_url = lookup(shared_server, token)[1]["fileUrl"]
    with Browser(base_url=shared_server.base_url) as guest:
        for kind, begins in (("md", b"# "), ("html", b"<!doctype html>"), ("docx", b"PK"), ("pdf", b"%PDF")):
            got = guest.get(f"{file_url}&format={kind}&language=de")
            assert got.content.startswith(begins), (kind, got.text[:200])
        german = guest.get(f"{file_url}&format=md&language=de").text
        assert "# Protokoll: Plan \\<b\\>B\\</b\\>" in german
        assert "gus" in german
        assert guest.get(f"{file_url[:-3]}abc&format=md").status_code == 404


def test_wrong_tokens_are_limited_and_right_ones_are_not(tmp_path_factory: pytest.TempPathFactory) -> None:
    server = RunningServer(tmp_path_factory.mktemp("tokens") / "data", address_failures=4)
    server.start()
    try:
        made = server.cli("user", "create", "ann", "--role", "organizer", "--password", PASSWORD)
        assert made.returncode == 0, made.stderr
        with Browser(base_url=server.base_url) as browser:
            browser.sign_in("ann")
            held = held_meeting(server, browser, "gus")
            gus = held.tokens["gus"]
            for _ in range(5):
                assert lookup(server, gus)[0] == 404, "not released yet, and no guess"
            bodies: dict[str, dict[str, object]] = {
                "minutes/lookup": {},
                "minutes/edit": {"version": 0},
                "minutes/release": {"mail": "nobody"},
                "goodbyes": {},
            }
            for status in (404, 429):
                got = [
                    browser.post(f"/api/v1/{path}", json={"token": "a-b", **body}).status_code
                    for path, body in bodies.items()
                ]
                assert got == [status] * 4
            assert lookup(server, held.tokens["host"])[0] == 200
            assert browser.post("/api/v1/goodbyes", json={"token": held.rooms["gus"]}).status_code == 200
    finally:
        server.stop()


def test_a_host_without_an_account_edits_by_the_link(shared_server: RunningServer, browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    held = held_meeting(shared_server, browser)
    token = held.tokens["host"]
    status, draft = lookup(shared_server, token)
    assert (status, draft["mayEdit"], draft["recipients"]) == (200, True, 0), "nobody else was there"
    with Browser(base_url=shared_server.base_url) as guest:
        body = {"token": token, "version": draft["version"], "decisions": ["Done"]}
        assert guest.post("/api/v1/minutes/edit", json=body).json()["decisions"] == ["Done"]
        released = guest.post("/api/v1/minutes/release", json={"token": token, "mail": "there"})
        assert released.json()["state"] == "released"


def test_what_people_may_have_afterwards(shared_server: RunningServer, browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    held = held_meeting(shared_server, browser, "gus", "troll")
    with database_of(shared_server) as session:
        query = select(Visit).join(Participant, Participant.id == Visit.participant_id)
        for visit in session.scalars(query.where(Participant.name == "troll")):
            visit.left_reason = "removed"

    def goodbye(caller: Browser, name: str) -> dict[str, Any]:
        got = caller.write("POST", "/api/v1/goodbyes", {"token": held.rooms[name], "returnTo": "https://evil.example/"})
        assert got.status_code == 200, got.text
        found: dict[str, Any] = got.json()
        return found

    with Browser(base_url=shared_server.base_url) as guest:
        of_guest = goodbye(guest, "gus")
        assert (of_guest["minutes"], of_guest["minutesUrl"], of_guest["attendanceUrl"]) == ("draft", "", "")
        assert (of_guest["returnUrl"], of_guest["returnFollow"]) == ("", False), "a meeting of no application"
        assert goodbye(guest, "troll")["minutes"] == "none"
        of_host = goodbye(browser, "host")
        assert of_host["minutesUrl"].endswith(f"/minutes/{held.tokens['host']}")
        assert browser.get(of_host["attendanceUrl"]).status_code == 200
        browser.write("POST", f"{held.path}/release", {"mail": "nobody"})
        assert goodbye(guest, "gus")["minutesUrl"].endswith(f"/minutes/{held.tokens['gus']}")
        for wrong in ("", held.rooms["gus"][:-1], held.tokens["gus"]):
            assert guest.post("/api/v1/goodbyes", json={"token": wrong}).status_code == 404
        of_users = (f"/meetings/{held.mid}/minutes", f"{held.page}")
        of_center = tuple(f"/cc/main{page}" for page in of_users)
        for page in (f"/minutes/{held.tokens['gus']}", *of_users, *of_center):
            assert guest.get(page).headers["content-security-policy"].endswith("frame-ancestors 'none'"), page
