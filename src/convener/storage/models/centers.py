"""Tables of centers, their maintenance windows and API clients."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    LargeBinary,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from .declarative import Base, Key


class Center(Base):
    """A conference center: the tenant."""

    __tablename__ = "centers"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str]
    created_at: Mapped[datetime]
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)


class StorageWarning(Base):
    """The administrators of a center were told that little of its storage is left."""

    __tablename__ = "storage_warnings"

    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"), primary_key=True)
    warned_at: Mapped[datetime]


class MaintenanceWindow(Base):
    """A time in which no meeting can be scheduled."""

    __tablename__ = "maintenance_windows"
    __table_args__ = (Index("ix_maintenance_windows_time", "center_id", "ends_at"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(default="")


class ApiClient(Base):
    """An application that calls the API, with its quotas, their use (``users``, ``sessions``) and its settings."""

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
    return_link: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
