"""Mails about an account: a new user is welcomed, a changed password is told of; they never hold the password."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import select

from convener.domain.accounts import users
from convener.domain.accounts.account_mails import AccountMailDetails, AccountMailKind, queue_account_mail
from convener.domain.centers import centers
from convener.domain.site import Site, now
from convener.domain.text import LANGUAGES
from convener.jobs.kinds.mail import MAIL
from convener.mail.account import AccountMailContent
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import Center, Mail, User
from tests.factories.accounts import PASSWORD, account, change_center_settings
from tests.factories.jobs import do_all, runner


def welcomed(database: Database, center: Center, user_id: str, **fields: str) -> bool:
    """Make a user and queue the welcome mail."""
    with database.write() as session:
        user = account(session, session.get_one(Center, center.id), user_id, **fields)
        return queue_account_mail(session, user, AccountMailKind.WELCOME)


def work(database: Database, site: Site, settings: Settings, outbox: Path) -> list[EmailMessage]:
    """Let a worker send everything that is due; returns what it sent."""
    assert outbox == settings.data / "outbox"
    do_all(runner(database, site, settings), MAIL)
    return [message_from_bytes(one.read_bytes(), policy=policy.default) for one in sorted(outbox.glob("*.eml"))]


def body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_a_new_user_hears_the_user_id_and_where_to_sign_in(
    database: Database, site: Site, center: Center, settings: Settings, tmp_path: Path
) -> None:
    assert welcomed(database, center, "zoe", first_name="Zoé", last_name="Zür", locale="de-DE")
    (mail,) = work(database, site, settings, tmp_path / "outbox")
    assert mail["To"].addresses[0].addr_spec == "zoe@example.org"
    assert mail["Subject"] == "Ihr Konto bei Convener"
    assert mail["Content-Language"] == "de"
    for kind in ("plain", "html"):
        text = body(mail, kind)
        for expected in ("Zoé Zür", "zoe", "Benutzerkennung", "http://convener.test/cc/main"):
            assert expected in text
        assert PASSWORD not in text
    assert len(work(database, site, settings, tmp_path / "outbox")) == 1, "it is sent once"
    with database.read() as session:
        assert session.scalars(select(Mail.state)).all() == ["sent"]


def test_the_mail_speaks_the_language_of_the_center_else(
    database: Database, site: Site, center: Center, settings: Settings, tmp_path: Path
) -> None:
    change_center_settings(database, center, locale="fr-FR")
    welcomed(database, center, "zoe")
    welcomed(database, center, "kim", locale="ko-KR")
    languages = {
        mail["To"].addresses[0].username: mail["Content-Language"]
        for mail in work(database, site, settings, tmp_path / "outbox")
    }
    assert languages == {"zoe": "fr", "kim": "en"}


def test_two_users_of_one_address_hear_of_both(
    database: Database, site: Site, center: Center, settings: Settings, tmp_path: Path
) -> None:
    for user_id in ("zoe", "yan"):
        welcomed(database, center, user_id, email="team@example.org")
    assert len(work(database, site, settings, tmp_path / "outbox")) == 2


@pytest.mark.parametrize("address", ["", "nowhere", "a b@example.org", "zoe@", "zoe\u2028@example.org"])
def test_no_mail_goes_to_what_cannot_be_an_address(database: Database, center: Center, address: str) -> None:
    with database.write() as session:
        user = account(session, session.get_one(Center, center.id), "zoe")
        user.email = address
        assert not queue_account_mail(session, user, AccountMailKind.WELCOME)
        assert session.scalars(select(Mail)).all() == []


@pytest.mark.parametrize("gone", ["deleted", "expired"])
def test_who_is_gone_before_the_mail_goes_gets_none(
    database: Database, site: Site, center: Center, settings: Settings, tmp_path: Path, gone: str
) -> None:
    welcomed(database, center, "zoe")
    with database.write() as session:
        user = session.scalars(select(User)).one()
        if gone == "deleted":
            users.delete_user(session, user)
        else:
            users.change_user(session, centers.find(session, "main"), user, {"expires_at": now()})
    assert work(database, site, settings, tmp_path / "outbox") == []
    with database.read() as session:
        assert session.scalars(select(Mail.state)).all() == ["obsolete"]


@pytest.mark.parametrize("kind", list(AccountMailKind))
@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names_are_encoded_in_each_language(settings: Settings, language: str, kind: AccountMailKind) -> None:
    details = AccountMailDetails(
        kind, "<b>Center</b>\r\nBcc: x@example.org", "<i>zoe", "<script>\nZoe", language, "https://meet/cc/a&b"
    )
    content = AccountMailContent(name="welcome.1.1", written_at=now(), recipient="zoe@example.org", details=details)
    read = message_from_bytes(content.compose(settings).as_bytes(), policy=policy.default)
    assert isinstance(read, EmailMessage)
    assert read["Bcc"] is None
    html = body(read, "html")
    assert "&lt;i&gt;zoe" in html
    assert "<script>" not in html
    assert "<b>" not in html
    assert "<i>zoe" in body(read, "plain")
    assert "https://meet/cc/a&amp;b" in html
