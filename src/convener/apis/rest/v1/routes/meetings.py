"""Meetings of the signed-in organizer."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Annotated, Literal, TypeAlias

from litestar import delete, get, patch, post
from litestar.params import JSONBody, PathParameter, QueryParameter
from msgspec import UNSET, structs

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import OF_BODY, SIGNED_IN, SIGNED_IN_FROM_OWN_PAGES, problems
from convener.apis.rest.v1.schemas.meetings import (
    AnswerOfUser,
    Audience,
    AudienceChanges,
    InvitationText,
    InvitedMeeting,
    MeetingEdit,
    MeetingPage,
    MeetingSummary,
    NewMeeting,
    SeriesDate,
)
from convener.domain import text
from convener.domain.actions import end_meeting
from convener.domain.actions.audience_options import options_of
from convener.domain.actions.schedule_meeting import Scheduler
from convener.domain.authorization import Principal, is_authorized
from convener.domain.centers import locales
from convener.domain.centers.settings import restore_period, settings_of
from convener.domain.errors import InvalidParameter, MeetingCancelled, MeetingNotFound, NotAllowed
from convener.domain.invitations.invitations import record_answer
from convener.domain.lifecycle import RESTORABLE, LifecycleState
from convener.domain.meetings import capacity, meetings, participants, recurrence_text
from convener.domain.meetings.agenda import Entry, Section, date_of, read_agenda
from convener.domain.meetings.changes import MeetingChanges, MeetingContract, check_start
from convener.domain.meetings.invitation_text import entry_url, invite_text
from convener.domain.meetings.schedule import MeetingKind, OpeningRule
from convener.domain.meetings.series import Occurrence, date_name
from convener.domain.permissions import ObjectAction
from convener.domain.polls import polls, prepared
from convener.domain.room.join import EntrySide
from convener.domain.site import now
from convener.services import InjectedServices, Services
from convener.storage.database import Session as DatabaseSession
from convener.storage.models import Center, Meeting, Participant
from convener.web.languages import preferred_language

from .session import require_principal

MeetingId: TypeAlias = Annotated[str, PathParameter(description="`mid` of a meeting.")]
CONTRACT = MeetingContract(defaults=False, durations=True, endless=True)
"""All fields of :class:`NewMeeting` may be left out."""

EDITING = MeetingContract(defaults=False, durations=True, endless=True, repeatable=True)
"""The form sends all fields, also those that stay as they are."""

WHEN = "Meetings that are under way or to come, those that are over, or cancelled ones that can be restored."
CURSOR = r"^-?[0-9]{1,17}_[a-z0-9]{1,16}$"


def _url(session: DatabaseSession, services: Services, meeting: Meeting) -> str:
    """Where the audience enters: the open link, which is short; it leads to meetings of the first center alone, and
    names of applications may have signs in them that no link shows well. Else the entry URL."""
    if meeting.center_id == services.center_id and meeting.name.isalnum():
        return meetings.meeting_url(services.site, meeting)
    return entry_url(services.site, session.get_one(Center, meeting.center_id), meeting, EntrySide.AUDIENCE.value)


def _wire(session: DatabaseSession, services: Services, request: JsonRequest, meeting: Meeting) -> MeetingSummary:
    host = participants.find_host(session, meeting)
    return _summary(session, services, _language(request), date_of(meeting, now()), host)


def _language(request: JsonRequest) -> str:
    return preferred_language(request.headers.get("accept-language", ""))


def _summary(
    session: DatabaseSession, services: Services, language: str, entry: Entry, host: Participant
) -> MeetingSummary:
    meeting = entry.meeting
    return MeetingSummary(
        mid=meeting.mid,
        code=meeting.name,
        title=meeting.title,
        description=meeting.description,
        lobby=meeting.lobby,
        audience=Audience(**structs.asdict(options_of(meeting))),
        series=meeting.recurrence is not None,
        recurrence=meeting.recurrence,
        repeats=recurrence_text.repeats(meeting, language, now()),
        first_starts_at=meeting.starts_at,
        duration_minutes=_minutes(meeting),
        date=None if entry.occurrence is None else date_wire(meeting, entry.occurrence),
        changed_dates=len(meeting.changed_dates or {}),
        password=meeting.audience_password,
        anytime=meeting.doors == OpeningRule.ALWAYS,
        seats=meeting.seats,
        personal=meeting.place_of_id is not None,
        held=meeting.started_at is not None,
        restorable_until=_restorable_until(session, meeting),
        status=meeting.status,  # type: ignore[arg-type]
        cancelled=meeting.cancelled_at is not None,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        time_zone=meeting.time_zone,
        created_at=meeting.created_at,
        meeting_url=_url(session, services, meeting),
        host_url=participants.participant_url(services.site, host),
        inside=meeting.inside,
    )


def _invited(
    services: Services, language: str, entry: Entry, participant: Participant, host: Participant
) -> InvitedMeeting:
    meeting, date = entry.meeting, entry.occurrence
    return InvitedMeeting(
        role=participant.role,  # type: ignore[arg-type]
        mid=meeting.mid,
        code=meeting.name,
        title=date.title_in(meeting) if date else meeting.title,
        description=date.description_in(meeting) if date else meeting.description,
        owner=participants.display_name(host),
        answer=participant.answer,  # type: ignore[arg-type]
        series=meeting.recurrence is not None,
        repeats=recurrence_text.repeats(meeting, language, now()),
        changed=date is not None and date.changed,
        personal=meeting.place_of_id is not None,
        held=meeting.started_at is not None,
        status=meeting.status,  # type: ignore[arg-type]
        cancelled=meeting.cancelled_at is not None,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        time_zone=meeting.time_zone,
        created_at=meeting.created_at,
        participant_url=participants.participant_url(services.site, participant),
        inside=meeting.inside,
    )


def date_wire(meeting: Meeting, date: Occurrence) -> SeriesDate:
    """A date of the series, with what it has of the series."""
    return SeriesDate(
        date=date_name(date.original),
        original_starts_at=date.original,
        starts_at=date.starts_at,
        ends_at=date.ends_at,
        title=date.title_in(meeting),
        description=date.description_in(meeting),
        changed=date.changed,
        cancelled=date.cancelled,
    )


def _minutes(meeting: Meeting) -> int | None:
    if meeting.starts_at is None or meeting.ends_at is None:
        return None
    return round((meeting.ends_at - meeting.starts_at) / timedelta(minutes=1))


def _restorable_until(session: DatabaseSession, meeting: Meeting) -> datetime | None:
    if meeting.cancelled_at is None or LifecycleState(meeting.life) not in RESTORABLE:
        return None
    return meeting.cancelled_at + restore_period(settings_of(session.get_one(Center, meeting.center_id)))


def find_managed(session: DatabaseSession, services: Services, request: JsonRequest, mid: MeetingId) -> Meeting:
    """The meeting, where the caller may manage it; else it does not exist for the caller."""
    return _find_managed_by(session, require_principal(session, services.site, request), mid)


def _find_managed_by(session: DatabaseSession, principal: Principal, mid: MeetingId) -> Meeting:
    meeting = meetings.find_by_mid(session, principal.center_id, mid)
    if not is_authorized(principal, ObjectAction.MANAGE, meeting):
        raise MeetingNotFound("There is no such meeting.", "mid")
    return meeting


def lock_managed(session: DatabaseSession, services: Services, request: JsonRequest, mid: MeetingId) -> Meeting:
    """The same, its row locked."""
    return meetings.lock_meeting(session, find_managed(session, services, request, mid).id)


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
    when: Annotated[Literal["current", "past", "cancelled"], QueryParameter(description=WHEN)] = "current",
    search: Annotated[str, QueryParameter(max_length=250, description="A part of the title or the code.")] = "",
    cursor: Annotated[
        str | None, QueryParameter(schema_extra={"pattern": CURSOR}, description="`next` of an earlier page.")
    ] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100, description="At most so many meetings.")] = 20,
) -> MeetingPage:
    """The caller's meetings: own ones, and those to which the caller is invited (of past ones: in which the caller was;
    cancelled ones are own ones). Current ones by their start, past and cancelled ones the latest first."""
    if cursor is not None and not re.fullmatch(CURSOR, cursor):
        raise InvalidParameter("cursor must be the next of an earlier page.", "cursor")
    with services.database.read() as session:
        user = require_principal(session, services.site, request).require_user()
        settings = settings_of(session.get_one(Center, user.center_id))
        wanted = text.line("search", search, 250)
        page = read_agenda(session, settings, user, Section(when), search=wanted, cursor=cursor, limit=limit)
        hosts = participants.find_hosts(session, [entry.meeting for entry in page.entries])
        language = _language(request)
        wired: list[MeetingSummary | InvitedMeeting] = []
        for entry in page.entries:
            host = hosts[entry.meeting.id]
            if is_authorized(user, ObjectAction.MANAGE, entry.meeting) and entry.participant is None:
                wired.append(_summary(session, services, language, entry, host))
            else:
                wired.append(_invited(services, language, entry, entry.participant or host, host))
    return MeetingPage(meetings=wired, next=page.next)


@post(
    "/meetings",
    sync_to_thread=True,
    operation_id="createMeeting",
    tags=["meetings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 404, 409),
)
def create_meeting(request: JsonRequest, services: InjectedServices, data: JSONBody[NewMeeting]) -> MeetingSummary:
    """A new meeting of the caller, who is its host. 409: the center has as many scheduled meetings as it may have
    (`limit_reached`), maintenance is planned for that time (`maintenance`), or the seats are not there (`seats_taken`,
    `too_many_seats`). 404: there is no meeting of the caller from which to take polls, or the one that was made under
    the `key` is the caller's no more."""
    with services.database.write() as session:
        principal = require_principal(session, services.site, request)
        # Of two calls of the same moment under one key the second is in conflict, and finds what the first has made.
        return _wire(session, services, request, _find_or_create(session, services, request, principal, data))


