"""Forgotten passwords: a link comes by mail, and whoever opens it chooses a new one.

Asking is answered alike whether or not there is such an account, and takes as long: :func:`ask` looks the account up
and asks for a job in any case; :func:`queue_reset_mail` is what the job does. The link works once, for
:data:`LIFETIME`; its token is in no table, but derived from the installation's key, as personal links are. The host of
the link is that of the public URL, whatever host was asked.
"""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.centers import centers
from convener.domain.centers.settings import settings_of
from convener.domain.errors import AuthFailed
from convener.domain.jobs.queue import JobPayload, enqueue
from convener.domain.permissions import CenterAction, center_allows
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import Site, now
from convener.storage.models import Center, PasswordReset, User
from convener.storage.rows import AnyCenter

from . import own_account, users
from .account_mails import AccountMailKind, mail_address, queue_account_mail
from .passwords import Hashing

LIFETIME = timedelta(hours=1)
MOST = 3
"""Links of one user that may be good at a time: so many mails an hour a stranger can cause."""

MOST_OF_ADDRESS = 5
"""Users of one address who get a mail each; addresses need not be unique."""


class SendResetLinks(JobPayload, frozen=True):
    """The job that sends links for new passwords to these users (primary keys), where they may have one; to nobody
    where what was asked for is no account."""

    kind: ClassVar[str] = "password_reset"

    users: list[int]


def ask(session: Session, center: AnyCenter, name: str) -> None:
    """Somebody has forgotten the password of the account with this user ID or e-mail address."""
    typed = name.strip() if text.is_storable(name) else ""
    by_id = users.find_user_or_none(session, center.id, typed)
    found = [user.id for user in users.list_by_email(session, center, typed, MOST_OF_ADDRESS)]
    if by_id is not None and by_id.api_client_id is None and by_id.id not in found:
        found.append(by_id.id)
    enqueue(session, SendResetLinks(users=found))


def queue_reset_mail(session: Session, site: Site, user_id: int) -> bool:
    """Queue a mail with a new link to the user (by primary key); False, and no mail, where the user has no address, may
    not choose a password, or has as many links as may be."""
    user = session.get(User, user_id)
    if user is None or not mail_address(user) or not _may_reset(session, user):
        return False
    good = (PasswordReset.user_id == user.id, PasswordReset.expires_at > now())
    links = select(func.count(PasswordReset.id)).where(*good)
    if (session.scalar(links) or 0) >= MOST:
        return False
    public_id = random_text(LOWERCASE_AND_DIGITS, 32)
    reset = PasswordReset(
        user_id=user.id,
        public_id=public_id,
        token_hash=site.secrets.hash("reset", site.secrets.reset_token(public_id)),
        created_at=now(),
        expires_at=now() + LIFETIME,
    )
    session.add(reset)
    session.flush()
    return queue_account_mail(session, user, AccountMailKind.RESET, sequence=reset.id)


def find_user(session: Session, site: Site, token: str) -> User:
    """The user who may choose a new password by the link with this token. Raises :class:`AuthFailed` where there is no
    such link, it was used, or its time is over."""
    query = (
        select(User)
        .join(PasswordReset, PasswordReset.user_id == User.id)
        .where(PasswordReset.token_hash == site.secrets.hash("reset", token), PasswordReset.expires_at > now())
    )
    user = session.scalar(query)
    if user is None or not _may_reset(session, user):
        raise AuthFailed("This link is of no use any more.")
    return user


def reset_password(session: Session, site: Site, token: str, password: str, hashing: Hashing) -> None:
    """Give the user of the link this password. All sessions of the user end, all links are used up, and a mail tells
    the user. Raises as :func:`find_user` and :func:`convener.domain.accounts.own_account.check_new_password`."""
    center_id = find_user(session, site, token).center_id
    center = centers.lock_center(session, center_id)
    session.expire_all()
    user = find_user(session, site, token)  # of two at once one wins
    own_account.check_new_password(session, user, password, "new_password")
    users.change_user(session, center, user, {"password": password}, actor=user, hashing=hashing)
    queue_account_mail(session, user, AccountMailKind.CHANGED)


def _may_reset(session: Session, user: User) -> bool:
    settings = settings_of(session.get_one(Center, user.center_id))
    allowed = center_allows(user.role, CenterAction.OWN_ACCOUNT) and user.api_client_id is None
    return allowed and users.is_active(user) and own_account.password_policy(settings, user) is not None
