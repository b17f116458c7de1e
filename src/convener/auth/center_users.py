"""Users of a center whose program sends user and password, or a ticket, with each request.

A password that was right lately is compared with the stored hash inside the transaction of the request
(:func:`find_caller`). Everything that takes long, or must stay done whatever becomes of the request, happens before it:
:func:`verify_password`, :func:`redeem_ticket`. All raise :class:`AuthFailed` for wrong credentials, without saying
which part of them is wrong, and :class:`CenterNotFound`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.accounts import tickets, user_ids, users
from convener.domain.accounts.credentials import is_password_cached, verify_user_password
from convener.domain.authorization import Principal, Proof
from convener.domain.centers import centers
from convener.domain.errors import AuthFailed, CenterNotFound, DomainError
from convener.domain.site import Site
from convener.storage import core
from convener.storage.database import Database
from convener.storage.rows import CenterRow, UserRow

from .attempts import SignInAttempt
from .credentials import TicketCredentials, UserCredentials
from .limits import Limits, account_key

Credentials = UserCredentials | TicketCredentials
"""What a request carries."""


@dataclass(frozen=True)
class Identity:
    """Who calls, found out before the transaction of the request."""

    center_id: int
    user_id: int
    proof: Proof


@dataclass(frozen=True)
class CenterCaller:
    """Who calls, and the center; the account is on. A request that changes its caller or the center loads them for that
    itself."""

    principal: Principal
    center: CenterRow
    user: UserRow


class PasswordUnverified(AuthFailed):
    """The password is not one that was right lately: checking it takes long, and is not done inside a transaction."""


class AccountEnded(DomainError):
    """The account of a caller who was found out before has ended since, by a part of the same request: no wrong
    credentials."""

    word = "auth_failed"


def attempt(limits: Limits, address: str, center_name: str, credentials: Credentials) -> SignInAttempt:
    """The attempt to prove by these credentials who calls."""
    if isinstance(credentials, TicketCredentials):
        return SignInAttempt(limits, address)
    return SignInAttempt(limits, address, account_key(address, center_name, credentials.user))


def find_caller(session: Session, center_name: str, sender: UserCredentials | Identity) -> CenterCaller:
    """The caller, in the transaction of the request. Raises :class:`PasswordUnverified` and :class:`AccountEnded`
    besides."""
    if isinstance(sender, Identity):
        center, user = core.read_center_and_user(session, sender.center_id, sender.user_id)
        if not users.is_active(user):
            raise AccountEnded("The credentials are wrong.")
        return _caller(center, user, sender.proof)
    center, found = _find(session, center_name, sender.user)
    if not is_password_cached(found, sender.password):
        raise PasswordUnverified("The credentials are wrong.")
    if found is None or not users.is_active(found):
        raise AuthFailed("The credentials are wrong.")
    return _caller(center, found, Proof.CREDENTIALS)


def verify_password(database: Database, center_name: str, credentials: UserCredentials) -> Identity:
    """The caller, whose password is remembered from now on. Holds no transaction meanwhile."""
    with database.read() as session:
        center, user = _find(session, center_name, credentials.user)
    if not verify_user_password(user, credentials.password) or user is None or not users.is_active(user):
        raise AuthFailed("The credentials are wrong.")
    return Identity(center.id, user.id, Proof.CREDENTIALS)


def redeem_ticket(database: Database, site: Site, center_name: str, credentials: TicketCredentials) -> Identity:
    """The user that a ticket is good for; a ticket for one use is used by this."""
    with database.write() as session:
        center = centers.find(session, center_name)
        user = tickets.redeem_ticket(session, site, center.id, credentials.ticket)
        return Identity(center.id, user.id, Proof.TICKET)


def identify(database: Database, site: Site, center_name: str, credentials: Credentials) -> Identity:
    """The caller of many parts in one request, found out once for all of them."""
    if isinstance(credentials, TicketCredentials):
        return redeem_ticket(database, site, center_name, credentials)
    return verify_password(database, center_name, credentials)


def _caller(center: CenterRow, user: UserRow, proof: Proof) -> CenterCaller:
    return CenterCaller(Principal(center_id=center.id, proof=proof, user=user), center, user)


def _find(session: Session, center_name: str, user_id: str) -> tuple[CenterRow, UserRow | None]:
    """The center, and who has that user ID in it; by one statement, as each request needs both."""
    try:
        if text.is_storable(center_name):
            return core.find_center_and_user(session, center_name.lower(), user_ids.fold_id(user_id))
    except LookupError:
        pass
    raise CenterNotFound(f"There is no center {center_name!r}.", "center")
