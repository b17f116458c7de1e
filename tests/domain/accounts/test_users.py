from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from convener.domain.accounts import external_users, sessions, users
from convener.domain.accounts.changes import UserChanges
from convener.domain.accounts.credentials import verify_user_password
from convener.domain.errors import (
    AuthFailed,
    BadMatch,
    DomainError,
    InvalidParameter,
    InvariantBroken,
    LimitReached,
    NotAllowed,
    UnknownUsers,
    UserExists,
    UserNotFound,
)
from convener.domain.site import Site, now
from convener.storage.database import Database
from convener.storage.models import Center, Event, User
from tests.factories import accounts
from tests.factories.accounts import (
    ANNS_PASSWORD,
    account,
    administrator,
    ann,
    authenticate,
    change_center_settings,
    organizer,
)
from tests.factories.api_client import Office


def test_a_new_user(database: Database, center: Center) -> None:
    user = ann(database, center)
    assert (user.user_id, user.display_name, user.role) == ("Ann", "Ann Lee", "organizer")
    assert ANNS_PASSWORD not in (user.password_hash or "")
    with database.read() as session:
        assert users.find_user(session, center, "aNN").id == user.id
        assert [found.user_id for found in users.list_users(session, center)] == ["Ann"]


def test_user_ids_that_differ_in_case_alone_are_one(database: Database, center: Center) -> None:
    ann(database, center)
    with database.write() as session, pytest.raises(UserExists):
        users.create_user(session, center, "ANN", "member", ANNS_PASSWORD)


@pytest.mark.parametrize(
    "user_id", ["", " ", "a,b", "a;b", "a\\b", "a%b", "<a>", "a*", "a\tb", "a\nb", "é", "x" * 65, "a\0"]
)
def test_user_ids_that_cannot_be(database: Database, center: Center, user_id: str) -> None:
    with database.write() as session:
        with pytest.raises(InvalidParameter):
            users.create_user(session, center, user_id, "member", ANNS_PASSWORD)
        with pytest.raises(UserNotFound):
            users.find_user(session, center, user_id)


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
    given = {"role": "member", "password": ANNS_PASSWORD, **what}
    with database.write() as session, pytest.raises(InvalidParameter) as refused:
        users.create_user(session, center, "bob", **given)
    assert refused.value.parameter == parameter


def test_a_new_password_signs_browsers_out_and_ends_the_old_one(database: Database, site: Site, center: Center) -> None:
    user = ann(database, center)
    with database.write() as session:
        authenticate(session, center, "Ann", ANNS_PASSWORD)
        token = sessions.sign_in(session, site, user)
    with database.write() as session:
        users.set_password(session, users.find_user(session, center, "Ann"), "another horse")
    with database.read() as session:
        assert sessions.find_signed_in_user(session, site, token) is None
        with pytest.raises(AuthFailed):
            authenticate(session, center, "Ann", ANNS_PASSWORD)
        authenticate(session, center, "Ann", "another horse")


def test_a_deleted_user_is_gone_and_the_id_is_free(database: Database, site: Site, center: Center) -> None:
    user = ann(database, center)
    with database.write() as session:
        token = sessions.sign_in(session, site, user)
    with database.write() as session:
        users.delete_user(session, users.find_user(session, center, "Ann"))
    with database.write() as session:
        assert sessions.find_signed_in_user(session, site, token) is None
        with pytest.raises(AuthFailed):
            authenticate(session, center, "Ann", ANNS_PASSWORD)
        assert users.list_users(session, center) == []
        assert users.create_user(session, center, "ann", "member", ANNS_PASSWORD).id != user.id


def test_a_users_own_center_alone_knows_it(database: Database, center: Center) -> None:
    ann(database, center)
    with database.write() as session:
        other = Center(name="other", title="Other", created_at=center.created_at)
        session.add(other)
        session.flush()
        with pytest.raises(UserNotFound):
            users.find_user(session, other, "Ann")
        with pytest.raises(AuthFailed):
            authenticate(session, other, "Ann", ANNS_PASSWORD)
        users.create_user(session, other, "Ann", "member", ANNS_PASSWORD)


def test_users_of_an_application_cannot_sign_in_and_are_not_listed(
    database: Database, site: Site, center: Center
) -> None:
    office = Office.open(database, site, center)
    office.book()
    with database.read() as session:
        assert users.list_users(session, center) == []
        user = external_users.find_external_user(session, office.client().id, "h")
        assert user is not None
        for password in ("", "None", ANNS_PASSWORD):
            with pytest.raises(AuthFailed):
                authenticate(session, center, user.user_id, password)


