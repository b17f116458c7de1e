"""What the tasks of a node look for all the time, whatever happens or does not: what is to be captured, what time has
made due, what was written elsewhere.

They look again after each commit, up to five times a second, so these statements bypass the ORM as those of
:mod:`convener.storage.core` do: with its sessions they took a tenth of what a busy room costs.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from .models import Meeting, Node, Poll, Recording, RecordingStretch, Visit
from .prepared import Prepared, Row

_OPEN_STRETCHES = Prepared(
    select(
        RecordingStretch.id,
        RecordingStretch.capture_id,
        Recording.reid,
        RecordingStretch.number,
        Recording.meeting_id,
        Meeting.mid,
        Recording.center_id,
        RecordingStretch.node,
        RecordingStretch.started_at.is_not(None),
        RecordingStretch.ended_at.is_not(None),
    )
    .join(Recording, Recording.id == RecordingStretch.recording_id)
    .join(Meeting, Meeting.id == Recording.meeting_id)
    .where(RecordingStretch.completed_at.is_(None))
    .order_by(RecordingStretch.id)
)


def find_open_stretches(connection: Connection) -> list[Row]:
    """All stretches of recordings that are not complete, the oldest first: key, capture, reid of the recording, number
    in it, meeting, its mid, center, node, whether it has begun, whether it has ended. One look-up by a partial
    index."""
    return _OPEN_STRETCHES.all(connection, {})


_SILENT_NODES = Prepared(select(Node.name).where(Node.seen_at < bindparam("moment")))
_ENDED_GRACES = Prepared(
    select(Visit.meeting_id).where(Visit.grace_until.is_not(None), Visit.grace_until <= bindparam("moment")).distinct()
)
_EMPTY_MEETINGS = Prepared(
    select(Meeting.id).where(Meeting.empty_since.is_not(None), Meeting.empty_since <= bindparam("moment"))
)


def find_silent_nodes(connection: Connection, moment: datetime) -> list[str]:
    """The nodes that were last seen before that moment."""
    return [name for (name,) in _SILENT_NODES.all(connection, {"moment": moment})]


def find_ended_graces(connection: Connection, moment: datetime) -> list[int]:
    """The meetings with visits whose grace had run out at that moment."""
    return [meeting_id for (meeting_id,) in _ENDED_GRACES.all(connection, {"moment": moment})]


def find_empty_meetings(connection: Connection, moment: datetime) -> list[int]:
    """The meetings that are empty since that moment or longer."""
    return [meeting_id for (meeting_id,) in _EMPTY_MEETINGS.all(connection, {"moment": moment})]


LEFT_OPEN = Poll.instance_id.is_not(None) & Poll.instance_id.is_distinct_from(Meeting.instance_id)
"""That an open poll belongs to a run of its meeting that has ended."""

_POLLS_TO_COUNT = Prepared(
    select(
        Poll.meeting_id,
        (Poll.counted_at <= bindparam("ripe")) | (Poll.counted_at > bindparam("moment")) | LEFT_OPEN,
    )
    .join(Meeting, Meeting.id == Poll.meeting_id)
    .where(Poll.state == bindparam("open"), Poll.uncounted.is_(True) | LEFT_OPEN)
    .distinct()
)


def find_polls_to_count(connection: Connection, state: str, ripe: datetime, moment: datetime) -> list[tuple[int, bool]]:
    """The meetings with polls in this ``state``, the open one, that have votes which are not counted, or were left
    open; and whether that is to be done now: such a poll was last counted at ``ripe`` or before, or after ``moment``,
    which is now, or it was left open."""
    found = _POLLS_TO_COUNT.all(connection, {"open": state, "ripe": ripe, "moment": moment})
    return [(meeting_id, bool(is_ripe)) for meeting_id, is_ripe in found]


MOST_IDS = 500
"""Ids in one statement."""


def find_last_seqs(connection: Connection, meeting_ids: Collection[int]) -> dict[int, int]:
    """The number of the last event of each of these meetings."""
    seqs: dict[int, int] = {}
    ids = list(meeting_ids)
    for start in range(0, len(ids), MOST_IDS):
        query = select(Meeting.id, Meeting.last_seq).where(Meeting.id.in_(ids[start : start + MOST_IDS]))
        seqs.update((meeting_id, seq) for meeting_id, seq in connection.execute(query))
    return seqs
