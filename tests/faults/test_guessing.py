"""Connections that guess passwords: everybody else is served meanwhile, and as quickly."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.servers import RunningServer

pytestmark = pytest.mark.long

CONNECTIONS, ROUNDS, SECONDS = (60, 5, 4.0) if "FAULT_SECONDS" in os.environ else (12, 1, 0.5)
"""In a run of all tests few connections for a moment: what is asked for is done to its end, a hash after the other."""

FAILURES = 10
PASSWORD = "q7!Vd2xw-long"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    data: Path = tmp_path_factory.mktemp("guessing") / "data"
    running = RunningServer(data, sign_in_failures=FAILURES, address_failures=5 * FAILURES)
    running.start()
    made = running.cli("user", "create", "ann", "--role", "organizer", "--password", PASSWORD)
    assert made.returncode == 0, made.stderr
    yield running
    assert running.stop() == 0


class Caller:
    """An application and an organizer who call one after the other, and how long each call took."""

    def __init__(self, server: RunningServer, name: str) -> None:
        sid, token = server.client_create(name)
        self._application = httpx.Client(base_url=server.base_url, auth=(sid, token), timeout=60)
        self._organizer = httpx.Client(base_url=server.base_url, timeout=60)
        self._number = 0

    def call(self, until: float) -> list[float]:
        """Seconds that each ``createMeeting`` took until then, ten at least; fails where a call is refused."""
        taken: list[float] = []
        while time.monotonic() < until or len(taken) < 10:
            self._number += 1
            began = time.monotonic()
            created = self._application.post(
                "/createMeeting", data={"meetingKey": f"k{self._number}", "name": "n", "hostid": "h", "hostname": "Ann"}
            )
            taken.append(time.monotonic() - began)
            assert created.json()["resultcode"] == 1, created.text
            if self._number % 10 == 0:
                self.ask_as_organizer()
            time.sleep(0.005)
        return taken

    def ask_as_organizer(self) -> None:
        """A message with a password that is right."""
        sender = f'authUser="ann" authPassword="{PASSWORD}"'
        body = f"<PlaceWareConfCenter {sender}><GetUserProfileRequest/></PlaceWareConfCenter>"
        reply = self._organizer.post("/cc/main/xml/4.0", content=body)
        assert "<GetUserProfileReply" in reply.text, reply.text

    def close(self) -> None:
        self._application.close()
        self._organizer.close()


def attack(server: RunningServer, addresses: int, seconds: float) -> subprocess.Popen[str]:
    """Begin to guess on all connections; returns when the first guess was answered."""
    arguments = [server.base_url.rpartition(":")[2], str(CONNECTIONS), str(addresses), str(seconds)]
    command = [sys.executable, "-m", "tests.faults.guessing", *arguments]
    guessing = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert guessing.stdout is not None
    assert guessing.stdout.readline() == "guessing\n"
    return guessing


@pytest.mark.parametrize("addresses", [1, CONNECTIONS])
def test_others_are_served_while_passwords_are_guessed(server: RunningServer, addresses: int) -> None:
    """Quiet and attacked in turn, so that other work of this machine is in the way of both."""
    began = time.monotonic()
    caller = Caller(server, f"crm {addresses}")
    caller.ask_as_organizer()
    caller.call(time.monotonic() + SECONDS)
    quiet, attacked, found = list[float](), list[float](), Counter[str]()
    for _ in range(ROUNDS):
        quiet += caller.call(time.monotonic() + SECONDS)
        with attack(server, addresses, SECONDS) as guessing:
            attacked += caller.call(time.monotonic() + SECONDS)
            found += Counter(json.loads(guessing.communicate(timeout=600)[0]))
    caller.close()
    assert set(found) <= {"wrong", "refused", "busy"}
    windows = 1 + (time.monotonic() - began) // 60
    assert found["wrong"] <= addresses * 5 * FAILURES * (windows + 1)
    in_ms = {name: statistics.quantiles(taken, n=100) for name, taken in (("quiet", quiet), ("attacked", attacked))}
    shown = {name: f"median {in_ms[name][49] * 1000:.1f} ms, p99 {in_ms[name][98] * 1000:.1f} ms" for name in in_ms}
    print(
        f"\n{CONNECTIONS} connections guess from {addresses} addresses, {ROUNDS} times {SECONDS:g} s: {dict(found)};"
        f" createMeeting of another: quiet {shown['quiet']} of {len(quiet)}, attacked {shown['attacked']} of"
        f" {len(attacked)}; p99 ratio {in_ms['attacked'][98] / in_ms['quiet'][98]:.2f}"
    )
