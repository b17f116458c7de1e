"""Seats: what meetings reserve for their time, and how many are free (Live Meeting service API, reference 5.4 and 8.4).

The sum of reserved seats is stored as steps, by how much it changes at which moment, and as sums of the steps by day.
So the sums over an interval take the days before it and the steps within it, whatever the number of meetings.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta

from msgspec import UNSET, UnsetType
from sqlalchemy.orm import Session

from convener.domain.accounts.settings import UserSettings
from convener.domain.centers import centers
from convener.domain.centers import limits as center_limits
from convener.domain.centers.settings import ROOM_CAPACITY, CenterSettings, settings_of
from convener.domain.errors import Maintenance, SeatsTaken, TooManySeats
from convener.domain.site import Site
from convener.domain.stored_settings import read_settings
from convener.storage.core import find_maintenance
from convener.storage.rows import AnyCenter, AnyUser, MeetingColumns
from convener.storage.seats import add_seats, read_seat_steps

from .series import series_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Times = list[tuple[datetime, datetime]]


def times_of(meeting: MeetingColumns) -> Times:
    """When the meeting reserves its seats: never where it has no end, or no seats."""
    if not meeting.seats or meeting.starts_at is None or meeting.ends_at is None:
        return []
    series = series_of(meeting)
    if series is None:
        return [(meeting.starts_at, meeting.ends_at)]
    return _joined(series.times()) if series.is_bounded else []


def _joined(times: Times) -> Times:
    """Times in order, those that touch joined: a meeting reserves its seats once, also where an occurrence lasts until
    after the start of the next one."""
    joined: Times = []
    for start, end in times:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def reserve(session: Session, meeting: MeetingColumns) -> None:
    """Count the meeting's seats in its time."""
    _count(session, meeting.center_id, times_of(meeting), meeting.seats or 0)


def release(session: Session, meeting: MeetingColumns) -> None:
    """Count them no longer; to be called before seats or times change."""
    _count(session, meeting.center_id, times_of(meeting), -(meeting.seats or 0))


def _count(session: Session, center_id: int, times: Times, seats: int) -> None:
    if not times:
        return
    steps: dict[datetime, int] = defaultdict(int)
    days: dict[int, int] = defaultdict(int)
    for start, end in times:
        steps[start] += seats
        steps[end] -= seats
    for at, delta in steps.items():
        days[_day(at)] += delta
    add_seats(session, center_id, steps, days)


def _day(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(days=1)


def reserved(session: Session, center_id: int, start: datetime, end: datetime) -> list[tuple[datetime, datetime, int]]:
    """Start, end and sum of reserved seats for each part of the interval, in order and without gaps; neighbours
    differ. Meetings without an end do not count."""
    level, steps = read_seat_steps(session, center_id, _day(start), end)
    found: list[tuple[datetime, datetime, int]] = []
    began = start
    for at, delta in steps:
        if at > began:
            found.append((began, at, level))
            began = at
        level += delta
    found.append((began, end, level))
    return found


def demanded_seats(site: Site, settings: CenterSettings, owner: AnyUser) -> int | None:
    """The seats of a meeting for which nobody can say how many: the owner's number, else as many as the limits of the
    center leave to one meeting; None, and the meeting reserves none, where there is no such limit."""
    own = read_settings(UserSettings, owner.preferences).meeting_size if owner.preferences else None
    if own is not None or (settings.meeting_seats is None and settings.attendance_limit is None):
        return own
    return min(center_limits.max_meeting_seats(site, settings), settings.attendance_limit or ROOM_CAPACITY)


def check_seats(session: Session, site: Site, center: AnyCenter, meeting: MeetingColumns) -> None:
    """Check that the meeting, which is not counted at the moment, may have its seats in its time.

    Raises :class:`TooManySeats`, :class:`SeatsTaken`.
    """
    settings = settings_of(center)
    seats = meeting.seats or 0
    most = center_limits.max_meeting_seats(site, settings)
    if seats > most:
        raise TooManySeats(seats, most)
    times = times_of(meeting)
    if settings.attendance_limit is not None and times:
        # Locked, so that two meetings that are scheduled at once see each other.
        centers.lock_center(session, center.id)
        taken = max(level for start, end in times for _, _, level in reserved(session, center.id, start, end))
        if settings.attendance_limit - taken < seats:
            raise SeatsTaken(seats, max(settings.attendance_limit - taken, 0))


def lock_seats(session: Session, center: AnyCenter) -> None:
    """Before a meeting is locked whose seats may change: lock the center, where the seats of its meetings are limited,
    as :func:`check_seats` needs it (:func:`.centers.lock_center` says why in this order)."""
    if settings_of(center).attendance_limit is not None:
        centers.lock_center(session, center.id)


def check_maintenance(
    session: Session,
    meeting: MeetingColumns,
    *,
    until: datetime | UnsetType | None = UNSET,
    start: datetime | None = None,
    times: Times | None = None,
) -> None:
    """Raise :class:`Maintenance` where the meeting's time touches a maintenance window; of a meeting without an end
    only its start counts, of one without a start ``start``, where that is given; of a series whose dates are changed
    one by one, ``times`` alone.

    ``until``: the end of the center's last window (None: there is none) where the caller has read it in this
    transaction; then a meeting after it needs no query.
    """
    begins = meeting.starts_at or start
    if begins is None or until is None or (until is not UNSET and until <= begins):
        return
    if times is None:
        series = series_of(meeting)
        bounded = series if series is not None and series.is_bounded else None
        times = bounded.times() if bounded is not None else [(begins, meeting.ends_at or begins)]
    first, last = min(start for start, _ in times), max(end for _, end in times)
    for began, ended in find_maintenance(session, meeting.center_id, first, last):
        if any(start < ended and (end > began or start == end >= began) for start, end in times):
            raise Maintenance("Maintenance is planned for this time.", "starts_at")
