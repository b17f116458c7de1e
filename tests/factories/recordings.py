"""A center with people, a meeting and recordings of it, for tests of documents and recordings."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, cast

from sqlalchemy import func, select

from convener.domain import blobs
from convener.domain.actions import receive_upload
from convener.domain.actions.receive_upload import ReceivedUpload
from convener.domain.lifecycle import LifecycleEvent
from convener.domain.meetings import meetings
from convener.domain.meetings.options import MeetingOptions
from convener.domain.recordings import recordings, update
from convener.domain.recordings.recordings import File, Format
from convener.domain.recordings.update import RecordingChanges
from convener.domain.site import Site, now
from convener.domain.stored_settings import stored_form
from convener.domain.transfers import transfers
from convener.domain.transfers.transfers import Encoding, TransferKind
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database, Session
from convener.storage.models import BlobDeletion, Center, Meeting, Recording, RecordingFile, User
from tests.factories.meetings import insert_meeting

START = datetime(2031, 5, 6, 9, 0, tzinfo=UTC)
VIDEO = b"a film"


def person(session: Session, center_id: int, user_id: str, role: str) -> User:
    """A user who has no password: hashing one costs more than all else in these tests."""
    user = User(
        center_id=center_id,
        user_id=user_id,
        user_id_folded=user_id,
        display_name=user_id.title(),
        email=f"{user_id}@example.org",
        role=role,
        password_hash=None,
        schedules=role != "member",
        created_at=now(),
    )
    session.add(user)
    session.flush()
    return user


@dataclass
class Archive:
    """People: root administrates, ann and bob organize, mia is a member. The meeting is ann's."""

    database: Database
    site: Site
    center: Center
    blobs: BlobStore
    folder: Path
    users: dict[str, User] = field(default_factory=dict)
    meeting_id: int = 0

    @classmethod
    def open(cls, database: Database, site: Site, center: Center, folder: Path) -> Archive:
        """A new one."""
        archive = cls(database, site, center, BlobStore.of(Settings(data=folder)), folder)
        with database.write() as session:
            roles = {"root": "administrator", "ann": "organizer", "bob": "organizer", "mia": "member"}
            for user_id, role in roles.items():
                archive.users[user_id] = person(session, center.id, user_id, role)
        archive.meeting_id = archive.create_meeting("ann")
        return archive

    def create_meeting(self, owner: str, name: str = "roadshow-7", **columns: Any) -> int:
        """A meeting; its id."""
        with self.database.write() as session:
            user = session.get_one(User, self.users[owner].id)
            meeting = insert_meeting(session, user, "Roadshow")
            meeting.name, meeting.name_folded = name, name.lower()
            meeting.audience_entry, meeting.audience_password = "password", "kR4!tweZ"
            for column, value in columns.items():
                setattr(meeting, column, value)
            return meeting.id

    def set_options(self, **options: Any) -> None:
        """Options of the meeting."""
        with self.locked_meeting() as (_session, meeting):
            meeting.options = stored_form(MeetingOptions(**options))

    @contextmanager
    def locked_meeting(self, meeting_id: int | None = None) -> Iterator[tuple[Session, Meeting]]:
        """A transaction that holds the meeting."""
        with self.database.write() as session:
            yield session, meetings.lock_meeting(session, meeting_id or self.meeting_id)

    def user(self, session: Session, user_id: str) -> User:
        """One of the people in this session."""
        return session.get_one(User, self.users[user_id].id)

    def store_blob(self, content: bytes = VIDEO) -> str:
        """A blob that nothing wants yet."""
        return blobs.store(self.database, self.blobs, io.BytesIO(content))

    def video(
        self, meeting_id: int | None = None, *, started_at: datetime = START, title: str = "", content: bytes = VIDEO
    ) -> int:
        """A published recording; its id."""
        key = self.store_blob(content)
        with self.locked_meeting(meeting_id) as (session, meeting):
            recording = recordings.begin(session, meeting, started_at=started_at, title=title)
            file = File(format=Format.VIDEO, content_type="video/webm", size=len(content), blob=key)
            recordings.publish(session, recording, [file], duration=5213)
            return recording.id

    def recording(self, recording_id: int) -> Recording:
        """A recording as it is now."""
        with self.database.read() as session:
            return session.get_one(Recording, recording_id)

    def files(self, recording_id: int) -> int:
        """How many files the recording has."""
        with self.database.read() as session:
            query = select(func.count(RecordingFile.id)).where(RecordingFile.recording_id == recording_id)
            return session.scalar(query) or 0

    @contextmanager
    def locked_recording(self, recording_id: int, who: str) -> Iterator[tuple[Session, Recording, User]]:
        """A transaction that holds the recording."""
        with self.database.write() as session:
            query = select(Recording).where(Recording.id == recording_id).with_for_update()
            yield session, session.scalars(query).one(), self.user(session, who)

    def change(self, recording_id: int, changes: Mapping[str, object], who: str = "ann") -> Recording:
        """Change a recording, with fields that a test computes; the recording as it is then."""
        with self.locked_recording(recording_id, who) as (session, recording, user):
            update.change(session, recording, user, cast(RecordingChanges, changes))
        return self.recording(recording_id)

    def move(self, recording_id: int, event: LifecycleEvent) -> Recording:
        """Let an event happen to a recording; the recording as it is then."""
        with self.locked_recording(recording_id, "root") as (session, recording, user):
            recordings.change_state(session, recording, event, user)
        return self.recording(recording_id)

    def upload(
        self,
        who: str,
        kind: TransferKind,
        file: IO[bytes],
        size: int = 1,
        meeting_id: int | None = None,
        **options: Any,
    ) -> ReceivedUpload:
        """A file that has come by an address."""
        with self.database.write() as session:
            user = self.user(session, who)
            meeting = session.get_one(Meeting, meeting_id or self.meeting_id)
            token = transfers.create(
                session, self.site, user, kind, meeting=meeting, size=size, encoding=Encoding.NONE, options=options
            )
        with self.database.write() as session:
            order = transfers.redeem(session, self.site, self.center.name, token, upload=True)
        with file:
            return receive_upload.receive(self.database, self.blobs, self.site, order, file)

    def stored_blobs(self) -> list[str]:
        """Keys of all blobs that are on the disk."""
        top = self.folder / "blobs"
        return sorted(path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_file())

    def due_deletions(self) -> list[str]:
        """Keys of blobs that the worker shall delete now."""
        with self.database.read() as session:
            query = select(BlobDeletion.blob).where(BlobDeletion.due_at <= now())
            return sorted(session.scalars(query))

    def pending_deletions(self) -> list[str]:
        """Keys of all blobs that no row wants, due or not."""
        with self.database.read() as session:
            return sorted(session.scalars(select(BlobDeletion.blob)))
