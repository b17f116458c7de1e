"""Users for tests of the domain and of the APIs, made without the cost of a real password."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from convener.domain.accounts import users
from convener.domain.accounts.changes import UserChanges
from convener.domain.accounts.credentials import verify_user_password
from convener.domain.centers.settings import CenterSettings, change_settings
from convener.domain.errors import AuthFailed
from convener.storage.database import Database, Session
from convener.storage.models import Center, User

PASSWORD = "pass-Word1"
ANNS_PASSWORD = "correct horse"


def ann(database: Database, center: Center) -> User:
    """An organizer as the operator makes one."""
    with database.write() as session:
        return users.create_user(
            session,
            center,
            "Ann",
            "organizer",
            ANNS_PASSWORD,
            email="ann@example.org",
            first_name="Ann",
            last_name="Lee",
        )


def authenticate(session: Session, center: Center, user_id: str, password: str) -> User:
    """The user with this password whose account is active. Raises :class:`AuthFailed`."""
    user = users.find_user_or_none(session, center.id, user_id)
    if not verify_user_password(user, password) or user is None or not users.is_active(user):
        raise AuthFailed("User ID or password is wrong.")
    return user


def user_changes(values: Mapping[str, object]) -> UserChanges:
    """Values by field, with names that a test computes."""
    return cast(UserChanges, values)


def account(session: Session, center: Center, user_id: str, **changes: str | bool | int) -> User:
    """A user as CreateUser makes one."""
    described = {"email": f"{user_id}@example.org", "last_name": user_id.title(), "password": PASSWORD, **changes}
    user, _ = users.create_account(session, center, user_id, user_changes(described))
    return user


def organizer(session: Session, center: Center, user_id: str, **changes: str | bool | int) -> User:
    """One who may schedule."""
    return account(session, center, user_id, is_organizer=True, **changes)


def administrator(session: Session, center: Center, user_id: str = "root") -> User:
    """One who may do everything."""
    return account(session, center, user_id, is_administrator=True)


def change_center_settings(database: Database, center: Center, **changes: object) -> CenterSettings:
    """Change settings of the center."""
    with database.write() as session:
        return change_settings(session, session.get_one(Center, center.id), changes)