def test_two_applications_may_use_the_same_id(database: Database, site: Site, center: Center) -> None:
    ours, theirs = Office.open(database, site, center), Office.open(database, site, center)
    ours.book(host="same", name="Ours")
    theirs.book(host="same", name="Theirs")
    with database.read() as session:
        one = external_users.find_external_user(session, ours.client().id, "same")
        other = external_users.find_external_user(session, theirs.client().id, "same")
        assert one is not None
        assert other is not None
        assert (one.display_name, other.display_name) == ("Ours", "Theirs")


def change(database: Database, center: Center, user: User, changes: UserChanges) -> list[str]:
    with database.write() as session:
        return users.change_user(session, center, session.get_one(User, user.id), changes)


def now_is(database: Database, user: User) -> User:
    with database.read() as session:
        return session.get_one(User, user.id)


def test_a_password_is_made_where_none_is_said(database: Database, center: Center) -> None:
    with database.write() as session:
        _, made = users.create_account(session, center, "mira", {"email": "m@example.org", "last_name": "Olsen"})
        _, blank = users.create_account(session, center, "tom", {"password": ""})
        _, chosen = users.create_account(session, center, "ida", {"password": "chosen12"})
    assert chosen is None
    assert made != blank
    with database.read() as session:
        for user_id, password in (("mira", made), ("tom", blank), ("ida", "chosen12")):
            assert password is not None
            assert authenticate(session, center, user_id, password).user_id == user_id


def test_a_new_center_wants_eight_characters_unless_it_says_otherwise(database: Database, center: Center) -> None:
    with database.write() as session, pytest.raises(InvalidParameter, match="at least 8 characters"):
        users.create_account(session, session.get_one(Center, center.id), "mira", {"password": "seven77"})
    change_center_settings(database, center, **{"user_passwords.shortest": 1})
    with database.write() as session:
        users.create_account(session, session.get_one(Center, center.id), "mira", {"password": "x"})


def test_passwords_follow_the_policy_of_the_center(database: Database, center: Center) -> None:
    center_ = center
    change_center_settings(database, center, **{"user_passwords.shortest": 10, "user_passwords.digit": True})
    with database.write() as session:
        center = session.get_one(Center, center_.id)
        for password in ("short1", "longenoughbutnone"):
            with pytest.raises(InvalidParameter) as refused:
                users.create_account(session, center, "mira", {"password": password})
            assert refused.value.parameter == "password"
        _, made = users.create_account(session, center, "mira", {})
        assert made is not None
        assert len(made) == 10
        user = users.find_user(session, center, "mira")
        with pytest.raises(InvalidParameter):
            users.change_user(session, center, user, {"password": "short1"})


@pytest.mark.parametrize(
    ("changes", "role", "schedules"),
    [
        ({}, "member", False),
        ({"is_organizer": True}, "organizer", True),
        ({"is_administrator": True}, "administrator", True),
        ({"is_administrator": True, "is_organizer": False}, "administrator", True),
        ({"is_organizer": True, "schedules": False}, "organizer", False),
        ({"schedules": True}, "member", True),
    ],
)
def test_roles_follow_from_what_is_said(
    database: Database, center: Center, changes: dict[str, bool], role: str, schedules: bool
) -> None:
    with database.write() as session:
        user = account(session, center, "mira", **changes)
    assert (user.role, user.schedules) == (role, schedules)


def test_roles_change_and_what_follows_from_them_does(database: Database, center: Center) -> None:
    with database.write() as session:
        administrator(session, center)
        mira = account(session, center, "mira")
    for changes, role, schedules in (
        ({"is_organizer": True}, "organizer", True),
        ({"schedules": False}, "organizer", False),
        ({"is_organizer": True}, "organizer", False),
        ({"is_administrator": True}, "administrator", True),
        ({"is_administrator": False}, "organizer", True),
        ({"is_organizer": False}, "member", False),
        ({"is_administrator": True}, "administrator", True),
        ({"is_administrator": False, "is_organizer": False}, "member", False),
    ):
        change(database, center, mira, accounts.user_changes(changes))
        user = now_is(database, mira)
        assert (user.role, user.schedules) == (role, schedules), changes


def test_changes_are_told_by_name_without_values(database: Database, center: Center) -> None:
    with database.write() as session:
        root = administrator(session, center)
        mira = account(session, center, "mira")
    with database.write() as session:
        changes: UserChanges = {
            "company": "Fjord Ltd",
            "password": "new!Pass",
            "is_organizer": True,
            "seat_prompt": "Mood",
        }
        user = session.get_one(User, mira.id)
        assert users.change_user(session, center, user, changes, actor=session.get_one(User, root.id))
        assert users.change_user(session, center, user, {"company": "Fjord Ltd"}) == []
    with database.read() as session:
        events = session.scalars(select(Event).where(Event.type == "center:user:changed")).all()
    changed = ["company", "password", "role", "schedules", "seat_prompt"]
    assert [event.data for event in events] == [{"user": "mira", "changed": changed, "actor": "root"}]
    assert now_is(database, mira).modified_at is not None


