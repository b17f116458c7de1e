"""Searches for meetings: lists with pages, and the one meeting that a call is about.

Live Meeting service API, reference 4.2, 6.1 (query fields), 9.2, 9.5.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, false, func, or_, select
from sqlalchemy.orm import Session

from convener.domain.authorization import authorize, reaches_all
from convener.domain.centers.settings import restores_since, settings_of
from convener.domain.errors import BadMatch
from convener.domain.lifecycle import (
    LIVING,
    RESTORABLE,
    TRANSITIONS,
    LifecycleEvent,
    LifecycleState,
    is_restorable,
    is_restorable_since,
    next_state,
)
from convener.domain.permissions import ObjectAction, ObjectKind
from convener.domain.search import Search, TextSearch, TimeSearch, column_values, text_condition, time_condition
from convener.domain.text import is_storable
from convener.storage import core
from convener.storage.models import Meeting, MeetingMetadatum, User, Visit, VisitedHour
from convener.storage.rows import AnyCenter, AnyUser, MeetingRow

from . import meetings

_HOUR = timedelta(hours=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TEXTS = {
    "name": Meeting.name_folded,
    "title": Meeting.title_folded,
    "billing": Meeting.billing_folded,
    "opaque1": Meeting.opaque1_folded,
    "opaque2": Meeting.opaque2_folded,
}
_TIMES = {"starts_at": Meeting.starts_at, "ends_at": Meeting.ends_at}
METADATA = "metadata."
"""Prefix of a search field that is a key of the metadata that an application stores with its meetings."""


PUBLIC_FIELDS = frozenset({"name", "mid"})
"""Fields by which organizers may name meetings of others, and get :class:`NotOwner`. By other fields they find only
their own meetings."""


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What to list: the meetings in one of ``states`` that ``search`` finds; with ``size`` one page (``number`` from
    1). ``fields``: those of a row that are read, all where it is None; the others are UNSET. ``at_once``: of more
    meetings than this only the ids are read."""

    search: Search | None = None
    states: frozenset[LifecycleState] = LIVING
    size: int | None = None
    number: int = 1
    fields: frozenset[str] | None = None
    at_once: int | None = None


@dataclass(frozen=True)
class Page:
    """Meetings in the order of start and mid, and how many pages follow. ``ids``: of the meetings, for
    :func:`read_part`, where there are too many to be read at once; then ``meetings`` is empty."""

    meetings: list[MeetingRow] = field(default_factory=list)
    more_pages: int = 0
    ids: array[int] = field(default_factory=lambda: array("q"))


def list_meetings(session: Session, center: AnyCenter, caller: AnyUser, listing: Listing) -> Page:
    """Meetings of the center that the caller may see: administrators all, others their own."""
    own = _own_only(caller, listing.search)
    if (known := _by_key(listing)) is not None:
        field, values = known
        found = {"center": center.id, "caller": caller.id, "values": values[0] if len(values) == 1 else values}
        keyed = _keyed(field, listing.states, own, len(values) == 1, listing.fields)
        return Page(core.read_meetings(session, keyed, found, listing.fields))
    if (owner := _page_of_owner(listing)) is not None:
        return _list_of_owner(session, center, caller if own else None, listing, owner)
    conditions = [Meeting.center_id == center.id, *_in_states(listing.states)]
    if listing.states == RESTORABLE:
        conditions.append(_is_restorable(center))
    if own:
        conditions.append(Meeting.owner_id == caller.id)
    if listing.search is not None:
        conditions.append(_condition(center, listing.search))
        if listing.search.tag is not None:
            conditions.append(Meeting.tag == listing.search.tag)
    query = core.only(_IN_ORDER.where(*conditions), listing.fields)
    if listing.size is None:
        return _read(session, listing, query, conditions)
    skipped = (listing.number - 1) * listing.size
    page = _read(session, listing, query.offset(skipped).limit(listing.size + 1), conditions, skipped)
    if max(len(page.meetings), len(page.ids)) <= listing.size:
        return page
    total = _total(session, center, caller if own else None, listing, conditions)
    return Page(page.meetings[: listing.size], _more_pages(listing, total), page.ids[: listing.size])


