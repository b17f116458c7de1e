"""The account of the signed-in user: name, language, password, and the browsers that are signed in."""

from __future__ import annotations

import asyncio
from typing import Annotated

from litestar import Response, delete, get, patch, post
from litestar.params import JSONBody, PathParameter
from msgspec import UNSET

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import OF_BODY, SIGNED_IN, SIGNED_IN_FROM_OWN_PAGES, problems
from convener.apis.rest.v1.schemas.account import (
    Account,
    AccountChanges,
    OpenSession,
    OpenSessions,
    PasswordChange,
    PasswordRules,
)
from convener.auth.credentials import UserCredentials
from convener.domain.accounts import own_account, sessions
from convener.domain.accounts.changes import UserChanges
from convener.domain.accounts.passwords import LONGEST, PreparedHash
from convener.domain.centers.settings import PasswordPolicy, settings_of
from convener.domain.errors import AuthFailed, WrongPassword
from convener.domain.permissions import CenterAction, require_center
from convener.domain.site import Site
from convener.services import InjectedServices, Services
from convener.storage.database import Session
from convener.storage.models import Center, User
from convener.web.cookies import browser_of, session_cookies, session_token
from convener.web.scope import address_of

from .session import require_principal


def _user(session: Session, site: Site, request: JsonRequest) -> User:
    """The signed-in user, who may see and change the own account."""
    user = session.get_one(User, require_principal(session, site, request).require_user().id)
    require_center(user.role, CenterAction.OWN_ACCOUNT)
    return user


def password_rules(policy: PasswordPolicy) -> PasswordRules:
    """The policy as pages know it."""
    return PasswordRules(
        shortest=policy.shortest,
        longest=LONGEST,
        digit=policy.digit,
        upper=policy.upper,
        lower=policy.lower,
        punctuation=policy.punctuation,
        not_the_name=policy.not_the_name,
        plain_ends=policy.plain_ends,
    )


def _wire(session: Session, user: User) -> Account:
    center = session.get_one(Center, user.center_id)
    policy = own_account.password_policy(settings_of(center), user)
    return Account(
        center=center.name,
        user_id=user.user_id,
        first_name=user.first_name,
        last_name=user.last_name,
        display_name=user.display_name,
        email=user.email,
        role=user.role,  # type: ignore[arg-type]
        language=own_account.chosen_language(user),  # type: ignore[arg-type]
        time_zone=user.time_zone or None,
        password_rules=None if policy is None else password_rules(policy),
    )


@get(
    "/account",
    sync_to_thread=True,
    operation_id="getAccount",
    tags=["account"],
    security=SIGNED_IN,
    responses=problems(401),
)
def read_account(request: JsonRequest, services: InjectedServices) -> Account:
    """The account of the signed-in user."""
    with services.database.read() as session:
        return _wire(session, _user(session, services.site, request))


@patch(
    "/account",
    sync_to_thread=True,
    operation_id="changeAccount",
    tags=["account"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403),
)
def change_account(request: JsonRequest, services: InjectedServices, data: JSONBody[AccountChanges]) -> Account:
    """Change name, language or time zone."""
    names: UserChanges = {}
    if data.first_name is not UNSET:
        names["first_name"] = data.first_name
    if data.last_name is not UNSET:
        names["last_name"] = data.last_name
    if data.display_name is not UNSET:
        names["display_name"] = data.display_name
    with services.database.write() as session:
        user = _user(session, services.site, request)
        own_account.change_account(
            session,
            session.get_one(Center, user.center_id),
            user,
            names=names,
            language="" if data.language is UNSET else data.language,
            time_zone="" if data.time_zone is UNSET else data.time_zone,
        )
        return _wire(session, user)


@post(
    "/account/password",
    status_code=204,
    operation_id="changePassword",
    tags=["account"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 429, 503),
)
async def change_password(
    request: JsonRequest, services: InjectedServices, data: JSONBody[PasswordChange]
) -> Response[None]:
    """Change the password. Wrong old ones (`wrong_password`) are limited like those of a sign-in. The user is signed
    out in all other browsers; this one gets a new session."""
    address = address_of(request)
    center, user_id = await asyncio.to_thread(_check_new_password, request, services, data.new_password)
    try:
        await services.passwords.verify(address, center, UserCredentials(user_id, data.old_password))
    except AuthFailed:
        raise WrongPassword("account") from None
    hashing = await services.passwords.prepare(address, data.new_password)
    token = await asyncio.to_thread(_change_password, request, services, data.new_password, hashing)
    return Response(None, status_code=204, cookies=session_cookies(services.site, token))


def _check_new_password(request: JsonRequest, services: Services, password: str) -> tuple[str, str]:
    """The user's center and user ID, where the user may have this password; before anything costly is done."""
    with services.database.read() as session:
        user = _user(session, services.site, request)
        own_account.check_new_password(session, user, password, "new_password")
        return session.get_one(Center, user.center_id).name, user.user_id


def _change_password(request: JsonRequest, services: Services, password: str, hashing: PreparedHash) -> str:
    browser = browser_of(services.site, request)

    def change(session: Session) -> str:
        user = _user(session, services.site, request)
        return own_account.change_password(
            session, services.site, user, password, browser.token, hashing, user_agent=browser.user_agent
        )

    return services.database.transact(change)


@get(
    "/account/sessions",
    sync_to_thread=True,
    operation_id="listOpenSessions",
    tags=["account"],
    security=SIGNED_IN,
    responses=problems(401),
)
def list_sessions(request: JsonRequest, services: InjectedServices) -> OpenSessions:
    """Where the user is signed in; at most 100 browsers, those used last."""
    token = session_token(services.site, request.cookies)
    with services.database.read() as session:
        user = _user(session, services.site, request)
        found = sessions.list_sessions(session, services.site, user, token)
    return OpenSessions(
        sessions=[
            OpenSession(
                id=one.id,
                browser=one.browser.browser,
                system=one.browser.system,
                since=one.since,
                last_used=one.last_used,
                current=one.current,
            )
            for one in found
        ]
    )


@delete(
    "/account/sessions",
    sync_to_thread=True,
    status_code=204,
    operation_id="endOtherSessions",
    tags=["account"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(401, 403),
)
def end_other_sessions(request: JsonRequest, services: InjectedServices) -> None:
    """Sign the user out in all browsers but this one."""
    token = session_token(services.site, request.cookies)
    with services.database.write() as session:
        user = _user(session, services.site, request)
        sessions.end_other_sessions(session, services.site, user, token)


@delete(
    "/account/sessions/{session_id:str}",
    sync_to_thread=True,
    status_code=204,
    operation_id="endSession",
    tags=["account"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(400, 401, 403),
)
def end_session(
    request: JsonRequest,
    services: InjectedServices,
    session_id: Annotated[str, PathParameter(description="`id` of one of the user's sessions.")],
) -> None:
    """Sign the user out in one browser; done already where there is no such session of this user."""
    with services.database.write() as session:
        user = _user(session, services.site, request)
        sessions.end_session(session, services.site, user, session_id)


HANDLERS = [read_account, change_account, change_password, list_sessions, end_other_sessions, end_session]