def test_renaming(database: Database, center: Center) -> None:
    with database.write() as session:
        mira = account(session, center, "mira")
        account(session, center, "Tom")
    for taken in ("TOM", "so", "SO"):
        with pytest.raises(UserExists):
            change(database, center, mira, {"user_id": taken})
    with pytest.raises(InvalidParameter):
        change(database, center, mira, {"user_id": "a,b"})
    change(database, center, mira, {"user_id": "MIRA"})
    change(database, center, mira, {"user_id": " mira.olsen"})
    with database.read() as session:
        assert users.find_user(session, center, " Mira.Olsen").id == mira.id
        assert authenticate(session, center, " mira.olsen", accounts.PASSWORD).id == mira.id
        with pytest.raises(UserNotFound):
            users.find_user(session, center, "mira")


def test_nobody_is_called_so(database: Database, center: Center) -> None:
    with database.write() as session, pytest.raises(UserExists):
        account(session, center, "So")


def test_a_changed_password_ends_the_old_one_and_signs_out(database: Database, site: Site, center: Center) -> None:
    with database.write() as session:
        mira = account(session, center, "mira")
        token = sessions.sign_in(session, site, mira)
    assert verify_user_password(now_is(database, mira), accounts.PASSWORD)
    change(database, center, mira, {"password": "New!pass9"})
    assert not verify_user_password(now_is(database, mira), accounts.PASSWORD)
    with database.read() as session:
        assert sessions.find_signed_in_user(session, site, token) is None


def test_named_users_are_limited(database: Database, center: Center) -> None:
    change_center_settings(database, center, named_user_limit=2)
    with database.write() as session:
        administrator(session, center)
        mira = organizer(session, center, "mira")
        tom = account(session, center, "tom")
    with database.write() as session, pytest.raises(LimitReached):
        organizer(session, center, "ida")
    for changes in ({"is_organizer": True}, {"schedules": True}):
        with pytest.raises(LimitReached):
            change(database, center, tom, accounts.user_changes(changes))
    assert now_is(database, tom).role == "member", "nothing is changed where something is refused"
    change(database, center, mira, {"company": "Fjord Ltd", "is_organizer": True})
    change(database, center, mira, {"schedules": False})
    change(database, center, tom, {"is_organizer": True})
    with database.write() as session:
        users.delete_user(session, session.get_one(User, tom.id))
    change(database, center, mira, {"schedules": True})


def test_the_last_administrator_stays(database: Database, center: Center) -> None:
    with database.write() as session:
        root = administrator(session, center)
        other = administrator(session, center, "other")
    change(database, center, other, {"expires_at": now()})
    refused: list[UserChanges] = [{"is_administrator": False}, {"expires_at": now()}]
    for changes in refused:
        with pytest.raises(InvariantBroken):
            change(database, center, root, changes)
    with database.write() as session, pytest.raises(InvariantBroken):
        users.delete_user(session, session.get_one(User, root.id))
    change(database, center, root, {"is_administrator": True, "expires_at": now() + timedelta(days=1)})
    change(database, center, other, {"expires_at": None})
    change(database, center, root, {"is_administrator": False})
    with database.write() as session:
        users.delete_user(session, session.get_one(User, root.id))
        with pytest.raises(InvariantBroken):
            users.delete_user(session, session.get_one(User, other.id))


def test_an_account_that_has_expired_is_off_until_it_is_on_again(
    database: Database, site: Site, center: Center
) -> None:
    with database.write() as session:
        mira = account(session, center, "mira")
        token = sessions.sign_in(session, site, mira)
    change(database, center, mira, {"expires_at": now() + timedelta(hours=1)})
    assert users.is_active(now_is(database, mira))
    change(database, center, mira, {"expires_at": now()})
    assert not users.is_active(now_is(database, mira))
    with database.read() as session:
        with pytest.raises(AuthFailed, match=r"^User ID or password is wrong\.$"):
            authenticate(session, center, "mira", accounts.PASSWORD)
        assert sessions.find_signed_in_user(session, site, token) is None
    change(database, center, mira, {"expires_at": None})
    with database.read() as session:
        assert authenticate(session, center, "mira", accounts.PASSWORD).id == mira.id


