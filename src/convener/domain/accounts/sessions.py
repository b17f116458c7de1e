"""Browser sessions: signing in and out, and which user a cookie belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete as sql_delete
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.centers.settings import settings_of
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import Site, now
from convener.storage.models import Center, SignIn, User

from . import users
from .user_agents import NamedBrowser, name_browser

SIGN_IN_LIFETIME = timedelta(days=14)
LONGEST_USER_AGENT = 255
"""Characters of what a browser says of itself; more tells nothing that is shown."""

MOST_LISTED = 100

ACTIVITY_INTERVAL = timedelta(minutes=1)
"""How often the activity of a browser is recorded, so how exactly its last activity is known."""


@dataclass(frozen=True)
class OpenSession:
    """A browser in which a user is signed in. ``id`` names it for this user alone; ``current``: it is the one that
    asks; ``last_used``: to a minute."""

    id: str
    browser: NamedBrowser
    since: datetime
    last_used: datetime
    current: bool


def sign_in(session: Session, site: Site, user: User, *, user_agent: str = "", since: datetime | None = None) -> str:
    """Start a session of the user in a browser, and delete expired ones; returns the token for the cookie, which is
    stored as a keyed hash. ``user_agent``: what the browser says it is, of any length; ``since``: when the user signed
    in there, where the session takes the place of another one."""
    token = random_text(LOWERCASE_AND_DIGITS, 40)
    moment = now()
    session.execute(sql_delete(SignIn).where(SignIn.expires_at < moment))
    session.add(
        SignIn(
            token_hash=_hash(site, token),
            user_id=user.id,
            created_at=since or moment,
            expires_at=moment + SIGN_IN_LIFETIME,
            seen_at=moment,
            user_agent=text.storable_text(user_agent, LONGEST_USER_AGENT),
        )
    )
    return token


def find_signed_in_user(session: Session, site: Site, token: str) -> User | None:
    """The user who is signed in with this token. None where there is no such session, where it has expired or the
    browser was idle for longer than the center allows, and where the account is not active."""
    query = (
        select(User, SignIn.seen_at, Center)
        .join(SignIn, SignIn.user_id == User.id)
        .join(Center, Center.id == User.center_id)
        .where(SignIn.token_hash == _hash(site, token), SignIn.expires_at > now())
    )
    found = session.execute(query).one_or_none()
    if found is None:
        return None
    user, seen_at, center = found
    idle = timedelta(seconds=settings_of(center).max_inactive_interval)
    return user if users.is_active(user) and now() < seen_at + idle else None


def is_activity_due(session: Session, site: Site, token: str) -> bool:
    """Whether activity of this browser should be recorded now (:func:`record_activity`): not more often than each
    :data:`ACTIVITY_INTERVAL`."""
    user = find_signed_in_user(session, site, token)
    query = select(SignIn.seen_at).where(SignIn.token_hash == _hash(site, token))
    seen_at = session.scalar(query) if user is not None else None
    return seen_at is not None and now() - seen_at >= ACTIVITY_INTERVAL


def record_activity(session: Session, site: Site, token: str) -> None:
    """Record that this browser made a request now, so it is not idle."""
    sign_in_ = SignIn.token_hash == _hash(site, token)
    session.execute(update(SignIn).where(sign_in_).values(seen_at=now()))


def list_sessions(session: Session, site: Site, user: User, token: str) -> list[OpenSession]:
    """Where the user is signed in: the browser with this token first, then those used last; at most
    :data:`MOST_LISTED`."""
    center = session.get_one(Center, user.center_id)
    idle = timedelta(seconds=settings_of(center).max_inactive_interval)
    current = _hash(site, token)
    query = (
        select(SignIn)
        .where(SignIn.user_id == user.id, SignIn.expires_at > now(), SignIn.seen_at > now() - idle)
        .order_by(SignIn.token_hash != current, SignIn.seen_at.desc(), SignIn.created_at.desc())
        .limit(MOST_LISTED)
    )
    return [
        OpenSession(
            id=_session_id(site, row),
            browser=name_browser(row.user_agent),
            since=row.created_at,
            last_used=row.seen_at,
            current=row.token_hash == current,
        )
        for row in session.scalars(query)
    ]


def end_session(session: Session, site: Site, user: User, session_id: str) -> None:
    """End the session of this user with this id (:class:`OpenSession`), where there is one."""
    for row in session.scalars(select(SignIn).where(SignIn.user_id == user.id)):
        if _session_id(site, row) == session_id:
            session.delete(row)


def end_other_sessions(session: Session, site: Site, user: User, token: str) -> None:
    """End all sessions of the user but the one with this token."""
    current = _hash(site, token)
    session.execute(sql_delete(SignIn).where(SignIn.user_id == user.id, SignIn.token_hash != current))


def signed_in_since(session: Session, site: Site, token: str) -> datetime | None:
    """When the user signed in in the browser with this token; None where there is no such session."""
    return session.scalar(select(SignIn.created_at).where(SignIn.token_hash == _hash(site, token)))


def _hash(site: Site, token: str) -> bytes:
    return site.secrets.hash("sign_in", token)


def _session_id(site: Site, row: SignIn) -> str:
    """What names a session without telling anything of its token."""
    return site.secrets.hash("sign_in_id", row.token_hash.hex()).hex()[:24]


def sign_out(session: Session, site: Site, token: str) -> None:
    """End the session with this token."""
    session.execute(sql_delete(SignIn).where(SignIn.token_hash == _hash(site, token)))
