"""Whether somebody may do something to one object of the center: the one place that decides it.

:func:`authorize` raises what is wrong, :func:`is_authorized` only says it, and lists are narrowed by
:func:`reaches_all` or :func:`owned_only`. What roles may do in general, and to which objects, are the tables of
:mod:`convener.domain.permissions`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct
from sqlalchemy import ColumnElement

from convener.storage.models import Board, Content, Meeting, Poll, Recording, User
from convener.storage.rows import AnyMeeting, AnyUser, MeetingRow

from .errors import NotAllowed, NotOwner
from .permissions import OBJECT_PERMISSIONS, ObjectAction, ObjectKind, center_allows, require_center


class Proof(StrEnum):
    """How it was found out who acts."""

    SESSION = "session"
    CREDENTIALS = "credentials"
    TICKET = "ticket"
    API_CLIENT = "client"


class Principal(Struct, frozen=True, kw_only=True):
    """Who acts, as :mod:`convener.auth` has found out: a user of the center, or an API client, never both.

    ``client_id`` is the row of the API client.
    """

    center_id: int
    proof: Proof
    user: AnyUser | None = None
    client_id: int | None = None

    def require_user(self) -> AnyUser:
        """The user; raises :class:`NotAllowed` for an API client."""
        if self.user is None:
            raise NotAllowed("Only users may do this.")
        return self.user


Actor: TypeAlias = Principal | AnyUser
"""Who acts. A user may stand for the principal where the domain itself has found the user."""

Owned: TypeAlias = AnyMeeting | Recording | Poll | Content | Board
"""What belongs to somebody; a poll to the owner of its meeting, and a document or whiteboard to its own owner where it
is one of the library: who manages the meeting of another manages it."""


def user_of(actor: Actor) -> AnyUser | None:
    """The user who acts, None for an API client."""
    return actor.user if isinstance(actor, Principal) else actor


def is_authorized(actor: Actor | None, action: ObjectAction, target: Owned) -> bool:
    """Whether the actor (None: nobody is known) may do this to the target."""
    user = None if actor is None else user_of(actor)
    target = _judged(target)
    if user is None or user.center_id != target.center_id:
        return False
    allowed = OBJECT_PERMISSIONS[action, _kind(target)]
    if user.id == _owner_id(target) and (allowed.own is None or center_allows(user.role, allowed.own)):
        return True
    return center_allows(user.role, allowed.others)


def authorize(actor: Actor, action: ObjectAction, target: Owned) -> None:
    """Raise :class:`NotAllowed` where the actor may do this to no object at all, :class:`NotOwner` where not to this
    one."""
    if is_authorized(actor, action, target):
        return
    user = user_of(actor)
    kind = _kind(_judged(target))
    if user is None:
        raise NotAllowed(f"Only users may {action}.")
    own = OBJECT_PERMISSIONS[action, kind].own
    if own is not None:
        require_center(user.role, own)
    raise NotOwner(kind.value)


def authorize_for_owner(actor: Actor, action: ObjectAction, kind: ObjectKind, owner: User) -> None:
    """As :func:`authorize`, for all objects of this kind that the user ``owner`` has."""
    user = user_of(actor)
    allowed = OBJECT_PERMISSIONS[action, kind]
    if user is None or (owner.id != user.id and not center_allows(user.role, allowed.others)):
        raise NotOwner(kind.value)
    if allowed.own is not None:
        require_center(user.role, allowed.own)


def authorize_search(actor: Actor, action: ObjectAction, kind: ObjectKind) -> None:
    """Raise :class:`NotAllowed` where the actor may do this to no object of the kind, so that there is nothing to look
    for."""
    user = user_of(actor)
    own = OBJECT_PERMISSIONS[action, kind].own
    if user is None:
        raise NotAllowed(f"Only users may {action}.")
    if own is not None:
        require_center(user.role, own)


def reaches_all(actor: Actor, action: ObjectAction, kind: ObjectKind) -> bool:
    """Whether the actor may do this to all objects of the kind in the center, not to the own ones alone."""
    user = user_of(actor)
    return user is not None and center_allows(user.role, OBJECT_PERMISSIONS[action, kind].others)


def may_own(user: AnyUser, kind: ObjectKind) -> bool:
    """Whether this user may be the owner of such objects: who could do nothing with them cannot."""
    own = OBJECT_PERMISSIONS[ObjectAction.MANAGE, kind].own
    return own is None or center_allows(user.role, own)


_OWNERS = {
    ObjectKind.MEETING: Meeting.owner_id,
    ObjectKind.RECORDING: Recording.owner_id,
    ObjectKind.POLL: Meeting.owner_id,
}


def owned_only(
    actor: Actor, action: ObjectAction, kind: ObjectKind, *, always: bool = False
) -> list[ColumnElement[bool]]:
    """Conditions that narrow a query of the center's objects to those to which the actor may do this: none, or that
    they are the own ones. ``always``: narrow it to the own ones also where the actor reaches all. A query of polls has
    the table of their meetings."""
    if not always and reaches_all(actor, action, kind):
        return []
    user = user_of(actor)
    return [_OWNERS[kind] == (user.id if user else None)]


def _judged(target: Owned) -> Owned:
    """Whose owner counts: of a document or whiteboard of a meeting the meeting."""
    return target.meeting or target if isinstance(target, Content | Board) else target


def _kind(target: Owned) -> ObjectKind:
    if isinstance(target, Content | Board):
        return ObjectKind.DOCUMENT
    if isinstance(target, Meeting | MeetingRow):
        return ObjectKind.MEETING
    return ObjectKind.POLL if isinstance(target, Poll) else ObjectKind.RECORDING


def _owner_id(target: Owned) -> int | None:
    return target.meeting.owner_id if isinstance(target, Poll) else target.owner_id
