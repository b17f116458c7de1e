"""``convener center``, as an operator runs it."""

from __future__ import annotations

import json

import pytest

from convener.domain.centers import centers
from convener.settings import Settings
from convener.storage.database import Database
from tests.cli.conftest import Run, may_sign_in
from tests.factories.accounts import authenticate


def center_settings(run: Run, name: str = "main") -> dict[str, object]:
    shown: dict[str, object] = json.loads(run("center", "show", name, "--json").stdout)["settings"]
    return shown


def test_center_create_makes_a_first_administrator(run: Run, settings: Settings) -> None:
    made = json.loads(run("center", "create", "Acme", "--title", "Acme Inc.", "--json").stdout)
    assert (made["name"], made["title"], made["userId"]) == ("acme", "Acme Inc.", "admin")
    assert made["url"].endswith("/cc/acme")
    database = Database(settings.sqlalchemy_url)
    with database.read() as session:
        center = centers.find(session, "acme")
        assert authenticate(session, center, "admin", made["password"]).role == "administrator"
    database.close()
    assert not may_sign_in(settings, "admin", made["password"]), "an administrator of one center is none of another"


def test_center_create_for_people(run: Run) -> None:
    result = run("center", "create", "acme")
    assert "password: " in result.stdout
    assert "shown this once" in result.stderr
    assert "already" in run("center", "create", "ACME", code=1).stderr
    assert run("center", "create", "a/b", code=1).stdout == ""


def test_center_list(run: Run) -> None:
    run("center", "create", "acme", "--title", "Acme Inc.")
    assert [one["name"] for one in json.loads(run("center", "list", "--json").stdout)] == ["acme", "main"]
    assert "Acme Inc." in run("center", "list").stdout


def test_center_set_and_show(run: Run) -> None:
    before = center_settings(run)
    run("center", "set", "MAIN", "meeting_seats=40", "restoration=false", "time_zone=Europe/Berlin")
    run("center", "set", "main", "user_passwords.shortest=10", "links.help=HideLink", "admin_invitee_text_audience=a=b")
    changed = {
        "meeting_seats": 40,
        "restoration": False,
        "time_zone": "Europe/Berlin",
        "user_passwords.shortest": 10,
        "links.help": "HideLink",
        "admin_invitee_text_audience": "a=b",
    }
    assert center_settings(run) == {**before, **changed}
    run("center", "set", "main", "meeting_seats=none")
    assert center_settings(run)["meeting_seats"] is None
    text = run("center", "show", "main").stdout
    assert "none" in text
    assert "Europe/Berlin" in text


def test_what_center_show_prints_center_set_takes(run: Run) -> None:
    shown = run("center", "set", "main", "meeting_seats=40").stdout.splitlines()[1:]
    pairs = [line.split(maxsplit=1) for line in shown]
    assignments = [
        f"{pair[0]}={pair[1]}" for pair in pairs if len(pair) == 2 and pair[0] != "fast_lobby_static_username"
    ]
    assert len(assignments) > 40
    before = center_settings(run)
    run("center", "set", "main", *assignments)
    assert center_settings(run) == before


@pytest.mark.parametrize(
    ("assignments", "code", "message"),
    [
        (["meeting_seats"], 2, "KEY=VALUE"),
        (["meeting_seats=1", "meeting_seats=2"], 2, "twice"),
        (["meeting_seats=many"], 1, "meeting_seats: expected int"),
        (["restoration=none"], 1, "restoration"),
        (["shoe_size=44"], 1, "no setting 'shoe_size'"),
        (["restoration=false", "max_inactive_interval=0"], 1, "max_inactive_interval must be from 1"),
        (["links.help=RedirectLink"], 1, "links.help must be one of"),
    ],
)
def test_center_set_refuses_what_cannot_be(run: Run, assignments: list[str], code: int, message: str) -> None:
    before = center_settings(run)
    assert message in run("center", "set", "main", *assignments, code=code).stderr
    assert center_settings(run) == before


def test_unknown_centers_are_an_error(run: Run) -> None:
    for command in (["show", "acme"], ["set", "acme", "restoration=true"], ["maintenance", "list", "acme"]):
        assert "no center 'acme'" in run("center", *command, code=1).stderr


def test_center_maintenance(run: Run) -> None:
    times = ["--start", "2031-05-11T04:00:00+02:00", "--end", "2031-05-11T04:00:00Z"]
    made = json.loads(run("center", "maintenance", "add", "main", *times, "--note", "new disks", "--json").stdout)
    assert made["start"] == "2031-05-11T02:00:00+00:00"
    past = ["--start", "2021-05-11T02:00:00Z", "--end", "2021-05-11T04:00:00Z"]
    assert "Window" in run("center", "maintenance", "add", "main", *past).stdout
    (listed,) = json.loads(run("center", "maintenance", "list", "main", "--json").stdout)
    assert listed == made
    assert "new disks" in run("center", "maintenance", "list", "main").stdout
    run("center", "maintenance", "remove", "main", str(made["number"]))
    assert json.loads(run("center", "maintenance", "list", "main", "--json").stdout) == []
    run("center", "maintenance", "remove", "main", str(made["number"]), code=1)
    run("center", "maintenance", "add", "main", *times[2:], "--start", "2031-05-12T00:00:00Z", code=1)
    run("center", "maintenance", "add", "main", *times[2:], "--start", "2031-05-11T02:00:00", code=2)
