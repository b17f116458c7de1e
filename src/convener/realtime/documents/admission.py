"""Entering by a document socket: whether the page is in the room, with the role of this moment."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from convener.domain.errors import NotAllowed
from convener.domain.meetings import participants
from convener.domain.room import audience_rights, roster
from convener.realtime.audience import Listener
from convener.storage.models import Meeting


@dataclass(frozen=True, kw_only=True)
class DocumentAdmission:
    """Who has entered, and ``seq``, the number of the last event of the meeting then."""

    meeting_id: int
    participant_id: int
    name: str
    listener: Listener
    seq: int


def enter(session: Session, person_id: str, peer_id: str) -> DocumentAdmission:
    """The participant (by public id) whose page ``peer_id`` is in the room. Raises :class:`NotAllowed` for a page that
    is not: unknown, of another participant, in the lobby, or gone."""
    participant = participants.find_by_public_id(session, person_id)
    connection = roster.find_connection(session, peer_id) if participant is not None else None
    visit = roster.open_visit(session, participant) if participant is not None else None
    if participant is None or visit is None or connection is None or connection.participant_id != participant.id:
        raise NotAllowed("Documents are open to those who are in the room.")
    meeting = session.get_one(Meeting, participant.meeting_id)
    sees = audience_rights.sees_attendees(meeting, visit.role)
    return DocumentAdmission(
        meeting_id=meeting.id,
        participant_id=participant.id,
        name=visit.name,
        listener=Listener(participant.public_id, visit.role, sees_attendees=sees),
        seq=meeting.last_seq,
    )
