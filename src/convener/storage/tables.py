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
Folded = Text().with_variant(Text(collation="C"), "postgresql")
"""Text as it is compared (:func:`convener.domain.texts.fold`): by code points, so that an index finds beginnings."""
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
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)


class MaintenanceWindow(Base):
    """A time in which the center is not available; no meeting is scheduled into it."""

    __tablename__ = "maintenance_windows"
    __table_args__ = (Index("ix_maintenance_windows_time", "center_id", "ends_at"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(default="")


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
    """A person known to the center. Users of an API client have its ``external_id`` and cannot sign in by password.

    ``schedules``: counts as one who may schedule meetings (the seat of a named user). ``meetings``: how many of the own
    ones are neither deleted nor expired. From ``expires_at`` on the account is off.
    """

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint("center_id", "user_id_folded"),
        UniqueConstraint("api_client_id", "external_id"),
        Index("ix_users_email", "center_id", "email_folded"),
        Index(
            "ix_users_schedules",
            "center_id",
            sqlite_where=text("schedules = 1 AND deleted_at IS NULL"),
            postgresql_where=text("schedules AND deleted_at IS NULL"),
        ),
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
    email_folded: Mapped[str] = mapped_column(Folded, default="")
    company: Mapped[str] = mapped_column(default="")
    time_zone: Mapped[str] = mapped_column(default="")
    locale: Mapped[str] = mapped_column(default="")
    billing: Mapped[str | None]
    opaque1: Mapped[str | None]
    opaque2: Mapped[str | None]
    schedules: Mapped[bool] = mapped_column(default=False)
    preferences: Mapped[dict[str, Any]] = mapped_column(default=dict)
    meetings: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    modified_at: Mapped[datetime | None]
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
    """A browser in which a user is signed in. ``seen_at``: when it last asked for something, give or take a minute."""

    __tablename__ = "sign_ins"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    seen_at: Mapped[datetime]


class Meeting(Base):
    """A session that people hold.

    ``cancelled_at`` is set while ``life`` is other than active or undeleted: the meeting was deleted, or has expired.
    ``doors``: when people other than the host may enter; ``seats``: how many are reserved for its time.
    """

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
        Index(
            "uq_meetings_living_name",
            "center_id",
            "name_folded",
            unique=True,
            sqlite_where=text("cancelled_at IS NULL"),
            postgresql_where=text("cancelled_at IS NULL"),
        ),
        Index("ix_meetings_name", "center_id", "name_folded"),
        Index(
            "uq_meetings_place_of",
            "place_of_id",
            unique=True,
            sqlite_where=text("cancelled_at IS NULL AND place_of_id IS NOT NULL"),
            postgresql_where=text("cancelled_at IS NULL AND place_of_id IS NOT NULL"),
        ),
        Index("ix_meetings_start", "center_id", "starts_at", "mid"),
        Index("ix_meetings_owner_start", "owner_id", "starts_at", "mid"),
        Index(
            "ix_meetings_end",
            "center_id",
            "ends_at",
            sqlite_where=text("cancelled_at IS NULL AND ends_at IS NOT NULL"),
            postgresql_where=text("cancelled_at IS NULL AND ends_at IS NOT NULL"),
        ),
        Index("ix_meetings_title", "center_id", "title_folded"),
        Index(
            "ix_meetings_billing",
            "center_id",
            "billing_folded",
            sqlite_where=text("billing_folded IS NOT NULL"),
            postgresql_where=text("billing_folded IS NOT NULL"),
        ),
        Index(
            "ix_meetings_opaque1",
            "center_id",
            "opaque1_folded",
            sqlite_where=text("opaque1_folded IS NOT NULL"),
            postgresql_where=text("opaque1_folded IS NOT NULL"),
        ),
        Index(
            "ix_meetings_opaque2",
            "center_id",
            "opaque2_folded",
            sqlite_where=text("opaque2_folded IS NOT NULL"),
            postgresql_where=text("opaque2_folded IS NOT NULL"),
        ),
        Index(
            "ix_meetings_inside",
            "center_id",
            sqlite_where=text("inside > 0"),
            postgresql_where=text("inside > 0"),
        ),
        Index(
            "ix_meetings_restorable",
            "center_id",
            "cancelled_at",
            sqlite_where=text("life IN ('deleted', 'expired')"),
            postgresql_where=text("life IN ('deleted', 'expired')"),
        ),
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
    life: Mapped[str] = mapped_column(String(16), default="active")
    kind: Mapped[str] = mapped_column(String(16), default="one_time")
    doors: Mapped[str] = mapped_column(String(16), default="start")
    seats: Mapped[int | None]
    place_of_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    title_folded: Mapped[str] = mapped_column(Folded, default="")
    billing: Mapped[str | None]
    billing_folded: Mapped[str | None] = mapped_column(Folded)
    opaque1: Mapped[str | None]
    opaque1_folded: Mapped[str | None] = mapped_column(Folded)
    opaque2: Mapped[str | None]
    opaque2_folded: Mapped[str | None] = mapped_column(Folded)
    tag: Mapped[str | None] = mapped_column(String(3))
    audience_entry: Mapped[str] = mapped_column(String(16), default="none")
    presenter_entry: Mapped[str] = mapped_column(String(16), default="acl")
    audience_password: Mapped[str | None]
    presenter_password: Mapped[str | None]
    registration: Mapped[bool] = mapped_column(default=False)
    recurrence: Mapped[str | None]
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)
    modified_at: Mapped[datetime | None]

    api_client: Mapped[ApiClient | None] = relationship(lazy="select")
    owner: Mapped[User] = relationship(lazy="select", foreign_keys=[owner_id])


class MeetingAccess(Base):
    """A user or group on the access list of one side (audience, presenter) of a meeting."""

    __tablename__ = "meeting_access"
    __table_args__ = (Index("ix_meeting_access_meeting", "meeting_id", "side"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    side: Mapped[str] = mapped_column(String(16))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), index=True)


class MeetingMetadatum(Base):
    """A member of the metadata that an application keeps about a meeting, as it is looked for."""

    __tablename__ = "meeting_metadata"
    __table_args__ = (Index("ix_meeting_metadata_key", "center_id", "key", "value_folded"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    value_folded: Mapped[str] = mapped_column(Folded)


class SeatStep(Base):
    """By how much the sum of seats reserved in a center changes at a moment."""

    __tablename__ = "seat_steps"

    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True)
    delta: Mapped[int] = mapped_column(BigInteger)


class SeatDay(Base):
    """The sum of a day's steps (``day``: days since 1970, UTC), so that a sum up to a moment reads few rows."""

    __tablename__ = "seat_days"

    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"), primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    delta: Mapped[int] = mapped_column(BigInteger)


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
    company: Mapped[str] = mapped_column(default="")
    extra1: Mapped[str] = mapped_column(default="")
    extra2: Mapped[str] = mapped_column(default="")
    extra3: Mapped[str] = mapped_column(default="")

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
    email: Mapped[str] = mapped_column(default="")
    company: Mapped[str] = mapped_column(default="")
    browser: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(String(64), default="")
    extra1: Mapped[str] = mapped_column(default="")
    extra2: Mapped[str] = mapped_column(default="")
    extra3: Mapped[str] = mapped_column(default="")

    participant: Mapped[Participant] = relationship(lazy="select")


class VisitedHour(Base):
    """A full hour (``hour``: hours since 1970, UTC) touched by an ended visit to a meeting."""

    __tablename__ = "visited_hours"

    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"), primary_key=True)
    hour: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)


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
    """A mail to send: which one, to whom, how far it is. Its text is made when it is sent.

    It is about a participant of a meeting, or about a user (``user_id``) and no meeting. ``note``: what whoever sends
    it says above its text.
    """

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
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    sequence: Mapped[int]
    recipient: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime | None]
    claimed_by: Mapped[str | None] = mapped_column(String(32))
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]


