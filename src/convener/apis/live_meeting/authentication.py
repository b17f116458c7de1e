"""Who sends a request: by user and password, or by a ticket.

A password that was right lately is compared with the stored hash inside the message's transaction
(:func:`find_caller`). Everything that takes long, or must stay done whatever becomes of the message, happens before it:
:func:`verify_password`, :func:`redeem_ticket`. All raise :class:`AuthFailed` for wrong credentials, without saying
which part of them is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.accounts import tickets, user_ids, users
from convener.domain.accounts.credentials import is_password_cached, verify_user_password
from convener.domain.centers import centers
from convener.domain.errors import AuthFailed, CenterNotFound
from convener.services import Services
from convener.storage import core
from convener.storage.models import Center
from convener.storage.rows import CenterRow, UserRow

from .protocol.faults import authentication_failed, no_such_center


@dataclass(frozen=True)
class Credentials:
    """What a request carries to say who calls: user and password, or a ticket."""

    user: str
    password: str
    ticket: str | None = None


@dataclass(frozen=True)
class Identity:
    """Who calls, found out before the transaction of the message."""

    center_id: int
    user_id: int


@dataclass(frozen=True)
class Caller:
    """Who calls; the account is on. A message that changes its caller or the center loads them for that itself."""

    center: CenterRow
    user: UserRow


class PasswordUnverified(AuthFailed):
    """The password is not one that was right lately: checking it takes long, and is not done inside a transaction."""


def find_caller(session: Session, center_name: str, sender: Credentials | Identity) -> Caller:
    """The caller, in the transaction of the message. Raises :class:`PasswordUnverified` besides."""
    if isinstance(sender, Identity):
        caller = Caller(*core.read_center_and_user(session, sender.center_id, sender.user_id))
        if not users.is_active(caller.user):
            raise authentication_failed()  # a part of the same batch has ended the account
        return caller
    center, user = _find(session, center_name, sender.user)
    if not is_password_cached(user, sender.password):
        raise PasswordUnverified("The credentials are wrong.")
    if user is None or not users.is_active(user):
        raise AuthFailed("The credentials are wrong.")
    return Caller(center, user)


def verify_password(services: Services, center_name: str, credentials: Credentials) -> Identity:
    """The caller, whose password is remembered from now on. Holds no transaction meanwhile."""
    with services.database.read() as session:
        center, user = _find(session, center_name, credentials.user)
    if not verify_user_password(user, credentials.password) or user is None or not users.is_active(user):
        raise AuthFailed("The credentials are wrong.")
    return Identity(center.id, user.id)


def redeem_ticket(services: Services, center_name: str, ticket: str) -> Identity:
    """The user that a ticket is good for; a ticket for one use is used by this."""
    with services.database.write() as session:
        center = find_center(session, center_name)
        user = tickets.redeem_ticket(session, services.site, center.id, ticket)
        return Identity(center.id, user.id)


def identify(services: Services, center_name: str, credentials: Credentials) -> Identity:
    """The caller of many messages in one request, found out once for all of them."""
    if credentials.ticket is not None:
        return redeem_ticket(services, center_name, credentials.ticket)
    return verify_password(services, center_name, credentials)


def find_center(session: Session, name: str) -> Center:
    """The center of this name, whatever its case; raises a Fault."""
    try:
        return centers.find(session, name)
    except CenterNotFound:
        raise no_such_center(name) from None


def _find(session: Session, center_name: str, user_id: str) -> tuple[CenterRow, UserRow | None]:
    """The center, and who has that user ID in it; by one statement, as each message needs both."""
    try:
        if text.is_storable(center_name):
            return core.find_center_and_user(session, center_name.lower(), user_ids.fold_id(user_id))
    except LookupError:
        pass
    raise no_such_center(center_name)
