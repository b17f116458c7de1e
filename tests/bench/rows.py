"""Rows of meetings put straight into the database, for benchmarks about the size of a center: the one module of the
benchmarks that knows the tables and the domain. What is compared across commits is made by :mod:`tests.bench.workloads`
instead, through the APIs.
"""

from __future__ import annotations

import base64
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select, update

from convener.domain.accounts import users
from convener.domain.attendance import visited_hours
from convener.domain.centers import api_clients, centers
from convener.domain.secrets import LOWERCASE_AND_DIGITS, UNAMBIGUOUS, Secrets, random_text
from convener.domain.site import now
from convener.storage.database import Database, Session
from convener.storage.models import (
    ApiClient,
    Event,
    Meeting,
    Participant,
    SeatDay,
    SeatStep,
    User,
    Visit,
    VisitedHour,
)

from .messages import OF_OWNER, PASSWORD, SEATS, start_of

USERS = 1_000
"""Users of the API client, each a host or an attendee of some meetings."""
VISITS = 10
"""Visits to each meeting of the Live Meeting service API."""
CHUNK = 10_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class LiveMinutesRows:
    """A data folder with an API client in it, and ever more meetings."""

    def __init__(self, data: Path) -> None:
        self._secrets = Secrets.in_folder(data)
        self._database = Database(f"sqlite:///{data / 'convener.sqlite3'}")
        self._database.migrate()
        self.meetings = 0
        with self._database.write() as session:
            center = centers.ensure_center(session, "main", "Convener")
            site: Any = type("Site", (), {"secrets": self._secrets})
            client, credentials = api_clients.create(
                session, site, center, "bench", max_users=10**9, max_sessions=10**9
            )
            self._center_id, self._client_id = center.id, client.id
            pair = f"{credentials.account_sid}:{credentials.auth_token}"
            self.authorization = "Basic " + base64.b64encode(pair.encode()).decode()
            users = [self._user(number) for number in range(USERS)]
            session.execute(insert(User), users)
            session.get_one(ApiClient, client.id).users = USERS

    def _user(self, number: int) -> dict[str, Any]:
        user_id = "api-" + random_text(LOWERCASE_AND_DIGITS, 16)
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
        code = random_text(UNAMBIGUOUS, 10)
        return {
            "center_id": self._center_id,
            "mid": random_text(LOWERCASE_AND_DIGITS, 16),
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
        public_id = random_text(LOWERCASE_AND_DIGITS, 16)
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
            "type": "meeting:participant:added",
            "at": now(),
            "data": {},
        }

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


class LiveMeetingRows:
    """A data folder with an administrator in its center, and ever more meetings."""

    def __init__(self, data: Path) -> None:
        self._secrets = Secrets.in_folder(data)
        self._database = Database(f"sqlite:///{data / 'convener.sqlite3'}")
        self._database.migrate()
        self.meetings = 0
        with self._database.write() as session:
            center = centers.ensure_center(session, "main", "Convener")
            users.create_user(session, center, "bench", "administrator", PASSWORD, email="bench@example.org")
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
            (hour, one["meeting_id"])
            for one in visits
            for hour in visited_hours.hours(one["entered_at"], one["left_at"])
        }
        session.execute(
            insert(VisitedHour),
            [{"center_id": self._center_id, "hour": hour, "meeting_id": key} for hour, key in sorted(touched)],
        )
        for owner, number in Counter(row["owner_id"] for row in rows).items():
            session.execute(update(User).where(User.id == owner).values(meetings=User.meetings + number))

    def _count_seats(self, session: Session) -> None:
        """Seats as :mod:`convener.domain.meetings.capacity` would have counted them, of all meetings that there are."""
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
        public_id = random_text(LOWERCASE_AND_DIGITS, 16)
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
            "type": "meeting:participant:added",
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
