"""Groups: named sets of users of a center, for access lists. They give no role. Group IDs follow the rules of user IDs.

``actor`` is the user who makes the change, None for the operator.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.centers import centers
from convener.domain.errors import EmptyGroup, GroupExists, GroupNotFound, NotMembers, UnknownUsers
from convener.domain.events.kinds.groups import GroupChanged, GroupCreated, GroupDeleted
from convener.domain.events.log import record_in_center
from convener.domain.site import now
from convener.storage.models import Group, GroupMember, User
from convener.storage.rows import AnyCenter, AnyUser

from . import user_ids, users


def create_group(
    session: Session, center: AnyCenter, group_id: str, users: Iterable[User] = (), *, actor: AnyUser | None = None
) -> Group:
    """Create a group of these users. Raises :class:`GroupExists`, :class:`InvalidParameter`."""
    centers.lock_center(session, center.id)
    _require_free_id(session, center, group_id, None)
    group = Group(center_id=center.id, group_id=group_id, group_id_folded=text.fold(group_id), created_at=now())
    session.add(group)
    session.flush()
    _add_users(session, group, users)
    record_in_center(session, center.id, GroupCreated(group=group_id), actor)
    return group


def create_group_with_members(
    session: Session,
    center: AnyCenter,
    group_id: str,
    user_ids: list[str],
    parameter: str,
    *,
    actor: AnyUser | None = None,
) -> Group:
    """Create a group of users given by their IDs. Raises :class:`EmptyGroup` where there are none,
    :class:`UnknownUsers` naming ``parameter`` for IDs that no user has (groups cannot be members), and what
    :func:`create_group` raises."""
    if not user_ids:
        raise EmptyGroup("A new group needs at least one member.")
    return create_group(session, center, group_id, users.find_users(session, center, user_ids, parameter), actor=actor)


def find_group(session: Session, center: AnyCenter, group_id: str) -> Group:
    """The group with this ID, whatever its case. Raises :class:`GroupNotFound`."""
    group = _find(session, center, group_id)
    if group is None:
        raise GroupNotFound(f"There is no group {group_id!r}.", "group_id")
    return group


def find_groups(session: Session, center: AnyCenter, group_ids: list[str], parameter: str | None = None) -> list[Group]:
    """The groups with these IDs, in their order, each once. Raises :class:`UnknownUsers` with the IDs that no group
    has."""
    found, missing = _find_groups(session, center, group_ids)
    if missing:
        raise UnknownUsers(missing, parameter)
    return found


def list_groups(session: Session, center: AnyCenter) -> list[Group]:
    """All groups of the center, by ID."""
    return list(session.scalars(select(Group).where(Group.center_id == center.id).order_by(Group.group_id_folded)))


def list_groups_of_user(session: Session, user: AnyUser) -> list[Group]:
    """The groups that the user is in, by ID."""
    query = select(Group).join(GroupMember, GroupMember.group_id == Group.id).where(GroupMember.user_id == user.id)
    return list(session.scalars(query.order_by(Group.group_id_folded)))


def list_members(session: Session, group: Group) -> list[User]:
    """The users in the group, by user ID."""
    query = select(User).join(GroupMember, GroupMember.user_id == User.id).where(GroupMember.group_id == group.id)
    return list(session.scalars(query.where(User.deleted_at.is_(None)).order_by(User.user_id_folded)))


def add_members(session: Session, group: Group, users: Iterable[User]) -> None:
    """Add users of the same center to the group; those who are in it already stay."""
    _add_users(session, group, users)


def remove_members(session: Session, group: Group, users: list[User]) -> None:
    """Remove users from the group; those who are not in it are ignored."""
    ids = [user.id for user in users]
    session.execute(delete(GroupMember).where(GroupMember.group_id == group.id, GroupMember.user_id.in_(ids)))


def change_group(
    session: Session,
    center: AnyCenter,
    group: Group,
    *,
    group_id: str | None = None,
    add: list[str] | None = None,
    remove: list[str] | None = None,
    actor: AnyUser | None = None,
) -> None:
    """Rename the group, add and remove users given by their IDs. The group may be left empty.

    Users who are in the group may be added again. Raises :class:`UnknownUsers` for users to add that do not exist, and
    where the group was deleted meanwhile; :class:`NotMembers` for users to remove that are not in the group;
    :class:`GroupExists`.
    """
    group = _lock_group(session, group)
    before = group.group_id
    if group_id is not None and group_id != group.group_id:
        _require_free_id(session, center, group_id, group)
        group.group_id, group.group_id_folded = group_id, text.fold(group_id)
    newcomers = users.find_users(session, center, add or [], "AddUsers")
    inside = {user.user_id_folded: user for user in list_members(session, group)}
    strangers = [one for one in remove or [] if text.fold(one) not in inside]
    if strangers:
        raise NotMembers(strangers, groups=False)
    remove_members(session, group, [inside[text.fold(one)] for one in remove or []])
    _add_users(session, group, newcomers)
    session.flush()
    _record_change(session, group, before, actor)


def add_user_to_groups(
    session: Session,
    center: AnyCenter,
    user: User,
    group_ids: list[str],
    parameter: str,
    *,
    actor: AnyUser | None = None,
) -> None:
    """Add the user to groups given by their IDs. Raises :class:`UnknownUsers`, naming ``parameter``."""
    for group in find_groups(session, center, group_ids, parameter):
        _add_users(session, group, [user])
        _record_change(session, group, group.group_id, actor)


def remove_user_from_groups(
    session: Session, user: User, group_ids: list[str], *, actor: AnyUser | None = None
) -> None:
    """Remove the user from groups given by their IDs. Raises :class:`NotMembers` with those that the user is not in, or
    that do not exist."""
    inside = {group.group_id_folded: group for group in list_groups_of_user(session, user)}
    missing = [one for one in group_ids if text.fold(one) not in inside]
    if missing:
        raise NotMembers(missing, groups=True)
    for group_id in group_ids:
        group = inside[text.fold(group_id)]
        remove_members(session, group, [user])
        _record_change(session, group, group.group_id, actor)


def delete_group(session: Session, group: Group, *, actor: AnyUser | None = None) -> None:
    """Delete the group; its users stay. Raises :class:`UnknownUsers` where it was deleted meanwhile."""
    group = _lock_group(session, group)
    record_in_center(session, group.center_id, GroupDeleted(group=group.group_id), actor)
    session.execute(delete(GroupMember).where(GroupMember.group_id == group.id))
    session.delete(group)
    session.flush()


def _lock_group(session: Session, group: Group) -> Group:
    """The group as it is now that no other transaction can change it: groups change only while the center's row is
    locked. Raises :class:`UnknownUsers` where it was deleted."""
    centers.lock_center(session, group.center_id)
    query = select(Group).where(Group.id == group.id).execution_options(populate_existing=True)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise UnknownUsers([group.group_id])
    return found


def _add_users(session: Session, group: Group, users: Iterable[User]) -> None:
    inside = set(session.scalars(select(GroupMember.user_id).where(GroupMember.group_id == group.id)))
    for user in users:
        if user.center_id != group.center_id:
            raise GroupNotFound(f"There is no group {group.group_id!r}.", "group_id")
        if user.id not in inside:
            session.add(GroupMember(group_id=group.id, user_id=user.id))
            inside.add(user.id)
    session.flush()


def _find(session: Session, center: AnyCenter, group_id: str) -> Group | None:
    query = select(Group).where(Group.center_id == center.id, Group.group_id_folded == text.fold(group_id))
    return session.scalar(query) if text.is_storable(group_id) else None


def _find_groups(session: Session, center: AnyCenter, group_ids: list[str]) -> tuple[list[Group], list[str]]:
    folded = {text.fold(one): one for one in group_ids if text.is_storable(one)}
    query = select(Group).where(Group.center_id == center.id, Group.group_id_folded.in_(folded))
    found = {group.group_id_folded: group for group in session.scalars(query)} if folded else {}
    return [found[one] for one in folded if one in found], [one for one in group_ids if text.fold(one) not in found]


def _require_free_id(session: Session, center: AnyCenter, group_id: str, of: Group | None) -> None:
    """Raise unless this is a valid ID that no group but ``of`` has. The caller has locked the center's row."""
    user_ids.check_id(group_id, "group_id")
    other = _find(session, center, group_id)
    if other is not None and other is not of:
        raise GroupExists(f"There is already a group {group_id!r}.", "group_id")


def _record_change(session: Session, group: Group, before: str, actor: AnyUser | None) -> None:
    record_in_center(session, group.center_id, GroupChanged(group=group.group_id, before=before), actor)
