"""Conference centers: the tenants."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.storage.tables import Center

from .rules import now
from .texts import key


def ensure_center(session: Session, name: str, title: str) -> Center:
    """The center of this name, made where it is not there yet; names are compared without case."""
    name = key("center", name, 64, shortest=1).lower()
    center = session.scalar(select(Center).where(Center.name == name))
    if center is None:
        center = Center(name=name, title=title, created_at=now())
        session.add(center)
        session.flush()
    return center
