from __future__ import annotations

import pytest

from convener.domain.accounts import groups, users
from convener.domain.errors import EmptyGroup, GroupExists, GroupNotFound, InvalidParameter, NotMembers, UnknownUsers
from convener.storage.database import Database
from convener.storage.models import Center
from tests.factories.accounts import account


def test_the_life_of_a_group(database: Database, center: Center) -> None:
    with database.write() as session:
        ann, bob, cy = [
            users.create_user(session, center, name, "member", "long enough") for name in ("ann", "bob", "cy")
        ]
        group = groups.create_group(session, center, "Sales")
        groups.add_members(session, group, [bob, ann])
        groups.add_members(session, group, [ann, ann, cy])
        assert [user.user_id for user in groups.list_members(session, group)] == ["ann", "bob", "cy"]
        groups.remove_members(session, group, [bob, bob])
        groups.remove_members(session, group, [bob])
        groups.remove_members(session, group, [])
        users.delete_user(session, cy)
        assert [user.user_id for user in groups.list_members(session, group)] == ["ann"]
    with database.write() as session:
        groups.delete_group(session, groups.find_group(session, center, "sALES"))
        with pytest.raises(GroupNotFound):
            groups.find_group(session, center, "Sales")
        assert users.find_user(session, center, "ann").id == ann.id


def test_ids_that_differ_in_case_alone_are_one(database: Database, center: Center) -> None:
    with database.write() as session:
        groups.create_group(session, center, "Sales")
        with pytest.raises(GroupExists):
            groups.create_group(session, center, "SALES")


@pytest.mark.parametrize("group_id", ["", "  ", "x" * 65, "a\0b", "a\nb", "a,b", "<a>", "é"])
def test_ids_that_cannot_be(database: Database, center: Center, group_id: str) -> None:
    with database.write() as session:
        with pytest.raises(InvalidParameter):
            groups.create_group(session, center, group_id)
        with pytest.raises(GroupNotFound):
            groups.find_group(session, center, group_id)


def test_a_group_takes_users_of_its_own_center_alone(database: Database, center: Center) -> None:
    with database.write() as session:
        other = Center(name="other", title="Other", created_at=center.created_at)
        session.add(other)
        session.flush()
        stranger = users.create_user(session, other, "ann", "member", "long enough")
        group = groups.create_group(session, center, "Sales")
        with pytest.raises(GroupNotFound):
            groups.add_members(session, group, [stranger])
        assert groups.list_members(session, group) == []
        with pytest.raises(GroupNotFound):
            groups.find_group(session, other, "Sales")


def ids(database: Database, center: Center, group_id: str) -> list[str]:
    with database.read() as session:
        return [user.user_id for user in groups.list_members(session, groups.find_group(session, center, group_id))]


@pytest.fixture
def north(database: Database, center: Center) -> str:
    with database.write() as session:
        for user_id in ("mira", "tom", "ida"):
            account(session, center, user_id)
        return groups.create_group_with_members(session, center, "north", ["MIRA", "tom", "mira"], "UserList").group_id


def test_a_new_group_of_an_application_has_members(database: Database, center: Center, north: str) -> None:
    assert ids(database, center, "NORTH") == ["mira", "tom"]
    with database.write() as session:
        with pytest.raises(EmptyGroup):
            groups.create_group_with_members(session, center, "south", [], "UserList")
        with pytest.raises(UnknownUsers) as refused:
            groups.create_group_with_members(session, center, "south", ["mira", "north", "zed"], "UserList")
        assert (refused.value.ids, refused.value.parameter) == (["north", "zed"], "UserList")
        with pytest.raises(GroupExists):
            groups.create_group_with_members(session, center, "North", ["mira"], "UserList")
        assert [group.group_id for group in groups.list_groups(session, center)] == ["north"]


def test_a_group_is_changed_at_once(database: Database, center: Center, north: str) -> None:
    with database.write() as session:
        group = groups.find_group(session, center, north)
        groups.change_group(session, center, group, group_id="Nordics", add=["ida", "mira"], remove=["TOM"])
    assert ids(database, center, "nordics") == ["ida", "mira"]
    with database.write() as session:
        group = groups.find_group(session, center, "nordics")
        groups.change_group(session, center, group, group_id="NORDICS", remove=["ida", "mira"])
    assert ids(database, center, "nordics") == []


def test_a_change_that_cannot_be_changes_nothing(database: Database, center: Center, north: str) -> None:
    with database.write() as session:
        groups.create_group_with_members(session, center, "south", ["ida"], "UserList")
    attempts: list[tuple[type[Exception], dict[str, list[str]]]] = [
        (UnknownUsers, {"add": ["ida", "zed"], "remove": ["tom"]}),
        (NotMembers, {"add": ["ida"], "remove": ["tom", "ida"]}),
        (NotMembers, {"remove": ["zed"]}),
    ]
    for error, said in attempts:
        with database.read() as session:
            group = groups.find_group(session, center, north)
        with pytest.raises(error), database.write() as session:
            groups.change_group(session, center, group, add=said.get("add"), remove=said.get("remove"))
    with pytest.raises(GroupExists), database.write() as session:
        groups.change_group(session, center, groups.find_group(session, center, north), group_id="South", add=["ida"])
    assert ids(database, center, north) == ["mira", "tom"]


def test_who_is_added_and_removed_at_once_is_no_member_before(database: Database, center: Center, north: str) -> None:
    with database.write() as session, pytest.raises(NotMembers) as refused:
        groups.change_group(session, center, groups.find_group(session, center, north), add=["ida"], remove=["ida"])
    assert (refused.value.ids, refused.value.groups) == (["ida"], False)


def test_a_group_that_was_deleted_meanwhile(database: Database, center: Center, north: str) -> None:
    with database.read() as session:
        group = groups.find_group(session, center, north)
    with database.write() as session:
        groups.delete_group(session, group)
    with pytest.raises(UnknownUsers) as unknown, database.write() as session:
        groups.change_group(session, center, group, add=["ida"])
    assert unknown.value.ids == ["north"]
    with pytest.raises(UnknownUsers), database.write() as session:
        groups.delete_group(session, group)


def test_groups_of_a_user(database: Database, center: Center, north: str) -> None:
    with database.write() as session:
        groups.create_group_with_members(session, center, "south", ["ida"], "UserList")
        tom = users.find_user(session, center, "tom")
        groups.add_user_to_groups(session, center, tom, ["SOUTH", "north"], "GroupList")
        assert [group.group_id for group in groups.list_groups_of_user(session, tom)] == ["north", "south"]
        with pytest.raises(UnknownUsers) as unknown:
            groups.add_user_to_groups(session, center, tom, ["east"], "AddGroups")
        assert (unknown.value.ids, unknown.value.parameter) == (["east"], "AddGroups")
        with pytest.raises(NotMembers) as missing:
            groups.remove_user_from_groups(
                session, users.find_user(session, center, "mira"), ["north", "south", "east"]
            )
        assert (missing.value.ids, missing.value.groups) == (["south", "east"], True)
        groups.remove_user_from_groups(session, tom, ["NORTH"])
        assert [group.group_id for group in groups.list_groups_of_user(session, tom)] == ["south"]
        groups.find_groups(session, center, [])
        users.delete_user(session, users.find_user(session, center, "ida"))
        groups.remove_user_from_groups(session, tom, ["south"])
        assert groups.list_members(session, groups.find_group(session, center, "south")) == [], "empty groups stay"
