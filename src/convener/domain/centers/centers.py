"""Conference centers: created, found, locked."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.errors import CenterExists, CenterNotFound, InvalidParameter
from convener.domain.site import now
from convener.storage.models import Center

_NAME = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?")


def ensure_center(session: Session, name: str, title: str) -> Center:
    """The center with this name, created where it does not exist; names are compared without case."""
    name = text.key("center", name, 64, shortest=1).lower()
    return _find(session, name) or _make(session, name, title) or find(session, name)


def create_center(session: Session, name: str, title: str) -> Center:
    """Create a center without users; the name becomes a part of its URLs. Raises :class:`CenterExists`,
    :class:`InvalidParameter`."""
    name = text.key("name", name, 64, shortest=1).lower()
    if not _NAME.fullmatch(name):
        raise InvalidParameter("The name of a center has small letters, digits and - . _ inside.", "name")
    center = None if _find(session, name) else _make(session, name, text.line("title", title, 255) or name)
    if center is None:
        raise CenterExists(f"There is already a center {name!r}.", "name")
    return center


def find(session: Session, name: str) -> Center:
    """The center with this name, whatever its case. Raises :class:`CenterNotFound`."""
    center = _find(session, name.lower()) if text.is_storable(name) else None
    if center is None:
        raise CenterNotFound(f"There is no center {name!r}.", "center")
    return center


def list_centers(session: Session) -> list[Center]:
    """All centers, by name."""
    return list(session.scalars(select(Center).order_by(Center.name)))


def lock_center(session: Session, center_id: int) -> Center:
    """Lock the center's row until the transaction ends; returns it as it is now. For settings, and for rules that count
    the center's users. Rows that only refer to the center (each new meeting does) need not wait for it.

    Rows are locked in one order, or two transactions could wait for each other: the center, users, the API client, the
    meeting, what belongs to the meeting."""
    query = select(Center).where(Center.id == center_id).with_for_update(key_share=True)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def _find(session: Session, name: str) -> Center | None:
    return session.scalar(select(Center).where(Center.name == name))


def _make(session: Session, name: str, title: str) -> Center | None:
    """A new center; None where another process has made one of this name at the same moment."""
    center = Center(name=name, title=title, created_at=now())
    try:
        with session.begin_nested():
            session.add(center)
    except IntegrityError:
        return None
    return center
