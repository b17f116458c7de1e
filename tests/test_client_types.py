"""The client's generated types are those of the wire structs, as they are now."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parent.parent


def test_generated_types_are_fresh() -> None:
    if not (ROOT / "client" / "node_modules" / ".bin" / "openapi-typescript").exists():
        pytest.skip("the client's tools are not installed (npm ci in client/)")
    check = [sys.executable, str(ROOT / "tools" / "generate_types.py"), "--check"]
    result = subprocess.run(check, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
