"""How meetings end for the center: deleted, expired, restored, erased, removed (:mod:`convener.domain.lives`).

Deleting takes a meeting out of the schedule, frees its seats and shows people out; its recordings that are not
published go with it, documents and published recordings stay. Only erasing, or the end of the buffer time, removes the
documents.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.storage.tables import Center, Meeting

from . import centers, clients, contents, invitations, meetings, presence, recordings, schedule, seats
from .errors import MeetingExists, NameTaken, PlaceExists
from .lives import LIVING, Life, LifeChange, next_life
from .meetings import MeetingStatus
from .rules import Rules


def delete_meeting(session: Session, rules: Rules, meeting: Meeting) -> None:
    """Delete a living meeting; raises :class:`WrongState` for another one, also where it was ended at this very
    moment."""
    if not _end(session, rules, meeting, LifeChange.DELETE):
        next_life("meeting", meeting.life, LifeChange.DELETE)


def expire_meeting(session: Session, rules: Rules, meeting: Meeting) -> None:
    """The center's policy ends a living meeting; does nothing with another one."""
    if Life(meeting.life) in LIVING:
        _end(session, rules, meeting, LifeChange.EXPIRE)


def erase_meeting(session: Session, meeting: Meeting, change: LifeChange = LifeChange.ERASE) -> None:
    """Remove a deleted or expired meeting for good, its documents too; lists still have it. Raises
    :class:`WrongState`."""
    held = meetings.lock(session, meeting.id)
    held.life = next_life("meeting", held.life, change).value
    contents.remove_all_of(session, held)


def remove_meeting(session: Session, rules: Rules, meeting: Meeting) -> None:
    """Remove a meeting for good whatever its life, with its documents: its owner is deleted."""
    if Life(meeting.life) in LIVING and _end(session, rules, meeting, LifeChange.OWNER_GONE):
        contents.remove_all_of(session, meeting)
    elif Life(meeting.life) is not Life.REMOVED:
        erase_meeting(session, meeting, LifeChange.OWNER_GONE)


def _end(session: Session, rules: Rules, meeting: Meeting, change: LifeChange) -> bool:
    """Whether this ended it; afterwards the caller's meeting is what its row says."""
    ended = presence.cancel_meeting(session, rules, meeting.id, change)
    if ended:
        recordings.delete_unpublished(session, meeting)
    return ended


def restore_meeting(session: Session, center: Center, meeting: Meeting) -> None:
    """Bring a deleted or expired meeting back, with its seats; raises :class:`WrongState`, or :class:`NameTaken`,
    :class:`PlaceExists`, :class:`MeetingExists`, :class:`LimitReached` where another meeting is in its place."""
    meetings.hold_client(session, meeting.id)
    held = meetings.lock(session, meeting.id)
    following = next_life("meeting", held.life, LifeChange.RESTORE)
    if schedule.name_is_taken(session, center.id, held.name):
        raise NameTaken("meeting", held.name)
    if held.place_of_id is not None and _is_there(session, Meeting.place_of_id == held.place_of_id):
        raise PlaceExists("The owner has another personal place by now.")
    if held.meeting_key is not None and _is_there(
        session, Meeting.api_client_id == held.api_client_id, Meeting.meeting_key == held.meeting_key
    ):
        raise MeetingExists("Another meeting has the key of this one by now.", "meetingKey")
    centers.require_free_schedule(session, center)
    if held.api_client is not None:
        clients.take_session(session, held.api_client)
    held.life = following.value
    held.cancelled_at = None
    held.status = (MeetingStatus.FINISHED if held.started_at else MeetingStatus.SCHEDULED).value
    held.calendar_sequence += 1
    meetings.count_of_owner(session, held.owner_id, 1)
    seats.reserve(session, held)
    meetings.updated(session, held)
    invitations.changed(session, held)


def _is_there(session: Session, *conditions: object) -> bool:
    query = select(Meeting.id).where(Meeting.cancelled_at.is_(None), *conditions)  # type: ignore[arg-type]
    return session.scalar(query.limit(1)) is not None
