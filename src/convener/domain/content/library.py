"""The documents of a center, over all its meetings: those of the own meetings, for administrators those of all."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from convener.domain import text
from convener.domain.authorization import Principal, owned_only
from convener.domain.errors import InvalidParameter
from convener.domain.permissions import ObjectAction, ObjectKind
from convener.storage.models import Content, ContentPage, Meeting

from .contents import is_open

MOST_WORDS = 10
"""Words of a search that count."""

LONGEST_SEARCH = 250


def list_documents(
    session: Session, caller: Principal, *, search: str, after: str, most: int
) -> tuple[list[Content], bool]:
    """At most ``most`` documents of the meetings that the caller may manage, the newest first, and whether others
    follow.

    ``search``: words that all are in the title, the name of the file, or the text of a page, in small or capital
    letters; ``after``: the resource id of the last one that the caller has. Raises :class:`InvalidParameter`.
    """
    words = text.line("search", search, LONGEST_SEARCH).split()[:MOST_WORDS]
    query = (
        select(Content)
        .join(Meeting, Meeting.id == Content.meeting_id)
        .options(joinedload(Content.owner), joinedload(Content.meeting))
        .where(Content.center_id == caller.center_id, Content.deleted_at.is_(None), is_open())
        .where(*owned_only(caller, ObjectAction.MANAGE, ObjectKind.MEETING), *map(_has, words))
        .order_by(Content.id.desc())
    )
    if after:
        last = _find_id(session, caller, after)
        query = query.where(Content.id < last)
    found = list(session.scalars(query.limit(most + 1)))
    return found[:most], len(found) > most


def _has(word: str) -> ColumnElement[bool]:
    on_page = exists().where(ContentPage.content_id == Content.id, ContentPage.text.icontains(word, autoescape=True))
    named = (column.icontains(word, autoescape=True) for column in (Content.title, Content.upload_name))
    return or_(*named, on_page)


def _find_id(session: Session, caller: Principal, resource_id: str) -> int:
    query = select(Content.id).where(Content.center_id == caller.center_id, Content.resource_id == resource_id)
    found = session.scalar(query) if text.is_storable(resource_id) else None
    if found is None:
        raise InvalidParameter("after must be the next of an earlier page.", "after")
    return found
