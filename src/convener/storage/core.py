"""Statements that bypass the ORM, all of them: hot writes, and reads that give read-only rows.

The ORM is the rule (``select`` of mapped classes, changes by the unit of work). It is too slow for calls that an
application makes by the hundred a second: the unit of work sorts whole graphs of changed objects into statements, which
for one new row whose parents are there costs three times the insert itself, and to make mapped objects of what a
statement finds costs three times the statement. Such calls use this module:

- :func:`insert` writes one new row at once, :func:`insert_meeting` and :func:`insert_participant` without an object of
  the ORM; tests compare what they write with what the ORM would have written;
- the reading functions give structs of :mod:`convener.storage.rows`, which nobody can mistake for mapped objects;
- :mod:`convener.storage.objects` gives mapped objects where they are to be changed;
- :mod:`convener.storage.seats`, :mod:`convener.storage.api_client_rows` and :mod:`convener.storage.chat` do the same
  for reserved seats, for API clients and for messages of the chat.

What is written and not read again in its transaction waits for what else is (:mod:`convener.storage.together`). What is
asked by the hundred is a :class:`~convener.storage.prepared.Prepared` statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, TypeAlias, cast

from msgspec import UNSET
from msgspec.structs import asdict
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    Select,
    Table,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session, aliased
from sqlalchemy.orm.attributes import set_committed_value

from .driver import connection_of
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
from .objects import Mapped, attached, identity_of
from .prepared import Prepared, Row
from .rows import (
    CenterRow,
    MeetingRow,
    NewMeeting,
    ParticipantRow,
    UserRow,
)
from .together import Check, WaitingWrites, waiting_writes

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
    row.id = _insert(type(row), tuple(values)).insert(connection_of(session), values)  # type: ignore[attr-defined]
    return attached(session, row, identity_of(type(row), row.id))  # type: ignore[attr-defined]


NEXT_KEYS = tuple(
    func.nextval(literal_column(f"'{kind.__tablename__}_id_seq'"), type_=BigInteger) for kind in (Meeting, Participant)
)
"""The keys of a new meeting and a new participant, as columns of PostgreSQL, for :func:`keep_keys`."""
_KEYS = Prepared(select(*NEXT_KEYS))


def reserve_keys(session: Session) -> None:
    """Before a meeting and its host are inserted, and before anything else is written: where writes wait for each other
    (:mod:`.together`), those two can only wait if their keys are known."""
    connection = connection_of(session)
    if (waiting := waiting_writes(connection)) is not None and Meeting.__tablename__ not in waiting.keys:
        keep_keys(waiting, _KEYS.first(connection, {}) or ())


def keep_keys(waiting: WaitingWrites, keys: Row) -> None:
    """Let the meeting and the participant that are inserted next have these keys (:data:`NEXT_KEYS`)."""
    waiting.keys = dict(zip((Meeting.__tablename__, Participant.__tablename__), keys, strict=True))


def insert_meeting(session: Session, new: NewMeeting, owner_user_id: str) -> MeetingRow:
    """Insert a new meeting; the row as it is now. ``owner_user_id``: the user ID of its owner."""
    values = asdict(new)
    return MeetingRow(_insert_row(connection_of(session), Meeting, values), **values, owner_user_id=owner_user_id)


def insert_participant(session: Session, given: Mapping[str, Any]) -> ParticipantRow:
    """Insert a new participant with these columns; the others have the defaults of their table. The row as it is
    now."""
    values = {**_PARTICIPANT_DEFAULTS, **given}
    return ParticipantRow(_insert_row(connection_of(session), Participant, values), **values)


_PARTICIPANT_DEFAULTS: Mapping[str, Any] = {
    name: make() if make is not None else None for name, make in _defaults(Participant).items()
}


def _insert_row(connection: Connection, kind: type[Base], values: Mapping[str, Any]) -> int:
    """Insert a row, later where its key is there already; its key."""
    # What is None is left out: of a new meeting that is half of the columns, and each costs.
    given = {name: value for name, value in values.items() if value is not None}
    waiting = waiting_writes(connection)
    key = waiting.keys.pop(kind.__tablename__, None) if waiting is not None else None
    if key is None:
        return _insert(kind, tuple(given)).insert(connection, given)
    given["id"] = key
    _insert_of_known_key(kind, tuple(given)).later(connection, given)
    return key


@cache
def _insert_of_known_key(kind: type[Base], names: tuple[str, ...]) -> Prepared:
    return Prepared(cast("Table", kind.__table__).insert().inline(), names)


# Counters are changed relative to what is stored, and events, hours and steps of seats are only added: as changes of
# mapped objects they would take half of the time that creating a meeting takes.

_MEETINGS_OF_OWNER = Prepared(
    update(User)
    .where(User.id == bindparam("owner"), or_(bindparam("change", type_=Integer) < 0, User.deleted_at.is_(None)))
    .values(meetings=User.meetings + bindparam("change", type_=Integer))
)
_CLIENT = update(ApiClient).where(ApiClient.id == bindparam("client"))
_ONE_USER_MORE = Prepared(_CLIENT.where(ApiClient.users < ApiClient.max_users).values(users=ApiClient.users + 1))
_ONE_SESSION_MORE = Prepared(
    _CLIENT.where(ApiClient.sessions < ApiClient.max_sessions).values(sessions=ApiClient.sessions + 1)
)
_ONE_SESSION_LESS = Prepared(_CLIENT.values(sessions=ApiClient.sessions - 1))


def add_to_meetings_of_owner(session: Session, owner_id: int, change: int, check: Check) -> None:
    """Add to the number of a user's living meetings. ``check`` is called at the end of the transaction at the latest,
    with 0 where the number of a deleted user would have risen, which it did not."""
    _MEETINGS_OF_OWNER.later(connection_of(session), {"owner": owner_id, "change": change}, check)


def add_user_of_client(session: Session, client_id: int, check: Check) -> None:
    """Count one user more of an API client. ``check`` is called at the end of the transaction at the latest, with 0
    where it has as many as it may have, and none was counted."""
    _ONE_USER_MORE.later(connection_of(session), {"client": client_id}, check)


def add_session_of_client(session: Session, client_id: int, check: Check) -> None:
    """The same for one living meeting more."""
    _ONE_SESSION_MORE.later(connection_of(session), {"client": client_id}, check)


def remove_session_of_client(session: Session, client_id: int) -> None:
    """Count one living meeting less of an API client."""
    _ONE_SESSION_LESS.later(connection_of(session), {"client": client_id})


_LAST_SEQ = Prepared(update(Meeting).where(Meeting.id == bindparam("meeting")).values(last_seq=bindparam("number")))


@cache
def _insert_event(names: tuple[str, ...]) -> Prepared:
    return Prepared(cast("Table", Event.__table__).insert().inline(), names)


def insert_events(session: Session, rows: list[dict[str, Any]]) -> None:
    """Insert rows of ``events``, all with the same columns; others have their defaults."""
    missing = {name: make for name, make in _defaults(Event).items() if make is not None and name not in rows[0]}
    if missing:
        rows = [{**row, **{name: make() for name, make in missing.items()}} for row in rows]
    _insert_event(tuple(rows[0])).later_many(connection_of(session), rows)


def set_last_seq(session: Session, meeting: Meeting, seq: int) -> None:
    """Set the number of the meeting's last event, in the row and in the object."""
    _LAST_SEQ.later(connection_of(session), {"meeting": meeting.id, "number": seq})
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
    row = _BY_NAME.first(connection_of(session), found)
    if row is None:
        raise LookupError(center_name)
    of_user = row[_OF_CENTER:]
    return CenterRow(*row[:_OF_CENTER]), None if of_user[0] is None else UserRow(*of_user)


def read_center_and_user(session: Session, center_id: int, user_id: int) -> tuple[CenterRow, UserRow]:
    """The center and its user of these ids, which are there: the user also where the account has ended."""
    row = _BY_ID.first(connection_of(session), {"center": center_id, "user": user_id})
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
        return _meeting_rows(query.all(connection_of(session), parameters or {}), fields)
    return _meeting_rows(connection_of(session).execute(query, parameters), fields)


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
    return _NAME_TAKEN.first(connection_of(session), {"center": center_id, "name": name_folded}) is not None


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
    found = _MAINTENANCE.all(connection_of(session), {"center": center_id, "start": start, "last": last})
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
    return _ROOM_EVENTS.all(connection_of(session), {"meeting": meeting_id, "after": after, "most": most})
