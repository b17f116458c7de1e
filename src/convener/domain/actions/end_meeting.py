"""How meetings end for the center: deleted, expired, restored, erased, removed (:mod:`convener.domain.lifecycle`).

Deleting takes a meeting out of the schedule, frees its seats and shows people out; its recordings that are not
published go with it, documents and published recordings stay. Only erasing, or the end of the buffer time, removes the
documents.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.centers import api_clients
from convener.domain.centers import limits as center_limits
from convener.domain.content import contents
from convener.domain.errors import MeetingExists, NameTaken, PersonalRoomExists
from convener.domain.invitations import invitations
from convener.domain.lifecycle import LIVING, LifecycleEvent, LifecycleState, next_state
from convener.domain.meetings import capacity, meetings, names, state
from convener.domain.meetings.state import MeetingStatus
from convener.domain.recordings import recordings
from convener.domain.room import presence
from convener.domain.site import Site
from convener.storage.models import Meeting
from convener.storage.rows import AnyCenter


def delete_meeting(session: Session, site: Site, meeting: Meeting) -> None:
    """Delete a living meeting; raises :class:`WrongState` for another one, also where it was ended at this very
    moment."""
    if not _end(session, site, meeting, LifecycleEvent.DELETE):
        next_state("meeting", meeting.life, LifecycleEvent.DELETE)


def expire_meeting(session: Session, site: Site, meeting: Meeting) -> None:
    """The center's policy ends a living meeting; does nothing with another one."""
    if LifecycleState(meeting.life) in LIVING:
        _end(session, site, meeting, LifecycleEvent.EXPIRE)


def erase_meeting(session: Session, meeting: Meeting, change: LifecycleEvent = LifecycleEvent.ERASE) -> None:
    """Remove a deleted or expired meeting for good, its documents too; lists still have it. Raises
    :class:`WrongState`."""
    held = meetings.lock_meeting(session, meeting.id)
    held.life = next_state("meeting", held.life, change).value
    contents.remove_all_of_meeting(session, held)


def remove_meeting(session: Session, site: Site, meeting: Meeting) -> None:
    """Remove a meeting for good whatever its life, with its documents: its owner is deleted."""
    if LifecycleState(meeting.life) in LIVING and _end(session, site, meeting, LifecycleEvent.OWNER_GONE):
        contents.remove_all_of_meeting(session, meeting)
    elif LifecycleState(meeting.life) is not LifecycleState.REMOVED:
        erase_meeting(session, meeting, LifecycleEvent.OWNER_GONE)


def _end(session: Session, site: Site, meeting: Meeting, change: LifecycleEvent) -> bool:
    """Whether this ended it; afterwards the caller's meeting is what its row says."""
    ended = cancel_meeting(session, site, meeting.id, change)
    if ended:
        recordings.delete_unpublished(session, meeting)
    return ended


def restore_meeting(session: Session, center: AnyCenter, meeting: Meeting) -> None:
    """Bring a deleted or expired meeting back, with its seats; raises :class:`WrongState`, or :class:`NameTaken`,
    :class:`PersonalRoomExists`, :class:`MeetingExists`, :class:`LimitReached` where another meeting is in its place."""
    meetings.lock_api_client(session, meeting.id)
    held = meetings.lock_meeting(session, meeting.id)
    following = next_state("meeting", held.life, LifecycleEvent.RESTORE)
    if names.is_name_taken(session, center.id, held.name):
        raise NameTaken("meeting", held.name)
    if held.place_of_id is not None and _is_there(session, Meeting.place_of_id == held.place_of_id):
        raise PersonalRoomExists("The owner has another personal place by now.")
    if held.meeting_key is not None and _is_there(
        session, Meeting.api_client_id == held.api_client_id, Meeting.meeting_key == held.meeting_key
    ):
        raise MeetingExists("Another meeting has the key of this one by now.", "meetingKey")
    center_limits.require_free_schedule(session, center)
    if held.api_client is not None:
        api_clients.reserve_session(session, held.api_client)
    held.life = following.value
    held.cancelled_at = None
    held.status = (MeetingStatus.FINISHED if held.started_at else MeetingStatus.SCHEDULED).value
    held.calendar_sequence += 1
    meetings.adjust_owner_count(session, held.owner_id, 1)
    capacity.reserve(session, held)
    state.record_update(session, held)
    invitations.announce_change(session, held)


def _is_there(session: Session, *conditions: object) -> bool:
    query = select(Meeting.id).where(Meeting.cancelled_at.is_(None), *conditions)  # type: ignore[arg-type]
    return session.scalar(query.limit(1)) is not None


def cancel_meeting(
    session: Session, site: Site, meeting_id: int, change: LifecycleEvent = LifecycleEvent.DELETE
) -> bool:
    """Cancel a meeting (``change``: how it ends) and show people inside out; returns whether this call did it."""
    meetings.lock_api_client(session, meeting_id)
    meeting = meetings.lock_meeting(session, meeting_id)
    if not meetings.mark_cancelled(session, meeting, change):
        return False
    presence.close_room(session, site, meeting, "cancelled")
    invitations.announce_cancellation(session, meeting)
    return True
