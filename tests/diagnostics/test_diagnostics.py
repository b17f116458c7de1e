"""All checks together: a fresh and a started server, and the command."""

from __future__ import annotations

import json
import os

from click.testing import CliRunner

from convener.cli import main
from convener.diagnostics import Health, examine
from convener.settings import Settings
from tests.diagnostics.conftest import find


def test_a_fresh_house_is_well_and_nothing_is_made(settings: Settings) -> None:
    findings = [finding for finding in examine(settings) if finding.subject != "web client"]
    assert not any(finding.broken for finding in findings)
    assert not settings.data.exists()


def test_a_used_house_is_well(started: Settings) -> None:
    assert find(started, "secret key").health is Health.OK
    assert "tables are those of this version" in find(started, "database").message
    assert find(started, "invitations").message == "0 sent, 0 waiting"


def test_each_missing_extra_says_what_it_would_add(settings: Settings) -> None:
    for finding in examine(settings):
        if finding.health is Health.MISSING:
            assert finding.advice, finding


def test_the_command_ends_with_1_where_something_needed_is_broken(started: Settings) -> None:
    environment = {"CONVENER_DATA": str(started.data), "CONVENER_PORT": str(started.port)}
    assert os.environ.get("CONVENER_PUBLIC_URL") is None
    bad = CliRunner(env={**environment, "CONVENER_PUBLIC_URL": "http://meet.example.org"})
    text, machine = bad.invoke(main, ["doctor"]), bad.invoke(main, ["doctor", "--json"])
    assert (text.exit_code, machine.exit_code) == (1, 1)
    assert "BROKEN" in text.stdout
    assert any(one["health"] == "broken" for one in json.loads(machine.stdout))
