"""For how long messages are kept: as the center says (``chat_days``), and until the meeting is removed for good at the
latest."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from convener.domain.attendance.visits import select_meetings
from convener.domain.content import contents
from convener.domain.site import now
from convener.storage.models import ChatMessage, ChatReaction, MeetingInstance


def delete_sent_before(session: Session, center_id: int, before: datetime, most: int) -> int:
    """Delete messages of the center that were sent before this moment, in runs of meetings that have ended, the oldest
    first, at most ``most``; returns how many."""
    query = (
        select(ChatMessage.id, ChatMessage.file)
        .join(MeetingInstance, MeetingInstance.id == ChatMessage.instance_id)
        .where(ChatMessage.center_id == center_id, ChatMessage.sent_at <= before)
        .where(MeetingInstance.ended_at.is_not(None))
    )
    rows = session.execute(query.order_by(ChatMessage.sent_at).limit(most)).all()
    found = [message_id for message_id, _ in rows]
    if found:
        contents.delete_of_chat(session, [file for _, file in rows if file is not None])
        session.execute(delete(ChatReaction).where(ChatReaction.message_id.in_(found)))
        session.execute(delete(ChatMessage).where(ChatMessage.id.in_(found)))
    return len(found)


def delete_of_meeting(session: Session, meeting_id: int) -> None:
    """Delete all messages of a meeting that is removed for good."""
    of_meeting = select(ChatMessage.id).where(ChatMessage.meeting_id == meeting_id)
    session.execute(delete(ChatReaction).where(ChatReaction.message_id.in_(of_meeting)))
    session.execute(delete(ChatMessage).where(ChatMessage.meeting_id == meeting_id))


def erase_person(session: Session, participant_ids: Collection[int]) -> None:
    """Blank what these participants (by primary key) have written, as if each message had been deleted, delete the
    files that they have sent, and take their reactions away. Their names stand with their visits alone."""
    sent = select(ChatMessage.file).where(
        ChatMessage.participant_id.in_(participant_ids), ChatMessage.file.is_not(None)
    )
    contents.delete_of_chat(session, [file for file in session.scalars(sent) if file is not None])
    meetings = select_meetings(participant_ids)
    there = ChatReaction.message_id.in_(select(ChatMessage.id).where(ChatMessage.meeting_id.in_(meetings)))
    session.execute(delete(ChatReaction).where(there, ChatReaction.participant_id.in_(participant_ids)))
    written = select(ChatMessage.id).where(ChatMessage.participant_id.in_(participant_ids))
    session.execute(delete(ChatReaction).where(ChatReaction.message_id.in_(written)))
    blanked = update(ChatMessage).where(ChatMessage.participant_id.in_(participant_ids))
    session.execute(blanked.where(ChatMessage.deleted_at.is_(None)).values(text="", poll=None, deleted_at=now()))
