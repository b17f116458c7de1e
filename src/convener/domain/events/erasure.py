"""Erases what stored events say of a person (:mod:`.personal`): the one reason for which they are changed."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import String, cast, select, update
from sqlalchemy.orm import Session

from convener.storage.models import Event, Participant

from . import personal
from .registry import all_kinds


def blank_people(session: Session, meeting_id: int, public_ids: Collection[str]) -> None:
    """Blank what the events of a meeting say of these participants (public ids)."""
    kinds = [kind.name for kind in all_kinds() if personal.personal_fields(kind.payload)]
    query = select(Event.id, Event.type, Event.version, Event.data, Participant.public_id)
    query = query.outerjoin(Participant, Participant.id == Event.participant_id)
    for row, kind, version, data, about in session.execute(
        query.where(Event.meeting_id == meeting_id, Event.type.in_(kinds))
    ).all():
        for person in public_ids:
            if blanked := personal.blank_person(kind, version, data, person, about):
                version, data = blanked
                session.execute(update(Event).where(Event.id == row).values(version=version, data=data))


def rename_user(session: Session, center_id: int, before: str, after: str) -> None:
    """Put another ID of a user into the events of the center that belong to no meeting."""
    kinds = [kind.name for kind in all_kinds() if personal.user_fields(kind.payload)]
    query = select(Event.id, Event.type, Event.version, Event.data).where(
        Event.meeting_id.is_(None), Event.center_id == center_id, Event.type.in_(kinds)
    )
    if '"' not in before:
        query = query.where(cast(Event.data, String).contains(before, autoescape=True))
    for row, kind, version, data in session.execute(query).all():
        if renamed := personal.rename_user(kind, version, data, before, after):
            version, data = renamed
            session.execute(update(Event).where(Event.id == row).values(version=version, data=data))
