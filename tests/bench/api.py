"""How fast the LiveMinutes API answers: one server process on SQLite, with 1k, 10k and 100k meetings in the database.

Load comes from another process (``tests.bench.load``) on the same machine. Prints a table, writes
``bench-results/api.json``. Run it with ``python -m tests.bench.api [MEETINGS …]``.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import insert

from convener.domain import centers, clients
from convener.domain.rules import now
from convener.domain.secrets import SMALL_AND_DIGITS, UNMISTAKABLE, Secrets, random_text
from convener.storage.database import Database
from convener.storage.tables import ApiClient, Event, Meeting, Participant, User
from tests.servers import RunningServer

from .report import measured, verdict

SIZES = (1_000, 10_000, 100_000)
USERS = 1_000
CONNECTIONS = 8
SECONDS, WARM_UP = 4.0, 0.5
CHUNK = 10_000
TARGETS = {"getMeetingStatus": 2_000, "createMeeting": 700}
MOST_SLOWER, MOST_MEMORY = 1.2, 250


class House:
    """A data folder with an API client in it, and ever more meetings."""

    def __init__(self, data: Path) -> None:
        self._secrets = Secrets.in_folder(data)
        self._database = Database(f"sqlite:///{data / 'convener.sqlite3'}")
        self._database.migrate()
        self.meetings = 0
        with self._database.write() as session:
            center = centers.ensure_center(session, "main", "Convener")
            rules: Any = type("Rules", (), {"secrets": self._secrets})
            client, credentials = clients.create(session, rules, center, "bench", max_users=10**9, max_sessions=10**9)
            self._center_id, self._client_id = center.id, client.id
            pair = f"{credentials.account_sid}:{credentials.auth_token}"
            self.authorization = "Basic " + base64.b64encode(pair.encode()).decode()
            users = [self._user(number) for number in range(USERS)]
            session.execute(insert(User), users)
            session.get_one(ApiClient, client.id).users = USERS

    def _user(self, number: int) -> dict[str, Any]:
        user_id = "api-" + random_text(SMALL_AND_DIGITS, 16)
        return {
            "center_id": self._center_id,
            "user_id": user_id,
            "user_id_folded": user_id,
            "api_client_id": self._client_id,
            "external_id": f"user{number}",
            "display_name": f"User {number}",
            "role": "organizer",
            "created_at": now(),
        }

    def grow(self, size: int) -> None:
        """Bring the number of meetings to ``size``: each with a host, a participant, and the events of their making."""
        with self._database.read() as session:
            first_user = session.query(User.id).filter(User.external_id == "user0").one()[0]
        while self.meetings < size:
            numbers = range(self.meetings, min(self.meetings + CHUNK, size))
            with self._database.write() as session:
                # Calls that were measured have made meetings too: ids come from the database.
                rows = [self._meeting(number, first_user) for number in numbers]
                ids = list(session.scalars(insert(Meeting).returning(Meeting.id, sort_by_parameter_order=True), rows))
                people = [
                    self._participant(
                        meeting_id, first_user + (number + shift) % USERS, "attendee" if shift else "host"
                    )
                    for meeting_id, number in zip(ids, numbers, strict=True)
                    for shift in (0, 1)
                ]
                session.execute(insert(Participant), people)
                session.execute(
                    insert(Event), [self._event(meeting_id, seq) for meeting_id in ids for seq in (1, 2, 3)]
                )
            self.meetings = numbers[-1] + 1

    def _meeting(self, number: int, first_user: int) -> dict[str, Any]:
        code = random_text(UNMISTAKABLE, 10)
        return {
            "center_id": self._center_id,
            "mid": random_text(SMALL_AND_DIGITS, 16),
            "name": code,
            "name_folded": code.lower(),
            "api_client_id": self._client_id,
            "meeting_key": f"key-{number}",
            "owner_id": first_user + number % USERS,
            "title": f"Meeting {number}",
            "status": "scheduled",
            "created_at": now(),
            "last_seq": 3,
        }

    def _participant(self, meeting_id: int, user_id: int, role: str) -> dict[str, Any]:
        public_id = random_text(SMALL_AND_DIGITS, 16)
        return {
            "meeting_id": meeting_id,
            "user_id": user_id,
            "public_id": public_id,
            "link_hash": self._secrets.link_hash(self._secrets.link(public_id)),
            "role": role,
            "status": "accepted",
            "created_at": now(),
        }

    def _event(self, meeting_id: int, seq: int) -> dict[str, Any]:
        return {
            "center_id": self._center_id,
            "meeting_id": meeting_id,
            "seq": seq,
            "type": "meeting:meeting:created" if seq == 1 else "meeting:participant:added",
            "at": now(),
            "data": {},
        }

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def calls(size: int) -> dict[str, dict[str, str]]:
    """The methods that are measured and their parameters, with the numbers of :func:`tests.bench.load.measure`."""
    return {
        "getMeetingStatus": {"meetingKey": "key-{m}"},
        "createMeeting": {"meetingKey": f"new-{size}-{{n}}", "hostid": "user{h}", "title": "Weekly {n}"},
        "addParticipant": {"meetingKey": "key-{m}", "puid": "user{h}", "nickname": "Guest {n}"},
    }


def load(base_url: str, authorization: str, method: str, fields: dict[str, str], size: int) -> dict[str, Any]:
    """What one method does under load."""
    job = {
        "base_url": base_url,
        "path": f"/{method}",
        "headers": {"Authorization": authorization, "Content-Type": "application/x-www-form-urlencoded"},
        "success": '"resultcode":1',
        "fields": fields,
        "seconds": SECONDS,
        "warm_up": WARM_UP,
        "connections": CONNECTIONS,
        "modulo": size,
        "users": USERS,
        "first": 0,
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.load"],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def measure_size(house: House, data: Path, size: int) -> list[dict[str, Any]]:
    """Fill up, serve, put load on each method; a row for each."""
    house.grow(size)
    server = RunningServer(data, api_calls=10**9)
    server.start()
    rows = []
    try:
        assert server.process is not None
        process = psutil.Process(server.process.pid)
        for method, fields in calls(size).items():
            before = process.cpu_times()
            result = load(server.base_url, house.authorization, method, fields, size)
            after = process.cpu_times()
            if result["failures"]:
                raise SystemExit(f"{method} failed {result['failures']} times: {result['first_failure']}")
            spent = after.user + after.system - before.user - before.system
            rows.append(
                {
                    "method": method,
                    "meetings": size,
                    "calls/s": result["per_second"],
                    "p50 ms": result["p50_ms"],
                    "p95 ms": result["p95_ms"],
                    "p99 ms": result["p99_ms"],
                    "server CPU ms/call": round(spent * 1000 / max(1, result["all_calls"]), 3),
                    "server MiB": round(process.memory_info().rss / 2**20, 1),
                }
            )
    finally:
        server.stop()
    return rows


def verdicts(rows: list[dict[str, Any]]) -> list[str]:
    """The targets, and whether they were reached."""
    said = []
    rates: dict[str, list[float]] = {}
    for row in rows:
        rates.setdefault(row["method"], []).append(row["calls/s"])
    for method, target in TARGETS.items():
        said.append(
            verdict(min(rates[method]) >= target, f"{method}: {min(rates[method]):,.0f}/s, wanted {target:,}/s")
        )
    for method, found in rates.items():
        slower = found[0] / found[-1]
        said.append(
            verdict(slower <= MOST_SLOWER, f"{method}: {slower:.2f}x slower at most meetings, wanted {MOST_SLOWER}x")
        )
    memory = max(row["server MiB"] for row in rows)
    said.append(verdict(memory < MOST_MEMORY, f"memory: {memory:,.0f} MiB, wanted less than {MOST_MEMORY} MiB"))
    return said


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Measure, print, write."""
    title = f"LiveMinutes API: one server process on SQLite, {CONNECTIONS} connections, load from the same machine"
    measured("api", title, "method", list(calls(0)), sizes, House, measure_size, verdicts)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
