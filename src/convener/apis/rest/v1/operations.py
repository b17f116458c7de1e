"""What the operations say of themselves in the OpenAPI document: how callers prove who they are, how calls fail."""

from __future__ import annotations

from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import SecurityRequirement, SecurityScheme

from convener.web.cookies import CSRF, CSRF_HEADER, HOST_PREFIX, SIGN_IN

from .schemas.problem import Problem

SECURITY_SCHEMES: dict[str, SecurityScheme] = {
    "session": SecurityScheme(
        type="apiKey",
        name=SIGN_IN,
        security_scheme_in="cookie",
        description="The cookie of a signed-in user, set by `POST /api/v1/session`. Where the public URL of the server "
        f"is https its name begins with `{HOST_PREFIX}`.",
    ),
    "csrf": SecurityScheme(
        type="apiKey",
        name=CSRF_HEADER,
        security_scheme_in="header",
        description=f"The value of the cookie `{CSRF}` (`{HOST_PREFIX}{CSRF}` where the public URL is https), which "
        "`GET /api/v1/session` sets: proof that a call comes from a page of this server. It belongs to one session: "
        "signing in or out gives a new one. Without it the error is `csrf_failed`.",
    ),
    "room": SecurityScheme(
        type="http",
        scheme="bearer",
        description="The room token of a participant, as the room socket has it: `token` of `POST /api/v1/entries`.",
    ),
}

Security = list[SecurityRequirement]

FOR_ANYBODY: Security = []
FROM_OWN_PAGES: Security = [{"csrf": []}]
IN_THE_ROOM: Security = [{"room": []}]
SIGNED_IN: Security = [{"session": []}]
SIGNED_IN_FROM_OWN_PAGES: Security = [{"session": [], "csrf": []}]
SIGNED_IN_OR_NOT: Security = [{}, {"session": [], "csrf": []}]

_MEANINGS = {
    400: "The request cannot be read, or a parameter is missing or wrong.",
    401: "Nobody is signed in, or the credentials are wrong.",
    403: "The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong.",
    404: "There is no such thing, or not for this caller.",
    409: "What is asked for cannot be done in its present state.",
    413: "The body is too large.",
    415: "The body is not JSON by its Content-Type.",
    416: "The range is outside the file.",
    429: "Too many attempts. `Retry-After` says when to try again.",
    500: "A defect of the server; the message has the number under which the log has more.",
    507: "The storage of the center is full.",
    503: "The server cannot work at the moment. `Retry-After` says when to try again, where that is known.",
}

OF_BODY = (400, 413, 415)
"""The statuses with which a body is refused."""

OF_FILE = (400, 409, 413, 507)
"""The statuses with which a file as the body is refused."""


def problems(*statuses: int) -> dict[int, ResponseSpec]:
    """The error replies of an operation: those with these statuses, and those that every operation may have."""
    return {
        status: ResponseSpec(Problem, generate_examples=False, description=_MEANINGS[status])
        for status in sorted({*statuses, 500, 503})
    }
