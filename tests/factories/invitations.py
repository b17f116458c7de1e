"""A meeting for tests of invitations, of an API client with mails, and people to invite."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from convener.domain.accounts import external_users
from convener.domain.actions.api_client_meetings import CONTRACT
from convener.domain.actions.schedule_meeting import Scheduler
from convener.domain.centers import api_clients
from convener.domain.invitations import invitations
from convener.domain.meetings import meetings, participants
from convener.domain.meetings.changes import MeetingChanges
from convener.domain.permissions import MeetingRole
from convener.domain.site import Site
from convener.storage.database import Database, Session
from convener.storage.models import ApiClient, Center, Mail, Meeting, Participant
from tests.factories.jobs import let_time_pass
from tests.factories.meetings import insert_meeting

START = datetime(2031, 3, 4, 9, 30, tzinfo=UTC)
PLANNED: dict[str, Any] = {
    "title": "Planning",
    "language": "en",
    "time_zone": "Europe/Paris",
    "starts_at": START,
    "duration_hours": 1.0,
}


@dataclass
class InvitationFactory:
    """A meeting, and how to act on it as the API does. Each call is a transaction of its own."""

    database: Database
    site: Site
    client_id: int
    meeting_id: int
    host_id: int

    @contextmanager
    def locked(self) -> Iterator[tuple[Session, Meeting]]:
        """A transaction with the meeting locked."""
        with self.database.write() as session:
            yield session, meetings.lock_meeting(session, self.meeting_id)

    def invite(self, name: str, email: str) -> int:
        """Add a participant and invite; returns its id."""
        with self.locked() as (session, meeting):
            client = session.get_one(ApiClient, self.client_id)
            user = external_users.find_external_user(session, client.id, name) or external_users.create_external_user(
                session, client, name, "puid", name=name, email=email
            )
            participant = participants.add_participant(
                session, self.site, meeting, MeetingRole.ATTENDEE, user=user, name=name, email=email
            )
            invitations.invite_participant(session, meeting, participant)
            return participant.id

    def invite_again(self, participant_id: int, email: str | None = None) -> None:
        """What the API does when the same participant is added once more."""
        with self.locked() as (session, meeting):
            participant = session.get_one(Participant, participant_id)
            participants.change_participant(session, meeting, participant, name=None, email=email)
            invitations.invite_participant(session, meeting, participant)

    def change(self, changes: MeetingChanges) -> None:
        """Change the meeting and tell those who were invited."""
        with self.locked() as (session, meeting):
            center = session.get_one(Center, meeting.center_id)
            Scheduler(session, self.site, center, meeting.owner, contract=CONTRACT).change(meeting, changes)

    def cancel(self) -> None:
        """Cancel the meeting and tell those who were invited."""
        with self.locked() as (session, meeting):
            meetings.mark_cancelled(session, meeting)
            invitations.announce_cancellation(session, meeting)

    def cancel_participant(self, participant_id: int) -> None:
        """Cancel one participant and tell that person."""
        with self.locked() as (session, meeting):
            participant = session.get_one(Participant, participant_id)
            participants.cancel_participant(session, meeting, participant)
            invitations.announce_removal(session, meeting, participant)

    def mails(self) -> list[Mail]:
        """All mails, oldest first."""
        with self.database.read() as session:
            return list(session.scalars(select(Mail).order_by(Mail.id)))

    def queued(self) -> list[tuple[str, int, str]]:
        """Kind, sequence and recipient of all mails."""
        return [(mail.kind, mail.sequence, mail.recipient) for mail in self.mails()]

    def states(self) -> list[str]:
        """States of all mails."""
        return [mail.state for mail in self.mails()]

    def token(self, participant_id: int) -> str:
        """The answer token of a participant."""
        with self.database.read() as session:
            return self.site.secrets.answer_token(session.get_one(Participant, participant_id).public_id)

    def due_now(self) -> None:
        """Let the time pass that mails wait for."""
        let_time_pass(self.database)


def build(database: Database, site: Site, center: Center, *, mails: bool = True) -> InvitationFactory:
    """The meeting of a new API client, which sends mails unless ``mails`` is False."""
    with database.write() as session:
        center = session.merge(center)
        client, _ = api_clients.create(session, site, center, "crm", max_users=100, max_sessions=100)
        api_clients.change(client, invitations=mails, time_zone="Europe/Paris")
        owner = external_users.create_external_user(session, client, "boss", "hostid", name="Hanna Host", email=None)
        meeting = insert_meeting(session, owner, api_client_id=client.id, meeting_key="key", **PLANNED)
        api_clients.reserve_session(session, client)
        host = participants.add_participant(session, site, meeting, MeetingRole.HOST, user=owner, name="Hanna Host")
        invitations.invite_participant(session, meeting, host)
        return InvitationFactory(database, site, client.id, meeting.id, host.id)
