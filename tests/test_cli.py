"""Every command of the command line, as an operator runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from convener import __version__
from convener.cli import main
from convener.domain.accounts import users
from convener.domain.accounts.credentials import authenticate
from convener.domain.centers import centers
from convener.domain.centers.api_clients import authenticate_client
from convener.domain.errors import AuthFailed
from convener.domain.meetings import meetings
from convener.domain.meetings.changes import Details
from convener.domain.recordings import recordings
from convener.domain.secrets import Secrets
from convener.domain.site import Site
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import Meeting, Recording
from tests.factories import files

Run = Callable[..., Result]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("CONVENER_DATA", str(tmp_path / "data"))
    return Settings.load()


@pytest.fixture
def run(settings: Settings) -> Run:
    def call(*arguments: str, code: int = 0, input: str | None = None) -> Result:
        result = CliRunner().invoke(main, list(arguments), input=input)
        assert result.exit_code == code, result.output
        return result

    return call


@pytest.fixture
def sid(run: Run) -> str:
    made: dict[str, str] = json.loads(run("client", "create", "--name", "My CRM", "--json").stdout)
    return made["accountSid"]


def show(run: Run, sid: str) -> dict[str, object]:
    shown: dict[str, object] = json.loads(run("client", "show", sid, "--json").stdout)
    return shown


def may_call(settings: Settings, sid: str, token: str) -> bool:
    database = Database(settings.sqlalchemy_url)
    site = Site.of(settings, Secrets.in_folder(settings.data))
    try:
        with database.read() as session:
            authenticate_client(session.connection(), site, sid, token)
            return True
    except AuthFailed:
        return False
    finally:
        database.close()


def may_sign_in(settings: Settings, user_id: str, password: str) -> bool:
    database = Database(settings.sqlalchemy_url)
    try:
        with database.write() as session:
            center = centers.ensure_center(session, settings.center, settings.center_title)
            return authenticate(session, center, user_id, password).user_id == user_id
    except AuthFailed:
        return False
    finally:
        database.close()


def test_version_and_help(run: Run) -> None:
    assert __version__ in run("--version").stdout
    assert "serve" in run("-h").stdout


def test_client_create_prints_credentials_that_work(run: Run, settings: Settings) -> None:
    made = json.loads(run("client", "create", "--name", "crm", "--json").stdout)
    assert set(made) == {"accountSid", "authToken"}
    assert may_call(settings, made["accountSid"], made["authToken"])
    assert not may_call(settings, made["accountSid"], "x" * 40)


def test_client_create_for_people(run: Run) -> None:
    result = run("client", "create", "--name", "crm", "--users", "5", "--sessions", "7")
    assert "AccountSid: AC" in result.stdout
    assert "shown this once" in result.stderr


def test_client_create_takes_quotas_from_settings_and_options(run: Run, sid: str) -> None:
    shown = show(run, sid)
    assert (shown["maxUsers"], shown["maxSessions"]) == (1000, 10000)
    other = json.loads(run("client", "create", "--name", "x", "--users", "5", "--sessions", "7", "--json").stdout)
    shown = show(run, other["accountSid"])
    assert (shown["maxUsers"], shown["maxSessions"]) == (5, 7)


def test_client_list(run: Run, sid: str) -> None:
    (listed,) = json.loads(run("client", "list", "--json").stdout)
    assert (listed["accountSid"], listed["name"]) == (sid, "My CRM")
    assert sid in run("client", "list").stdout


def test_client_list_of_an_empty_house_says_what_to_do(run: Run) -> None:
    assert "convener client create" in run("client", "list").stdout
    assert json.loads(run("client", "list", "--json").stdout) == []


def test_client_show_for_people(run: Run, sid: str) -> None:
    text = run("client", "show", sid).stdout
    assert "0 of 1000" in text
    assert "any" in text


def test_client_rotate_ends_the_old_token(run: Run, settings: Settings) -> None:
    old = json.loads(run("client", "create", "--name", "crm", "--json").stdout)
    new = json.loads(run("client", "rotate", old["accountSid"], "--json").stdout)
    assert new["accountSid"] == old["accountSid"]
    assert not may_call(settings, old["accountSid"], old["authToken"])
    assert may_call(settings, old["accountSid"], new["authToken"])


def test_client_set_changes_what_is_given_alone(run: Run, sid: str) -> None:
    before = show(run, sid)
    run("client", "set", sid, "--users", "3", "--time-zone", "Europe/Paris", "--mail", "--name", "New")
    run("client", "set", sid, "--sessions", "4")
    changed = {"maxUsers": 3, "maxSessions": 4, "timeZone": "Europe/Paris", "mail": True, "name": "New"}
    assert show(run, sid) == {**before, **changed}
    run("client", "set", sid, "--no-mail")
    assert show(run, sid)["mail"] is False


@pytest.mark.parametrize(
    ("options", "origins"),
    [
        (
            ["--origin", "https://b.example", "--origin", "https://a.example:8443"],
            ["https://a.example:8443", "https://b.example"],
        ),
        (["--origin", "any"], ["*"]),
        (["--origin", "none"], []),
    ],
)
def test_client_set_origins(run: Run, sid: str, options: list[str], origins: list[str]) -> None:
    assert json.loads(run("client", "set", sid, *options, "--json").stdout)["origins"] == origins


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--time-zone", "Mars/Olympus"], 1, "time zone"),
        (["--origin", "crm.example.org"], 1, "origin"),
        (["--origin", "any", "--origin", "https://a.example"], 2, "stand alone"),
        (["--users", "-1"], 1, "quota"),
        (["--users", "many"], 2, "integer"),
        (["--name", ""], 1, "name"),
    ],
)
def test_client_set_refuses_what_cannot_be(run: Run, sid: str, options: list[str], code: int, said: str) -> None:
    before = show(run, sid)
    assert said in run("client", "set", sid, *options, code=code).stderr
    assert show(run, sid) == before


def test_client_delete_asks_first(run: Run, settings: Settings) -> None:
    made = json.loads(run("client", "create", "--name", "crm", "--json").stdout)
    run("client", "delete", made["accountSid"], input="n\n", code=1)
    assert may_call(settings, made["accountSid"], made["authToken"])
    run("client", "delete", made["accountSid"], "--yes")
    assert not may_call(settings, made["accountSid"], made["authToken"])
    assert "no API client" in run("client", "show", made["accountSid"], code=1).stderr


@pytest.mark.parametrize("command", ["show", "rotate", "set", "delete"])
def test_unknown_clients_are_an_error_on_standard_error(run: Run, command: str) -> None:
    result = run("client", command, "ACunknown", code=1)
    assert "ACunknown" in result.stderr
    assert result.stdout == ""


def test_user_create_lets_sign_in(run: Run, settings: Settings) -> None:
    options = ["--email", "ann@example.org", "--first-name", "Ann", "--last-name", "Lee"]
    made = json.loads(
        run("user", "create", "ann", "--role", "organizer", "--password", "long enough", *options, "--json").stdout
    )
    assert (made["userId"], made["role"], made["email"]) == ("ann", "organizer", "ann@example.org")
    assert may_sign_in(settings, "ann", "long enough")
    assert "Ann Lee" in run("user", "list").stdout
    (listed,) = json.loads(run("user", "list", "--json").stdout)
    assert listed["lastName"] == "Lee"


def test_a_password_may_come_from_standard_input(run: Run, settings: Settings) -> None:
    run("user", "create", "ann", "--role", "member", input="from a pipe\n")
    assert may_sign_in(settings, "ann", "from a pipe")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["ann", "--role", "member", "--password", "short"], 1),
        (["ann", "--role", "emperor", "--password", "long enough"], 2),
        (["a,b", "--role", "member", "--password", "long enough"], 1),
        (["ann", "--role", "member", "--password", "long enough", "--email", "nobody"], 1),
    ],
)
def test_user_create_refuses_what_cannot_be(run: Run, arguments: list[str], code: int) -> None:
    assert run("user", "create", *arguments, code=code).stdout == ""
    assert "no user yet" in run("user", "list").stdout


def test_a_taken_user_id_is_refused(run: Run) -> None:
    run("user", "create", "ann", "--role", "member", "--password", "long enough")
    result = run("user", "create", "ANN", "--role", "member", "--password", "long enough", code=1)
    assert "already" in result.stderr


def test_user_set_password(run: Run, settings: Settings) -> None:
    run("user", "create", "ann", "--role", "member", "--password", "old password")
    run("user", "set-password", "ann", input="new password\n")
    assert not may_sign_in(settings, "ann", "old password")
    assert may_sign_in(settings, "ann", "new password")


def test_user_delete(run: Run, settings: Settings) -> None:
    run("user", "create", "ann", "--role", "member", "--password", "long enough")
    run("user", "delete", "ann", code=1, input="n\n")
    assert may_sign_in(settings, "ann", "long enough")
    run("user", "delete", "ann", "--yes")
    assert not may_sign_in(settings, "ann", "long enough")
    run("user", "delete", "ann", "--yes", code=1)


def test_hostile_names_do_not_steer_the_terminal(run: Run, settings: Settings) -> None:
    run("user", "create", "ann", "--role", "member", "--password", "long enough", "--first-name", "\u202ekcab\u2028")
    assert "\u202e" not in run("user", "list").stdout


@pytest.mark.parametrize("command", [["serve"], ["worker"], ["doctor"], ["client", "list"], ["user", "list"]])
def test_a_setting_that_cannot_be_used_is_named(run: Run, command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVENER_PORT", "a lot")
    assert "CONVENER_PORT" in run(*command, code=2).stderr


def test_serve_options_win_over_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVENER_PORT", "1234")
    assert "go together" in run("serve", "--tls-certificate", "x.pem", code=2).stderr
    assert "CONVENER_PORT must be 1 to 65535, not 0" in run("serve", "--port", "0", code=2).stderr


def test_a_database_that_is_away_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVENER_DATABASE_URL", "postgresql://u:hunter22@127.0.0.1:1/none")
    result = run("client", "list", code=1)
    assert "database does not answer" in result.stderr
    assert "hunter22" not in result.stderr
    assert "Traceback" not in result.stderr


def test_the_first_administrator_is_made_once(settings: Settings) -> None:
    database = Database(settings.sqlalchemy_url)
    database.migrate()
    with database.write() as session:
        center = centers.ensure_center(session, "main", "Main")
        password = users.ensure_first_administrator(session, center)
        assert password is not None
        assert users.ensure_first_administrator(session, center) is None
    database.close()
    assert may_sign_in(settings, "admin", password)


# ----------------------------------------------------------------------------------------------- centers


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
    ("assignments", "code", "said"),
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
def test_center_set_refuses_what_cannot_be(run: Run, assignments: list[str], code: int, said: str) -> None:
    before = center_settings(run)
    assert said in run("center", "set", "main", *assignments, code=code).stderr
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


def test_users_of_another_center(run: Run, settings: Settings) -> None:
    run("center", "create", "acme")
    run("user", "create", "ann", "--role", "member", "--password", "long enough", "--center", "ACME")
    assert not may_sign_in(settings, "ann", "long enough")
    listed = [one["userId"] for one in json.loads(run("user", "list", "--center", "acme", "--json").stdout)]
    assert listed == ["admin", "ann"]
    assert json.loads(run("user", "list", "--json").stdout) == []
    run("user", "set-password", "ann", "--password", "another one", "--center", "acme")
    run("user", "set-password", "ann", "--password", "another one", code=1)
    run("user", "delete", "ann", "--yes", code=1)
    run("user", "delete", "ann", "--yes", "--center", "acme")
    assert "no center" in run("user", "list", "--center", "nowhere", code=1).stderr
    assert "last one" in run("user", "delete", "admin", "--yes", "--center", "acme", code=1).stderr


def test_user_delete_takes_meetings_along_and_hands_recordings_over(run: Run, settings: Settings) -> None:
    for user_id in ("ann", "bob"):
        run("user", "create", user_id, "--role", "organizer", "--password", "long enough")
    database = Database(settings.sqlalchemy_url)
    with database.write() as session:
        center = centers.find(session, "main")
        owner = users.find_user(session, center, "ann")
        meeting = meetings.create_meeting(session, center.id, owner, Details(title="Planning"))
        recording = recordings.begin(session, meeting)
        recordings.publish(session, recording, [], duration=60)
        meeting_id, recording_id = meeting.id, recording.id
    run("user", "delete", "ann", "--yes", "--recordings-to", "zed", code=1)
    assert may_sign_in(settings, "ann", "long enough")
    run("user", "delete", "ann", "--yes", "--recordings-to", "BOB")
    with database.read() as session:
        assert session.get_one(Meeting, meeting_id).life == "removed"
        kept = session.get_one(Recording, recording_id)
        assert (kept.owner.user_id, kept.life) == ("bob", "active")
    run("user", "delete", "bob", "--yes")
    with database.read() as session:
        assert session.get_one(Recording, recording_id).life == "removed"
    database.close()


def test_recording_import(run: Run, settings: Settings, tmp_path: Path) -> None:
    run("user", "create", "ann", "--role", "organizer", "--password", "long enough")
    database = Database(settings.sqlalchemy_url)
    with database.write() as session:
        center = centers.find(session, "main")
        owner = users.find_user(session, center, "ann")
        code = meetings.create_meeting(session, center.id, owner, Details(title="Planning")).name
    video = str(files.video_file(tmp_path / "old.wmv", "asf"))
    said = ["--title", "March \x1b[31m", "--start-time", "2009-03-31T16:00:00+02:00"]
    assert "title" in run("recording", "import", video, "--meeting", code, *said, code=1).stderr
    made = json.loads(
        run("recording", "import", video, "--meeting", code, "--title", "March", *said[2:], "--json").stdout
    )
    assert (made["name"], made["title"], made["duration"]) == (code, "March", 2)
    with database.read() as session:
        recording = session.scalars(select(Recording).where(Recording.reid == made["reid"])).one()
    assert recording.started_at == datetime(2009, 3, 31, 14, tzinfo=UTC)
    assert f"{code}-1" in run("recording", "import", video, "--meeting", code.lower(), "--owner", "ann").stdout
    assert "no meeting" in run("recording", "import", video, "--meeting", "nothing", code=1).stderr
    assert "no user" in run("recording", "import", video, "--meeting", code, "--owner", "zed", code=1).stderr
    assert "no center" in run("recording", "import", video, "--meeting", code, "--center", "acme", code=1).stderr
    run("recording", "import", video, "--meeting", code, "--start-time", "2009-03-31T16:00:00", code=2)
    run("recording", "import", str(tmp_path / "none"), "--meeting", code, code=2)
    no_video = tmp_path / "film.mp4"
    no_video.write_bytes(b"#!/bin/sh")
    assert "no kind of file" in run("recording", "import", str(no_video), "--meeting", code, code=1).stderr
    database.close()
