"""Tickets: the right to act as a user for a short time, without the password (Live Meeting service API, CreateTicket).

An administrator has one created to send a user's browser to a page, or to act as the user. It is stored as a keyed
hash.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from convener.domain.errors import AuthFailed, InvalidParameter
from convener.domain.events.kinds.users import TicketCreated
from convener.domain.events.log import record_in_center
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import Site, now
from convener.storage.models import Ticket, User
from convener.storage.rows import AnyCenter, AnyUser

from . import users

MAX_SECONDS = 300
"""The longest lifetime of a ticket."""

NOT_VALID = "The ticket is not valid."

LENGTH = 16
"""Characters of a ticket: 36^16, 82 bits."""


def create_ticket(
    session: Session,
    site: Site,
    center: AnyCenter,
    user: User,
    seconds: int,
    *,
    one_time: bool = True,
    actor: AnyUser | None = None,
) -> str:
    """Create a ticket for ``user``, valid for ``seconds`` (1 to :data:`MAX_SECONDS`), once unless ``one_time`` is
    False.

    Raises :class:`InvalidParameter`.
    """
    if not 1 <= seconds <= MAX_SECONDS:
        raise InvalidParameter(f"A ticket is good for 1 to {MAX_SECONDS} seconds, not {seconds}.", "duration")
    ticket = random_text(LOWERCASE_AND_DIGITS, LENGTH)
    moment = now()
    session.add(
        Ticket(
            token_hash=site.secrets.hash("ticket", ticket),
            center_id=center.id,
            user_id=user.id,
            one_time=one_time,
            created_at=moment,
            expires_at=moment + timedelta(seconds=seconds),
        )
    )
    record_in_center(session, center.id, TicketCreated(user=user.user_id), actor)
    session.flush()
    return ticket


def find_user(session: Session, site: Site, center_id: int, ticket: str) -> User:
    """The user that a ticket would be good for at this moment; uses nothing up.

    Raises :class:`AuthFailed` where :func:`redeem_ticket` would.
    """
    hashed = site.secrets.hash("ticket", ticket)
    query = select(User).join(Ticket, Ticket.user_id == User.id).where(*_is_usable(center_id, hashed))
    user = session.scalar(query)
    if user is None or not users.is_active(user):
        raise AuthFailed(NOT_VALID)
    return user


def is_for_user(session: Session, site: Site, center_id: int, ticket: str, user: AnyUser) -> bool:
    """Whether this is a ticket for this user that has not expired, used or not."""
    query = select(Ticket.user_id).where(*_has_not_expired(center_id, site.secrets.hash("ticket", ticket)))
    return session.scalar(query) == user.id


def redeem_ticket(session: Session, site: Site, center_id: int, ticket: str) -> User:
    """The user of the ticket, which is used by this: of two uses of a one-time ticket at once, one succeeds. Needs a
    session for writing.

    Raises :class:`AuthFailed` where the center has no such ticket, it has expired or was used, or the account is not
    active.
    """
    hashed = site.secrets.hash("ticket", ticket)
    done = session.execute(update(Ticket).where(*_is_usable(center_id, hashed)).values(used_at=now()))
    if isinstance(done, CursorResult) and done.rowcount == 1:
        user = session.scalar(select(User).join(Ticket, Ticket.user_id == User.id).where(Ticket.token_hash == hashed))
        if user is not None and users.is_active(user):
            return user
    raise AuthFailed(NOT_VALID)


def _has_not_expired(center_id: int, hashed: bytes) -> tuple[ColumnElement[bool], ...]:
    return Ticket.token_hash == hashed, Ticket.center_id == center_id, Ticket.expires_at > now()


def _is_usable(center_id: int, hashed: bytes) -> tuple[ColumnElement[bool], ...]:
    return (*_has_not_expired(center_id, hashed), Ticket.used_at.is_(None) | ~Ticket.one_time)


def delete_expired(session: Session) -> int:
    """Delete expired tickets; returns their number."""
    done = session.execute(delete(Ticket).where(Ticket.expires_at < now()))
    return done.rowcount if isinstance(done, CursorResult) else 0
