"""Polls that an organizer prepares by ``/api/v1``."""

from __future__ import annotations

from typing import Any

from .conftest import Browser

LUNCH: dict[str, Any] = {"kind": "single", "question": "Lunch <b>?</b>", "answers": ["Rice", "Soup"], "correct": [1]}
RATING = {"kind": "rating", "question": "How was it?"}


def meeting(browser: Browser, **body: object) -> str:
    made = browser.write("POST", "/api/v1/meetings", {"title": "Plan", **body})
    assert made.status_code == 201, made.text
    return f"/api/v1/meetings/{made.json()['mid']}"


def questions(browser: Browser, path: str) -> list[str]:
    return [one["question"] for one in browser.get(f"{path}/polls").json()["polls"]]


def test_polls_are_prepared_changed_ordered_and_deleted(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    path = meeting(browser)
    assert browser.get(f"{path}/polls").json() == {"polls": []}
    first = browser.write("POST", f"{path}/polls", LUNCH)
    assert first.status_code == 201, first.text
    assert first.json() == {**LUNCH, "id": first.json()["id"], "anonymous": False, "shown": "closed"}
    second = browser.write("POST", f"{path}/polls", RATING).json()
    assert second["answers"] == ["1", "2", "3", "4", "5"]
    ordered = browser.write("PUT", f"{path}/polls", {"polls": [second["id"], first.json()["id"]]})
    assert [one["id"] for one in ordered.json()["polls"]] == [second["id"], first.json()["id"]]
    assert browser.write("PUT", f"{path}/polls", {"polls": [second["id"]]}).status_code == 400
    changed = browser.write("PUT", f"{path}/polls/{second['id']}", {**LUNCH, "kind": "multiple", "question": "Again?"})
    assert (changed.json()["kind"], changed.json()["answers"]) == ("multiple", ["Rice", "Soup"])
    assert browser.write("PUT", f"{path}/polls/nosuchpoll", RATING).status_code == 404
    for _ in range(2):
        assert browser.write("DELETE", f"{path}/polls/{second['id']}").status_code == 204
    assert questions(browser, path) == ["Lunch <b>?</b>"]


def test_wrong_questions_are_refused(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    path = meeting(browser)
    wrongs: list[object] = [
        {},
        {**LUNCH, "kind": "essay"},
        {**LUNCH, "question": ""},
        {**LUNCH, "question": "x" * 501},
        {**LUNCH, "answers": ["Rice"]},
        {**LUNCH, "answers": ["Rice", "rice"]},
        {**LUNCH, "answers": ["Rice", "a\u0000"]},
        {**LUNCH, "correct": [2]},
        {**LUNCH, "correct": [-1]},
        {**LUNCH, "anonymous": True, "shown": "live"},
        {**LUNCH, "votes": [1, 2]},
    ]
    for wrong in wrongs:
        assert browser.write("POST", f"{path}/polls", wrong).status_code == 400, wrong
    assert questions(browser, path) == []


def test_a_meeting_that_is_held_again_has_its_polls(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    path = meeting(browser)
    for poll in (LUNCH, RATING, LUNCH):
        browser.write("POST", f"{path}/polls", poll)
    again = meeting(browser, pollsOf=path.rpartition("/")[2])
    assert questions(browser, again) == [LUNCH["question"], RATING["question"]]
    assert browser.write("POST", "/api/v1/meetings", {"pollsOf": "nosuchmeeting"}).status_code == 404


def test_a_meeting_is_made_with_its_polls_or_not_at_all(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    first = meeting(browser, polls=[LUNCH, RATING])
    assert questions(browser, first) == [LUNCH["question"], RATING["question"]]
    again = meeting(browser, pollsOf=first.rpartition("/")[2], polls=[{"kind": "text", "question": "And now?"}])
    assert questions(browser, again) == [LUNCH["question"], RATING["question"], "And now?"]
    made = len(browser.get("/api/v1/meetings?when=current").json()["meetings"])
    wrongs: list[object] = [[{**LUNCH, "answers": ["Rice"]}], [RATING] * 51, [{}], "all"]
    for wrong in wrongs:
        refused = browser.write("POST", "/api/v1/meetings", {"title": "Plan", "polls": wrong})
        assert refused.status_code == 400, wrong
    assert len(browser.get("/api/v1/meetings?when=current").json()["meetings"]) == made


def test_polls_are_their_organizers_alone(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    path = meeting(browser)
    poll = browser.write("POST", f"{path}/polls", LUNCH).json()["id"]
    browser.sign_in("bob")
    other = meeting(browser)
    assert browser.get(f"{path}/polls").status_code == 404
    for method, there, body in (
        ("POST", f"{path}/polls", RATING),
        ("PUT", f"{path}/polls", {"polls": [poll]}),
        ("PUT", f"{path}/polls/{poll}", RATING),
        ("DELETE", f"{path}/polls/{poll}", None),
        ("PUT", f"{other}/polls/{poll}", RATING),
        ("POST", "/api/v1/meetings", {"pollsOf": path.rpartition("/")[2]}),
    ):
        assert browser.write(method, there, body).status_code == 404, (method, there)
    assert browser.write("DELETE", f"{other}/polls/{poll}").status_code == 204, "there is none of this id in it"
    browser.sign_in("ann")
    assert questions(browser, path) == [LUNCH["question"]]


def test_the_same_call_prepares_one_poll(browser: Browser, ann: str) -> None:
    browser.sign_in("ann")
    path = meeting(browser)
    first, second = (browser.write("POST", f"{path}/polls", {**LUNCH, "key": "once"}) for _ in range(2))
    assert first.json()["id"] == second.json()["id"]
    browser.write("POST", f"{path}/polls", {**RATING, "key": "another"})
    assert questions(browser, path) == [LUNCH["question"], RATING["question"]]
