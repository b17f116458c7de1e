"""The house is in order: imports point one way, locks carry no address, the wheel carries the client."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def test_imports_point_one_way() -> None:
    tool = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([tool], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_python_locks_carry_no_address_of_an_index(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE), "options name an index or a folder of this machine"


def test_the_client_lock_carries_no_address_of_an_index() -> None:
    assert '"resolved"' not in (ROOT / "client/package-lock.json").read_text()


def test_the_wheel_carries_the_client(tmp_path: Path) -> None:
    """``pip install`` of the wheel and ``convener serve`` work without Node."""
    if not (ROOT / "src/convener/web/static/index.html").is_file():
        pytest.fail("the client is not built: make setup")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "convener/web/static/index.html" in names
    assert "convener/web/static/convener-embed.js" in names
    assert any(name.startswith("convener/web/static/assets/") and name.endswith(".js") for name in names)
    assert any(name.startswith("convener/storage/migrations/versions/0001") for name in names)
