"""The server does what its OpenAPI document says: schemathesis makes calls from it, right ones and wrong ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.servers import RunningServer

ROOT = Path(__file__).parents[3]
CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
PASSWORD = "correct horse battery"


@pytest.mark.contract
def test_the_server_keeps_to_its_document(tmp_path: Path) -> None:
    server = RunningServer(
        tmp_path / "data",
        trusted_proxies="127.0.0.1",
        sign_in_failures=1_000_000,
        address_failures=5_000_000,
        entries=1_000_000,
    )
    server.start()
    try:
        assert server.cli("user", "create", "ann", "--role", "organizer", "--password", PASSWORD).returncode == 0
        with httpx.Client(base_url=server.base_url) as browser:
            browser.get("/api/v1/session")
            browser.headers["x-csrf-token"] = browser.cookies["csrftoken"]
            signed_in = browser.post("/api/v1/session", json={"userId": "ann", "password": PASSWORD})
            assert signed_in.status_code == 200, signed_in.text
            csrf = browser.headers["x-csrf-token"] = browser.cookies["csrftoken"]
            meeting = browser.post("/api/v1/meetings", json={}).json()
            environment = {
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "CONTRACT_CSRF": csrf,
                "CONTRACT_SESSION": browser.cookies["convener_session"],
                "CONTRACT_MID": meeting["mid"],
            }
        done = subprocess.run(
            [
                str(Path(sys.executable).with_name("schemathesis")),
                f"--config-file={CONFIGURATION}",
                "run",
                "--no-color",
                f"{server.base_url}/api/v1/openapi.json",
            ],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Tested: 113" in done.stdout
        assert "internal error" not in server.log.read_text()
    finally:
        server.stop()
