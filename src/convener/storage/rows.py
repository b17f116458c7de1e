"""Rows that are no objects of the ORM: what :mod:`convener.storage.core` reads of a table, and what it writes to one.

The struct of a whole row has the columns of its table, in their order and with their types (a test compares them with
the models), and nothing else: no session, no relationships. It is frozen, and mypy refuses to change it or to take it
for a mapped object. A function that only reads accepts both, as :data:`AnyCenter`, :data:`AnyUser` or
:data:`AnyMeeting`; one that writes, or follows a relationship, asks for the mapped class.

A :class:`NewMeeting` is a row before it is inserted: it may be changed, and nothing else is done with it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeAlias

from msgspec import Struct, field

from .models import ApiClient, Center, Meeting, Participant, User


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


class NewMeeting(Struct, kw_only=True, gc=False):
    """A row of ``meetings`` that is not inserted yet (:func:`convener.storage.core.insert_meeting`); what is not set
    has the default of its column. ``name`` and ``name_folded`` must be set before."""

    center_id: int
    mid: str
    name: str = ""
    name_folded: str = ""
    api_client_id: int | None = None
    meeting_key: str | None = None
    owner_id: int
    title: str = ""
    description: str = ""
    language: str = "en"
    time_zone: str = "UTC"
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    duration_hours: float | None = None
    status: str
    lobby: bool = False
    locked: bool = False
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    cancelled_at: datetime | None = None
    empty_since: datetime | None = None
    last_seq: int = 0
    inside: int = 0
    hosts_inside: int = 0
    peak: int = 0
    instance_id: int | None = None
    calendar_sequence: int = 0
    life: str = "active"
    kind: str = "one_time"
    doors: str = "start"
    seats: int | None = None
    place_of_id: int | None = None
    title_folded: str = ""
    billing: str | None = None
    billing_folded: str | None = None
    opaque1: str | None = None
    opaque1_folded: str | None = None
    opaque2: str | None = None
    opaque2_folded: str | None = None
    tag: str | None = None
    audience_entry: str = "none"
    presenter_entry: str = "acl"
    audience_password: str | None = None
    presenter_password: str | None = None
    registration: bool = False
    recurrence: str | None = None
    changed_dates: dict[str, Any] | None = None
    options: dict[str, Any] = field(default_factory=dict)
    room_settings: dict[str, Any] | None = None
    modified_at: datetime | None = None

    def __repr__(self) -> str:
        return "<NewMeeting>"


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


class ParticipantRow(Struct, frozen=True, gc=False):
    """A row of ``participants``."""

    id: int
    meeting_id: int
    user_id: int | None
    public_id: str
    link_hash: bytes
    role: str
    name: str
    email: str
    status: str
    answer: str | None
    listed_at: datetime | None
    created_at: datetime
    cancelled_at: datetime | None
    removed_at: datetime | None
    waiting_since: datetime | None
    admitted_at: datetime | None
    company: str
    extra1: str
    extra2: str
    extra3: str
    live_role: str | None
    live_role_instance_id: int | None

    def __repr__(self) -> str:
        return f"<ParticipantRow {self.id}>"


AnyCenter: TypeAlias = Center | CenterRow
AnyClient: TypeAlias = ApiClient | ApiClientRow
AnyUser: TypeAlias = User | UserRow
AnyMeeting: TypeAlias = Meeting | MeetingRow
AnyParticipant: TypeAlias = Participant | ParticipantRow
EditedMeeting: TypeAlias = Meeting | NewMeeting
"""One that is being made or changed."""
MeetingColumns: TypeAlias = Meeting | MeetingRow | NewMeeting
"""One of which columns are read, also before it is inserted: not its key."""
