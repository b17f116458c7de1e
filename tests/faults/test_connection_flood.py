"""More connections than there are places, which say nothing or nearly nothing: others come in, and people stay."""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from websockets.sync.client import ClientConnection, connect

from tests.servers import RunningServer

pytestmark = pytest.mark.long

FULL = "FAULT_SECONDS" in os.environ
PLACES, BY_ADDRESS, CONNECTIONS, SECONDS = (4096, 1200, 5000, 15.0) if FULL else (240, 100, 400, 1.0)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    data: Path = tmp_path_factory.mktemp("flooded") / "data"
    limits = {"connections": PLACES, "connections_by_address": BY_ADDRESS, "trusted_proxies": "192.0.2.1"}
    running = RunningServer(data, **limits)
    running.start()
    yield running
    assert running.stop() == 0


def call(server: RunningServer, auth: tuple[str, str], seconds: float) -> list[float]:
    """Milliseconds that each call of an application took, on a connection of its own each."""
    taken, until = list[float](), time.monotonic() + seconds
    new_ones = httpx.Limits(max_keepalive_connections=0)
    with httpx.Client(base_url=server.base_url, auth=auth, timeout=60, limits=new_ones) as client:
        while time.monotonic() < until or not taken:
            began = time.monotonic()
            reply = client.post("/getMeetingStatus", data={"meetingKey": "k"})
            assert reply.json()["resultcode"] == 1
            taken.append(1000 * (time.monotonic() - began))
    return taken


@pytest.mark.parametrize("addresses", [1, 40])
@pytest.mark.parametrize("way", ["idle", "head", "body"])
def test_a_flood_of_connections(server: RunningServer, way: str, addresses: int) -> None:
    auth = server.client_create(f"{way} {addresses}")
    made = httpx.post(f"{server.base_url}/createMeeting", data={"meetingKey": "k", "hostid": "h"}, auth=auth).json()
    link = made["hostUrl"].rpartition("/")[2]
    token = httpx.post(f"{server.base_url}/api/v1/entries", json={"link": link}).json()["token"]
    room_url = f"{server.base_url.replace('http', 'ws', 1)}/api/v1/room"
    quiet = call(server, auth, SECONDS)
    command = [sys.executable, "-m", "tests.faults.connection_flood", server.base_url.rpartition(":")[2], way]
    with connect(room_url) as room:
        room.send(json.dumps({"type": "enter", "token": token, "ref": 1}))
        await_answer(room, 1)
        arguments = [str(CONNECTIONS), str(addresses), str(SECONDS + 2)]
        with subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, text=True) as flooding:
            assert flooding.stdout is not None
            assert flooding.stdout.readline() == "flooding\n"
            flooded = call(server, auth, SECONDS)
            held = connections_open(server)
            room.send(json.dumps({"type": "setHand", "raised": True, "ref": 2}))
            await_answer(room, 2)
            with connect(room_url) as again:  # somebody who was in a room comes back
                again.send(json.dumps({"type": "enter", "token": token, "ref": 3}))
                await_answer(again, 3)
            found = json.loads(flooding.communicate(timeout=120)[0])
    print(
        f"\n{way}, {addresses} addresses: {CONNECTIONS} connections wanted, {found['opened']} opened,"
        f" {held} held of {PLACES};"
        f" calls quiet {statistics.median(quiet):.1f} ms, flooded {statistics.median(flooded):.1f} ms (medians)"
    )
    assert held <= (BY_ADDRESS + 10 if addresses == 1 else PLACES)


def connections_open(server: RunningServer) -> int:
    """How many connections the server has."""
    [line] = [line for line in server.metrics().splitlines() if line.startswith("convener_connections_open ")]
    return round(float(line.rpartition(" ")[2]))


def await_answer(room: ClientConnection, ref: int) -> None:
    """Wait until the server has done what this command said."""
    while True:
        answer = json.loads(room.recv(60))
        if answer.get("ref") == ref:
            assert answer["type"] == "done"
            return


def test_300_people_of_one_address_are_served(server: RunningServer) -> None:
    """As many as there are places for an address, each of whom has just loaded the page."""
    people = min(BY_ADDRESS, 300)
    idle = []
    try:
        for _ in range(people):
            one = socket.create_connection(("127.0.0.1", int(server.base_url.rpartition(":")[2])), timeout=60)
            one.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            assert one.recv(4096).startswith(b"HTTP/1.1 200")
            idle.append(one)
        with httpx.Client(base_url=server.base_url, timeout=60) as client:
            for _ in range(50):
                assert client.get("/").status_code == 200
    finally:
        for one in idle:
            one.close()
