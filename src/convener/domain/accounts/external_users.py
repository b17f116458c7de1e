"""Users that an API client brings along, known by its own ids (``hostid``, ``puid``). They cannot sign in.

One may have been merged into another user (:mod:`convener.domain.actions.merge_users`): the application goes on to name
the person by its own id, and what it says of name and address stays with that id.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.centers import api_clients
from convener.domain.permissions import CenterRole
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import now
from convener.storage import api_client_rows
from convener.storage.core import insert
from convener.storage.models import User
from convener.storage.objects import mapped
from convener.storage.rows import AnyClient, AnyUser, UserRow


def find_external_user(session: Session, client_id: int, external_id: str) -> UserRow | None:
    """The API client's user with this id, None where there is none. Most calls only read it, so it is a row."""
    return api_client_rows.find_external_user(session, client_id, external_id)


def person_of(session: Session, user: AnyUser) -> AnyUser:
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


def update_external_user(session: Session, user: AnyUser, *, name: str | None, email: str | None) -> AnyUser:
    """Store what an application says of its user, who is returned as it is then; a value that is None or empty changes
    nothing."""
    name, email = name or user.display_name, email or user.email
    if (name, email) == (user.display_name, user.email):
        return user
    changed = mapped(session, User, user) if isinstance(user, UserRow) else user
    changed.display_name = name
    # Addresses of before the fold was as it is now stay as they are until they change.
    if email != changed.email:
        changed.email, changed.email_folded = email, text.fold_address(email)
    return changed
