"""The ports of the server."""

from __future__ import annotations

import json
import socket
from pathlib import Path

from convener.settings import Settings
from tests.diagnostics.conftest import find
from tests.servers import RunningServer


def test_a_port_of_another_program_is_broken(settings: Settings) -> None:
    with socket.socket() as other:
        other.bind((settings.host, settings.port))
        other.listen()
        assert find(settings, "server").broken


def test_a_udp_port_of_another_program_is_broken(settings: Settings) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as other:
        other.bind((settings.host, settings.port))
        assert find(settings, "STUN").broken


def test_a_running_server_is_seen(tmp_path: Path) -> None:
    server = RunningServer(tmp_path / "data")
    server.start()
    try:
        result = server.program("doctor", "--json")
        found = {finding["subject"]: finding for finding in json.loads(result.stdout)}
        assert found["server"]["message"].startswith("runs on")
        assert found["STUN"]["message"].startswith("answers")
    finally:
        server.stop()
