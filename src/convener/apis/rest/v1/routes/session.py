"""Signing in and out in a browser, and who is signed in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import structlog
from litestar import Request, Response, delete, get, post
from litestar.params import JSONBody
from litestar.types import AfterResponseHookHandler
from sqlalchemy.exc import SQLAlchemyError

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import FOR_ANYBODY, FROM_OWN_PAGES, OF_BODY, problems
from convener.apis.rest.v1.schemas.session import Session, SignedInUser, SignIn
from convener.auth import browsers
from convener.auth.credentials import UserCredentials
from convener.domain.accounts.own_account import chosen_language
from convener.domain.authorization import Principal
from convener.domain.permissions import CenterAction, center_allows
from convener.domain.site import Site
from convener.services import InjectedServices, Services
from convener.storage.database import Session as DatabaseSession
from convener.storage.models import Center
from convener.storage.rows import AnyUser
from convener.web.cookies import browser_of, comes_from_own_page, session_cookies, session_token
from convener.web.scope import address_of

log = structlog.get_logger("convener.rest")


def _wire(session: DatabaseSession, user: AnyUser | None) -> Session:
    if user is None:
        return Session(user=None)
    return Session(
        user=SignedInUser(
            center=session.get_one(Center, user.center_id).name,
            user_id=user.user_id,
            name=user.display_name or user.user_id,
            role=user.role,  # type: ignore[arg-type]
            may_organize=center_allows(user.role, CenterAction.CREATE_MEETING),
            language=chosen_language(user),  # type: ignore[arg-type]
            time_zone=user.time_zone or None,
        )
    )


def _session_of(services: Services, user: AnyUser) -> Session:
    with services.database.read() as session:
        return _wire(session, user)


def require_principal(session: DatabaseSession, site: Site, request: JsonRequest) -> Principal:
    """Who calls, by the session cookie; raises :class:`AuthFailed` where nobody is signed in."""
    return browsers.require_signed_in(session, site, session_token(site, request.cookies))


def proven_user(session: DatabaseSession, site: Site, request: JsonRequest) -> AnyUser | None:
    """Who calls, where that is optional: None where nobody is signed in, or where the call does not prove by the CSRF
    token that it comes from a page of ours. For calls that work without cookies too, in frames of other sites."""
    token = session_token(site, request.cookies)
    if not token or not comes_from_own_page(site, request):
        return None
    principal = browsers.find_signed_in(session, site, token)
    return None if principal is None else principal.user


def user_at_address(services: Services, request: JsonRequest) -> str | None:
    """Under what the attempts of a signed-in user are counted, apart from those of others at the same address; None
    where nobody is proven to be signed in."""
    with services.database.read() as session:
        user = proven_user(session, services.site, request)
        return None if user is None else f"user {user.id}"


def record_activity(services: Callable[[], Services]) -> AfterResponseHookHandler:
    """What follows each reply: that this browser is not idle, written down at most once a minute."""

    async def after_response(request: Request[Any, Any, Any]) -> None:
        token = session_token(services().site, request.cookies)
        if token:
            await asyncio.to_thread(_record_activity, services(), token)

    return after_response


def _record_activity(services: Services, token: str) -> None:
    try:
        browsers.record_activity(services.database, services.site, token)
    except SQLAlchemyError as error:
        log.warning("cannot note that a browser is not idle", exc_info=error)


@get(
    "/session",
    sync_to_thread=True,
    operation_id="getSession",
    tags=["session"],
    security=FOR_ANYBODY,
    responses=problems(),
)
def read_session(request: JsonRequest, services: InjectedServices) -> Session:
    """Who is signed in."""
    token = session_token(services.site, request.cookies)
    with services.database.read() as session:
        principal = browsers.find_signed_in(session, services.site, token)
        return _wire(session, None if principal is None else principal.user)


@post(
    "/session",
    status_code=200,
    operation_id="createSession",
    tags=["session"],
    security=FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 429, 503),
)
async def create_session(request: JsonRequest, services: InjectedServices, data: JSONBody[SignIn]) -> Response[Session]:
    """Sign in to a center. Failures are limited for an account from an address, and for an address. There is one
    session in a browser: signing in, to this center or another one, ends the one before."""
    address = address_of(request)
    center = data.center or services.settings.center
    credentials = UserCredentials(data.user_id, data.password)
    user, token = await browsers.sign_in(
        services.database,
        services.site,
        services.passwords,
        address,
        center,
        credentials,
        browser_of(services.site, request),
    )
    wired = await asyncio.to_thread(_session_of, services, user)
    return Response(wired, cookies=session_cookies(services.site, token))


@delete(
    "/session",
    sync_to_thread=True,
    status_code=204,
    operation_id="deleteSession",
    tags=["session"],
    security=FROM_OWN_PAGES,
    responses=problems(403),
)
def delete_session(request: JsonRequest, services: InjectedServices) -> Response[None]:
    """Sign out."""
    token = session_token(services.site, request.cookies)
    if token:
        browsers.sign_out(services.database, services.site, token)
    return Response(None, status_code=204, cookies=session_cookies(services.site, ""))


HANDLERS = [read_session, create_session, delete_session]
