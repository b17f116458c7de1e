"""Entering a meeting by a link, a code or an entry URL. The link is the right to enter, with the password of the
meeting where it has one; the cookie of a signed-in user counts only where the page proves that it is ours."""

from __future__ import annotations

from urllib.parse import quote

from litestar import post
from litestar.params import JSONBody

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import OF_BODY, SIGNED_IN_OR_NOT, problems
from convener.apis.rest.v1.schemas.entry import (
    Entry,
    EntryCheck,
    EntryKey,
    EntryRequest,
    Goodbye,
    GoodbyeKey,
    GoodbyeRecording,
)
from convener.auth.attempts import CodeAttempt, link_attempt
from convener.domain.access import policy
from convener.domain.access.policy import Requirement
from convener.domain.actions import after_meeting
from convener.domain.centers import centers
from convener.domain.centers.api_clients import frame_origins
from convener.domain.errors import CenterNotFound, InvalidParameter, ParticipantNotFound
from convener.domain.meetings import meetings, participants, state
from convener.domain.meetings.participants import display_name
from convener.domain.meetings.series import shown_date
from convener.domain.room import join, recording
from convener.domain.room.join import EntrySide, JoinRequest
from convener.domain.site import Site, now
from convener.services import InjectedServices, Services
from convener.storage.database import Session as DatabaseSession
from convener.storage.models import Meeting, Participant
from convener.storage.rows import AnyUser
from convener.web.scope import address_of

from .session import proven_user, user_at_address

_SIDES = {"attend": EntrySide.AUDIENCE, "present": EntrySide.PRESENTER}


def _wire(check: policy.EntryCheck, user: AnyUser | None) -> EntryCheck:
    meeting, participant = check.meeting, check.participant
    if meeting is None:
        return EntryCheck(state=check.state.value, frame_origins=frame_origins(None))
    here = user is not None and user.center_id == meeting.center_id
    known = EntryCheck(
        state=check.state.value,
        lang=meeting.language,
        needs=[need.value for need in Requirement if need in check.needs],
        refused=check.refused,
        signed_in_as=user.display_name or user.user_id if here and user else "",
        frame_origins=frame_origins(meeting),
    )
    if check.secret:
        return known
    shown = shown_date(meeting, now())
    known.title = shown.title
    known.description = shown.description
    known.status = meeting.status  # type: ignore[assignment]
    known.starts_at, known.ends_at = shown.starts_at, shown.ends_at
    known.time_zone = meeting.time_zone
    known.name = display_name(participant) if participant else known.signed_in_as
    known.role = participant.role if participant else None  # type: ignore[assignment]
    known.lobby = check.waits
    known.inside = check.inside
    known.inside_names = check.inside_names
    if recording.is_announced(meeting):
        known.recorded = "running" if recording.read(meeting).state else "announced"
    return known


def _one_key(key: EntryKey | EntryRequest) -> None:
    if sum(bool(one) for one in (key.link, key.code, key.entry)) != 1:
        raise InvalidParameter("Give one of link, code and entry.", "code")


def _meeting(
    session: DatabaseSession, services: Services, key: EntryKey | EntryRequest
) -> tuple[Meeting | None, EntrySide]:
    """The meeting of an open link or an entry URL, and the side on which one enters."""
    if key.entry is None:
        return meetings.find_by_code(session, services.center_id, key.code or ""), EntrySide.AUDIENCE
    side = _SIDES[key.entry.side]
    try:
        center = centers.find(session, key.entry.center)
    except CenterNotFound:
        return None, side
    return join.find_by_name(session, center.id, key.entry.id), side


def _code_attempt(request: JsonRequest, services: Services, token: str = "") -> CodeAttempt:
    """``token``: of the room, of who was in a meeting before."""

    def proven() -> str | None:
        participant = services.site.secrets.read_room_token(token) if token else None
        return f"participant {participant}" if participant else user_at_address(services, request)

    return CodeAttempt(services.limits, address_of(request), proven)


