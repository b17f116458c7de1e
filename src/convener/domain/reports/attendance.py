"""The report on attendance: who was in a meeting, from when to when, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.room import namesakes
from convener.domain.site import now
from convener.storage.models import Meeting, MeetingInstance, Participant, User, Visit

from .sheets import Sheet

COLUMNS = (
    "name",
    "user ID",
    "e-mail",
    "company",
    "first entered (UTC)",
    "last left (UTC)",
    "minutes",
    "visits",
    "role",
)


@dataclass(kw_only=True)
class Attendance:
    """A person's stays in a meeting, added up. ``last_left`` is None while the person is inside; ``seconds`` then count
    up to the report. Name, address, company and role are those of the last visit that has them. ``participant``: the
    person in the meeting; ``removed``: a host has ended the last visit."""

    participant: Participant
    name: str = ""
    user_id: str = ""
    email: str = ""
    company: str = ""
    role: str = ""
    first_entered: datetime
    last_left: datetime | None = None
    seconds: float = 0.0
    visits: int = 0
    removed: bool = False


def list_attendance(session: Session, meeting: Meeting, instance: MeetingInstance | None = None) -> list[Attendance]:
    """Everybody who was or is in the meeting, in one run of it where ``instance`` names one, in the order of entering.
    A user counts as one person, however often the user was added as a participant; each guest participant is one
    person."""
    moment = now()
    query = (
        select(Visit, Participant, User)
        .join(Participant, Participant.id == Visit.participant_id)
        .outerjoin(User, User.id == Participant.user_id)
        .where(Visit.meeting_id == meeting.id)
        .order_by(Visit.entered_at, Visit.id)
    )
    if instance is not None:
        query = query.where(Visit.instance_id == instance.id)
    people: dict[tuple[str, int], Attendance] = {}
    for visit, participant, user in session.execute(query):
        key = ("user", user.id) if user else ("guest", participant.id)
        person = people.setdefault(key, Attendance(participant=participant, first_entered=visit.entered_at))
        _add(person, visit, participant, user, moment)
    return list(people.values())


def sheet(session: Session, meeting: Meeting, instance: MeetingInstance | None = None) -> Sheet:
    """The attendance of a meeting, or of one run of it, as a table."""
    rows = [
        (
            one.name,
            one.user_id,
            one.email,
            one.company,
            one.first_entered,
            one.last_left,
            round(one.seconds / 60, 1),
            one.visits,
            one.role,
        )
        for one in list_attendance(session, meeting, instance)
    ]
    return Sheet(title="Attendance", columns=COLUMNS, rows=rows)


def _add(person: Attendance, visit: Visit, participant: Participant, user: User | None, moment: datetime) -> None:
    person.name, person.role = namesakes.shown_name(visit), visit.role
    # An application knows its users by ids of its own.
    person.user_id = (user.external_id or user.user_id) if user else ""
    person.email = visit.email or person.email or participant.email or (user.email if user else "")
    person.company = visit.company or person.company or participant.company or (user.company if user else "")
    person.participant, person.last_left = participant, visit.left_at
    person.removed = visit.left_reason == "removed"
    person.seconds += max(0.0, ((visit.left_at or moment) - visit.entered_at).total_seconds())
    person.visits += 1
