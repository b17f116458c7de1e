"""An API client and its meetings, for tests of the domain."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from convener.domain.actions import api_client_meetings
from convener.domain.actions.api_client_meetings import Person
from convener.domain.centers import api_clients
from convener.domain.centers.api_clients import ClientAndCenter, Credentials
from convener.domain.meetings.changes import MeetingChanges
from convener.domain.site import Site
from convener.storage.database import Database, Session, repeated
from convener.storage.models import ApiClient, Center, Meeting, Participant
from convener.storage.rows import ApiClientRow


@dataclass
class Office:
    """An application, acting by the domain's functions in transactions of their own."""

    database: Database
    site: Site
    center: Center
    credentials: Credentials

    @classmethod
    def open(cls, database: Database, site: Site, center: Center, *, users: int = 100, sessions: int = 100) -> Office:
        """An office with a new API client."""
        with database.write() as session:
            _, credentials = api_clients.create(session, site, center, "crm", max_users=users, max_sessions=sessions)
        return cls(database, site, center, credentials)

    @contextmanager
    def locked(self, *, lock_row: bool = True) -> Iterator[tuple[Session, ClientAndCenter]]:
        """A transaction of the client, in which its row is locked, or not."""
        with self.database.write() as session:
            sid, token = self.credentials.account_sid, self.credentials.auth_token
            yield session, api_clients.authenticate_writing_client(session, self.site, sid, token, lock_row=lock_row)

    @contextmanager
    def acting(self) -> Iterator[tuple[Session, ApiClientRow]]:
        """The same, where the client alone is needed."""
        with self.locked() as (session, locked):
            yield session, locked.client

    def book(
        self, key: str = "k", host: str = "h", changes: MeetingChanges | None = None, **fields: str
    ) -> tuple[int, int]:
        """createMeeting: the ids of the meeting and of its host as a participant."""
        person = Person(id=host, parameter="hostid", **fields)

        def attempt() -> tuple[int, int]:
            with self.locked(lock_row=False) as (session, caller):
                meeting, participant = api_client_meetings.create_or_update_meeting(
                    session, self.site, caller, key, person, changes or MeetingChanges()
                )
                return meeting.id, participant.id

        return repeated(attempt)

    def add(self, key: str = "k", user: str = "p", **fields: str) -> int:
        """addParticipant: the id of the place."""
        with self.acting() as (session, client):
            person = Person(id=user, parameter="puid", **fields)
            return api_client_meetings.add_or_update_participant(session, self.site, client, key, person).id

    def cancel(self, key: str = "k") -> None:
        """cancelMeeting."""
        with self.acting() as (session, client):
            api_client_meetings.cancel_meeting(session, self.site, client, key)

    def cancel_participant(self, key: str = "k", user: str = "p") -> None:
        """cancelParticipant."""
        with self.acting() as (session, client):
            api_client_meetings.cancel_participant(session, self.site, client, key, Person(id=user, parameter="puid"))

    def client(self) -> ApiClient:
        """The client as it is now."""
        with self.database.read() as session:
            return api_clients.find(session, self.center, self.credentials.account_sid)

    def meeting(self, meeting_id: int) -> Meeting:
        """A meeting as it is now."""
        with self.database.read() as session:
            return session.get_one(Meeting, meeting_id)

    def participant(self, participant_id: int) -> Participant:
        """A participant as it is now."""
        with self.database.read() as session:
            return session.get_one(Participant, participant_id)