@post(
    "/doors",
    sync_to_thread=True,
    status_code=200,
    operation_id="checkEntry",
    tags=["entry"],
    security=SIGNED_IN_OR_NOT,
    responses=problems(*OF_BODY, 429),
)
def check_entry(request: JsonRequest, services: InjectedServices, data: JSONBody[EntryKey]) -> EntryCheck:
    """Whether a meeting can be entered, and what is still missing. Wrong links, codes and passwords are limited per
    address, so that they cannot be guessed."""
    _one_key(data)
    if data.link:
        with link_attempt(services.limits, address_of(request)) as links, services.database.read() as session:
            check = join.check_link(session, services.site, data.link)
            links.found(check.meeting is not None)
            return _wire(check, None)
    with _code_attempt(request, services) as attempt, services.database.read() as session:
        meeting, side = _meeting(session, services, data)
        if meeting is not None:
            attempt.with_password(data.password, meeting.id)
        user = proven_user(session, services.site, request)
        visitor = JoinRequest(
            password=data.password,
            name=data.name,
            email=data.email,
            company=data.company,
            user=user,
            known=services.site.secrets.read_room_token(data.token) if data.token else None,
        )
        check = join.check_entry(session, services.site, meeting, side, visitor)
        attempt.checked(check)
        return _wire(check, user)


@post(
    "/entries",
    sync_to_thread=True,
    status_code=200,
    operation_id="enterMeeting",
    tags=["entry"],
    security=SIGNED_IN_OR_NOT,
    responses=problems(*OF_BODY, 403, 404, 409, 429),
)
def enter_meeting(request: JsonRequest, services: InjectedServices, data: JSONBody[EntryRequest]) -> Entry:
    """Enter a meeting: the reply's token opens the room socket as one participant."""
    _one_key(data)
    site = services.site
    if data.link:
        with link_attempt(services.limits, address_of(request)), services.database.write() as session:
            return _entered(site, policy.enter_by_link(session, site, data.link, data.name))
    with _code_attempt(request, services, data.token or "") as attempt:
        attempt.enter()
        with services.database.write() as session:
            meeting, side = _meeting(session, services, data)
            if meeting is not None:
                attempt.with_password(data.password, meeting.id)
            visitor = JoinRequest(
                password=data.password,
                name=data.name,
                email=data.email,
                company=data.company,
                extra1=data.extra1,
                extra2=data.extra2,
                extra3=data.extra3,
                user=proven_user(session, services.site, request),
                known=site.secrets.read_room_token(data.token) if data.token else None,
            )
            return _entered(site, join.enter(session, site, meeting, side, visitor))


def _entered(site: Site, participant: Participant) -> Entry:
    meeting = participant.meeting
    return Entry(
        token=site.secrets.room_token(participant.public_id),
        person_id=participant.public_id,
        name=participants.display_name(participant),
        role=participant.role,  # type: ignore[arg-type]
        title=state.title_now(meeting),
        lang=meeting.language,
    )


@post(
    "/goodbyes",
    sync_to_thread=True,
    status_code=200,
    operation_id="sayGoodbye",
    tags=["entry"],
    security=SIGNED_IN_OR_NOT,
    responses=problems(*OF_BODY, 404, 429),
)
def say_goodbye(request: JsonRequest, services: InjectedServices, data: JSONBody[GoodbyeKey]) -> Goodbye:
    """What somebody who was in a meeting may have now, and the way back to the application. Wrong tokens are limited
    per address; right ones are never refused."""
    with link_attempt(services.limits, address_of(request)) as tokens, services.database.read() as session:
        public_id = services.site.secrets.read_room_token(data.token)
        tokens.found(public_id is not None)
        participant = participants.find_by_public_id(session, public_id) if public_id else None
        if participant is None:
            raise ParticipantNotFound("The token is not one of the room, or it is too old.", "token")
        user = proven_user(session, services.site, request)
        found = after_meeting.read_goodbye(session, services.site, participant, user, data.return_to)
    notes_token = services.site.secrets.document_token(found.notes) if found.notes else ""
    attendance = found.attendance
    return Goodbye(
        minutes=found.minutes.value,
        minutes_url=found.minutes_url,
        notes_url=f"/api/v1/notes/download?token={quote(notes_token)}" if notes_token else "",
        attendance_url=f"/api/v1/meetings/{attendance[0]}/instances/{attendance[1]}/attendance/file"
        if attendance
        else "",
        recordings=[GoodbyeRecording(title=one.title, url=one.url) for one in found.recordings],
        return_url=found.return_url,
        return_follow=found.follow,
    )


HANDLERS = [check_entry, enter_meeting, say_goodbye]
