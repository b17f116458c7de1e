"""What has to be true after all the killing."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

from sqlalchemy import func, select, text

from convener.storage.database import Database, Session
from convener.storage.models import (
    ApiClient,
    Event,
    Job,
    Mail,
    Meeting,
    MeetingInstance,
    Participant,
    RoomConnection,
    User,
    Visit,
)
from tests.factories.job_kinds import lines
from tests.factories.mail_server import MailServer

from .load import Acknowledged


def is_quiet(database: Database) -> bool:
    """Whether nobody is in a room, each run of a meeting has ended, and no job waits that somebody asked for."""
    with database.read() as session:
        unfinished = select(func.count()).where(Job.state.in_(("queued", "running")), Job.key.is_distinct_from(""))
        inside = select(func.count()).where(Visit.left_at.is_(None))
        running = select(func.count()).where(MeetingInstance.ended_at.is_(None))
        return all(session.scalar(query) == 0 for query in (unfinished, inside, running))


def check_integrity(database: Database) -> None:
    """The file is whole, and rows that refer to each other do."""
    if database.sqlite:
        with database.engine.connect() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []


def check_meetings(session: Session, done: Acknowledged) -> None:
    """Each acknowledged meeting is there, once, with its participants, and cancelled where that was acknowledged."""
    by_key: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in session.scalars(select(Meeting).where(Meeting.meeting_key.is_not(None))):
        by_key[str(meeting.meeting_key)].append(meeting)
    assert set(done.meetings) <= set(by_key)
    assert [key for key, found in by_key.items() if len(found) != 1] == [], "one meeting per key"
    assert {key for key, (meeting,) in by_key.items() if meeting.cancelled_at is not None} == done.cancelled
    people: dict[int, Counter[str]] = defaultdict(Counter)
    query = select(Participant.meeting_id, User.external_id).join(User, User.id == Participant.user_id)
    for meeting_id, puid in session.execute(query.where(Participant.cancelled_at.is_(None))):
        people[meeting_id][str(puid)] += 1
    for key in set(done.meetings) - done.cancelled:
        found = people[by_key[key][0].id]
        assert done.meetings[key] <= set(found), key
        assert set(found.values()) == {1}, "each participant once"
    names = Counter(session.scalars(select(Meeting.name).where(Meeting.name.like("x%-%"))))
    assert done.created <= set(names)
    assert set(names.values()) <= {1}
    deleted = set(session.scalars(select(Meeting.name).where(Meeting.name.like("x%-%"), Meeting.life == "deleted")))
    assert deleted == done.deleted


def check_counters(session: Session) -> None:
    """What is counted by the way agrees with what is there."""
    client = session.scalars(select(ApiClient)).one()
    of_client = Meeting.api_client_id == client.id
    assert client.sessions == session.scalar(select(func.count()).where(of_client, Meeting.cancelled_at.is_(None)))
    users = select(func.count()).where(User.api_client_id == client.id, User.deleted_at.is_(None))
    assert client.users == session.scalar(users)
    assert session.scalar(select(func.sum(Meeting.inside))) == 0
    assert session.scalar(select(func.count()).select_from(RoomConnection)) == 0


def check_events(session: Session) -> None:
    """The events of each meeting are numbered from 1 without holes, up to the number that the meeting knows."""
    numbers: dict[int, list[int]] = defaultdict(list)
    for meeting_id, seq in session.execute(select(Event.meeting_id, Event.seq).order_by(Event.meeting_id, Event.seq)):
        if meeting_id is not None and seq is not None:
            numbers[meeting_id].append(seq)
    last = dict(session.execute(select(Meeting.id, Meeting.last_seq)).all())
    assert {one: list(range(1, last[one] + 1)) for one in last if last[one]} == dict(numbers)


def check_visits(session: Session, done: Acknowledged) -> None:
    """Whoever got a snapshot has a visit with each raised hand; the visits of one person do not overlap, and each has
    ended, as has each run of a meeting."""
    room = session.scalars(select(Meeting).where(Meeting.meeting_key == "room")).one()
    query = select(User.external_id, Participant.id).join(User, User.id == Participant.user_id)
    guests = session.execute(query.where(Participant.meeting_id == room.id, User.external_id != "host"))
    for guest, participant_id in guests:
        puid = str(guest)
        visits = list(session.scalars(select(Visit).where(Visit.participant_id == participant_id).order_by(Visit.id)))
        assert bool(visits) or not done.entries[puid]
        for visit, following in pairwise(visits):
            left = visit.left_at
            assert left is not None
            assert visit.entered_at <= left <= following.entered_at, f"{visit.entered_at} {left} {following.entered_at}"
        raised = select(Event.data).where(Event.participant_id == participant_id, Event.type == "room:person:updated")
        hands = sum('"hand": "' in str(data).replace("'", '"') for data in session.scalars(raised))
        assert hands >= done.hands[puid]
    assert session.scalar(select(func.count()).where(MeetingInstance.ended_at.is_(None))) == 0


def check_mails(session: Session, mail_server: MailServer) -> None:
    """No text was accepted twice; what was sent has arrived, and what has arrived was sent, or is uncertain."""
    arrived = Counter(str(mail["Message-ID"]) for _, _, mail in mail_server.behaviour.received)
    assert [name for name, times in arrived.items() if times != 1] == []
    states: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for mail in session.scalars(select(Mail)):
        states[mail.state].add((mail.recipient, mail.kind))
    assert set(states) <= {"sent", "uncertain", "obsolete"}, states.keys()
    received = {
        (recipients[0], "cancel" if str(mail["Subject"]).startswith("Cancelled") else "request")
        for _, recipients, mail in mail_server.behaviour.received
    }
    assert states["sent"] <= received <= states["sent"] | states["uncertain"]


def check_jobs(session: Session, done: Acknowledged, data: Path) -> None:
    """Jobs were done at least once, those whose mark is fenced exactly once, and the last of one key last."""
    assert session.scalars(select(Job.error).where(Job.state == "failed")).all() == []
    written = lines(data)
    assert done.counted <= set(written)
    marks = Counter(session.scalars(text("SELECT name FROM fault_marks")))
    assert marks == Counter(dict.fromkeys(done.fenced, 1))
    numbers = [int(line.removeprefix("newest ")) for line in written if line.startswith("newest ")]
    assert max(numbers) == done.newest


def summary(session: Session) -> str:
    """What became of mails, and how many jobs were taken up more than once, in words."""
    mails = session.execute(select(Mail.state, func.count()).group_by(Mail.state).order_by(Mail.state))
    again = session.scalar(select(func.count()).where(Job.key != "", Job.attempts > 1))
    return f"mails: {', '.join(f'{number} {state}' for state, number in mails)}; {again} jobs taken up again"
