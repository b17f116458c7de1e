"""What all methods share: who calls, how often, with which parameters, in one transaction, and what a failure becomes.

A method is a function from a :class:`ReadCall` or a :class:`WriteCall` to a reply, registered by :func:`read_method` or
:func:`write_method`; :class:`Method` does the rest.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import structlog
from litestar import Request, Response
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.status_codes import HTTP_401_UNAUTHORIZED
from msgspec import UNSET
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from convener.apis.direct import Reply as HttpReply
from convener.apis.direct import Scope
from convener.apis.inline import NotInline
from convener.apis.internal_error import RETRY_AFTER, record_internal_error
from convener.auth.api_clients import count_call, find_client, find_writing_client, require_client
from convener.auth.attempts import client_attempt
from convener.auth.credentials import ClientCredentials
from convener.domain.authorization import Principal
from convener.domain.centers.api_clients import Caller, ClientAndCenter
from convener.domain.errors import AuthFailed, DomainError, TooManyAttempts
from convener.domain.site import Site
from convener.services import Services
from convener.storage.database import repeated
from convener.storage.rows import ApiClientRow
from convener.web.scope import address_in, header_in

from .parameters import Parameters, read_pairs
from .replies import HTTP_STATUS, PARAMETERS, WORDS, Failure, Reply, encode

log = structlog.get_logger("convener.liveminutes")

Req: TypeAlias = Request[Any, Any, State]
_JSON = "application/json"
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
"""Replies carry links that open rooms, and text that clients sent."""

_HOW_TO_AUTHENTICATE = "Send AccountSid and AuthToken by HTTP Basic authentication."
_BASIC = 'Basic realm="Convener", charset="UTF-8"'
"""The challenge of RFC 7617, 2 and 2.1."""


@dataclass(frozen=True)
class ReadCall:
    """A call that reads; its credentials are right."""

    connection: Connection
    site: Site
    principal: Principal
    caller: Caller
    parameters: Parameters


@dataclass(frozen=True)
class WriteCall:
    """A call that writes, inside its transaction; its credentials are right."""

    session: Session
    site: Site
    principal: Principal
    caller: ClientAndCenter
    parameters: Parameters

    @property
    def client(self) -> ApiClientRow:
        """The API client that calls."""
        return self.caller.client


CarryOut: TypeAlias = Callable[[Services, ClientCredentials, Callable[[], Parameters], bool], Reply]
"""Services, credentials, a function that gives the parameters, and whether the call is answered inline."""


@dataclass(frozen=True)
class Method:
    """A method of the API: its name, the parameters that it knows, and what it does inside a transaction of its own."""

    name: str
    known: frozenset[str]
    carry_out: CarryOut
    reads: bool
    inline: bool

    def answer(self, scope: Scope, services: Services, body: bytes, *, inline: bool = False) -> HttpReply:
        """Answer a call with this scope and body.

        ``inline``: on the event loop. Then one that writes raises :class:`NotInline` where it may take its time, and
        :class:`Busy` where another transaction writes at this moment.
        """
        authorization = header_in(scope, b"authorization").strip()
        if not authorization:
            return _challenge()
        address = address_in(scope)
        try:
            with client_attempt(services.limits, address) as attempt:
                credentials = _credentials(authorization)
                if not self.reads and attempt.is_suspect:
                    require_client(services.database, services.site, credentials)
                reply = self.carry_out(services, credentials, self._parameters(scope, body), inline)
        except DomainError as error:
            return failure_of(error)
        return HttpReply(encode(reply), _JSON, headers=_HEADERS)

    def _parameters(self, scope: Scope, body: bytes) -> Callable[[], Parameters]:
        """Read the parameters before the transaction, but say what is wrong with them only to who may call."""
        try:
            content_type = header_in(scope, b"content-type")
            parameters = Parameters(read_pairs(content_type, body, scope["query_string"]), self.known)
        except DomainError as error:
            wrong = error

            def refuse() -> Parameters:
                raise wrong

            return refuse
        return lambda: parameters


METHODS: list[Method] = []


def read_method(name: str, *parameters: str) -> Callable[[Callable[[ReadCall], Reply]], Callable[[ReadCall], Reply]]:
    """Register a function as the method ``name``, which reads."""

    def register(answer: Callable[[ReadCall], Reply]) -> Callable[[ReadCall], Reply]:
        def carry_out(
            services: Services, credentials: ClientCredentials, read: Callable[[], Parameters], _inline: bool
        ) -> Reply:
            with services.database.look() as connection:
                client = find_client(connection, services.site, credentials)
                count_call(services.limits, credentials)
                return answer(ReadCall(connection, services.site, client.principal, client.caller, read()))

        METHODS.append(Method(name, frozenset(parameters), carry_out, reads=True, inline=True))
        return answer

    return register


def write_method(
    name: str, *parameters: str, inline: bool = False, locks: bool = True
) -> Callable[[Callable[[WriteCall], Reply]], Callable[[WriteCall], Reply]]:
    """Register a function as the method ``name``, which writes. ``inline``: a few rows, unless mails go out to all who
    were invited. ``locks``: the client's row, so that such calls of one client run one after the other."""

    def register(answer: Callable[[WriteCall], Reply]) -> Callable[[WriteCall], Reply]:
        def carry_out(
            services: Services, credentials: ClientCredentials, read: Callable[[], Parameters], inline: bool
        ) -> Reply:
            database = services.database

            def write() -> Reply:
                with database.write_briefly() if inline else database.write() as session:
                    writer = find_writing_client(session, services.site, credentials, lock_row=locks)
                    if inline and writer.caller.client.invitations:
                        raise NotInline
                    count_call(services.limits, credentials)
                    return answer(WriteCall(session, services.site, writer.principal, writer.caller, read()))

            return repeated(write)

        METHODS.append(Method(name, frozenset(parameters), carry_out, reads=False, inline=inline))
        return answer

    return register


