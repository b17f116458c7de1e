"""Audiences: who in a room is sent a message."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec import Struct

from convener.domain.permissions import MeetingRole, RoomAction, room_roles


class Everybody(Struct, tag="everybody", frozen=True):
    """All participants in the room."""


class Roles(Struct, tag="roles", frozen=True):
    """The participants of these roles."""

    roles: frozenset[str]


class Person(Struct, tag="person", frozen=True):
    """One participant, by public id, with all pages."""

    id: str


class Several(Struct, tag="several", frozen=True):
    """The participants of these roles, and these people, by public id."""

    roles: frozenset[str]
    people: frozenset[str]


class Subroom(Struct, tag="subroom", frozen=True):
    """The participants in one part of the room, by its id."""

    id: str


Audience = Everybody | Roles | Person | Several | Subroom

EVERYBODY = Everybody()


def roles_that_may(action: RoomAction) -> Roles:
    """Those whose role allows this in the room."""
    return Roles(room_roles(action))


MODERATORS = Roles(frozenset({MeetingRole.HOST.value, MeetingRole.PRESENTER.value}))
"""Hosts and presenters."""


@dataclass(frozen=True, slots=True)
class Listener:
    """What decides to which audiences a connection belongs: its participant (by public id), the participant's role at
    the moment, and the part of the room where the participant is (empty: the main room). ``sees_attendees``: whether
    it is told of attendees other than itself (:mod:`convener.domain.room.audience_rights`)."""

    person_id: str
    role: str
    subroom: str = ""
    sees_attendees: bool = True

    def belongs_to(self, audience: Audience) -> bool:
        """Whether a message for this audience is sent to this connection."""
        match audience:
            case Everybody():
                return True
            case Roles(roles=roles):
                return self.role in roles
            case Person(id=person_id):
                return self.person_id == person_id
            case Several(roles=roles, people=people):
                return self.role in roles or self.person_id in people
            case Subroom(id=subroom):
                return self.subroom == subroom


def unseen_by_attendees(audience: Audience, person_id: str) -> Audience:
    """Those of an audience who may hear of this attendee while attendees do not see each other: hosts, presenters, and
    the attendee."""
    match audience:
        case Person():
            return audience
        case Roles(roles=roles):
            own = frozenset({person_id}) if MeetingRole.ATTENDEE.value in roles else frozenset[str]()
            return Several(roles & MODERATORS.roles, own)
        case Several(roles=roles, people=people):
            return Several(roles & MODERATORS.roles, people & {person_id})
        case _:
            return Several(MODERATORS.roles, frozenset({person_id}))


def names(audience: Audience) -> str:
    """The audience in words, for the documentation."""
    match audience:
        case Everybody():
            return "all"
        case Roles(roles=roles):
            return ", ".join(role.value for role in MeetingRole if role.value in roles)
        case Person():
            return "one person"
        case Several():
            return "several people"
        case Subroom():
            return "a part of the room"
