"""What middleware writes into the scope of a request, for the handlers that want to know it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from litestar.connection import ASGIConnection

HEADERS_ALONE = "convener.headers_alone"
"""True where the caller asks by HEAD and wants no body: a handler that counts who reads need not count this."""

THROUGH_PROXY = "convener.through_proxy"
"""The address of the trusted proxy that the request came from, where it came from one that says for whom it asks."""

SCHEME_UNKNOWN = "convener.scheme_unknown"
"""True where that proxy does not say by which scheme the request reached it."""

CALLER = "convener.caller"
"""The :class:`Caller` of a request or a socket."""

FRAME_WRITER = "convener.frame_writer"
"""Of a WebSocket without compression: writes the bytes of a frame to the connection at once, without a turn of the
event loop. False, and nothing is written, where the client takes nothing at the moment, or the socket is not open."""


def address_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """The IP address of who asks, as trusted proxies tell it; empty where it is not known."""
    return address_in(connection.scope)


def address_in(scope: Mapping[str, Any]) -> str:
    """The same of a request's scope."""
    client = scope.get("client")
    return client[0] if client else ""


def header_in(scope: Mapping[str, Any], name: bytes) -> str:
    """The first header of this name (in small letters) in a request's scope; empty where there is none."""
    for given, value in scope["headers"]:
        if given == name:
            text: str = value.decode("latin-1")
            return text
    return ""


class Caller:
    """Who is at the other end, as far as that matters to limits: unknown, until it has proven who it is.

    ``outer``: the caller that the server itself knows, for its connection. ``on_proof``: called once, with the proof.
    """

    __slots__ = ("_on_proof", "_outer", "proven")

    def __init__(self, outer: Caller | None = None, on_proof: Callable[[], None] | None = None) -> None:
        self._outer = outer
        self._on_proof = on_proof
        self.proven = False

    def prove(self) -> None:
        """The caller has proven who it is."""
        if self.proven:
            return
        self.proven = True
        if self._on_proof is not None:
            self._on_proof()
        if self._outer is not None:
            self._outer.prove()


def frame_writer(scope: Mapping[str, Any]) -> Callable[[bytes], bool]:
    """What writes frames of this socket at once (:data:`FRAME_WRITER`); another server than our own has no such."""
    writer: Callable[[bytes], bool] = scope.get(FRAME_WRITER, cannot_write)
    return writer


def cannot_write(_frame: bytes) -> bool:
    """Writes nothing, ever."""
    return False


def prove_caller(scope: Mapping[str, Any]) -> None:
    """The caller of this request or socket has proven who it is: limits on unknown ones are no longer meant for it."""
    caller = scope.get(CALLER)
    if isinstance(caller, Caller):
        caller.prove()
