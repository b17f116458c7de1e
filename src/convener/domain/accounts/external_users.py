"""Users that an API client brings along, known by its own ids (``hostid``, ``puid``). They cannot sign in.

One may have been merged into another user (:mod:`convener.domain.actions.merge_users`): the application goes on to name
the person by its own id, and what it says of name and address stays with that id.
"""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.centers import api_clients
from convener.domain.permissions import CenterRole
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import now
from convener.storage.core import insert
from convener.storage.models import User
from convener.storage.objects import ObjectQuery, find_object
from convener.storage.rows import AnyClient

_EXTERNAL = ObjectQuery(
    User,
    select(User).where(User.api_client_id == bindparam("client_id"), User.external_id == bindparam("external_id")),
)


def find_external_user(session: Session, client_id: int, external_id: str) -> User | None:
    """The API client's user with this id, None where there is none."""
    return find_object(session, _EXTERNAL, {"client_id": client_id, "external_id": external_id})


def person_of(session: Session, user: User) -> User:
    """The user to whom belongs what the application's user does: the one whom the user was merged into, else the
    user."""
    return user if user.merged_into_id is None else session.get_one(User, user.merged_into_id)


def create_external_user(
    session: Session, client: AnyClient, external_id: str, parameter: str, *, name: str | None, email: str | None
) -> User:
    """Create a user of the API client, within its quota.

    The caller has found no user with this id. ``parameter`` names the id in errors. Raises :class:`QuotaExceeded`
    (:func:`.api_clients.reserve_user` says when).
    """
    api_clients.reserve_user(session, client, parameter)
    unique = "api-" + random_text(LOWERCASE_AND_DIGITS, 16)
    user = User(
        center_id=client.center_id,
        user_id=unique,
        user_id_folded=unique,
        api_client_id=client.id,
        external_id=external_id,
        first_name="",
        last_name="",
        display_name=name or "",
        email=email or "",
        email_folded=text.fold_address(email or ""),
        role=CenterRole.ORGANIZER.value,
        language="",
        created_at=now(),
    )
    return insert(session, user)


def update_external_user(user: User, *, name: str | None, email: str | None) -> None:
    """Store what an application says of its user; a value that is None or empty changes nothing."""
    # An equal value would be looked at once more when the session is flushed.
    if name and name != user.display_name:
        user.display_name = name
    if email and email != user.email:
        user.email, user.email_folded = email, text.fold_address(email)
