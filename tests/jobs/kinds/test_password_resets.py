"""Forgotten passwords: who gets a link, what it is good for, and how long."""

from __future__ import annotations

import re
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlalchemy import select, update

from convener.domain.accounts import password_resets, sessions, users
from convener.domain.accounts.passwords import HERE
from convener.domain.centers.locales import locale_of_language
from convener.domain.errors import AuthFailed, InvalidParameter
from convener.domain.site import Site, now
from convener.domain.text import LANGUAGES
from convener.jobs.kinds.mail import MAIL
from convener.jobs.kinds.password_resets import PASSWORD_RESET
from convener.jobs.kinds.rights import FORGET_RIGHTS
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import Center, Job, Mail, PasswordReset, SignIn, User
from tests.factories.accounts import PASSWORD, account, authenticate, change_center_settings
from tests.factories.jobs import do_all, do_periodic, runner

NEW = "new-Pass-word2"


class Post:
    """A center with users, a worker, and the mails that it sends."""

    def __init__(self, database: Database, site: Site, center: Center, settings: Settings) -> None:
        self.database, self.site, self.center, self.settings = database, site, center, settings

    def user(self, user_id: str = "mira", **fields: str) -> User:
        """A member."""
        with self.database.write() as session:
            return account(session, session.get_one(Center, self.center.id), user_id, **fields)

    def ask(self, name: str) -> None:
        """Somebody has forgotten a password; the worker does its work."""
        with self.database.write() as session:
            password_resets.ask(session, self.center, name)
        do_all(runner(self.database, self.site, self.settings), PASSWORD_RESET, MAIL)

    def mails(self, kind: str = "password_reset") -> list[str]:
        """To whom mails of this kind went, in their order."""
        with self.database.read() as session:
            query = select(Mail.recipient).where(Mail.kind == kind, Mail.state == "sent").order_by(Mail.id)
            return list(session.scalars(query))

    def link(self) -> str:
        """That of the last mail."""
        texts = [message_from_bytes(one.read_bytes(), policy=policy.default) for one in self._files()]
        bodies = [str(part.get_content()) for mail in texts if (part := mail.get_body(("plain",))) is not None]
        return str(re.findall(r"http\S+/password#\S+", bodies[-1])[-1])

    def token(self) -> str:
        """That of the last mail."""
        return self.link().partition("#")[2]

    def reset(self, token: str, password: str = NEW) -> None:
        """Use a link."""
        with self.database.write() as session:
            password_resets.reset_password(session, self.site, token, password, HERE)

    def _files(self) -> list[Path]:
        return sorted((self.settings.data / "outbox").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)


@pytest.fixture
def post(database: Database, site: Site, center: Center, settings: Settings) -> Post:
    return Post(database, site, center, settings)


def test_a_link_gives_a_new_password_once(post: Post) -> None:
    mira = post.user()
    with post.database.write() as session:
        token = sessions.sign_in(session, post.site, mira)
    post.ask("MIRA")
    post.ask("Mira@Example.org")
    assert post.mails() == ["mira@example.org"] * 2
    link = post.token()
    with post.database.read() as session:
        assert password_resets.find_user(session, post.site, link).id == mira.id
        rows = session.scalars(select(PasswordReset)).all()
        assert not any(link in (row.public_id, row.token_hash.decode("latin-1")) for row in rows)
    post.reset(link)
    with post.database.read() as session:
        assert authenticate(session, post.center, "mira", NEW).id == mira.id
        assert sessions.find_signed_in_user(session, post.site, token) is None
        assert session.scalars(select(PasswordReset)).all() == [], "the other link is used up too"
    with pytest.raises(AuthFailed):
        post.reset(link, "other-Pass-word3")
    do_all(runner(post.database, post.site, post.settings), MAIL)
    assert post.mails("password_changed") == ["mira@example.org"]


def test_the_link_is_of_the_public_url_and_tells_servers_nothing(post: Post) -> None:
    post.user()
    post.ask("mira")
    assert re.fullmatch(rf"{post.site.base_url}/cc/main/password#[a-z0-9]{{32}}", post.link())


