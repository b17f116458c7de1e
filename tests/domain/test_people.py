from __future__ import annotations

from datetime import timedelta

import pytest

from convener.domain import people
from convener.domain.errors import AuthFailed, InvalidParameter, UserExists, UserNotFound
from convener.domain.people import PasswordMemory
from convener.domain.rules import Rules
from convener.domain.secrets import hash_password
from convener.storage.database import Database
from convener.storage.tables import Center, User

from .offices import Office

PASSWORD = "correct horse"


def ann(database: Database, center: Center) -> User:
    with database.write() as session:
        return people.create_user(
            session, center, "Ann", "organizer", PASSWORD, email="ann@example.org", first_name="Ann", last_name="Lee"
        )


def test_a_new_user(database: Database, center: Center) -> None:
    user = ann(database, center)
    assert (user.user_id, user.display_name, user.role) == ("Ann", "Ann Lee", "organizer")
    assert PASSWORD not in (user.password_hash or "")
    with database.read() as session:
        assert people.find_user(session, center, "aNN").id == user.id
        assert [found.user_id for found in people.list_users(session, center)] == ["Ann"]


def test_user_ids_that_differ_in_case_alone_are_one(database: Database, center: Center) -> None:
    ann(database, center)
    with database.write() as session, pytest.raises(UserExists):
        people.create_user(session, center, "ANN", "member", PASSWORD)


@pytest.mark.parametrize(
    "user_id", ["", " ", "a,b", "a;b", "a\\b", "a%b", "<a>", "a*", "a\tb", "a\nb", "é", "x" * 65, "a\0"]
)
def test_user_ids_that_cannot_be(database: Database, center: Center, user_id: str) -> None:
    with database.write() as session:
        with pytest.raises(InvalidParameter):
            people.create_user(session, center, user_id, "member", PASSWORD)
        with pytest.raises(UserNotFound):
            people.find_user(session, center, user_id)


@pytest.mark.parametrize(
    ("what", "parameter"),
    [
        ({"role": "superuser"}, "role"),
        ({"password": "short"}, "password"),
        ({"password": "x" * 257}, "password"),
        ({"email": "nobody"}, "email"),
        ({"first_name": "a\nb"}, "first_name"),
        ({"last_name": "x" * 256}, "last_name"),
    ],
)
def test_users_that_cannot_be(database: Database, center: Center, what: dict[str, str], parameter: str) -> None:
    given = {"role": "member", "password": PASSWORD, **what}
    with database.write() as session, pytest.raises(InvalidParameter) as refused:
        people.create_user(session, center, "bob", **given)
    assert refused.value.parameter == parameter


def test_sign_in_and_out(database: Database, rules: Rules, center: Center) -> None:
    user = ann(database, center)
    with database.write() as session:
        assert people.authenticate(session, center, "ann", PASSWORD).id == user.id
        token = people.sign_in(session, rules, user)
        other = people.sign_in(session, rules, user)
    with database.write() as session:
        found = people.signed_in(session, rules, token)
        assert found is not None
        assert found.id == user.id
        assert people.signed_in(session, rules, "x" + token[1:]) is None
        people.sign_out(session, rules, token)
        assert people.signed_in(session, rules, token) is None
        assert people.signed_in(session, rules, other) is not None


@pytest.mark.parametrize(
    ("user_id", "password"), [("ann", "wrong horse"), ("bob", PASSWORD), ("ann", ""), ("a\0", PASSWORD)]
)
def test_wrong_passwords_are_not_told_apart(database: Database, center: Center, user_id: str, password: str) -> None:
    ann(database, center)
    with database.read() as session, pytest.raises(AuthFailed, match=r"^User ID or password is wrong\.$"):
        people.authenticate(session, center, user_id, password)


def test_a_new_password_signs_browsers_out_and_ends_the_old_one(
    database: Database, rules: Rules, center: Center
) -> None:
    user = ann(database, center)
    with database.write() as session:
        people.authenticate(session, center, "Ann", PASSWORD)
        token = people.sign_in(session, rules, user)
    with database.write() as session:
        people.set_password(session, people.find_user(session, center, "Ann"), "another horse")
    with database.read() as session:
        assert people.signed_in(session, rules, token) is None
        with pytest.raises(AuthFailed):
            people.authenticate(session, center, "Ann", PASSWORD)
        people.authenticate(session, center, "Ann", "another horse")


def test_a_deleted_user_is_gone_and_the_id_is_free(database: Database, rules: Rules, center: Center) -> None:
    user = ann(database, center)
    with database.write() as session:
        token = people.sign_in(session, rules, user)
    with database.write() as session:
        people.delete_user(session, people.find_user(session, center, "Ann"))
    with database.write() as session:
        assert people.signed_in(session, rules, token) is None
        with pytest.raises(AuthFailed):
            people.authenticate(session, center, "Ann", PASSWORD)
        assert people.list_users(session, center) == []
        assert people.create_user(session, center, "ann", "member", PASSWORD).id != user.id


def test_sign_ins_end(database: Database, rules: Rules, center: Center, monkeypatch: pytest.MonkeyPatch) -> None:
    user = ann(database, center)
    monkeypatch.setattr(people, "SIGN_IN_LIFETIME", timedelta(seconds=-1))
    with database.write() as session:
        token = people.sign_in(session, rules, user)
        session.flush()
        assert people.signed_in(session, rules, token) is None


def test_a_users_own_center_alone_knows_it(database: Database, center: Center) -> None:
    ann(database, center)
    with database.write() as session:
        other = Center(name="other", title="Other", created_at=center.created_at)
        session.add(other)
        session.flush()
        with pytest.raises(UserNotFound):
            people.find_user(session, other, "Ann")
        with pytest.raises(AuthFailed):
            people.authenticate(session, other, "Ann", PASSWORD)
        people.create_user(session, other, "Ann", "member", PASSWORD)


def test_users_of_an_application_cannot_sign_in_and_are_not_listed(
    database: Database, rules: Rules, center: Center
) -> None:
    office = Office.open(database, rules, center)
    office.book()
    with database.read() as session:
        assert people.list_users(session, center) == []
        user = people.external_user(session, office.client().id, "h")
        assert user is not None
        for password in ("", "None", PASSWORD):
            with pytest.raises(AuthFailed):
                people.authenticate(session, center, user.user_id, password)


def test_two_applications_may_use_the_same_id(database: Database, rules: Rules, center: Center) -> None:
    ours, theirs = Office.open(database, rules, center), Office.open(database, rules, center)
    ours.book(host="same", name="Ours")
    theirs.book(host="same", name="Theirs")
    with database.read() as session:
        one = people.external_user(session, ours.client().id, "same")
        other = people.external_user(session, theirs.client().id, "same")
        assert one is not None
        assert other is not None
        assert (one.display_name, other.display_name) == ("Ours", "Theirs")


def test_password_memory() -> None:
    memory = PasswordMemory(most=2)
    stored = hash_password(PASSWORD)
    assert memory.verify(stored, PASSWORD)
    assert memory.verify(stored, PASSWORD)
    assert not memory.verify(stored, "wrong horse")
    assert not memory.verify(None, PASSWORD)
    assert not memory.verify(hash_password("another horse"), PASSWORD), "another hash is another password"
