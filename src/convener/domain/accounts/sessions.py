"""Browser sessions: signing in and out, and which user a cookie belongs to."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete as sql_delete
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.centers.settings import settings_of
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import Site, now
from convener.storage.models import Center, SignIn, User

from . import users

SIGN_IN_LIFETIME = timedelta(days=14)
LONGEST_USER_AGENT = 255
"""Characters of what a browser says of itself; more tells nothing that is shown."""

ACTIVITY_INTERVAL = timedelta(minutes=1)
"""How often the activity of a browser is recorded, so how exactly its last activity is known."""


def sign_in(session: Session, site: Site, user: User, *, user_agent: str = "") -> str:
    """Start a session of the user in a browser, and delete expired ones; returns the token for the cookie, which is
    stored as a keyed hash. ``user_agent``: what the browser says it is, of any length."""
    token = random_text(LOWERCASE_AND_DIGITS, 40)
    moment = now()
    session.execute(sql_delete(SignIn).where(SignIn.expires_at < moment))
    session.add(
        SignIn(
            token_hash=site.secrets.hash("sign_in", token),
            user_id=user.id,
            created_at=moment,
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
        .where(SignIn.token_hash == site.secrets.hash("sign_in", token), SignIn.expires_at > now())
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
    query = select(SignIn.seen_at).where(SignIn.token_hash == site.secrets.hash("sign_in", token))
    seen_at = session.scalar(query) if user is not None else None
    return seen_at is not None and now() - seen_at >= ACTIVITY_INTERVAL


def record_activity(session: Session, site: Site, token: str) -> None:
    """Record that this browser made a request now, so it is not idle."""
    sign_in_ = SignIn.token_hash == site.secrets.hash("sign_in", token)
    session.execute(update(SignIn).where(sign_in_).values(seen_at=now()))


def sign_out(session: Session, site: Site, token: str) -> None:
    """End the session with this token."""
    session.execute(sql_delete(SignIn).where(SignIn.token_hash == site.secrets.hash("sign_in", token)))
