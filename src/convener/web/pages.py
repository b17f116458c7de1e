"""The pages that people open: one document of the web client, sent with headers that say who may embed it.

The client is built into ``convener/web/static``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote, unquote

from litestar import MediaType, Request, Response, Router, get, post
from litestar.datastructures import State
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.types import ControllerRouterHandler

from convener.auth import browsers
from convener.auth.attempts import CodeAttempt, link_attempt
from convener.auth.credentials import TicketCredentials
from convener.domain.access import policy
from convener.domain.centers import centers
from convener.domain.centers.api_clients import frame_origins
from convener.domain.errors import AuthFailed, CenterNotFound, EntryClosed, TooManyAttempts
from convener.domain.invitations import reminders
from convener.domain.meetings import meetings
from convener.domain.recordings import playback
from convener.domain.room import join
from convener.domain.site import Site
from convener.services import InjectedServices, Services, provide
from convener.storage.database import Session
from convener.storage.models import Center, Meeting
from convener.web.scope import address_of

from .assets import asset_routers
from .cookies import browser_of, session_cookies, session_token
from .ticket_form import SCRIPT, SCRIPT_PATH, ticket_form

HttpRequest: TypeAlias = Request[Any, Any, State]

WEB = Path(__file__).parent / "static"
LOOSE_FILES = {
    "favicon.svg": "image/svg+xml",
    "convener-embed.js": "text/javascript",
    "convener-frame.js": "text/javascript",
    "robots.txt": "text/plain",
}
"""Files of the build that live at the root of the host."""

LONGEST_TICKET = 64
LARGEST_FORM = 4096
"""Bytes of a form with one short field."""

_UNSTORED = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}

MISSING_BUILD = (
    "<!doctype html><title>Convener</title><p>The web client is not built. Run <code>make setup</code>, "
    "or install Convener from its wheel."
)


def security_headers(site: Site, frame_ancestors: list[str]) -> dict[str, str]:
    """Headers of a page. ``frame_ancestors``: origins that may embed it, ``["*"]`` any, ``[]`` none."""
    socket = site.base_url.replace("http", "ws", 1)
    policy = [
        "default-src 'none'",
        "script-src 'self'",
        # Mantine writes its rules into style elements; a style cannot call home under this policy.
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob: mediastream:",
        "font-src 'self'",
        f"connect-src 'self' {socket}",
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors " + (" ".join(frame_ancestors) or "'none'"),
    ]
    return {
        "Content-Security-Policy": "; ".join(policy),
        "Permissions-Policy": "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), "
        "autoplay=(self), picture-in-picture=(self), geolocation=(), payment=(), usb=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-cache",
    }


def _page(services: Services, frame_ancestors: list[str], status_code: int = 200) -> Response[bytes]:
    index = WEB / "index.html"
    built = index.is_file()
    return Response(
        index.read_bytes() if built else MISSING_BUILD.encode(),
        status_code=status_code if built else 503,
        media_type=MediaType.HTML,
        headers=security_headers(services.site, frame_ancestors),
    )


@get("/", sync_to_thread=True, include_in_schema=False)
def front_page(services: InjectedServices) -> Response[bytes]:
    """The front page, never inside a frame."""
    return _page(services, [])


@get("/account", sync_to_thread=True, include_in_schema=False)
def account(services: InjectedServices) -> Response[bytes]:
    """The page of the own account, never inside a frame."""
    return _page(services, [])


@get("/password", sync_to_thread=True, include_in_schema=False)
def password(services: InjectedServices) -> Response[bytes]:
    """The page for a forgotten password. Its token stands behind the ``#``, which browsers send to no server."""
    return _page(services, [])


def _page_in_center(path: str) -> HTTPRouteHandler:
    """Such a page in a center."""

    @get(f"/cc/{{name:str}}/{path}", sync_to_thread=True, include_in_schema=False)
    def page_in_center(services: InjectedServices, name: FromPath[str]) -> Response[bytes]:
        with services.database.read() as session:
            _center(session, name)
            return _page(services, [])

    return page_in_center


@get("/i/{token:str}/{answer:str}", sync_to_thread=True, include_in_schema=False)
def invitation(services: InjectedServices) -> Response[bytes]:
    """The answer to an invitation, never inside a frame; opening it changes nothing."""
    return _page(services, [])


def _minutes_page(path: str) -> HTTPRouteHandler:
    """Minutes by a personal link, or of a signed-in user, never inside a frame."""

    @get(path, sync_to_thread=True, include_in_schema=False)
    def minutes_page(services: InjectedServices) -> Response[bytes]:
        return _page(services, [])

    return minutes_page


_MINUTES_OF_USERS = ("meetings/{mid:str}/minutes", "meetings/{mid:str}/minutes/{instance:str}")
_MINUTES = ("/minutes/{token:str}", *(f"/{path}" for path in _MINUTES_OF_USERS))


