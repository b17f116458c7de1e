"""Meetings as rows, for tests of what happens in them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from convener.domain import text
from convener.domain.events.kinds.meetings import MeetingCreated
from convener.domain.events.log import record_creation
from convener.domain.meetings import meetings, names, participants, state
from convener.domain.permissions import MeetingRole
from convener.domain.site import Site, now
from convener.storage.core import insert
from convener.storage.database import Session
from convener.storage.models import Meeting, Participant, User
from convener.storage.rows import AnyUser


def insert_meeting(session: Session, owner: AnyUser, title: str = "", **columns: Any) -> Meeting:
    """A meeting of this owner with these columns, and nobody in it. It ends as its start and ``duration_hours`` say."""
    columns = {"status": "scheduled", "created_at": now(), **columns}
    meeting = Meeting(
        center_id=owner.center_id,
        mid=meetings.new_mid(),
        owner_id=owner.id,
        title=title,
        title_folded=text.search_key(title),
        last_seq=1,
        **columns,
    )
    names.set_code(meeting)
    if meeting.starts_at is not None and meeting.duration_hours is not None:
        meeting.ends_at = meeting.starts_at + timedelta(hours=meeting.duration_hours)
    meetings.adjust_owner_count(session, owner.id, 1)
    insert(session, meeting)
    record_creation(session, meeting, (MeetingCreated(meeting=state.state(meeting)), None))
    return meeting


def insert_hosted_meeting(
    session: Session, site: Site, owner: User, title: str = "", *, name: str = "", **columns: Any
) -> tuple[Meeting, Participant]:
    """The same with its owner as the host, called ``name``."""
    meeting = insert_meeting(session, owner, title, **columns)
    return meeting, participants.add_participant(session, site, meeting, MeetingRole.HOST, user=owner, name=name)
