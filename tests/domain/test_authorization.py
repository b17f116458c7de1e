"""Who may do what to which object: each role, each kind of object, the own one, another one, and one elsewhere."""

from __future__ import annotations

import pytest

from convener.domain.authorization import (
    Principal,
    Proof,
    authorize,
    authorize_for_owner,
    authorize_search,
    is_authorized,
    may_own,
    owned_only,
    reaches_all,
)
from convener.domain.errors import NotAllowed, NotOwner
from convener.domain.permissions import OBJECT_PERMISSIONS, CenterRole, ObjectAction, ObjectKind
from convener.storage.models import Meeting, Poll, Recording, User

ACTIONS = [action for action in OBJECT_PERMISSIONS if action[1] is not ObjectKind.DOCUMENT]
OWNERS_OF_ANY_ROLE = {
    (ObjectAction.MANAGE, ObjectKind.POLL),
    (ObjectAction.ENTER, ObjectKind.MEETING),
    (ObjectAction.PLAY, ObjectKind.RECORDING),
}


def user(role: CenterRole, *, number: int = 1, center: int = 1) -> User:
    return User(id=number, center_id=center, role=role.value)


def target(kind: ObjectKind, owner: int = 1) -> Meeting | Recording | Poll:
    if kind is ObjectKind.MEETING:
        return Meeting(center_id=1, owner_id=owner)
    if kind is ObjectKind.RECORDING:
        return Recording(center_id=1, owner_id=owner)
    return Poll(center_id=1, meeting=Meeting(center_id=1, owner_id=owner))


@pytest.mark.parametrize("action", ACTIONS, ids=str)
@pytest.mark.parametrize("role", list(CenterRole))
def test_own_objects(action: tuple[ObjectAction, ObjectKind], role: CenterRole) -> None:
    what, kind = action
    allowed = role is not CenterRole.MEMBER or action in OWNERS_OF_ANY_ROLE
    assert is_authorized(user(role), what, target(kind)) is allowed
    if allowed:
        authorize(user(role), what, target(kind))
    else:
        with pytest.raises(NotAllowed):
            authorize(user(role), what, target(kind))


@pytest.mark.parametrize("action", ACTIONS, ids=str)
@pytest.mark.parametrize("role", list(CenterRole))
def test_objects_of_others(action: tuple[ObjectAction, ObjectKind], role: CenterRole) -> None:
    what, kind = action
    allowed = role is CenterRole.ADMINISTRATOR
    assert is_authorized(user(role), what, target(kind, owner=2)) is allowed
    assert reaches_all(user(role), what, kind) is allowed
    assert bool(owned_only(user(role), what, kind)) is not allowed
    assert owned_only(user(role), what, kind, always=True)
    if not allowed:
        with pytest.raises((NotOwner, NotAllowed)) as refused:
            authorize(user(role), what, target(kind, owner=2))
        assert isinstance(refused.value, NotOwner) == (role is CenterRole.ORGANIZER or action in OWNERS_OF_ANY_ROLE)


@pytest.mark.parametrize("action", ACTIONS, ids=str)
def test_nobody_reaches_another_center(action: tuple[ObjectAction, ObjectKind]) -> None:
    what, kind = action
    for role in CenterRole:
        for owner in (1, 2):
            assert not is_authorized(user(role, center=2), what, target(kind, owner))


@pytest.mark.parametrize("action", ACTIONS, ids=str)
def test_an_api_client_is_no_user(action: tuple[ObjectAction, ObjectKind]) -> None:
    what, kind = action
    client = Principal(center_id=1, proof=Proof.API_CLIENT, client_id=1)
    assert not is_authorized(client, what, target(kind))
    assert not is_authorized(None, what, target(kind))
    assert not reaches_all(client, what, kind)
    with pytest.raises(NotAllowed):
        authorize(client, what, target(kind))
    with pytest.raises(NotAllowed):
        authorize_search(client, what, kind)


def test_a_principal_is_its_user() -> None:
    for role in CenterRole:
        person = user(role)
        principal = Principal(center_id=1, proof=Proof.SESSION, user=person)
        for what, kind in ACTIONS:
            for owner in (1, 2):
                asked = is_authorized(principal, what, target(kind, owner))
                assert asked == is_authorized(person, what, target(kind, owner))


def test_documents_of_a_user() -> None:
    ann, bob = user(CenterRole.ORGANIZER), user(CenterRole.ORGANIZER, number=2)
    authorize_for_owner(ann, ObjectAction.MANAGE, ObjectKind.DOCUMENT, ann)
    authorize_for_owner(user(CenterRole.ADMINISTRATOR, number=3), ObjectAction.MANAGE, ObjectKind.DOCUMENT, ann)
    with pytest.raises(NotOwner):
        authorize_for_owner(bob, ObjectAction.MANAGE, ObjectKind.DOCUMENT, ann)
    member = user(CenterRole.MEMBER)
    with pytest.raises(NotAllowed):
        authorize_for_owner(member, ObjectAction.MANAGE, ObjectKind.DOCUMENT, member)


@pytest.mark.parametrize("role", list(CenterRole))
def test_who_may_own_and_look_for(role: CenterRole) -> None:
    organizes = role is not CenterRole.MEMBER
    assert may_own(user(role), ObjectKind.RECORDING) is organizes
    assert may_own(user(role), ObjectKind.MEETING) is organizes
    if organizes:
        authorize_search(user(role), ObjectAction.MANAGE, ObjectKind.RECORDING)
    else:
        with pytest.raises(NotAllowed):
            authorize_search(user(role), ObjectAction.MANAGE, ObjectKind.RECORDING)