def test_profiles_of_ones_own(database: Database, center: Center) -> None:
    with database.write() as session:
        mira = organizer(session, center, "mira")
    with database.write() as session:
        user = session.get_one(User, mira.id)
        users.change_profile(session, center, user, {"company": "Fjord Ltd", "password": "New!pass9"})
        for word in ("user_id", "is_administrator", "schedules", "expires_at", "opaque1", "recording_privilege"):
            with pytest.raises(NotAllowed) as refused:
                users.change_profile(session, center, user, accounts.user_changes({"company": "Other", word: None}))
            assert refused.value.parameter == word
    assert now_is(database, mira).company == "Fjord Ltd"
    change_center_settings(database, center, **{"user_passwords.changeable": False})
    with database.write() as session:
        user, center_now = session.get_one(User, mira.id), session.get_one(Center, center.id)
        with pytest.raises(NotAllowed):
            users.change_profile(session, center_now, user, {"password": "Other!pass9"})


def test_people_are_found_by_many_ids(database: Database, center: Center, site: Site) -> None:
    Office.open(database, site, center).book()
    with database.write() as session:
        for user_id in ("mira", "Tom", "ida"):
            account(session, center, user_id)
        application = session.scalars(select(User.user_id).where(User.api_client_id.is_not(None))).one()
        found = users.find_users(session, center, ["TOM", "mira", "tom"])
        assert [user.user_id for user in found] == ["Tom", "mira"]
        assert users.find_users(session, center, []) == []
        assert users.list_user_ids(session, center) == ["ida", "mira", "Tom"]
        with pytest.raises(UnknownUsers) as refused:
            users.find_users(session, center, ["zed", "mira", "a\0", application], "UserList")
    assert refused.value.ids == ["zed", "a\0", application]
    assert refused.value.parameter == "UserList"


def test_people_are_found_by_address(database: Database, center: Center) -> None:
    with database.write() as session:
        mira = account(session, center, "mira", email="Mira@Example.org")
        account(session, center, "tom", email="team@example.org")
        ida = account(session, center, "ida", email="team@example.org")
        assert users.find_by_email(session, center, "mira@example.ORG").id == mira.id
        with pytest.raises(BadMatch) as refused:
            users.find_by_email(session, center, "TEAM@example.org")
        assert refused.value.found == 2
        for nobody in ("", "zed@example.org", "a\0"):
            with pytest.raises(UnknownUsers):
                users.find_by_email(session, center, nobody)
        users.delete_user(session, ida)
        assert users.find_by_email(session, center, "team@example.org").user_id == "tom"


@pytest.mark.parametrize("stored", ["ann@straße.de", "Ann@XN--STRAE-OQA.de"])
@pytest.mark.parametrize("asked", ["ann@straße.de", "ann@xn--strae-oqa.DE"])
def test_an_address_is_one_in_both_forms_of_its_domain(
    database: Database, center: Center, stored: str, asked: str
) -> None:
    with database.write() as session:
        ann = account(session, center, "ann", email=stored)
        account(session, center, "other", email="ann@strasse.de")
        assert users.find_by_email(session, center, asked).id == ann.id
        assert ann.email == stored, "kept as it was given"


def test_an_address_that_cannot_be_is_refused_unless_it_was_there(database: Database, center: Center) -> None:
    with database.write() as session:
        ann = account(session, center, "ann", email="ann@example.org")
        ann.email = "Ann of the registry"  # as older versions took it
        users.change_user(session, center, ann, {"email": "Ann of the registry", "company": "Fjord"})
        assert ann.company == "Fjord"
        with pytest.raises(InvalidParameter) as refused:
            users.change_user(session, center, ann, {"email": "nowhere"})
        assert refused.value.parameter == "email"


def test_two_at_once_do_not_take_one_id(database: Database, center: Center) -> None:
    def make(_: int) -> str:
        try:
            with database.write() as session:
                return account(session, center, "mira").user_id
        except DomainError as error:
            return error.word

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(make, range(4))) == ["mira", "user_exists", "user_exists", "user_exists"]


def test_a_user_who_was_deleted_meanwhile_is_not_there(database: Database, center: Center) -> None:
    with database.write() as session:
        found = account(session, center, "mira")
    with database.write() as session:
        users.delete_user(session, users.find_user(session, center, "mira"))

    def act(deletes: bool) -> None:
        with database.write() as session:
            session.add(found)  # as it was before
            if deletes:
                users.delete_user(session, found)
            else:
                users.change_user(session, center, found, {"user_id": "tom"})

    for deletes in (False, True):
        with pytest.raises(UnknownUsers) as unknown:
            act(deletes)
        assert unknown.value.ids == ["mira"]
    with database.write() as session:
        account(session, center, "tom")


def test_changes_at_once_are_all_kept(database: Database, center: Center) -> None:
    with database.write() as session:
        mira = account(session, center, "mira")
    words = [f"seat_label_{colour}" for colour in ("blue", "green", "purple", "red", "yellow")]
    with ThreadPoolExecutor(5) as pool:
        list(pool.map(lambda word: change(database, center, mira, accounts.user_changes({word: "x"})), words))
    assert now_is(database, mira).preferences == dict.fromkeys(words, "x")
