"""What calls of API clients read, plain SQL as in :mod:`convener.storage.core`: the client itself, locked for a call
that writes, its users, and without a session the statuses that applications ask for again and again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, func, select
from sqlalchemy.orm import Session

from .core import NEXT_KEYS, columns, keep_keys
from .driver import connection_of
from .models import ApiClient, Center, MaintenanceWindow, Meeting, Participant, User
from .prepared import Prepared, Row
from .rows import ApiClientRow, CenterRow, ClientCredentialsRow, MeetingStatusRow, ParticipantStatusRow, UserRow
from .together import waiting_writes

_CLIENT_AND_CENTER = (
    select(
        *columns(ApiClient),
        *columns(Center),
        select(func.max(MaintenanceWindow.ends_at)).where(MaintenanceWindow.center_id == Center.id).scalar_subquery(),
    )
    .join_from(ApiClient, Center, Center.id == ApiClient.center_id)
    .where(ApiClient.account_sid == bindparam("account_sid"), ApiClient.deleted_at.is_(None))
)
# Rows that only refer to the client need not wait for it: FOR NO KEY UPDATE.
_LOCKED = _CLIENT_AND_CENTER.with_for_update(key_share=True, of=ApiClient)
_CLIENTS = {False: Prepared(_CLIENT_AND_CENTER), True: Prepared(_LOCKED)}
_CLIENTS_WITH_KEYS = {
    False: Prepared(_CLIENT_AND_CENTER.add_columns(*NEXT_KEYS)),
    True: Prepared(_LOCKED.add_columns(*NEXT_KEYS)),
}
_OF_API_CLIENT, _OF_BOTH = len(columns(ApiClient)), len(columns(ApiClient)) + len(columns(Center))


def find_client_and_center(
    session: Session, account_sid: str, *, lock_row: bool
) -> tuple[ApiClientRow, CenterRow, datetime | None] | None:
    """The API client with this AccountSid, its center, and the end of the center's last maintenance window; None where
    there is no such client. ``lock_row``: its row is locked until the transaction ends.

    Most of what a client writes is a new meeting or participant: it reserves their keys (:func:`reserve_keys`)."""
    connection = connection_of(session)
    waiting = waiting_writes(connection)
    queries = _CLIENTS if waiting is None else _CLIENTS_WITH_KEYS
    row = queries[lock_row].first(connection, {"account_sid": account_sid})
    if row is None:
        return None
    if waiting is not None:
        keep_keys(waiting, row[_OF_BOTH + 1 :])
    return ApiClientRow(*row[:_OF_API_CLIENT]), CenterRow(*row[_OF_API_CLIENT:_OF_BOTH]), row[_OF_BOTH]


_EXTERNAL_USER = Prepared(
    select(*columns(User)).where(
        User.api_client_id == bindparam("client_id"), User.external_id == bindparam("external_id")
    )
)


def find_external_user(session: Session, client_id: int, external_id: str) -> UserRow | None:
    """The API client's user with this id of its own."""
    session.flush()
    row = _EXTERNAL_USER.first(connection_of(session), {"client_id": client_id, "external_id": external_id})
    return None if row is None else UserRow(*row)


# ------------------------------------------------------------------------------------------ without a session

_CREDENTIALS = Prepared(
    select(ApiClient.id, ApiClient.center_id, ApiClient.time_zone, ApiClient.token_hash).where(
        ApiClient.account_sid == bindparam("account_sid"), ApiClient.deleted_at.is_(None)
    )
)


def find_client_credentials(connection: Connection, account_sid: str) -> ClientCredentialsRow | None:
    """What authenticates the API client with this AccountSid."""
    row = _CREDENTIALS.first(connection, {"account_sid": account_sid})
    return None if row is None else ClientCredentialsRow(*row)


OF_KEY = (Meeting.api_client_id == bindparam("client_id"), Meeting.meeting_key == bindparam("meeting_key"))
"""A meeting that the API client made, by its key."""

OF_MID = (
    Meeting.center_id == bindparam("center_id"),
    Meeting.mid == bindparam("meeting_key"),
    Meeting.api_client_id.is_(None),
)
"""A meeting of the center that no API client made: its mid is its key to all of them."""

LIVING_FIRST = (Meeting.cancelled_at.is_not(None), Meeting.id.desc())
"""Order among an API client's meetings of one key: the living one, then the cancelled ones, newest first."""

_MEETING_STATUS = select(Meeting.name, Meeting.status).order_by(*LIVING_FIRST).limit(1)
_PARTICIPANT_STATUS = (
    select(Participant.public_id, Participant.status)
    .select_from(Meeting)
    .outerjoin(User, (User.api_client_id == bindparam("client_id")) & (User.external_id == bindparam("external_id")))
    .outerjoin(
        Participant,
        (Participant.meeting_id == Meeting.id) & (Participant.user_id == User.id) & Participant.cancelled_at.is_(None),
    )
    .order_by(*LIVING_FIRST)
    .limit(1)
)
_IS_MERGED = and_(
    User.api_client_id == bindparam("client_id"),
    User.external_id == bindparam("external_id"),
    User.merged_into_id.is_not(None),
)
_MERGED_PARTICIPANT_STATUS = (
    select(Participant.public_id, Participant.status)
    .select_from(Meeting)
    .join(User, _IS_MERGED)
    .join(
        Participant,
        (Participant.meeting_id == Meeting.id)
        & (Participant.user_id == User.merged_into_id)
        & Participant.cancelled_at.is_(None),
    )
    .order_by(*LIVING_FIRST)
    .limit(1)
)
_MEETING_STATUSES = (Prepared(_MEETING_STATUS.where(*OF_KEY)), Prepared(_MEETING_STATUS.where(*OF_MID)))
_PARTICIPANT_STATUSES = (Prepared(_PARTICIPANT_STATUS.where(*OF_KEY)), Prepared(_PARTICIPANT_STATUS.where(*OF_MID)))
_MERGED_PARTICIPANT_STATUSES = (
    Prepared(_MERGED_PARTICIPANT_STATUS.where(*OF_KEY)),
    Prepared(_MERGED_PARTICIPANT_STATUS.where(*OF_MID)),
)


def find_meeting_status(
    connection: Connection, client_id: int, center_id: int, meeting_key: str
) -> MeetingStatusRow | None:
    """The API client's meeting of this key, a cancelled one where no other is left; else the one with this mid that a
    user of the center made."""
    asked = {"client_id": client_id, "center_id": center_id, "meeting_key": meeting_key}
    row = _first(connection, _MEETING_STATUSES, asked)
    return None if row is None else MeetingStatusRow(row[0], row[1])


def find_participant_status(
    connection: Connection, client_id: int, center_id: int, meeting_key: str, external_id: str
) -> ParticipantStatusRow | None:
    """The participant of that meeting (:func:`find_meeting_status`) who is the client's user of this external id, or
    whom that user was merged into; None where there is none; raises :class:`LookupError` where there is no such
    meeting."""
    asked = {
        "client_id": client_id,
        "center_id": center_id,
        "meeting_key": meeting_key,
        "external_id": external_id,
    }
    row = _first(connection, _PARTICIPANT_STATUSES, asked)
    if row is None:
        raise LookupError(meeting_key)
    if row[0] is None:
        row = _first(connection, _MERGED_PARTICIPANT_STATUSES, asked)
    return None if row is None else ParticipantStatusRow(row[0], row[1])


def _first(connection: Connection, queries: tuple[Prepared, ...], parameters: Mapping[str, object]) -> Row | None:
    found = (query.first(connection, parameters) for query in queries)
    return next((row for row in found if row is not None), None)
