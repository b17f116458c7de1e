"""``convener client``, as an operator runs it."""

from __future__ import annotations

import json

import pytest

from convener.settings import Settings
from tests.cli.conftest import Run, may_call


@pytest.fixture
def sid(run: Run) -> str:
    made: dict[str, str] = json.loads(run("client", "create", "--name", "My CRM", "--json").stdout)
    return made["accountSid"]


def show(run: Run, sid: str) -> dict[str, object]:
    shown: dict[str, object] = json.loads(run("client", "show", sid, "--json").stdout)
    return shown


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


def test_client_list_of_an_empty_center_says_what_to_do(run: Run) -> None:
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
    ("options", "code", "message"),
    [
        (["--time-zone", "Mars/Olympus"], 1, "time zone"),
        (["--origin", "crm.example.org"], 1, "origin"),
        (["--origin", "any", "--origin", "https://a.example"], 2, "stand alone"),
        (["--users", "-1"], 1, "quota"),
        (["--users", "many"], 2, "integer"),
        (["--name", ""], 1, "name"),
    ],
)
def test_client_set_refuses_what_cannot_be(run: Run, sid: str, options: list[str], code: int, message: str) -> None:
    before = show(run, sid)
    assert message in run("client", "set", sid, *options, code=code).stderr
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


def test_client_set_says_where_people_go_after_a_meeting(run: Run, sid: str) -> None:
    shown = show(run, sid)
    assert (shown["return"], shown["returnOrigins"], shown["returnFollow"]) == ("", [], False)
    run("client", "set", sid, "--return", "https://crm.example.org/done", "--return-origin", "http://localhost:3000")
    run("client", "set", sid, "--return-follow")
    shown = show(run, sid)
    assert shown["return"] == "https://crm.example.org/done"
    assert (shown["returnOrigins"], shown["returnFollow"]) == (["http://localhost:3000"], True)
    assert "https://crm.example.org/done (by itself)" in run("client", "show", sid).stdout
    refused = run("client", "set", sid, "--return", "javascript:alert(1)", code=1)
    assert "is not an address" in refused.stderr
    run("client", "set", sid, "--return", "none", "--return-origin", "none", "--return-link")
    shown = show(run, sid)
    assert (shown["return"], shown["returnOrigins"], shown["returnFollow"]) == ("", [], False)
