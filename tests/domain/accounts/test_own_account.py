"""The own account: what users change themselves, whatever their role."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from convener.domain.accounts import own_account, sessions, users
from convener.domain.accounts.passwords import HERE
from convener.domain.errors import InvalidParameter, NotAllowed
from convener.domain.permissions import CenterRole
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Center, Mail, SignIn, User
from tests.factories.accounts import PASSWORD, account, administrator, authenticate, change_center_settings

NEW = "new-Pass-word2"


def _make(database: Database, center: Center, role: CenterRole) -> User:
    with database.write() as session:
        if role is CenterRole.ADMINISTRATOR:
            return administrator(session, center, "mira")
        return account(session, center, "mira", is_organizer=role is CenterRole.ORGANIZER)


@pytest.mark.parametrize("role", list(CenterRole))
def test_all_roles_change_their_password(database: Database, site: Site, center: Center, role: CenterRole) -> None:
    mira = _make(database, center, role)
    with database.write() as session:
        here, there = (sessions.sign_in(session, site, mira, user_agent="Firefox/1") for _ in range(2))
        since = session.scalars(select(SignIn.created_at)).first()
    with database.write() as session:
        user = session.get_one(User, mira.id)
        token = own_account.change_password(session, site, user, NEW, here, HERE, user_agent="Firefox/1")
    with database.read() as session:
        assert authenticate(session, center, "mira", NEW).id == mira.id
        alive = [sessions.find_signed_in_user(session, site, one) is not None for one in (token, here, there)]
        assert alive == [True, False, False]
        (only,) = sessions.list_sessions(session, site, mira, token)
        assert (only.current, only.since) == (True, since), "it is the same browser"
        (mail,) = session.scalars(select(Mail))
        assert (mail.kind, mail.user_id, mail.recipient) == ("password_changed", mira.id, "mira@example.org")


@pytest.mark.parametrize(
    ("policy", "role", "may"),
    [
        ({"user_passwords.changeable": False}, CenterRole.ORGANIZER, False),
        ({"user_passwords.changeable": False}, CenterRole.ADMINISTRATOR, True),
        ({"user_passwords.server_made": True}, CenterRole.ADMINISTRATOR, False),
        ({}, CenterRole.MEMBER, True),
    ],
)
def test_centers_may_keep_passwords_to_themselves(
    database: Database, site: Site, center: Center, policy: dict[str, bool], role: CenterRole, may: bool
) -> None:
    mira = _make(database, center, role)
    settings = change_center_settings(database, center, **policy)
    assert (own_account.password_policy(settings, mira) is not None) is may
    with database.write() as session:
        user = session.get_one(User, mira.id)
        if may:
            own_account.change_password(session, site, user, NEW, "", HERE)
        else:
            with pytest.raises(NotAllowed):
                own_account.change_password(session, site, user, NEW, "", HERE)
        assert authenticate(session, center, "mira", NEW if may else PASSWORD).id == mira.id


def test_a_password_that_the_policy_refuses_changes_nothing(database: Database, site: Site, center: Center) -> None:
    mira = _make(database, center, CenterRole.MEMBER)
    change_center_settings(database, center, **{"user_passwords.not_the_name": True})
    with database.write() as session:
        token = sessions.sign_in(session, site, mira)
    with database.write() as session, pytest.raises(InvalidParameter, match="must not contain mira"):
        own_account.change_password(session, site, session.get_one(User, mira.id), "mira-mira-1", token, HERE)
    with database.read() as session:
        assert sessions.find_signed_in_user(session, site, token) is not None
        assert session.scalars(select(Mail)).all() == []


@pytest.mark.parametrize(
    ("before", "language", "after"),
    [
        ("", "de", "de-DE"),
        ("en-GB", "en", "en-GB"),
        ("en-GB", "fr", "fr-FR"),
        ("zh-TW", "zh", "zh-TW"),
        ("", "en", "en-US"),
    ],
)
def test_a_language_is_stored_as_a_locale(
    database: Database, center: Center, before: str, language: str, after: str
) -> None:
    """The one that the Live Meeting service API gives and takes; one of the same language stays."""
    with database.write() as session:
        mira = account(session, center, "mira", locale=before) if before else account(session, center, "mira")
    with database.write() as session:
        user = session.get_one(User, mira.id)
        own_account.change_account(session, center, user, names={}, language=language)
        assert user.locale == after
        assert own_account.chosen_language(user) == language
        own_account.change_account(session, center, user, names={})
        assert user.locale == after, "what is left out stays"
        own_account.change_account(session, center, user, names={}, language=None)
        assert own_account.chosen_language(user) is None


def test_deleted_users_are_signed_out(database: Database, site: Site, center: Center) -> None:
    mira = _make(database, center, CenterRole.MEMBER)
    with database.write() as session:
        sessions.sign_in(session, site, mira)
    with database.write() as session:
        users.delete_user(session, session.get_one(User, mira.id))
        assert session.scalars(select(SignIn)).all() == []