@get("/i/{token:str}/reminders", sync_to_thread=True, include_in_schema=False)
def reminders_page(services: InjectedServices) -> Response[bytes]:
    """Where a reminder's link leads, likewise."""
    return _page(services, [])


@post("/i/{token:str}/reminders", sync_to_thread=True, status_code=200, include_in_schema=False)
def no_reminders(request: HttpRequest, services: InjectedServices, token: FromPath[str]) -> Response[bytes]:
    """The button of mail programs that ends reminders (RFC 8058): it posts without cookies, and reads no page."""
    address, status_code = address_of(request), 200
    try:
        with link_attempt(services.limits, address):
            services.database.transact(
                lambda session: reminders.switch_reminders(session, services.site, token, wanted=False)
            )
    except EntryClosed:
        status_code = 404
    headers = security_headers(services.site, [])
    return Response(b"", status_code=status_code, media_type=MediaType.TEXT, headers=headers)


@get("/e/{link:str}", sync_to_thread=True, include_in_schema=False)
def personal_link(services: InjectedServices, link: FromPath[str]) -> Response[bytes]:
    """A personal link, for the frames that the meeting's API client allows."""
    with services.database.read() as session:
        check = policy.check_link(session, services.site, link)
        return _page(services, frame_origins(check.meeting))


@get("/m/{code:path}", sync_to_thread=True, include_in_schema=False)
def open_link(request: HttpRequest, services: InjectedServices) -> Response[bytes]:
    """An open link, likewise. The name of a meeting may have slashes, which are encoded in a link that is copied, and
    perhaps not in one that is typed. Decoded once, from the raw path: that of the router has no double slashes."""
    code = unquote(request.scope["raw_path"].decode("latin-1").partition("?")[0]).removeprefix("/m/")

    def find(session: Session) -> Meeting | None:
        found = meetings.find_by_code(session, services.center_id, code)
        if found is None and code.endswith("/"):
            found = meetings.find_by_code(session, services.center_id, code.removesuffix("/"))
        return found

    return _page_of_meeting(request, services, find)


def _entry_url(side: str) -> HTTPRouteHandler:
    """An entry URL of a meeting, likewise (Live Meeting service API, reference 13). The page itself reads the fields:
    none of them gets into a log."""

    @get(f"/cc/{{name:str}}/{side}", sync_to_thread=True, include_in_schema=False)
    def entry_url(request: HttpRequest, services: InjectedServices, name: FromPath[str]) -> Response[bytes]:
        return _page_of_meeting(
            request,
            services,
            lambda session: join.find_by_name(session, _center(session, name).id, _field(request, "id")),
        )

    return entry_url


def _support_pages(path: str) -> list[HTTPRouteHandler]:
    """A page that anybody may open, the check of browser and devices, the help, the people of a center (which only
    its administrators are told), or its documents, also under the name of a center.
    Never inside a frame: it might have fewer rights than the page of a meeting."""

    @get(f"/{path}", sync_to_thread=True, include_in_schema=False)
    def support_page(services: InjectedServices) -> Response[bytes]:
        return _page(services, [])

    @get(f"/cc/{{name:str}}/{path}", sync_to_thread=True, include_in_schema=False)
    def support_page_of_center(services: InjectedServices, name: FromPath[str]) -> Response[bytes]:
        with services.database.read() as session:
            _center(session, name)
            return _page(services, [])

    return [support_page, support_page_of_center]


def _page_of_meeting(
    request: HttpRequest,
    services: Services,
    find: Callable[[Session], Meeting | None],
    *,
    of_nothing: list[str] | None = None,
) -> Response[bytes]:
    """The page of a meeting that is found by what people can guess. Who may embed it tells whether there is one: a
    caller who guesses too often is told nothing any more, as by ``/api/v1/doors``. ``of_nothing``: who may embed the
    page where there is none, by default everybody."""
    address = address_of(request)
    try:
        with CodeAttempt(services.limits, address) as attempt, services.database.read() as session:
            meeting = find(session)
            attempt.found(meeting is not None)
            is_known = meeting is not None or of_nothing is None
            return _page(services, frame_origins(meeting) if is_known else of_nothing or [])
    except TooManyAttempts:
        return _page(services, [])


@get("/cc/{name:str}/view", sync_to_thread=True, include_in_schema=False)
def recording(request: HttpRequest, services: InjectedServices, name: FromPath[str]) -> Response[bytes]:
    """A recording, for the frames that the API client of its meeting allows; where there is none, never inside one."""

    def find(session: Session) -> Meeting | None:
        found = playback.find_named(session, _center(session, name).id, _field(request, "id"))
        return None if found is None else found.meeting

    return _page_of_meeting(request, services, find, of_nothing=[])


