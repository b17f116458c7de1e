"""Access lists of a meeting: the users and groups that may enter on each side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from convener.storage.models import Group, MeetingAccess, User
from convener.storage.rows import AnyMeeting

SIDES = ("audience", "presenter")


MOST_AT_A_TIME = 1000
"""Meetings of which one statement reads the lists."""


def read_access_lists(session: Session, meeting_ids: Sequence[int], side: str) -> dict[int, list[str]]:
    """IDs of users and groups on the access lists of a side of these meetings (primary keys), in the order given; only
    of those that have a list."""
    lists: dict[int, list[str]] = defaultdict(list)
    for start in range(0, len(meeting_ids), MOST_AT_A_TIME):
        query = (
            select(MeetingAccess.meeting_id, func.coalesce(User.user_id, Group.group_id))
            .outerjoin(User, User.id == MeetingAccess.user_id)
            .outerjoin(Group, Group.id == MeetingAccess.group_id)
            .where(MeetingAccess.meeting_id.in_(meeting_ids[start : start + MOST_AT_A_TIME]))
            .where(MeetingAccess.side == side, (User.id.is_(None)) | (User.deleted_at.is_(None)))
            .order_by(MeetingAccess.id)
        )
        for meeting_id, listed in session.execute(query):
            lists[meeting_id].append(listed)
    return lists


def write_access_list(session: Session, meeting: AnyMeeting, side: str, members: Iterable[User | Group]) -> None:
    """Replace the access list of a side."""
    session.execute(delete(MeetingAccess).where(MeetingAccess.meeting_id == meeting.id, MeetingAccess.side == side))
    rows = [
        {
            "meeting_id": meeting.id,
            "side": side,
            "user_id": member.id if isinstance(member, User) else None,
            "group_id": member.id if isinstance(member, Group) else None,
        }
        for member in members
    ]
    if rows:
        session.execute(insert(MeetingAccess), rows)
