"""Minutes of a meeting's runs: of a signed-in user, and by the token of a personal link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeAlias
from urllib.parse import quote

from litestar import Response, get, patch, post
from litestar.params import JSONBody, QueryParameter

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import FOR_ANYBODY, OF_BODY, SIGNED_IN, SIGNED_IN_FROM_OWN_PAGES, problems
from convener.apis.rest.v1.schemas import minutes as schemas
from convener.auth.attempts import ProofAttempt, link_attempt
from convener.domain.errors import MeetingNotFound
from convener.domain.meetings import instances, meetings
from convener.domain.minutes import access, mails, records, views
from convener.domain.minutes.access import Reader
from convener.domain.minutes.files import order_file
from convener.domain.minutes.records import Mailed
from convener.domain.minutes.text import NewTask, TextChanges
from convener.domain.notes.files import NotesFormat
from convener.services import InjectedServices, Services
from convener.storage.database import Session
from convener.storage.models import MeetingInstance
from convener.web.scope import address_of

from .attendance import MOST_INSTANCES, InstanceId
from .meetings import MeetingId
from .notes import FormatName, Language, file_reply
from .session import require_principal

Found: TypeAlias = tuple[MeetingInstance, Reader]


def _of_user(session: Session, services: Services, request: JsonRequest, mid: str, public_id: str) -> Found:
    """The run, and the signed-in user as a reader of its minutes."""
    principal = require_principal(session, services.site, request)
    meeting = meetings.find_by_mid(session, principal.center_id, mid)
    instance = instances.find_instance(session, meeting, public_id)
    reader = None if instance is None else access.reader_by_principal(session, principal, meeting, instance)
    if instance is None or reader is None:
        raise MeetingNotFound("There is no such meeting, or it has no such run.", "mid")
    return instance, reader


def _by_token(session: Session, services: Services, token: str, attempt: ProofAttempt) -> Found:
    """The run and the reader whom the token names; a wrong token counts, a right one never, whatever it opens now."""
    ids = services.site.secrets.read_minutes_token(token)
    attempt.found(ids is not None)
    return access.find_by_token(session, ids)


def _read(session: Session, services: Services, found: Found, file_url: str) -> schemas.Minutes:
    instance, reader = found
    minutes = access.find_readable(session, instance, reader)
    view = views.read_view(session, services.site, instance, minutes, reader)
    recipients = len(mails.list_recipients(view.people, reader.participant)) if reader.may_edit else None
    return schemas.Minutes(
        mid=view.meeting.mid,
        instance=instance.public_id,
        title=view.title,
        organizer=view.organizer,
        started_at=instance.started_at,
        ended_at=instance.ended_at,
        time_zone=view.meeting.time_zone or "UTC",
        state=minutes.state,  # type: ignore[arg-type]
        version=minutes.version,
        may_edit=reader.may_edit,
        edited_at=minutes.edited_at,
        released_at=minutes.released_at,
        mailed=minutes.mailed,  # type: ignore[arg-type]
        recipients=recipients,
        summary=view.text.summary,
        agenda=[schemas.AgendaPoint(text=one.text, minutes=one.minutes) for one in view.text.agenda],
        decisions=[one.text for one in view.text.decisions],
        action_items=[
            schemas.ActionItem(
                id=one.id, text=one.text, assignee=one.assignee, due=one.due, done=one.done, carried=one.carried
            )
            for one in view.text.tasks
        ],
        people=[
            schemas.PersonThere(
                name=one.name,
                role=one.role,  # type: ignore[arg-type]
                first_entered=one.first_entered,
                last_left=one.last_left,
                seconds=round(one.seconds),
            )
            for one in view.people
        ],
        people_hidden=view.people_hidden,
        polls=[_poll(one) for one in view.polls],
        documents=view.documents,
        recordings=[
            schemas.MinutesRecording(title=one.title, url=one.url, duration=one.duration) for one in view.recordings
        ],
        file_url=file_url,
    )


def _poll(poll: views.PollResult) -> schemas.MinutesPoll:
    return schemas.MinutesPoll(
        question=poll.question,
        kind=poll.kind,
        anonymous=poll.anonymous,
        voters=poll.voters,
        answers=[
            schemas.MinutesAnswer(text=one.text, votes=one.votes, percent=one.percent, correct=one.correct)
            for one in poll.answers
        ],
        comments=poll.comments,
    )


def _file_of_user(mid: str, instance: str) -> str:
    return f"/api/v1/meetings/{mid}/instances/{instance}/minutes/file"


def _file_by_token(services: Services, found: Found) -> str:
    instance, reader = found
    public_id = reader.participant.public_id if reader.participant is not None else ""
    token = services.site.secrets.minutes_file_token(public_id, instance.public_id)
    return f"/api/v1/minutes/download?token={quote(token)}"


def _edit(session: Session, found: Found, data: schemas.MinutesEdit) -> None:
    instance, reader = found
    access.find_readable(session, instance, reader)
    reader.require_host()
    tasks = data.action_items
    changes = TextChanges(
        summary=data.summary,
        agenda=None if data.agenda is None else [(one.text, one.minutes) for one in data.agenda],
        decisions=data.decisions,
        tasks=None
        if tasks is None
        else [NewTask(id=one.id, text=one.text, assignee=one.assignee, due=one.due, done=one.done) for one in tasks],
    )
    records.edit(session, instance, reader.participant, data.version, changes)


def _release(session: Session, found: Found, data: schemas.MinutesRelease) -> None:
    instance, reader = found
    access.find_readable(session, instance, reader)
    reader.require_host()
    mailed = Mailed(data.mail)
    minutes = records.release(session, instance, reader.participant, mailed)
    if mailed is Mailed.THERE:
        mails.queue_mails(session, instance, minutes, reader.participant)


@get(
    "/meetings/{mid:str}/minutes",
    sync_to_thread=True,
    operation_id="listMinutes",
    tags=["minutes"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def list_minutes(request: JsonRequest, services: InjectedServices, mid: MeetingId) -> schemas.MinutesList:
    """The minutes of a meeting's last 500 runs that the caller may read, the latest first."""
    with services.database.read() as session:
        principal = require_principal(session, services.site, request)
        meeting = meetings.find_by_mid(session, principal.center_id, mid)
        runs = instances.list_latest(session, meeting, MOST_INSTANCES)
        readable = access.list_readable(session, principal, meeting, runs)
    return schemas.MinutesList(
        minutes=[
            schemas.ListedMinutes(
                id=run.public_id,
                started_at=run.started_at,
                ended_at=run.ended_at,
                state=minutes.state,  # type: ignore[arg-type]
            )
            for run, minutes in readable
        ]
    )


