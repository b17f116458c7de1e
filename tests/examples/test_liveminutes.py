"""The examples run as their README says, where their language is on this machine."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.servers import RunningServer

pytestmark = pytest.mark.long

EXAMPLES = Path(__file__).parents[2] / "examples" / "liveminutes"
EXPECTED = [
    r"meeting +http://127\.0\.0\.1:\d+/m/[A-Z0-9]{10}",
    r"host +http://127\.0\.0\.1:\d+/e/LIVE[A-Z0-9]{20}",
    r"user-2 +http://127\.0\.0\.1:\d+/e/LIVE[A-Z0-9]{20}",
    r"user-3 +http://127\.0\.0\.1:\d+/e/LIVE[A-Z0-9]{20}",
    "meeting status +1",
    "status of user-1 +2",
    "status of user-2 +2",
    "status of user-3 +2",
    "after cancelling +12",
]
LANGUAGES = {
    "php": ["php", str(EXAMPLES / "php" / "liveminutes.php")],
    "python": ["python3", str(EXAMPLES / "python" / "liveminutes.py")],
    "curl": ["sh", str(EXAMPLES / "curl" / "liveminutes.sh")],
    "csharp": ["mono"],
}


def command(language: str, folder: Path) -> list[str]:
    """How to run an example; skips where its language is not here."""
    needed = {"curl": ["sh", "curl"], "csharp": ["mcs", "mono"]}.get(language, [LANGUAGES[language][0]])
    for program in needed:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not on this machine")
    if language != "csharp":
        return LANGUAGES[language]
    built = folder / "LiveMinutes.exe"
    source = EXAMPLES / "csharp" / "LiveMinutes.cs"
    references = ["-r:System.Net.Http", "-r:System.Web.Extensions"]
    subprocess.run(["mcs", *references, f"-out:{built}", str(source)], check=True, timeout=120)
    return ["mono", str(built)]


def run(command: list[str], **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LIVEMINUTES_")}
    for _ in range(3):
        done = subprocess.run(command, env={**environment, **settings}, capture_output=True, text=True, timeout=120)
        # Mono fails an assertion of its own now and then, which says nothing of the example.
        if command[0] != "mono" or done.returncode != -signal.SIGABRT:
            break
    return done


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_example_holds_a_meeting(shared_server: RunningServer, tmp_path: Path, language: str) -> None:
    sid, token = shared_server.client_create(language)
    program = command(language, tmp_path)
    done = run(program, LIVEMINUTES_URL=shared_server.base_url, LIVEMINUTES_SID=sid, LIVEMINUTES_TOKEN=token)
    assert done.returncode == 0, done.stderr
    printed = done.stdout.splitlines()
    assert len(printed) == len(EXPECTED), done.stdout
    for line, pattern in zip(printed, EXPECTED, strict=True):
        assert re.fullmatch(pattern, line), line


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_example_says_what_went_wrong(shared_server: RunningServer, tmp_path: Path, language: str) -> None:
    program = command(language, tmp_path)
    sid = f"AC{language}"
    done = run(program, LIVEMINUTES_URL=shared_server.base_url, LIVEMINUTES_SID=sid, LIVEMINUTES_TOKEN="wrong")
    assert done.returncode != 0
    assert "createMeeting failed" in done.stderr
    assert run(program, LIVEMINUTES_URL=shared_server.base_url).returncode == 2
