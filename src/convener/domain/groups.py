"""Groups: named sets of users of a center. They give no role."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from convener.storage.tables import Center, Group, GroupMember, User

from . import texts
from .errors import GroupExists, GroupNotFound
from .rules import now


def create_group(session: Session, center: Center, group_id: str) -> Group:
    """An empty group."""
    group_id = texts.line("group_id", group_id, 64, shortest=1)
    folded = texts.fold(group_id)
    if session.scalar(select(Group).where(Group.center_id == center.id, Group.group_id_folded == folded)):
        raise GroupExists(f"There is already a group {group_id!r}.", "group_id")
    group = Group(center_id=center.id, group_id=group_id, group_id_folded=folded, created_at=now())
    session.add(group)
    session.flush()
    return group


def find_group(session: Session, center: Center, group_id: str) -> Group:
    """The group of this ID, whatever its case."""
    query = select(Group).where(Group.center_id == center.id, Group.group_id_folded == texts.fold(group_id))
    group = session.scalar(query) if texts.is_storable(group_id) else None
    if group is None:
        raise GroupNotFound(f"There is no group {group_id!r}.", "group_id")
    return group


def add_members(session: Session, group: Group, users: list[User]) -> None:
    """Put users of the same center into the group; those who are in it stay."""
    inside = set(session.scalars(select(GroupMember.user_id).where(GroupMember.group_id == group.id)))
    for user in users:
        if user.center_id != group.center_id:
            raise GroupNotFound(f"There is no group {group.group_id!r}.", "group_id")
        if user.id not in inside:
            session.add(GroupMember(group_id=group.id, user_id=user.id))
            inside.add(user.id)
    session.flush()


def remove_members(session: Session, group: Group, users: list[User]) -> None:
    """Take users out of the group; those who are not in it do no harm."""
    ids = [user.id for user in users]
    session.execute(delete(GroupMember).where(GroupMember.group_id == group.id, GroupMember.user_id.in_(ids)))


def members(session: Session, group: Group) -> list[User]:
    """Users of the group, by user ID."""
    query = select(User).join(GroupMember, GroupMember.user_id == User.id).where(GroupMember.group_id == group.id)
    return list(session.scalars(query.where(User.deleted_at.is_(None)).order_by(User.user_id_folded)))


def delete_group(session: Session, group: Group) -> None:
    """The group is gone, its users stay."""
    session.execute(delete(GroupMember).where(GroupMember.group_id == group.id))
    session.delete(group)
