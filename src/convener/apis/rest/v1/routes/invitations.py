"""Answers to invitations. Looking changes nothing (mail scanners open links); the answer is a POST."""

from __future__ import annotations

from typing import Any

from litestar import Request, post
from litestar.datastructures import State

from convener.apis.rest.v1.schemas import Invitation, InvitationAnswer, InvitationKey
from convener.domain.errors import EntryClosed
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


@post("/invitations/lookup", sync_to_thread=True, status_code=200)
def lookup(request: Request[Any, Any, State], services: InjectedServices, data: InvitationKey) -> Invitation:
    """What one is invited to."""
    address = request.client.host if request.client else ""
    services.limits.code.check(address)
    try:
        with services.database.read() as session:
            return _wire(invitations.find_invitation(session, services.site, data.token))
    except EntryClosed:
        services.limits.code.count(address)
        raise


@post("/invitations/answer", sync_to_thread=True, status_code=200)
def answer(services: InjectedServices, data: InvitationAnswer) -> Invitation:
    """Accept or decline; the last answer counts."""
    with services.database.write() as session:
        return _wire(invitations.answer_invitation(session, services.site, data.token, data.answer))


HANDLERS = [lookup, answer]
