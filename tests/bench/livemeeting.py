"""How fast the Live Meeting service API answers: one server process on SQLite, with 1k, 10k and 100k meetings in the
center, ten visits to each.

Load comes from another process (``tests.bench.load``) on the same machine. Prints a table, writes
``bench-results/livemeeting.json``. Run it with ``python -m tests.bench.livemeeting [MEETINGS …]``.

Meetings lie scattered over two years and begin at full and half hours. What a list finds is the same number of meetings
at each size (200, of which a page of 50 is asked for), so that ratios show what the size of the center costs, not that
of the reply. The seats of 30 days are as many steps as there are half hours in which something begins or ends.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import delete, insert, select, update

from convener.domain import centers, people, visited
from convener.domain.rules import now
from convener.domain.secrets import SMALL_AND_DIGITS, Secrets, random_text
from convener.storage.database import Database, Session
from convener.storage.tables import Event, Meeting, Participant, SeatDay, SeatStep, User, Visit, VisitedHour
from tests.servers import RunningServer

from .report import measured, verdict

SIZES = (1_000, 10_000, 100_000)
OF_OWNER, FOUND, PAGE = 200, 200, 50
VISITS = 10
SEATS = 10
CONNECTIONS = 8
SECONDS, WARM_UP = 4.0, 0.5
CHUNK = 5_000
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
HALF_HOURS = 2 * 365 * 48
SCATTER = (5**0.5 - 1) / 2
"""Multiples of it, modulo 1, lie evenly however many there are."""
PASSWORD = "a long password of the benchmark"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

LOOK_UP, CREATE, RESERVED = "ListMeetings by mid", "CreateMeeting", "GetSeatsReserved, 30 days"
PAGES = ("ListMeetings by owner, page", "ListMeetings by startTime, page", "ListMeetings by visitedIn, page")
TARGETS = {LOOK_UP: 1_000, CREATE: 400}
MOST_SLOWER_LOOK_UP, MOST_SLOWER_PAGE, MOST_LOOK_UPS_OF_RESERVED = 1.2, 1.5, 20


def start_of(number: int) -> datetime:
    """When meeting ``number`` begins."""
    return FIRST + timedelta(minutes=30 * int(number * SCATTER % 1 * HALF_HOURS))


def instant(moment: datetime) -> str:
    """As the API writes it."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


