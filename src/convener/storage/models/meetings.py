"""Tables of meetings, their participants, and the seats that they reserve."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .accounts import User
from .centers import ApiClient
from .declarative import Base, Folded, Key, partial_index

IS_LASTING = (
    "(recurrence IS NOT NULL OR place_of_id IS NOT NULL OR status IN ('in_progress', 'host_left')"
    " OR coalesce(ends_at - starts_at, 0) > 86400000000)"
)
"""A condition, in SQL: the meeting has several dates or none, is under way, or is to last longer than a day. It is
written out, as databases find rows by a partial index only where a query has its very condition."""


class Meeting(Base):
    """A meeting, scheduled, in progress or past.

    ``cancelled_at`` is set while the state ``life`` is other than active or undeleted: the meeting was deleted, or has
    expired. ``doors``: when people other than the host may enter; ``seats``: the number reserved for its time;
    ``place_of_id``: the user whose personal room it is; ``last_seq``: the number of its last event; ``inside`` and
    ``hosts_inside``: people in the room now; ``instance_id``: the instance that is under way (without a foreign key:
    instances refer to meetings), and ``peak``: the most people that were inside at once in it.
    """

    __tablename__ = "meetings"
    __table_args__ = (
        partial_index(
            "uq_meetings_api_client_key",
            "api_client_id",
            "meeting_key",
            unique=True,
            where="cancelled_at IS NULL AND meeting_key IS NOT NULL",
        ),
        Index("ix_meetings_api_client_key", "api_client_id", "meeting_key"),
        partial_index(
            "ix_meetings_owner_undated",
            "owner_id",
            "created_at",
            "mid",
            where="starts_at IS NULL",
        ),
        partial_index("ix_meetings_owner_lasting", "owner_id", where=f"cancelled_at IS NULL AND {IS_LASTING}"),
        partial_index(
            "ix_meetings_owner_restorable",
            "owner_id",
            "cancelled_at",
            "mid",
            where="life IN ('deleted', 'expired')",
        ),
        partial_index(
            "ix_meetings_empty",
            "empty_since",
            where="empty_since IS NOT NULL",
        ),
        partial_index(
            "uq_meetings_living_name",
            "center_id",
            "name_folded",
            unique=True,
            where="cancelled_at IS NULL",
        ),
        Index("ix_meetings_name", "center_id", "name_folded"),
        partial_index(
            "uq_meetings_place_of",
            "place_of_id",
            unique=True,
            where="cancelled_at IS NULL AND place_of_id IS NOT NULL",
        ),
        Index("ix_meetings_start", "center_id", "starts_at", "mid"),
        Index("ix_meetings_owner_start", "owner_id", "starts_at", "mid"),
        partial_index(
            "ix_meetings_end",
            "center_id",
            "ends_at",
            where="cancelled_at IS NULL AND ends_at IS NOT NULL",
        ),
        Index("ix_meetings_title", "center_id", "title_folded"),
        partial_index(
            "ix_meetings_billing",
            "center_id",
            "billing_folded",
            where="billing_folded IS NOT NULL",
        ),
        partial_index(
            "ix_meetings_opaque1",
            "center_id",
            "opaque1_folded",
            where="opaque1_folded IS NOT NULL",
        ),
        partial_index(
            "ix_meetings_opaque2",
            "center_id",
            "opaque2_folded",
            where="opaque2_folded IS NOT NULL",
        ),
        partial_index(
            "ix_meetings_inside",
            "center_id",
            where="inside > 0",
        ),
        partial_index(
            "ix_meetings_restorable",
            "center_id",
            "cancelled_at",
            where="life IN ('deleted', 'expired')",
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
    peak: Mapped[int] = mapped_column(default=0, server_default="0")
    instance_id: Mapped[int | None] = mapped_column(Key)
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
    changed_dates: Mapped[dict[str, Any] | None]
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)
    room_settings: Mapped[dict[str, Any] | None]
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
    """A member of the metadata that an application stores with a meeting, in the form in which it is searched."""

    __tablename__ = "meeting_metadata"
    __table_args__ = (Index("ix_meeting_metadata_key", "center_id", "key", "value_folded"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    value_folded: Mapped[str] = mapped_column(Folded)


class SeatStep(Base):
    """The change at a moment of the sum of seats reserved in a center."""

    __tablename__ = "seat_steps"

    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True)
    delta: Mapped[int] = mapped_column(BigInteger)


class SeatDay(Base):
    """The sum of a day's steps (``day``: days since 1970, UTC), so that the sum up to a moment reads few rows."""

    __tablename__ = "seat_days"

    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"), primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    delta: Mapped[int] = mapped_column(BigInteger)


class Participant(Base):
    """A person with a role in one meeting. ``link_hash`` finds the row by the personal link, which is never stored.
    ``listed_at``: the time under which the list of the user's meetings has this one
    (:func:`convener.domain.meetings.listing.listed_at`).

    ``live_role``: the role that a host gave in the room for the instance ``live_role_instance_id`` alone (without a
    foreign key, as ``meetings.instance_id``)."""

    __tablename__ = "participants"
    __table_args__ = (
        partial_index(
            "uq_participants_meeting_user",
            "meeting_id",
            "user_id",
            unique=True,
            where="cancelled_at IS NULL AND user_id IS NOT NULL",
        ),
        Index("ix_participants_meeting_status", "meeting_id", "status"),
        Index("ix_participants_user_listed", "user_id", "listed_at", "meeting_id"),
        # For erasing people.
        partial_index(
            "ix_participants_guest_email",
            text("lower(email)"),
            where="user_id IS NULL AND email <> ''",
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    public_id: Mapped[str] = mapped_column(String(16), unique=True)
    link_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    role: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(String(16))
    answer: Mapped[str | None] = mapped_column(String(16))
    listed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    waiting_since: Mapped[datetime | None]
    admitted_at: Mapped[datetime | None]
    company: Mapped[str] = mapped_column(default="")
    extra1: Mapped[str] = mapped_column(default="")
    extra2: Mapped[str] = mapped_column(default="")
    extra3: Mapped[str] = mapped_column(default="")
    live_role: Mapped[str | None] = mapped_column(String(16))
    live_role_instance_id: Mapped[int | None] = mapped_column(Key)

    meeting: Mapped[Meeting] = relationship(lazy="select")
    user: Mapped[User | None] = relationship(lazy="select")
