"""Browsers: the session of a signed-in user, begun by a password or a ticket."""

from __future__ import annotations

import asyncio

from sqlalchemy.orm import Session

from convener.domain.accounts import sessions, tickets, users
from convener.domain.authorization import Principal, Proof
from convener.domain.centers import centers
from convener.domain.errors import AuthFailed, CenterNotFound
from convener.domain.permissions import CenterAction, require_center
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import User

from .attempts import ticket_attempt
from .credentials import TicketCredentials, UserCredentials
from .limits import Limits
from .passwords import Identity, PasswordChecks


def find_signed_in(session: Session, site: Site, token: str) -> Principal | None:
    """Who is signed in with this token of a session; None for nobody."""
    user = sessions.find_signed_in_user(session, site, token) if token else None
    return None if user is None else Principal(center_id=user.center_id, proof=Proof.SESSION, user=user)


def require_signed_in(session: Session, site: Site, token: str) -> Principal:
    """The same; raises :class:`AuthFailed` for nobody."""
    principal = find_signed_in(session, site, token)
    if principal is None:
        raise AuthFailed("Please sign in.")
    return principal


async def sign_in(
    database: Database, site: Site, passwords: PasswordChecks, address: str, center: str, credentials: UserCredentials
) -> tuple[User, str]:
    """Begin a session of the user in a browser: the user, and the session's token.

    An unknown center is refused like a wrong password. Raises :class:`AuthFailed`, :class:`NotAllowed` where the role
    may not sign in, :class:`TooManyAttempts`, :class:`Overloaded`.
    """
    try:
        identity = await passwords.verify(address, center, credentials)
    except (AuthFailed, CenterNotFound):
        raise AuthFailed("User ID or password is wrong.") from None
    return await asyncio.to_thread(_start_session, database, site, identity)


def _start_session(database: Database, site: Site, identity: Identity) -> tuple[User, str]:
    with database.write() as session:
        user = session.get(User, identity.user_id)
        if user is None or not users.is_active(user):
            raise AuthFailed("User ID or password is wrong.")
        require_center(user.role, CenterAction.SIGN_IN)
        return user, sessions.sign_in(session, site, user)


def is_signed_in_as(
    database: Database,
    site: Site,
    limits: Limits,
    address: str,
    center_name: str,
    credentials: TicketCredentials,
    token: str,
) -> bool:
    """Whether the user of a ticket is signed in with this token already; else the ticket is good for it. Uses nothing
    up. Raises :class:`CenterNotFound`, :class:`AuthFailed` where the ticket is of no use, :class:`TooManyAttempts`."""
    with ticket_attempt(limits, address), database.read() as session:
        center = centers.find(session, center_name)
        there = find_signed_in(session, site, token)
        if there is not None and tickets.is_for_user(
            session, site, center.id, credentials.ticket, there.require_user()
        ):
            return True
        tickets.find_user(session, site, center.id, credentials.ticket)
        return False


def sign_in_by_ticket(
    database: Database, site: Site, limits: Limits, address: str, center_name: str, credentials: TicketCredentials
) -> str:
    """Begin a session of the user of a ticket: its token. Raises :class:`CenterNotFound`, :class:`AuthFailed`,
    :class:`TooManyAttempts`."""
    with ticket_attempt(limits, address):
        with database.read() as session:  # nothing is locked for a wrong one
            tickets.find_user(session, site, centers.find(session, center_name).id, credentials.ticket)
        return _use_ticket(database, site, center_name, credentials)


def _use_ticket(database: Database, site: Site, center_name: str, credentials: TicketCredentials) -> str:
    with database.write() as session:
        center = centers.find(session, center_name)
        user = tickets.redeem_ticket(session, site, center.id, credentials.ticket)
        return sessions.sign_in(session, site, user)


def sign_out(database: Database, site: Site, token: str) -> None:
    """End the session with this token."""
    with database.write() as session:
        sessions.sign_out(session, site, token)


def record_activity(database: Database, site: Site, token: str) -> None:
    """Record that the browser with this token is not idle, at most once a minute."""
    with database.read() as session:
        if not sessions.is_activity_due(session, site, token):
            return
    with database.write() as session:
        sessions.record_activity(session, site, token)
