"""Mails that a mail server hands to ``convener mail accept``."""

from __future__ import annotations

from click.testing import CliRunner

from convener.cli import main
from convener.domain.centers import centers
from convener.domain.invitations.calendar_replies import entry_uid
from convener.domain.secrets import Secrets
from convener.domain.site import Site
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import Meeting, Participant
from tests.factories.calendar_replies import reply_mail
from tests.factories.invitations import build


def accepted(mail: bytes) -> str:
    result = CliRunner().invoke(main, ["mail", "accept"], input=mail)
    assert result.exit_code == 0, result.output
    return result.output


def test_an_answer_is_recorded(settings: Settings) -> None:
    database = Database(settings.sqlalchemy_url)
    try:
        database.migrate()
        site = Site.of(settings, Secrets.in_folder(settings.data))
        with database.write() as session:
            center = centers.ensure_center(session, settings.center, settings.center_title)
        factory = build(database, site, center)
        bob = factory.invite("bob", "bob@example.org")
        with database.read() as session:
            mid = session.get_one(Meeting, factory.meeting_id).mid
            public_id = session.get_one(Participant, bob).public_id
        uid = entry_uid(site, mid, public_id, "meet.example.org", signed=True)
        assert "was recorded" in accepted(reply_mail(uid, answer="DECLINED"))
        assert "not come from the address" in accepted(reply_mail(uid, sender="eve@example.org"))
        with database.read() as session:
            assert session.get_one(Participant, bob).status == "refused"
    finally:
        database.close()


def test_other_mails_are_no_error(settings: Settings) -> None:
    assert "no answer to an invitation" in accepted(b"From: ann@example.org\n\nI am away until Monday.")
    assert "no answer to an invitation" in accepted(b"\xff\0" * 10)
