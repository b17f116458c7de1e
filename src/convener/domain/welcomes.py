"""Welcome mails: a new user hears the user ID and where to sign in, never the password (Live Meeting service API,
sendWelcomeMessage)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from convener.storage.tables import Center, Mail, User

from . import centers, people, profiles, texts
from .errors import InvalidParameter
from .invitations import queue
from .rules import Rules

KIND = "welcome"
"""What the mail's row says it is."""


@dataclass(frozen=True)
class Welcome:
    """What a new user is told; ``language`` is one of :data:`convener.domain.texts.LANGUAGES`."""

    center_title: str
    user_id: str
    name: str
    language: str
    sign_in_url: str


def welcome(session: Session, user: User) -> bool:
    """Queue the mail to a new user; False, and no mail, where there is no address that could be one."""
    try:
        address = texts.email("email", user.email)
    except InvalidParameter:
        return False
    if not address:
        return False
    queue(session, Mail(user_id=user.id, kind=KIND, sequence=0, recipient=address))
    return True


def look(session: Session, rules: Rules, user_id: int) -> Welcome | None:
    """What to tell the user (by primary key) as things are now; None where the account is off by now."""
    user = session.get_one(User, user_id)
    if not people.is_active(user):
        return None
    center = session.get_one(Center, user.center_id)
    return Welcome(
        center_title=center.title,
        user_id=user.user_id,
        name=user.display_name or user.user_id,
        language=texts.language("locale", profiles.locale_of(centers.settings(center), user)),
        sign_in_url=f"{rules.base_url}/cc/{center.name}",
    )
