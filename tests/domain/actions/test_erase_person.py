"""Somebody's personal data are erased: nothing names the person any more, and all that happened is still there; on both
databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select

from convener.domain.accounts import external_users, sessions, users
from convener.domain.actions import erase_person as erasure
from convener.domain.actions.erase_person import EraseTraces, Findings, Person
from convener.domain.actions.merge_users import merge_users
from convener.domain.centers import api_clients
from convener.domain.chat import messages
from convener.domain.errors import InvalidParameter, InvariantBroken, UserNotFound, WrongState
from convener.domain.events.kinds.polls import BallotCast
from convener.domain.events.kinds.users import PersonErased
from convener.domain.events.log import record
from convener.domain.events.registry import decode
from convener.domain.meetings import participants
from convener.domain.minutes.text import MinutesText, Task, stored_form
from convener.domain.outbox import MailKind, queue_mail
from convener.domain.permissions import MeetingRole
from convener.domain.recordings import recordings
from convener.domain.room import moderation, presence
from convener.domain.room.media_flags import Media
from convener.domain.room.presence import Origin
from convener.domain.shared_documents import log as shared_documents
from convener.domain.site import Site, now
from convener.storage.database import Database, Session
from convener.storage.models import (
    AccountClaim,
    Center,
    ChatMessage,
    DocumentAuthor,
    Event,
    Job,
    Mail,
    Meeting,
    MeetingInstance,
    Minutes,
    Participant,
    Poll,
    PollVote,
    RecordingVisit,
    SignIn,
    User,
    Visit,
)
from convener.storage.models.declarative import Base
from tests.factories.accounts import account, administrator, organizer
from tests.factories.meetings import insert_hosted_meeting, insert_meeting
from tests.factories.plans import plans

MARK = "zaphod"
"""Stands in everything that names the person, and in nothing else."""
ADDRESS = "Zaphod@example.org"
TOLD = {"company": "Zaphod Inc.", "extra1": "zaphod 1", "extra2": "zaphod 2", "extra3": "zaphod 3"}
DAY = timedelta(days=1)


@dataclass
class Center42:
    """A center in which Zaphod has an account, and was invited as a guest besides; each meeting is over."""

    database: Database
    site: Site
    center: Center

    def erase(self, actor: str | None = None, **whom: str) -> Findings:
        """Erase, and do the job that was asked for."""
        with self.database.write() as session:
            caller = users.find_user(session, self.center, actor) if actor else None
            found = erasure.erase_person(session, self.site, self.find(session, **whom), caller)
        self.do_jobs()
        return found

    def find(self, session: Session, *, user: str = "", address: str = "") -> Person:
        if user:
            return erasure.find_user(session, self.center, user)
        return erasure.find_address(session, self.center, address)

    def do_jobs(self) -> None:
        with self.database.write() as session:
            for payload in session.scalars(select(Job.payload).where(Job.kind == EraseTraces.kind)):
                erasure.erase_traces(session, payload["participants"])

    def named_in(self) -> set[str]:
        """The tables in which the person is named."""
        with self.database.read() as session:
            return {
                table.name
                for table in Base.metadata.sorted_tables
                if MARK in str([tuple(row) for row in session.execute(select(table))]).lower()
            }

    def erased(self) -> list[PersonErased]:
        with self.database.read() as session:
            query = select(Event.type, Event.version, Event.data).order_by(Event.id)
            found = (decode(*row) for row in session.execute(query))
            return [one for one in found if isinstance(one, PersonErased)]

    def count(self, kind: type[Base]) -> int:
        with self.database.read() as session:
            return session.scalar(select(func.count()).select_from(kind)) or 0

    def take_part(self, session: Session, meeting: Meeting, one: Participant) -> None:
        """The participant comes, writes, votes, and everybody leaves."""
        origin = Origin("Zaphod's browser", "2001:db8::42")
        with session.no_autoflush:
            for name, value in TOLD.items():
                setattr(one, name, value)
        session.flush()
        presence.connect(session, self.site, one, "node", Media(), origin=origin)
        insider = moderation.inside(session, one)
        messages.send(session, insider, "I am Zaphod.", key="1", audience="all", recipient=None, reply_to=None)
        visit = session.scalars(select(Visit).where(Visit.participant_id == one.id)).one()
        poll = Poll(center_id=meeting.center_id, meeting_id=meeting.id, kind="text", question="Who?", state="closed")
        poll.poll_id, poll.created_at = f"poll{one.id}", now()
        session.add(poll)
        session.flush()
        session.add(PollVote(poll_id=poll.id, participant_id=one.id, visit_id=visit.id, comment="Zaphod", at=now()))
        record(session, meeting, BallotCast(poll=poll.poll_id, comment="Zaphod"), participant=one)
        shared = shared_documents.create(session, meeting, "notes", b"\0\0")
        session.add(DocumentAuthor(document_id=shared.id, client_id=7, participant_id=one.id))
        instance = session.scalars(select(MeetingInstance).where(MeetingInstance.meeting_id == meeting.id)).one()
        tasks = (Task(id="a", text="Steal a ship", assignee="Zaphod", person=one.public_id), Task(id="b", text="Sleep"))
        minutes = Minutes(meeting_id=meeting.id, instance_id=instance.id, state="released", created_at=now())
        minutes.text = stored_form(MinutesText(tasks=tasks))
        session.add(minutes)
        presence.end_meeting(session, self.site, meeting)
        mail = Mail(meeting_id=meeting.id, participant_id=one.id, kind=MailKind.REQUEST.value, sequence=0)
        mail.recipient, mail.note = ADDRESS, "Dear Zaphod"
        queue_mail(session, mail)
        recording = recordings.begin(session, meeting)
        session.execute(
            insert(RecordingVisit).values(
                vid=f"vid{one.id}", recording_id=recording.id, user_id=one.user_id, name="Zaphod", email=ADDRESS,
                browser="Zaphod's browser", address="2001:db8::42", started_at=now(), **TOLD,
            )
        )  # fmt: skip
        session.add(
            AccountClaim(
                center_id=meeting.center_id, address=ADDRESS, address_folded=ADDRESS.lower(), public_id=f"p{one.id}",
                token_hash=f"h{one.id}".encode(), created_at=now(), expires_at=now() + DAY,
            )
        )  # fmt: skip


@pytest.fixture
def center42(database: Database, site: Site, center: Center) -> Center42:
    with database.write() as session:
        root = administrator(session, center)
        user = account(session, center, "zaphod.b", last_name="Zaphod", company="Zaphod Inc.", is_organizer=True)
        user.opaque1 = user.billing = "zaphod"
        user.email, user.email_folded = ADDRESS, ADDRESS.lower()
        client, _ = api_clients.create(session, site, center, "crm", max_users=9, max_sessions=9)
        named = external_users.create_external_user(session, client, "crm-zaphod", "puid", name="Zaphod", email=ADDRESS)
        merge_users(session, user, named)
        sessions.sign_in(session, site, user, user_agent="Zaphod's browser")
        made = Center42(database, site, center)
        own, host = insert_hosted_meeting(session, site, user, "Own", name="Zaphod")
        made.take_part(session, own, host)
        other = insert_meeting(session, root, "Root's")
        participants.add_participant(session, site, other, MeetingRole.HOST, user=root)
        guest = participants.add_participant(
            session, site, other, MeetingRole.ATTENDEE, user=None, name="Zaphod", email="zaphod@EXAMPLE.org"
        )
        made.take_part(session, other, guest)
        return made


POINTING = {
    # Deleted with the person.
    "group_members.user_id", "sign_ins.user_id", "password_resets.user_id", "tickets.user_id", "transfers.user_id",
    "meeting_access.user_id", "recording_access.user_id", "mails.user_id", "mails.participant_id",
    "chat_reactions.participant_id", "room_connections.participant_id",
    # Blank afterwards.
    "participants.user_id", "visits.participant_id", "chat_messages.participant_id", "poll_votes.participant_id",
    "recording_consents.participant_id",
    "recording_visits.user_id", "events.participant_id", "document_authors.participant_id",
    "document_updates.participant_id", "boards.participant_id",
    # These say nothing of the person but that it was somebody.
    "meetings.owner_id", "meetings.place_of_id", "contents.owner_id", "boards.owner_id", "recordings.owner_id",
    "events.actor_id",
    "chat_messages.recipient_id",
}  # fmt: skip
"""Columns that lead to a user or a participant."""


def test_every_table_about_people_was_thought_of() -> None:
    """What a new one holds of somebody has to be erased, too: in its wing, called by ``erase_person``."""
    found = {
        f"{table.name}.{key.parent.name}"
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name in ("users", "participants")
    }
    assert found == POINTING


FIGURES = (Meeting, MeetingInstance, Visit, ChatMessage, PollVote, Minutes, RecordingVisit, Participant, User)


def test_nothing_names_the_person_any_more_and_all_figures_stay(center42: Center42) -> None:
    assert len(center42.named_in()) == 11
    before = [center42.count(kind) for kind in FIGURES]
    found = center42.erase("root", user="Zaphod.B")
    assert found == Findings(
        users=2,
        sign_ins=1,
        participations=2,
        visits=2,
        messages=2,
        votes=2,
        notes=2,
        recording_views=2,
        mails=2,
        meetings_to_come=0,
    )
    assert center42.named_in() == set()
    assert [center42.count(kind) for kind in FIGURES] == before
    assert [center42.count(kind) for kind in (Mail, SignIn, AccountClaim)] == [0, 0, 0]
    (event,) = center42.erased()
    assert (event.actor, event.participations, len(event.users)) == ("root", 2, 2)
    with center42.database.read() as session:
        assert all(one.startswith("erased-") for one in event.users)
        assert {visit.name for visit in session.scalars(select(Visit))} == {"Guest", event.users[0]}
        assert set(session.scalars(select(ChatMessage.deleted_at.is_not(None)))) == {True}
        assert set(session.scalars(select(DocumentAuthor.participant_id))) == {None}
        texts = [one["tasks"] for one in session.scalars(select(Minutes.text))]
        assert texts == [[{"id": "a", "text": "Steal a ship"}, {"id": "b", "text": "Sleep"}]] * 2
        assert session.scalars(select(Meeting.life)).all() == ["active", "active"]


@pytest.mark.parametrize("whom", [{"user": "zaphod.b"}, {"address": "ZAPHOD@example.org"}])
def test_there_is_nothing_left_to_erase(center42: Center42, whom: dict[str, str]) -> None:
    center42.erase(**whom)
    assert center42.named_in() == set()
    center42.do_jobs()
    with center42.database.read() as session, pytest.raises(UserNotFound):
        center42.find(session, **whom)
    with center42.database.read() as session, pytest.raises(UserNotFound):
        center42.find(session, user=center42.erased()[0].users[0])
    assert len(center42.erased()) == 1


def test_a_deleted_account_can_be_erased(center42: Center42) -> None:
    with center42.database.write() as session:
        users.delete_user(session, users.find_user(session, center42.center, "zaphod.b"))
    center42.erase(user="zaphod.b")
    # The application's user is somebody of their own since then.
    center42.erase(address=ADDRESS)
    assert center42.named_in() == set()


def test_others_of_the_same_address_and_name_stay(center42: Center42) -> None:
    with center42.database.write() as session:
        organizer(session, center42.center, "team", email=ADDRESS)
        elsewhere = participants.add_participant(
            session, center42.site, session.scalars(select(Meeting)).all()[1], MeetingRole.ATTENDEE, user=None,
            name="Zaphod", email="other@example.org",
        ).id  # fmt: skip
    found = center42.erase(user="zaphod.b")
    assert (found.participations, found.recording_views) == (1, 1), "the guest may be another one of the team"
    with center42.database.read() as session:
        assert users.find_user(session, center42.center, "team").email == ADDRESS
        assert session.get_one(Participant, elsewhere).name == "Zaphod"


def test_meetings_to_come_are_cancelled_and_places_in_those_of_others_given_up(center42: Center42) -> None:
    with center42.database.write() as session:
        user = users.find_user(session, center42.center, "zaphod.b")
        coming: dict[str, Any] = {"starts_at": now() + DAY, "ends_at": now() + 2 * DAY}
        insert_hosted_meeting(session, center42.site, user, "Next", **coming)
        insert_hosted_meeting(session, center42.site, user, "Missed", starts_at=now() - 2 * DAY, ends_at=now() - DAY)
        root = users.find_user(session, center42.center, "root")
        others, _ = insert_hosted_meeting(session, center42.site, root, "Others", **coming)
        invited = participants.add_participant(session, center42.site, others, MeetingRole.ATTENDEE, user=user).id
    assert center42.erase(user="zaphod.b").meetings_to_come == 1
    with center42.database.read() as session:
        lives = dict(session.execute(select(Meeting.title, Meeting.life)).all())
        assert lives == {"Own": "active", "Root's": "active", "Next": "deleted", "Missed": "active", "Others": "active"}
        assert session.get_one(Participant, invited).cancelled_at is not None


def _enter_again(center42: Center42) -> None:
    with center42.database.write() as session:
        host = session.scalars(select(Participant).where(Participant.role == MeetingRole.HOST.value)).first()
        assert host is not None
        presence.connect(session, center42.site, host, "node", Media())


def _be_the_last_administrator(center42: Center42) -> None:
    with center42.database.write() as session:
        users.find_user(session, center42.center, "zaphod.b").role = "administrator"
        users.find_user(session, center42.center, "root").role = "member"


@pytest.mark.parametrize(
    ("before", "actor", "error"),
    [
        (_enter_again, None, WrongState),
        (_be_the_last_administrator, None, InvariantBroken),
        (_be_the_last_administrator, "zaphod.b", InvalidParameter),
    ],
)
def test_who_cannot_be_erased_now(
    center42: Center42, before: Callable[[Center42], None], actor: str | None, error: type[Exception]
) -> None:
    before(center42)
    named = center42.named_in()
    with pytest.raises(error):
        center42.erase(actor, user="zaphod.b")
    assert center42.named_in() == named


def test_links_of_guests_lead_nowhere(center42: Center42) -> None:
    with center42.database.read() as session:
        guest = session.scalars(select(Participant).where(Participant.user_id.is_(None))).one()
        link = center42.site.secrets.link(guest.public_id)
    center42.erase(address=ADDRESS)
    with center42.database.read() as session:
        assert participants.find_by_link(session, center42.site, link) is None


def test_viewers_of_recordings_alone_are_erased_too(center42: Center42) -> None:
    with center42.database.write() as session:
        session.execute(delete(RecordingVisit).where(RecordingVisit.user_id.is_not(None)))
    center42.erase(user="zaphod.b")
    with center42.database.write() as session:
        visit = session.scalars(select(RecordingVisit)).one()
        visit.name, visit.email = "Zaphod", ADDRESS
    assert center42.erase(address=ADDRESS).recording_views == 1
    assert center42.named_in() == set()


PLACES = ("participants", "visits", "poll_votes", "chat_reactions", "document_authors", "recording_visits")
GROWING = (*PLACES, "mails", "jobs")


def assert_none_read_whole(made: list[str]) -> None:
    for plan in made:
        whole = [one for one in GROWING if f"SCAN {one}" in plan or f"Seq Scan on {one}" in plan]
        assert whole == [], plan


@pytest.mark.parametrize("whom", [{"user": "zaphod.b"}, {"address": ADDRESS}])
def test_no_table_that_grows_with_use_is_read_whole(center42: Center42, whom: dict[str, str]) -> None:
    database = center42.database
    with database.write() as session, plans(database, session) as made:
        found = center42.find(session, **whom)
        erasure.erase_person(session, center42.site, found)
        erasure.erase_traces(session, found.participants)
    assert len(made) > 20
    assert_none_read_whole(made)


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("Zoë@example.org", "ZOË@Example.org"),
        ("ÉMILE@example.org", "émile@example.org"),
        ("Ann@Bücher.example", "ann@BÜCHER.example"),
        ("Ann@xn--bcher-kva.example", "ann@bücher.example"),
        ("Ann@Bücher.example", "ann@xn--bcher-kva.example"),
        ("Straße@example.org", "STRAßE@example.org"),
        ("山田@例え.jp", "山田@例え.jp"),
    ],
)
def test_addresses_of_all_scripts_are_found_without_reading_others(center42: Center42, stored: str, asked: str) -> None:
    database = center42.database
    with database.write() as session:
        guest = session.scalars(select(Participant).where(Participant.user_id.is_(None))).one()
        visit = session.scalars(select(RecordingVisit).where(RecordingVisit.user_id.is_(None))).one()
        guest.email = visit.email = stored
    with database.write() as session, plans(database, session) as made:
        found = center42.find(session, address=asked)
        findings = erasure.erase_person(session, center42.site, found)
    assert (findings.participations, findings.recording_views) == (1, 1)
    assert_none_read_whole(made)
    with database.read() as session:
        emails = select(Participant.email).union(select(RecordingVisit.email))
        assert stored not in set(session.scalars(emails))
