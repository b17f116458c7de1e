"""What went wrong inside the server, as every API tells it: a number for the caller, the trace for the log."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from structlog.typing import FilteringBoundLogger

from convener.observability.outages import UNAVAILABLE, is_outage

RETRY_AFTER = 2
"""Seconds after which a call may succeed that found no database."""


@dataclass(frozen=True)
class InternalError:
    """``number``: under which the log has the trace. ``unavailable``: the database did not answer, the same call may
    succeed later (HTTP 503); otherwise it is a defect (HTTP 500). ``message``: a sentence for the caller."""

    number: str
    unavailable: bool
    message: str


def record_internal_error(log: FilteringBoundLogger, error: Exception, **fields: object) -> InternalError:
    """Write an error that no API expects to the log, with the fields beside it."""
    number = secrets.token_hex(6)
    log.error("internal error", number=number, **fields, exc_info=error)
    if is_outage(error):
        return InternalError(number, True, UNAVAILABLE)
    return InternalError(number, False, f"Something went wrong on the server. Tell the operator the number {number}.")
