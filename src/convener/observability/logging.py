"""Logs: structured, with the id of the request, without secrets.

All that goes into a line is masked on its way there (links, tokens, passwords, e-mail addresses), so that no caller can
forget it, and exceptions and foreign libraries are covered too.
"""

from __future__ import annotations

import contextlib
import logging
import re
import secrets
import sys
import threading
import time
from collections.abc import Awaitable, Callable, MutableMapping
from contextvars import ContextVar
from typing import Any, TextIO

import msgspec
import structlog
from structlog.typing import EventDict

from convener.settings import Settings

from . import metrics

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Send = Callable[[Any], Awaitable[None]]
App = Callable[[Any, Any, Any], Awaitable[None]]

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""Id of the request that is being worked on; empty outside of one."""

_told: ContextVar[dict[str, str] | None] = ContextVar("told", default=None)

LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}

_SANE_REQUEST_ID = re.compile(rb"[A-Za-z0-9._:+=/-]{1,64}")
_QUIET = ("/healthz", "/readyz", "/metrics", "/assets/")
"""Paths that are asked for all the time and say nothing: their requests are logged at debug level."""

_NAMES_OF_SECRETS = (  # of parameters, headers and settings
    "password|passwd|auth[_-]?token|accesstoken|access_token|token|ticket|secret|authorization|cookie|set-cookie|"
    "credential"
)
_MASKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"/(e|i|m)/[^\s\"'?#,)\\]+"), r"/\1/…"),
    (re.compile(r"\bLIVE[A-Za-z0-9]{12,}"), "LIVE…"),
    (re.compile(r"\b[a-z0-9]{16}-[a-z0-9]{20}\b"), "…"),  # answer token
    (re.compile(r"\b[a-z0-9]{8,16}\.[0-9]{9,12}\.[\w-]{20,}"), "…"),  # room token, right to view
    (re.compile(r"\b[A-Za-z0-9]{40,}\b"), "…"),  # AuthToken, cookie of a sign-in
    (re.compile(r"\b(Basic|Bearer|Digest)\s+[\w+/=.~-]{4,}", re.I), r"\1 …"),
    (re.compile(r"(://[^/\s:@\"']*):[^/\s@\"']+@"), r"\1:…@"),  # user:password@ of a URL
    (re.compile(rf"(?i)((?:{_NAMES_OF_SECRETS})[\"']?\s*[=:]\s*[bru]?)(\"[^\"]*\"|'[^']*'|[^\s,;&)}}\]]+)"), r"\1…"),
    (re.compile(r"([^\s@<>()\[\]\\,;:\"'/=])[^\s@<>()\[\]\\,;:\"'/=]*@((?:[\w-]+\.)+[\w-]+)"), r"\1…@\2"),
)
_SECRET_NAME = re.compile(rf"(?i).*({_NAMES_OF_SECRETS})")


def tell(**facts: str) -> None:
    """Have the line about this request say these as well; may be called on any thread that works on it."""
    told = _told.get()
    if told is not None:
        told.update(facts)


def masked(line: str) -> str:
    """``line`` without secrets and with e-mail addresses shortened to their first letter and domain."""
    for pattern, instead in _MASKS:
        line = pattern.sub(instead, line)
    return line


class _Output:
    """Where lines go. A log that cannot be written must never break the work that it tells of."""

    _lock = threading.Lock()

    def __init__(self, name: str = "convener", stream: TextIO | None = None) -> None:
        self.name = name
        self._stream = stream

    def msg(self, line: str) -> None:
        stream = self._stream or sys.stderr
        with self._lock, contextlib.suppress(OSError, ValueError):
            stream.write(line + "\n")
            stream.flush()

    debug = info = warning = error = critical = exception = msg


def _add_facts(logger: Any, level: str, event: EventDict) -> EventDict:
    moment = time.time()
    facts: EventDict = {
        "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(moment)) + f".{int(moment * 1000) % 1000:03d}Z",
        "level": "error" if level == "exception" else level,
        "logger": event.pop("logger", None) or getattr(logger, "name", "convener"),
        "event": event.pop("event", ""),
    }
    if known := request_id.get():
        facts["request_id"] = known
    facts.update(event)
    return facts


def _as_json(event: EventDict) -> str:
    return msgspec.json.encode(event, enc_hook=str).decode()


def _as_text(event: EventDict) -> str:
    trace = event.pop("exception", None)
    head = f"{event.pop('time')} {event.pop('level'):<7} {event.pop('logger')}: {_word(event.pop('event'), ' ')}"
    line = " ".join([head, *(f"{name}={_word(value)}" for name, value in event.items())])
    return f"{line}\n{trace}" if trace else line


def _word(value: object, allowed: str = "") -> str:
    text = str(value)
    # Quoted where it could be read as something else; a line end in a value must not begin a new line of the log.
    plain = text.isprintable() and (allowed == " " or not any(sign in text for sign in ' "='))
    return text if plain and text else repr(text)


class _Line:
    """How this process writes a line, as :func:`configure_logging` set it."""

    level = logging.INFO
    render: Callable[[EventDict], str] = staticmethod(_as_text)
    output = _Output()


_line = _Line()


def _render(_logger: Any, _level: str, event: EventDict) -> str:
    return _line.render({name: _clean(value, name) for name, value in event.items()})


def _clean(value: object, name: str = "") -> object:
    """A value without secrets: masked before it is put into a line, so that the line keeps its form."""
    if isinstance(value, (int, float)) or value is None:
        return value
    if _SECRET_NAME.fullmatch(name):
        return "…"
    if isinstance(value, dict):
        return {str(key): _clean(one, str(key)) for key, one in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [_clean(one) for one in value]
    return masked(str(value))


def configure_logging(settings: Settings, stream: TextIO | None = None) -> None:
    """Send the logs of this process, those of libraries too, to ``stream`` (standard error)."""
    level = _line.level = LEVELS[settings.log_level]
    _line.render = _as_json if settings.log_format == "json" else _as_text
    _line.output = _Output("convener", stream)
    processors: list[Callable[..., Any]] = [structlog.processors.format_exc_info, _add_facts, _render]
    structlog.configure(
        processors=processors,
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *names: _Output(names[0] if names else "convener", stream),
        cache_logger_on_first_use=False,
    )
    handler = _Bridge(stream)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.captureWarnings(True)
    for chatty in ("alembic", "asyncio", "websockets", "httpx", "httpcore"):
        logging.getLogger(chatty).setLevel(max(level, logging.WARNING))


class _Bridge(logging.Handler):
    """Records of the standard library's logging, through the same processors."""

    def __init__(self, stream: TextIO | None) -> None:
        super().__init__()
        self._stream = stream

    def emit(self, record: logging.LogRecord) -> None:
        log = structlog.get_logger(record.name)
        event: dict[str, Any] = {"exc_info": record.exc_info} if record.exc_info else {}
        with contextlib.suppress(Exception):
            log.log(record.levelno, _plain_text(record), **event)


