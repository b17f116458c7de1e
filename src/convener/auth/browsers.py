"""Browsers: the session of a signed-in user, begun by a password or a ticket."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

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


@dataclass(frozen=True)
class Browser:
    """A browser that asks: the ``token`` of its session (empty: none), what it says it is (``User-Agent``), and the
    token of a session that it has under a name of the cookie that is not believed (``before``)."""

    token: str = field(default="", repr=False)
    user_agent: str = ""
    before: str = field(default="", repr=False)


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
    database: Database,
    site: Site,
    passwords: PasswordChecks,
    address: str,
    center: str,
    credentials: UserCredentials,
    browser: Browser,
) -> tuple[User, str]:
    """Begin a session of the user in a browser: the user, and the session's token, which is always a new one. The
    session that was there before ends.

    An unknown center is refused like a wrong password. Raises :class:`AuthFailed`, :class:`NotAllowed` where the role
    may not sign in, :class:`TooManyAttempts`, :class:`Overloaded`.
    """
    try:
        identity = await passwords.verify(address, center, credentials)
    except (AuthFailed, CenterNotFound):
        raise AuthFailed("User ID or password is wrong.") from None
    return await asyncio.to_thread(_start_session, database, site, identity, browser)


def _start_session(database: Database, site: Site, identity: Identity, browser: Browser) -> tuple[User, str]:
    def start(session: Session) -> tuple[User, str]:
        user = session.get(User, identity.user_id)
        if user is None or not users.is_active(user):
            raise AuthFailed("User ID or password is wrong.")
        require_center(user.role, CenterAction.SIGN_IN)
        return user, _replace_session(session, site, user, browser)

    return database.transact(start)


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
    database: Database,
    site: Site,
    limits: Limits,
    address: str,
    center_name: str,
    credentials: TicketCredentials,
    browser: Browser,
) -> str:
    """Begin a session of the user of a ticket, as :func:`sign_in`: its token. Raises :class:`CenterNotFound`,
    :class:`AuthFailed`, :class:`TooManyAttempts`."""
    with ticket_attempt(limits, address):
        with database.read() as session:  # nothing is locked for a wrong one
            tickets.find_user(session, site, centers.find(session, center_name).id, credentials.ticket)
        return _use_ticket(database, site, center_name, credentials, browser)


def _use_ticket(
    database: Database, site: Site, center_name: str, credentials: TicketCredentials, browser: Browser
) -> str:
    def use(session: Session) -> str:
        center = centers.find(session, center_name)
        user = tickets.redeem_ticket(session, site, center.id, credentials.ticket)
        return _replace_session(session, site, user, browser)

    return database.transact(use)


def _replace_session(session: Session, site: Site, user: User, browser: Browser) -> str:
    for token in filter(None, (browser.token, browser.before)):
        sessions.sign_out(session, site, token)
    return sessions.sign_in(session, site, user, user_agent=browser.user_agent)


def sign_out(database: Database, site: Site, token: str) -> None:
    """End the session with this token."""
    database.transact(lambda session: sessions.sign_out(session, site, token))


def record_activity(database: Database, site: Site, token: str) -> None:
    """Record that the browser with this token is not idle, at most once a minute."""
    with database.read() as session:
        if not sessions.is_activity_due(session, site, token):
            return
    database.transact(lambda session: sessions.record_activity(session, site, token))
