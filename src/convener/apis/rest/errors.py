"""Errors of ``/api/v1``: one table from the domain's words to HTTP statuses, one form of reply."""

from __future__ import annotations

from typing import Any

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from convener.apis.internal_error import RETRY_AFTER, record_internal_error
from convener.domain.errors import DomainError, Overloaded, TooManyAttempts

from .own_pages import ForeignPage
from .v1.schemas.problem import Problem

log = structlog.get_logger("convener.rest")

STATUS: dict[str, int] = {
    "invalid_parameter": 400,
    "name_required": 400,
    "auth_failed": 401,
    "not_allowed": 403,
    "removed": 403,
    "meeting_not_found": 404,
    "date_not_found": 404,
    "bad_match": 404,
    "content_not_found": 404,
    "participant_not_found": 404,
    "user_not_found": 404,
    "unknown_users": 404,
    "invariant_broken": 409,
    "invalid": 404,
    "early": 409,
    "cancelled": 409,
    "inactive": 409,
    "late": 409,
    "wrong_password": 403,
    "sign_in_needed": 403,
    "registration_needed": 400,
    "center_not_found": 404,
    "making": 409,
    "deleted": 409,
    "expired": 409,
    "no_such_format": 409,
    "not_owner": 403,
    "storage_failed": 503,
    "meeting_cancelled": 409,
    "wrong_state": 409,
    "name_taken": 409,
    "place_exists": 409,
    "unknown_document": 404,
    "no_minutes": 404,
    "changed_meanwhile": 409,
    "meeting_exists": 409,
    "ended": 409,
    "full": 409,
    "limit_reached": 409,
    "storage_full": 507,
    "maintenance": 409,
    "seats_taken": 409,
    "too_many_seats": 409,
    "locked": 409,
    "too_many_requests": 429,
    "unavailable": 503,
}
"""The domain's stable words to statuses; a word that is not here is a 400."""

WORDS: dict[int, str] = {
    400: "invalid_request",
    401: "auth_failed",
    403: "not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
}


def domain_problem(_request: Request[Any, Any, Any], error: DomainError) -> Response[Problem]:
    """A :class:`DomainError` as a reply."""
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, TooManyAttempts | Overloaded) else {}
    parameter = None if error.parameter is None else _in_camel_case(error.parameter)
    problem = Problem(error=error.word, message=str(error), parameter=parameter)
    return Response(problem, status_code=STATUS.get(error.word, 400), headers=headers)


def _in_camel_case(field: str) -> str:
    """A field of the domain as it is called here: ``starts_at`` is ``startsAt``."""
    first, *others = field.split("_")
    return first + "".join(other.capitalize() for other in others)


def http_problem(_request: Request[Any, Any, Any], error: HTTPException) -> Response[Problem]:
    """What the framework refuses, in the same form; a malformed body names the field where that is known."""
    parameter = None
    message = error.detail
    if isinstance(error, ValidationException) and isinstance(error.extra, list) and error.extra:
        first = error.extra[0]
        if isinstance(first, dict) and first.get("key") == "data":
            message = "The body is missing."
        elif isinstance(first, dict):
            parameter = str(first.get("key")) if first.get("key") else None
            message = str(first.get("message", message))
    word = WORDS.get(error.status_code, "failed" if error.status_code < 500 else "internal_error")
    if isinstance(error, ForeignPage):
        word = "csrf_failed"
    problem = Problem(error=word, message=message, parameter=parameter)
    return Response(problem, status_code=error.status_code, headers=dict(error.headers or {}))


def internal_problem(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    """A defect, or a database that does not answer: the caller gets a number, the log gets the number and the trace."""
    recorded = record_internal_error(log, error, path=request.scope.get("path_template"))
    if recorded.unavailable:
        problem = Problem(error="unavailable", message=recorded.message)
        return Response(problem, status_code=503, headers={"Retry-After": str(RETRY_AFTER)})
    message = f"Something went wrong on the server. If it goes on, tell the operator the number {recorded.number}."
    return Response(Problem(error="internal_error", message=message), status_code=500)
