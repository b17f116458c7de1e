"""A database that is away while people are in a room and an application calls: what they are told, and what the log
says."""

from __future__ import annotations

import json
import os
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.sync.client import ClientConnection, connect

from tests.servers import Postgres, RunningServer, wait_until

pytestmark = [pytest.mark.long, pytest.mark.postgres]

SECONDS = 16.0 if "FAULT_SECONDS" in os.environ else 3.0


def test_a_database_that_is_away(tmp_path: Path) -> None:
    postgres = Postgres.find()
    if postgres is None:
        pytest.skip("PostgreSQL is not installed")
    postgres.start()
    server = RunningServer(tmp_path / "data", database_url=postgres.new_database())
    server.start()
    try:
        auth = server.client_create()
        made = httpx.post(f"{server.base_url}/createMeeting", data={"meetingKey": "k", "hostid": "h"}, auth=auth).json()
        answers = Counter[str]()
        with connect(f"{server.base_url.replace('http', 'ws', 1)}/api/v1/room") as room:
            link = made["hostUrl"].rpartition("/")[2]
            token = httpx.post(f"{server.base_url}/api/v1/entries", json={"link": link}).json()["token"]
            room.send(json.dumps({"type": "enter", "token": token, "ref": 6}))
            assert answer_to(room, 6)["type"] == "done"
            postgres.halt()
            began, until = time.monotonic(), time.monotonic() + SECONDS
            callers = [threading.Thread(target=call, args=(server, auth, until, answers)) for _ in range(4)]
            for caller in callers:
                caller.start()
            room.send(json.dumps({"type": "setHand", "raised": True, "ref": 7}))
            answer = answer_to(room, 7)
            assert (answer["type"], answer["error"]) == ("refused", "unavailable")
            for caller in callers:
                caller.join()
            away = time.monotonic() - began
            postgres.restart()
            wait_until(lambda: call_once(server, auth) == "done", "the API to answer again")
        lines = [json.loads(line) for line in server.log.read_text().splitlines() if line.startswith("{")]
        failures = [line for line in lines if line["level"] in ("warning", "error")]
        summed = len(failures) + sum(line.get("more", 0) for line in failures)
        print(f"\n{summed} failures in {away:.1f} s: {len(failures)} lines; callers were told {dict(answers)}")
        assert set(answers) == {"unavailable"}
        assert summed > len(failures)
        assert len(failures) <= away + 10
    finally:
        server.stop()
        postgres.stop()


def answer_to(room: ClientConnection, ref: int) -> dict[str, Any]:
    """What the server answers to the command with this number."""
    while True:
        answer: dict[str, Any] = json.loads(room.recv(60))
        if answer.get("ref") == ref:
            return answer


def call(server: RunningServer, auth: tuple[str, str], until: float, answers: Counter[str]) -> None:
    while time.monotonic() < until:
        answers[call_once(server, auth)] += 1


def call_once(server: RunningServer, auth: tuple[str, str]) -> str:
    """The word of the reply to a call, ``done`` where it succeeded."""
    reply = httpx.post(f"{server.base_url}/getMeetingStatus", data={"meetingKey": "k"}, auth=auth, timeout=60).json()
    return str(reply.get("error", "done"))
