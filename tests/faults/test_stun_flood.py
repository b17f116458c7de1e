"""A flood of STUN requests from one address: others are answered, HTTP too."""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import time

import httpx
import pytest

from convener.media.stun_responder import BURST, RATE
from tests.servers import RunningServer

pytestmark = pytest.mark.long

SECONDS = 10.0 if "FAULT_SECONDS" in os.environ else 2.0


def ask(client: httpx.Client, seconds: float) -> list[float]:
    """Milliseconds that each ``/healthz`` took meanwhile."""
    taken, until = list[float](), time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.monotonic()
        assert client.get("/healthz").status_code == 200
        taken.append(1000 * (time.monotonic() - began))
    return taken


def test_a_flood_of_stun_requests(shared_server: RunningServer) -> None:
    with httpx.Client(base_url=shared_server.base_url, timeout=60) as client:
        ask(client, 0.5)
        quiet = ask(client, SECONDS)
        command = [sys.executable, "-m", "tests.faults.stun_flood", str(shared_server.port), str(SECONDS)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as flooding:
            assert flooding.stdout is not None
            assert flooding.stdout.readline() == "flooding\n"
            flooded = ask(client, SECONDS)
            found = json.loads(flooding.communicate(timeout=120)[0])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.settimeout(0.5)
        other.bind(("127.0.0.2", 0))
        other.connect(("127.0.0.1", shared_server.port))
        for _ in range(100):
            other.send(b"\x00\x01\x00\x00\x21\x12\xa4\x42" + b"another one!")
            try:
                assert other.recv(1500)[:2] == b"\x01\x01"
                break
            except TimeoutError:
                continue  # lost in what is left of the flood
        else:
            raise AssertionError("another address gets no answer")
    print(
        f"\n{found['sent']} STUN requests in {SECONDS} s, {found['answered']} answered;"
        f" /healthz quiet {statistics.median(quiet):.1f} ms, flooded {statistics.median(flooded):.1f} ms (medians)"
    )
    # The flood has had its burst and its rate, whatever it sent.
    assert 0 < found["answered"] <= BURST + RATE * (SECONDS + 60)
