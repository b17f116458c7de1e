"""The roster: who is in the room and in the lobby, and what others may see of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session, joinedload

from convener.domain import text
from convener.domain.events.kinds.presence import PersonUpdated
from convener.domain.events.log import record
from convener.domain.events.states import PersonState, RemovedState, WaitingState
from convener.domain.meetings.participants import display_name
from convener.domain.permissions import MeetingRole
from convener.domain.site import now
from convener.storage.models import Meeting, Participant, RoomConnection, Visit
from convener.storage.objects import ObjectQuery, find_object, get_object

from . import namesakes

# ------------------------------------------------------------------------------------------------ looking


# Built once: these run whenever a participant enters or leaves.
_PARTICIPANT = ObjectQuery(Participant, select(Participant).where(Participant.id == bindparam("id")))
_OPEN_VISIT = ObjectQuery(
    Visit, select(Visit).where(Visit.participant_id == bindparam("participant_id"), Visit.left_at.is_(None))
)
_CONNECTIONS_OF = (
    select(RoomConnection)
    .where(RoomConnection.participant_id == bindparam("participant_id"))
    .execution_options(populate_existing=True)
)
_PEOPLE = (
    select(
        Participant.public_id,
        Visit.name,
        Visit.name_number,
        Visit.guest,
        Visit.role,
        Visit.microphone,
        Visit.camera,
        Visit.screen,
        Visit.hand_at,
        Visit.grace_until,
        Visit.entered_at,
    )
    .join(Participant, Participant.id == Visit.participant_id)
    .where(Visit.meeting_id == bindparam("meeting_id"), Visit.left_at.is_(None), Visit.id > bindparam("after"))
    .order_by(Visit.id)
    .limit(bindparam("most"))
)
_NOT_ATTENDEE = Visit.role != MeetingRole.ATTENDEE.value
_SEEN_PEOPLE = _PEOPLE.where(or_(_NOT_ATTENDEE, Visit.participant_id == bindparam("viewer")))


def get_participant(session: Session, participant_id: int) -> Participant:
    """The participant of this primary key. Raises :class:`sqlalchemy.exc.NoResultFound` where there is none."""
    return get_object(session, _PARTICIPANT, {"id": participant_id})


def open_visit(session: Session, participant: Participant) -> Visit | None:
    """The participant's visit that has not ended."""
    return find_object(session, _OPEN_VISIT, {"participant_id": participant.id})


def open_visits(session: Session, meeting_id: int, *, lost_by: datetime | None = None) -> list[Visit]:
    """Visits of everybody inside, in the order of entering; with ``lost_by`` those whose grace was over by then."""
    query = select(Visit).where(Visit.meeting_id == meeting_id, Visit.left_at.is_(None))
    if lost_by is not None:
        query = query.where(Visit.grace_until.is_not(None), Visit.grace_until <= lost_by)
    query = query.options(joinedload(Visit.participant)).order_by(Visit.id)
    return list(session.scalars(query))


def find_connection(session: Session, peer_id: str) -> RoomConnection | None:
    """The connection of this id, as it is now."""
    return session.get(RoomConnection, peer_id, populate_existing=True)


def people_page(
    session: Session, meeting_id: int, after: str | None, limit: int, *, viewer: int | None = None
) -> tuple[list[PersonState], str | None]:
    """A page of who is inside, in the order of entering, after the participant of this public id; and the id to
    continue after, None at the end. ``viewer``: an attendee (by primary key) who sees no other attendees."""
    start = 0
    if after is not None:
        # A participant who has left meanwhile still marks the position.
        position = select(Visit.id).join(Participant, Participant.id == Visit.participant_id)
        position = position.where(Visit.meeting_id == meeting_id, Participant.public_id == after)
        start = session.scalar(position.order_by(Visit.id.desc()).limit(1)) or 0
    asked: dict[str, int] = {"meeting_id": meeting_id, "after": start, "most": limit + 1}
    if viewer is None:
        rows = session.execute(_PEOPLE, asked).all()
    else:
        rows = session.execute(_SEEN_PEOPLE, {**asked, "viewer": viewer}).all()
    page = [
        PersonState(
            id=public_id,
            name=text.numbered(name, number),
            role=role,
            microphone=microphone,
            camera=camera,
            screen=screen,
            hand=hand_at,
            connected=grace_until is None,
            entered_at=entered_at,
            guest=guest,
        )
        for (
            public_id,
            name,
            number,
            guest,
            role,
            microphone,
            camera,
            screen,
            hand_at,
            grace_until,
            entered_at,
        ) in rows[:limit]
    ]
    return page, (page[-1].id if len(rows) > limit else None)


def waiting_people(session: Session, meeting: Meeting) -> list[Participant]:
    """Who is in the lobby, longest first."""
    query = select(Participant).where(Participant.meeting_id == meeting.id, Participant.waiting_since.is_not(None))
    query = query.options(joinedload(Participant.user))
    return list(session.scalars(query.order_by(Participant.waiting_since, Participant.id)))


def removed_people(session: Session, meeting: Meeting) -> list[Participant]:
    """Who was removed from the run that is under way, in this order."""
    if meeting.instance_id is None or meeting.started_at is None:
        return []
    query = select(Participant).where(
        Participant.meeting_id == meeting.id,
        Participant.removed_at >= meeting.started_at,
        Participant.cancelled_at.is_(None),
    )
    query = query.options(joinedload(Participant.user))
    return list(session.scalars(query.order_by(Participant.removed_at, Participant.id)))


def removed_state(participant: Participant) -> RemovedState:
    """What hosts see of a participant whom they may let in again."""
    return RemovedState(id=participant.public_id, name=display_name(participant))


def person_state(visit: Visit) -> PersonState:
    """What the others may see of a participant in the room."""
    return PersonState(
        id=visit.participant.public_id,
        name=namesakes.shown_name(visit),
        role=visit.role,
        microphone=visit.microphone,
        camera=visit.camera,
        screen=visit.screen,
        hand=visit.hand_at,
        connected=visit.grace_until is None,
        entered_at=visit.entered_at,
        guest=visit.guest,
    )


def waiting_state(participant: Participant) -> WaitingState:
    """What hosts may see of a participant in the lobby; a guest is every participant without an account."""
    return WaitingState(
        id=participant.public_id,
        name=display_name(participant),
        since=participant.waiting_since or now(),
        guest=participant.user_id is None,
    )


def person_updated(session: Session, meeting: Meeting, visit: Visit, actor: Participant | None = None) -> None:
    """Record that a participant in the room has changed; ``actor`` where another participant did it."""
    record(session, meeting, PersonUpdated(person=person_state(visit)), participant=visit.participant, actor=actor)


def set_name(session: Session, meeting: Meeting, visit: Visit, *, first: bool = False) -> None:
    """Give the visit the name of its participant (:func:`convener.domain.room.namesakes.set_name`), and record which
    guests are marked by that."""
    for guest in namesakes.set_name(session, meeting, visit, first=first):
        person_updated(session, meeting, guest)


def connections_of(session: Session, participant: Participant) -> list[RoomConnection]:
    """All connections of a participant, as they are now."""
    return list(session.scalars(_CONNECTIONS_OF, {"participant_id": participant.id}))
