"""Authentication by user ID and password."""

from __future__ import annotations

from convener.domain.accounts import users
from convener.domain.accounts.credentials import verify_user_password
from convener.storage.database import Database
from convener.storage.models import Center
from tests.factories.accounts import ANNS_PASSWORD, account, ann, authenticate


def test_a_wrong_password_and_that_of_nobody(database: Database, center: Center) -> None:
    user = ann(database, center)
    assert verify_user_password(user, ANNS_PASSWORD)
    assert not verify_user_password(user, "wrong horse")
    assert not verify_user_password(user, "")
    assert not verify_user_password(None, ANNS_PASSWORD)


def test_spaces_behind_a_password_do_not_matter_unless_they_were_kept(database: Database, center: Center) -> None:
    with database.write() as session:
        account(session, center, "zoe", password="pass Word1")  # the API has taken spaces away that it was sent
        users.create_user(session, center, "old", "member", "pass Word1 ")
    with database.read() as session:
        for user_id, given, right in (
            ("zoe", "pass Word1", True),
            ("zoe", "pass Word1  ", True),
            ("zoe", " pass Word1", False),
            ("old", "pass Word1 ", True),
            ("old", "pass Word1", False),
        ):
            user = users.find_user(session, center, user_id)
            assert verify_user_password(user, given) is right
            if right:
                assert authenticate(session, center, user_id, given).id == user.id