def _plain_text(record: logging.LogRecord) -> str:
    return record.getMessage().replace("\n", " ")


class AccessMiddleware:
    """Gives each request an id (taken from ``X-Request-Id`` where that is sane), answers with it, logs and counts.

    Pure ASGI; best around the whole application, so that it sees what the router refuses too.
    """

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Any, send: Send) -> None:
        name = _id_of(scope)
        request_id.set(name)
        told: dict[str, str] = {}
        _told.set(told)
        header = (b"x-request-id", name.encode())
        status = 500
        began = time.perf_counter()

        async def tagged(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), header]
            await send(message)

        try:
            await self.app(scope, receive, tagged)
        finally:
            took = time.perf_counter() - began
            metrics.count_request(scope["method"], scope.get("path_template") or "(none)", status, took)
            self._tell(scope, status, took, told)

    def _tell(self, scope: Scope, status: int, took: float, told: dict[str, str]) -> None:
        # Straight to the line: this happens for each call, and only the path could hold something to mask.
        path: str = scope["path"]
        if (logging.DEBUG if path.startswith(_QUIET) and status < 500 else logging.INFO) < _line.level:
            return
        client = scope.get("client")
        facts = _add_facts(
            None,
            "info",
            {
                "logger": "convener.access",
                "event": "request",
                "method": scope["method"],
                # A path without parameters is what the route says, to the letter: nothing in it is anybody's secret.
                "path": path if path == scope.get("path_template") else masked(path[:200]),
                "status": status,
                "ms": round(took * 1000, 1),
                "client": client[0] if client else "",
                **{fact: masked(value) for fact, value in told.items()},
            },
        )
        _line.output.msg(_line.render(facts))

    async def _socket(self, scope: Scope, receive: Any, send: Send) -> None:
        request_id.set(_id_of(scope))
        with metrics.open_socket():
            await self.app(scope, receive, send)


def _id_of(scope: Scope) -> str:
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    for name, value in headers:
        if name == b"x-request-id" and _SANE_REQUEST_ID.fullmatch(value):
            return masked(value.decode()).replace("…", "-")
    return secrets.token_hex(8)
