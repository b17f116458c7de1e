"""What users see and change of their own accounts on the pages, whatever their role: name, language, time zone,
password. The far larger profile of the Live Meeting service API is :mod:`.profiles`.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.centers import locales
from convener.domain.centers.settings import CenterSettings, PasswordPolicy, settings_of
from convener.domain.errors import NotAllowed
from convener.domain.permissions import CenterAction, require_center
from convener.domain.site import Site
from convener.storage.models import Center, User
from convener.storage.rows import AnyUser

from . import passwords, profiles, sessions, users
from .account_mails import AccountMailKind, queue_account_mail
from .changes import UserChanges
from .passwords import Hashing


def chosen_language(user: AnyUser) -> str | None:
    """The language of the pages and mails that the user has chosen, one of :data:`convener.domain.text.LANGUAGES`; None
    where that of the browser holds, and that of the center in mails."""
    return text.language("locale", user.locale) if user.locale else None


def password_policy(settings: CenterSettings, user: AnyUser) -> PasswordPolicy | None:
    """The rules for a password that the user chooses; None where only others give this user one."""
    policy = settings.user_passwords
    may = policy.changeable or profiles.is_administrator(user)
    return policy if may and not policy.server_made else None


def change_account(
    session: Session,
    center: Center,
    user: User,
    *,
    names: UserChanges,
    language: str | None = "",
    time_zone: str | None = "",
) -> None:
    """Change the user's own account. ``names``: first, last and display name, as far as they change; an empty display
    name is made of the other two. ``language`` (one of ours) and ``time_zone``: None takes the choice back, empty
    leaves it. Raises what :func:`convener.domain.accounts.profiles.apply_changes` raises."""
    require_center(user.role, CenterAction.OWN_ACCOUNT)
    changes = names.copy()
    if language != "":
        changes["locale"] = None if language is None else locales.locale_of_language(language, user.locale)
    if time_zone != "":
        changes["time_zone"] = time_zone
    users.change_profile(session, center, user, changes)


def check_new_password(session: Session, user: AnyUser, password: str, parameter: str) -> None:
    """Raise :class:`NotAllowed` where the user may not choose a password, :class:`InvalidParameter` or
    :class:`BadCharacter` where the center's policy does not allow this one."""
    require_center(user.role, CenterAction.OWN_ACCOUNT)
    policy = password_policy(settings_of(session.get_one(Center, user.center_id)), user)
    if policy is None:
        raise NotAllowed("Only an administrator may change passwords.", parameter)
    passwords.check_password(policy, password, user.user_id, parameter)


def change_password(
    session: Session, site: Site, user: User, password: str, token: str, hashing: Hashing, *, user_agent: str = ""
) -> str:
    """Change the user's password, whose old one was checked before, and tell the user by mail. All sessions end; the
    browser with this token gets a new one in place of its own, whose token is returned: a copy of the old one is worth
    nothing. Raises as :func:`check_new_password`."""
    check_new_password(session, user, password, "new_password")
    since = sessions.signed_in_since(session, site, token)
    users.change_user(
        session, session.get_one(Center, user.center_id), user, {"password": password}, actor=user, hashing=hashing
    )
    queue_account_mail(session, user, AccountMailKind.CHANGED)
    return sessions.sign_in(session, site, user, user_agent=user_agent, since=since)
