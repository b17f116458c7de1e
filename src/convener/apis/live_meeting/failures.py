"""What a failure becomes: the HTTP status and the document of its Fault."""

from __future__ import annotations

from collections.abc import Iterator

import structlog

from convener.apis.internal_error import record_internal_error

from .protocol.faults import Fault
from .protocol.writer import document

log = structlog.get_logger("convener.livemeeting")

HttpReply = tuple[int, bytes | Iterator[bytes]]
"""Status and body, which may be in pieces that are made as they are asked for."""


def failure_reply(error: Exception) -> tuple[int, bytes]:
    """The reply to a request that failed."""
    fault = error if isinstance(error, Fault) else internal_error(error)
    return fault.status, document(fault.element())


def internal_error(error: Exception) -> Fault:
    """The Fault of a defect or of a missing database: a number for the caller, the trace for the log."""
    recorded = record_internal_error(log, error)
    return Fault("Server", recorded.message, status=503 if recorded.unavailable else 200)