def _find_or_create(
    session: DatabaseSession, services: Services, request: JsonRequest, principal: Principal, data: NewMeeting
) -> Meeting:
    user = principal.require_user()
    mid = meetings.mid_of_key(user, data.key) if data.key else None
    if mid is not None and meetings.find_by_mid_or_none(session, user.center_id, mid) is not None:
        return _find_managed_by(session, principal, mid)
    center = session.get_one(Center, user.center_id)
    source = find_managed(session, services, request, data.polls_of) if data.polls_of else None
    created = Scheduler(session, services.site, center, user, contract=CONTRACT).create(_changes(data), mid=mid)
    if source is not None:
        prepared.copy_to(session, source, created.meeting)
    for poll in data.polls:
        polls.prepare(session, created.meeting, poll.to_question())
    return created.meeting


def _changes(data: NewMeeting) -> MeetingChanges:
    """What the body asks of the meeting; what it leaves out stays unset."""
    changes = MeetingChanges(
        title=text.line("title", data.title, 250),
        description=text.lines("description", data.description, 4000),
        starts_at=UNSET if data.starts_at is None else checked_start(data.starts_at),
        duration_hours=UNSET if data.duration_minutes is None else data.duration_minutes / 60,
        time_zone=_zone(data.time_zone) if data.time_zone else "UTC",
        kind=MeetingKind.RECURRING.value if data.recurrence else UNSET,
        recurrence=data.recurrence or UNSET,
        audience_password=data.password or UNSET,
        anytime=data.anytime or UNSET,
        seats=UNSET if data.seats is None else data.seats,
        lobby=data.lobby,
    )
    return _with_audience(changes, data.audience)


