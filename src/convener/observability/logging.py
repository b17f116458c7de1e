"""Logs: structured lines on standard error, with the id of the request, without secrets.

All values of a line are masked on their way there (links, tokens, passwords, e-mail addresses), so that no caller can
forget it, and exceptions and other libraries are covered too.
"""

from __future__ import annotations

import contextlib
import logging
import re
import sys
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, TextIO

import msgspec
import structlog
from structlog.contextvars import merge_contextvars
from structlog.processors import JSONRenderer, TimeStamper, format_exc_info
from structlog.stdlib import ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import EventDict, FilteringBoundLogger, Processor

from convener.setting_urls import hide
from convener.settings import Settings

from .outages import OutageSummary

LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}

_LIBRARIES = {
    "alembic": logging.WARNING,
    "asyncio": logging.WARNING,
    "asgi_correlation_id": logging.ERROR,  # warns of each request id that is not accepted
    "httpcore": logging.WARNING,
    "httpx": logging.WARNING,
    "sqlalchemy.pool": logging.CRITICAL,  # has a trace for each connection that breaks; who used it logs that too
    "uvicorn": logging.ERROR,  # warns of each request that is malformed
    "websockets": logging.WARNING,
}
"""Libraries that log too much, and the lowest level of theirs that is worth a line."""

_NAMES_OF_SECRETS = (  # of parameters, headers and settings
    "password|passwd|auth[_-]?token|accesstoken|access_token|token|ticket|secret|authorization|cookie|set-cookie|"
    "credential"
)
_MASKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"/(e|i|m)/[^\s\"'?#,)\\]+"), r"/\1/…"),
    (re.compile(r"\bLIVE[A-Za-z0-9]{12,}"), "LIVE…"),
    (re.compile(r"\b(?:[a-z0-9]{16}-){1,2}[a-z0-9]{20}\b"), "…"),  # answer token, link to minutes
    (re.compile(r"\b[a-z0-9]{8,16}\.[0-9]{9,12}\.[\w-]{20,}"), "…"),  # room token, right to view
    (re.compile(r"\b[A-Za-z0-9]{40,}\b"), "…"),  # AuthToken, cookie of a sign-in
    (re.compile(r"\b(Basic|Bearer|Digest)\s+[\w+/=.~-]{4,}", re.I), r"\1 …"),
    (re.compile(r"(://[^/\s:@\"']*):[^/\s@\"']+@"), r"\1:…@"),  # user:password@ of a URL
    (re.compile(rf"(?i)((?:{_NAMES_OF_SECRETS})[\"']?\s*[=:]\s*[bru]?)(\"[^\"]*\"|'[^']*'|[^\s,;&)}}\]]+)"), r"\1…"),
    (re.compile(r"([^\s@<>()\[\]\\,;:\"'/=])[^\s@<>()\[\]\\,;:\"'/=]*@((?:[\w-]+\.)+[\w-]+)"), r"\1…@\2"),
)
_SECRET_NAME = re.compile(rf"(?i).*({_NAMES_OF_SECRETS})")

access_fields: ContextVar[dict[str, str] | None] = ContextVar("access_fields", default=None)
"""Further fields of the line about the request that is being worked on; None outside of one."""


def add_access_fields(**fields: str) -> None:
    """Add fields to the line about this request; may be called on any thread that works on it."""
    known = access_fields.get()
    if known is not None:
        known.update(fields)


def masked(text: str) -> str:
    """``text`` without secrets and with e-mail addresses shortened to their first letter and domain."""
    text = hide(text)
    for pattern, instead in _MASKS:
        text = pattern.sub(instead, text)
    return text


def mask_secrets(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Processor: mask all values of a line, before they are rendered, so that the line keeps its form."""
    return {name: _masked_value(value, name) for name, value in event.items()}


def _masked_value(value: object, name: str = "") -> object:
    if isinstance(value, (int, float)) or value is None:
        return value
    if _SECRET_NAME.fullmatch(name):
        return "…"
    if isinstance(value, dict):
        return {str(key): _masked_value(one, str(key)) for key, one in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [_masked_value(one) for one in value]
    return masked(str(value))


def _on_one_line(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Processor: a line end or a control character in the event must not begin a new line or steer a terminal."""
    text = str(event["event"])
    event["event"] = text if text.isprintable() else repr(text)
    return event


class _Field:
    """Processor: a field that all lines of this process have, unless they have it already."""

    def __init__(self, name: str, value: object) -> None:
        self._name = name
        self._value = value

    def __call__(self, _logger: Any, _method: str, event: EventDict) -> EventDict:
        """Add it."""
        event.setdefault(self._name, self._value)
        return event


class _LineLogger(structlog.WriteLogger):
    """Writes lines. A log that cannot be written to must never break the work that it is about."""

    def __init__(self, name: str, stream: TextIO) -> None:
        super().__init__(stream)
        self.name = name

    def msg(self, message: str) -> None:
        """Write a line."""
        with contextlib.suppress(OSError, ValueError):
            super().msg(message)

    log = debug = info = warning = error = critical = exception = msg


def _encode_json(event: EventDict, default: Callable[[Any], Any]) -> str:
    return msgspec.json.encode(event, enc_hook=default).decode()


def _renderers(log_format: str, stream: TextIO) -> list[Processor]:
    if log_format == "json":
        return [JSONRenderer(serializer=_encode_json)]
    console = structlog.dev.ConsoleRenderer(
        colors=stream.isatty(),
        timestamp_key="time",
        sort_keys=False,
        repr_native_str=True,
        exception_formatter=structlog.dev.plain_traceback,
    )
    return [_on_one_line, console]


def configure_logging(settings: Settings, stream: TextIO | None = None, *, process: int | None = None) -> None:
    """Send the logs of this process, those of libraries too, to ``stream`` (standard error where it is None).
    ``process``: its number, where a server has several."""
    level = LEVELS[settings.log_level]
    output = sys.stderr if stream is None else stream
    facts: list[Processor] = [
        merge_contextvars,
        add_logger_name,
        add_log_level,
        TimeStamper(fmt="iso", utc=True, key="time"),
        format_exc_info,
    ]
    if process is not None:
        facts.insert(0, _Field("process", process))
    summary = OutageSummary()
    rendering: list[Processor] = [mask_secrets, *_renderers(settings.log_format, output)]
    structlog.configure(
        processors=[summary, *facts, *rendering],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *names: _LineLogger(names[0] if names else "convener", output),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(output)
    handler.setFormatter(
        ProcessorFormatter(foreign_pre_chain=facts, processors=[ProcessorFormatter.remove_processors_meta, *rendering])
    )
    handler.addFilter(summary.passes)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.raiseExceptions = False  # of handlers: a line that cannot be written is lost, without a traceback
    logging.captureWarnings(True)
    for name, lowest in _LIBRARIES.items():
        logging.getLogger(name).setLevel(max(level, lowest))


def access_logger() -> FilteringBoundLogger:
    """A logger for lines about requests, as :func:`configure_logging` set it up.

    There is a line for each request, so it takes the shortest way: its caller gives the request's id and masks what
    could hold a secret.
    """
    config = structlog.get_config()
    left_out = (merge_contextvars, format_exc_info, mask_secrets)
    logger: FilteringBoundLogger = structlog.wrap_logger(
        config["logger_factory"]("convener.access"),
        processors=[one for one in config["processors"] if one not in left_out],
        wrapper_class=config["wrapper_class"],
    ).bind()
    return logger
