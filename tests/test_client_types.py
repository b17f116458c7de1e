"""The client's generated types are those of the server, as it is now."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from convener.apis import rest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.long
def test_generated_types_are_fresh() -> None:
    if not (ROOT / "client" / "node_modules" / ".bin" / "openapi-typescript").exists():
        pytest.skip("the client's tools are not installed (npm ci in client/)")
    check = [sys.executable, str(ROOT / "tools" / "generate_types.py"), "--check"]
    result = subprocess.run(check, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_replies_are_complete_and_requests_may_leave_out_what_has_a_default() -> None:
    schemas = rest.document()["components"]["schemas"]
    assert set(schemas["SignIn"]["required"]) == {"userId", "password"}
    assert schemas["NewMeeting"]["required"] == []
    assert set(schemas["MeetingSummary"]["required"]) == set(schemas["MeetingSummary"]["properties"])
    assert "waitSeconds" in schemas["EntryCheck"]["required"]
