"""All people that a center knows, as its administrators see them: who sign in, and whom API clients named.

Users who were merged into others are not listed; what applications call them stands with the one whom they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.storage.functions import lowered
from convener.storage.models import ApiClient, User
from convener.storage.rows import AnyCenter


@dataclass(frozen=True)
class ExternalId:
    """What an API client calls a person: the client's name and AccountSid, and its id (``hostid``, ``puid``)."""

    client: str
    account_sid: str
    external_id: str


@dataclass(frozen=True)
class KnownUser:
    """A user, and what API clients call the person; of one who signs in that may be nothing."""

    user: User
    external_ids: list[ExternalId]

    @property
    def signs_in(self) -> bool:
        """Whether it is an account of the center."""
        return self.user.api_client_id is None


def list_known_users(
    session: Session, center: AnyCenter, *, search: str = "", after: str = "", limit: int | None = None
) -> tuple[list[KnownUser], bool]:
    """People of the center by user ID, and whether more follow.

    ``search``: only those with this text in user ID, name, address or an id that an API client uses, whatever its case.
    ``after``: the user ID of the last one of the page before.
    """
    query = select(User).where(User.center_id == center.id, User.deleted_at.is_(None), User.merged_into_id.is_(None))
    if search:
        query = query.where(User.id.in_(_matching(center, search)))
    if after:
        query = query.where(User.user_id_folded > text.fold(after))
    query = query.order_by(User.user_id_folded)
    found = list(session.scalars(query if limit is None else query.limit(limit + 1)))
    page = found if limit is None else found[:limit]
    ids = _external_ids(session, center, page if limit is not None else None)
    return [KnownUser(user, ids[user.id]) for user in page], len(found) > len(page)


def read_known_user(session: Session, user: User) -> KnownUser:
    """One of them."""
    return KnownUser(user, _external_ids(session, user, [user])[user.id])


def _matching(center: AnyCenter, search: str) -> Select[int]:
    """The ids of the people with this text, or of those whom it finds were merged into."""
    folded = text.fold(search)
    return select(func.coalesce(User.merged_into_id, User.id)).where(
        User.center_id == center.id,
        or_(
            User.user_id_folded.contains(folded, autoescape=True),
            User.email_folded.contains(folded, autoescape=True),
            lowered(User.external_id).contains(search.lower(), autoescape=True),
            lowered(User.display_name).contains(search.lower(), autoescape=True),
        ),
    )


def _external_ids(
    session: Session, center: AnyCenter | User, listed: Sequence[User] | None
) -> dict[int, list[ExternalId]]:
    """By the primary keys of the users that are listed; of all where None are given."""
    center_id = center.center_id if isinstance(center, User) else center.id
    query = select(User, ApiClient).join(ApiClient, ApiClient.id == User.api_client_id)
    query = query.where(User.center_id == center_id, User.deleted_at.is_(None))
    if listed is not None:
        keys = [one.id for one in listed]
        query = query.where(or_(User.id.in_(keys), User.merged_into_id.in_(keys)))
    found: dict[int, list[ExternalId]] = defaultdict(list)
    for user, client in session.execute(query.order_by(User.id)):
        named = ExternalId(client.name, client.account_sid, user.external_id or "")
        found[user.merged_into_id or user.id].append(named)
    return found
