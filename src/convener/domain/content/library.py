"""The documents of a center: those of the library that the caller may use, and those of the own meetings; for
administrators all."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session, joinedload

from convener.domain.authorization import Principal
from convener.storage.models import Content

from . import contents, shelves
from .shelves import LibraryQuery


def list_documents(
    session: Session, caller: Principal, wanted: LibraryQuery, *, after: str, most: int
) -> tuple[list[Content], str | None]:
    """Documents, as :func:`.shelves.list_items`."""

    def narrow(query: Select[Any]) -> Select[Any]:
        query = query.options(joinedload(Content.owner), joinedload(Content.meeting), joinedload(Content.group))
        query = query.where(contents.is_open(), contents.is_current())
        if wanted.kind:
            query = query.where(Content.kind == wanted.kind)
        return query.where(contents.is_restorable()) if wanted.deleted else query

    return shelves.list_items(session, caller, Content, wanted, narrow, after=after, most=most)
