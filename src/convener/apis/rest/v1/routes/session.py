"""Signing in and out in a browser, and who is signed in."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable
from typing import Any

import structlog
from litestar import Request, Response, delete, get, post
from litestar.params import JSONBody
from litestar.types import AfterResponseHookHandler
from sqlalchemy.exc import SQLAlchemyError

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import CSRF_COOKIE, CSRF_HEADER, FOR_ANYBODY, FROM_OWN_PAGES, OF_BODY, problems
from convener.apis.rest.v1.schemas.session import Session, SignedInUser, SignIn
from convener.auth.limits import account_key
from convener.domain.accounts import sessions
from convener.domain.accounts.credentials import authenticate
from convener.domain.centers import centers
from convener.domain.errors import AuthFailed, CenterNotFound
from convener.domain.permissions import CenterAction, center_allows, require_center
from convener.domain.site import Site
from convener.services import InjectedServices, Services
from convener.storage.database import Session as DatabaseSession
from convener.storage.models import Center, User
from convener.web.cookies import SIGN_IN, sign_in_cookie

log = structlog.get_logger("convener.rest")


def _wire(session: DatabaseSession, user: User | None) -> Session:
    if user is None:
        return Session(user=None)
    return Session(
        user=SignedInUser(
            center=session.get_one(Center, user.center_id).name,
            user_id=user.user_id,
            name=user.display_name or user.user_id,
            role=user.role,  # type: ignore[arg-type]
            may_organize=center_allows(user.role, CenterAction.CREATE_MEETING),
        )
    )


def _center(session: DatabaseSession, services: Services, name: str) -> Center:
    """The center of this name, the server's first one where the name is empty. One that is not there is refused like a
    wrong password."""
    if not name:
        return session.get_one(Center, services.center_id)
    try:
        return centers.find(session, name)
    except CenterNotFound:
        raise AuthFailed("User ID or password is wrong.") from None


def require_user(session: DatabaseSession, site: Site, request: JsonRequest) -> User:
    """Who calls, by the session cookie; raises :class:`AuthFailed` where nobody is signed in."""
    token = request.cookies.get(SIGN_IN, "")
    user = sessions.find_signed_in_user(session, site, token) if token else None
    if user is None:
        raise AuthFailed("Please sign in.")
    return user


def proven_user(session: DatabaseSession, site: Site, request: JsonRequest) -> User | None:
    """Who calls, where that is optional: None where nobody is signed in, or where the call does not prove by the CSRF
    token that it comes from a page of ours. For calls that work without cookies too, in frames of other sites."""
    token, proof = request.cookies.get(SIGN_IN, ""), request.cookies.get(CSRF_COOKIE, "")
    if not token or not proof or not hmac.compare_digest(proof.encode(), _csrf_header(request).encode()):
        return None
    return sessions.find_signed_in_user(session, site, token)


def _csrf_header(request: JsonRequest) -> str:
    return request.headers.get(CSRF_HEADER, "")


def record_activity(services: Callable[[], Services]) -> AfterResponseHookHandler:
    """What follows each reply: that this browser is not idle, written down at most once a minute."""

    async def after_response(request: Request[Any, Any, Any]) -> None:
        token = request.cookies.get(SIGN_IN, "")
        if token:
            await asyncio.to_thread(_record_activity, services(), token)

    return after_response


def _record_activity(services: Services, token: str) -> None:
    try:
        with services.database.read() as session:
            if not sessions.is_activity_due(session, services.site, token):
                return
        with services.database.write() as session:
            sessions.record_activity(session, services.site, token)
    except SQLAlchemyError as error:
        log.warning("cannot note that a browser is not idle", error=str(error))


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
    token = request.cookies.get(SIGN_IN, "")
    with services.database.read() as session:
        return _wire(session, sessions.find_signed_in_user(session, services.site, token) if token else None)


@post(
    "/session",
    sync_to_thread=True,
    status_code=200,
    operation_id="createSession",
    tags=["session"],
    security=FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 429),
)
def create_session(request: JsonRequest, services: InjectedServices, data: JSONBody[SignIn]) -> Response[Session]:
    """Sign in to a center. Failures are limited for an account from an address, and for an address. There is one
    session in a browser: signing in to another center ends it in this one."""
    address = request.client.host if request.client else ""
    account = account_key(address, data.center or services.settings.center, data.user_id)
    services.limits.check_credentials(address, account)
    try:
        with services.database.read() as session:
            center = _center(session, services, data.center)
            user = authenticate(session, center, data.user_id, data.password)
            require_center(user.role, CenterAction.SIGN_IN)
    except AuthFailed:
        services.limits.count_wrong_credentials(address, account)
        raise
    services.limits.sign_in.forget(account)
    with services.database.write() as session:
        token = sessions.sign_in(session, services.site, user)
        wired = _wire(session, user)
    return Response(wired, cookies=[sign_in_cookie(services.site, token)])


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
    token = request.cookies.get(SIGN_IN, "")
    if token:
        with services.database.write() as session:
            sessions.sign_out(session, services.site, token)
    return Response(None, status_code=204, cookies=[sign_in_cookie(services.site, "")])


HANDLERS = [read_session, create_session, delete_session]
