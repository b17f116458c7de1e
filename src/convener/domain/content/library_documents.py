"""Documents of the library: they belong to their owner, not to a meeting, and stay whatever becomes of meetings. The
owner and administrators change them; who may use one (see it, download it, put it into an own meeting) is its audience:
the owner alone, a group of users, or all of the center. They are in folders, which are there as long as something is in
them."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from msgspec import UNSET, Struct, UnsetType
from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.accounts import groups
from convener.domain.authorization import Principal, authorize_search, is_authorized, owned_only, reaches_all
from convener.domain.documents.inspector import Report
from convener.domain.errors import ContentNotFound, GroupNotFound, InvalidParameter
from convener.domain.permissions import ObjectAction, ObjectKind
from convener.storage.models import Center, Content, GroupMember, Meeting, User

from . import contents, versions

LONGEST_FOLDER = 80


class Audience(StrEnum):
    """Who may use a document of the library."""

    OWNER = "owner"
    GROUP = "group"
    CENTER = "center"


class DocumentChanges(Struct, frozen=True, kw_only=True):
    """What is to be changed; what is not named stays. ``group``: the ID of a group, for the audience of that name."""

    title: str | UnsetType = UNSET
    folder: str | UnsetType = UNSET
    audience: Audience | UnsetType = UNSET
    group: str | UnsetType = UNSET


def check_folder(folder: str) -> str:
    """The name of a folder as it is stored. Raises :class:`InvalidParameter`."""
    return text.line("folder", folder, LONGEST_FOLDER)


def require_allowed(caller: Principal) -> None:
    """Raise :class:`NotAllowed` where the caller may have no documents in the library."""
    authorize_search(caller, ObjectAction.MANAGE, ObjectKind.DOCUMENT)


def add(
    session: Session,
    caller: Principal,
    report: Report,
    *,
    blob: str,
    size: int,
    upload_name: str,
    folder: str = "",
    replaces: str = "",
) -> Content:
    """Add a document of the caller, as :func:`.contents.add`; ``replaces``: the resource id of the document of which it
    is a new version, which has its owner, folder and audience. Raises :class:`NotAllowed`, :class:`InvalidParameter`,
    and with ``replaces`` :class:`ContentNotFound`, :class:`WrongState`, :class:`LimitReached`."""
    require_allowed(caller)
    before = find_own(session, caller, replaces, for_update=True) if replaces else None
    owner = session.get_one(User, caller.require_user().id)
    content = contents.add_to_library(
        session, owner, report, blob=blob, size=size, upload_name=upload_name, folder=check_folder(folder)
    )
    if before is not None:
        versions.replace(session, before, content)
    return content


def find_own(session: Session, caller: Principal, resource_id: str, *, for_update: bool = False) -> Content:
    """The document of the library with this id that the caller may change; ``for_update`` locks its row. Raises
    :class:`ContentNotFound`, also for a document of a meeting."""
    content = contents.find_managed(session, caller, resource_id, for_update=for_update)
    if content.meeting_id is not None:
        raise ContentNotFound("There is no such document in the library.")
    return content


def find_usable(session: Session, caller: Principal, resource_id: str) -> Content:
    """The document with this id that the caller may use: of the library, or of a meeting that the caller manages.
    Raises :class:`ContentNotFound`."""
    query = contents.listed().where(Content.center_id == caller.center_id, Content.resource_id == resource_id)
    query = query.outerjoin(Meeting, Meeting.id == Content.meeting_id)
    query = query.where(is_usable(caller), contents.is_open(), Content.deleted_at.is_(None))
    content = session.scalar(query) if text.is_storable(resource_id) else None
    if content is None:
        raise ContentNotFound("There is no such document.")
    return content


def is_usable(caller: Principal) -> ColumnElement[bool]:
    """The condition that the caller may use a document of the center, for a query that has its meeting, if any."""
    return _is_in_managed_meeting(caller) | and_(Content.meeting_id.is_(None), _is_for(caller))


def is_manageable(caller: Principal) -> ColumnElement[bool]:
    """As :func:`is_usable`: the condition that the caller may change a document."""
    return _is_in_managed_meeting(caller) | and_(Content.meeting_id.is_(None), _is_own(caller))


def _is_in_managed_meeting(caller: Principal) -> ColumnElement[bool]:
    return and_(Meeting.id == Content.meeting_id, *owned_only(caller, ObjectAction.MANAGE, ObjectKind.MEETING))


def _is_own(caller: Principal) -> ColumnElement[bool]:
    if reaches_all(caller, ObjectAction.MANAGE, ObjectKind.DOCUMENT):
        return Content.id.is_not(None)
    return Content.owner_id == (caller.user.id if caller.user is not None else None)


def _is_for(caller: Principal) -> ColumnElement[bool]:
    user_id = caller.user.id if caller.user is not None else None
    own_groups = select(GroupMember.group_id).where(GroupMember.user_id == user_id)
    return or_(
        _is_own(caller),
        Content.audience == Audience.CENTER.value,
        and_(Content.audience == Audience.GROUP.value, Content.group_id.in_(own_groups)),
    )


def may_change(caller: Principal, content: Content) -> bool:
    """Whether the caller may change this document."""
    return is_authorized(caller, ObjectAction.MANAGE, content)


def change(session: Session, caller: Principal, resource_id: str, changes: DocumentChanges) -> Content:
    """Change a document of the library; returns it. Raises :class:`ContentNotFound`, :class:`InvalidParameter`,
    :class:`GroupNotFound` for a group that is not there, or in which the caller is not."""
    content = find_own(session, caller, resource_id, for_update=True)
    every = [content, *versions.lock_earlier(session, content)]
    values: dict[str, Any] = {}
    if changes.title is not UNSET:
        values["title"] = text.line("title", changes.title, contents.LONGEST_NAME, shortest=1)
    if changes.folder is not UNSET:
        values["folder"] = check_folder(changes.folder)
    if changes.audience is not UNSET:
        values["audience"], values["group_id"] = changes.audience.value, None
        if changes.audience is Audience.GROUP:
            values["group_id"] = _find_group(session, caller, changes.group or "")
    elif changes.group is not UNSET:
        raise InvalidParameter("A group is named with the audience group.", "group")
    for one in every:
        for name, value in values.items():
            setattr(one, name, value)
    session.flush()
    session.expire(content, ["group"])
    return content


def _find_group(session: Session, caller: Principal, group_id: str) -> int:
    if not group_id or not text.is_storable(group_id):
        raise InvalidParameter("The group is missing.", "group")
    group = groups.find_group(session, session.get_one(Center, caller.center_id), group_id)
    if group.id not in {one.id for one in list_groups(session, caller)}:
        raise GroupNotFound(f"There is no group {group_id!r}.", "group")
    return group.id


def list_groups(session: Session, caller: Principal) -> list[Any]:
    """The groups to which the caller may give documents: the own ones, for administrators all."""
    if reaches_all(caller, ObjectAction.MANAGE, ObjectKind.DOCUMENT):
        return groups.list_groups(session, session.get_one(Center, caller.center_id))
    return groups.list_groups_of_user(session, caller.require_user())


def list_folders(session: Session, caller: Principal) -> list[tuple[str, int]]:
    """The folders of the library in which there is something for the caller, by name, with the number of documents."""
    query = select(Content.folder, func.count()).where(
        Content.center_id == caller.center_id,
        Content.meeting_id.is_(None),
        Content.deleted_at.is_(None),
        contents.is_current(),
        Content.folder != "",
        _is_for(caller),
    )
    return [(row[0], row[1]) for row in session.execute(query.group_by(Content.folder).order_by(Content.folder))]
