"""Meetings of the signed-in organizer: listed, changed, with guests and attendance."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import unquote

from sqlalchemy import select

from convener.domain.meetings import participants
from convener.domain.site import now
from convener.settings import Settings
from convener.storage.core import insert
from convener.storage.database import Database
from convener.storage.models import Meeting, MeetingInstance, User, Visit
from tests.factories.entry import EntryFactory
from tests.servers import RunningServer

from .conftest import Browser


def test_an_organizer_makes_lists_and_cancels_a_meeting(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    made = browser.write("POST", "/api/v1/meetings", {"title": "Spring <b>review</b>", "durationMinutes": 30})
    assert made.status_code == 201
    meeting = made.json()
    assert meeting["title"] == "Spring <b>review</b>"
    assert "/e/LIVE" in meeting["hostUrl"]
    listed = browser.get("/api/v1/meetings").json()["meetings"]
    assert meeting["mid"] in [one["mid"] for one in listed]
    assert browser.get(f"/api/v1/meetings/{meeting['mid']}").json()["code"] == meeting["code"]
    cancelled = browser.write("DELETE", f"/api/v1/meetings/{meeting['mid']}")
    assert cancelled.status_code == 200, cancelled.text
    assert cancelled.json()["cancelled"]
    for when, listed in (("current", False), ("past", False), ("cancelled", True)):
        found = browser.get("/api/v1/meetings", params={"when": when}).json()["meetings"]
        assert (meeting["mid"] in [one["mid"] for one in found]) is listed, when
    check = browser.post("/api/v1/doors", json={"code": meeting["code"]}).json()
    assert check["state"] == "cancelled"


def test_meetings_are_paged(browser: Browser, ann: str) -> None:
    browser.sign_in("bob")
    for number in range(5):
        browser.write("POST", "/api/v1/meetings", {"title": f"Meeting {number}"})
    seen: list[str] = []
    cursor: str | None = None
    while True:
        parameters = {"limit": "2", **({"cursor": cursor} if cursor else {})}
        page = browser.get("/api/v1/meetings", params=parameters).json()
        assert len(page["meetings"]) <= 2
        seen += [one["title"] for one in page["meetings"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == [f"Meeting {number}" for number in range(5)]
    found = browser.get("/api/v1/meetings", params={"search": "MEETING 3"}).json()["meetings"]
    assert [one["title"] for one in found] == ["Meeting 3"]
    for cursor in ("x", "1", "9_UP", "1_a'", "99999999999999999999_a"):
        assert browser.get("/api/v1/meetings", params={"cursor": cursor}).status_code == 400


def test_what_attendees_may_is_set_before(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    everything = dict.fromkeys(("chat", "draw", "microphone", "camera", "screen", "see"), True)
    made = browser.write("POST", "/api/v1/meetings", {"title": "Open"}).json()
    assert made["audience"] == everything
    made = browser.write("POST", "/api/v1/meetings", {"audience": {"chat": False, "see": False}}).json()
    assert made["audience"] == {**everything, "chat": False, "see": False}
    path = f"/api/v1/meetings/{made['mid']}"
    changed = browser.write("PATCH", path, {"audience": {"see": True, "screen": False}}).json()
    assert changed["audience"] == {**everything, "chat": False, "screen": False}
    assert browser.write("PATCH", path, {"audience": {}}).json() == changed
    assert browser.get(path).json() == changed
    wrongs: list[object] = [{"see": 1}, {"see": None}, {"hear": True}, []]
    for wrong in wrongs:
        assert browser.write("PATCH", path, {"audience": wrong}).status_code == 400


def test_attendees_of_an_owner_without_whiteboards_do_not_draw(
    browser: Browser, shared_server: RunningServer, ann: str
) -> None:
    browser.sign_in("ann")
    before = browser.write("POST", "/api/v1/meetings", {}).json()
    entry = EntryFactory(shared_server)
    with entry.database.write() as session:
        owner = session.scalars(select(User).where(User.user_id == "ann")).one()
        kept, owner.preferences = owner.preferences, {**owner.preferences, "ecr_whiteboard_privilege": False}
    made = browser.write("POST", "/api/v1/meetings", {}).json()
    assert (before["audience"]["draw"], made["audience"]["draw"]) == (True, False)
    allowed = {"audience": {"draw": True}}
    path = f"/api/v1/meetings/{made['mid']}"
    for refused in (browser.write("POST", "/api/v1/meetings", allowed), browser.write("PATCH", path, allowed)):
        assert (refused.status_code, refused.json()["error"]) == (403, "not_allowed")
    path = f"/api/v1/meetings/{before['mid']}"
    assert browser.write("PATCH", path, {"audience": {"draw": False}}).json()["audience"]["draw"] is False
    assert browser.write("PATCH", path, allowed).status_code == 403
    with entry.database.write() as session:
        session.scalars(select(User).where(User.user_id == "ann")).one().preferences = kept
    assert browser.write("PATCH", path, allowed).json()["audience"]["draw"] is True


def test_a_meeting_is_changed(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    body = {"title": "Plan", "startsAt": "2031-05-06T09:00:00Z", "durationMinutes": 60, "timeZone": "Europe/Berlin"}
    mid = browser.write("POST", "/api/v1/meetings", body).json()["mid"]
    path = f"/api/v1/meetings/{mid}"
    moved = browser.write("PATCH", path, {"startsAt": "2031-05-07T10:00:00+02:00"})
    assert moved.status_code == 200, moved.text
    assert (moved.json()["startsAt"], moved.json()["endsAt"]) == ("2031-05-07T08:00:00Z", "2031-05-07T09:00:00Z")
    assert moved.json()["title"] == "Plan"
    longer = browser.write("PATCH", path, {"durationMinutes": 90, "title": "Plan B", "lobby": True}).json()
    assert (longer["endsAt"], longer["title"], longer["lobby"]) == ("2031-05-07T09:30:00Z", "Plan B", True)
    assert browser.write("PATCH", path, {}).json() == longer
    assert browser.get(path).json() == longer
    invitation = browser.get(f"{path}/invitation").json()["text"]
    assert "Plan B" in invitation
    assert longer["code"] in invitation
    for wrong, parameter in (
        ({"startsAt": "2031-05-07T10:00:00"}, "startsAt"),
        ({"timeZone": "Mars/Olympus"}, "timeZone"),
        ({"timeZone": ""}, "timeZone"),
        ({"durationMinutes": 0}, "durationMinutes"),
        ({"title": "a\u0000"}, "title"),
        ({"title": None}, "title"),
        ({"colour": "red"}, "colour"),
    ):
        refused = browser.write("PATCH", path, wrong)
        assert (refused.status_code, refused.json()["parameter"]) == (400, parameter), refused.text
    assert browser.get(path).json() == longer


def test_a_series_with_a_password(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    body = {
        "title": "Weekly",
        "startsAt": "2031-05-06T09:00:00Z",
        "durationMinutes": 60,
        "timeZone": "Europe/Berlin",
        "recurrence": "FREQ=WEEKLY;BYDAY=TU;COUNT=4",
        "password": "open sesame",
        "anytime": True,
        "seats": 12,
    }
    made = browser.write("POST", "/api/v1/meetings", body)
    assert made.status_code == 201, made.text
    meeting = made.json()
    assert {name: meeting[name] for name in ("recurrence", "password", "anytime", "seats", "series")} == {
        "recurrence": "FREQ=WEEKLY;BYDAY=TU;COUNT=4",
        "password": "open sesame",
        "anytime": True,
        "seats": 12,
        "series": True,
    }
    assert meeting["repeats"] == "every Tuesday until May 27, 2031"
    german = {"accept-language": "de-CH, en;q=0.8"}
    (listed,) = browser.get("/api/v1/meetings", params={"search": "weekly"}, headers=german).json()["meetings"]
    assert listed["repeats"] == "jeden Dienstag bis zum 27. Mai 2031"
    assert "password" in browser.post("/api/v1/doors", json={"code": meeting["code"]}).json()["needs"]
    path = f"/api/v1/meetings/{meeting['mid']}"
    edit = {"startsAt": "2031-05-07T09:00:00Z", "recurrence": "FREQ=WEEKLY;BYDAY=WE", "anytime": False, "seats": None}
    changed = browser.write("PATCH", path, edit).json()
    assert changed["recurrence"] == "FREQ=WEEKLY;BYDAY=WE"
    assert (changed["firstStartsAt"], changed["startsAt"]) == ("2031-05-07T09:00:00Z", "2031-05-07T09:00:00Z")
    assert (changed["anytime"], changed["seats"], changed["password"]) == (False, None, "open sesame")
    once = browser.write("PATCH", path, {"recurrence": "", "password": ""}).json()
    assert (once["series"], once["recurrence"], once["password"]) == (False, None, None)
    for wrong in ("FREQ=SECONDLY", "every tuesday", "FREQ=WEEKLY;UNTIL=20200101"):
        refused = browser.write("PATCH", path, {"recurrence": wrong})
        assert refused.status_code == 400, refused.text
    assert browser.get(path).json() == once


def test_guests_are_invited_listed_and_taken_out(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    mid = browser.write("POST", "/api/v1/meetings", {"title": "Plan", "startsAt": "2031-05-06T09:00:00Z"}).json()["mid"]
    path = f"/api/v1/meetings/{mid}/guests"
    assert browser.get(path).json() == {"guests": [], "next": None}
    body = {"attendees": ["bo@example.org", "no address"], "presenters": ["cy@example.org"], "note": "Come!"}
    done = browser.write("POST", path, body).json()
    assert done["queued"] == 2
    assert [one["address"] for one in done["refused"]] == ["no address"]
    assert browser.write("POST", path, {"attendees": ["bo@example.org"]}).json()["queued"] == 0
    page = browser.get(path, params={"limit": 1}).json()
    rest = browser.get(path, params={"cursor": page["next"]}).json()
    found = [*page["guests"], *rest["guests"]]
    assert rest["next"] is None
    assert [(one["address"], one["role"], one["answer"]) for one in found] == [
        ("cy@example.org", "presenter", None),
        ("bo@example.org", "attendee", None),
    ]
    assert {one["mail"] for one in found} <= {"waiting", "sent"}
    assert browser.write("DELETE", f"{path}/{found[0]['id']}").status_code == 204
    assert browser.write("DELETE", f"{path}/{found[0]['id']}").status_code == 204
    assert [one["address"] for one in browser.get(path).json()["guests"]] == ["bo@example.org"]
    assert browser.write("DELETE", f"{path}/nosuchguest").status_code == 404
    assert browser.get(path, params={"cursor": "nosuchguest"}).status_code == 400
    assert browser.write("POST", path, {}).status_code == 400
    browser.sign_in("bob")
    assert browser.get(path).status_code == 404
    assert browser.write("POST", path, body).status_code == 404
    assert browser.write("DELETE", f"{path}/{found[1]['id']}").status_code == 404
    browser.sign_in("ann")
    other = browser.write("POST", "/api/v1/meetings", {}).json()["mid"]
    assert browser.write("DELETE", f"/api/v1/meetings/{other}/guests/{found[1]['id']}").status_code == 404
    browser.write("DELETE", f"/api/v1/meetings/{mid}")
    refused = browser.write("POST", path, {"attendees": ["di@example.org"]})
    assert (refused.status_code, refused.json()["error"]) == (409, "meeting_cancelled")


def test_attendance_of_each_run(browser: Browser, ann: str, shared_server: RunningServer) -> None:
    browser.sign_in("ann")
    meeting = browser.write("POST", "/api/v1/meetings", {"title": "Plan/2"}).json()
    path = f"/api/v1/meetings/{meeting['mid']}/instances"
    assert browser.get(path).json() == {"instances": []}
    factory = EntryFactory(shared_server)
    moment = now()
    with factory.database.write() as session:
        row = session.query(Meeting).filter_by(mid=meeting["mid"]).one()
        row.started_at = moment - timedelta(hours=3)
        host = participants.find_host(session, row)
        for number, hours in ((1, 3), (2, 1)):
            started = moment - timedelta(hours=hours)
            ended = started + timedelta(minutes=30)
            run = insert(
                session,
                MeetingInstance(
                    public_id=f"run{number}{row.id}",
                    center_id=row.center_id,
                    meeting_id=row.id,
                    started_at=started,
                    ended_at=ended,
                    ending="ended",
                    peak=number,
                ),
            )
            insert(
                session,
                Visit(
                    vid=f"v{number}{row.id}",
                    meeting_id=row.id,
                    instance_id=run.id,
                    participant_id=host.id,
                    name=f"=Ann {number}",
                    role="host",
                    entered_at=started,
                    left_at=ended - timedelta(minutes=number),
                ),
            )
    factory.database.close()
    assert browser.get(f"/api/v1/meetings/{meeting['mid']}").json()["held"]
    last, first = browser.get(path).json()["instances"]
    assert (last["peak"], first["peak"]) == (2, 1)
    (person,) = browser.get(f"{path}/{last['id']}/attendance").json()["people"]
    assert (person["name"], person["seconds"], person["role"]) == ("=Ann 2", 28 * 60, "host")
    file = browser.get(f"{path}/{first['id']}/attendance/file")
    assert file.headers["content-type"] == "text/csv; charset=utf-8"
    assert "Plan_2" in unquote(file.headers["content-disposition"])
    assert "'=Ann 1" in file.text
    book = browser.get(f"{path}/{first['id']}/attendance/file", params={"format": "xlsx"})
    assert book.content.startswith(b"PK")
    assert browser.get(f"{path}/{first['id']}/polls/file").text.lstrip("\ufeff").startswith("poll ID,question,")
    assert browser.get(f"{path}/{first['id']}/chat").json() == {"lines": [], "next": None}
    assert browser.get(f"{path}/{first['id']}/chat/file").headers["content-type"] == "text/plain; charset=utf-8"
    assert browser.get(f"{path}/{first['id']}/chat/file", params={"format": "csv"}).text.count("\n") == 1
    assert browser.get(f"{path}/nosuchrun/attendance").status_code == 404
    other = browser.write("POST", "/api/v1/meetings", {}).json()["mid"]
    assert browser.get(f"/api/v1/meetings/{other}/instances/{last['id']}/attendance").status_code == 404
    browser.sign_in("bob")
    assert browser.get(path).status_code == 404
    for what in ("attendance", "attendance/file", "polls/file", "chat", "chat/file"):
        assert browser.get(f"{path}/{last['id']}/{what}").status_code == 404


def test_a_cancelled_meeting_is_restored(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    meeting = browser.write("POST", "/api/v1/meetings", {"title": "Back"}).json()
    path = f"/api/v1/meetings/{meeting['mid']}"
    refused = browser.write("POST", f"{path}/restore")
    assert (refused.status_code, refused.json()["error"]) == (409, "wrong_state")
    cancelled = browser.write("DELETE", path).json()
    assert cancelled["restorableUntil"] > cancelled["createdAt"]
    refused = browser.write("PATCH", path, {"title": "Changed"})
    assert (refused.status_code, refused.json()["error"]) == (409, "meeting_cancelled")
    browser.sign_in("bob")
    for method, there in (("POST", f"{path}/restore"), ("PATCH", path)):
        assert browser.write(method, there, {} if method == "PATCH" else None).status_code == 404
    assert browser.get(f"{path}/invitation").status_code == 404
    browser.sign_in("ann")
    restored = browser.write("POST", f"{path}/restore")
    assert restored.status_code == 200, restored.text
    assert (restored.json()["cancelled"], restored.json()["restorableUntil"]) == (False, None)
    assert browser.post("/api/v1/doors", json={"code": meeting["code"]}).json()["state"] == "open"


def test_a_member_sees_and_answers_what_others_hold(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    body = {"title": "For Mia", "startsAt": "2031-05-06T09:00:00Z", "durationMinutes": 60, "password": "secret"}
    mid = browser.write("POST", "/api/v1/meetings", body).json()["mid"]
    assert browser.write("POST", f"/api/v1/meetings/{mid}/answer", {"answer": "accept"}).status_code == 403
    path = f"/api/v1/meetings/{mid}/answer"
    browser.sign_in("mia")
    assert browser.get("/api/v1/meetings").json() == {"meetings": [], "next": None}
    assert browser.write("POST", path, {"answer": "accept"}).status_code == 404
    browser.sign_in("ann")
    browser.write("POST", f"/api/v1/meetings/{mid}/guests", {"attendees": ["mia@example.org"]})
    browser.sign_in("mia")
    (listed,) = browser.get("/api/v1/meetings").json()["meetings"]
    assert {name: listed[name] for name in ("kind", "role", "title", "owner", "answer", "startsAt")} == {
        "kind": "invited",
        "role": "attendee",
        "title": "For Mia",
        "owner": "ann",
        "answer": None,
        "startsAt": "2031-05-06T09:00:00Z",
    }
    assert not {"hostUrl", "meetingUrl", "password", "seats"} & listed.keys()
    assert browser.post("/api/v1/doors", json={"link": listed["participantUrl"].rpartition("/")[2]}).json()["state"]
    for answer in ("accept", "decline"):
        answered = browser.write("POST", path, {"answer": answer})
        assert (answered.status_code, answered.json()["answer"]) == (200, answer)
    assert browser.write("POST", path, {"answer": "perhaps"}).status_code == 400
    for forbidden in (
        browser.get(f"/api/v1/meetings/{mid}"),
        browser.get(f"/api/v1/meetings/{mid}/guests"),
        browser.get(f"/api/v1/meetings/{mid}/invitation"),
        browser.write("PATCH", f"/api/v1/meetings/{mid}", {"title": "Mine"}),
        browser.write("DELETE", f"/api/v1/meetings/{mid}"),
    ):
        assert forbidden.status_code == 404, forbidden.text
    browser.sign_in("ann")
    (guest,) = browser.get(f"/api/v1/meetings/{mid}/guests").json()["guests"]
    assert guest["answer"] == "decline"
    browser.write("DELETE", f"/api/v1/meetings/{mid}")
    browser.sign_in("mia")
    assert browser.get("/api/v1/meetings").json()["meetings"] == []
    assert browser.write("POST", path, {"answer": "accept"}).json()["error"] == "meeting_cancelled"


def made_titles(browser: Browser) -> list[str]:
    return [one["title"] for one in browser.get("/api/v1/meetings?limit=100").json()["meetings"]]


def test_the_same_call_makes_one_meeting(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    body = {"title": "Sent twice", "key": "k" * 64, "polls": [{"kind": "rating", "question": "Well?"}]}
    first, second = (browser.write("POST", "/api/v1/meetings", body) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201), second.text
    assert first.json() == second.json()
    mid = first.json()["mid"]
    assert made_titles(browser).count("Sent twice") == 1
    assert len(browser.get(f"/api/v1/meetings/{mid}/polls").json()["polls"]) == 1
    # What became of it since is told, and nothing is done to it.
    browser.write("PATCH", f"/api/v1/meetings/{mid}", {"title": "Renamed"})
    browser.write("DELETE", f"/api/v1/meetings/{mid}")
    again = browser.write("POST", "/api/v1/meetings", body).json()
    assert (again["mid"], again["title"], again["cancelled"]) == (mid, "Renamed", True)
    assert browser.write("POST", "/api/v1/meetings", {**body, "key": "another"}).json()["mid"] != mid
    for wrong in ("k" * 65, "a\u0000b", 5):
        assert browser.write("POST", "/api/v1/meetings", {"key": wrong}).status_code == 400, wrong


def test_the_same_call_at_once_makes_one_meeting(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    calls = range(6)
    with ThreadPoolExecutor(len(calls)) as threads:
        body = {"title": "At once", "key": "at once"}
        made = list(threads.map(lambda _: browser.write("POST", "/api/v1/meetings", body), calls))
    assert {reply.status_code for reply in made} == {201}, [reply.text for reply in made]
    assert len({reply.json()["mid"] for reply in made}) == 1
    assert made_titles(browser).count("At once") == 1


def test_a_key_is_the_callers_own(browser: Browser, ann: str) -> None:
    made = []
    for user in ("ann", "bob"):
        browser.sign_in(user)
        made.append(browser.write("POST", "/api/v1/meetings", {"title": user, "key": "shared"}).json())
    assert made[0]["mid"] != made[1]["mid"]
    assert [one["title"] for one in made] == ["ann", "bob"]


def test_a_meeting_that_was_given_away_is_no_answer_to_its_key(
    browser: Browser, ann: str, shared_server: RunningServer
) -> None:
    browser.sign_in("ann")
    body = {"title": "Given away", "key": "given away"}
    mid = browser.write("POST", "/api/v1/meetings", body).json()["mid"]
    database = Database(Settings.load({}, data=shared_server.data).sqlalchemy_url)
    with database.write() as session:
        meeting = session.scalars(select(Meeting).where(Meeting.mid == mid)).one()
        meeting.owner_id = session.scalars(select(User.id).where(User.user_id == "bob")).one()
    database.close()
    again = browser.write("POST", "/api/v1/meetings", body)
    assert (again.status_code, "hostUrl" in again.json()) == (404, False)
