"""The chat of one run of a meeting, for its organizer."""

from __future__ import annotations

from typing import Annotated, Literal

from litestar import Response, get
from litestar.params import QueryParameter

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import SIGNED_IN, problems
from convener.apis.rest.v1.schemas.chat import Transcript, TranscriptLine
from convener.domain.meetings.series import title_or_code
from convener.domain.reports import chat
from convener.services import InjectedServices

from .attendance import InstanceId, download, find_run, table_file
from .meetings import MeetingId


@get(
    "/meetings/{mid:str}/instances/{instance:str}/chat",
    sync_to_thread=True,
    operation_id="readChat",
    tags=["meetings"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def read_chat(
    request: JsonRequest,
    services: InjectedServices,
    mid: MeetingId,
    instance: InstanceId,
    after: Annotated[int, QueryParameter(ge=0, le=2**31 - 1, description="`next` of an earlier page.")] = 0,
    limit: Annotated[int, QueryParameter(ge=1, le=200, description="At most so many messages.")] = 100,
) -> Transcript:
    """What was written to all, and to hosts and presenters, in one run of a meeting, as long as the center keeps it;
    without what was deleted, and without private messages."""
    with services.database.read() as session:
        _, run = find_run(session, services, request, mid, instance)
        found = chat.list_lines(session, run, after=after, most=limit + 1)
    lines = [
        TranscriptLine(
            number=one.number,
            sent_at=one.sent_at,
            name=one.name,
            audience=one.audience,  # type: ignore[arg-type]
            text=one.text,
        )
        for one in found[:limit]
    ]
    return Transcript(lines=lines, next=lines[-1].number if len(found) > limit else None)


@get(
    "/meetings/{mid:str}/instances/{instance:str}/chat/file",
    sync_to_thread=True,
    operation_id="downloadChat",
    tags=["meetings"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def download_chat(
    request: JsonRequest,
    services: InjectedServices,
    mid: MeetingId,
    instance: InstanceId,
    format: Annotated[Literal["txt", "csv"], QueryParameter(description="The kind of file.")] = "txt",
) -> Response[bytes]:
    """The same as a file: text or a spreadsheet. Times are UTC."""
    with services.database.read() as session:
        meeting, run = find_run(session, services, request, mid, instance)
        title = f"chat {title_or_code(meeting, run.started_at)}"
        if format == "csv":
            return table_file([chat.sheet(session, run)], title, run, format)
        return download(chat.plain_text(session, run), "text/plain", title, run, format)


HANDLERS = [read_chat, download_chat]
