"""Assembles the application; the only file that knows all the APIs."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from litestar import Litestar, Request, Response
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.status_codes import HTTP_404_NOT_FOUND
from prometheus_client import REGISTRY

from convener import __version__
from convener.apis import rest
from convener.apis.direct import DirectCallsMiddleware
from convener.apis.live_meeting import find_message_call, live_meeting_router
from convener.apis.liveminutes import find_method_call, liveminutes_router, unknown_method
from convener.apis.rest.errors import http_problem, internal_problem
from convener.auth.limits import Limits, whose
from convener.auth.passwords import PasswordChecks, hashing_threads
from convener.auth.remembered import RememberedPasswords, SharedMemory
from convener.domain.accounts import users
from convener.domain.actions.open_installation import open_secrets
from convener.domain.centers import centers
from convener.domain.site import Site
from convener.jobs.worker import Worker
from convener.media.stun_responder import StunResponder
from convener.observability import metrics
from convener.observability.logging import configure_logging
from convener.observability.metrics import metrics_handler, own_port
from convener.observability.together import forget_process, registry_of_all
from convener.realtime.buses import make_bus
from convener.realtime.gateway import RoomGateway
from convener.recording.supervisor import RecorderSupervisor
from convener.refusals import too_many_requests
from convener.services import Services
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database, parsed_url
from convener.storage.serving_lock import ServingLock
from convener.web import health, pages
from convener.web.middleware.access_log import log_requests
from convener.web.middleware.api_headers import ApiHeadersMiddleware
from convener.web.middleware.callers import CallersMiddleware
from convener.web.middleware.content_encoding import ContentEncodingMiddleware
from convener.web.middleware.head import HeadMiddleware, with_head
from convener.web.middleware.proxies import ProxyMiddleware, TrustedProxies
from convener.web.middleware.unread_body import UnreadBodyMiddleware
from convener.web.middleware.untrusted_proxy import UntrustedProxyMiddleware
from convener.web.serving.connections import ConnectionTable
from convener.web.serving.processes import Knock, ProcessTable
from convener.web.serving.server import Listener, listen, make_server
from convener.web.serving.supervisor import NotStarted, Supervisor

log = structlog.get_logger("convener.server")

OTHER_FILES = 256
"""Open files that are no connections: those of the database, of documents on their way, of libraries."""

STOP_WITHIN = 5.0
"""Seconds that requests may go on after a clean stop has begun."""


class SharedByProcesses:
    """What the processes of one server share; made before they are forked. ``sockets`` listen."""

    def __init__(self, settings: Settings) -> None:
        self.table = ProcessTable(settings.workers)
        self.sockets = listen(settings.host, settings.port)
        self.passwords = SharedMemory()
        self.jobs = Knock()
        """Wakes the process that does the background work."""


@dataclass(frozen=True)
class ServerProcess:
    """One of several processes of a server. The first one, with ``number`` 0, does for all what one alone must do: it
    records, works in the background, and answers STUN. ``lifeline``: readable when the supervising process is gone."""

    number: int
    shared: SharedByProcesses
    lifeline: int

    @property
    def summary(self) -> str:
        """How many processes serve."""
        return f"{self.shared.table.ready()} of {self.shared.table.size}"


class Convener:
    """A server process: database, background work and application, built from the settings.

    ``process``: which one it is, where the server has several. ``first_password`` is the one of the administrator
    ``admin`` where this start made it; it is stored nowhere else.
    """

    def __init__(self, settings: Settings, process: ServerProcess | None = None) -> None:
        self.settings = settings
        self.process = process
        self.is_first = process is None or process.number == 0
        self._lock = ServingLock(parsed_url(settings.sqlalchemy_url))
        self.database = Database.of(settings, serves=True)
        self.database.migrate()
        self.database.synchronize()
        self.blobs = BlobStore.of(settings)
        with self.database.write() as session:
            self.site = Site.of(settings, open_secrets(session, settings.data))
            center = centers.ensure_center(session, settings.center, settings.center_title)
            self.center_id = center.id
            self.first_password = users.ensure_first_administrator(session, center)
        limits = Limits.of(settings)
        passwords = PasswordChecks(
            self.database,
            limits,
            threads=max(1, hashing_threads() // settings.workers),
            remembered=RememberedPasswords(shared=process.shared.passwords if process else None),
        )
        self.recorder = RecorderSupervisor(
            settings.data,
            free_space=settings.recorder_free_space,
            most=settings.recorder_captures,
            is_on=settings.recorder == "on",
            loopback=settings.is_local,
        )
        self.services = Services(
            settings=settings,
            database=self.database,
            site=self.site,
            blobs=self.blobs,
            limits=limits,
            passwords=passwords,
            recorder=self.recorder,
            center_id=self.center_id,
        )
        self.gateway = RoomGateway(self.services, make_bus(settings), records=self.is_first)
        self.recorder.rooms = self.gateway.recorder_rooms
        self.worker = Worker(self.database, self.site, settings) if self.is_first else None
        if process is not None:
            self.database.on_enqueue(process.shared.jobs.knock)
        self._measurements = (
            registry_of_all(process.shared.table.pids, process.shared.table.restarts) if process else REGISTRY
        )
        self.app = self._application()

    def discard(self) -> None:
        """It is not to serve: let go of what it has opened."""
        self.services.passwords.close()
        self.database.close()
        self._lock.release()

    def _application(self) -> Litestar:
        inline = self._inline
        return Litestar(
            route_handlers=[
                rest.router(lambda: self.services),
                rest.document_handler,
                liveminutes_router(self.services, inline=inline),
                live_meeting_router(self.services, inline=inline),
                *self.gateway.handlers,
                pages.router(self.services),
                *health.handlers(self.services, lambda: self.gateway.stopping, self._processes),
                metrics_handler(self.settings.metrics_token, self._measurements),
            ],
            lifespan=[self._lifespan],
            openapi_config=None,
            exception_handlers={HTTPException: self._refusal, Exception: internal_problem},
            logging_config=None,
        )

    @property
    def _inline(self) -> bool:
        """Whether calls may be answered on the event loop, where neither a database nor a Redis behind a network may be
        waited for."""
        return self.database.sqlite and not self.settings.redis_url

    def _processes(self) -> str:
        return self.process.summary if self.process is not None else ""

    def _refusal(self, request: Request[Any, Any, State], error: HTTPException) -> Response[Any]:
        """What no API has: a page for people, a problem for programs, of the API that they seem to mean."""
        if error.headers and "allow" in error.headers:
            error.headers["allow"] = with_head(error.headers["allow"])
        page = pages.not_found(request, self.services) if error.status_code == HTTP_404_NOT_FOUND else None
        return unknown_method(request) or page or http_problem(request, error)

    @asynccontextmanager
    async def _lifespan(self, _app: Litestar) -> AsyncIterator[None]:
        stun = StunResponder(self.settings.stun_host, self.settings.stun_udp_port if self.is_first else 0, whose)
        await stun.start()
        self.database.start()
        await self.gateway.start()
        if self.worker is not None:
            self.worker.start()
            if self.process is not None:
                jobs = self.process.shared.jobs
                asyncio.get_running_loop().add_reader(jobs.fileno(), jobs.listen(self.worker.wake))
        try:
            with own_port(self.settings.metrics_port if self.is_first else 0, self._measurements):
                yield
        finally:
            await self.gateway.stop()
            await self.recorder.close()
            if self.worker is not None:
                await asyncio.to_thread(self.worker.stop)
            await stun.stop()
            await asyncio.to_thread(self.services.passwords.close)
            self.database.close()
            self._lock.release()

    @property
    def asgi(self) -> Any:
        """The application as an ASGI server should run it, with client addresses as trusted proxies tell them."""
        inline = self._inline
        app = UnreadBodyMiddleware(
            DirectCallsMiddleware(
                ContentEncodingMiddleware(ApiHeadersMiddleware(self.app)),
                find_method_call(self.services, inline=inline),
                find_message_call(self.services, inline=inline),
            )
        )
        trusted = TrustedProxies(self.settings.trusted_proxies)
        counted = CallersMiddleware(
            log_requests(HeadMiddleware(app)),
            self.settings.requests_by_address,
            self.settings.connections_by_address,
            exempt=trusted,
            refusal_of=too_many_requests,
        )
        believing = ProxyMiddleware(counted, trusted, self.settings.proxy_headers)
        return UntrustedProxyMiddleware(believing, trusted, self.settings.data)


def application() -> Any:
    """The ASGI application by the settings in the environment, for another ASGI server
    (``uvicorn --factory convener.server:application``)."""
    settings = Settings.load()
    configure_logging(settings)
    return Convener(settings).asgi


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT, then stop cleanly: participants get a message, sockets are closed, work is
    finished."""
    configure_logging(settings)
    if settings.workers > 1:
        convener = _become_process(settings)
        if convener is None:
            return
    else:
        convener = Convener(settings)
        _greet(convener.site, convener.first_password)
    loop_factory = _loop_factory()
    with asyncio.Runner(loop_factory=loop_factory) as runner:
        runner.run(_serve(convener))