def _more_pages(listing: Listing, total: int) -> int:
    """How many pages follow that of the listing, after which something was found, of so many meetings."""
    size = listing.size or total
    return max(1, -(-(total - listing.number * size) // size))


def _read(
    session: Session, listing: Listing, query: Select[Any], conditions: list[ColumnElement[bool]], skipped: int = 0
) -> Page:
    """The meetings that a query with these conditions finds, or the ids where they are too many; of one page one more
    than it has."""
    asked = None if listing.size is None else listing.size + 1
    if listing.at_once is None or (asked is not None and asked <= listing.at_once):
        return Page(core.read_meetings(session, query, fields=listing.fields))
    found = core.read_meetings(session, query.limit(listing.at_once + 1), fields=listing.fields)
    if len(found) <= listing.at_once:
        return Page(found)
    ids = select(Meeting.id).where(*conditions).order_by(Meeting.starts_at, Meeting.mid).offset(skipped)
    return Page(ids=array("q", session.scalars(ids if asked is None else ids.limit(asked))))


def read_part(
    session: Session, center: AnyCenter, caller: AnyUser, listing: Listing, ids: Sequence[int]
) -> list[MeetingRow]:
    """The meetings of some of the ids of a :class:`Page`, in their order, as they are now; without those that have been
    deleted meanwhile, or are not the caller's any more."""
    conditions = [Meeting.center_id == center.id, Meeting.id.in_(ids), *_in_states(listing.states)]
    if _own_only(caller, listing.search):
        conditions.append(Meeting.owner_id == caller.id)
    fields = None if listing.fields is None else listing.fields | {"id"}
    found = core.read_meetings(session, core.only(core.MEETINGS.where(*conditions), fields), fields=fields)
    by_id = {meeting.id: meeting for meeting in found}
    return [by_id[one] for one in ids if one in by_id]


_IN_ORDER = core.MEETINGS.order_by(Meeting.starts_at, Meeting.mid)


def _by_key(listing: Listing) -> tuple[str, list[str]] | None:
    """Field and values of the most frequent search, for meetings by exact values on one page; None for others."""
    search = listing.search
    if not isinstance(search, TextSearch) or search.like or search.tag is not None or listing.size is not None:
        return None
    if listing.states == RESTORABLE or (search.field != "mid" and search.field not in _TEXTS):
        return None
    return search.field, column_values(search)


@lru_cache(maxsize=256)
def _keyed(
    field: str, states: frozenset[LifecycleState], own: bool, single: bool, fields: frozenset[str] | None
) -> Select[Any] | core.MeetingQuery:
    """The statement of such a search, built once: to build it takes as long as to execute it."""
    column = Meeting.mid if field == "mid" else _TEXTS[field]
    # A list is expanded anew in each execution.
    values = column == bindparam("values") if single else column.in_(bindparam("values", expanding=True))
    every = _IN_ORDER.where(Meeting.center_id == bindparam("center"), values, *_in_states(states))
    query = core.only(every, fields)
    if own:
        query = query.where(Meeting.owner_id == bindparam("caller"))
    return core.MeetingQuery(query) if single else query


def _page_of_owner(listing: Listing) -> str | None:
    """The folded user ID of the owner whose living meetings a page is asked of, the most frequent list; None for others
    (also of a page that is not read at once)."""
    search = listing.search
    if not isinstance(search, TextSearch) or search.field != "owner" or search.like or search.tag is not None:
        return None
    if listing.states != LIVING or listing.size is None:
        return None
    if listing.at_once is not None and listing.size >= listing.at_once:
        return None
    values = column_values(search)
    return values[0] if len(values) == 1 else None


def _list_of_owner(session: Session, center: AnyCenter, caller: AnyUser | None, listing: Listing, owner: str) -> Page:
    size = listing.size or 0
    found = {"center": center.id, "owner": owner, "most": size + 1, "skipped": (listing.number - 1) * size}
    of_caller = {} if caller is None else {"caller": caller.id}
    statement = _of_owner(caller is not None, listing.fields)
    page = core.read_meetings(session, statement, {**found, **of_caller}, listing.fields)
    if len(page) <= size:
        return Page(page)
    total = session.scalar(_TOTAL if caller is None else _TOTAL_OF_CALLER, {**found, **of_caller})
    return Page(page[:size], _more_pages(listing, int(total or 0)))


_TOTAL = select(func.coalesce(func.sum(User.meetings), 0)).where(
    User.center_id == bindparam("center"), User.user_id_folded == bindparam("owner"), User.deleted_at.is_(None)
)
_TOTAL_OF_CALLER = _TOTAL.where(User.id == bindparam("caller"))


@lru_cache(maxsize=256)
def _of_owner(own: bool, fields: frozenset[str] | None) -> core.MeetingQuery:
    """The statement of a page of an owner, built once."""
    # By the owner's id, for which there is an index in the order of the list.
    owner = select(User.id).where(
        User.center_id == bindparam("center"), User.user_id_folded == bindparam("owner"), User.deleted_at.is_(None)
    )
    query = core.only(
        _IN_ORDER.where(Meeting.center_id == bindparam("center"), Meeting.owner_id.in_(owner), *_in_states(LIVING)),
        fields,
    )
    if own:
        query = query.where(Meeting.owner_id == bindparam("caller"))
    return core.MeetingQuery(query.limit(bindparam("most", type_=Integer)).offset(bindparam("skipped", type_=Integer)))


def _total(
    session: Session, center: AnyCenter, owner: AnyUser | None, listing: Listing, conditions: list[ColumnElement[bool]]
) -> int:
    """How many there are on all pages. For living ones of an owner, or of all, there are counters."""
    search = listing.search
    if listing.states == LIVING and (search is None or (_by_owner(search) and search.tag is None)):
        query = select(func.coalesce(func.sum(User.meetings), 0)).where(User.center_id == center.id, User.meetings > 0)
        if owner is not None:
            query = query.where(User.id == owner.id)
        if isinstance(search, TextSearch):
            query = query.where(text_condition(User.user_id_folded, search), User.deleted_at.is_(None))
        return int(session.scalar(query) or 0)
    return int(session.scalar(select(func.count()).select_from(Meeting).where(*conditions)) or 0)


def _by_owner(search: Search) -> bool:
    return isinstance(search, TextSearch) and search.field == "owner"


def _in_states(states: frozenset[LifecycleState]) -> list[ColumnElement[bool]]:
    if states == LIVING:
        return [Meeting.cancelled_at.is_(None)]
    if states == frozenset(LifecycleState):
        return []
    if states == RESTORABLE:
        return [is_restorable(Meeting.life), Meeting.cancelled_at.is_not(None)]
    return [Meeting.life.in_(sorted(one.value for one in states))]


def _is_restorable(center: AnyCenter) -> ColumnElement[bool]:
    return is_restorable_since(Meeting.life, Meeting.cancelled_at, restores_since(settings_of(center)))


def _own_only(caller: AnyUser, search: Search | None) -> bool:
    if not reaches_all(caller, ObjectAction.MANAGE, ObjectKind.MEETING):
        return True
    return search is not None and search.owned_only


def _condition(center: AnyCenter, search: Search) -> ColumnElement[bool]:
    if isinstance(search, TimeSearch):
        return (
            _visited_in(center, search)
            if search.field == "visited_in"
            else time_condition(_TIMES[search.field], search)
        )
    if search.field == "mid":
        # Mids are small letters and digits, which folding does not change.
        return text_condition(Meeting.mid, search)
    if search.field in ("owner", "personal_room_of"):
        users = select(User.id).where(
            User.center_id == center.id, User.deleted_at.is_(None), text_condition(User.user_id_folded, search)
        )
        return (Meeting.owner_id if search.field == "owner" else Meeting.place_of_id).in_(users)
    if search.field.startswith(METADATA):
        matching = select(MeetingMetadatum.meeting_id).where(
            MeetingMetadatum.center_id == center.id,
            MeetingMetadatum.key == search.field.removeprefix(METADATA),
            text_condition(MeetingMetadatum.value_folded, search),
        )
        return Meeting.id.in_(matching) if is_storable(search.field) else false()
    return text_condition(_TEXTS[search.field], search)


def _visited_in(center: AnyCenter, search: TimeSearch) -> ColumnElement[bool]:
    """Meetings with a visit that overlaps the interval: visited hours find those with ended visits in the hours inside
    it, for its first and last hour the visits themselves are compared, and visits that last are few."""
    first = -((_EPOCH - search.start) // _HOUR)
    last = (search.end - _EPOCH) // _HOUR
    touched = VisitedHour.center_id == center.id
    inner = select(VisitedHour.meeting_id).where(touched, VisitedHour.hour >= first, VisitedHour.hour < last)
    overlapping = (
        select(Visit.id)
        .where(
            Visit.meeting_id == VisitedHour.meeting_id,
            Visit.entered_at < search.end,
            Visit.left_at > search.start,
        )
        .correlate(VisitedHour)
        .exists()
    )
    edges = select(VisitedHour.meeting_id).where(touched, VisitedHour.hour.in_(sorted({first - 1, last})), overlapping)
    inside = select(Visit.meeting_id).where(Visit.left_at.is_(None), Visit.entered_at < search.end)
    return or_(Meeting.id.in_(inner), Meeting.id.in_(edges), Meeting.id.in_(inside))


# ------------------------------------------------------------------------------------------- the one of a call


def match(
    session: Session,
    center: AnyCenter,
    caller: AnyUser,
    search: TextSearch,
    *,
    fits: frozenset[LifecycleState] = LIVING,
    change: LifecycleEvent | None = None,
    closed: frozenset[LifecycleState] = frozenset(),
) -> Meeting:
    """The one meeting that the search finds.

    ``fits``: the states in which it may be. With ``change`` these are the states in which that event is possible, and a
    meeting in another one, except those ``closed`` to it, raises :class:`WrongState` instead of no match. Raises
    :class:`BadMatch`, or :class:`NotOwner` where an organizer names the meeting of another user.
    """
    return match_each(session, center, caller, search, fits=fits, change=change, closed=closed)[0]


def lock_match(session: Session, center: AnyCenter, caller: AnyUser, search: TextSearch) -> Meeting:
    """The one living meeting that the search finds, locked
    (:func:`convener.domain.meetings.meetings.lock_meeting`). Raises what :func:`match` raises, also where the meeting
    ended or got another owner while this waited for its row."""
    meeting = meetings.lock_meeting(session, match(session, center, caller, search).id)
    if LifecycleState(meeting.life) not in LIVING:
        raise BadMatch("meeting", 0)
    authorize(caller, ObjectAction.MANAGE, meeting)
    return meeting


def match_each(
    session: Session,
    center: AnyCenter,
    caller: AnyUser,
    search: TextSearch,
    *,
    fits: frozenset[LifecycleState] = LIVING,
    change: LifecycleEvent | None = None,
    closed: frozenset[LifecycleState] = frozenset(),
) -> list[Meeting]:
    """As :func:`match`, for each value of the search: exactly one meeting for each, in their order, none twice."""
    found: dict[int, Meeting] = {}
    for value in search.values:
        one = TextSearch(field=search.field, values=(value,), like=search.like, owned_only=search.owned_only)
        meeting = _match(session, center, caller, one, fits, change, closed)
        found[meeting.id] = meeting
    return list(found.values())


def _match(
    session: Session,
    center: AnyCenter,
    caller: AnyUser,
    search: TextSearch,
    fits: frozenset[LifecycleState],
    change: LifecycleEvent | None,
    closed: frozenset[LifecycleState],
) -> Meeting:
    if change is not None:
        fits = frozenset(state for state, possible in TRANSITIONS if possible is change)
    by_public_field = search.field in PUBLIC_FIELDS and not search.owned_only
    conditions: list[Any] = [Meeting.center_id == center.id, _condition(center, search)]
    if _own_only(caller, search) and not by_public_field:
        conditions.append(Meeting.owner_id == caller.id)
    query = select(Meeting).where(and_(*conditions))
    restorable = [_is_restorable(center)] if change is LifecycleEvent.RESTORE else []
    fitting = list(session.scalars(query.where(*_in_states(fits), *restorable).limit(2)))
    if not fitting and change is not None:
        others = query.where(*_in_states(frozenset(LifecycleState) - fits - closed)).order_by(Meeting.id.desc())
        other = session.scalar(others.limit(1))
        if other is not None:
            authorize(caller, ObjectAction.MANAGE, other)
            next_state("meeting", other.life, change)
    if len(fitting) != 1:
        raise BadMatch("meeting", len(fitting))
    authorize(caller, ObjectAction.MANAGE, fitting[0])
    return fitting[0]
