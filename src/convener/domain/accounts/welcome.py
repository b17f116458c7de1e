"""Welcome mails: they tell a new user the user ID and where to sign in, never the password (Live Meeting service API,
sendWelcomeMessage).

:func:`queue_welcome_mail` queues the mail; when it is sent, :func:`find_welcome_details` reads what to write in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.centers.settings import settings_of
from convener.domain.errors import InvalidParameter
from convener.domain.outbox import queue_mail
from convener.domain.site import Site
from convener.storage.models import Center, Mail, User

from . import profiles, users

KIND = "welcome"
"""The kind of these mails in the table of mails."""


@dataclass(frozen=True)
class WelcomeDetails:
    """What the mail tells a new user; ``language`` is one of :data:`convener.domain.text.LANGUAGES`."""

    center_title: str
    user_id: str
    name: str
    language: str
    sign_in_url: str


def queue_welcome_mail(session: Session, user: User) -> bool:
    """Queue the welcome mail to a new user; False, and no mail, where the user has no valid address."""
    try:
        address = text.email("email", user.email)
    except InvalidParameter:
        return False
    if not address:
        return False
    queue_mail(session, Mail(user_id=user.id, kind=KIND, sequence=0, recipient=address))
    return True


def find_welcome_details(session: Session, site: Site, user_id: int) -> WelcomeDetails | None:
    """What to tell the user (by primary key) as things are now; None where the account is no longer active."""
    user = session.get_one(User, user_id)
    if not users.is_active(user):
        return None
    center = session.get_one(Center, user.center_id)
    return WelcomeDetails(
        center_title=center.title,
        user_id=user.user_id,
        name=user.display_name or user.user_id,
        language=text.language("locale", profiles.locale_of(settings_of(center), user)),
        sign_in_url=f"{site.base_url}/cc/{center.name}",
    )
