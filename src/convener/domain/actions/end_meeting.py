"""How meetings end: cancelled by an application, deleted, expired, restored, erased, removed
(:mod:`convener.domain.lifecycle`).

To cancel, delete, expire and remove all go through :func:`cancel_meeting`: the meeting is marked cancelled (out of the
schedule, its seats and its API client's quota free), everybody in the room and the lobby is disconnected, and those who
were invited get a cancel. Deleting and expiring also drop recordings that are not published; documents and published
recordings stay. Only erasing, or the end of the buffer time, removes the documents.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.boards import boards, page_drawings
from convener.domain.centers import api_clients
from convener.domain.centers import limits as center_limits
from convener.domain.centers.settings import restores_since, settings_of
from convener.domain.chat import retention as chat_retention
from convener.domain.content import contents
from convener.domain.errors import MeetingExists, NameTaken, PersonalRoomExists, WrongState
from convener.domain.invitations import invitations
from convener.domain.lifecycle import LIVING, LifecycleEvent, LifecycleState, next_state
from convener.domain.meetings import capacity, instances, meetings, names, state
from convener.domain.meetings.state import MeetingStatus
from convener.domain.minutes import records as minutes
from convener.domain.recordings import recordings
from convener.domain.room import presence
from convener.domain.shared_documents import log as shared_documents
from convener.domain.site import Site, now
from convener.storage.models import Meeting
from convener.storage.rows import AnyCenter


def delete_meeting(session: Session, site: Site, meeting: Meeting) -> None:
    """Delete a living meeting; raises :class:`WrongState` for another one, also where it ended meanwhile."""
    if not _end(session, site, meeting, LifecycleEvent.DELETE):
        next_state("meeting", meeting.life, LifecycleEvent.DELETE)


def expire_meeting(session: Session, site: Site, meeting: Meeting) -> None:
    """End a living meeting by the center's policy; does nothing with another one."""
    if LifecycleState(meeting.life) in LIVING:
        _end(session, site, meeting, LifecycleEvent.EXPIRE)


def erase_meeting(session: Session, meeting: Meeting, change: LifecycleEvent = LifecycleEvent.ERASE) -> None:
    """Remove a deleted or expired meeting for good, its documents too; lists still have it. Raises
    :class:`WrongState`."""
    meeting = meetings.lock_meeting(session, meeting.id)
    meeting.life = next_state("meeting", meeting.life, change).value
    _remove_documents(session, meeting)


def remove_meeting(session: Session, site: Site, meeting: Meeting) -> None:
    """Remove a meeting for good whatever its state, with its documents: its owner is deleted."""
    if LifecycleState(meeting.life) in LIVING and _end(session, site, meeting, LifecycleEvent.OWNER_GONE):
        _remove_documents(session, meeting)
    elif LifecycleState(meeting.life) is not LifecycleState.REMOVED:
        erase_meeting(session, meeting, LifecycleEvent.OWNER_GONE)


def _remove_documents(session: Session, meeting: Meeting) -> None:
    contents.remove_all_of_meeting(session, meeting)
    boards.remove_all_of_meeting(session, meeting.id)
    page_drawings.remove_all_of_meeting(session, meeting.id)
    shared_documents.remove_all_of_meeting(session, meeting.id)
    minutes.remove_all_of_meeting(session, meeting.id)
    chat_retention.delete_of_meeting(session, meeting.id)


def _end(session: Session, site: Site, meeting: Meeting, change: LifecycleEvent) -> bool:
    """End the meeting; returns whether this call did it. The caller's object has the values of the row then."""
    ended = cancel_meeting(session, site, meeting.id, change)
    if ended:
        recordings.delete_unpublished(session, meeting)
    return ended


def restore_meeting(session: Session, center: AnyCenter, meeting: Meeting) -> None:
    """Bring a deleted or expired meeting back, with its seats; raises :class:`WrongState`, also where the center's
    buffer time is over, or :class:`NameTaken`, :class:`PersonalRoomExists`, :class:`MeetingExists`,
    :class:`LimitReached` where another meeting stands in its way."""
    center_limits.lock_schedule(session, center)
    meetings.lock_api_client(session, meeting.id)
    meeting = meetings.lock_meeting(session, meeting.id)
    following = next_state("meeting", meeting.life, LifecycleEvent.RESTORE)
    if meeting.cancelled_at is not None and meeting.cancelled_at <= restores_since(settings_of(center)):
        raise WrongState("meeting", "The time in which this meeting could be restored is over.")
    if names.is_name_taken(session, center.id, meeting.name):
        raise NameTaken("meeting", meeting.name)
    if meeting.place_of_id is not None and _exists(session, Meeting.place_of_id == meeting.place_of_id):
        raise PersonalRoomExists("The owner has another personal place by now.")
    if meeting.meeting_key is not None and _exists(
        session, Meeting.api_client_id == meeting.api_client_id, Meeting.meeting_key == meeting.meeting_key
    ):
        raise MeetingExists("Another meeting has the key of this one by now.", "meetingKey")
    center_limits.require_free_schedule(session, center)
    if meeting.api_client is not None:
        api_clients.reserve_session(session, meeting.api_client)
    meeting.life = following.value
    meeting.cancelled_at = None
    meeting.status = (MeetingStatus.FINISHED if meeting.started_at else MeetingStatus.SCHEDULED).value
    meeting.calendar_sequence += 1
    meetings.adjust_owner_count(session, meeting.owner_id, 1)
    capacity.reserve(session, meeting)
    state.record_update(session, meeting)
    invitations.announce_change(session, meeting)


def _exists(session: Session, *conditions: object) -> bool:
    query = select(Meeting.id).where(Meeting.cancelled_at.is_(None), *conditions)  # type: ignore[arg-type]
    return session.scalar(query.limit(1)) is not None


def cancel_meeting(
    session: Session, site: Site, meeting_id: int, change: LifecycleEvent = LifecycleEvent.DELETE
) -> bool:
    """Cancel a meeting (``change``: how it ends), disconnect everybody and withdraw invitations; returns whether this
    call did it."""
    meetings.lock_api_client(session, meeting_id)
    meeting = meetings.lock_meeting(session, meeting_id)
    if not meetings.mark_cancelled(session, meeting, change):
        return False
    presence.close_room(session, site, meeting, "cancelled")
    instances.end_instance(session, meeting, instances.ending_of(change), now())
    invitations.announce_cancellation(session, meeting)
    return True
