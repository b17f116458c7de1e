"""New passwords in place of forgotten ones, by a link that comes by mail."""

from __future__ import annotations

import asyncio

from litestar import post
from litestar.params import JSONBody

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import FOR_ANYBODY, OF_BODY, problems
from convener.apis.rest.v1.schemas.password_resets import NewPassword, PasswordReset, ResetKey, ResetRequest
from convener.auth.attempts import link_attempt
from convener.domain.accounts import own_account, password_resets
from convener.domain.accounts.passwords import PreparedHash
from convener.domain.centers import centers
from convener.domain.centers.settings import settings_of
from convener.domain.errors import AuthFailed
from convener.services import InjectedServices, Services
from convener.storage.database import Session as DatabaseSession
from convener.storage.models import Center
from convener.web.scope import address_of

from .account import password_rules


@post(
    "/password-resets",
    sync_to_thread=True,
    status_code=204,
    operation_id="askForPasswordReset",
    tags=["account"],
    security=FOR_ANYBODY,
    responses=problems(*OF_BODY, 404, 429),
)
def ask_for_reset(request: JsonRequest, services: InjectedServices, data: JSONBody[ResetRequest]) -> None:
    """Ask for a link by which a new password is chosen; it comes by mail. The answer is the same whether or not there
    is such an account, with an address. Requests are limited for an address, mails for a user."""
    services.limits.reset.consume(address_of(request))
    with services.database.write() as session:
        center = centers.find(session, data.center or services.settings.center)
        password_resets.ask(session, center, data.name)


@post(
    "/password-resets/lookup",
    sync_to_thread=True,
    status_code=200,
    operation_id="getPasswordReset",
    tags=["account"],
    security=FOR_ANYBODY,
    responses=problems(*OF_BODY, 401, 429),
)
def read_reset(request: JsonRequest, services: InjectedServices, data: JSONBody[ResetKey]) -> PasswordReset:
    """Whose password a link replaces; uses nothing up."""
    with link_attempt(services.limits, address_of(request)), services.database.read() as session:
        user = password_resets.find_user(session, services.site, data.token)
        center = session.get_one(Center, user.center_id)
        policy = own_account.password_policy(settings_of(center), user)
        if policy is None:
            raise AuthFailed("This link is of no use any more.")
        return PasswordReset(
            center=center.name,
            user_id=user.user_id,
            name=user.display_name or user.user_id,
            password_rules=password_rules(policy),
        )


@post(
    "/password-resets/use",
    status_code=204,
    operation_id="resetPassword",
    tags=["account"],
    security=FOR_ANYBODY,
    responses=problems(*OF_BODY, 401, 403, 429, 503),
)
async def reset_password(request: JsonRequest, services: InjectedServices, data: JSONBody[NewPassword]) -> None:
    """Choose a new password by a link, which is used up. The user is signed out in all browsers, and signed in in
    none."""
    address = address_of(request)
    await asyncio.to_thread(_check, address, services, data)  # before anything costly is done
    hashing = await services.passwords.prepare(address, data.new_password)
    await asyncio.to_thread(_reset, address, services, data, hashing)


def _check(address: str, services: Services, data: NewPassword) -> None:
    with link_attempt(services.limits, address), services.database.read() as session:
        user = password_resets.find_user(session, services.site, data.token)
        own_account.check_new_password(session, user, data.new_password, "new_password")


def _reset(address: str, services: Services, data: NewPassword, hashing: PreparedHash) -> None:
    def reset(session: DatabaseSession) -> None:
        password_resets.reset_password(session, services.site, data.token, data.new_password, hashing)

    with link_attempt(services.limits, address):
        services.database.transact(reset)


HANDLERS = [ask_for_reset, read_reset, reset_password]
