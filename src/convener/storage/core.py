"""Statements that bypass the ORM, all of them: hot writes, and reads that give read-only rows.

The ORM is the rule (``select`` of mapped classes, changes by the unit of work). It is too slow for calls that an
application makes by the hundred a second: the unit of work sorts whole graphs of changed objects into statements, which
for one new row whose parents are there costs three times the insert itself, and to make mapped objects of what a
statement finds costs three times the statement. Such calls use this module:

- :func:`insert` writes one new row at once, :func:`insert_meeting` and :func:`insert_participant` without an object of
  the ORM; tests compare what they write with what the ORM would have written;
- the reading functions give structs of :mod:`convener.storage.rows`, which nobody can mistake for mapped objects;
- :mod:`convener.storage.objects` gives mapped objects where they are to be changed; :mod:`convener.storage.seats` and
  :mod:`convener.storage.chat` are the same for reserved seats and for messages of the chat.

What is asked by the hundred is a :class:`~convener.storage.prepared.Prepared` statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, TypeAlias, cast

from msgspec import UNSET
from msgspec.structs import asdict
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    Select,
    Table,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session, aliased
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.util import identity_key

from .models import (
    ApiClient,
    Base,
    Center,
    Event,
    MaintenanceWindow,
    Meeting,
    Participant,
    User,
    Visit,
)
from .objects import Mapped, attached
from .prepared import Prepared, Row
from .rows import (
    ApiClientRow,
    CenterRow,
    ClientCredentialsRow,
    MeetingRow,
    MeetingStatusRow,
    NewMeeting,
    ParticipantRow,
    ParticipantStatusRow,
    UserRow,
)

# ------------------------------------------------------------------------------------------------ writing


@cache
def _defaults(kind: type[Base]) -> dict[str, Callable[[], object] | None]:
    """What makes the default of each column but the key, None where there is none."""
    table = cast("Table", kind.__table__)
    return {column.name: _default(column) for column in table.columns if not column.primary_key}


def _default(column: Column[object]) -> Callable[[], object] | None:
    default = column.default
    if default is None:
        return None
    if default.is_callable:
        return lambda: default.arg(None)  # type: ignore[attr-defined]
    return lambda: default.arg  # type: ignore[attr-defined]


@cache
def _insert(kind: type[Base], names: tuple[str, ...]) -> Prepared:
    return Prepared(cast("Table", kind.__table__).insert(), names, tells_key=True)


def insert(session: Session, row: Mapped) -> Mapped:
    """Insert a new object by one statement, now; afterwards it is one of the session's like any other.

    Columns that are not set have the default of their table. What it refers to must be in the database, or flushed.
    """
    given = row.__dict__
    values = {}
    for name, make in _defaults(type(row)).items():
        if name not in given:
            given[name] = make() if make is not None else None
        # What is None is left out: of a new meeting that is half of the columns, and each costs.
        if given[name] is not None or make is not None:
            values[name] = given[name]
    row.id = _insert(type(row), tuple(values)).insert(session.connection(), values)  # type: ignore[attr-defined]
    return attached(session, row, identity_key(type(row), row.id))  # type: ignore[attr-defined]


def insert_meeting(session: Session, new: NewMeeting, owner_user_id: str) -> MeetingRow:
    """Insert a new meeting; the row as it is now. ``owner_user_id``: the user ID of its owner."""
    values = asdict(new)
    return MeetingRow(_insert_columns(session, Meeting, values), **values, owner_user_id=owner_user_id)


def insert_participant(session: Session, given: Mapping[str, Any]) -> ParticipantRow:
    """Insert a new participant with these columns; the others have the defaults of their table. The row as it is
    now."""
    values = {**_PARTICIPANT_DEFAULTS, **given}
    return ParticipantRow(_insert_columns(session, Participant, values), **values)


_PARTICIPANT_DEFAULTS: Mapping[str, Any] = {
    name: make() if make is not None else None for name, make in _defaults(Participant).items()
}


def _insert_columns(session: Session, kind: type[Base], values: Mapping[str, Any]) -> int:
    # What is None is left out: of a new meeting that is half of the columns, and each costs.
    given = {name: value for name, value in values.items() if value is not None}
    return _insert(kind, tuple(given)).insert(session.connection(), given)


# Counters are changed relative to what is stored, and events, hours and steps of seats are only added: as changes of
# mapped objects they would take half of the time that creating a meeting takes.

_MEETINGS_OF_OWNER = Prepared(
    update(User)
    .where(User.id == bindparam("owner"), or_(bindparam("change", type_=Integer) < 0, User.deleted_at.is_(None)))
    .values(meetings=User.meetings + bindparam("change", type_=Integer))
)
_OF_CLIENT = Prepared(
    update(ApiClient)
    .where(ApiClient.id == bindparam("client"))
    .values(users=ApiClient.users + bindparam("users"), sessions=ApiClient.sessions + bindparam("sessions"))
)


def add_to_meetings_of_owner(session: Session, owner_id: int, change: int) -> bool:
    """Add to the number of a user's living meetings; returns False, and does nothing, where the number of a deleted
    user would rise."""
    done = _MEETINGS_OF_OWNER.execute(session.connection(), {"owner": owner_id, "change": change})
    return bool(done.rowcount)


def add_to_client(session: Session, client_id: int, *, users: int = 0, sessions: int = 0) -> None:
    """Add to the numbers of an API client's users and of its living meetings."""
    _OF_CLIENT.execute(session.connection(), {"client": client_id, "users": users, "sessions": sessions})


