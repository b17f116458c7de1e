"""Authentication by user ID and password."""

from __future__ import annotations

import pytest

from convener.domain.accounts import users
from convener.domain.accounts.credentials import (
    PasswordCache,
    authenticate,
    is_password_cached,
    verify_user_password,
)
from convener.domain.errors import (
    AuthFailed,
)
from convener.domain.secrets import hash_password
from convener.storage.database import Database
from convener.storage.models import Center
from tests.factories.accounts import ANNS_PASSWORD, account, ann


@pytest.mark.parametrize(
    ("user_id", "password"), [("ann", "wrong horse"), ("bob", ANNS_PASSWORD), ("ann", ""), ("a\0", ANNS_PASSWORD)]
)
def test_wrong_passwords_are_not_told_apart(database: Database, center: Center, user_id: str, password: str) -> None:
    ann(database, center)
    with database.read() as session, pytest.raises(AuthFailed, match=r"^User ID or password is wrong\.$"):
        authenticate(session, center, user_id, password)


def test_password_memory() -> None:
    memory = PasswordCache(most=2)
    stored = hash_password(ANNS_PASSWORD)
    assert not memory.knows(stored, ANNS_PASSWORD)
    assert memory.verify(stored, ANNS_PASSWORD)
    assert memory.knows(stored, ANNS_PASSWORD)
    assert memory.verify(stored, ANNS_PASSWORD)
    assert not memory.verify(stored, "wrong horse")
    assert not memory.verify(None, ANNS_PASSWORD)
    assert not memory.verify(hash_password("another horse"), ANNS_PASSWORD), "another hash is another password"


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
            assert is_password_cached(user, given) is right
            if right:
                assert authenticate(session, center, user_id, given).id == user.id