def _edits(data: MeetingEdit) -> MeetingChanges:
    changes = MeetingChanges(
        title=UNSET if data.title is UNSET else text.line("title", data.title, 250),
        description=UNSET if data.description is UNSET else text.lines("description", data.description, 4000),
        starts_at=UNSET if data.starts_at is UNSET else checked_start(data.starts_at),
        duration_hours=UNSET if data.duration_minutes is UNSET else data.duration_minutes / 60,
        time_zone=UNSET if data.time_zone is UNSET else _zone(data.time_zone),
        kind=UNSET if data.recurrence is UNSET else _kind(data.recurrence),
        recurrence=data.recurrence if data.recurrence is UNSET else data.recurrence or None,
        audience_password=data.password if data.password is UNSET else data.password or None,
        anytime=data.anytime,
        seats=data.seats,
        lobby=data.lobby,
    )
    return _with_audience(changes, data.audience)


def _with_audience(changes: MeetingChanges, data: AudienceChanges) -> MeetingChanges:
    given = {f"audience_{name}": value for name, value in structs.asdict(data).items() if value is not UNSET}
    return structs.replace(changes, **given) if given else changes


def _kind(rule: str) -> str:
    return (MeetingKind.RECURRING if rule else MeetingKind.ONE_TIME).value


def checked_start(at: datetime) -> datetime:
    """The start that a body gives, in UTC. Raises :class:`InvalidParameter`."""
    if at.tzinfo is None:
        raise InvalidParameter("startsAt needs a time zone, like 2026-11-21T09:00:00Z.", "startsAt")
    return check_start("startsAt", at)


