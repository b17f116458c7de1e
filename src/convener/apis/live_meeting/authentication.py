"""Who sends a request: by user and password, or by a ticket.

A password that was right lately is compared with the stored hash inside the message's transaction
(:func:`find_caller`). Everything that takes long, or must stay done whatever becomes of the message, happens before it:
:func:`verify_password`, :func:`redeem_ticket`. All raise :class:`AuthFailed` for wrong credentials, without saying
which part of them is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.accounts import tickets, user_ids, users
from convener.domain.accounts.credentials import is_password_cached, verify_user_password
from convener.domain.centers import centers
from convener.domain.errors import AuthFailed, CenterNotFound
from convener.services import Services
from convener.storage import core
from convener.storage.models import Center, User

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
    """Who calls, in a session; the account is on."""

    center: Center
    user: User


class PasswordUnverified(AuthFailed):
    """The password is not one that was right lately: checking it takes long, and is not done inside a transaction."""


def find_caller(session: Session, center_name: str, sender: Credentials | Identity, *, writes: bool) -> Caller:
    """The caller, in the transaction of the message. ``writes``: what the message changes in center and user is
    written. Raises :class:`PasswordUnverified` besides."""
    if isinstance(sender, Identity):
        caller = Caller(session.get_one(Center, sender.center_id), session.get_one(User, sender.user_id))
        if not users.is_active(caller.user):
            raise authentication_failed()  # a part of the same batch has ended the account
        return caller
    center, user = _find(session, center_name, sender.user)
    if not is_password_cached(user, sender.password):
        raise PasswordUnverified("The credentials are wrong.")
    if user is None or not users.is_active(user):
        raise AuthFailed("The credentials are wrong.")
    if writes:
        session.add_all((center, user))
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


_OF_CENTER = len(core.columns(Center))
_CALLER = (
    select(*core.columns(Center), *core.columns(User))
    .select_from(Center)
    .outerjoin(
        User,
        and_(
            User.center_id == Center.id,
            User.user_id_folded == bindparam("user"),
            User.deleted_at.is_(None),
            User.api_client_id.is_(None),
        ),
    )
    .where(Center.name == bindparam("center"))
)


def _find(session: Session, center_name: str, user_id: str) -> tuple[Center, User | None]:
    """The center, and who has that user ID in it, for looking at; by one statement, as each message needs both."""
    names = {"center": center_name.lower(), "user": user_ids.fold_id(user_id)}
    row = session.connection().execute(_CALLER, names).first() if text.is_storable(center_name) else None
    if row is None:
        raise no_such_center(center_name)
    of_user = row[_OF_CENTER:]
    user = None if of_user[0] is None else core.seen(User, of_user)
    return core.seen(Center, row[:_OF_CENTER]), user
