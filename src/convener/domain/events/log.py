"""The log of events: the only way to append an event, and to read the events of a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from convener.domain.site import now
from convener.storage import core
from convener.storage.database import TOUCHED
from convener.storage.models import Event, Meeting, Participant
from convener.storage.rows import AnyMeeting, AnyParticipant, AnyUser

from .payload import OF_PAYLOAD, CenterPayload, Payload, encode
from .registry import decode

P = TypeVar("P", bound=Payload)


def record(
    session: Session,
    meeting: Meeting,
    payload: Payload,
    *,
    participant: AnyParticipant | None = None,
    actor: AnyParticipant | None = None,
) -> None:
    """Append an event to the meeting, in the transaction that makes the change.

    The caller has locked the meeting's row (:func:`convener.domain.meetings.meetings.lock_meeting`), so its numbers
    have no holes. ``participant`` is whom the event is about, ``actor`` who caused it where that is another
    participant.
    """
    # Not as objects of the session: events are never changed, and the number is all that most calls of an application
    # change of a meeting. It takes a third of the time.
    seq = meeting.last_seq + 1
    core.set_last_seq(session, meeting, seq)
    core.insert_events(session, [_row(meeting, seq, payload, participant, actor)])
    session.info.setdefault(TOUCHED, set()).add(meeting.id)


def record_creation(session: Session, meeting: AnyMeeting, *first: tuple[Payload, AnyParticipant | None]) -> None:
    """Append the first events (payload, participant) to a meeting that was just inserted with their number as its
    ``last_seq``."""
    rows = [_row(meeting, seq, payload, participant, None) for seq, (payload, participant) in enumerate(first, 1)]
    core.insert_events(session, rows)
    session.info.setdefault(TOUCHED, set()).add(meeting.id)


def record_in_center(session: Session, center_id: int, payload: CenterPayload, actor: AnyUser | None) -> None:
    """Append an event that belongs to no meeting: of users, groups, recordings, settings. ``actor`` is the user who
    caused it, None for the server or its operator."""
    kind = OF_PAYLOAD[type(payload)]
    data = encode(payload)
    if actor is not None:
        data["actor"] = actor.user_id
    row = {"center_id": center_id, "type": kind.name, "version": kind.version, "at": now(), "data": data}
    core.insert_events(session, [row])


def _row(
    meeting: AnyMeeting,
    seq: int,
    payload: Payload,
    participant: AnyParticipant | None,
    actor: AnyParticipant | None,
) -> dict[str, Any]:
    kind = OF_PAYLOAD[type(payload)]
    return {
        "center_id": meeting.center_id,
        "meeting_id": meeting.id,
        "instance_id": meeting.instance_id,
        "seq": seq,
        "type": kind.name,
        "version": kind.version,
        "at": now(),
        "participant_id": participant.id if participant else None,
        "actor_id": actor.id if actor else None,
        "data": encode(payload),
    }


@dataclass(frozen=True, slots=True)
class RoomEvent:
    """An event as the room reads it: participants by their public ids. ``inside``: the number of people in the room
    now; ``role``: the role that ``person`` has now, or had at last.

    ``payload`` is None for a kind, or a version of one, that only a newer version of the program knows, which may run
    beside this one.
    """

    seq: int
    at: datetime
    person: str | None
    actor: str | None
    payload: Payload | None
    inside: int
    role: str | None = None


_OF_PERSON = (
    select(Event.type, Event.version, Event.data, Event.actor_id.is_not(None))
    .join(Participant, Participant.id == Event.participant_id)
    .where(Event.meeting_id == bindparam("meeting"), Event.seq > bindparam("after"), Event.seq <= bindparam("last"))
    .where(Participant.public_id == bindparam("person"), Event.type.in_(bindparam("types", expanding=True)))
    .order_by(Event.seq)
)


def read_events_of_person(
    session: Session, meeting_id: int, public_id: str, kinds: tuple[type[P], ...], after: int, last: int
) -> list[tuple[P, bool]]:
    """The events of these kinds about a participant (public id), of those of the meeting after number ``after`` up to
    ``last``, in order; and of each whether another participant caused it. Versions that only a newer version of the
    program knows are left out."""
    types = [OF_PAYLOAD[kind].name for kind in kinds]
    values = {"meeting": meeting_id, "after": after, "last": last, "person": public_id, "types": types}
    found = [
        (decode(kind, version, data), by_other) for kind, version, data, by_other in session.execute(_OF_PERSON, values)
    ]
    return [(payload, bool(by_other)) for payload, by_other in found if isinstance(payload, kinds)]


def read_room_events(session: Session, meeting_id: int, seq: int, most: int) -> list[RoomEvent]:
    """At most ``most`` events of the meeting after number ``seq``, in order."""
    rows = core.read_room_events(session, meeting_id, seq, most)
    return [
        RoomEvent(number, at, person, by, decode(kind, version, data), inside, role)
        for number, kind, version, at, person, by, data, inside, role in rows
        if number is not None
    ]