def _become_process(settings: Settings) -> Convener | None:
    """Supervise several processes until they have ended; returns what to serve in each of them, and None in this one.
    Exits with 1 where one cannot begin to serve."""
    first = Convener(settings)  # makes tables, key, center and administrator, and finds out what keeps it from serving
    first.discard()
    shared = SharedByProcesses(settings)
    _greet(first.site, first.first_password)
    supervisor = Supervisor(shared.table, forget_process)
    try:
        number = supervisor.run()
    except NotStarted:
        log.error("stopped, because a process could not begin to serve")
        sys.exit(1)
    if number is None:
        log.info("stopped")
        return None
    configure_logging(settings, process=number)
    return Convener(settings, ServerProcess(number, shared, supervisor.lifeline))


async def _serve(convener: Convener) -> None:
    settings, process = convener.settings, convener.process
    table = ConnectionTable(
        _connections(settings.connections),
        settings.connections_by_address,
        TrustedProxies(settings.trusted_proxies),
        asyncio.get_running_loop().time,
    )
    if process is None:
        table.on_change = metrics.CONNECTIONS.set
        listener = Listener(listen(settings.host, settings.port), table)
    else:
        number, processes = process.number, process.shared.table

        def count(connections: int) -> None:
            metrics.CONNECTIONS.set(connections)
            processes.set_open(number, connections)

        table.on_change = count
        listener = Listener(process.shared.sockets, table, lambda: processes.is_busiest(number))
    server = make_server(
        convener.asgi,
        listener,
        table,
        certificate=Path(settings.tls_certificate) if settings.tls_certificate else None,
        key=Path(settings.tls_key) if settings.tls_key else None,
        stop_within=STOP_WITHIN,
    )
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for asking in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(asking, stopping.set)
    try:
        async with convener.app.lifespan():
            serving = asyncio.ensure_future(server.serve())
            if process is not None:
                loop.add_reader(process.lifeline, stopping.set)
                process.shared.table.set_ready(process.number, ready=True)
            asked = asyncio.ensure_future(stopping.wait())
            await asyncio.wait({serving, asked}, return_when=asyncio.FIRST_COMPLETED)
            if not serving.done():
                log.info("stopping")
                if process is not None:
                    loop.remove_reader(process.lifeline)
                    process.shared.table.set_ready(process.number, ready=False)
                # Browsers must hear why before the listener goes away; the server closes what is left.
                await convener.gateway.stop()
                server.should_exit = True
            asked.cancel()
            await serving
    finally:
        listener.close()
    log.info("stopped")


def _connections(wanted: int) -> int:
    """How many connections there may be: as many as wanted, where the system lets this process have so many files."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < wanted + OTHER_FILES:
        soft = wanted + OTHER_FILES if hard == resource.RLIM_INFINITY else min(hard, wanted + OTHER_FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        if soft < wanted + OTHER_FILES:
            log.warning("fewer connections than wanted: the system allows too few open files", open_files=soft)
            return max(soft - OTHER_FILES, soft // 2)
    return wanted


def _loop_factory() -> Any:
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


def _greet(site: Site, first_password: str | None) -> None:
    """Say where to go, and at the very first start how to sign in. The password is shown here and stored nowhere."""
    lines = ["", f"  Convener {__version__} serves on {site.base_url}"]
    if first_password:
        lines += [
            "",
            "  Sign in there the first time as",
            "    user ID   admin",
            f"    password  {first_password}",
            "  This password is shown once. Change it with: convener user set-password admin",
        ]
    try:
        sys.stdout.write("\n".join([*lines, "", ""]))
        sys.stdout.flush()
    except BrokenPipeError:  # nobody reads: the server serves all the same, and what is left goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
