"""Measurements for Prometheus, at ``/metrics``.

A caller with ``metrics_token`` may read them, and programs on this machine at a port of their own.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers import HTTPRouteHandler
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    start_http_server,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

log = structlog.get_logger("convener.metrics")

disable_created_metrics()  # type: ignore[no-untyped-call]

# Where several processes of a server are measured together (``together``) counters and histograms are summed, and so
# are gauges, by their ``multiprocess_mode``, but for those of which one process alone knows.

REQUESTS = Counter("convener_http_requests", "HTTP requests answered", ["method", "route", "status"])
DURATION = Histogram(
    "convener_http_request_seconds",
    "Time from the request to the end of its answer",
    ["method", "route"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0),
)
CONNECTIONS = Gauge(
    "convener_connections_open", "Connections that are open, WebSockets and idle ones too", multiprocess_mode="livesum"
)
SOCKETS = Gauge("convener_websockets_open", "WebSockets that are open", multiprocess_mode="livesum")
MAILS = Counter("convener_mails", "Mails that the worker was done with", ["outcome"])
JOBS = Counter("convener_jobs", "Attempts at background jobs that have ended", ["kind", "outcome"])
JOBS_LATE = Gauge(
    "convener_jobs_late_seconds",
    "How long the oldest due job of a kind has been due",
    ["kind"],
    multiprocess_mode="livemax",
)
STORED = Gauge(
    "convener_stored_bytes",
    "Bytes of files that are stored, deleted ones that can be restored too",
    ["what"],
    multiprocess_mode="mostrecent",
)

_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_requests: dict[tuple[str, str, int], Any] = {}
_durations: dict[tuple[str, str], Any] = {}


def count_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count an answered request. ``route`` is the template of the path, so that the number of series stays small."""
    if method not in _METHODS:
        method = "other"
    counter = _requests.get((method, route, status))
    if counter is None:
        counter = _requests[method, route, status] = REQUESTS.labels(method, route, str(status))
    counter.inc()
    histogram = _durations.get((method, route))
    if histogram is None:
        histogram = _durations[method, route] = DURATION.labels(method, route)
    histogram.observe(seconds)


@contextmanager
def open_socket() -> Iterator[None]:
    """Count a WebSocket as open while the block runs."""
    SOCKETS.inc()
    try:
        yield
    finally:
        SOCKETS.dec()


def metrics_handler(token: str, registry: CollectorRegistry) -> HTTPRouteHandler:
    """The handler of ``/metrics``, for what is in ``registry``. ``token``: the setting ``metrics_token``, empty where
    there is none."""

    @get("/metrics", sync_to_thread=False, include_in_schema=False)
    def metrics(request: Request[Any, Any, State]) -> Response[bytes]:
        """The measurements in Prometheus' text format."""
        _require_right(request, token)
        return Response(
            generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"}
        )

    return metrics


def _require_right(request: Request[Any, Any, State], token: str) -> None:
    # Who asks is no criterion: a proxy on this machine need not say for whom it asks.
    if not token:
        raise PermissionDeniedException(
            "Measurements can be read with CONVENER_METRICS_TOKEN, or on the server at CONVENER_METRICS_PORT."
        )
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
        challenge = {"WWW-Authenticate": 'Bearer realm="Convener"'}  # RFC 6750, 3
        raise NotAuthorizedException("Send the metrics token as a bearer token.", headers=challenge)


@contextmanager
def own_port(port: int, registry: CollectorRegistry) -> Iterator[None]:
    """Let programs on this machine read the measurements at a port of its own while the block runs; 0: no port.

    It is optional: where the port cannot be had, that is logged and the rest of the server works.
    """
    try:
        server, thread = start_http_server(port, addr="127.0.0.1", registry=registry) if port else (None, None)
    except OSError as error:
        log.warning("no measurements: their port cannot be had", port=port, error=str(error))
        server = thread = None
    try:
        yield
    finally:
        if server is not None and thread is not None:
            server.shutdown()
            server.server_close()
            thread.join()
