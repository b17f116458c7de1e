"""Signing in and out in a browser, and who is signed in."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, delete, get, post
from litestar.datastructures import Cookie, State

from convener.domain import people
from convener.domain.errors import AuthFailed
from convener.domain.permissions import CenterAction, center_allows, require_center
from convener.storage.database import Session as DatabaseSession
from convener.storage.tables import Center, User

from .types import Session, SignedInUser, SignIn

COOKIE = "convener_session"


def _wire(user: User | None) -> Session:
    if user is None:
        return Session(user=None)
    return Session(
        user=SignedInUser(
            user_id=user.user_id,
            name=user.display_name or user.user_id,
            role=user.role,  # type: ignore[arg-type]
            may_organize=center_allows(user.role, CenterAction.CREATE_MEETING),
        )
    )


def _cookie(state: State, value: str, max_age: int) -> Cookie:
    secure = state.rules.base_url.startswith("https://")
    return Cookie(key=COOKIE, value=value, max_age=max_age, httponly=True, secure=secure, samesite="lax", path="/")


def require_user(session: DatabaseSession, request: Request[Any, Any, State]) -> User:
    """Who calls, by the session cookie; raises :class:`AuthFailed` where nobody is signed in."""
    token = request.cookies.get(COOKIE, "")
    user = people.signed_in(session, request.app.state.rules, token) if token else None
    if user is None:
        raise AuthFailed("Please sign in.")
    return user


@get("/session", sync_to_thread=True)
def read_session(request: Request[Any, Any, State], state: State) -> Session:
    """Who is signed in."""
    token = request.cookies.get(COOKIE, "")
    with state.database.read() as session:
        return _wire(people.signed_in(session, state.rules, token) if token else None)


@post("/session", sync_to_thread=True, status_code=200)
def create_session(request: Request[Any, Any, State], state: State, data: SignIn) -> Response[Session]:
    """Sign in; failures are limited per address and account, and per address."""
    address = request.client.host if request.client else ""
    account = f"{address} {data.user_id.casefold()}"
    state.sign_in_limit.check(account)
    state.address_limit.check(address)
    try:
        with state.database.read() as session:
            center = session.get_one(Center, state.center_id)
            user = people.authenticate(session, center, data.user_id, data.password)
            require_center(user.role, CenterAction.SIGN_IN)
    except AuthFailed:
        state.sign_in_limit.count(account)
        state.address_limit.count(address)
        raise
    state.sign_in_limit.forget(account)
    with state.database.write() as session:
        token = people.sign_in(session, state.rules, user)
    cookie = _cookie(state, token, int(people.SIGN_IN_LIFETIME.total_seconds()))
    return Response(_wire(user), cookies=[cookie])


@delete("/session", sync_to_thread=True, status_code=204)
def delete_session(request: Request[Any, Any, State], state: State) -> Response[None]:
    """Sign out."""
    token = request.cookies.get(COOKIE, "")
    if token:
        with state.database.write() as session:
            people.sign_out(session, state.rules, token)
    return Response(None, status_code=204, cookies=[_cookie(state, "", 0)])


HANDLERS = [read_session, create_session, delete_session]
