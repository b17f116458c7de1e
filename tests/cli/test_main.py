"""What all commands share: help, settings that cannot be used, a database that is away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from subprocess import PIPE
from typing import Any

import pytest

from convener import __version__
from convener.settings import Settings
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


def convener(settings: Settings, *arguments: str, encoding: str = "utf-8", **pipes: Any) -> subprocess.Popen[bytes]:
    """The command as a process of its own, on a terminal of this encoding."""
    environment = {**os.environ, "CONVENER_DATA": str(settings.data), "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    return subprocess.Popen([sys.executable, "-m", "convener.cli", *arguments], env=environment, **pipes)


def test_what_a_terminal_cannot_show_is_escaped(run: Run, settings: Settings) -> None:
    run("user", "create", "zhanna", "--role", "member", "--password", "long enough", "--first-name", "Жанна 😀")
    with convener(settings, "user", "list", encoding="latin-1", stdout=PIPE, stderr=PIPE) as listed:
        out, err = listed.communicate(timeout=60)
    assert (listed.returncode, err) == (0, b"")
    assert rb"\u0416\u0430\u043d\u043d\u0430 \U0001f600" in out
    with convener(settings, "user", "list", "--json", encoding="latin-1", stdout=PIPE) as listed:
        assert "Жанна 😀" in json.dumps(json.loads(listed.communicate(timeout=60)[0]), ensure_ascii=False)
    with convener(settings, "user", "delete", "женя", "--yes", encoding="latin-1", stderr=PIPE) as refused:
        err = refused.communicate(timeout=60)[1]
    assert refused.returncode == 1
    assert (err.count(b"\n"), b"Traceback" in err) == (1, False)


@pytest.mark.parametrize("arguments", [["doctor"], ["client", "list", "--json"]])
def test_a_closed_pipe_ends_a_command_without_a_word(run: Run, settings: Settings, arguments: list[str]) -> None:
    run("user", "list")
    reading, writing = os.pipe()
    os.close(reading)
    try:
        with convener(settings, *arguments, stdout=writing, stderr=PIPE) as command:
            assert command.communicate(timeout=60)[1] == b""
    finally:
        os.close(writing)
