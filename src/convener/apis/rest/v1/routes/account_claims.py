"""Owners of invited addresses claim accounts: by a link that comes to the address itself."""

from __future__ import annotations

import asyncio

from litestar import post
from litestar.params import JSONBody

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import FOR_ANYBODY, OF_BODY, SIGNED_IN_FROM_OWN_PAGES, problems
from convener.apis.rest.v1.schemas.account_claims import AccountClaim, ClaimedAccount, ClaimKey, NewAccount
from convener.apis.rest.v1.schemas.invitations import InvitationKey
from convener.auth.attempts import link_attempt
from convener.domain import text
from convener.domain.accounts import users
from convener.domain.accounts.passwords import PreparedHash
from convener.domain.actions import claim_account
from convener.domain.centers.settings import settings_of
from convener.domain.invitations import claims
from convener.services import InjectedServices, Services
from convener.storage.database import Session as DatabaseSession
from convener.storage.models import Center
from convener.web.scope import address_of

from .account import password_rules
from .session import require_principal


@post(
    "/invitations/account",
    sync_to_thread=True,
    status_code=204,
    operation_id="askForAccount",
    tags=["invitations"],
    security=FOR_ANYBODY,
    responses=problems(*OF_BODY, 404, 429),
)
def ask_for_account(request: JsonRequest, services: InjectedServices, data: JSONBody[InvitationKey]) -> None:
    """Ask for a link by which the invited person makes the address an account, or adds the invitation to the account
    that has it. The link comes by mail to the invited address; the answer is the same whatever that has already.
    Requests are limited for the caller's address, mails for the invited one."""
    services.limits.reset.consume(address_of(request))
    with link_attempt(services.limits, address_of(request)), services.database.write() as session:
        claims.ask(session, services.site, data.token)


@post(
    "/account-claims/lookup",
    sync_to_thread=True,
    status_code=200,
    operation_id="getAccountClaim",
    tags=["account"],
    security=FOR_ANYBODY,
    responses=problems(*OF_BODY, 401, 429),
)
def read_claim(request: JsonRequest, services: InjectedServices, data: JSONBody[ClaimKey]) -> AccountClaim:
    """What a link is for; uses nothing up."""
    with link_attempt(services.limits, address_of(request)), services.database.read() as session:
        claim = claims.find_claim(session, services.site, data.token)
        center = session.get_one(Center, claim.center_id)
        accounts = users.list_by_email(session, center, claim.address)
        policy = claims.chosen_passwords(settings_of(center))
        return AccountClaim(
            center=center.name,
            address=claim.address,
            name=claims.known_name(session, claim),
            user_ids=[one.user_id for one in accounts],
            password_rules=None if accounts or policy is None else password_rules(policy),
        )


@post(
    "/account-claims/use",
    status_code=200,
    operation_id="claimNewAccount",
    tags=["account"],
    security=FOR_ANYBODY,
    responses=problems(*OF_BODY, 401, 403, 409, 429, 503),
)
async def claim_account_by_link(
    request: JsonRequest, services: InjectedServices, data: JSONBody[NewAccount]
) -> ClaimedAccount:
    """Make the address of a link an account of its center, a member's; the link is used up. All meetings of the address
    in the center are in its list then. 401: also where the address has an account."""
    address = address_of(request)
    await asyncio.to_thread(_check, address, services, data)  # before anything costly is done
    name = text.line("name", data.name, 255)
    hashing = await services.passwords.prepare(address, data.password)
    return await asyncio.to_thread(_claim, address, services, data, name, hashing)


def _check(address: str, services: Services, data: NewAccount) -> None:
    with link_attempt(services.limits, address), services.database.read() as session:
        claim_account.check_password(session, services.site, data.token, data.password)


def _claim(address: str, services: Services, data: NewAccount, name: str, hashing: PreparedHash) -> ClaimedAccount:
    def claim(session: DatabaseSession) -> ClaimedAccount:
        user = claim_account.claim_new_account(session, services.site, data.token, name, data.password, hashing)
        return ClaimedAccount(center=session.get_one(Center, user.center_id).name, user_id=user.user_id)

    with link_attempt(services.limits, address):
        return services.database.transact(claim)


@post(
    "/account-claims/merge",
    sync_to_thread=True,
    status_code=204,
    operation_id="claimForAccount",
    tags=["account"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 409, 429),
)
def claim_for_account(request: JsonRequest, services: InjectedServices, data: JSONBody[ClaimKey]) -> None:
    """Add all meetings of the address of a link to the caller's account, which has the same address; the link is used
    up. 403: it is for another account."""
    with services.database.read() as session:
        user = require_principal(session, services.site, request).require_user()
    with link_attempt(services.limits, address_of(request)), services.database.write() as session:
        claim_account.claim_for(session, services.site, data.token, user)


HANDLERS = [ask_for_account, read_claim, claim_account_by_link, claim_for_account]
