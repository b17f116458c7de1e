"""Tables of recordings, their files, access lists and views."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .accounts import User
from .declarative import Base, Folded, Key, partial_index
from .meetings import Meeting


class Recording(Base):
    """A recording of a meeting. ``published_at`` is None while it is being made; ``removed_at`` is set while the state
    ``life`` is other than active or undeleted. ``instance_id``: the run of the meeting that was recorded, None where
    that is not known.

    ``state``: how far it is (:mod:`convener.domain.recordings.states`); ``progress``: percent of what is being made of
    it, ``problem``: why it failed or ended early. ``trim_start``, ``trim_end``: milliseconds between which it is
    played, None where it was not trimmed; ``trimmed_at``: when it was; ``full_duration``: milliseconds of all of one
    that was made here; ``video_height``: lines of its video."""

    __tablename__ = "recordings"
    __table_args__ = (
        partial_index(
            "uq_recordings_living_name",
            "center_id",
            "name_folded",
            unique=True,
            where="removed_at IS NULL",
        ),
        Index("ix_recordings_name", "center_id", "name_folded"),
        Index("ix_recordings_meeting", "meeting_id", "id"),
        Index("ix_recordings_owner_start", "owner_id", "started_at", "reid"),
        Index("ix_recordings_start", "center_id", "started_at", "reid"),
        Index("ix_recordings_published", "center_id", "published_at"),
        Index("ix_recordings_modified", "center_id", "modified_at"),
        Index("ix_recordings_title", "center_id", "title_folded"),
        Index("ix_recordings_billing", "center_id", "billing_folded"),
        partial_index(
            "ix_recordings_expires",
            "expires_at",
            where="expires_at IS NOT NULL AND removed_at IS NULL",
        ),
        partial_index(
            "ix_recordings_restorable",
            "center_id",
            "removed_at",
            where="life IN ('deleted', 'expired')",
        ),
        partial_index(
            "ix_recordings_stored",
            "center_id",
            "size",
            "life",
            where="life <> 'removed'",
        ),
        partial_index(
            "ix_recordings_trimmed",
            "trimmed_at",
            where="trimmed_at IS NOT NULL",
        ),
        partial_index(
            "ix_recordings_unfinished",
            "meeting_id",
            where="state <> 'ready'",
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    reid: Mapped[str] = mapped_column(String(16), unique=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    instance_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_instances.id"), index=True)
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
    state: Mapped[str] = mapped_column(String(16), default="ready", server_default="ready")
    problem: Mapped[str] = mapped_column(String(16), default="", server_default="")
    progress: Mapped[int] = mapped_column(default=0, server_default="0")
    trim_start: Mapped[int | None]
    trim_end: Mapped[int | None]
    trimmed_at: Mapped[datetime | None]
    full_duration: Mapped[int | None]
    video_height: Mapped[int] = mapped_column(default=720, server_default="720")

    meeting: Mapped[Meeting] = relationship(lazy="select")
    owner: Mapped[User] = relationship(lazy="select")


class RecordingFile(Base):
    """A recording in one format (``film``, ``presentation``). ``playable``: whether browsers play what is in it; null
    where only the container is known."""

    __tablename__ = "recording_files"
    __table_args__ = (UniqueConstraint("recording_id", "format"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    recording_id: Mapped[int] = mapped_column(ForeignKey("recordings.id"))
    format: Mapped[str] = mapped_column(String(16))
    content_type: Mapped[str]
    playable: Mapped[bool | None]
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
    """A visit to a recording: it was viewed or downloaded."""

    __tablename__ = "recording_visits"
    __table_args__ = (
        Index("ix_recording_visits_started", "recording_id", "started_at"),
        # For erasing people.
        partial_index(
            "ix_recording_visits_user",
            "user_id",
            where="user_id IS NOT NULL",
        ),
        partial_index(
            "ix_recording_visits_guest_email",
            text("lower(email)"),
            where="user_id IS NULL AND email <> ''",
        ),
    )

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


class RecordingStretch(Base):
    """A part of a recording without a pause: one capture. ``number`` counts from 1. ``first_seq`` and ``last_seq``: the
    numbers of the meeting's last events before it began and when it ended. ``node``: the one that captures, None until
    one does; ``started_at``: when the capture began, None until it has; ``ended_at``: when it was to end, ``reason``
    why; ``completed_at``: when all that was captured was in its folder."""

    __tablename__ = "recording_stretches"
    __table_args__ = (
        UniqueConstraint("recording_id", "number"),
        partial_index(
            "ix_recording_stretches_open",
            "recording_id",
            where="completed_at IS NULL",
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    recording_id: Mapped[int] = mapped_column(ForeignKey("recordings.id"))
    number: Mapped[int]
    capture_id: Mapped[str] = mapped_column(String(32), unique=True)
    node: Mapped[str | None] = mapped_column(String(32))
    first_seq: Mapped[int]
    last_seq: Mapped[int | None]
    asked_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(16), default="")
    completed_at: Mapped[datetime | None]


class RecordingPart(Base):
    """A file of which a recording that was made here consists: a track, a picture of a page, what was drawn, the
    timeline, subtitles. ``name`` is that by which the timeline names it."""

    __tablename__ = "recording_parts"
    __table_args__ = (UniqueConstraint("recording_id", "name"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    recording_id: Mapped[int] = mapped_column(ForeignKey("recordings.id"))
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(64))
    content_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    blob: Mapped[str]
    created_at: Mapped[datetime]


class RecordingConsent(Base):
    """What a participant answered to being recorded in one run of a meeting; ``stays``: agreed, False: left instead."""

    __tablename__ = "recording_consents"

    instance_id: Mapped[int] = mapped_column(ForeignKey("meeting_instances.id"), primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), primary_key=True)
    stays: Mapped[bool]
    answered_at: Mapped[datetime]
