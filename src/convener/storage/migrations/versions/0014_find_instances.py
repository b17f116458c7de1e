"""The runs of meetings that were held are found in their visits and events

Visits that overlap are of one run, and so are those between which the room was empty while the meeting had not
finished: the log of events says when it did. Where the log does not have the meeting's visits, a run ends when nobody
is inside for longer than an empty meeting waits.
"""

from __future__ import annotations

import secrets
import string
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

PAGE = 500
"""Meetings that are read at once."""

GRACE = 60_000_000
"""How long an empty meeting waited (the default of ``empty_grace``), in microseconds as all moments here."""

SKEW = 5_000_000
"""How much the clocks of two nodes may differ."""

VISITS = sa.table("visits", *map(sa.column, ("id", "meeting_id", "entered_at", "left_at", "left_reason")))
EVENTS = sa.table("events", *map(sa.column, ("meeting_id", "type", "at")), sa.column("data", sa.JSON()))
MEETINGS = sa.table(
    "meetings", *map(sa.column, ("id", "center_id", "status", "life", "cancelled_at", "instance_id", "peak"))
)
INSTANCES = sa.table(
    "meeting_instances",
    *map(sa.column, ("id", "public_id", "center_id", "meeting_id", "started_at", "ended_at", "ending", "peak")),
)

# Runs of a meeting do not overlap. Those who are inside when it is cancelled leave just after it.
ASSIGN = """
UPDATE {table} SET instance_id = run.id FROM meeting_instances AS run
WHERE run.meeting_id = {table}.meeting_id AND {moment} >= run.started_at AND (run.ended_at IS NULL
 OR {moment} <= run.ended_at + CASE WHEN run.ending IN ('cancelled', 'expired') THEN 1000000 ELSE 0 END)
"""
MOMENTS = {
    "visits": "visits.entered_at",
    "events": "events.at",
    "recordings": "recordings.started_at",
    "polls": "coalesce(polls.opened_at, polls.created_at)",
}


class Visit(NamedTuple):
    """A visit to a meeting."""

    entered_at: int
    left_at: int | None
    left_reason: str | None = None


class Finish(NamedTuple):
    """The meeting finished, or was ``cancelled``."""

    at: int
    cancelled: bool = False


class Run(NamedTuple):
    """A run of a meeting, under way where it has no end."""

    started_at: int
    ended_at: int | None
    ending: str | None
    peak: int


def upgrade() -> None:
    connection = op.get_bind()
    after = 0
    while True:
        ids = sa.select(VISITS.c.meeting_id).where(VISITS.c.meeting_id > after).distinct()
        page = connection.scalars(ids.order_by(VISITS.c.meeting_id).limit(PAGE)).all()
        if not page:
            break
        _find(connection, page[0], after := page[-1])
    for table, moment in MOMENTS.items():
        op.execute(ASSIGN.format(table=table, moment=moment))
    op.execute(
        "UPDATE meetings SET instance_id = run.id, peak = run.peak FROM meeting_instances AS run"
        " WHERE run.meeting_id = meetings.id AND run.ended_at IS NULL"
    )


def downgrade() -> None:
    for table in MOMENTS:
        op.execute(f"UPDATE {table} SET instance_id = NULL")  # noqa: S608 - names of this file
    op.execute("UPDATE meetings SET instance_id = NULL, peak = 0")
    op.execute("DELETE FROM meeting_instances")


