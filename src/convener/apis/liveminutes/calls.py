"""What all methods share: who calls, how often, with which parameters, in one transaction, and what a failure becomes.

A method is a function from a :class:`Call` to a reply; :class:`Method` makes it a handler.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from litestar import Request, Response
from litestar.datastructures import State
from litestar.enums import MediaType
from litestar.exceptions import HTTPException
from msgspec import UNSET
from sqlalchemy.exc import OperationalError, TimeoutError
from sqlalchemy.orm import Session

from convener.domain import clients
from convener.domain.clients import Caller
from convener.domain.errors import AuthFailed, DomainError, TooMany
from convener.domain.rules import Rules
from convener.storage.tables import ApiClient

from .parameters import Parameters, read_pairs
from .replies import HTTP_STATUS, Failure, Reply, encode

log = structlog.get_logger("convener.liveminutes")

Req = Request[Any, Any, State]
LONGEST_SID = 64


@dataclass(frozen=True)
class Call:
    """A call whose credentials are right, inside its transaction."""

    session: Session
    rules: Rules
    caller: Caller
    parameters: Parameters

    def client(self) -> ApiClient:
        """The calling client's row, held for writing: the first thing that a method which writes asks for."""
        return clients.hold(self.session, self.caller)


@dataclass(frozen=True)
class Method:
    """A method of the API: its name, the parameters that it knows, and what it does."""

    name: str
    parameters: frozenset[str]
    writes: bool
    carry_out: Callable[[Call], Reply]

    def answer(self, request: Req, state: State, body: bytes) -> Response[bytes]:
        """Answer a call."""
        try:
            caller = _sign_in(request, state)
            state.call_limit.take(caller.account_sid)
            content_type = request.headers.get("content-type", "")
            pairs = read_pairs(content_type, body, request.scope["query_string"])
            parameters = Parameters(pairs, self.parameters)
            with state.database.write() if self.writes else state.database.read() as session:
                reply = self.carry_out(Call(session, state.rules, caller, parameters))
        except DomainError as error:
            return failure_of(request, error)
        return Response(encode(reply), media_type=MediaType.JSON, status_code=200)


METHODS: list[Method] = []


def method(
    name: str, *parameters: str, writes: bool = False
) -> Callable[[Callable[[Call], Reply]], Callable[[Call], Reply]]:
    """Register a function as the method ``name`` with these parameters."""

    def register(carry_out: Callable[[Call], Reply]) -> Callable[[Call], Reply]:
        METHODS.append(Method(name, frozenset(parameters), writes, carry_out))
        return carry_out

    return register


def _sign_in(request: Req, state: State) -> Caller:
    """Who calls, by HTTP Basic. Failures are limited for an account from an address, and for an address as a whole;
    right credentials from elsewhere go on working meanwhile."""
    sid, token = _credentials(request.headers.get("authorization", ""))
    address = request.client.host if request.client else ""
    account = f"{address} {sid[:LONGEST_SID]}"
    state.sign_in_limit.check(account)
    state.address_limit.check(address)
    try:
        with state.database.read() as session:
            return clients.authenticate(session, state.rules, sid, token)
    except AuthFailed:
        state.sign_in_limit.count(account)
        state.address_limit.count(address)
        raise


def _credentials(header: str) -> tuple[str, str]:
    """AccountSid and AuthToken of an Authorization header (RFC 7617)."""
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() == "basic":
        try:
            sid, colon, token = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
        except (binascii.Error, ValueError):
            colon = ""
        if colon and sid and "\0" not in sid:
            return sid, token
    raise AuthFailed("Send AccountSid and AuthToken by HTTP Basic authentication.")


# ------------------------------------------------------------------------------------------------ failures


def failure_of(_request: Req, error: DomainError) -> Response[bytes]:
    """What a domain error becomes."""
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, TooMany) else {}
    return _failure(error.word, str(error), error.parameter, headers)


def refusal_of(_request: Req, error: HTTPException) -> Response[bytes]:
    """What the framework's refusal to read a request becomes."""
    if error.status_code == HTTP_STATUS["body_too_large"]:
        return _failure("body_too_large", "The body of a call may have at most 256 KiB.")
    return _failure("invalid_body", "The request cannot be read.")


def accident_of(request: Req, error: Exception) -> Response[bytes]:
    """What a mistake of ours or a missing database becomes: a number for the caller, the trace for the log."""
    number = secrets.token_hex(6)
    log.error("internal error", number=number, path=request.scope["path"], exc_info=error)
    if isinstance(error, OperationalError | TimeoutError):
        return _failure("unavailable", "The server cannot work at the moment; try again.", headers={"Retry-After": "2"})
    return _failure("internal_error", f"Something went wrong on the server. Tell the operator the number {number}.")


def wrong_method(request: Req) -> Response[Any]:
    """What any HTTP method but POST becomes; OPTIONS only asks."""
    if request.method == "OPTIONS":
        return Response(None, status_code=204, headers={"Allow": "POST, OPTIONS"})
    return _failure("method_not_allowed", "Calls are HTTP POST.", headers={"Allow": "POST, OPTIONS"})


def _failure(
    word: str, message: str, parameter: str | None = None, headers: dict[str, str] | None = None
) -> Response[bytes]:
    failure = Failure(error=word, message=message, parameter=UNSET if parameter is None else parameter)
    status = HTTP_STATUS.get(word, 200)
    return Response(encode(failure), media_type=MediaType.JSON, status_code=status, headers=headers)
