"""Access lists of a meeting: the users and groups that may enter on each side."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from convener.storage.models import Group, Meeting, MeetingAccess, User
from convener.storage.rows import AnyMeeting

SIDES = ("audience", "presenter")


def read_access_list(session: Session, meeting: AnyMeeting, side: str) -> list[str]:
    """IDs of users and groups on the access list of a side, in the order given."""
    query = (
        select(User.user_id, Group.group_id)
        .select_from(MeetingAccess)
        .outerjoin(User, User.id == MeetingAccess.user_id)
        .outerjoin(Group, Group.id == MeetingAccess.group_id)
        .where(MeetingAccess.meeting_id == meeting.id, MeetingAccess.side == side)
        .where((User.id.is_(None)) | (User.deleted_at.is_(None)))
        .order_by(MeetingAccess.id)
    )
    return [user_id or group_id for user_id, group_id in session.execute(query)]


def write_access_list(session: Session, meeting: Meeting, side: str, members: Iterable[User | Group]) -> None:
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
