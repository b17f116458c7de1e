"""Users of the center, for its administrators."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from litestar import get, post
from litestar.params import JSONBody, QueryParameter

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import OF_BODY, SIGNED_IN, SIGNED_IN_FROM_OWN_PAGES, problems
from convener.apis.rest.v1.schemas.users import Erasure, ErasureFindings, ExternalId, ListedUser, UserMerge, UserPage
from convener.domain import text
from convener.domain.accounts import known_users, users
from convener.domain.accounts.known_users import KnownUser
from convener.domain.actions import erase_person as erasure
from convener.domain.actions.merge_users import merge_users as merge
from convener.domain.errors import InvalidParameter
from convener.domain.permissions import CenterAction, require_center
from convener.services import InjectedServices, Services
from convener.storage.database import Session
from convener.storage.models import Center
from convener.storage.rows import AnyUser

from .session import require_principal


def _administrator(session: Session, services: Services, request: JsonRequest) -> AnyUser:
    user = require_principal(session, services.site, request).require_user()
    require_center(user.role, CenterAction.MANAGE_USERS)
    return user


def _wire(person: KnownUser) -> ListedUser:
    user = person.user
    return ListedUser(
        user_id=user.user_id,
        name=user.display_name,
        email=user.email,
        role=user.role,  # type: ignore[arg-type]
        signs_in=person.signs_in,
        active=users.is_active(user),
        meetings=user.meetings,
        created_at=user.created_at,
        external_ids=[ExternalId(client=one.client, external_id=one.external_id) for one in person.external_ids],
    )


@get(
    "/users",
    sync_to_thread=True,
    operation_id="listUsers",
    tags=["users"],
    security=SIGNED_IN,
    responses=problems(400, 401, 403),
)
def list_users(
    request: JsonRequest,
    services: InjectedServices,
    search: Annotated[
        str, QueryParameter(max_length=250, description="A part of user ID, name, address, or id of an API client.")
    ] = "",
    cursor: Annotated[str, QueryParameter(max_length=64, description="`next` of an earlier page.")] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=100, description="At most so many users.")] = 50,
) -> UserPage:
    """All users of the center, for its administrators: those who sign in, and those whom API clients named."""
    if not text.is_storable(cursor):
        raise InvalidParameter("cursor must be the next of an earlier page.", "cursor")
    with services.database.read() as session:
        caller = _administrator(session, services, request)
        center = session.get_one(Center, caller.center_id)
        wanted = text.line("search", search, 250)
        found, more = known_users.list_known_users(session, center, search=wanted, after=cursor, limit=limit)
        return UserPage(users=[_wire(one) for one in found], next=found[-1].user.user_id if more else None)


@post(
    "/users/merge",
    sync_to_thread=True,
    status_code=200,
    operation_id="mergeUsers",
    tags=["users"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 404, 409),
)
def merge_users(request: JsonRequest, services: InjectedServices, data: JSONBody[UserMerge]) -> ListedUser:
    """Make two users one who are the same person. It cannot be undone. API clients go on to use their own ids; the
    account of `merged` ends, where it is one, so the one who signs in is to be `into`. 409: the last administrator
    would go (`invariant_broken`)."""
    with services.database.write() as session:
        caller = _administrator(session, services, request)
        center = session.get_one(Center, caller.center_id)
        into, merged = (users.find_user(session, center, one) for one in (data.into, data.merged))
        merge(session, into, merged, actor=caller)
        return _wire(known_users.read_known_user(session, into))


@post(
    "/users/erase",
    sync_to_thread=True,
    status_code=200,
    operation_id="eraseUser",
    tags=["users"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 404, 409),
)
def erase_user(request: JsonRequest, services: InjectedServices, data: JSONBody[Erasure]) -> ErasureFindings:
    """Erase the personal data of somebody. It cannot be undone. Meetings that are over and all figures stay, without
    names; the account ends, mails are deleted; a job erases the rest in meetings, soon. 409: the person is in a meeting
    now (`wrong_state`), or the last administrator would go (`invariant_broken`)."""
    if bool(data.user_id) == bool(data.address):
        raise InvalidParameter("One of userId and address must be given.", "user_id")
    with services.database.write() as session:
        caller = _administrator(session, services, request)
        center = session.get_one(Center, caller.center_id)
        if data.user_id:
            person = erasure.find_user(session, center, data.user_id)
        else:
            person = erasure.find_address(session, center, data.address)
        if data.dry_run:
            found = erasure.count_findings(session, person)
        else:
            found = erasure.erase_person(session, services.site, person, caller)
        return ErasureFindings(erased=not data.dry_run, **asdict(found))


HANDLERS = [list_users, merge_users, erase_user]