class Ticket(Base):
    """A right to act as a user for a short time, without the password."""

    __tablename__ = "tickets"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    one_time: Mapped[bool]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class Content(Base):
    """A document brought to a meeting. ``blob`` is its key in the blob store."""

    __tablename__ = "contents"
    __table_args__ = (
        Index("ix_contents_meeting", "meeting_id", "id"),
        Index("ix_contents_owner", "owner_id", "id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    resource_id: Mapped[str] = mapped_column(String(16), unique=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    title: Mapped[str]
    upload_name: Mapped[str]
    kind: Mapped[str] = mapped_column(String(16))
    content_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    pages: Mapped[int | None]
    status: Mapped[str] = mapped_column(String(16))
    shown: Mapped[bool] = mapped_column(default=False)
    blob: Mapped[str]
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(lazy="select")
    owner: Mapped[User] = relationship(lazy="select")


class Recording(Base):
    """What was captured of a meeting. ``published_at`` is empty while it is being made."""

    __tablename__ = "recordings"
    __table_args__ = (
        Index(
            "uq_recordings_living_name",
            "center_id",
            "name_folded",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
        Index("ix_recordings_name", "center_id", "name_folded"),
        Index("ix_recordings_meeting", "meeting_id", "id"),
        Index("ix_recordings_owner_start", "owner_id", "started_at", "reid"),
        Index("ix_recordings_start", "center_id", "started_at", "reid"),
        Index("ix_recordings_published", "center_id", "published_at"),
        Index("ix_recordings_modified", "center_id", "modified_at"),
        Index("ix_recordings_title", "center_id", "title_folded"),
        Index("ix_recordings_billing", "center_id", "billing_folded"),
        Index(
            "ix_recordings_expires",
            "expires_at",
            sqlite_where=text("expires_at IS NOT NULL AND removed_at IS NULL"),
            postgresql_where=text("expires_at IS NOT NULL AND removed_at IS NULL"),
        ),
        Index(
            "ix_recordings_restorable",
            "center_id",
            "removed_at",
            sqlite_where=text("life IN ('deleted', 'expired')"),
            postgresql_where=text("life IN ('deleted', 'expired')"),
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    reid: Mapped[str] = mapped_column(String(16), unique=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    name: Mapped[str]
    name_folded: Mapped[str] = mapped_column(Folded)
    title: Mapped[str] = mapped_column(default="")
    title_folded: Mapped[str] = mapped_column(Folded, default="")
    billing: Mapped[str | None]
    billing_folded: Mapped[str | None] = mapped_column(Folded)
    entry: Mapped[str] = mapped_column(String(16))
    password: Mapped[str | None]
    registration: Mapped[bool] = mapped_column(default=False)
    owner_downloads_only: Mapped[bool] = mapped_column(default=False)
    time_zone: Mapped[str] = mapped_column(default="UTC")
    started_at: Mapped[datetime]
    duration: Mapped[int] = mapped_column(default=0)
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    life: Mapped[str] = mapped_column(String(16), default="active")
    expires: Mapped[bool] = mapped_column(default=False)
    expiry_amount: Mapped[int | None]
    expiry_unit: Mapped[str | None] = mapped_column(String(8))
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    modified_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(lazy="select")
    owner: Mapped[User] = relationship(lazy="select")


class RecordingFile(Base):
    """A recording in one format (``film``, ``presentation``)."""

    __tablename__ = "recording_files"
    __table_args__ = (UniqueConstraint("recording_id", "format"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    recording_id: Mapped[int] = mapped_column(ForeignKey("recordings.id"))
    format: Mapped[str] = mapped_column(String(16))
    content_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    blob: Mapped[str]
    created_at: Mapped[datetime]


class RecordingAccess(Base):
    """A user or group on the access list of a recording."""

    __tablename__ = "recording_access"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    recording_id: Mapped[int] = mapped_column(ForeignKey("recordings.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), index=True)


class RecordingVisit(Base):
    """Somebody viewed or downloaded a recording."""

    __tablename__ = "recording_visits"
    __table_args__ = (Index("ix_recording_visits_started", "recording_id", "started_at"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    vid: Mapped[str] = mapped_column(String(16), unique=True)
    recording_id: Mapped[int] = mapped_column(ForeignKey("recordings.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    company: Mapped[str] = mapped_column(default="")
    browser: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(String(64), default="")
    extra1: Mapped[str] = mapped_column(default="")
    extra2: Mapped[str] = mapped_column(default="")
    extra3: Mapped[str] = mapped_column(default="")
    download: Mapped[bool] = mapped_column(default=False)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    user: Mapped[User | None] = relationship(lazy="select")


class Transfer(Base):
    """A right to upload or download one thing for a short time, by an address that holds a secret."""

    __tablename__ = "transfers"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    recording_id: Mapped[int | None] = mapped_column(ForeignKey("recordings.id"))
    content_id: Mapped[int | None] = mapped_column(ForeignKey("contents.id"))
    bytes: Mapped[int | None] = mapped_column(BigInteger)
    encoding: Mapped[str] = mapped_column(String(16), default="none")
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class DoomedBlob(Base):
    """A blob that nobody will need from ``due_at`` on; the worker deletes it."""

    __tablename__ = "doomed_blobs"

    blob: Mapped[str] = mapped_column(primary_key=True)
    due_at: Mapped[datetime] = mapped_column(index=True)


class Poll(Base):
    """A question to the people in a meeting. ``state``: draft, open, closed."""

    __tablename__ = "polls"
    __table_args__ = (
        Index("ix_polls_meeting", "meeting_id", "id"),
        Index("ix_polls_opened", "center_id", "opened_at"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    poll_id: Mapped[str] = mapped_column(String(16), unique=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    kind: Mapped[str] = mapped_column(String(16))
    question: Mapped[str]
    anonymous: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(lazy="select")


class PollOption(Base):
    """An answer that one can choose. ``votes`` counts those who did; ``correct`` is empty where none is."""

    __tablename__ = "poll_options"
    __table_args__ = (UniqueConstraint("poll_id", "position"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"))
    position: Mapped[int]
    text: Mapped[str]
    correct: Mapped[bool | None]
    votes: Mapped[int] = mapped_column(default=0)


class PollVote(Base):
    """That somebody voted and, unless the poll is anonymous, what (``answer``: positions, or a text in ``comment``)."""

    __tablename__ = "poll_votes"
    __table_args__ = (UniqueConstraint("poll_id", "participant_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visits.id"))
    answer: Mapped[dict[str, Any]] = mapped_column(default=dict)
    comment: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]

    participant: Mapped[Participant] = relationship(lazy="select")


class PollComment(Base):
    """What somebody wrote in an anonymous poll: the words, without the person."""

    __tablename__ = "poll_comments"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"), index=True)
    text: Mapped[str]