@pytest.mark.parametrize("name", ["nobody", "nobody@example.org", "", " ", "a\x00b", "*"])
def test_nobody_gets_a_mail_for_what_is_no_account(post: Post, name: str) -> None:
    post.user()
    post.user("nomail", email="")
    post.ask(name)
    assert post.mails() == []
    with post.database.read() as session:
        assert len(session.scalars(select(Job).where(Job.kind == "password_reset")).all()) == 1, "as much work as else"


def test_who_has_no_address_gets_none(post: Post) -> None:
    post.user(email="")
    post.ask("mira")
    assert post.mails() == []


@pytest.mark.parametrize("setting", ["user_passwords.changeable", "user_passwords.server_made"])
def test_where_others_give_passwords_there_is_no_link(post: Post, setting: str) -> None:
    post.user()
    post.ask("mira")
    token = post.token()
    change_center_settings(post.database, post.center, **{setting: setting.endswith("made")})
    post.ask("mira")
    assert len(post.mails()) == 1
    with pytest.raises(AuthFailed):
        post.reset(token)


def test_users_of_one_address_get_a_link_each(post: Post) -> None:
    for user_id in ("zoe", "yan"):
        post.user(user_id, email="team@example.org")
    post.ask("team@example.org")
    assert post.mails() == ["team@example.org"] * 2


def test_a_stranger_causes_few_mails(post: Post) -> None:
    post.user()
    for _ in range(5):
        post.ask("mira")
    assert len(post.mails()) == password_resets.MOST


@pytest.mark.parametrize("wrong", ["", "x", "0" * 32, "ünïcödé"])
def test_other_tokens_are_of_no_use(post: Post, wrong: str) -> None:
    post.user()
    post.ask("mira")
    with pytest.raises(AuthFailed):
        post.reset(wrong)


def test_a_link_is_good_for_an_hour(post: Post) -> None:
    post.user()
    post.ask("mira")
    token = post.token()
    with post.database.write() as session:
        session.execute(update(PasswordReset).values(expires_at=now() - timedelta(seconds=1)))
    with pytest.raises(AuthFailed):
        post.reset(token)
    do_periodic(runner(post.database, post.site, post.settings), post.database, FORGET_RIGHTS)
    with post.database.read() as session:
        assert session.scalars(select(PasswordReset)).all() == []


def test_a_password_that_the_policy_refuses_uses_nothing_up(post: Post) -> None:
    post.user()
    post.ask("mira")
    with pytest.raises(InvalidParameter):
        post.reset(post.token(), "short")
    post.reset(post.token())


def test_a_deleted_user_has_no_link_and_no_session(post: Post) -> None:
    mira = post.user()
    post.ask("mira")
    token = post.token()
    with post.database.write() as session:
        sessions.sign_in(session, post.site, mira)
        password_resets.ask(session, post.center, "mira")
    with post.database.write() as session:
        users.delete_user(session, session.get_one(User, mira.id))
        for kind in (PasswordReset, SignIn):
            assert session.scalars(select(kind)).all() == []
    with pytest.raises(AuthFailed):
        post.reset(token)
    do_all(runner(post.database, post.site, post.settings), PASSWORD_RESET, MAIL)
    assert len(post.mails()) == 1


def test_a_password_that_was_changed_meanwhile_ends_the_links(post: Post) -> None:
    mira = post.user()
    post.ask("mira")
    with post.database.write() as session:
        users.set_password(session, session.get_one(User, mira.id), "by the operator")
    with pytest.raises(AuthFailed):
        post.reset(post.token())
    with post.database.read() as session:
        assert authenticate(session, post.center, "mira", "by the operator").id == mira.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mail_speaks_the_language_of_the_user(post: Post, language: str) -> None:
    post.user(locale=locale_of_language(language))
    post.ask("mira")
    (file,) = (post.settings.data / "outbox").glob("*.eml")
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert mail["Content-Language"] == language
    assert PASSWORD not in file.read_text()
