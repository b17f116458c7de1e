"""Maintenance windows of a center: times in which no meeting can be scheduled."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.errors import InvalidParameter
from convener.storage.models import MaintenanceWindow
from convener.storage.rows import AnyCenter


def add_window(
    session: Session, center: AnyCenter, start: datetime, end: datetime, note: str = ""
) -> MaintenanceWindow:
    """Add a window ``start`` <= t < ``end``. Meetings that are scheduled in it stay. Raises
    :class:`InvalidParameter`."""
    if end <= start:
        raise InvalidParameter("A maintenance window must end after it starts.", "end")
    note = text.line("note", note, 255)
    window = MaintenanceWindow(center_id=center.id, starts_at=start, ends_at=end, note=note)
    session.add(window)
    session.flush()
    return window


def list_windows(session: Session, center: AnyCenter, *, since: datetime) -> list[MaintenanceWindow]:
    """The windows that end after ``since``, in order of time."""
    query = select(MaintenanceWindow).where(MaintenanceWindow.center_id == center.id, MaintenanceWindow.ends_at > since)
    return list(session.scalars(query.order_by(MaintenanceWindow.starts_at, MaintenanceWindow.id)))


def remove_window(session: Session, center: AnyCenter, number: int) -> None:
    """Remove the window with this number (its primary key). Raises :class:`InvalidParameter` where the center has
    none."""
    window = session.get(MaintenanceWindow, number)
    if window is None or window.center_id != center.id:
        raise InvalidParameter(f"There is no maintenance window {number}.", "number")
    session.delete(window)


def find_overlapping(session: Session, center: AnyCenter, start: datetime, end: datetime) -> list[MaintenanceWindow]:
    """The windows that overlap ``start`` <= t < ``end``, in order of time."""
    query = select(MaintenanceWindow).where(
        MaintenanceWindow.center_id == center.id,
        MaintenanceWindow.ends_at > start,
        MaintenanceWindow.starts_at < end,
    )
    return list(session.scalars(query.order_by(MaintenanceWindow.starts_at, MaintenanceWindow.id)))
