"""The declarative base class, and the column types that tables share."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Index,
    Integer,
    MetaData,
    Text,
    TextClause,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase

from convener.storage.types import Instant

Json = JSON().with_variant(JSONB(), "postgresql")
Folded = Text().with_variant(Text(collation="C"), "postgresql")
"""Text as it is compared (:func:`convener.domain.text.fold`): ordered by code points, so that an index finds
beginnings."""
Key = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite generates ids for INTEGER PRIMARY KEY alone."""


def partial_index(name: str, *columns: str | TextClause, where: str, unique: bool = False) -> Index:
    """An index of the rows ``where`` this holds: a condition that both databases spell alike."""
    condition = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


class Base(DeclarativeBase):
    """The base of all tables: names of constraints by convention, so that migrations can refer to them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: Instant, dict[str, Any]: Json, list[str]: Json, str: Text}
