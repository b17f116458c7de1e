"""Users of a center whose program sends user and password, or a ticket, with each request.

A password that was right lately is confirmed inside the transaction of the request (:func:`find_caller`). Everything
that takes long, or must stay done whatever becomes of the request, happens before it: a password is checked by
:class:`convener.auth.passwords.PasswordChecks`, a ticket is used by :func:`redeem_ticket`. All raise
:class:`AuthFailed` for wrong credentials, without saying which part of them is wrong, and :class:`CenterNotFound`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from convener.domain.accounts import tickets, users
from convener.domain.authorization import Principal, Proof
from convener.domain.centers import centers
from convener.domain.errors import AuthFailed, DomainError
from convener.domain.site import Site
from convener.storage import core
from convener.storage.database import Database
from convener.storage.rows import CenterRow, UserRow

from .credentials import TicketCredentials, UserCredentials
from .passwords import WRONG, Identity, find_center_and_user
from .remembered import RememberedPasswords

Credentials = UserCredentials | TicketCredentials
"""What a request carries."""


@dataclass(frozen=True)
class CenterCaller:
    """Who calls, and the center; the account is on. A request that changes its caller or the center loads them for that
    itself."""

    principal: Principal
    center: CenterRow
    user: UserRow


class PasswordUnverified(Exception):
    """The password is not one that was right lately: checking it takes long, and is done by
    :class:`convener.auth.passwords.PasswordChecks`. ``credentials``: those to check."""

    def __init__(self, credentials: UserCredentials) -> None:
        super().__init__()
        self.credentials = credentials


class AccountEnded(DomainError):
    """The account of a caller who was found out before has ended since, by a part of the same request: no wrong
    credentials."""

    word = "auth_failed"


def find_caller(
    session: Session, remembered: RememberedPasswords, center_name: str, sender: UserCredentials | Identity
) -> CenterCaller:
    """The caller, in the transaction of the request. Raises :class:`PasswordUnverified` and :class:`AccountEnded`
    besides."""
    if isinstance(sender, Identity):
        center, user = core.read_center_and_user(session, sender.center_id, sender.user_id)
        if not users.is_active(user):
            raise AccountEnded(WRONG)
        return _caller(center, user, sender.proof)
    center, found = find_center_and_user(session, center_name, sender.user)
    digest = remembered.digest(center_name, sender)
    if found is None or not remembered.confirms(digest, found.password_hash):
        raise PasswordUnverified(sender)
    if not users.is_active(found):
        raise AuthFailed(WRONG)
    return _caller(center, found, Proof.CREDENTIALS)


def require_remembered(remembered: RememberedPasswords, center_name: str, sender: UserCredentials | Identity) -> None:
    """Before a transaction begins that may be in vain: raises :class:`PasswordUnverified`."""
    if isinstance(sender, UserCredentials) and not remembered.may_confirm(remembered.digest(center_name, sender)):
        raise PasswordUnverified(sender)


def identify(
    database: Database, remembered: RememberedPasswords, center_name: str, credentials: UserCredentials
) -> Identity:
    """The caller of many parts in one request, found out once for all of them. Raises :class:`PasswordUnverified`
    besides."""
    require_remembered(remembered, center_name, credentials)
    with database.read() as session:
        caller = find_caller(session, remembered, center_name, credentials)
    return Identity(caller.center.id, caller.user.id, Proof.CREDENTIALS)


def redeem_ticket(database: Database, site: Site, center_name: str, credentials: TicketCredentials) -> Identity:
    """The user that a ticket is good for; a ticket for one use is used by this. Nothing is locked for a wrong one."""
    with database.read() as session:
        tickets.find_user(session, site, centers.find(session, center_name).id, credentials.ticket)

    def redeem(session: Session) -> Identity:
        center = centers.find(session, center_name)
        user = tickets.redeem_ticket(session, site, center.id, credentials.ticket)
        return Identity(center.id, user.id, Proof.TICKET)

    return database.transact(redeem)


def _caller(center: CenterRow, user: UserRow, proof: Proof) -> CenterCaller:
    return CenterCaller(Principal(center_id=center.id, proof=proof, user=user), center, user)
