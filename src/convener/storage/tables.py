"""The tables. One class a table; rules live in ``convener.domain``, not here.

Primary keys are integers and never leave the house; what others see are ``mid``, ``public_id``, ``account_sid`` and the
like. Secrets are stored as keyed hashes (``*_hash``).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from .types import Instant

Json = JSON().with_variant(JSONB(), "postgresql")
Key = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite makes ids by itself for INTEGER PRIMARY KEY alone."""


class Base(DeclarativeBase):
    """What all tables share: names of constraints, so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: Instant, dict[str, Any]: Json, list[str]: Json, str: Text}


class Center(Base):
    """A conference center: the tenant."""

    __tablename__ = "centers"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str]
    created_at: Mapped[datetime]


class ApiClient(Base):
    """An application that calls the API, with its quotas and settings."""

    __tablename__ = "api_clients"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"), index=True)
    account_sid: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    max_users: Mapped[int]
    max_sessions: Mapped[int]
    users: Mapped[int] = mapped_column(default=0)
    sessions: Mapped[int] = mapped_column(default=0)
    time_zone: Mapped[str] = mapped_column(default="UTC")
    frame_origins: Mapped[list[str]] = mapped_column(default=list)
    invitations: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class User(Base):
    """A person known to the center. Users of an API client have its ``external_id`` and cannot sign in by password."""

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint("center_id", "user_id_folded"),
        UniqueConstraint("api_client_id", "external_id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    user_id: Mapped[str] = mapped_column(String(64))
    user_id_folded: Mapped[str] = mapped_column(String(64))
    api_client_id: Mapped[int | None] = mapped_column(ForeignKey("api_clients.id"))
    external_id: Mapped[str | None] = mapped_column(String(64))
    first_name: Mapped[str] = mapped_column(default="")
    last_name: Mapped[str] = mapped_column(default="")
    display_name: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(String(16))
    password_hash: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class Group(Base):
    """A named set of users of a center."""

    __tablename__ = "groups"
    __table_args__ = (UniqueConstraint("center_id", "group_id_folded"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    group_id: Mapped[str] = mapped_column(String(64))
    group_id_folded: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]


class GroupMember(Base):
    """A user in a group."""

    __tablename__ = "group_members"

    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)


class SignIn(Base):
    """A browser in which a user is signed in."""

    __tablename__ = "sign_ins"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Meeting(Base):
    """A session that people hold."""

    __tablename__ = "meetings"
    __table_args__ = (
        Index(
            "uq_meetings_api_client_key",
            "api_client_id",
            "meeting_key",
            unique=True,
            sqlite_where=text("cancelled_at IS NULL AND meeting_key IS NOT NULL"),
            postgresql_where=text("cancelled_at IS NULL AND meeting_key IS NOT NULL"),
        ),
        Index("ix_meetings_api_client_key", "api_client_id", "meeting_key"),
        Index("ix_meetings_owner_created", "owner_id", "id"),
        Index(
            "ix_meetings_empty",
            "empty_since",
            sqlite_where=text("empty_since IS NOT NULL"),
            postgresql_where=text("empty_since IS NOT NULL"),
        ),
        UniqueConstraint("center_id", "name_folded"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    mid: Mapped[str] = mapped_column(String(16), unique=True)
    name: Mapped[str] = mapped_column(String(32))
    name_folded: Mapped[str] = mapped_column(String(32))
    api_client_id: Mapped[int | None] = mapped_column(ForeignKey("api_clients.id"))
    meeting_key: Mapped[str | None]
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    title: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="en")
    time_zone: Mapped[str] = mapped_column(default="UTC")
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    duration_hours: Mapped[float | None]
    status: Mapped[str] = mapped_column(String(16))
    lobby: Mapped[bool] = mapped_column(Boolean, default=False)
    locked: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    empty_since: Mapped[datetime | None]
    last_seq: Mapped[int] = mapped_column(default=0)
    inside: Mapped[int] = mapped_column(default=0)
    hosts_inside: Mapped[int] = mapped_column(default=0)
    calendar_sequence: Mapped[int] = mapped_column(default=0)

    api_client: Mapped[ApiClient | None] = relationship(lazy="select")
    owner: Mapped[User] = relationship(lazy="select")


class Participant(Base):
    """A person's place in one meeting. ``link_hash`` finds it by the personal link, which is never stored."""

    __tablename__ = "participants"
    __table_args__ = (
        Index(
            "uq_participants_meeting_user",
            "meeting_id",
            "user_id",
            unique=True,
            sqlite_where=text("cancelled_at IS NULL AND user_id IS NOT NULL"),
            postgresql_where=text("cancelled_at IS NULL AND user_id IS NOT NULL"),
        ),
        Index("ix_participants_meeting_status", "meeting_id", "status"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True)
    link_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    role: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(String(16))
    answer: Mapped[str | None] = mapped_column(String(16))
    created_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    waiting_since: Mapped[datetime | None]
    admitted_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(lazy="select")
    user: Mapped[User | None] = relationship(lazy="select")


class Visit(Base):
    """One stay of a participant in the room. ``grace_until`` is set while no connection of it is alive."""

    __tablename__ = "visits"
    __table_args__ = (
        Index("ix_visits_meeting_entered", "meeting_id", "entered_at"),
        Index(
            "uq_visits_open",
            "participant_id",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
        Index(
            "ix_visits_grace",
            "grace_until",
            sqlite_where=text("grace_until IS NOT NULL"),
            postgresql_where=text("grace_until IS NOT NULL"),
        ),
        Index(
            "ix_visits_meeting_open",
            "meeting_id",
            "id",
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    vid: Mapped[str] = mapped_column(String(16), unique=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    name: Mapped[str]
    role: Mapped[str] = mapped_column(String(16))
    entered_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    left_reason: Mapped[str | None] = mapped_column(String(16))
    lost_at: Mapped[datetime | None]
    grace_until: Mapped[datetime | None]
    microphone: Mapped[bool] = mapped_column(default=False)
    camera: Mapped[bool] = mapped_column(default=False)
    screen: Mapped[bool] = mapped_column(default=False)
    hand_at: Mapped[datetime | None]

    participant: Mapped[Participant] = relationship(lazy="select")


class Connection(Base):
    """A live room socket. Rows of a node that died are cleared by whoever notices (``nodes.seen_at``)."""

    __tablename__ = "connections"

    peer_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), index=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visits.id"))
    node: Mapped[str] = mapped_column(String(32), index=True)
    opened_at: Mapped[datetime]
    media: Mapped[bool] = mapped_column(default=False)


class Node(Base):
    """A server process that is alive, or was."""

    __tablename__ = "nodes"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(index=True)


class Event(Base):
    """Something that happened; never changed. ``seq`` counts within a meeting, from 1, without holes."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("meeting_id", "seq"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    seq: Mapped[int | None]
    type: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"))
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Mail(Base):
    """A mail to send: which one, to whom, how far it is. Its text is made when it is sent."""

    __tablename__ = "mails"
    __table_args__ = (
        UniqueConstraint("participant_id", "kind", "sequence"),
        Index(
            "ix_mails_due",
            "next_attempt_at",
            sqlite_where=text("next_attempt_at IS NOT NULL"),
            postgresql_where=text("next_attempt_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    kind: Mapped[str] = mapped_column(String(16))
    sequence: Mapped[int]
    recipient: Mapped[str]
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime | None]
    claimed_by: Mapped[str | None] = mapped_column(String(32))
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
