"""Access lists: users and groups of a center, named by their IDs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.storage.tables import Group, User

from . import texts
from .errors import UnknownPeople

CHUNK = 500


@dataclass(frozen=True)
class Listed:
    """A user or a group on a list; exactly one of the two is set."""

    user_id: int | None = None
    group_id: int | None = None


def find_listed(session: Session, center_id: int, ids: Sequence[str]) -> tuple[list[Listed], list[str]]:
    """Those whom the IDs name, each once, in the order of the list; and the IDs that nobody has.

    A user goes before a group of the same ID. Users that API clients brought along have no ID of their own.
    """
    folded = [texts.fold(one) for one in ids]
    wanted = sorted({one for one in folded if texts.is_storable(one)})
    users: dict[str, int] = {}
    groups: dict[str, int] = {}
    for part in _chunks(wanted):
        of_users = select(User.user_id_folded, User.id).where(
            User.center_id == center_id,
            User.user_id_folded.in_(part),
            User.deleted_at.is_(None),
            User.api_client_id.is_(None),
        )
        users.update((name, number) for name, number in session.execute(of_users))
        of_groups = select(Group.group_id_folded, Group.id).where(
            Group.center_id == center_id, Group.group_id_folded.in_(part)
        )
        groups.update((name, number) for name, number in session.execute(of_groups))
    found: dict[Listed, None] = {}
    unknown: list[str] = []
    for given, name in zip(ids, folded, strict=True):
        if name in users:
            found[Listed(user_id=users[name])] = None
        elif name in groups:
            found[Listed(group_id=groups[name])] = None
        else:
            unknown.append(given)
    return list(found), unknown


def require_listed(session: Session, center_id: int, ids: Sequence[str], parameter: str) -> list[Listed]:
    """The same; raises :class:`UnknownPeople` naming the IDs that nobody has."""
    found, unknown = find_listed(session, center_id, ids)
    if unknown:
        raise UnknownPeople(unknown, parameter)
    return found


def _chunks(names: list[str]) -> Iterable[list[str]]:
    return (names[start : start + CHUNK] for start in range(0, len(names), CHUNK))
