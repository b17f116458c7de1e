"""Retention: meetings and recordings expire, deleted ones are removed after the buffer time, files without a reference
are deleted, and old tickets, transfers and sign-ins are forgotten.

Due rows are found by index and handled in small batches. Each is changed in a transaction that locks it and checks
again whether it is due, so any number of workers may do this at the same time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from convener.domain import blobs
from convener.domain.accounts import tickets
from convener.domain.actions import end_meeting
from convener.domain.centers.settings import CenterSettings
from convener.domain.lifecycle import LIVING, RESTORABLE, LifecycleEvent, is_restorable
from convener.domain.meetings import meetings
from convener.domain.recordings import recordings
from convener.domain.site import Site, now
from convener.domain.stored_settings import read_settings
from convener.domain.transfers import transfers
from convener.storage.blobs import BlobError, BlobStore
from convener.storage.database import Database
from convener.storage.models import Center, Meeting, Recording, SignIn

log = structlog.get_logger("convener.jobs.kinds.retention")

INTERVAL = 30.0
"""Seconds until the next search after one that found nothing."""

BATCH = 50
"""Rows that are handled in one round."""

RETRY_DELAY = timedelta(minutes=10)
"""When the deletion of a file is tried again after it failed."""

_LIVING = [state.value for state in LIVING]
_RESTORABLE = [state.value for state in RESTORABLE]


class RetentionWork:
    """The kind of work that enforces retention. Each call of :meth:`do_next` does a batch of one chore; ``interval`` is
    in seconds, as :data:`INTERVAL`."""

    def __init__(self, database: Database, site: Site, store: BlobStore, *, interval: float = INTERVAL) -> None:
        self._database = database
        self._site = site
        self._store = store
        self._interval = interval
        self._next_search = 0.0
        self._chores: tuple[Callable[[], int], ...] = (
            self._expire_meetings,
            self._expire_recordings,
            self._remove_meetings,
            self._remove_recordings,
            self._delete_blobs,
            self._forget,
        )

    def do_next(self) -> bool:
        """Do a batch of what is due; False where nothing is due, and until the next search."""
        if time.monotonic() < self._next_search:
            return False
        for chore in self._chores:
            if chore():
                return True
        self._next_search = time.monotonic() + self._interval
        return False

    # ------------------------------------------------------------------------------------------------ expiry

    def _expire_meetings(self) -> int:
        """Expire living meetings that ended longer ago than the center's policy allows. Meetings with people inside
        wait; personal rooms and meetings that recur by a rule have no end, and do not expire."""

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

        return self._each_meeting(
            due, lambda session, meeting: end_meeting.expire_meeting(session, self._site, meeting)
        )

    def _expire_recordings(self) -> int:
        """Expire recordings whose expiry date has passed."""
        with self._database.read() as session:
            query = select(Recording.id).where(
                Recording.expires_at <= now(), Recording.expires_at.is_not(None), Recording.removed_at.is_(None)
            )
            found = list(session.scalars(query.order_by(Recording.expires_at).limit(BATCH)))
        return self._each_recording(found, LifecycleEvent.EXPIRE, lambda one: _passed(one.expires_at))

    # ----------------------------------------------------------------------------------- end of the buffer time

    def _remove_meetings(self) -> int:
        def due(center: Center) -> list[ColumnElement[bool]] | None:
            return [
                Meeting.center_id == center.id,
                is_restorable(Meeting.life),
                Meeting.cancelled_at <= now() - _buffer(center),
            ]

        def end(session: Session, meeting: Meeting) -> None:
            end_meeting.erase_meeting(session, meeting, LifecycleEvent.BUFFER_ENDS)

        return self._each_meeting(due, end)

    def _remove_recordings(self) -> int:
        done = 0
        for center in self._centers():
            before = now() - _buffer(center)
            with self._database.read() as session:
                query = select(Recording.id).where(
                    Recording.center_id == center.id,
                    is_restorable(Recording.life),
                    Recording.removed_at <= before,
                )
                found = list(session.scalars(query.order_by(Recording.removed_at).limit(BATCH)))
            done += self._each_recording(found, LifecycleEvent.BUFFER_ENDS, _older_than(before))
        return done

    # ------------------------------------------------------------------------------------- files, and old rows

    def _delete_blobs(self) -> int:
        """Delete files without a reference. Deleting twice has no effect, so no row is locked meanwhile."""
        with self._database.read() as session:
            due = blobs.find_due(session, BATCH)
        if not due:
            return 0
        deleted: list[str] = []
        failed: list[str] = []
        for key in due:
            try:
                self._store.delete(key)
            except (BlobError, OSError) as error:
                log.warning("a file cannot be deleted; tried again later", error=str(error))
                failed.append(key)
            else:
                deleted.append(key)
        with self._database.write() as session:
            blobs.forget_deleted(session, deleted)
            blobs.postpone(session, failed, now() + RETRY_DELAY)
        return len(due)

    def _forget(self) -> int:
        with self._database.write() as session:
            done = transfers.delete_expired(session, BATCH)
            done += tickets.delete_expired(session)
            old = select(SignIn.token_hash).where(SignIn.expires_at < now()).limit(BATCH)
            result = session.execute(delete(SignIn).where(SignIn.token_hash.in_(old.scalar_subquery())))
            return done + (result.rowcount if isinstance(result, CursorResult) else 0)

    # ------------------------------------------------------------------------------------------- shared by chores

    def _centers(self) -> list[Center]:
        with self._database.read() as session:
            return list(session.scalars(select(Center)))

    def _each_meeting(
        self, due: Callable[[Center], list[ColumnElement[bool]] | None], end: Callable[[Session, Meeting], None]
    ) -> int:
        """Lock each meeting that is due, check again, and call ``end``; returns for how many. ``due`` gives the
        conditions for a center, None where it has no such policy."""
        done = 0
        for center in self._centers():
            conditions = due(center)
            if conditions is None:
                continue
            with self._database.read() as session:
                found = list(session.scalars(select(Meeting.id).where(*conditions).limit(BATCH)))
            for meeting_id in found:
                with self._database.write() as session:
                    meetings.lock_api_client(session, meeting_id)
                    meeting = meetings.lock_meeting(session, meeting_id)
                    if session.scalar(select(Meeting.id).where(Meeting.id == meeting_id, *conditions)) is not None:
                        end(session, meeting)
                        done += 1
        return done

    def _each_recording(self, found: list[int], change: LifecycleEvent, still_due: Callable[[Recording], bool]) -> int:
        done = 0
        for recording_id in found:
            with self._database.write() as session:
                query = select(Recording).where(Recording.id == recording_id).with_for_update()
                recording = session.scalars(query).one_or_none()
                expected = _LIVING if change is LifecycleEvent.EXPIRE else _RESTORABLE
                if recording is not None and recording.life in expected and still_due(recording):
                    recordings.change_state(session, recording, change, None)
                    done += 1
        return done


def _buffer(center: Center) -> timedelta:
    return timedelta(days=read_settings(CenterSettings, center.settings).buffer_days)


def _passed(moment: datetime | None) -> bool:
    return moment is not None and moment <= now()


def _older_than(before: datetime) -> Callable[[Recording], bool]:
    return lambda recording: recording.removed_at is not None and recording.removed_at <= before
