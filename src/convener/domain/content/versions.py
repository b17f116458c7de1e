"""Versions of a document of the library: the one that is there now has replaced the earlier ones, each of which is a
document with a file and pages of its own, that can be downloaded, and made the present one again. They have the same
owner, folder and audience. Meetings into which one was put have copies: these stay as they are."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from convener.domain.authorization import Principal
from convener.domain.errors import LimitReached, WrongState
from convener.storage.models import Content

from . import contents, conversions

MOST_VERSIONS = 100
"""Versions of one document, those among them that were deleted and can be restored."""


def list_versions(session: Session, caller: Principal, resource_id: str) -> list[Content]:
    """All versions of a document (any of them is named), the newest first; the caller manages it. Raises
    :class:`ContentNotFound`."""
    content = contents.find_managed(session, caller, resource_id)
    query = _versions(content.superseded_by_id or content.id).where(Content.deleted_at.is_(None))
    return list(session.scalars(query.options(joinedload(Content.owner)).order_by(Content.id.desc())))


def replace(session: Session, before: Content, after: Content) -> None:
    """Make ``after``, which is new, the present version of the document ``before``, whose row the caller has locked and
    which is one of the library. Raises :class:`WrongState` where another one has replaced it, :class:`LimitReached`."""
    if before.superseded_by_id is not None:
        raise WrongState("document", "Another version has replaced this one meanwhile.")
    earlier = lock_earlier(session, before)
    if len(earlier) + 2 > MOST_VERSIONS:
        raise LimitReached(f"A document may have at most {MOST_VERSIONS} versions. Delete some that nobody needs.")
    after.title, after.folder = before.title, before.folder
    after.audience, after.group_id, after.owner_id = before.audience, before.group_id, before.owner_id
    _make_present(session, after, [before, *earlier])
    conversions.renew_words(session, after)


def make_present(session: Session, caller: Principal, resource_id: str) -> Content:
    """Make an earlier version the present one again; returns it. The caller manages it. Raises
    :class:`ContentNotFound`."""
    content = contents.find_managed(session, caller, resource_id)
    while content.superseded_by_id is not None:
        present = session.scalars(contents.locked(select(Content).where(Content.id == content.superseded_by_id))).one()
        content = contents.find_managed(session, caller, resource_id, for_update=True)
        if content.superseded_by_id != present.id:
            continue  # another version has become the present one meanwhile
        others = [one for one in (present, *lock_earlier(session, present)) if one.id != content.id]
        content.title, content.folder = present.title, present.folder
        content.audience, content.group_id = present.audience, present.group_id
        _make_present(session, content, others)
        conversions.renew_words(session, content)
    return content


def _make_present(session: Session, content: Content, others: Sequence[Content]) -> None:
    content.superseded_by_id = None
    for one in others:
        one.superseded_by_id = content.id
    session.flush()


def lock_earlier(session: Session, content: Content) -> list[Content]:
    """The earlier versions of a document that are not deleted, locked."""
    query = select(Content).where(Content.superseded_by_id == content.id, Content.deleted_at.is_(None))
    return list(session.scalars(contents.locked(query.order_by(Content.id))))


def lock_deleted_with(session: Session, content: Content) -> list[Content]:
    """The earlier versions of a deleted document that were deleted with it, locked."""
    query = select(Content).where(
        Content.superseded_by_id == content.id, Content.deleted_at == content.deleted_at, Content.removed_at.is_(None)
    )
    return list(session.scalars(contents.locked(query.order_by(Content.id))))


def count_versions(session: Session, found: Sequence[Content]) -> dict[int, int]:
    """How many versions each of these documents has, itself among them, by its primary key."""
    ids = [one.id for one in found]
    query = select(Content.superseded_by_id).where(Content.superseded_by_id.in_(ids), Content.deleted_at.is_(None))
    counts = dict.fromkeys(ids, 1)
    for present_id in session.scalars(query):
        if present_id is not None:
            counts[present_id] += 1
    return counts


def _versions(present_id: int) -> Select[Content]:
    return select(Content).where(or_(Content.id == present_id, Content.superseded_by_id == present_id))
