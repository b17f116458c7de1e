"""What time does to a conference center: meetings and recordings expire, what was deleted goes for good, files that
nobody wants are deleted, and old tickets, addresses and sign-ins are forgotten.

Everything is looked for by index and done in small batches. Each thing is changed in a transaction that holds its row
and asks again whether it is due, so any number of workers may do this at once.
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

EVERY = 30.0
"""Seconds between two looks, where the last one found nothing."""

BATCH = 50
TRY_AGAIN = timedelta(minutes=10)
"""When a file is tried again that could not be deleted."""

_LIVING = [life.value for life in LIVING]
_RESTORABLE = [life.value for life in RESTORABLE]


class UpkeepWork:
    """The work of upkeep. Each call of :meth:`do_next` does a batch of one kind."""

    def __init__(self, database: Database, site: Site, store: BlobStore, *, every: float = EVERY) -> None:
        self._database = database
        self._rules = site
        self._store = store
        self._every = every
        self._next_look = 0.0
        self._chores: tuple[Callable[[], int], ...] = (
            self._expire_meetings,
            self._expire_recordings,
            self._remove_meetings,
            self._remove_recordings,
            self._delete_blobs,
            self._forget,
        )

    def do_next(self) -> bool:
        """Do a batch of what is due; False where there is nothing, and until the next look."""
        if time.monotonic() < self._next_look:
            return False
        for chore in self._chores:
            if chore():
                return True
        self._next_look = time.monotonic() + self._every
        return False

    # ------------------------------------------------------------------------------------------------ expiry

    def _expire_meetings(self) -> int:
        """Living meetings whose end lies further back than the center's policy allows. Those that people are in wait;
        standing rooms and those that recur by a rule have no end by which to tell."""

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
            due, lambda session, meeting: end_meeting.expire_meeting(session, self._rules, meeting)
        )

    def _expire_recordings(self) -> int:
        """Recordings that are older than they themselves say, or than the center's policy allows."""
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

    # ------------------------------------------------------------------------------------- files, and what is old

    def _delete_blobs(self) -> int:
        """Files that nobody wants. Deleting twice does no harm, so no row is held meanwhile."""
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
            blobs.forget(session, deleted)
            blobs.postpone(session, failed, now() + TRY_AGAIN)
        return len(due)

    def _forget(self) -> int:
        with self._database.write() as session:
            done = transfers.forget_old(session, BATCH)
            done += tickets.forget_old(session)
            old = select(SignIn.token_hash).where(SignIn.expires_at < now()).limit(BATCH)
            result = session.execute(delete(SignIn).where(SignIn.token_hash.in_(old.scalar_subquery())))
            return done + (result.rowcount if isinstance(result, CursorResult) else 0)

    # ------------------------------------------------------------------------------------------------- the same

    def _centers(self) -> list[Center]:
        with self._database.read() as session:
            return list(session.scalars(select(Center)))

    def _each_meeting(
        self, due: Callable[[Center], list[ColumnElement[bool]] | None], end: Callable[[Session, Meeting], None]
    ) -> int:
        """Hold each meeting that is due, ask once more, and end it; how many were ended."""
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
                right = _LIVING if change is LifecycleEvent.EXPIRE else _RESTORABLE
                if recording is not None and recording.life in right and still_due(recording):
                    recordings.move(session, recording, change, None)
                    done += 1
        return done


def _buffer(center: Center) -> timedelta:
    return timedelta(days=read_settings(CenterSettings, center.settings).buffer_days)


def _passed(moment: datetime | None) -> bool:
    return moment is not None and moment <= now()


def _older_than(before: datetime) -> Callable[[Recording], bool]:
    return lambda recording: recording.removed_at is not None and recording.removed_at <= before
