"""Answers to invitations. Looking changes nothing (mail scanners open links); the answer is a POST."""

from __future__ import annotations

from litestar import post
from litestar.params import JSONBody

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import FOR_ANYBODY, OF_BODY, problems
from convener.apis.rest.v1.schemas.invitations import (
    Invitation,
    InvitationAnswer,
    InvitationKey,
    Reminders,
    RemindersKey,
)
from convener.auth.attempts import link_attempt
from convener.domain.invitations import invitations, reminders
from convener.services import InjectedServices
from convener.web.scope import address_of


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
    with link_attempt(services.limits, address_of(request)), services.database.read() as session:
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
    with link_attempt(services.limits, address_of(request)), services.database.write() as session:
        return _wire(invitations.answer_invitation(session, services.site, data.token, data.answer))


@post(
    "/invitations/reminders",
    sync_to_thread=True,
    status_code=200,
    operation_id="setReminders",
    tags=["invitations"],
    security=FOR_ANYBODY,
    responses=problems(*OF_BODY, 404, 429),
)
def set_reminders(request: JsonRequest, services: InjectedServices, data: JSONBody[RemindersKey]) -> Reminders:
    """Switch the reminders of an invited person on or off, in all meetings of the center, or look what they are. Wrong
    tokens are limited per address; right ones are never refused."""
    with link_attempt(services.limits, address_of(request)), services.database.write() as session:
        if data.wanted is not None:
            reminders.switch_reminders(session, services.site, data.token, data.wanted)
        return Reminders(wanted=reminders.wants_reminders(session, services.site, data.token))


HANDLERS = [lookup, answer, set_reminders]
