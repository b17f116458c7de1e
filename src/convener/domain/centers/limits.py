"""The limits of a center, and how much of each is used (Live Meeting service API, QueryLimits)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from convener.domain.errors import LimitReached
from convener.domain.site import Site
from convener.storage.models import Meeting, User
from convener.storage.rows import AnyCenter

from . import centers
from .settings import NO_LIMIT, ROOM_CAPACITY, CenterSettings, settings_of


class LimitKind(StrEnum):
    """What a center has limits of."""

    SEATS = "seats of one meeting"
    ATTENDANCE = "people in all meetings together"
    SCHEDULE = "scheduled meetings"
    NAMED_USERS = "users who may schedule"


@dataclass(frozen=True)
class Limit:
    """A limit and how much of it is used; ``current`` is None where that does not apply."""

    limit: int
    current: int | None


def max_meeting_seats(site: Site, settings: CenterSettings) -> int:
    """The most seats that one meeting may have: the center's limit, else the capacity of a room."""
    return min(settings.meeting_seats or site.room_limit, ROOM_CAPACITY)


def find_limit(session: Session, site: Site, center: AnyCenter, kind: LimitKind) -> Limit:
    """A limit of the center as it stands. Where there is none, ``limit`` is the top of the range (:data:`NO_LIMIT`)."""
    settings = settings_of(center)
    match kind:
        case LimitKind.SEATS:
            return Limit(max_meeting_seats(site, settings), None)
        case LimitKind.ATTENDANCE:
            inside = select(func.coalesce(func.sum(Meeting.inside), 0)).where(
                Meeting.center_id == center.id, text("meetings.inside > 0")
            )
            return Limit(settings.attendance_limit or ROOM_CAPACITY, session.scalars(inside).one())
        case LimitKind.SCHEDULE:
            return Limit(settings.schedule_limit or NO_LIMIT, count_scheduled_meetings(session, center.id))
        case LimitKind.NAMED_USERS:
            return Limit(settings.named_user_limit or NO_LIMIT, count_named_users(session, center.id))


def count_scheduled_meetings(session: Session, center_id: int) -> int:
    """The number of the center's meetings that are neither deleted nor expired."""
    query = select(func.coalesce(func.sum(User.meetings), 0)).where(User.center_id == center_id)
    return int(session.scalars(query).one())


def lock_schedule(session: Session, center: AnyCenter) -> None:
    """Before a meeting is locked that may become a scheduled one: lock the center, where the number of these is
    limited, as :func:`require_free_schedule` needs it (:func:`.centers.lock_center` says why in this order)."""
    if settings_of(center).schedule_limit is not None:
        centers.lock_center(session, center.id)


def require_free_schedule(session: Session, center: AnyCenter) -> None:
    """Raise :class:`LimitReached` where the center has as many scheduled meetings as it may have.

    Where there is a limit the center's row is locked, so that of two meetings created at once the second counts the
    first.
    """
    most = settings_of(center).schedule_limit
    if most is None:
        return
    centers.lock_center(session, center.id)
    if count_scheduled_meetings(session, center.id) >= most:
        raise LimitReached(f"The center may have at most {most} scheduled meetings.")


def count_named_users(session: Session, center_id: int) -> int:
    """The number of the center's users who may schedule meetings."""
    query = (
        select(func.count())
        .select_from(User)
        .where(User.center_id == center_id, User.schedules, User.deleted_at.is_(None))
    )
    return session.scalars(query).one()
