"""The addresses of this door: discovery and links by GET, messages by POST, both forms of the path (reference, 1.1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State
from litestar.exceptions import HTTPException, InternalServerException
from litestar.handlers import HTTPRouteHandler
from litestar.response.base import ASGIResponse

from convener.storage.database import when_free

from . import transfer
from .dispatch import Dispatcher, reply_of
from .messages import (  # noqa: F401 - registers the messages
    discovery,
    groups,
    invitations,
    meetings,
    polls,
    recordings,
    resources,
    seats,
    service,
    tickets,
    users,
    visitors,
)
from .protocol.faults import Fault, bad_syntax
from .protocol.reader import LARGEST
from .protocol.writer import Element, document, string_list_option

VERSION = "4.0"
PATHS = ("/cc/{cc:str}/xml/{version:str}", "/cc/_XML/{cc:str}/xml/{version:str}")
"""The address that people write down, and the one that discovery returns."""
Req = Request[Any, Any, State]


def xml_response(body: bytes, status: int = 200) -> ASGIResponse:
    """A reply. Clients compare the whole Content-Type, so it carries no charset (reference, 1.2)."""
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return ASGIResponse(body=body, status_code=status, media_type="application/xml", headers=headers)


def _refusal(version: str) -> Fault | None:
    if version == VERSION:
        return None
    return Fault(
        "Server.OperationUnavailable.NotImplemented.Version",
        f"Version {version[:32]} is not known.",
        string_list_option("versions", [VERSION]),
    )


def _look(state: State, cc: str, version: str, answer: Callable[[State, str], Element]) -> ASGIResponse:
    """Answer a question that anybody may ask by GET."""
    if refusal := _refusal(version):
        return xml_response(document(refusal.element()))
    status, content = reply_of(cc, lambda: answer(state, cc))
    return xml_response(content, status)


def _question(path: str, answer: Callable[[State, str], Element]) -> HTTPRouteHandler:
    @get(path, sync_to_thread=True)
    def ask(state: State, cc: str, version: str) -> ASGIResponse:
        return _look(state, cc, version, answer)

    return ask


def _refuse(request: Req, state: State, version: str) -> ASGIResponse | None:
    if refusal := _refusal(version):
        return xml_response(document(refusal.element()))
    if state.site.base_url.startswith("https://") and request.scope["scheme"] == "http":
        # The password has been seen by whoever listens; a client that learns this the first time does not go on so.
        fault = Fault("Client.BadSyntax", "Post by HTTPS; a password must not travel in the clear.")
        return xml_response(document(fault.element()), 403)
    return None


def _letterbox(path: str, at_once: bool) -> HTTPRouteHandler:
    @post(path, status_code=200)
    async def post_message(request: Req, state: State, cc: str, version: str, body: bytes) -> ASGIResponse:
        if refusal := _refuse(request, state, version):
            return refusal
        desk = Dispatcher(state, cc, request.client.host if request.client else "")
        reply = await when_free(lambda: desk.answer_at_once(body)) if at_once else None
        if reply is None:
            reply = await sync_to_thread(desk.answer, body)
        status, content = reply
        return xml_response(content, status)

    return post_message


def refusal_of(_request: Req, error: HTTPException) -> Response[bytes]:
    """What the framework's refusal to read a request becomes."""
    text = f"A request may have at most {LARGEST} bytes." if error.status_code == 413 else error.detail
    if isinstance(error, InternalServerException):
        error.status_code = 408  # the body did not come: no mistake of ours
    body = document(bad_syntax(text).element())
    return Response(body, status_code=error.status_code, media_type="application/xml", headers=error.headers)


def livemeeting_router(at_once: bool) -> Router:
    """All handlers of this door. They find ``database``, ``rules`` and the limits on the application's state.

    ``at_once``: requests that take a few statements are answered on the event loop instead of in a thread. For a
    database in this process (SQLite in WAL mode, where a reader never waits for a writer) the way to a thread and back
    costs more than the statements; for one behind a network it must be False.
    """
    return Router(
        path="/",
        route_handlers=[
            *(_letterbox(path, at_once) for path in PATHS),
            *transfer.HANDLERS,
            *(_question(f"{path}/GetPostingURLRequest", discovery.posting_url) for path in PATHS),
            *(_question(f"{path}/GetCustomizedLinksRequest", discovery.customized_links) for path in PATHS),
        ],
        exception_handlers={transfer.TooLarge: transfer.refused, HTTPException: refusal_of},
        request_max_body_size=LARGEST,
        include_in_schema=False,
    )