def _find(connection: sa.Connection, first: int, last: int) -> None:
    """Insert the instances of the meetings with these ids."""
    visits: dict[int, list[Visit]] = defaultdict(list)
    query = sa.select(VISITS).where(VISITS.c.meeting_id.between(first, last))
    for row in connection.execute(query.order_by(VISITS.c.meeting_id, VISITS.c.entered_at, VISITS.c.id)):
        visits[row.meeting_id].append(Visit(row.entered_at, row.left_at, row.left_reason))
    in_page = EVENTS.c.meeting_id.between(first, last)
    finishes: dict[int, list[Finish]] = defaultdict(list)
    kinds = EVENTS.c.type.in_(("meeting:meeting:updated", "meeting:meeting:cancelled"))
    for row in connection.execute(sa.select(EVENTS).where(in_page, kinds).order_by(EVENTS.c.at)):
        cancelled = row.type == "meeting:meeting:cancelled"
        if cancelled or row.data["meeting"]["status"] == "finished":
            finishes[row.meeting_id].append(Finish(row.at, cancelled))
    entering = sa.select(EVENTS.c.meeting_id).where(in_page, EVENTS.c.type == "room:person:entered").distinct()
    logged = set(connection.scalars(entering))
    rows = [
        {
            "public_id": _random_text(),
            "center_id": meeting.center_id,
            "meeting_id": meeting.id,
            "started_at": run.started_at,
            "ended_at": run.ended_at,
            "ending": "expired" if run.ending == "cancelled" and meeting.life == "expired" else run.ending,
            "peak": run.peak,
        }
        for meeting in connection.execute(sa.select(MEETINGS).where(MEETINGS.c.id.in_(visits)))
        for run in find_runs(
            visits[meeting.id],
            finishes[meeting.id],
            logged=meeting.id in logged,
            under_way=meeting.status in ("in_progress", "host_left"),
            cancelled=meeting.cancelled_at is not None,
        )
    ]
    connection.execute(INSTANCES.insert(), rows)


def find_runs(
    visits: Sequence[Visit], finishes: Sequence[Finish], *, logged: bool, under_way: bool, cancelled: bool
) -> list[Run]:
    """The runs of a meeting, from its visits in the order of entering and what the log says of its ends, in order.
    ``logged``: whether the log has the visits; ``under_way``, ``cancelled``: what the meeting is now."""
    groups = _group(visits, [finish.at for finish in finishes], logged)
    runs: list[Run] = []
    for index, group in enumerate(groups):
        following = groups[index + 1] if index + 1 < len(groups) else None
        start, peak = group[0].entered_at, _peak(group)
        if following is None and under_way:
            runs.append(Run(start, None, None, peak))
            continue
        empty_at = max(visit.left_at or visit.entered_at for visit in group)
        within = [one for one in finishes if start < one.at and (following is None or one.at < following[0].entered_at)]
        finish = next((one for one in within if one.at >= empty_at - SKEW), None)
        reasons = {visit.left_reason for visit in group}
        if (finish is not None and finish.cancelled) or (
            finish is None and following is None and cancelled and "cancelled" in reasons
        ):
            ending = "cancelled"
        else:
            ending = "ended" if "ended" in reasons else "emptied"
        runs.append(Run(start, max(finish.at, empty_at) if finish else empty_at, ending, peak))
    return runs


def _group(visits: Sequence[Visit], finishes: Sequence[int], logged: bool) -> list[list[Visit]]:
    """The visits of each run."""
    groups: list[list[Visit]] = []
    empty_at = float("-inf")
    for visit in visits:
        begins = not groups
        if groups and visit.entered_at > empty_at:
            finished = bisect_left(finishes, visit.entered_at) > bisect_right(finishes, groups[-1][0].entered_at)
            begins = finished or (not logged and visit.entered_at - empty_at > GRACE)
        if begins:
            groups.append([])
        groups[-1].append(visit)
        empty_at = max(empty_at, float("inf") if visit.left_at is None else visit.left_at)
    return groups


def _peak(visits: Sequence[Visit]) -> int:
    """The most people that were inside at once."""
    steps = [(visit.entered_at, 1) for visit in visits]
    steps += [(visit.left_at, -1) for visit in visits if visit.left_at is not None]
    inside = most = 0
    for _, step in sorted(steps):
        inside += step
        most = max(most, inside)
    return most


def _random_text() -> str:
    return "".join(secrets.choice(string.ascii_lowercase + string.digits) for _ in range(16))
