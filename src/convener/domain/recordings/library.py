"""The recordings that somebody manages, also those that are still being made: administrators those of the center,
organizers their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from convener.domain import text
from convener.domain.authorization import Principal, authorize, authorize_search, owned_only
from convener.domain.centers.settings import restores_since_in
from convener.domain.errors import BadMatch, InvalidParameter
from convener.domain.lifecycle import is_restorable_since
from convener.domain.permissions import CenterAction, ObjectAction, ObjectKind, require_center
from convener.storage.functions import lowered
from convener.storage.models import Meeting, Recording

MOST_WORDS = 10
"""Words of a search that count."""

LONGEST_SEARCH = 250

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_POSITION = re.compile(r"([0-9]{1,17})\.([0-9]{1,18})", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class LibraryQuery:
    """Which recordings are wanted. ``search``: words that all are in the title, the name or the meeting's title, in
    small or capital letters; ``meeting``: the mid of the meeting, empty for all; ``deleted``: those that were deleted
    or have expired and can be restored (administrators)."""

    search: str = ""
    meeting: str = ""
    deleted: bool = False


def list_recordings(
    session: Session, caller: Principal, wanted: LibraryQuery, *, after: str, most: int
) -> tuple[list[Recording], str | None]:
    """At most ``most`` recordings, the one that began last first, and the ``after`` of those that follow, None at the
    end. ``after``: where the caller goes on, empty at the beginning. Raises :class:`NotAllowed`,
    :class:`InvalidParameter`."""
    authorize_search(caller, ObjectAction.MANAGE, ObjectKind.RECORDING)
    words = text.line("search", wanted.search, LONGEST_SEARCH).split()[:MOST_WORDS]
    query = _manageable(caller).where(*map(_has, words))
    if wanted.meeting:
        query = query.where(Meeting.mid == text.line("meeting", wanted.meeting, LONGEST_SEARCH))
    if wanted.deleted:
        require_center(caller.require_user().role, CenterAction.RESTORE)
        since = restores_since_in(session, caller.center_id)
        query = query.where(is_restorable_since(Recording.life, Recording.removed_at, since))
    else:
        query = query.where(Recording.removed_at.is_(None))
    if after:
        query = query.where(_follows(after))
    query = query.order_by(Recording.started_at.desc(), Recording.id.desc())
    found = list(session.scalars(query.limit(most + 1)))
    return found[:most], _position_of(found[most - 1]) if len(found) > most else None


def find_manageable(session: Session, caller: Principal, reid: str, *, for_update: bool = False) -> Recording:
    """The recording with this id, which the caller may manage, in any state; ``for_update`` locks its row. Raises
    :class:`BadMatch`, :class:`NotOwner`, :class:`NotAllowed`."""
    query = select(Recording).where(Recording.center_id == caller.center_id, Recording.reid == reid)
    if for_update:
        query = query.with_for_update(of=Recording).execution_options(populate_existing=True)
    found = session.scalar(query) if text.is_storable(reid) else None
    if found is None:
        raise BadMatch("recording", 0)
    authorize(caller, ObjectAction.MANAGE, found)
    return found


def _manageable(caller: Principal) -> Select[Recording]:
    return (
        select(Recording)
        .join(Meeting, Meeting.id == Recording.meeting_id)
        .options(joinedload(Recording.owner), joinedload(Recording.meeting).joinedload(Meeting.api_client))
        .where(Recording.center_id == caller.center_id)
        .where(*owned_only(caller, ObjectAction.MANAGE, ObjectKind.RECORDING))
    )


def _has(word: str) -> ColumnElement[bool]:
    columns = (Recording.title, Recording.name, Meeting.title)
    return or_(*(lowered(column).contains(word.lower(), autoescape=True) for column in columns))


def _position_of(recording: Recording) -> str:
    return f"{(recording.started_at - _BEGINNING) // timedelta(microseconds=1)}.{recording.id}"


def _follows(position: str) -> ColumnElement[bool]:
    found = _POSITION.fullmatch(position)
    if found is None:
        raise InvalidParameter("after must be the next of an earlier page.", "after")
    started_at, row = _BEGINNING + timedelta(microseconds=int(found[1])), int(found[2])
    return or_(Recording.started_at < started_at, and_(Recording.started_at == started_at, Recording.id < row))