def _zone(name: str) -> str:
    if name not in locales.zone_ids():
        raise InvalidParameter(f"{name!r} is not a time zone like Europe/Paris.", "timeZone")
    return name


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
        return _wire(session, services, request, find_managed(session, services, request, mid))


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
        meeting = find_managed(session, services, request, mid)
        end_meeting.cancel_meeting(session, services.site, meeting.id)
        return _wire(session, services, request, meeting)


@patch(
    "/meetings/{mid:str}",
    sync_to_thread=True,
    operation_id="changeMeeting",
    tags=["meetings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 404, 409),
)
def change_meeting(
    request: JsonRequest, services: InjectedServices, mid: MeetingId, data: JSONBody[MeetingEdit]
) -> MeetingSummary:
    """Change a meeting: those who were invited hear of it, participants inside see it at once. Of a series
    `startsAt` and `durationMinutes` are those of the first date. 409: as for a new meeting, or it is cancelled
    (`meeting_cancelled`)."""
    changes = _edits(data)
    with services.database.write() as session:
        principal = require_principal(session, services.site, request)
        found = _find_managed_by(session, principal, mid)
        user = principal.require_user()
        center = session.get_one(Center, user.center_id)
        capacity.lock_seats(session, center)
        meeting = meetings.lock_meeting(session, found.id)
        if meeting.cancelled_at is not None:
            raise MeetingCancelled("This meeting is cancelled.", "mid")
        Scheduler(session, services.site, center, user, contract=EDITING).change(meeting, changes)
        return _wire(session, services, request, meeting)


@post(
    "/meetings/{mid:str}/restore",
    sync_to_thread=True,
    status_code=200,
    operation_id="restoreMeeting",
    tags=["meetings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(400, 401, 403, 404, 409),
)
def restore_meeting(request: JsonRequest, services: InjectedServices, mid: MeetingId) -> MeetingSummary:
    """Bring a cancelled meeting back, with its links, within the time in which the center restores meetings. 409: it is
    not cancelled or that time is over (`wrong_state`), or another meeting has taken its code (`name_taken`)."""
    with services.database.write() as session:
        meeting = find_managed(session, services, request, mid)
        end_meeting.restore_meeting(session, session.get_one(Center, meeting.center_id), meeting)
        return _wire(session, services, request, meeting)


@get(
    "/meetings/{mid:str}/invitation",
    sync_to_thread=True,
    operation_id="readInvitationText",
    tags=["meetings"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def read_invitation_text(request: JsonRequest, services: InjectedServices, mid: MeetingId) -> InvitationText:
    """The text with which the owner invites people, in the language of the meeting."""
    with services.database.read() as session:
        meeting = find_managed(session, services, request, mid)
        center = session.get_one(Center, meeting.center_id)
        return InvitationText(text=invite_text(services.site, center, meeting, EntrySide.AUDIENCE.value))


@post(
    "/meetings/{mid:str}/answer",
    sync_to_thread=True,
    status_code=200,
    operation_id="answerOwnInvitation",
    tags=["meetings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 404, 409),
)
def answer_own_invitation(
    request: JsonRequest, services: InjectedServices, mid: MeetingId, data: JSONBody[AnswerOfUser]
) -> InvitedMeeting:
    """Accept or decline an invitation to a meeting of the caller's list; the last answer counts, by mail or here. 409:
    the meeting is cancelled (`meeting_cancelled`)."""
    with services.database.write() as session:
        user = require_principal(session, services.site, request).require_user()
        meeting = meetings.find_by_mid(session, user.center_id, mid)
        participant = participants.find_participant(session, meeting, user)
        if participant is None:
            raise MeetingNotFound("There is no such meeting.", "mid")
        if meeting.owner_id == user.id:
            raise NotAllowed("The owner of a meeting is not invited to it.", "mid")
        record_answer(session, participant, data.answer)
        host = participants.find_host(session, meeting)
        return _invited(services, _language(request), date_of(meeting, now()), participant, host)


HANDLERS = [
    list_meetings,
    create_meeting,
    read_meeting,
    change_meeting,
    cancel_meeting,
    restore_meeting,
    read_invitation_text,
    answer_own_invitation,
]
