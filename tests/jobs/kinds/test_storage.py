"""Administrators are told once that little is left of their center's storage."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlalchemy import select

from convener.domain.centers.storage_quota import stored_bytes
from convener.domain.site import Site
from convener.jobs.kinds.mail import MAIL
from convener.jobs.kinds.storage import REVIEW_STORAGE
from convener.observability.metrics import STORED
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import Center, Mail, User
from tests.factories.accounts import change_center_settings
from tests.factories.jobs import do_all, do_periodic, runner
from tests.factories.recordings import VIDEO, Archive, person


@pytest.fixture
def archive(database: Database, site: Site, center: Center, settings: Settings) -> Archive:
    made = Archive.open(database, site, center, settings.data)
    with database.write() as session:
        person(session, center.id, "eve", "administrator")
        person(session, center.id, "silent", "administrator").email = ""
    return made


def review(archive: Archive) -> list[str]:
    """Let the worker look; the recipients of all mails that were queued so far."""
    settings = Settings(data=archive.folder)
    do_periodic(runner(archive.database, archive.site, settings), archive.database, REVIEW_STORAGE)
    with archive.database.read() as session:
        return list(session.scalars(select(Mail.recipient).order_by(Mail.recipient)))


def test_administrators_are_warned_once_and_again_after_there_was_room(archive: Archive) -> None:
    archive.video()
    assert review(archive) == [], "there is no limit"
    change_center_settings(archive.database, archive.center, storage_limit=len(VIDEO) * 5)
    for _ in range(3):
        archive.video()
    assert review(archive) == [], "80 % is not more than 80 %"
    archive.video()
    both = ["eve@example.org", "root@example.org"]
    assert review(archive) == both
    assert review(archive) == both
    change_center_settings(archive.database, archive.center, storage_limit=None)
    assert review(archive) == both
    change_center_settings(archive.database, archive.center, storage_limit=len(VIDEO) * 5)
    assert review(archive) == sorted(both * 2)
    with archive.database.read() as session:
        assert stored_bytes(session, archive.center.id).recordings == len(VIDEO) * 5
    assert STORED.labels("recordings")._value.get() == len(VIDEO) * 5


def test_the_mail_says_of_which_center_and_goes_to_no_former_administrator(archive: Archive) -> None:
    change_center_settings(archive.database, archive.center, storage_limit=1)
    archive.video()
    review(archive)
    with archive.database.write() as session:
        session.scalars(select(User).where(User.user_id == "eve")).one().role = "organizer"
    settings = Settings(data=archive.folder)
    do_all(runner(archive.database, archive.site, settings), MAIL)
    (path,) = Path(archive.folder / "outbox").glob("*.eml")
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert mail["Subject"] == "The storage of Convener is filling up"
    assert mail["To"].addresses[0].addr_spec == "root@example.org"
    part = mail.get_body(("plain",))
    assert part is not None
    assert "More than 80 % of the storage of Convener is used." in part.get_content()
