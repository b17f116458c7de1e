from __future__ import annotations

import pytest

from convener.domain import groups, people
from convener.domain.errors import GroupExists, GroupNotFound, InvalidParameter
from convener.storage.database import Database
from convener.storage.tables import Center


def test_the_life_of_a_group(database: Database, center: Center) -> None:
    with database.write() as session:
        ann, bob, cy = [
            people.create_user(session, center, name, "member", "long enough") for name in ("ann", "bob", "cy")
        ]
        group = groups.create_group(session, center, "Sales")
        groups.add_members(session, group, [bob, ann])
        groups.add_members(session, group, [ann, ann, cy])
        assert [user.user_id for user in groups.members(session, group)] == ["ann", "bob", "cy"]
        groups.remove_members(session, group, [bob, bob])
        groups.remove_members(session, group, [bob])
        groups.remove_members(session, group, [])
        people.delete_user(session, cy)
        assert [user.user_id for user in groups.members(session, group)] == ["ann"]
    with database.write() as session:
        groups.delete_group(session, groups.find_group(session, center, "sALES"))
        with pytest.raises(GroupNotFound):
            groups.find_group(session, center, "Sales")
        assert people.find_user(session, center, "ann").id == ann.id


def test_ids_that_differ_in_case_alone_are_one(database: Database, center: Center) -> None:
    with database.write() as session:
        groups.create_group(session, center, "Sales")
        with pytest.raises(GroupExists):
            groups.create_group(session, center, "SALES")


@pytest.mark.parametrize("group_id", ["", "  ", "x" * 65, "a\0b", "a\nb"])
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
        stranger = people.create_user(session, other, "ann", "member", "long enough")
        group = groups.create_group(session, center, "Sales")
        with pytest.raises(GroupNotFound):
            groups.add_members(session, group, [stranger])
        assert groups.members(session, group) == []
        with pytest.raises(GroupNotFound):
            groups.find_group(session, other, "Sales")
