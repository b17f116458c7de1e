"""Meetings of the signed-in organizer."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypeAlias

from litestar import delete, get, post
from litestar.params import JSONBody, PathParameter, QueryParameter
from msgspec import UNSET

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import OF_BODY, SIGNED_IN, SIGNED_IN_FROM_OWN_PAGES, problems
from convener.apis.rest.v1.schemas.meetings import MeetingPage, MeetingSummary, NewMeeting
from convener.domain import text
from convener.domain.actions import end_meeting
from convener.domain.actions.schedule_meeting import Scheduler
from convener.domain.authorization import Principal, is_authorized
from convener.domain.centers import locales
from convener.domain.errors import InvalidParameter, MeetingNotFound
from convener.domain.meetings import meetings, participants
from convener.domain.meetings.changes import MeetingChanges, MeetingContract, check_start
from convener.domain.meetings.invitation_text import entry_url
from convener.domain.permissions import ObjectAction
from convener.domain.room.join import EntrySide
from convener.services import InjectedServices, Services
from convener.storage.database import Session as DatabaseSession
from convener.storage.models import Center, Meeting

from .session import require_principal

MeetingId: TypeAlias = Annotated[str, PathParameter(description="`mid` of a meeting.")]
CONTRACT = MeetingContract(defaults=False, durations=True, endless=True)
"""All fields of :class:`NewMeeting` may be left out."""

WHEN = "Meetings that are under way or to come, or those that are over."
CURSOR = "^[0-9]{1,18}$"


def _url(session: DatabaseSession, services: Services, meeting: Meeting) -> str:
    """Where the audience enters: the open link, which is short; it leads to meetings of the first center alone, and
    names of applications may have signs in them that no link shows well. Else the entry URL."""
    if meeting.center_id == services.center_id and meeting.name.isalnum():
        return meetings.meeting_url(services.site, meeting)
    return entry_url(services.site, session.get_one(Center, meeting.center_id), meeting, EntrySide.AUDIENCE.value)


def _wire(session: DatabaseSession, services: Services, meeting: Meeting) -> MeetingSummary:
    return MeetingSummary(
        mid=meeting.mid,
        code=meeting.name,
        title=meeting.title,
        status=meeting.status,  # type: ignore[arg-type]
        cancelled=meeting.cancelled_at is not None,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        time_zone=meeting.time_zone,
        created_at=meeting.created_at,
        meeting_url=_url(session, services, meeting),
        host_url=participants.participant_url(services.site, participants.find_host(session, meeting)),
        inside=meeting.inside,
    )


def _managed(session: DatabaseSession, principal: Principal, mid: MeetingId) -> Meeting:
    """The meeting, where the caller may manage it; else it does not exist for the caller."""
    meeting = meetings.find_by_mid(session, principal.center_id, mid)
    if not is_authorized(principal, ObjectAction.MANAGE, meeting):
        raise MeetingNotFound("There is no such meeting.", "mid")
    return meeting


@get(
    "/meetings",
    sync_to_thread=True,
    operation_id="listMeetings",
    tags=["meetings"],
    security=SIGNED_IN,
    responses=problems(400, 401),
)
def list_meetings(
    request: JsonRequest,
    services: InjectedServices,
    when: Annotated[Literal["current", "past"], QueryParameter(description=WHEN)] = "current",
    cursor: Annotated[
        str | None, QueryParameter(schema_extra={"pattern": CURSOR}, description="`next` of an earlier page.")
    ] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100, description="At most so many meetings.")] = 20,
) -> MeetingPage:
    """The caller's own meetings, newest first."""
    if cursor is not None and not re.fullmatch(CURSOR, cursor):
        raise InvalidParameter("cursor must be the next of an earlier page.", "cursor")
    with services.database.read() as session:
        user = require_principal(session, services.site, request).require_user()
        found, following = meetings.list_meetings_of_owner(
            session, user, past=when == "past", before_id=int(cursor) if cursor else None, limit=limit
        )
        wired = [_wire(session, services, meeting) for meeting in found]
    return MeetingPage(meetings=wired, next=str(following) if following else None)


@post(
    "/meetings",
    sync_to_thread=True,
    operation_id="createMeeting",
    tags=["meetings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 409),
)
def create_meeting(request: JsonRequest, services: InjectedServices, data: JSONBody[NewMeeting]) -> MeetingSummary:
    """A new meeting of the caller, who is its host. 409: the center has as many scheduled meetings as it may have
    (`limit_reached`), maintenance is planned for that time (`maintenance`), or the seats are not there (`seats_taken`,
    `too_many_seats`)."""
    changes = _changes(data)
    with services.database.write() as session:
        user = require_principal(session, services.site, request).require_user()
        center = session.get_one(Center, user.center_id)
        created = Scheduler(session, services.site, center, user, contract=CONTRACT).create(changes)
        return _wire(session, services, created.meeting)


def _changes(data: NewMeeting) -> MeetingChanges:
    """What the body asks of the meeting; what it leaves out stays unset."""
    if data.starts_at is not None and data.starts_at.tzinfo is None:
        raise InvalidParameter("startsAt needs a time zone, like 2026-11-21T09:00:00Z.", "startsAt")
    if data.time_zone and data.time_zone not in locales.zone_ids():
        raise InvalidParameter(f"{data.time_zone!r} is not a time zone like Europe/Paris.", "timeZone")
    return MeetingChanges(
        title=text.line("title", data.title, 250),
        description=text.lines("description", data.description, 4000),
        starts_at=UNSET if data.starts_at is None else check_start("startsAt", data.starts_at),
        duration_hours=UNSET if data.duration_minutes is None else data.duration_minutes / 60,
        time_zone=data.time_zone or "UTC",
        lobby=data.lobby,
    )


@get(
    "/meetings/{mid:str}",
    sync_to_thread=True,
    operation_id="getMeeting",
    tags=["meetings"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def read_meeting(request: JsonRequest, services: InjectedServices, mid: MeetingId) -> MeetingSummary:
    """One meeting that the caller may manage."""
    with services.database.read() as session:
        return _wire(session, services, _managed(session, require_principal(session, services.site, request), mid))


@delete(
    "/meetings/{mid:str}",
    sync_to_thread=True,
    status_code=200,
    operation_id="cancelMeeting",
    tags=["meetings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(400, 401, 403, 404, 409),
)
def cancel_meeting(request: JsonRequest, services: InjectedServices, mid: MeetingId) -> MeetingSummary:
    """Cancel a meeting: links say so, participants inside are removed from the room."""
    with services.database.write() as session:
        meeting = _managed(session, require_principal(session, services.site, request), mid)
        end_meeting.cancel_meeting(session, services.site, meeting.id)
        return _wire(session, services, meeting)


HANDLERS = [list_meetings, create_meeting, read_meeting, cancel_meeting]
