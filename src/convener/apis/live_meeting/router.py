"""The paths of this API: discovery and links by GET, messages by POST, both forms of the path (reference, 1.1)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from litestar import Response, Router, get, post
from litestar.concurrency import sync_to_thread
from litestar.exceptions import HTTPException, InternalServerException
from litestar.handlers import HTTPRouteHandler

from convener.apis.direct import DirectCall, FindCall, Reply, Scope
from convener.apis.received_body import TooLarge
from convener.services import Services
from convener.web.scope import address_in, header_in

from . import transfer
from .dispatch import Dispatcher
from .failures import failure_reply
from .http import XML, HttpRequest, is_plain_http, what_proxies_lack, xml_reply
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


def _refuse_version(version: str) -> Reply | None:
    """The reply to a version that is not known."""
    if version == VERSION:
        return None
    fault = Fault(
        "Server.OperationUnavailable.NotImplemented.Version",
        f"Version {version[:32]} is not known.",
        string_list_option("versions", [VERSION]),
    )
    return xml_reply(document(fault.element()))


def _refuse_plain_http(services: Services, scope: Scope) -> Reply | None:
    """The reply to a password that came over plain HTTP: a Fault like others, as clients read no body of another status
    (reference, 1.2)."""
    if not is_plain_http(services, scope):
        return None
    text = "Post by HTTPS; a password must not travel in the clear." + what_proxies_lack(scope)
    fault = Fault("Client.BadSyntax", text)
    return xml_reply(document(fault.element()))


def _discovery(path: str, services: Services, answer: Callable[[Services, str], Element]) -> HTTPRouteHandler:
    """A question about a center that needs no credentials."""

    @get(path, sync_to_thread=True)
    def get_answer(cc: str, version: str) -> Response[bytes]:
        if refusal := _refuse_version(version):
            return refusal.response()
        try:
            return xml_reply(document(answer(services, cc))).response()
        except Exception as error:
            status, content = failure_reply(error)
            return xml_reply(content, status).response()

    return get_answer


def _messages(path: str, services: Services, inline: bool) -> HTTPRouteHandler:
    @post(path, status_code=200)
    async def post_message(request: HttpRequest, cc: str, version: str, body: bytes) -> Response[Any]:
        refusal = _refuse_version(version)
        return (refusal or await _answer(services, inline, cc, request.scope, body)).response()

    return post_message


async def _answer(services: Services, inline: bool, cc: str, scope: Scope, body: bytes) -> Reply:
    """The reply to a message to the center ``cc``."""
    if refusal := _refuse_plain_http(services, scope):
        return refusal
    dispatcher = Dispatcher(services, cc, address_in(scope), header_in(scope, b"content-type"))
    try:
        status, content = await dispatcher.reply(body, inline=inline)
    except Exception as error:
        status, content = failure_reply(error)
    if not isinstance(content, bytes) and scope["http_version"] == "1.0":
        content = await sync_to_thread(b"".join, content)  # which knows no reply of an unknown length
    return xml_reply(content, status)


_DIRECT = re.compile(rf"/cc/(_XML/)?([^/]+)/xml/{re.escape(VERSION)}")


def find_message_call(services: Services, *, inline: bool) -> FindCall:
    """Finds the addresses of messages, for calls past the framework. ``inline``: see :func:`live_meeting_router`."""
    templates = [path.replace(":str", "") for path in PATHS]

    def find(path: str) -> DirectCall | None:
        found = _DIRECT.fullmatch(path)
        if found is None:
            return None
        answer = partial(_answer, services, inline, found[2])
        return DirectCall(templates[found[1] is not None], LARGEST, answer, _interrupted)

    return find


def _interrupted() -> Reply:
    return _refusal(InternalServerException("client disconnected prematurely"))


def refusal_of(_request: HttpRequest, error: HTTPException) -> Response[bytes]:
    """What the framework's refusal to read a request becomes."""
    response = _refusal(error).response()
    response.headers.update(error.headers or {})
    return response


def _refusal(error: HTTPException) -> Reply:
    text = f"A request may have at most {LARGEST} bytes." if error.status_code == 413 else error.detail
    if isinstance(error, InternalServerException):
        error.status_code = 408  # the body did not come: not an error of the server
    return Reply(document(bad_syntax(text).element()), XML, error.status_code)


def live_meeting_router(services: Services, *, inline: bool) -> Router:
    """All handlers of this API.

    ``inline``: requests that take a few statements are answered on the event loop instead of in a thread. For a
    database in this process (SQLite in WAL mode, where a reader never waits for a writer) the way to a thread and back
    costs more than the statements; for one behind a network it must be False.
    """
    return Router(
        path="/",
        route_handlers=[
            *(_messages(path, services, inline) for path in PATHS),
            *transfer.handlers(services),
            *(_discovery(f"{path}/GetPostingURLRequest", services, discovery.posting_url) for path in PATHS),
            *(_discovery(f"{path}/GetCustomizedLinksRequest", services, discovery.customized_links) for path in PATHS),
        ],
        exception_handlers={TooLarge: transfer.refused, HTTPException: refusal_of},
        request_max_body_size=LARGEST,
        include_in_schema=False,
    )
