"""Retention: meetings and recordings expire, and deleted ones are removed after the buffer time.

Due rows are found by index and handled in small batches. Each is changed in a transaction that locks it and checks
again whether it is due.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from convener.domain.actions import end_meeting
from convener.domain.centers.settings import CenterSettings, restores_since, settings_of
from convener.domain.content import contents
from convener.domain.lifecycle import LIVING, RESTORABLE, LifecycleEvent, is_restorable
from convener.domain.meetings import meetings
from convener.domain.recordings import recordings
from convener.domain.site import now
from convener.domain.stored_settings import read_settings
from convener.jobs.context import JobContext
from convener.jobs.kind import periodic_kind
from convener.storage.models import Center, Content, Meeting, Recording

INTERVAL = timedelta(seconds=60)

BATCH = 50
"""Rows that are handled before it is asked whether the worker is to stop."""

_LIVING = [state.value for state in LIVING]
_RESTORABLE = [state.value for state in RESTORABLE]


def expire_meetings(context: JobContext) -> None:
    """Expire living meetings that ended longer ago than the center's policy allows. Meetings with people inside wait;
    personal rooms and meetings that recur by a rule have no end, and do not expire."""

    def due(center: Center) -> list[ColumnElement[bool]] | None:
        days = read_settings(CenterSettings, center.settings).meeting_expiry_days
        if not days:
            return None
        since = now() - timedelta(days=days)
        return [
            Meeting.center_id == center.id,
            Meeting.cancelled_at.is_(None),
            Meeting.ends_at.is_not(None),
            Meeting.ends_at < since,
            Meeting.inside == 0,
            Meeting.place_of_id.is_(None),
            Meeting.recurrence.is_(None),
        ]

    _each_meeting(context, due, lambda session, meeting: end_meeting.expire_meeting(session, context.site, meeting))


def expire_recordings(context: JobContext) -> None:
    """Expire recordings whose expiry date has passed."""
    while True:
        with context.database.read() as session:
            query = select(Recording.id).where(
                Recording.expires_at <= now(), Recording.expires_at.is_not(None), Recording.removed_at.is_(None)
            )
            found = list(session.scalars(query.order_by(Recording.expires_at).limit(BATCH)))
        if not _each_recording(context, found, LifecycleEvent.EXPIRE, lambda one: _passed(one.expires_at)):
            return
        context.check()


def remove_meetings(context: JobContext) -> None:
    """Remove for good what was deleted or has expired, when the center's buffer time is over."""

    def due(center: Center) -> list[ColumnElement[bool]] | None:
        return [
            Meeting.center_id == center.id,
            is_restorable(Meeting.life),
            Meeting.cancelled_at <= _restores_since(center),
        ]

    def end(session: Session, meeting: Meeting) -> None:
        end_meeting.erase_meeting(session, meeting, LifecycleEvent.BUFFER_ENDS)

    _each_meeting(context, due, end)


def remove_recordings(context: JobContext) -> None:
    """The same for recordings."""
    for center in _centers(context):
        before = _restores_since(center)
        while True:
            with context.database.read() as session:
                query = select(Recording.id).where(
                    Recording.center_id == center.id,
                    is_restorable(Recording.life),
                    Recording.removed_at <= before,
                )
                found = list(session.scalars(query.order_by(Recording.removed_at).limit(BATCH)))
            if not _each_recording(context, found, LifecycleEvent.BUFFER_ENDS, _older_than(before)):
                break
            context.check()


def remove_documents(context: JobContext) -> None:
    """Remove the files of documents that were deleted."""
    for center in _centers(context):
        due = (Content.center_id == center.id, contents.is_restorable(), Content.deleted_at <= _restores_since(center))
        done = BATCH
        while done:
            context.check()
            with context.database.read() as session:
                query = select(Content.id).where(*due).order_by(Content.deleted_at)
                found = list(session.scalars(query.limit(BATCH)))
            done = 0
            for content_id in found:
                with context.database.write() as session:
                    locked = select(Content).where(Content.id == content_id, *due).with_for_update()
                    content = session.scalar(locked)
                    if content is not None:
                        contents.remove(session, content)
                        done += 1


EXPIRE_MEETINGS = periodic_kind("expire_meetings", expire_meetings, every=INTERVAL)
EXPIRE_RECORDINGS = periodic_kind("expire_recordings", expire_recordings, every=INTERVAL)
REMOVE_MEETINGS = periodic_kind("remove_meetings", remove_meetings, every=INTERVAL)
REMOVE_RECORDINGS = periodic_kind("remove_recordings", remove_recordings, every=INTERVAL)
REMOVE_DOCUMENTS = periodic_kind("remove_documents", remove_documents, every=INTERVAL)


def _centers(context: JobContext) -> list[Center]:
    with context.database.read() as session:
        return list(session.scalars(select(Center)))


def _each_meeting(
    context: JobContext,
    due: Callable[[Center], list[ColumnElement[bool]] | None],
    end: Callable[[Session, Meeting], None],
) -> None:
    """Lock each meeting that is due, check again, and call ``end``. ``due`` gives the conditions for a center, None
    where it has no such policy."""
    for center in _centers(context):
        conditions = due(center)
        if conditions is None:
            continue
        done = BATCH
        while done:
            context.check()
            with context.database.read() as session:
                found = list(session.scalars(select(Meeting.id).where(*conditions).limit(BATCH)))
            done = 0
            for meeting_id in found:
                with context.database.write() as session:
                    meetings.lock_api_client(session, meeting_id)
                    meeting = meetings.lock_meeting(session, meeting_id)
                    if session.scalar(select(Meeting.id).where(Meeting.id == meeting_id, *conditions)) is not None:
                        end(session, meeting)
                        done += 1


def _each_recording(
    context: JobContext, found: list[int], change: LifecycleEvent, still_due: Callable[[Recording], bool]
) -> int:
    done = 0
    for recording_id in found:
        with context.database.write() as session:
            query = select(Recording).where(Recording.id == recording_id).with_for_update()
            recording = session.scalars(query).one_or_none()
            expected = _LIVING if change is LifecycleEvent.EXPIRE else _RESTORABLE
            if recording is not None and recording.life in expected and still_due(recording):
                recordings.change_state(session, recording, change, None)
                done += 1
    return done


def _restores_since(center: Center) -> datetime:
    return restores_since(settings_of(center))


def _passed(moment: datetime | None) -> bool:
    return moment is not None and moment <= now()


def _older_than(before: datetime) -> Callable[[Recording], bool]:
    return lambda recording: recording.removed_at is not None and recording.removed_at <= before