@get("/cc/{name:str}", sync_to_thread=True, include_in_schema=False)
def center_page(request: HttpRequest, services: InjectedServices, name: FromPath[str]) -> Response[bytes]:
    """A center's own page, never inside a frame. With a ticket in its address (reference 7.2) a small page that posts
    it: to look at the address uses nothing up. A browser that is signed in as the ticket's user is led on; where the
    ticket is used or expired the page says so."""
    ticket = _field(request, "ticket")
    if not ticket:
        with services.database.read() as session:
            _center(session, name)
            return _page(services, [])
    credentials = TicketCredentials(ticket)
    signed_in = session_token(services.site, request.cookies)
    try:
        is_there = browsers.is_signed_in_as(
            services.database, services.site, services.limits, address_of(request), name, credentials, signed_in
        )
    except CenterNotFound:
        raise NotFoundException from None
    except (AuthFailed, TooManyAttempts):
        return _page(services, [], status_code=403)
    if is_there:
        return Redirect(f"/cc/{quote(name)}", status_code=303, headers=_UNSTORED)
    return Response(
        ticket_form(name, ticket, request.headers.get("accept-language", "")),
        media_type=MediaType.HTML,
        headers={**security_headers(services.site, []), **_UNSTORED},
    )


@post("/cc/{name:str}", sync_to_thread=True, include_in_schema=False, request_max_body_size=LARGEST_FORM)
def use_ticket(
    request: HttpRequest, services: InjectedServices, name: FromPath[str], body: bytes
) -> Response[bytes] | Redirect:
    """Use a ticket: the browser is signed in, and the ticket leaves the address. One that fails leads to its address
    again: of two posts of the same browser the second finds there what the first one did."""
    ticket = _field_of(body, "ticket")[:LONGEST_TICKET]
    try:
        token = browsers.sign_in_by_ticket(
            services.database,
            services.site,
            services.limits,
            address_of(request),
            name,
            TicketCredentials(ticket),
            browser_of(services.site, request),
        )
    except CenterNotFound:
        raise NotFoundException from None
    except (AuthFailed, TooManyAttempts):
        return Redirect(f"/cc/{quote(name)}?ticket={quote(ticket)}", status_code=303, headers=_UNSTORED)
    cookies = session_cookies(services.site, token)
    return Redirect(f"/cc/{quote(name)}", status_code=303, cookies=cookies, headers=_UNSTORED)


@get(SCRIPT_PATH, sync_to_thread=False, include_in_schema=False)
def ticket_script() -> Response[str]:
    """The script of the page that posts a ticket."""
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "public, max-age=3600"}
    return Response(SCRIPT, media_type="text/javascript", headers=headers)


def _center(session: Session, name: str) -> Center:
    """The center of this name; the page for addresses that lead nowhere where there is none."""
    try:
        return centers.find(session, name)
    except CenterNotFound:
        raise NotFoundException from None


def _field(request: HttpRequest, name: str) -> str:
    """A field of the address, decoded exactly once. A plus stays a plus, unlike in a form."""
    return _field_of(request.scope["query_string"], name)


def _field_of(query: bytes, name: str) -> str:
    for pair in query.decode("latin-1").split("&"):
        key, _, value = pair.partition("=")
        if key.lower() == name:
            return unquote(value, errors="replace")
    return ""


@get("/{name:str}", sync_to_thread=True, include_in_schema=False)
def loose_file(name: FromPath[str]) -> Response[bytes]:
    """Files of the build at the root; no other name leads anywhere."""
    path = WEB / name
    if name in LOOSE_FILES and path.is_file():
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "public, max-age=3600"}
        if name in ("convener-embed.js", "convener-frame.js"):
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return Response(path.read_bytes(), media_type=LOOSE_FILES[name], headers=headers)
    raise NotFoundException


def not_found(request: HttpRequest, services: Services) -> Response[bytes] | None:
    """The page for an address that leads nowhere, for those who asked for a page; None for programs."""
    if "text/html" not in request.headers.get("accept", ""):
        return None
    return _page(services, [], status_code=404)


def router(services: Services) -> Router:
    """All pages and files."""
    found: list[ControllerRouterHandler] = [
        front_page,
        account,
        password,
        invitation,
        reminders_page,
        *map(_minutes_page, _MINUTES),
        no_reminders,
        personal_link,
        open_link,
        loose_file,
    ]
    found += [*map(_entry_url, ("attend", "present", "join", "webjoin")), recording, center_page]
    found += [*_support_pages("check"), *_support_pages("help"), *_support_pages("users")]
    found += [*_support_pages("library"), *_support_pages("recordings")]
    found += [*map(_page_in_center, ("account", "password", "claim", *_MINUTES_OF_USERS)), use_ticket, ticket_script]
    found += asset_routers(WEB / "assets")
    return Router(path="/", route_handlers=found, dependencies=provide(lambda: services))