_LAST_SEQ = Prepared(update(Meeting).where(Meeting.id == bindparam("meeting")).values(last_seq=bindparam("number")))


@cache
def _insert_event(names: tuple[str, ...]) -> Prepared:
    return Prepared(cast("Table", Event.__table__).insert(), names)


def insert_events(session: Session, rows: list[dict[str, Any]]) -> None:
    """Insert rows of ``events``, all with the same columns; others have their defaults."""
    missing = {name: make for name, make in _defaults(Event).items() if make is not None and name not in rows[0]}
    if missing:
        rows = [{**row, **{name: make() for name, make in missing.items()}} for row in rows]
    _insert_event(tuple(rows[0])).execute_many(session.connection(), rows)


def set_last_seq(session: Session, meeting: Meeting, seq: int) -> None:
    """Set the number of the meeting's last event, in the row and in the object."""
    _LAST_SEQ.execute(session.connection(), {"meeting": meeting.id, "number": seq})
    set_committed_value(meeting, "last_seq", seq)


# ------------------------------------------------------------------------------------------------ reading


def columns(kind: type[Base]) -> tuple[Column[Any], ...]:
    """The columns of a table, in the order of its row struct."""
    return tuple(cast("Table", kind.__table__).columns)


_OF_CENTER = len(columns(Center))
_CENTER_AND_USER = select(*columns(Center), *columns(User)).select_from(Center)
_SIGNS_IN = and_(
    User.center_id == Center.id,
    User.user_id_folded == bindparam("user"),
    User.deleted_at.is_(None),
    User.api_client_id.is_(None),
)
_BY_NAME = Prepared(_CENTER_AND_USER.outerjoin(User, _SIGNS_IN).where(Center.name == bindparam("center")))
_BY_ID = Prepared(
    _CENTER_AND_USER.join(User, User.center_id == Center.id).where(
        Center.id == bindparam("center"), User.id == bindparam("user")
    )
)


def find_center_and_user(session: Session, center_name: str, user_id_folded: str) -> tuple[CenterRow, UserRow | None]:
    """The center of this name (in small letters) and the user of this folded ID who may sign in to it, None where there
    is none; raises :class:`LookupError` where there is no such center."""
    found = {"center": center_name, "user": user_id_folded}
    row = _BY_NAME.first(session.connection(), found)
    if row is None:
        raise LookupError(center_name)
    of_user = row[_OF_CENTER:]
    return CenterRow(*row[:_OF_CENTER]), None if of_user[0] is None else UserRow(*of_user)


def read_center_and_user(session: Session, center_id: int, user_id: int) -> tuple[CenterRow, UserRow]:
    """The center and its user of these ids, which are there: the user also where the account has ended."""
    row = _BY_ID.first(session.connection(), {"center": center_id, "user": user_id})
    if row is None:
        raise NoResultFound
    return CenterRow(*row[:_OF_CENTER]), UserRow(*row[_OF_CENTER:])


MEETINGS = select(*columns(Meeting), User.user_id).join_from(Meeting, User, User.id == Meeting.owner_id)
"""Meetings with the user IDs of their owners, to be narrowed by a search, for :func:`read_meetings`."""

_MEETING_FIELDS = MeetingRow.__struct_fields__


def only(query: Select[Any], fields: frozenset[str] | None) -> Select[Any]:
    """A query made of :data:`MEETINGS` that reads these fields of :class:`MeetingRow` alone, None for all."""
    if fields is None:
        return query
    of_all = dict(zip(_MEETING_FIELDS, (*columns(Meeting), User.user_id), strict=True))
    asked = [column for name, column in of_all.items() if name in fields]
    return query.with_only_columns(*asked, maintain_column_froms=True)


MeetingQuery: TypeAlias = Prepared
"""One that is asked by the hundred, for :func:`read_meetings`."""


