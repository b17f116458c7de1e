"""Polls of a meeting of the organizer: prepared before it, results of each run afterwards."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from litestar import Response, delete, get, post, put
from litestar.params import JSONBody, PathParameter, QueryParameter

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import OF_BODY, SIGNED_IN, SIGNED_IN_FROM_OWN_PAGES, problems
from convener.apis.rest.v1.schemas.polls import NewKeyedPoll, NewPoll, PollOrder, PreparedPoll, PreparedPolls
from convener.domain.meetings.series import title_or_code
from convener.domain.polls import polls, prepared
from convener.domain.polls.questions import Question
from convener.domain.reports import polls as report
from convener.services import InjectedServices
from convener.storage.database import Session
from convener.storage.models import Meeting, Poll

from .attendance import InstanceId, find_run, table_file
from .meetings import MeetingId, find_managed, lock_managed

PollId: TypeAlias = Annotated[str, PathParameter(description="`id` of a prepared poll.")]


@get(
    "/meetings/{mid:str}/polls",
    sync_to_thread=True,
    operation_id="listPolls",
    tags=["meetings"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def list_polls(request: JsonRequest, services: InjectedServices, mid: MeetingId) -> PreparedPolls:
    """The polls that are prepared in a meeting; at most 200."""
    with services.database.read() as session:
        return _wire_all(session, find_managed(session, services, request, mid))


@post(
    "/meetings/{mid:str}/polls",
    sync_to_thread=True,
    operation_id="createPoll",
    tags=["meetings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 404, 409),
)
def create_poll(
    request: JsonRequest, services: InjectedServices, mid: MeetingId, data: JSONBody[NewKeyedPoll]
) -> PreparedPoll:
    """Prepare a poll, which hosts and presenters open in the room. 409: the meeting was cancelled, or has as many as it
    may have (`limit_reached`)."""
    with services.database.write() as session:
        meeting = lock_managed(session, services, request, mid)
        return _wire(session, polls.prepare(session, meeting, data.to_question(), key=data.key))


@put(
    "/meetings/{mid:str}/polls/{poll:str}",
    sync_to_thread=True,
    operation_id="changePoll",
    tags=["meetings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 404, 409),
)
def change_poll(
    request: JsonRequest, services: InjectedServices, mid: MeetingId, poll: PollId, data: JSONBody[NewPoll]
) -> PreparedPoll:
    """Ask something else in a prepared poll. 409: it was opened (`wrong_state`)."""
    with services.database.write() as session:
        meeting = lock_managed(session, services, request, mid)
        return _wire(session, polls.edit(session, meeting, poll, data.to_question()))


@delete(
    "/meetings/{mid:str}/polls/{poll:str}",
    sync_to_thread=True,
    operation_id="deletePoll",
    tags=["meetings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(400, 401, 403, 404, 409),
)
def delete_poll(request: JsonRequest, services: InjectedServices, mid: MeetingId, poll: PollId) -> None:
    """Delete a prepared poll; where there is none of this id nothing happens. 409: it was opened (`wrong_state`)."""
    with services.database.write() as session:
        polls.delete_draft(session, lock_managed(session, services, request, mid), poll)


@put(
    "/meetings/{mid:str}/polls",
    sync_to_thread=True,
    operation_id="orderPolls",
    tags=["meetings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 404),
)
def order_polls(
    request: JsonRequest, services: InjectedServices, mid: MeetingId, data: JSONBody[PollOrder]
) -> PreparedPolls:
    """Put the prepared polls into another order. 400: these are not the ids of all of them, because somebody else has
    made or opened one meanwhile."""
    with services.database.write() as session:
        meeting = lock_managed(session, services, request, mid)
        prepared.set_order(session, meeting, data.polls)
        return _wire_all(session, meeting)


@get(
    "/meetings/{mid:str}/instances/{instance:str}/polls/file",
    sync_to_thread=True,
    operation_id="downloadPolls",
    tags=["meetings"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def download_polls(
    request: JsonRequest,
    services: InjectedServices,
    mid: MeetingId,
    instance: InstanceId,
    format: Annotated[Literal["csv", "xlsx"], QueryParameter(description="The kind of file.")] = "csv",
) -> Response[bytes]:
    """The results of the polls in one run of a meeting as a spreadsheet; XLSX has who voted what in a second table,
    without anonymous polls. Times are UTC."""
    with services.database.read() as session:
        meeting, run = find_run(session, services, request, mid, instance)
        return table_file(
            report.sheets(session, meeting, run), f"polls {title_or_code(meeting, run.started_at)}", run, format
        )


def _wire_all(session: Session, meeting: Meeting) -> PreparedPolls:
    found = prepared.list_drafts(session, meeting)
    return PreparedPolls(polls=list(map(_prepared, found, polls.questions_of(session, found))))


def _wire(session: Session, poll: Poll) -> PreparedPoll:
    return _prepared(poll, polls.question_of(session, poll))


def _prepared(poll: Poll, question: Question) -> PreparedPoll:
    return PreparedPoll(
        id=poll.poll_id,
        kind=question.kind.value,
        question=question.text,
        answers=list(question.answers),
        correct=sorted(question.correct),
        anonymous=question.anonymous,
        shown=question.shown.value,
    )


HANDLERS = [list_polls, create_poll, change_poll, delete_poll, order_polls, download_polls]
