"""Who may do what: tables of the center's roles, of the objects of users, and of the meeting's roles, used by every
API. Roles are read from the database, never taken from what a client sends. Whether somebody may do it to one object is
decided by :mod:`convener.domain.authorization`."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from .errors import NotAllowed


class CenterRole(StrEnum):
    """The role of a user in the center."""

    ADMINISTRATOR = "administrator"
    ORGANIZER = "organizer"
    MEMBER = "member"


class MeetingRole(StrEnum):
    """The role of a participant in a meeting."""

    HOST = "host"
    PRESENTER = "presenter"
    ATTENDEE = "attendee"


class CenterAction(StrEnum):
    """What a user can do in the center. ``…_ANY``: also with objects that other users own. The values complete "may not
    …" in messages."""

    SIGN_IN = "sign in"
    CREATE_MEETING = "create meetings"
    MANAGE_OWN_MEETING = "manage the own meetings"
    MANAGE_ANY_MEETING = "manage the meetings of others"
    MANAGE_USERS = "manage users and groups"
    LOOK_UP = "look up what the center offers"
    READ_CENTER = "read the settings and the use of the center"
    OWN_PROFILE = "read and change the own profile"
    OWN_ACCOUNT = "read and change the own account"
    """Name, password, language and sign-ins, on the pages; the profile (Live Meeting service API) has far more."""
    MANAGE_CENTER = "change the settings of the center and read its limits"
    RESTORE = "restore and erase what was deleted"
    ISSUE_TICKETS = "issue tickets for other users"


class ObjectKind(StrEnum):
    """What belongs to a user. The values name it in messages; documents are "resources" in the published API."""

    MEETING = "meeting"
    RECORDING = "recording"
    POLL = "poll"
    DOCUMENT = "resource"


class ObjectAction(StrEnum):
    """What a user can do to one such object. The values complete "may" in messages."""

    MANAGE = "manage it"
    """See all of it, change it, delete it, and read who was there."""
    ENTER = "enter it without its password or access list"
    PLAY = "play and download it without its password or access list"


class RoomAction(StrEnum):
    """What a participant can do in the room besides taking part (microphone, camera, screen, the own hand)."""

    MUTE_OTHERS = "mute others, or stop what they show"
    LOWER_HANDS = "lower other people's hands"
    REMOVE = "remove people"
    ADMIT = "let people in from the lobby"
    LOCK = "lock the room"
    SEE_LOBBY = "see who waits in the lobby"
    CHANGE_ROLES = "change roles"
    END = "end the meeting for all"
    CONFIGURE = "change what the meeting's room offers"
    RUN_POLLS = "run polls"
    VOTE = "vote in polls"
    CHAT = "write in the chat"
    CHAT_PRIVATELY = "write to one person"
    MODERATE_CHAT = "close the chat and delete other people's messages"
    WRITE_NOTES = "write in the notes"
    DRAW = "draw"
    RUN_BOARDS = "make, show, rename and delete whiteboards"
    SHOW_CONTENT = "bring documents and show them to all"
    RECORD = "record the meeting"


_C, _R = CenterAction, RoomAction

CENTER_PERMISSIONS: dict[CenterRole, frozenset[CenterAction]] = {
    CenterRole.ADMINISTRATOR: frozenset(CenterAction),
    CenterRole.ORGANIZER: frozenset(
        {
            _C.SIGN_IN,
            _C.LOOK_UP,
            _C.CREATE_MEETING,
            _C.MANAGE_OWN_MEETING,
            _C.READ_CENTER,
            _C.OWN_PROFILE,
            _C.OWN_ACCOUNT,
        }
    ),
    CenterRole.MEMBER: frozenset({_C.SIGN_IN, _C.LOOK_UP, _C.OWN_ACCOUNT}),
}

ROOM_PERMISSIONS: dict[MeetingRole, frozenset[RoomAction]] = {
    MeetingRole.HOST: frozenset(RoomAction),
    MeetingRole.PRESENTER: frozenset(
        {
            _R.MUTE_OTHERS,
            _R.LOWER_HANDS,
            _R.REMOVE,
            _R.ADMIT,
            _R.LOCK,
            _R.SEE_LOBBY,
            _R.RUN_POLLS,
            _R.VOTE,
            _R.CHAT,
            _R.CHAT_PRIVATELY,
            _R.MODERATE_CHAT,
            _R.WRITE_NOTES,
            _R.DRAW,
            _R.RUN_BOARDS,
            _R.SHOW_CONTENT,
            _R.RECORD,
        }
    ),
    MeetingRole.ATTENDEE: frozenset({_R.VOTE, _R.CHAT, _R.CHAT_PRIVATELY, _R.WRITE_NOTES, _R.DRAW}),
}


class Allowed(NamedTuple):
    """What the role of a user must allow: for an object of the user's own (None: any role), and for those of others."""

    own: CenterAction | None
    others: CenterAction


OBJECT_PERMISSIONS: dict[tuple[ObjectAction, ObjectKind], Allowed] = {
    (ObjectAction.MANAGE, ObjectKind.MEETING): Allowed(_C.MANAGE_OWN_MEETING, _C.MANAGE_ANY_MEETING),
    (ObjectAction.MANAGE, ObjectKind.RECORDING): Allowed(_C.MANAGE_OWN_MEETING, _C.MANAGE_ANY_MEETING),
    (ObjectAction.MANAGE, ObjectKind.POLL): Allowed(None, _C.MANAGE_ANY_MEETING),
    (ObjectAction.MANAGE, ObjectKind.DOCUMENT): Allowed(_C.MANAGE_OWN_MEETING, _C.MANAGE_ANY_MEETING),
    (ObjectAction.ENTER, ObjectKind.MEETING): Allowed(None, _C.MANAGE_ANY_MEETING),
    (ObjectAction.PLAY, ObjectKind.RECORDING): Allowed(None, _C.MANAGE_ANY_MEETING),
}
"""Who may do what to which objects. Whose a document is matters in the library alone: who manages the meeting to which
one was brought manages it."""


def center_allows(role: str, action: CenterAction) -> bool:
    """Whether a user of this role may do this in the center; ``role`` is a value of :class:`CenterRole`."""
    return action in CENTER_PERMISSIONS[CenterRole(role)]


def room_allows(role: str, action: RoomAction) -> bool:
    """Whether a participant of this role may do this in the room; ``role`` is a value of :class:`MeetingRole`."""
    return action in ROOM_PERMISSIONS[MeetingRole(role)]


def room_roles(action: RoomAction, *, attendees: bool = True) -> frozenset[str]:
    """The roles that may do this in the room; ``attendees``: False where the host forbids it to attendees."""
    return frozenset(
        role.value
        for role, actions in ROOM_PERMISSIONS.items()
        if action in actions and (attendees or role is not MeetingRole.ATTENDEE)
    )


def require_center(role: str, action: CenterAction) -> None:
    """Raise :class:`NotAllowed` unless a user of this role may do this."""
    if not center_allows(role, action):
        raise NotAllowed(f"Your role ({role}) may not {action}.")


def require_room(role: str, action: RoomAction) -> None:
    """Raise :class:`NotAllowed` unless a participant of this role may do this."""
    if not room_allows(role, action):
        raise NotAllowed(f"Your role in this meeting ({role}) may not {action}.")
