"""Column types that SQLAlchemy does not have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """A point in time as whole microseconds since 1970 UTC: the same order, precision and index on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Microseconds of an aware datetime. Raises :class:`ValueError` for one without a time zone."""
        return _microseconds(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], int | None]:
        """The same as a function, which takes half the time."""
        return _microseconds

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """An aware datetime in UTC."""
        return _instant(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        """The same as a function: a list has thousands of times, and the way by this class takes twice as long."""
        return _instant


def _microseconds(value: datetime | None) -> int | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return (value - EPOCH) // _MICROSECOND


def _instant(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else EPOCH + timedelta(microseconds=int(microseconds))
