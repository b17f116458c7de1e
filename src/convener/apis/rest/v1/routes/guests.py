"""People whom an organizer invites to a meeting."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from litestar import delete, get, post
from litestar.params import JSONBody, PathParameter, QueryParameter

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import OF_BODY, SIGNED_IN, SIGNED_IN_FROM_OWN_PAGES, problems
from convener.apis.rest.v1.schemas.guests import (
    Guest,
    GuestPage,
    InvitationsQueued,
    NewInvitations,
    RefusedAddress,
)
from convener.domain.actions.cancel_participant import cancel_participant
from convener.domain.errors import InvalidParameter, NotAllowed, ParticipantNotFound
from convener.domain.invitations import guests
from convener.domain.meetings import participants
from convener.domain.outbox import MailState
from convener.services import InjectedServices
from convener.storage.database import Session
from convener.storage.models import Meeting, Participant

from .meetings import MeetingId, find_managed, lock_managed

GuestId: TypeAlias = Annotated[str, PathParameter(description="`id` of a guest.")]

_MAILS = {MailState.SENT: "sent", MailState.FAILED: "failed", MailState.UNCERTAIN: "failed"}


def _wire(found: guests.Guest) -> Guest:
    participant = found.participant
    named = participant.name or (participant.user.display_name if participant.user else "")
    return Guest(
        id=participant.public_id,
        name=participants.display_name(participant) if named else "",
        address=found.address,
        role=participant.role,  # type: ignore[arg-type]
        answer=participant.answer if participant.answer in ("accept", "decline") else None,  # type: ignore[arg-type]
        mail=None if found.mail is None else _MAILS.get(found.mail, "waiting"),  # type: ignore[arg-type]
    )


@get(
    "/meetings/{mid:str}/guests",
    sync_to_thread=True,
    operation_id="listGuests",
    tags=["meetings"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def list_guests(
    request: JsonRequest,
    services: InjectedServices,
    mid: MeetingId,
    cursor: Annotated[str | None, QueryParameter(description="`next` of an earlier page.")] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=500, description="At most so many guests.")] = 100,
) -> GuestPage:
    """People with a personal link besides the owner, in the order in which they were added, with their answers."""
    with services.database.read() as session:
        meeting = find_managed(session, services, request, mid)
        after = 0 if cursor is None else _find(session, meeting, cursor, "cursor").id
        found, more = guests.list_guests(session, meeting, after=after, limit=limit)
        wired = [_wire(guest) for guest in found]
    return GuestPage(guests=wired, next=wired[-1].id if more else None)


@post(
    "/meetings/{mid:str}/guests",
    sync_to_thread=True,
    status_code=200,
    operation_id="inviteGuests",
    tags=["meetings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 404, 409),
)
def invite(
    request: JsonRequest, services: InjectedServices, mid: MeetingId, data: JSONBody[NewInvitations]
) -> InvitationsQueued:
    """Invite people by e-mail. Each gets a place in the meeting and a mail with a personal link; who was invited
    already gets no second one. A wrong address is refused, the others are invited all the same. 409: the meeting is
    cancelled."""
    with services.database.write() as session:
        meeting = lock_managed(session, services, request, mid)
        done = guests.invite(session, services.site, meeting, data.attendees, data.presenters, data.note)
    refused = [RefusedAddress(address=one.address, message=str(one.error)) for one in done.refusals]
    return InvitationsQueued(queued=done.queued, refused=refused)


@delete(
    "/meetings/{mid:str}/guests/{guest:str}",
    sync_to_thread=True,
    status_code=204,
    operation_id="removeGuest",
    tags=["meetings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(400, 401, 403, 404),
)
def remove(request: JsonRequest, services: InjectedServices, mid: MeetingId, guest: GuestId) -> None:
    """Take a guest out of the meeting: the personal link stops working, and who was invited gets a mail that says
    so."""
    with services.database.write() as session:
        meeting = lock_managed(session, services, request, mid)
        participant = _find(session, meeting, guest, "guest")
        if participant.cancelled_at is not None:
            return
        if participant.user_id is not None and participant.user_id == meeting.owner_id:
            raise NotAllowed("The owner stays the host of the meeting.", "guest")
        cancel_participant(session, services.site, meeting, participant)


def _find(session: Session, meeting: Meeting, public_id: str, parameter: str) -> Participant:
    found = participants.find_by_public_id(session, public_id)
    if found is None or found.meeting_id != meeting.id:
        if parameter == "cursor":
            raise InvalidParameter("cursor must be the next of an earlier page.", parameter)
        raise ParticipantNotFound("There is no such guest.", parameter)
    return found


HANDLERS = [list_guests, invite, remove]