def read_meetings(
    session: Session,
    query: Select[Any] | MeetingQuery,
    parameters: Mapping[str, object] | None = None,
    fields: frozenset[str] | None = None,
) -> list[MeetingRow]:
    """The meetings that a query made of :data:`MEETINGS` finds. ``fields``: those that :func:`only` left of it; the
    others of a row are UNSET."""
    if isinstance(query, Prepared):
        return _meeting_rows(query.all(session.connection(), parameters or {}), fields)
    return _meeting_rows(session.connection().execute(query, parameters), fields)


def _meeting_rows(found: Iterable[Row], fields: frozenset[str] | None) -> list[MeetingRow]:
    if fields is None:
        return [MeetingRow(*row) for row in found]
    places = [index for index, name in enumerate(_MEETING_FIELDS) if name in fields]
    made = []
    values: list[Any] = [UNSET] * len(_MEETING_FIELDS)
    for row in found:
        for index, value in zip(places, row, strict=True):
            values[index] = value
        made.append(MeetingRow(*values))
    return made


_NAME_TAKEN = Prepared(
    select(Meeting.id).where(
        Meeting.center_id == bindparam("center"),
        Meeting.name_folded == bindparam("name"),
        Meeting.cancelled_at.is_(None),
    )
)


def is_meeting_name_taken(session: Session, center_id: int, name_folded: str) -> bool:
    """Whether a living meeting of the center has this folded name."""
    return _NAME_TAKEN.first(session.connection(), {"center": center_id, "name": name_folded}) is not None


_MAINTENANCE = Prepared(
    select(MaintenanceWindow.starts_at, MaintenanceWindow.ends_at).where(
        MaintenanceWindow.center_id == bindparam("center"),
        MaintenanceWindow.ends_at > bindparam("start"),
        MaintenanceWindow.starts_at <= bindparam("last"),
    )
)


def find_maintenance(
    session: Session, center_id: int, start: datetime, last: datetime
) -> list[tuple[datetime, datetime]]:
    """Start and end of the center's maintenance windows that touch the time from ``start`` to ``last``."""
    found = _MAINTENANCE.all(session.connection(), {"center": center_id, "start": start, "last": last})
    return [(starts_at, ends_at) for starts_at, ends_at in found]


_About, _Actor = aliased(Participant), aliased(Participant)
_ROOM_EVENTS = Prepared(
    select(
        Event.seq,
        Event.type,
        Event.version,
        Event.at,
        _About.public_id,
        _Actor.public_id,
        Event.data,
        Meeting.inside,
        func.coalesce(
            Visit.role, case((_About.live_role_instance_id == Meeting.instance_id, _About.live_role)), _About.role
        ),
    )
    .join(Meeting, Meeting.id == Event.meeting_id)
    .outerjoin(_About, _About.id == Event.participant_id)
    .outerjoin(_Actor, _Actor.id == Event.actor_id)
    .outerjoin(Visit, and_(Visit.participant_id == Event.participant_id, Visit.left_at.is_(None)))
    .where(Event.meeting_id == bindparam("meeting"), Event.seq > bindparam("after"))
    .order_by(Event.seq)
    .limit(bindparam("most"))
)


def read_room_events(session: Session, meeting_id: int, after: int, most: int) -> list[Row]:
    """At most ``most`` events of the meeting after this number, in order: number, kind, version, time, public ids of
    the participant whom it is about and of the one who caused it, data, how many people are inside now, and the role
    that the participant has now, or had at last."""
    return _ROOM_EVENTS.all(session.connection(), {"meeting": meeting_id, "after": after, "most": most})


_CLIENT_AND_CENTER = Prepared(
    select(
        *columns(ApiClient),
        *columns(Center),
        select(func.max(MaintenanceWindow.ends_at)).where(MaintenanceWindow.center_id == Center.id).scalar_subquery(),
    )
    .join_from(ApiClient, Center, Center.id == ApiClient.center_id)
    .where(ApiClient.account_sid == bindparam("account_sid"), ApiClient.deleted_at.is_(None))
    # Rows that only refer to the client need not wait for it: FOR NO KEY UPDATE.
    .with_for_update(key_share=True, of=ApiClient)
)
_OF_API_CLIENT = len(columns(ApiClient))


def lock_client_and_read_center(
    session: Session, account_sid: str
) -> tuple[ApiClientRow, CenterRow, datetime | None] | None:
    """The API client with this AccountSid, its row locked until the transaction ends, its center, and the end of the
    center's last maintenance window; None where there is no such client."""
    row = _CLIENT_AND_CENTER.first(session.connection(), {"account_sid": account_sid})
    if row is None:
        return None
    return ApiClientRow(*row[:_OF_API_CLIENT]), CenterRow(*row[_OF_API_CLIENT:-1]), row[-1]


# ------------------------------------------------------------------- reading without a session, for API clients

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
