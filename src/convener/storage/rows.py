"""Read-only rows: what :mod:`convener.storage.core` reads of a table without making objects of the ORM.

The struct of a whole row has the columns of its table, in their order and with their types (a test compares them with
the models), and nothing else: no session, no relationships. It is frozen, and mypy refuses to change it or to take it
for a mapped object. A function that only reads accepts both, as :data:`AnyCenter`, :data:`AnyUser` or
:data:`AnyMeeting`; one that writes, or follows a relationship, asks for the mapped class.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeAlias

from msgspec import Struct

from .models import ApiClient, Center, Meeting, User


class CenterRow(Struct, frozen=True, gc=False):
    """A row of ``centers``."""

    id: int
    name: str
    title: str
    created_at: datetime
    settings: dict[str, Any]

    def __repr__(self) -> str:
        return f"<CenterRow {self.id}>"


class UserRow(Struct, frozen=True, gc=False):
    """A row of ``users``."""

    id: int
    center_id: int
    user_id: str
    user_id_folded: str
    api_client_id: int | None
    external_id: str | None
    first_name: str
    last_name: str
    display_name: str
    email: str
    role: str
    password_hash: str | None
    language: str
    email_folded: str
    company: str
    time_zone: str
    locale: str
    billing: str | None
    opaque1: str | None
    opaque2: str | None
    schedules: bool
    preferences: dict[str, Any]
    meetings: int
    expires_at: datetime | None
    created_at: datetime
    modified_at: datetime | None
    deleted_at: datetime | None
    merged_into_id: int | None

    def __repr__(self) -> str:
        return f"<UserRow {self.id}>"


class MeetingRow(Struct, frozen=True, gc=False):
    """A row of ``meetings``, and the user ID of its owner."""

    id: int
    center_id: int
    mid: str
    name: str
    name_folded: str
    api_client_id: int | None
    meeting_key: str | None
    owner_id: int
    title: str
    description: str
    language: str
    time_zone: str
    starts_at: datetime | None
    ends_at: datetime | None
    duration_hours: float | None
    status: str
    lobby: bool
    locked: bool
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    cancelled_at: datetime | None
    empty_since: datetime | None
    last_seq: int
    inside: int
    hosts_inside: int
    peak: int
    instance_id: int | None
    calendar_sequence: int
    life: str
    kind: str
    doors: str
    seats: int | None
    place_of_id: int | None
    title_folded: str
    billing: str | None
    billing_folded: str | None
    opaque1: str | None
    opaque1_folded: str | None
    opaque2: str | None
    opaque2_folded: str | None
    tag: str | None
    audience_entry: str
    presenter_entry: str
    audience_password: str | None
    presenter_password: str | None
    registration: bool
    recurrence: str | None
    changed_dates: dict[str, Any] | None
    options: dict[str, Any]
    room_settings: dict[str, Any] | None
    modified_at: datetime | None
    owner_user_id: str

    def __repr__(self) -> str:
        return f"<MeetingRow {self.id}>"


class ApiClientRow(Struct, frozen=True, gc=False):
    """A row of ``api_clients``."""

    id: int
    center_id: int
    account_sid: str
    name: str
    token_hash: bytes
    max_users: int
    max_sessions: int
    users: int
    sessions: int
    time_zone: str
    frame_origins: list[str]
    invitations: bool
    return_link: dict[str, Any] | None
    created_at: datetime
    deleted_at: datetime | None

    def __repr__(self) -> str:
        return f"<ApiClientRow {self.id}>"


class ClientCredentialsRow(Struct, frozen=True, gc=False):
    """What authenticates an API client."""

    id: int
    center_id: int
    time_zone: str
    token_hash: bytes

    def __repr__(self) -> str:
        return f"<ClientCredentialsRow {self.id}>"


class MeetingStatusRow(Struct, frozen=True, gc=False):
    """What an application may know of its meeting."""

    code: str
    status: str


class ParticipantStatusRow(Struct, frozen=True, gc=False):
    """What an application may know of a participant."""

    public_id: str
    status: str


AnyCenter: TypeAlias = Center | CenterRow
AnyClient: TypeAlias = ApiClient | ApiClientRow
AnyUser: TypeAlias = User | UserRow
AnyMeeting: TypeAlias = Meeting | MeetingRow
