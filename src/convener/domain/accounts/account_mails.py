"""Mails to a user: the welcome of a new one (Live Meeting service API, sendWelcomeMessage), a forgotten password, a
password that was changed, storage that runs out. None of them holds a password.

:func:`queue_account_mail` queues one; when it is sent, :func:`find_mail_details` reads what to write in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.centers.settings import settings_of
from convener.domain.errors import InvalidParameter
from convener.domain.outbox import queue_mail
from convener.domain.site import Site, now
from convener.storage.models import Center, Mail, PasswordReset, User

from . import profiles, users


class AccountMailKind(StrEnum):
    """The kind of such a mail in the table of mails."""

    WELCOME = "welcome"
    RESET = "password_reset"
    CHANGED = "password_changed"
    STORAGE = "storage_warning"  # to administrators: little is left of the center's storage
    CLAIM = "account_claim"  # to an invited address, which need not have an account


@dataclass(frozen=True)
class AccountMailDetails:
    """What the mail tells the user; a mail to an address without an account has no ``user_id``. ``language`` is one of
    :data:`convener.domain.text.LANGUAGES`, ``url`` where its button leads."""

    kind: AccountMailKind
    center_title: str
    user_id: str
    name: str
    language: str
    url: str = field(repr=False)


def mail_address(user: User) -> str:
    """The address for mails to the user; empty where the user has none that is valid."""
    try:
        return text.email("email", user.email)
    except InvalidParameter:
        return ""


def queue_account_mail(session: Session, user: User, kind: AccountMailKind, *, sequence: int = 0) -> bool:
    """Queue a mail to the user about the account; False, and no mail, where the user has no valid address.
    ``sequence``: the row of the link for a new password that it is about."""
    address = mail_address(user)
    if address:
        queue_mail(session, Mail(user_id=user.id, kind=kind.value, sequence=sequence, recipient=address))
    return address != ""


def find_mail_details(session: Session, site: Site, mail: Mail) -> AccountMailDetails | None:
    """What the mail tells its user as things are now; None where the account is no longer active, or the
    link for a new password is of no use any more."""
    user = session.get_one(User, mail.user_id)
    if not users.is_active(user):
        return None
    if mail.kind == AccountMailKind.STORAGE.value and not profiles.is_administrator(user):
        return None
    center = session.get_one(Center, user.center_id)
    url = f"{site.base_url}/cc/{center.name}"
    if mail.kind == AccountMailKind.RESET.value:
        reset = session.get(PasswordReset, mail.sequence)
        if reset is None or reset.user_id != user.id or reset.expires_at <= now():
            return None
        # Behind the #, so that it is sent to no server and gets into no log.
        url += f"/password#{site.secrets.reset_token(reset.public_id)}"
    return AccountMailDetails(
        kind=AccountMailKind(mail.kind),
        center_title=center.title,
        user_id=user.user_id,
        name=user.display_name or user.user_id,
        language=text.language("locale", profiles.locale_of(settings_of(center), user)),
        url=url,
    )
