"""Users and groups of a center looked up together, as access lists name them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.text import fold, is_storable
from convener.storage.models import Group, User
from convener.storage.rows import AnyCenter


def find_users_and_groups(
    session: Session, center: AnyCenter, ids: Iterable[str]
) -> tuple[list[User | Group], list[str]]:
    """Users and groups with these IDs in their order, each once, and the IDs that no user or group has. Where a user
    and a group have the same ID, the ID is the user's."""
    ids_by_key = {fold(one): one for one in ids if is_storable(one)}
    folded = list(ids_by_key)
    users = {
        user.user_id_folded: user
        for user in session.scalars(
            select(User).where(User.center_id == center.id, User.user_id_folded.in_(folded), User.deleted_at.is_(None))
        )
    }
    groups = {
        group.group_id_folded: group
        for group in session.scalars(
            select(Group).where(Group.center_id == center.id, Group.group_id_folded.in_(folded))
        )
    }
    found: list[User | Group] = []
    unknown: list[str] = []
    for key, given in ids_by_key.items():
        entry = users.get(key) or groups.get(key)
        if entry is None:
            unknown.append(given)
        else:
            found.append(entry)
    return found, unknown
