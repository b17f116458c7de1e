from __future__ import annotations

import pytest

from convener.domain.errors import NotAllowed
from convener.domain.permissions import (
    CENTER_PERMISSIONS,
    ROOM_PERMISSIONS,
    CenterAction,
    CenterRole,
    MeetingRole,
    RoomAction,
    center_allows,
    require_center,
    require_room,
    room_allows,
)

CENTER = {
    CenterRole.ADMINISTRATOR: set(CenterAction),
    CenterRole.ORGANIZER: {
        CenterAction.SIGN_IN,
        CenterAction.LOOK_UP,
        CenterAction.CREATE_MEETING,
        CenterAction.MANAGE_OWN_MEETING,
        CenterAction.READ_CENTER,
        CenterAction.OWN_PROFILE,
        CenterAction.OWN_ACCOUNT,
    },
    CenterRole.MEMBER: {CenterAction.SIGN_IN, CenterAction.LOOK_UP, CenterAction.OWN_ACCOUNT},
}
ROOM = {
    MeetingRole.HOST: set(RoomAction),
    MeetingRole.PRESENTER: set(RoomAction) - {RoomAction.CHANGE_ROLES, RoomAction.CONFIGURE, RoomAction.END},
    MeetingRole.ATTENDEE: {
        RoomAction.VOTE,
        RoomAction.CHAT,
        RoomAction.CHAT_PRIVATELY,
        RoomAction.WRITE_NOTES,
        RoomAction.DRAW,
    },
}


@pytest.mark.parametrize("action", list(CenterAction))
@pytest.mark.parametrize("role", list(CenterRole))
def test_center(role: CenterRole, action: CenterAction) -> None:
    allowed = action in CENTER[role]
    assert center_allows(role.value, action) is allowed
    if allowed:
        require_center(role.value, action)
    else:
        with pytest.raises(NotAllowed, match=action.value):
            require_center(role.value, action)


@pytest.mark.parametrize("action", list(RoomAction))
@pytest.mark.parametrize("role", list(MeetingRole))
def test_room(role: MeetingRole, action: RoomAction) -> None:
    allowed = action in ROOM[role]
    assert room_allows(role.value, action) is allowed
    if allowed:
        require_room(role.value, action)
    else:
        with pytest.raises(NotAllowed, match=action.value):
            require_room(role.value, action)


def test_every_role_has_a_line() -> None:
    assert set(CENTER_PERMISSIONS) == set(CenterRole)
    assert set(ROOM_PERMISSIONS) == set(MeetingRole)


def test_a_role_that_is_none_may_nothing() -> None:
    with pytest.raises(ValueError, match="superuser"):
        center_allows("superuser", CenterAction.SIGN_IN)
