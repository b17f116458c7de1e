"""Who is in the room: entering and leaving, roles, removing, the pages of the list."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from convener.domain.events.kinds import presence as kinds
from convener.domain.events.log import RoomEvent
from convener.domain.permissions import RoomAction
from convener.domain.room import audience_rights, moderation, presence, roles, roster
from convener.realtime.audience import EVERYBODY, Audience, roles_that_may
from convener.realtime.audience import Person as OnePerson
from convener.realtime.feature import Acting, Asking, Feature, View
from convener.realtime.protocol.wire import Command, EventMessage, Id, Wire, wired
from convener.storage.models import Meeting, Participant

FEATURE = Feature("people", "Who is in the room: entering and leaving, roles, removing, the pages of the list.")

SEES_REMOVED = roles_that_may(RoomAction.REMOVE)
"""Those who are told who was removed: they may let people in again."""

PAGE_SIZE = 100
"""People in a snapshot, and in each further page of the list."""

Role = Literal["host", "presenter", "attendee"]


class Person(Wire, kw_only=True):
    """A participant who is in the room, as the others may see them.

    ``hand`` is when the hand was raised (null: it is not). ``microphone``, ``camera`` and ``screen`` say what the
    person sends at this moment. ``connected`` is false while a lost connection has its grace. Of several people of one
    name in a run of the meeting the later ones have a number behind theirs, ``Ann (2)``; ``guest`` is a person without
    an account who has the name of a user.
    """

    id: str
    name: str
    role: Role
    microphone: bool
    camera: bool
    screen: bool
    hand: datetime | None
    connected: bool
    entered_at: datetime
    guest: bool


class Removed(Wire, kw_only=True):
    """A participant who was removed, or denied in the lobby."""

    id: str
    name: str


class PeopleSlice(Wire, kw_only=True):
    """``you``, and the first page of all in the order of entering; ``total`` counts all in the room, ``next`` is
    where the second page begins, null where there is none. ``removed``: who
    may not enter this run of the meeting; empty for those who may not remove. An attendee who does not see the others
    has hosts and presenters in ``people``, and oneself; ``total`` counts all."""

    you: Person
    people: list[Person]
    next: str | None
    total: int
    removed: list[Removed]


class SetRole(Command, tag="setRole", kw_only=True):
    """Make a participant host, presenter or attendee. A host gives up the own role by it, while there is another one.
    Host is a role of this run of the meeting alone, the others are for good."""

    person_id: Id
    role: Role


class Remove(Command, tag="remove", kw_only=True):
    """Remove a participant, who may not enter again in this run of the meeting."""

    person_id: Id


class Readmit(Command, tag="readmit", kw_only=True):
    """Let a participant in again who was removed, or denied in the lobby."""

    person_id: Id


class Leave(Command, tag="leave", kw_only=True):
    """The caller leaves with all tabs: without a grace, the visit ends now."""


class ListPeople(Command, tag="listPeople", kw_only=True):
    """Ask for the next page of the people list, after the person with the id ``after``."""

    after: Id | None = None


class PersonEntered(EventMessage, tag="personEntered", kw_only=True):
    """A participant entered, for the first time or after having left."""

    person: Person


class PersonUpdated(EventMessage, tag="personUpdated", kw_only=True):
    """The complete new state of a participant. ``by`` is set where another participant caused it (muted, …)."""

    person: Person


class PersonLeft(EventMessage, tag="personLeft", kw_only=True):
    """A participant is no longer in the room. ``lost``: the connection did not come back in time."""

    person_id: str
    reason: Literal["left", "lost", "removed", "ended", "cancelled"]


class PersonRemoved(EventMessage, tag="personRemoved", kw_only=True):
    """A participant was removed, from the room or from the lobby, and may be let in again."""

    person: Removed


class PersonReadmitted(EventMessage, tag="personReadmitted", kw_only=True):
    """A participant who was removed may enter again."""

    person_id: str


class People(Wire, tag="people", kw_only=True):
    """A page of the people list; ``next`` is the ``after`` of the following one, null at the end."""

    people: list[Person]
    next: str | None


@FEATURE.slice(PeopleSlice)
def _slice(view: View) -> PeopleSlice:
    viewer = _viewer(view.meeting, view.participant, view.visit.role)
    page, following = roster.people_page(view.session, view.meeting.id, None, PAGE_SIZE, viewer=viewer)
    return PeopleSlice(
        you=wired(roster.person_state(view.visit), Person),
        people=[wired(one, Person) for one in page],
        next=following,
        total=view.meeting.inside,
        removed=_removed_people(view),
    )


def _viewer(meeting: Meeting, participant: Participant, role: str) -> int | None:
    return None if audience_rights.sees_attendees(meeting, role) else participant.id


def _removed_people(view: View) -> list[Removed]:
    if view.visit.role not in SEES_REMOVED.roles:
        return []
    people = roster.removed_people(view.session, view.meeting)
    return [wired(roster.removed_state(one), Removed) for one in people]


@FEATURE.event(PersonEntered, kinds.PersonEntered)
def _entered(event: RoomEvent, payload: kinds.PersonEntered) -> PersonEntered:
    return PersonEntered(seq=event.seq, at=event.at, by=event.actor, person=wired(payload.person, Person))


@FEATURE.event(PersonUpdated, kinds.PersonUpdated)
def _updated(event: RoomEvent, payload: kinds.PersonUpdated) -> PersonUpdated:
    return PersonUpdated(seq=event.seq, at=event.at, by=event.actor, person=wired(payload.person, Person))


def _who_hears_of_leaving(event: RoomEvent, payload: kinds.PersonLeft) -> Audience:
    # Where all are removed at once, telling each of all the others would cost the square of their number.
    return OnePerson(event.person or "") if payload.everybody else EVERYBODY


@FEATURE.event(PersonLeft, kinds.PersonLeft, audience=_who_hears_of_leaving)
def _left(event: RoomEvent, payload: kinds.PersonLeft) -> PersonLeft:
    return PersonLeft(
        seq=event.seq,
        at=event.at,
        by=event.actor,
        person_id=event.person or "",
        reason=payload.reason,
    )


@FEATURE.event(PersonRemoved, kinds.PersonRemoved, audience=SEES_REMOVED)
def _was_removed(event: RoomEvent, payload: kinds.PersonRemoved) -> PersonRemoved:
    return PersonRemoved(seq=event.seq, at=event.at, by=event.actor, person=wired(payload.person, Removed))


@FEATURE.event(PersonReadmitted, kinds.PersonReadmitted, audience=SEES_REMOVED)
def _was_readmitted(event: RoomEvent, payload: kinds.PersonReadmitted) -> PersonReadmitted:
    return PersonReadmitted(seq=event.seq, at=event.at, by=event.actor, person_id=event.person or "")


@FEATURE.change(SetRole, may=RoomAction.CHANGE_ROLES)
def _set_role(acting: Acting, command: SetRole) -> None:
    roles.set_role(acting.session, acting.insider, command.person_id, command.role)


@FEATURE.change(Remove, may=RoomAction.REMOVE)
def _remove(acting: Acting, command: Remove) -> None:
    moderation.remove(acting.session, acting.site, acting.insider, command.person_id)


@FEATURE.change(Readmit, may=RoomAction.REMOVE)
def _readmit(acting: Acting, command: Readmit) -> None:
    moderation.readmit(acting.session, acting.insider, command.person_id)


@FEATURE.change(Leave, in_lobby=True)
def _leave(acting: Acting, command: Leave) -> None:
    presence.leave(acting.session, acting.site, acting.participant)


FEATURE.reply(People)


@FEATURE.ask(ListPeople)
def _list_people(asking: Asking, command: ListPeople) -> People:
    viewer = _viewer(asking.meeting, asking.participant, asking.role)
    page, following = roster.people_page(asking.session, asking.meeting_id, command.after, PAGE_SIZE, viewer=viewer)
    return People(people=[wired(one, Person) for one in page], next=following)
