"""Every command of the command line, as an operator runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from convener import __version__
from convener.cli import main
from convener.domain import centers, people
from convener.domain.clients import authenticate
from convener.domain.errors import AuthFailed
from convener.domain.rules import Rules
from convener.domain.secrets import Secrets
from convener.settings import Settings
from convener.storage.database import Database

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
    rules = Rules.of(settings, Secrets.in_folder(settings.data))
    try:
        with database.read() as session:
            authenticate(session.connection(), rules, sid, token)
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
            return people.authenticate(session, center, user_id, password).user_id == user_id
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
        password = people.ensure_first_administrator(session, center)
        assert password is not None
        assert people.ensure_first_administrator(session, center) is None
    database.close()
    assert may_sign_in(settings, "admin", password)
