"""What all commands share: help, settings that cannot be used, a database that is away."""

from __future__ import annotations

import pytest

from convener import __version__
from tests.cli.conftest import Run


def test_version_and_help(run: Run) -> None:
    assert __version__ in run("--version").stdout
    assert "serve" in run("-h").stdout


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
