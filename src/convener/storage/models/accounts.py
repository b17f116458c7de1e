"""Tables of users, groups, sessions and tickets."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from .declarative import Base, Folded, Key, partial_index


class User(Base):
    """A user of the center. Users of an API client have its ``external_id`` and cannot sign in.

    ``schedules``: whether the user may schedule meetings, and so counts as a named user. ``meetings``: how many of the
    user's meetings are neither deleted nor expired. ``merged_into_id``: the user who is the same person, and to whom
    all belongs that was this one's (:mod:`convener.domain.actions.merge_users`; without a foreign key, as users are
    never removed). From ``expires_at`` on the account is inactive. ``preferences``:
    :class:`convener.domain.accounts.settings.UserSettings`.
    """

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint("center_id", "user_id_folded"),
        UniqueConstraint("api_client_id", "external_id"),
        Index("ix_users_email", "center_id", "email_folded"),
        partial_index(
            "ix_users_merged",
            "merged_into_id",
            where="merged_into_id IS NOT NULL",
        ),
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
    merged_into_id: Mapped[int | None] = mapped_column(Key)


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
    """A browser in which a user is signed in. ``seen_at``: its last request, to a minute; ``user_agent``: what it says
    it is, empty where that is not known."""

    __tablename__ = "sign_ins"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    seen_at: Mapped[datetime]
    user_agent: Mapped[str] = mapped_column(String(255), default="")


class PasswordReset(Base):
    """A right to choose a new password for a user, once and for a short time, by a link in a mail. The link's token is
    made of ``public_id`` and the installation's key, and found by its hash."""

    __tablename__ = "password_resets"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    public_id: Mapped[str] = mapped_column(String(32))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class AccountClaim(Base):
    """A right of the owner of an invited address to make it an account of the center, once and for a short time, by a
    link in a mail; its token as of a :class:`PasswordReset`."""

    __tablename__ = "account_claims"
    __table_args__ = (Index("ix_account_claims_address", "center_id", "address_folded"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    center_id: Mapped[int] = mapped_column(ForeignKey("centers.id"))
    address: Mapped[str]
    address_folded: Mapped[str] = mapped_column(Folded)
    public_id: Mapped[str] = mapped_column(String(32))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


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
