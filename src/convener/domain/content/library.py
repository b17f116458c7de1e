"""The documents of a center: those of the library that the caller may use, and those of the own meetings; for
administrators all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeAlias

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from convener.domain import text
from convener.domain.authorization import Principal
from convener.domain.centers.settings import restores_since, settings_of
from convener.domain.errors import InvalidParameter
from convener.storage.models import Center, Content, ContentPage, Meeting

from .contents import is_current, is_open, is_restorable, listed
from .library_documents import is_manageable, is_usable

MOST_WORDS = 10
"""Words of a search that count."""

LONGEST_SEARCH = 250

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECONDS = re.compile("[0-9]{0,17}", re.ASCII)


Place: TypeAlias = Literal["all", "library", "meetings"]


@dataclass(frozen=True, kw_only=True)
class LibraryQuery:
    """Which documents are wanted. ``search``: words that all are in the title, the name of the file, or the text of a
    page, in small or capital letters; ``place``: those of the library alone, or of meetings alone; ``folder``: of the
    library; ``kind``: a :class:`~convener.domain.documents.recognition.FileKind`, empty for
    all; ``meeting``: the mid of the meeting to which they were brought, empty for all; ``deleted``: those that were
    deleted and can be restored."""

    search: str = ""
    place: Place = "all"
    folder: str = ""
    kind: str = ""
    meeting: str = ""
    deleted: bool = False


def list_documents(
    session: Session, caller: Principal, wanted: LibraryQuery, *, after: str, most: int
) -> tuple[list[Content], str | None]:
    """At most ``most`` documents that the caller may use (deleted ones: change), the newest first (of deleted ones the
    one that was deleted last), and the ``after`` of those that follow, None at the end. ``after``: where the caller
    goes on, empty at the beginning. Raises :class:`InvalidParameter`."""
    words = text.line("search", wanted.search, LONGEST_SEARCH).split()[:MOST_WORDS]
    query = (
        listed()
        .options(joinedload(Content.group))
        .outerjoin(Meeting, Meeting.id == Content.meeting_id)
        .where(Content.center_id == caller.center_id, is_open(), is_current(), *map(_has, words))
    )
    if wanted.place == "library":
        query = query.where(Content.meeting_id.is_(None))
    elif wanted.place == "meetings":
        query = query.where(Content.meeting_id.is_not(None))
    if wanted.folder:
        query = query.where(
            Content.meeting_id.is_(None), Content.folder == text.line("folder", wanted.folder, LONGEST_SEARCH)
        )
    if wanted.kind:
        query = query.where(Content.kind == wanted.kind)
    if wanted.meeting:
        query = query.where(Meeting.mid == text.line("meeting", wanted.meeting, LONGEST_SEARCH))
    last = _read_position(session, caller, after) if after else None
    if wanted.deleted:
        since = restores_since(settings_of(session.get_one(Center, caller.center_id)))
        query = query.where(is_restorable(), Content.deleted_at > since, is_manageable(caller))
        query = query.order_by(Content.deleted_at.desc(), Content.id.desc())
    else:
        query = query.where(Content.deleted_at.is_(None), is_usable(caller)).order_by(Content.id.desc())
    if last is not None:
        query = query.where(_follows(*last) if wanted.deleted else Content.id < last[0])
    found = list(session.scalars(query.limit(most + 1)))
    return found[:most], _position_of(found[most - 1]) if len(found) > most else None


def _has(word: str) -> ColumnElement[bool]:
    on_page = exists().where(ContentPage.content_id == Content.id, ContentPage.text.icontains(word, autoescape=True))
    named = (column.icontains(word, autoescape=True) for column in (Content.title, Content.upload_name))
    return or_(*named, on_page)


def _follows(row: int, deleted_at: datetime) -> ColumnElement[bool]:
    return or_(Content.deleted_at < deleted_at, and_(Content.deleted_at == deleted_at, Content.id < row))


def _position_of(content: Content) -> str:
    """Where a document stands, also once it is restored: its resource id, of a deleted one with the microseconds at
    which that was."""
    if content.deleted_at is None:
        return content.resource_id
    return f"{content.resource_id}.{(content.deleted_at - _BEGINNING) // timedelta(microseconds=1)}"


def _read_position(session: Session, caller: Principal, position: str) -> tuple[int, datetime]:
    resource_id, _, microseconds = position.partition(".")
    query = select(Content.id).where(Content.center_id == caller.center_id, Content.resource_id == resource_id)
    found = session.scalar(query) if text.is_storable(resource_id) else None
    if found is None or not _MICROSECONDS.fullmatch(microseconds):
        raise InvalidParameter("after must be the next of an earlier page.", "after")
    return found, _BEGINNING + timedelta(microseconds=int(microseconds or 0))