class House:
    """A data folder with an administrator in its center, and ever more meetings."""

    def __init__(self, data: Path) -> None:
        self._secrets = Secrets.in_folder(data)
        self._database = Database(f"sqlite:///{data / 'convener.sqlite3'}")
        self._database.migrate()
        self.meetings = 0
        with self._database.write() as session:
            center = centers.ensure_center(session, "main", "Convener")
            people.create_user(session, center, "bench", "administrator", PASSWORD, email="bench@example.org")
            self._center_id = center.id

    def grow(self, size: int) -> None:
        """Bring the number of meetings to ``size``: each with its host, the events of its making, and visits."""
        while self.meetings < size:
            numbers = range(self.meetings, min(self.meetings + CHUNK, size))
            with self._database.write() as session:
                self._add(session, numbers)
            self.meetings = numbers[-1] + 1
        with self._database.write() as session:
            self._count_seats(session)
            # What a server that has run for a while has gathered: the planner's figures.
            session.connection().exec_driver_sql("ANALYZE")

    def _add(self, session: Session, numbers: range) -> None:
        owners = sorted({number // OF_OWNER for number in numbers})
        session.execute(insert(User), [self._owner(owner) for owner in owners if owner * OF_OWNER >= numbers[0]])
        found = session.execute(select(User.user_id, User.id).where(User.user_id.like("owner%"))).all()
        ids = {user_id: key for user_id, key in found}  # noqa: C416
        rows = [self._meeting(number, ids[f"owner{number // OF_OWNER}"]) for number in numbers]
        made = list(session.scalars(insert(Meeting).returning(Meeting.id, sort_by_parameter_order=True), rows))
        hosts = [self._host(key, row["owner_id"]) for key, row in zip(made, rows, strict=True)]
        held = list(session.scalars(insert(Participant).returning(Participant.id, sort_by_parameter_order=True), hosts))
        session.execute(insert(Event), [self._event(key, seq) for key in made for seq in (1, 2)])
        visits = [
            self._visit(key, host, number, visit)
            for key, host, number in zip(made, held, numbers, strict=True)
            for visit in range(VISITS)
        ]
        session.execute(insert(Visit), visits)
        touched = {
            (hour, one["meeting_id"]) for one in visits for hour in visited.hours(one["entered_at"], one["left_at"])
        }
        session.execute(
            insert(VisitedHour),
            [{"center_id": self._center_id, "hour": hour, "meeting_id": key} for hour, key in sorted(touched)],
        )
        for owner, number in Counter(row["owner_id"] for row in rows).items():
            session.execute(update(User).where(User.id == owner).values(meetings=User.meetings + number))

    def _count_seats(self, session: Session) -> None:
        """Seats as :mod:`convener.domain.seats` would have counted them, of all meetings that there are."""
        steps: Counter[datetime] = Counter()
        for start, end, seats in session.execute(select(Meeting.starts_at, Meeting.ends_at, Meeting.seats)):
            if start is not None and end is not None and seats is not None:
                steps[start] += seats
                steps[end] -= seats
        days: Counter[int] = Counter()
        for moment, delta in steps.items():
            days[(moment - EPOCH) // timedelta(days=1)] += delta
        session.execute(delete(SeatStep))
        session.execute(delete(SeatDay))
        center = {"center_id": self._center_id}
        session.execute(insert(SeatStep), [{**center, "at": at, "delta": delta} for at, delta in steps.items()])
        session.execute(insert(SeatDay), [{**center, "day": day, "delta": delta} for day, delta in days.items()])

    def _owner(self, number: int) -> dict[str, Any]:
        name = f"owner{number}"
        return {
            "center_id": self._center_id,
            "user_id": name,
            "user_id_folded": name,
            "display_name": f"Owner {number}",
            "role": "organizer",
            "schedules": True,
            "created_at": now(),
        }

    def _meeting(self, number: int, owner_id: int) -> dict[str, Any]:
        start = start_of(number)
        return {
            "center_id": self._center_id,
            "mid": f"m{number:015d}",
            "name": f"bench-{number}",
            "name_folded": f"bench-{number}",
            "owner_id": owner_id,
            "title": f"Meeting {number}",
            "title_folded": f"meeting {number}",
            "billing": f"K-{number % 500}",
            "billing_folded": f"k-{number % 500}",
            "starts_at": start,
            "ends_at": start + timedelta(hours=1),
            "seats": SEATS,
            "status": "finished",
            "doors": "always",
            "audience_entry": "password",
            "audience_password": "kR4!tweZ",
            "presenter_entry": "password",
            "presenter_password": "9p-Uhg2X",
            "created_at": now(),
            "last_seq": 2,
        }

    def _host(self, meeting_id: int, user_id: int) -> dict[str, Any]:
        public_id = random_text(SMALL_AND_DIGITS, 16)
        return {
            "meeting_id": meeting_id,
            "user_id": user_id,
            "public_id": public_id,
            "link_hash": self._secrets.link_hash(self._secrets.link(public_id)),
            "role": "host",
            "status": "quit",
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

    def _visit(self, meeting_id: int, participant_id: int, number: int, visit: int) -> dict[str, Any]:
        entered_at = start_of(number) + timedelta(minutes=5 * visit)
        return {
            "vid": f"v{number * VISITS + visit:015d}",
            "meeting_id": meeting_id,
            "participant_id": participant_id,
            "name": f"Visitor {visit}",
            "role": "host",
            "entered_at": entered_at,
            "left_at": entered_at + timedelta(minutes=4),
            "left_reason": "left",
        }

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def _message(text: str) -> str:
    return f'<PlaceWareConfCenter authUser="bench" authPassword="{PASSWORD}">{text}</PlaceWareConfCenter>'


def _fields(*names: str) -> str:
    return "<FieldList>" + "".join(f"<Name>{name}</Name>" for name in names) + "</FieldList>"


def _interval(start: datetime, end: datetime) -> str:
    return f'<TimeInterval startTime="{instant(start)}" endTime="{instant(end)}"/>'


def _intervals(text: str, length: timedelta) -> list[str]:
    """The message for a hundred intervals of this length, scattered over the two years; ``{}`` is where it stands."""
    space = timedelta(minutes=30 * HALF_HOURS) - length
    starts = [
        FIRST + timedelta(hours=int(number * SCATTER % 1 * (space / timedelta(hours=1)))) for number in range(100)
    ]
    return [_message(text.replace("{}", _interval(start, start + length))) for start in starts]


def calls(size: int) -> dict[str, dict[str, Any]]:
    """What is measured: bodies, with the numbers of :func:`tests.bench.load.measure`, and what a good reply holds."""
    page = f'<ListMeetingsRequest pageSize="{PAGE}" pageNum="2">'
    row = _fields("mid", "name", "title", "startTime", "endTime", "owner", "status", "maxUsers")
    # As long an interval as holds FOUND meetings; visits of a meeting lie within its first hour.
    found = timedelta(hours=max(1, round(FOUND / size * HALF_HOURS / 2)))
    query = '<TimeIntervalQuery fieldName="FIELD">{}</TimeIntervalQuery>'
    begin = page + query.replace("FIELD", "startTime") + row + "</ListMeetingsRequest>"
    visit = page + query.replace("FIELD", "visitedIn") + row + "</ListMeetingsRequest>"
    by_mid = '<StringQuery fieldName="mid" operator="=" value="m{m:015d}"/>'
    by_owner = '<StringQuery fieldName="owner" operator="=" value="owner{h}"/>'
    times = '<TimeOption name="startTime" value="{0}"/><TimeOption name="endTime" value="{1}"/>'
    start = FIRST + timedelta(days=900)
    create = (
        f'<CreateMeetingRequest name="new-{size}-{{n}}" title="Weekly {{n}}" maxUsers="10"><OptionList>'
        + times.format(instant(start), instant(start + timedelta(hours=1)))
        + f"</OptionList>{_fields('mid', 'name', 'audiencePassword')}</CreateMeetingRequest>"
    )
    reserved = "<GetSeatsReservedRequest>{}</GetSeatsReservedRequest>"
    some = "<ListMeetingsReply><MeetingReply>"
    return {
        LOOK_UP: {
            "body": _message(f"<ListMeetingsRequest>{by_mid}{row}</ListMeetingsRequest>"),
            "success": "<MeetingReply>",
        },
        CREATE: {"body": _message(create), "success": "<CreateMeetingReply>"},
        PAGES[0]: {"body": _message(f"{page}{by_owner}{row}</ListMeetingsRequest>"), "success": some},
        PAGES[1]: {"bodies": _intervals(begin, found), "success": some},
        PAGES[2]: {"bodies": _intervals(visit, found), "success": some},
        RESERVED: {"bodies": _intervals(reserved, timedelta(days=30)), "success": "<SeatsReserved "},
    }


def load(base_url: str, job: dict[str, Any], size: int) -> dict[str, Any]:
    """What one message does under load."""
    job = {
        "base_url": base_url,
        "path": "/cc/_XML/main/xml/4.0",
        "headers": {"Content-Type": "application/xml"},
        "seconds": SECONDS,
        "warm_up": WARM_UP,
        "connections": CONNECTIONS,
        "modulo": size,
        "users": max(1, size // OF_OWNER),
        "first": 0,
        **job,
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.load"],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def measure_size(house: House, data: Path, size: int) -> list[dict[str, Any]]:
    """Fill up, serve, put load on each message; a row for each."""
    house.grow(size)
    server = RunningServer(data)
    server.start()
    rows = []
    try:
        assert server.process is not None
        process = psutil.Process(server.process.pid)
        for name, job in calls(size).items():
            before = process.cpu_times()
            result = load(server.base_url, job, size)
            after = process.cpu_times()
            if result["failures"]:
                raise SystemExit(f"{name} failed {result['failures']} times: {result['first_failure']}")
            spent = after.user + after.system - before.user - before.system
            rows.append(
                {
                    "message": name,
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
    rates: dict[str, list[float]] = {}
    for row in rows:
        rates.setdefault(row["message"], []).append(row["calls/s"])
    said = [
        verdict(rates[name][-1] >= target, f"{name}: {rates[name][-1]:,.0f}/s at most meetings, wanted {target:,}/s")
        for name, target in TARGETS.items()
    ]
    for name, most in {LOOK_UP: MOST_SLOWER_LOOK_UP, **dict.fromkeys(PAGES, MOST_SLOWER_PAGE)}.items():
        slower = rates[name][0] / rates[name][-1]
        said.append(verdict(slower <= most, f"{name}: {slower:.2f}x slower at most meetings, wanted {most}x"))
    times = rates[LOOK_UP][-1] / rates[RESERVED][-1]
    wanted = MOST_LOOK_UPS_OF_RESERVED
    said.append(verdict(times <= wanted, f"{RESERVED}: {times:.1f} look-ups by mid, wanted at most {wanted}"))
    return said


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Measure, print, write."""
    title = f"Live Meeting service API: one server process on SQLite, {CONNECTIONS} connections, same machine"
    measured("livemeeting", title, "message", list(calls(1)), sizes, House, measure_size, verdicts)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
