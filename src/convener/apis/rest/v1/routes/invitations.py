"""Answers to invitations. Looking changes nothing (mail scanners open links); the answer is a POST."""

from __future__ import annotations

from litestar import post
from litestar.params import JSONBody

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import FOR_ANYBODY, OF_BODY, problems
from convener.apis.rest.v1.schemas.invitations import Invitation, InvitationAnswer, InvitationKey
from convener.auth.attempts import link_attempt
from convener.domain.invitations import invitations
from convener.services import InjectedServices


def _wire(found: invitations.Invitation) -> Invitation:
    return Invitation(
        title=found.title,
        name=found.name,
        organizer=found.organizer,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        time_zone=found.time_zone,
        cancelled=found.cancelled,
        answer=found.answer,
        participant_url=found.participant_url,
    )


def _address(request: JsonRequest) -> str:
    return request.client.host if request.client else ""


@post(
    "/invitations/lookup",
    sync_to_thread=True,
    status_code=200,
    operation_id="getInvitation",
    tags=["invitations"],
    security=FOR_ANYBODY,
    responses=problems(*OF_BODY, 404, 409, 429),
)
def lookup(request: JsonRequest, services: InjectedServices, data: JSONBody[InvitationKey]) -> Invitation:
    """What the token of an invitation invites to. Wrong ones are limited per address; right ones are never refused."""
    with link_attempt(services.limits, _address(request)), services.database.read() as session:
        return _wire(invitations.find_invitation(session, services.site, data.token))


@post(
    "/invitations/answer",
    sync_to_thread=True,
    status_code=200,
    operation_id="answerInvitation",
    tags=["invitations"],
    security=FOR_ANYBODY,
    responses=problems(*OF_BODY, 404, 409, 429),
)
def answer(request: JsonRequest, services: InjectedServices, data: JSONBody[InvitationAnswer]) -> Invitation:
    """Accept or decline; the last answer counts. Wrong tokens are limited per address; right ones are never refused."""
    with link_attempt(services.limits, _address(request)), services.database.write() as session:
        return _wire(invitations.answer_invitation(session, services.site, data.token, data.answer))


HANDLERS = [lookup, answer]
