"""Searches for recordings: lists, and the one recording that a call is about.

Administrators find all recordings of the center, organizers their own. Recordings that are not published are never
found.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from convener.domain.authorization import authorize_search, owned_only, reaches_all
from convener.domain.centers.settings import CenterSettings, restores_since, restores_since_in
from convener.domain.errors import BadMatch, InvalidParameter, NotOwner
from convener.domain.lifecycle import (
    LIVING,
    RESTORABLE,
    LifecycleEvent,
    LifecycleState,
    is_restorable_since,
    next_state,
)
from convener.domain.permissions import CenterAction, ObjectAction, ObjectKind, require_center
from convener.domain.search import Search, TextSearch, TimeSearch, text_condition, time_condition
from convener.domain.stored_settings import read_settings
from convener.storage.models import Center, Group, Meeting, Recording, RecordingAccess, User
from convener.storage.rows import AnyUser

TEXT_FIELDS = ("name", "reid", "mid", "owner", "title", "billing")
TIME_FIELDS = ("started_at", "changed_at")
"""Fields of searches. ``changed_at``: published or changed within the interval."""

CHUNK = 500
"""Recordings whose lists one statement reads."""


def search(
    session: Session, caller: AnyUser, criteria: Search | None, *, deleted: bool = False, restorable: bool = False
) -> list[Recording]:
    """The recordings that the caller may manage and that match the criteria (None: all), by their start.

    ``deleted``: those that are deleted, expired or removed too; ``restorable`` (administrators): only those that can be
    restored. Raises :class:`NotAllowed`, :class:`InvalidParameter` for a field that cannot be searched.
    """
    authorize_search(caller, ObjectAction.MANAGE, ObjectKind.RECORDING)
    query = select(Recording).options(joinedload(Recording.owner), joinedload(Recording.meeting))
    query = query.where(Recording.center_id == caller.center_id, Recording.published_at.is_not(None))
    if restorable:
        require_center(caller.role, CenterAction.RESTORE)
        query = query.where(_restorable(session, caller.center_id))
    elif not deleted:
        query = query.where(Recording.removed_at.is_(None))
    query = query.where(*_owned_only(caller, always=criteria is not None and criteria.owned_only))
    if criteria is not None:
        query = query.where(_condition(session, caller.center_id, criteria))
    return list(session.scalars(query.order_by(Recording.started_at, Recording.reid)))


def find_living(session: Session, caller: AnyUser, criteria: TextSearch, *, for_update: bool = False) -> Recording:
    """The one recording that can be used, that the caller may manage and that matches the criteria; ``for_update``
    locks its row.

    Raises :class:`BadMatch` where there is none or several, :class:`NotOwner` where it belongs to another user.
    """
    return _match(session, caller, criteria, LIVING, frozenset(), None, for_update)


def find_any(session: Session, caller: AnyUser, criteria: TextSearch) -> Recording:
    """As :func:`find_living`, in any state; one that can be used goes before others of its name."""
    living = _candidates(session, caller, criteria, LIVING, for_update=False)
    if len(living) == 1:
        return living[0]
    return _match(session, caller, criteria, frozenset(LifecycleState), frozenset(), None, for_update=False)


def find_for_event(session: Session, caller: AnyUser, criteria: TextSearch, event: LifecycleEvent) -> Recording:
    """The one recording to which ``event`` can happen, its row locked. Where only others match, raises
    :class:`WrongState` saying in which state one is. A removed recording is never found for being restored."""
    settings = _settings(session, caller.center_id)
    fitting = LIVING if event in (LifecycleEvent.DELETE, LifecycleEvent.DELETE_FOR_GOOD) else RESTORABLE
    wrong = (LIVING if event is LifecycleEvent.RESTORE else frozenset(LifecycleState)) - fitting
    found = _match(session, caller, criteria, fitting, wrong, event, for_update=True)
    if event is LifecycleEvent.RESTORE and _too_old(found, settings):
        raise BadMatch("recording", 0)
    return found


def list_access(session: Session, recordings: Iterable[Recording]) -> dict[int, list[str]]:
    """User and group IDs on the access lists of these recordings, by the recordings' primary keys; only of those that
    have a list."""
    ids = [one.id for one in recordings if one.entry == "acl"]
    lists: dict[int, list[str]] = {one: [] for one in ids}
    for start in range(0, len(ids), CHUNK):
        query = (
            select(RecordingAccess.recording_id, func.coalesce(User.user_id, Group.group_id))
            .outerjoin(User, and_(User.id == RecordingAccess.user_id, User.deleted_at.is_(None)))
            .outerjoin(Group, Group.id == RecordingAccess.group_id)
            .where(RecordingAccess.recording_id.in_(ids[start : start + CHUNK]))
            .order_by(RecordingAccess.id)
        )
        for recording_id, listed in session.execute(query):
            if listed is not None:
                lists[recording_id].append(listed)
    return lists


def _match(
    session: Session,
    caller: AnyUser,
    criteria: TextSearch,
    fitting: frozenset[LifecycleState],
    wrong: frozenset[LifecycleState],
    event: LifecycleEvent | None,
    for_update: bool,
) -> Recording:
    authorize_search(caller, ObjectAction.MANAGE, ObjectKind.RECORDING)
    found = _candidates(session, caller, criteria, fitting, for_update=for_update)
    if len(found) == 1:
        return found[0]
    if found:
        raise BadMatch("recording", len(found))
    for other in _candidates(session, caller, criteria, wrong, for_update=False) if event and wrong else []:
        next_state("recording", other.life, event)  # type: ignore[arg-type]
    if not _sees_all(caller) and not criteria.like and _belongs_to_others(session, caller, criteria, fitting | wrong):
        raise NotOwner("recording")
    raise BadMatch("recording", 0)


def _candidates(
    session: Session, caller: AnyUser, criteria: TextSearch, states: frozenset[LifecycleState], *, for_update: bool
) -> list[Recording]:
    """The recordings in these states that match, at most two: more need not be told apart. The newest first."""
    query = _query_in_states(session, caller, criteria, states)
    query = query.where(*_owned_only(caller, always=criteria.owned_only))
    if for_update:
        query = query.with_for_update(of=Recording).execution_options(populate_existing=True)
    return list(session.scalars(query.order_by(Recording.id.desc()).limit(2)))


def _belongs_to_others(
    session: Session, caller: AnyUser, criteria: TextSearch, states: frozenset[LifecycleState]
) -> bool:
    return session.scalar(_query_in_states(session, caller, criteria, states).limit(1)) is not None


def _query_in_states(
    session: Session, caller: AnyUser, criteria: TextSearch, states: frozenset[LifecycleState]
) -> Select[Recording]:
    return select(Recording).where(
        Recording.center_id == caller.center_id,
        Recording.published_at.is_not(None),
        Recording.life.in_([life.value for life in states]),
        _condition(session, caller.center_id, criteria),
    )


def _condition(session: Session, center_id: int, criteria: Search) -> ColumnElement[bool]:
    if isinstance(criteria, TimeSearch):
        if criteria.field == "started_at":
            return time_condition(Recording.started_at, criteria)
        if criteria.field == "changed_at":
            return or_(
                time_condition(Recording.published_at, criteria), time_condition(Recording.modified_at, criteria)
            )
        raise InvalidParameter(f"Recordings are not looked for by {criteria.field}.", criteria.field)
    match criteria.field:
        case "name":
            return text_condition(Recording.name_folded, criteria)
        case "title":
            return text_condition(Recording.title_folded, criteria)
        case "billing":
            return text_condition(Recording.billing_folded, criteria)
        case "reid":
            return text_condition(Recording.reid, criteria)
        case "mid":
            return Recording.meeting_id.in_(
                select(Meeting.id).where(Meeting.center_id == center_id, text_condition(Meeting.mid, criteria))
            )
        case "owner":
            return Recording.owner_id.in_(
                select(User.id).where(User.center_id == center_id, text_condition(User.user_id_folded, criteria))
            )
    raise InvalidParameter(f"Recordings are not looked for by {criteria.field}.", criteria.field)


def _sees_all(caller: AnyUser) -> bool:
    return reaches_all(caller, ObjectAction.MANAGE, ObjectKind.RECORDING)


def _owned_only(caller: AnyUser, *, always: bool) -> list[ColumnElement[bool]]:
    return owned_only(caller, ObjectAction.MANAGE, ObjectKind.RECORDING, always=always)


def _settings(session: Session, center_id: int) -> CenterSettings:
    return read_settings(CenterSettings, session.get_one(Center, center_id).settings)


def _restorable(session: Session, center_id: int) -> ColumnElement[bool]:
    since = restores_since_in(session, center_id)
    return is_restorable_since(Recording.life, Recording.removed_at, since)


def _too_old(recording: Recording, settings: CenterSettings) -> bool:
    return recording.removed_at is not None and recording.removed_at <= restores_since(settings)