@get(
    "/meetings/{mid:str}/instances/{instance:str}/minutes",
    sync_to_thread=True,
    operation_id="readMinutes",
    tags=["minutes"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def read_minutes(
    request: JsonRequest, services: InjectedServices, mid: MeetingId, instance: InstanceId
) -> schemas.Minutes:
    """The minutes of one run: hosts and presenters read a draft, all who were there or are invited the released
    ones."""
    with services.database.read() as session:
        found = _of_user(session, services, request, mid, instance)
        return _read(session, services, found, _file_of_user(mid, instance))


@patch(
    "/meetings/{mid:str}/instances/{instance:str}/minutes",
    sync_to_thread=True,
    operation_id="editMinutes",
    tags=["minutes"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 404, 409),
)
def edit_minutes(
    request: JsonRequest,
    services: InjectedServices,
    mid: MeetingId,
    instance: InstanceId,
    data: JSONBody[schemas.MinutesEdit],
) -> schemas.Minutes:
    """Change what is written in the minutes, as a host: also after their release."""
    with services.database.write() as session:
        found = _of_user(session, services, request, mid, instance)
        _edit(session, found, data)
        return _read(session, services, found, _file_of_user(mid, instance))


@post(
    "/meetings/{mid:str}/instances/{instance:str}/minutes/release",
    sync_to_thread=True,
    status_code=200,
    operation_id="releaseMinutes",
    tags=["minutes"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 404, 409),
)
def release_minutes(
    request: JsonRequest,
    services: InjectedServices,
    mid: MeetingId,
    instance: InstanceId,
    data: JSONBody[schemas.MinutesRelease],
) -> schemas.Minutes:
    """Release a draft, as a host, and mail it where that is wanted."""
    with services.database.write() as session:
        found = _of_user(session, services, request, mid, instance)
        _release(session, found, data)
        return _read(session, services, found, _file_of_user(mid, instance))


@get(
    "/meetings/{mid:str}/instances/{instance:str}/minutes/file",
    sync_to_thread=True,
    operation_id="downloadMinutesOfInstance",
    tags=["minutes"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404, 503),
)
def download_minutes_of_instance(
    request: JsonRequest,
    services: InjectedServices,
    mid: MeetingId,
    instance: InstanceId,
    format: FormatName = "md",
    language: Language = "en",
) -> Response[bytes]:
    """The minutes of one run, as a file."""
    return _download(services, lambda session: _of_user(session, services, request, mid, instance), format, language)


@post(
    "/minutes/lookup",
    sync_to_thread=True,
    status_code=200,
    operation_id="findMinutes",
    tags=["minutes"],
    security=FOR_ANYBODY,
    responses=problems(*OF_BODY, 404, 429),
)
def find_minutes(
    request: JsonRequest, services: InjectedServices, data: JSONBody[schemas.MinutesKey]
) -> schemas.Minutes:
    """The minutes to which a personal link leads. Wrong tokens are limited per address; right ones are never
    refused."""
    with link_attempt(services.limits, address_of(request)) as attempt, services.database.read() as session:
        found = _by_token(session, services, data.token, attempt)
        return _read(session, services, found, _file_by_token(services, found))


@post(
    "/minutes/edit",
    sync_to_thread=True,
    status_code=200,
    operation_id="editMinutesByLink",
    tags=["minutes"],
    security=FOR_ANYBODY,
    responses=problems(*OF_BODY, 403, 404, 409, 429),
)
def edit_minutes_by_link(
    request: JsonRequest, services: InjectedServices, data: JSONBody[schemas.MinutesEditByToken]
) -> schemas.Minutes:
    """Change what is written in the minutes, by the link of a host."""
    with link_attempt(services.limits, address_of(request)) as attempt, services.database.write() as session:
        found = _by_token(session, services, data.token, attempt)
        _edit(session, found, data)
        return _read(session, services, found, _file_by_token(services, found))


@post(
    "/minutes/release",
    sync_to_thread=True,
    status_code=200,
    operation_id="releaseMinutesByLink",
    tags=["minutes"],
    security=FOR_ANYBODY,
    responses=problems(*OF_BODY, 403, 404, 409, 429),
)
def release_minutes_by_link(
    request: JsonRequest, services: InjectedServices, data: JSONBody[schemas.MinutesReleaseByToken]
) -> schemas.Minutes:
    """Release a draft, by the link of a host, and mail it where that is wanted."""
    with link_attempt(services.limits, address_of(request)) as attempt, services.database.write() as session:
        found = _by_token(session, services, data.token, attempt)
        _release(session, found, data)
        return _read(session, services, found, _file_by_token(services, found))


@get(
    "/minutes/download",
    sync_to_thread=True,
    operation_id="downloadMinutes",
    tags=["minutes"],
    security=FOR_ANYBODY,
    responses=problems(400, 404, 503),
)
def download_minutes(
    services: InjectedServices,
    token: Annotated[str, QueryParameter(description="A part of `fileUrl`; good for a day.", max_length=200)],
    format: FormatName = "md",
    language: Language = "en",
) -> Response[bytes]:
    """The minutes that somebody has open by a personal link, as a file."""

    def find(session: Session) -> Found:
        return access.find_by_token(session, services.site.secrets.read_minutes_file_token(token))

    return _download(services, find, format, language)


def _download(services: Services, find: Callable[[Session], Found], format: str, language: str) -> Response[bytes]:
    with services.database.read() as session:
        instance, reader = find(session)
        minutes = access.find_readable(session, instance, reader)
        order = order_file(views.read_view(session, services.site, instance, minutes, reader), language)
    return file_reply(order, NotesFormat(format))


HANDLERS = [
    list_minutes,
    read_minutes,
    edit_minutes,
    release_minutes,
    download_minutes_of_instance,
]
BY_TOKEN = [find_minutes, edit_minutes_by_link, release_minutes_by_link, download_minutes]
