"""What documents and whiteboards have in common in the library: who may use and change which, in which folders they
are, and lists of them, a page at a time.

One of the library belongs to its owner, one that was brought to a meeting to the meeting. What one may use is found by
index, whatever else the center has: what is in the own meetings, the own items, those for all, those for the own
groups.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Literal, TypeAlias, TypeVar

from msgspec import UNSET, Struct, UnsetType
from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from convener.domain import text
from convener.domain.accounts import groups
from convener.domain.authorization import Principal, authorize_search, is_authorized, owned_only, reaches_all
from convener.domain.centers.settings import restores_since_in
from convener.domain.content import search_index
from convener.domain.errors import GroupNotFound, InvalidParameter, MeetingNotFound
from convener.domain.meetings import meetings
from convener.domain.permissions import ObjectAction, ObjectKind
from convener.storage.models import Board, Center, Content, Group, GroupMember, Meeting

LONGEST_FOLDER = 80
LONGEST_SEARCH = 250
MOST_WORDS = 10
"""Words of a search that count."""

Place: TypeAlias = Literal["all", "library", "meetings"]
Item = TypeVar("Item", Content, Board)

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECONDS = re.compile("[0-9]{0,17}", re.ASCII)
_PUBLIC_IDS: dict[type[Content] | type[Board], InstrumentedAttribute[str]] = {
    Content: Content.resource_id,
    Board: Board.board_id,
}


class Audience(StrEnum):
    """Who may use a document or a whiteboard of the library."""

    OWNER = "owner"
    GROUP = "group"
    CENTER = "center"


@dataclass(frozen=True, kw_only=True)
class LibraryQuery:
    """Which items are wanted. ``search``: words that all are in the title, the name of the file, or the text, each
    perhaps only its beginning, in small or capital letters; ``place``: those of the library alone, or of meetings
    alone; ``folder``: of the library; ``meeting``: the mid of the meeting to which they were brought, empty for all;
    ``deleted``: those that were deleted and can be restored. ``kind``: of documents, a
    :class:`~convener.domain.documents.recognition.FileKind`, empty for all."""

    search: str = ""
    place: Place = "all"
    folder: str = ""
    kind: str = ""
    meeting: str = ""
    deleted: bool = False


class Placing(Struct, frozen=True, kw_only=True):
    """Where an item of the library is to be, and for whom; what is not named stays. ``group``: the ID of a group, for
    the audience of that name."""

    folder: str | UnsetType = UNSET
    audience: Audience | UnsetType = UNSET
    group: str | UnsetType = UNSET


# ------------------------------------------------------------------------------------------------------------ who may


def may_use(session: Session, caller: Principal, item: Content | Board) -> bool:
    """Whether the caller may use an item of the center: see it, download it, put it into an own meeting."""
    user = caller.user
    if may_change(caller, item):
        return True
    if user is None or item.center_id != user.center_id:
        return False
    if item.meeting is not None or item.owner_id == user.id:
        return user.id == (item.meeting or item).owner_id
    if item.audience == Audience.GROUP:
        return session.get(GroupMember, (item.group_id, user.id)) is not None
    return item.audience == Audience.CENTER


def may_change(caller: Principal, item: Content | Board) -> bool:
    """Whether the caller may change this item."""
    return is_authorized(caller, ObjectAction.MANAGE, item)


def is_usable(caller: Principal, kind: type[Item]) -> list[ColumnElement[bool]]:
    """The conditions that the caller may use an item of the center that is not deleted."""
    own_groups = select(GroupMember.group_id).where(GroupMember.user_id == _user_id(caller))
    of_others = (
        (kind.center_id == caller.center_id, kind.audience == Audience.CENTER.value),
        (kind.group_id.in_(own_groups), kind.audience == Audience.GROUP.value),
    )
    return _within(caller, kind, *(and_(kind.meeting_id.is_(None), *is_listed(kind), *one) for one in of_others))


def is_manageable(caller: Principal, kind: type[Item]) -> list[ColumnElement[bool]]:
    """The conditions that the caller may change an item of the center."""
    return _within(caller, kind)


def _within(caller: Principal, kind: type[Item], *more: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    if reaches_all(caller, ObjectAction.MANAGE, ObjectKind.DOCUMENT):
        return [kind.center_id == caller.center_id]
    managed = owned_only(caller, ObjectAction.MANAGE, ObjectKind.MEETING)
    in_meetings = select(kind.id).join(Meeting, Meeting.id == kind.meeting_id).where(*managed)
    own = and_(kind.meeting_id.is_(None), kind.owner_id == _user_id(caller))
    return [kind.id.in_(union_all(in_meetings, *(select(kind.id).where(one) for one in (own, *more))))]


def is_listed(kind: type[Item]) -> list[ColumnElement[bool]]:
    """The conditions that an item is there, and no earlier version: as they stand in the indexes of the table."""
    return [kind.deleted_at.is_(None), *([Content.superseded_by_id.is_(None)] if kind is Content else [])]


def _user_id(caller: Principal) -> int | None:
    return caller.user.id if caller.user is not None else None


# ------------------------------------------------------------------------------------------------ folders and audiences


def check_folder(folder: str) -> str:
    """The name of a folder as it is stored. Raises :class:`InvalidParameter`."""
    return text.line("folder", folder, LONGEST_FOLDER)


def placing_values(session: Session, caller: Principal, placing: Placing) -> dict[str, Any]:
    """The columns of an item that is put there. Raises :class:`InvalidParameter`, and :class:`GroupNotFound` for a
    group that is not there, or in which the caller is not."""
    values: dict[str, Any] = {}
    if placing.folder is not UNSET:
        values["folder"] = check_folder(placing.folder)
    if placing.audience is not UNSET:
        values["audience"], values["group_id"] = placing.audience.value, None
        if placing.audience is Audience.GROUP:
            values["group_id"] = _find_group(session, caller, placing.group or "")
    elif placing.group is not UNSET:
        raise InvalidParameter("A group is named with the audience group.", "group")
    return values


def _find_group(session: Session, caller: Principal, group_id: str) -> int:
    if not group_id or not text.is_storable(group_id):
        raise InvalidParameter("The group is missing.", "group")
    group = groups.find_group(session, session.get_one(Center, caller.center_id), group_id)
    if group.id not in {one.id for one in list_groups(session, caller)}:
        raise GroupNotFound(f"There is no group {group_id!r}.", "group")
    return group.id


def list_groups(session: Session, caller: Principal) -> list[Group]:
    """The groups to which the caller may give items: the own ones, for administrators all."""
    if reaches_all(caller, ObjectAction.MANAGE, ObjectKind.DOCUMENT):
        return groups.list_groups(session, session.get_one(Center, caller.center_id))
    return groups.list_groups_of_user(session, caller.require_user())


def count_folders(session: Session, caller: Principal, kind: type[Item]) -> dict[str, int]:
    """The folders of the library in which there are such items for the caller, and how many."""
    query = select(kind.folder, func.count()).where(kind.meeting_id.is_(None), *is_listed(kind), kind.folder != "")
    return dict(session.execute(query.where(*is_usable(caller, kind)).group_by(kind.folder)).all())


def find_target(session: Session, caller: Principal, mid: str | None) -> Meeting | None:
    """The meeting with this mid into which the caller may put items; None for the library, where the caller may keep
    some. Raises :class:`MeetingNotFound`, :class:`NotAllowed`."""
    if mid is None:
        authorize_search(caller, ObjectAction.MANAGE, ObjectKind.DOCUMENT)
        return None
    meeting = meetings.find_by_mid(session, caller.center_id, mid)
    if not is_authorized(caller, ObjectAction.MANAGE, meeting):
        raise MeetingNotFound("There is no such meeting.", "meeting")
    return meeting


# --------------------------------------------------------------------------------------------------------------- lists


def list_items(
    session: Session,
    caller: Principal,
    kind: type[Item],
    wanted: LibraryQuery,
    narrow: Callable[[Select[Any]], Select[Any]],
    *,
    after: str,
    most: int,
) -> tuple[list[Item], str | None]:
    """At most ``most`` items that the caller may use (deleted ones: change), the newest first (of deleted ones the one
    that was deleted last), and the ``after`` of those that follow, None at the end. ``after``: where the caller goes
    on, empty at the beginning; ``narrow``: what else is asked of the items, and what is read with them. Raises
    :class:`InvalidParameter`."""
    query = narrow(select(kind)).where(*_found_by(caller, kind, wanted.search))
    if wanted.place == "library" or wanted.folder:
        query = query.where(kind.meeting_id.is_(None))
    if wanted.place == "meetings":
        query = query.where(kind.meeting_id.is_not(None))
    if wanted.folder:
        query = query.where(kind.folder == text.line("folder", wanted.folder, LONGEST_SEARCH))
    if wanted.meeting:
        mid = text.line("meeting", wanted.meeting, LONGEST_SEARCH)
        of_meeting = select(Meeting.id).where(Meeting.mid == mid, Meeting.center_id == caller.center_id)
        query = query.where(kind.meeting_id == of_meeting.scalar_subquery())
    last = _read_position(session, caller, kind, after) if after else None
    if wanted.deleted:
        since = restores_since_in(session, caller.center_id)
        query = query.where(kind.deleted_at.is_not(None), kind.deleted_at > since, *is_manageable(caller, kind))
        query = query.order_by(kind.deleted_at.desc(), kind.id.desc())
    else:
        query = query.where(*is_listed(kind), *is_usable(caller, kind)).order_by(kind.id.desc())
    if last is not None:
        query = query.where(_follows(kind, *last) if wanted.deleted else kind.id < last[0])
    found = list(session.scalars(query.limit(most + 1)))
    return found[:most], _position_of(found[most - 1]) if len(found) > most else None


def _found_by(caller: Principal, kind: type[Item], search: str) -> list[ColumnElement[bool]]:
    search = text.line("search", search, LONGEST_SEARCH)
    beginnings = search_index.searched_words(search)[:MOST_WORDS]
    if search and not beginnings:
        return [kind.id.is_(None)]  # nothing has a word without letters and digits
    return search_index.has_words(kind, caller.center_id, beginnings)


def _follows(kind: type[Item], row: int, deleted_at: datetime) -> ColumnElement[bool]:
    return or_(kind.deleted_at < deleted_at, and_(kind.deleted_at == deleted_at, kind.id < row))


def _position_of(item: Content | Board) -> str:
    """Where an item stands, also once it is restored: its public id, of a deleted one with the microseconds at which
    that was."""
    public_id = item.resource_id if isinstance(item, Content) else item.board_id
    if item.deleted_at is None:
        return public_id
    return f"{public_id}.{(item.deleted_at - _BEGINNING) // timedelta(microseconds=1)}"


def _read_position(session: Session, caller: Principal, kind: type[Item], position: str) -> tuple[int, datetime]:
    public_id, _, microseconds = position.partition(".")
    query = select(kind.id).where(kind.center_id == caller.center_id, _PUBLIC_IDS[kind] == public_id)
    found = session.scalar(query) if text.is_storable(public_id) else None
    if found is None or not _MICROSECONDS.fullmatch(microseconds):
        raise InvalidParameter("after must be the next of an earlier page.", "after")
    return found, _BEGINNING + timedelta(microseconds=int(microseconds or 0))
