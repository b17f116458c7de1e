"""A real TURN server (Debian's coturn, where it is installed): the check finds it, and people meet by it alone."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.application import LiveMinutes, add, create
from tests.servers import RunningServer, free_port, wait_until

SECRET = "of-the-relay-and-the-server"

BY_RELAY_ALONE = """
(() => {
  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(configuration, ...rest) { super({ ...configuration, iceTransportPolicy: 'relay' }, ...rest); }
  };
})();
"""

CANDIDATES_IN_USE = """
async () => {
  const kinds = new Set();
  for (const connection of window.testConnections)
    for (const report of (await connection.getStats()).values())
      if (report.type === 'local-candidate' || report.type === 'remote-candidate') kinds.add(report.candidateType);
  return [...kinds];
}
"""


@pytest.fixture
def relayed_server(tmp_path: Path) -> Iterator[RunningServer]:
    """A server with a relay of its own, as docs/deployment.md describes it, but that everything is on this machine."""
    if shutil.which("turnserver") is None:
        pytest.skip("coturn is not installed")
    port, control = free_port(), free_port()
    options = {
        "listening-ip": "127.0.0.1",
        "relay-ip": "127.0.0.1",
        "listening-port": str(port),
        "cli-port": str(control),
        "realm": "turn.example.org",
        "static-auth-secret": SECRET,
        "user-quota": "60",
        "cli-password": SECRET,
        "pidfile": str(tmp_path / "turn.pid"),
        "log-file": str(tmp_path / "turn.log"),
    }
    flags = ["use-auth-secret", "allow-loopback-peers", "no-tls", "no-dtls"]
    settings = tmp_path / "turnserver.conf"
    settings.write_text("\n".join([*(f"{name}={value}" for name, value in options.items()), *flags, ""]))
    with ExitStack() as stack:
        relay = subprocess.Popen(
            ["turnserver", "-c", settings], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        stack.callback(relay.wait, 10)
        stack.callback(relay.kill)

        def listens() -> bool:
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", port)) == 0

        wait_until(listens, "the relay to listen")
        servers = [{"urls": [f"stun:127.0.0.1:{port}"]}, {"urls": [f"turn:127.0.0.1:{port}"]}]
        running = RunningServer(tmp_path / "data", ice_servers=json.dumps(servers), turn_secret=SECRET)
        running.launch()
        stack.callback(running.stop)
        running.await_ready()
        yield running


def test_the_check_finds_the_relay_and_people_meet_by_it_alone(relayed_server: RunningServer, new_person: Any) -> None:
    ann = new_person("Ann").open(f"{relayed_server.base_url}/check")
    ann.button("Start the check").click()
    results = ann.page.get_by_role("list", name="Results")
    expect(results.get_by_text("Where no direct way is open, calls go by the relay (TURN).")).to_be_visible()
    ann.close()

    api = LiveMinutes(relayed_server)
    made = create(api)
    bob, cleo = new_person("Bob"), new_person("Cleo")
    for person in (bob, cleo):
        person.context.add_init_script(BY_RELAY_ALONE)
    bob.join(add(api, "p1", "Bob"))
    cleo.join(made["meetingUrl"], name="Cleo")
    bob.sees("Cleo")
    cleo.sees("Bob")
    assert bob.page.evaluate(CANDIDATES_IN_USE) == ["relay"]
    api.close()
