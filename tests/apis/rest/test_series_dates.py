"""Single dates of a series: listed, changed, cancelled, restored; by their organizer alone."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Browser

SERIES = {
    "title": "Weekly",
    "startsAt": "2031-03-25T08:00:00Z",
    "durationMinutes": 60,
    "timeZone": "Europe/Berlin",
    "recurrence": "FREQ=WEEKLY;COUNT=5",
}
SECOND = "20310401T070000Z"
"""After the clocks went forward."""


def make(browser: Browser) -> str:
    browser.sign_in("ann")
    made = browser.write("POST", "/api/v1/meetings", SERIES)
    assert made.status_code == 201, made.text
    return f"/api/v1/meetings/{made.json()['mid']}"


def dates(browser: Browser, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = browser.get(f"{path}/dates").json()["dates"]
    return found


def test_one_date_is_changed_cancelled_and_restored(browser: Browser, ann: str) -> None:
    path = make(browser)
    assert [one["date"] for one in dates(browser, path)][:2] == ["20310325T080000Z", SECOND]
    edit = {"startsAt": "2031-03-24T08:00:00Z", "durationMinutes": 90, "title": "Review", "description": "Bring tea"}
    changed = browser.write("PATCH", f"{path}/dates/{SECOND}", edit)
    assert changed.status_code == 200, changed.text
    assert changed.json() == {
        "date": SECOND,
        "originalStartsAt": "2031-04-01T07:00:00Z",
        "startsAt": "2031-03-24T08:00:00Z",
        "endsAt": "2031-03-24T09:30:00Z",
        "title": "Review",
        "description": "Bring tea",
        "changed": True,
        "cancelled": False,
    }
    meeting = browser.get(path).json()
    assert meeting["date"] == changed.json(), "it is the next one now"
    assert (meeting["title"], meeting["startsAt"]) == ("Weekly", "2031-03-24T08:00:00Z")
    assert (meeting["durationMinutes"], meeting["changedDates"]) == (60, 1)
    check = browser.post("/api/v1/doors", json={"code": meeting["code"]}).json()
    assert (check["state"], check["title"], check["startsAt"]) == ("early", "Review", "2031-03-24T08:00:00Z")
    assert "Review" in browser.get(f"{path}/invitation").json()["text"]
    cancelled = browser.write("DELETE", f"{path}/dates/{SECOND}")
    assert cancelled.json()["cancelled"], cancelled.text
    assert browser.get(path).json()["startsAt"] == "2031-03-25T08:00:00Z"
    assert [one["cancelled"] for one in dates(browser, path)] == [True, False, False, False, False]
    restored = browser.write("POST", f"{path}/dates/{SECOND}/restore")
    assert restored.json() == changed.json()
    rule = browser.write("PATCH", path, {"recurrence": "FREQ=DAILY;COUNT=3"}).json()
    assert (rule["changedDates"], rule["startsAt"]) == (0, "2031-03-25T08:00:00Z")


def test_dates_are_paged(browser: Browser, ann: str) -> None:
    path = make(browser)
    browser.write("PATCH", f"{path}/dates/{SECOND}", {"startsAt": "2031-03-25T08:00:00Z"})
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = browser.get(f"{path}/dates", params={"limit": "1", **({"cursor": cursor} if cursor else {})}).json()
        seen += [one["date"] for one in page["dates"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == [one["date"] for one in dates(browser, path)]
    assert len(seen) == 5
    for wrong in ("x", "1", "1_x", "1_2_3"):
        assert browser.get(f"{path}/dates", params={"cursor": wrong}).status_code == 400, wrong


@pytest.mark.parametrize(
    ("body", "parameter"),
    [
        ({"startsAt": "2031-04-01T07:00:00"}, "startsAt"),
        ({"startsAt": "2036-04-01T07:00:00Z"}, "startsAt"),
        ({"startsAt": "2020-04-01T07:00:00Z"}, "startsAt"),
        ({"durationMinutes": 0}, "durationMinutes"),
        ({"title": "a\u0000"}, "title"),
        ({"title": None}, "title"),
        ({"lobby": True}, "lobby"),
    ],
)
def test_what_a_date_cannot_be(browser: Browser, ann: str, body: dict[str, object], parameter: str) -> None:
    path = make(browser)
    refused = browser.write("PATCH", f"{path}/dates/{SECOND}", body)
    assert (refused.status_code, refused.json()["parameter"]) == (400, parameter), refused.text
    assert browser.get(path).json()["changedDates"] == 0


def test_nobody_else_reaches_a_date(browser: Browser, ann: str) -> None:
    path = make(browser)
    once = browser.write("POST", "/api/v1/meetings", {"startsAt": "2031-03-25T08:00:00Z"}).json()["mid"]
    assert browser.get(f"/api/v1/meetings/{once}/dates").status_code == 404
    assert browser.write("DELETE", f"/api/v1/meetings/{once}/dates/20310325T080000Z").status_code == 404
    assert browser.write("DELETE", f"{path}/dates/20310326T080000Z").status_code == 404
    browser.sign_in("bob")
    assert browser.get(f"{path}/dates").status_code == 404
    for method, end in (("PATCH", ""), ("DELETE", ""), ("POST", "/restore")):
        assert browser.write(method, f"{path}/dates/{SECOND}{end}", {}).status_code == 404, method
    browser.sign_in("ann")
    browser.write("DELETE", path)
    assert browser.write("DELETE", f"{path}/dates/{SECOND}").json()["error"] == "meeting_cancelled"