def _challenge() -> HttpReply:
    """The reply to a call without credentials: no guess, for some clients send them only when they are asked (curl
    ``--anyauth``, .NET; RFC 9110, 11.6.1). Wrong ones stay HTTP 200, as the seed has it."""
    reply = _failure("auth_failed", _HOW_TO_AUTHENTICATE, headers={"WWW-Authenticate": _BASIC})
    return replace(reply, status=HTTP_401_UNAUTHORIZED)


def _credentials(header: str) -> ClientCredentials:
    """AccountSid and AuthToken of an Authorization header (RFC 7617)."""
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() == "basic":
        try:
            sid, colon, token = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
        except (binascii.Error, ValueError):
            colon = ""
        if colon and sid and "\0" not in sid:
            return ClientCredentials(sid, token)
    raise AuthFailed(_HOW_TO_AUTHENTICATE)


# ------------------------------------------------------------------------------------------------ failures


def failure_of(error: DomainError) -> HttpReply:
    """What a domain error becomes."""
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, TooManyAttempts) else {}
    word = WORDS.get(error.word, error.word)
    parameter = PARAMETERS.get(error.parameter, error.parameter) if error.parameter else None
    return _failure(word, str(error), parameter, headers)


def refusal_of(_request: Req, error: HTTPException) -> Response[bytes]:
    """What the framework's refusal to read a request becomes."""
    return _refusal(error).response()


def interrupted() -> HttpReply:
    """The reply to a call whose body broke off."""
    return _failure("invalid_body", "The request cannot be read.")


def _refusal(error: HTTPException) -> HttpReply:
    if error.status_code == HTTP_STATUS["body_too_large"]:
        return _failure("body_too_large", "The body of a call may have at most 256 KiB.")
    if error.status_code == HTTP_STATUS["unsupported_encoding"]:
        return _failure("unsupported_encoding", error.detail, headers=error.headers)
    return interrupted()


def internal_error(scope: Scope, error: Exception) -> HttpReply:
    """What a mistake of ours or a missing database becomes: a number for the caller, the trace for the log."""
    recorded = record_internal_error(log, error, path=scope["path"])
    if recorded.unavailable:
        return _failure("unavailable", recorded.message, headers={"Retry-After": str(RETRY_AFTER)})
    return _failure("internal_error", recorded.message)


def wrong_method(request: Req) -> Response[Any]:
    """What any HTTP method but POST becomes; OPTIONS only asks."""
    if request.method == "OPTIONS":
        return Response(None, status_code=204, headers={"Allow": "POST, OPTIONS"})
    return _failure("method_not_allowed", "Calls are HTTP POST.", headers={"Allow": "POST, OPTIONS"}).response()


def unknown_method(request: Req) -> Response[bytes] | None:
    """What a call of a method that does not exist becomes; None for what is no call of this API.

    A call is a POST to the root, with AccountSid and AuthToken or at least with a method's name in another spelling.
    """
    name = request.scope["path"].removeprefix("/")
    if request.method != "POST" or "/" in name:
        return None
    meant = next((method.name for method in METHODS if method.name.lower() == name.lower()), None)
    if meant is None and not request.headers.get("authorization", "").lower().startswith("basic "):
        return None
    advice = f"; {meant} is meant" if meant else ""
    return _failure("unknown_method", f"There is no method {name[:80]}{advice}.").response()


def _failure(word: str, message: str, parameter: str | None = None, headers: dict[str, str] | None = None) -> HttpReply:
    failure = Failure(error=word, message=message, parameter=UNSET if parameter is None else parameter)
    status = HTTP_STATUS.get(word, 200)
    all_headers = {**_HEADERS, **(headers or {})}
    return HttpReply(encode(failure), _JSON, status, all_headers)
