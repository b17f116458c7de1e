"""A database that is away: what every caller and task says of it is one line of the log a second.

An outage lets everything fail at once, many times a second. The first line of it has the trace, because what looks like
an outage may be a defect; of the others the count is what matters.
"""

from __future__ import annotations

import logging
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import structlog
from structlog.typing import EventDict

UNAVAILABLE = "The server cannot work at the moment; try again."
"""What a caller is told."""

INTERVAL = 1.0
"""Seconds from one line to the next."""

QUIET = 60.0
"""Seconds without such a line after which the next one is the first of another outage."""


def is_outage(error: BaseException) -> bool:
    """Whether an error is that of a database that does not answer, or that this machine gives no means to use; the same
    work may succeed later."""
    from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, TimeoutError  # commands may do without

    if getattr(getattr(error, "orig", None), "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
        return False  # a statement that is wrong: the driver has the same class for it
    if isinstance(error, OperationalError | InterfaceError | TimeoutError):
        return True
    return isinstance(error, DBAPIError) and error.connection_invalidated


class OutageSummary:
    """Processor: passes one line on an outage a second; ``more`` in it counts those that were left out before it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._guard = threading.Lock()
        self._written_at = -QUIET
        self._failed_at = -QUIET
        self._more = 0

    def __call__(self, _logger: Any, _method: str, event: EventDict) -> EventDict:
        """Pass a line on, or drop it."""
        if not event.get("exc_info"):
            return event
        error = _error_of(event["exc_info"])
        if error is None or not is_outage(error):
            return event
        with self._guard:
            moment = self._clock()
            is_first, self._failed_at = moment - self._failed_at >= QUIET, moment
            if not is_first and moment - self._written_at < INTERVAL:
                self._more += 1
                raise structlog.DropEvent
            self._written_at = moment
            more, self._more = self._more, 0
        if not is_first:
            del event["exc_info"]
        if more:
            event["more"] = more
        return {**event, "error": str(getattr(error, "orig", None) or error).strip().partition("\n")[0]}

    def passes(self, record: logging.LogRecord) -> bool:
        """The same for a line of another library, as a filter of its handler."""
        if not record.exc_info:
            return True
        try:
            passed = self(None, "", {"exc_info": record.exc_info})
        except structlog.DropEvent:
            return False
        record.exc_info = record.exc_info if "exc_info" in passed else None
        return True


def _error_of(exc_info: object) -> BaseException | None:
    if isinstance(exc_info, BaseException):
        return exc_info
    found = exc_info[1] if isinstance(exc_info, tuple) else sys.exc_info()[1]
    return found if isinstance(found, BaseException) else None
