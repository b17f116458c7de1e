"""Recordings looked for: lists of them, and the one that a message is about.

Administrators see all recordings of the center, organizers their own. What is not published yet is in no list.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from convener.domain.centers.settings import CenterSettings
from convener.domain.errors import BadMatch, InvalidParameter, NotOwner
from convener.domain.lifecycle import LIVING, RESTORABLE, LifecycleEvent, LifecycleState, is_restorable, next_state
from convener.domain.permissions import CenterAction, center_allows, require_center
from convener.domain.search import Search, TextSearch, TimeSearch, text_condition, time_condition
from convener.domain.site import now
from convener.domain.stored_settings import read_settings
from convener.storage.models import Center, Group, Meeting, Recording, RecordingAccess, User

TEXTS = ("name", "reid", "mid", "owner", "title", "billing")
TIMES = ("started_at", "changed_at")
"""Fields of searches; ``changed_at``: published or changed within the interval."""

CHUNK = 500


def search(
    session: Session, caller: User, asked: Search | None, *, deleted: bool = False, restorable: bool = False
) -> list[Recording]:
    """The recordings that the caller may see and ``asked`` finds, by their start. ``deleted``: also those that are not
    there any more; ``restorable`` (administrators): only those that can still be brought back."""
    require_center(caller.role, CenterAction.MANAGE_OWN_MEETING)
    query = select(Recording).options(joinedload(Recording.owner), joinedload(Recording.meeting))
    query = query.where(Recording.center_id == caller.center_id, Recording.published_at.is_not(None))
    if restorable:
        require_center(caller.role, CenterAction.RESTORE)
        query = query.where(_restorable(session, caller.center_id))
    elif not deleted:
        query = query.where(Recording.removed_at.is_(None))
    if not _sees_all(caller) or (asked is not None and asked.owned_only):
        query = query.where(Recording.owner_id == caller.id)
    if asked is not None:
        query = query.where(_condition(session, caller.center_id, asked))
    return list(session.scalars(query.order_by(Recording.started_at, Recording.reid)))


def match_living(session: Session, caller: User, asked: TextSearch, *, hold: bool = False) -> Recording:
    """The one living recording that the caller may manage and ``asked`` finds.

    Raises :class:`BadMatch` where there is none or several, :class:`NotOwner` where it is somebody else's.
    """
    return _match(session, caller, asked, LIVING, frozenset(), None, hold)


def match_any(session: Session, caller: User, asked: TextSearch) -> Recording:
    """The same, deleted ones too; a living one goes before others of its name."""
    living = _candidates(session, caller, asked, LIVING, hold=False)
    if len(living) == 1:
        return living[0]
    return _match(session, caller, asked, frozenset(LifecycleState), frozenset(), None, hold=False)


def match_for(session: Session, caller: User, asked: TextSearch, change: LifecycleEvent) -> Recording:
    """The one recording to which ``change`` can happen, held for writing; where there are only others, raises
    :class:`WrongState` telling in which state one is. What is removed is not found for being restored."""
    settings = _settings(session, caller.center_id)
    fitting = LIVING if change in (LifecycleEvent.DELETE, LifecycleEvent.DELETE_FOR_GOOD) else RESTORABLE
    wrong = (LIVING if change is LifecycleEvent.RESTORE else frozenset(LifecycleState)) - fitting
    found = _match(session, caller, asked, fitting, wrong, change, hold=True)
    if change is LifecycleEvent.RESTORE and _too_old(found, settings):
        raise BadMatch("recording", 0)
    return found


def access_lists(session: Session, recordings: Iterable[Recording]) -> dict[int, list[str]]:
    """User and group IDs on the lists of these recordings, by the recordings' ids; for those that have a list."""
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


def past_buffer(settings: CenterSettings) -> timedelta:
    """For how long a center restores what was deleted or has expired."""
    return timedelta(days=settings.buffer_days)


def _match(
    session: Session,
    caller: User,
    asked: TextSearch,
    fitting: frozenset[LifecycleState],
    wrong: frozenset[LifecycleState],
    change: LifecycleEvent | None,
    hold: bool,
) -> Recording:
    require_center(caller.role, CenterAction.MANAGE_OWN_MEETING)
    found = _candidates(session, caller, asked, fitting, hold=hold)
    if len(found) == 1:
        return found[0]
    if found:
        raise BadMatch("recording", len(found))
    for other in _candidates(session, caller, asked, wrong, hold=False) if change and wrong else []:
        next_state("recording", other.life, change)  # type: ignore[arg-type]
    if not _sees_all(caller) and not asked.like and _belongs_to_others(session, caller, asked, fitting | wrong):
        raise NotOwner("recording")
    raise BadMatch("recording", 0)


def _candidates(
    session: Session, caller: User, asked: TextSearch, lives: frozenset[LifecycleState], *, hold: bool
) -> list[Recording]:
    """At most two: whether there are more does not matter. The newest first."""
    query = _of_lives(session, caller, asked, lives)
    if not _sees_all(caller) or asked.owned_only:
        query = query.where(Recording.owner_id == caller.id)
    if hold:
        query = query.with_for_update(of=Recording).execution_options(populate_existing=True)
    return list(session.scalars(query.order_by(Recording.id.desc()).limit(2)))


def _belongs_to_others(session: Session, caller: User, asked: TextSearch, lives: frozenset[LifecycleState]) -> bool:
    return session.scalar(_of_lives(session, caller, asked, lives).limit(1)) is not None


def _of_lives(session: Session, caller: User, asked: TextSearch, lives: frozenset[LifecycleState]) -> Select[Recording]:
    return select(Recording).where(
        Recording.center_id == caller.center_id,
        Recording.published_at.is_not(None),
        Recording.life.in_([life.value for life in lives]),
        _condition(session, caller.center_id, asked),
    )


def _condition(session: Session, center_id: int, asked: Search) -> ColumnElement[bool]:
    if isinstance(asked, TimeSearch):
        if asked.field == "started_at":
            return time_condition(Recording.started_at, asked)
        if asked.field == "changed_at":
            return or_(time_condition(Recording.published_at, asked), time_condition(Recording.modified_at, asked))
        raise InvalidParameter(f"Recordings are not looked for by {asked.field}.", asked.field)
    match asked.field:
        case "name":
            return text_condition(Recording.name_folded, asked)
        case "title":
            return text_condition(Recording.title_folded, asked)
        case "billing":
            return text_condition(Recording.billing_folded, asked)
        case "reid":
            return text_condition(Recording.reid, asked)
        case "mid":
            return Recording.meeting_id.in_(
                select(Meeting.id).where(Meeting.center_id == center_id, text_condition(Meeting.mid, asked))
            )
        case "owner":
            return Recording.owner_id.in_(
                select(User.id).where(User.center_id == center_id, text_condition(User.user_id_folded, asked))
            )
    raise InvalidParameter(f"Recordings are not looked for by {asked.field}.", asked.field)


def _sees_all(caller: User) -> bool:
    return center_allows(caller.role, CenterAction.MANAGE_ANY_MEETING)


def _settings(session: Session, center_id: int) -> CenterSettings:
    return read_settings(CenterSettings, session.get_one(Center, center_id).settings)


def _restorable(session: Session, center_id: int) -> ColumnElement[bool]:
    since = now() - past_buffer(_settings(session, center_id))
    return and_(is_restorable(Recording.life), Recording.removed_at > since)


def _too_old(recording: Recording, settings: CenterSettings) -> bool:
    return recording.removed_at is not None and recording.removed_at <= now() - past_buffer(settings)
