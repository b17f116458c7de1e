"""Who was in a meeting of the organizer, run by run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, TypeAlias

from litestar import Response, get
from litestar.params import PathParameter, QueryParameter

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.attachment import attachment
from convener.apis.rest.v1.operations import SIGNED_IN, problems
from convener.apis.rest.v1.schemas.attendance import Attendance, Attendee, Instance, InstanceList
from convener.domain.errors import MeetingNotFound
from convener.domain.meetings import instances
from convener.domain.meetings.series import title_or_code
from convener.domain.minutes import records
from convener.domain.reports import attendance, files
from convener.domain.reports.sheets import CONTENT_TYPES, Format, Sheet
from convener.services import InjectedServices, Services
from convener.storage.database import Session
from convener.storage.models import Meeting, MeetingInstance

from .meetings import MeetingId, find_managed

InstanceId: TypeAlias = Annotated[str, PathParameter(description="`id` of a run of the meeting.")]

MOST_INSTANCES = 500
"""Runs of a meeting in one list: those of a daily series of nearly two years."""


def find_run(
    session: Session, services: Services, request: JsonRequest, mid: str, public_id: str
) -> tuple[Meeting, MeetingInstance]:
    """A meeting that the signed-in user manages, and this run of it; raises :class:`MeetingNotFound`."""
    meeting = find_managed(session, services, request, mid)
    instance = instances.find_instance(session, meeting, public_id)
    if instance is None:
        raise MeetingNotFound("The meeting has no such run.", "instance")
    return meeting, instance


@get(
    "/meetings/{mid:str}/instances",
    sync_to_thread=True,
    operation_id="listInstances",
    tags=["meetings"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def list_instances(request: JsonRequest, services: InjectedServices, mid: MeetingId) -> InstanceList:
    """The last 500 runs of a meeting, the latest first."""
    with services.database.read() as session:
        meeting = find_managed(session, services, request, mid)
        runs = instances.list_latest(session, meeting, MOST_INSTANCES)
        minutes = records.list_of_instances(session, runs)
        return InstanceList(
            instances=[
                Instance(
                    id=one.public_id,
                    started_at=one.started_at,
                    ended_at=one.ended_at,
                    peak=meeting.peak if one.ended_at is None else one.peak,
                    minutes=minutes[one.id].state if one.id in minutes else None,  # type: ignore[arg-type]
                )
                for one in runs
            ]
        )


@get(
    "/meetings/{mid:str}/instances/{instance:str}/attendance",
    sync_to_thread=True,
    operation_id="readAttendance",
    tags=["meetings"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def read_attendance(
    request: JsonRequest, services: InjectedServices, mid: MeetingId, instance: InstanceId
) -> Attendance:
    """Everybody who was there in one run of a meeting, and how long."""
    with services.database.read() as session:
        people = attendance.list_attendance(session, *find_run(session, services, request, mid, instance))
    return Attendance(
        people=[
            Attendee(
                name=one.name,
                email=one.email,
                company=one.company,
                role=one.role,  # type: ignore[arg-type]
                first_entered=one.first_entered,
                last_left=one.last_left,
                seconds=round(one.seconds),
                visits=one.visits,
            )
            for one in people
        ]
    )


@get(
    "/meetings/{mid:str}/instances/{instance:str}/attendance/file",
    sync_to_thread=True,
    operation_id="downloadAttendance",
    tags=["meetings"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def download_attendance(
    request: JsonRequest,
    services: InjectedServices,
    mid: MeetingId,
    instance: InstanceId,
    format: Annotated[Literal["csv", "xlsx"], QueryParameter(description="The kind of file.")] = "csv",
) -> Response[bytes]:
    """The same as a spreadsheet: times are UTC."""
    with services.database.read() as session:
        meeting, run = find_run(session, services, request, mid, instance)
        return table_file(
            [attendance.sheet(session, meeting, run)], title_or_code(meeting, run.started_at), run, format
        )


def table_file(sheets: Sequence[Sheet], title: str, run: MeetingInstance, format: str) -> Response[bytes]:
    """These tables about one run as a file to download, called by ``title`` and the day."""
    kind = Format(format.upper())
    # The charset of a text is added by the framework.
    content_type = CONTENT_TYPES[kind].partition(";")[0]
    return download(files.write(sheets, kind), content_type, title, run, format)


def download(body: bytes, content_type: str, title: str, run: MeetingInstance, format: str) -> Response[bytes]:
    """This body about one run as a file to download, called by ``title`` and the day."""
    return attachment(body, content_type, f"{title} {run.started_at:%Y-%m-%d}.{format}")


HANDLERS = [list_instances, read_attendance, download_attendance]
