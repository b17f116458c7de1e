"""Single dates of a series of the signed-in organizer."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Annotated, TypeAlias

from litestar import delete, get, patch, post
from litestar.params import JSONBody, PathParameter, QueryParameter
from msgspec import UNSET

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import OF_BODY, SIGNED_IN, SIGNED_IN_FROM_OWN_PAGES, problems
from convener.apis.rest.v1.schemas.meetings import DateEdit, SeriesDate, SeriesDates
from convener.domain import text
from convener.domain.actions import change_date
from convener.domain.actions.change_date import DateEditor
from convener.domain.errors import DateNotFound, InvalidParameter, MeetingCancelled
from convener.domain.meetings import capacity
from convener.domain.meetings.series import Occurrence, Times, series_of
from convener.domain.site import now
from convener.services import InjectedServices, Services
from convener.storage.database import Session as DatabaseSession
from convener.storage.models import Center, Meeting

from .meetings import MeetingId, checked_start, date_wire, find_managed, lock_managed

DateName: TypeAlias = Annotated[str, PathParameter(description="`date` of a date of the series.")]
CURSOR = r"^-?[0-9]{1,17}_-?[0-9]{1,17}$"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@get(
    "/meetings/{mid:str}/dates",
    sync_to_thread=True,
    operation_id="listDates",
    tags=["meetings"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def list_dates(
    request: JsonRequest,
    services: InjectedServices,
    mid: MeetingId,
    cursor: Annotated[
        str | None, QueryParameter(schema_extra={"pattern": CURSOR}, description="`next` of an earlier page.")
    ] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100, description="At most so many dates.")] = 20,
) -> SeriesDates:
    """The dates of a series that are not over, by their start, those that are cancelled among them. 404: also where the
    meeting is no series (`date_not_found`)."""
    place = None if cursor is None else _read_cursor(cursor)
    with services.database.read() as session:
        meeting = find_managed(session, services, request, mid)
        series = series_of(meeting)
        if series is None:
            raise DateNotFound("This meeting is no series.", "mid")
        found = list(islice(series.coming(now(), place), limit + 1))
        following = _write_cursor(found[limit - 1]) if len(found) > limit else None
        return SeriesDates(dates=[date_wire(meeting, date) for date in found[:limit]], next=following)


@patch(
    "/meetings/{mid:str}/dates/{date:str}",
    sync_to_thread=True,
    operation_id="changeDate",
    tags=["meetings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 404, 409),
)
def change_one_date(
    request: JsonRequest, services: InjectedServices, mid: MeetingId, date: DateName, data: JSONBody[DateEdit]
) -> SeriesDate:
    """Change one date of a series: those who were invited hear of it. What then is as in the series follows the series.
    409: the date is over or cancelled (`wrong_state`), or as for a meeting (`maintenance`, `seats_taken`)."""
    edit = change_date.DateEdit(
        title=UNSET if data.title is UNSET else text.line("title", data.title, 250),
        description=UNSET if data.description is UNSET else text.lines("description", data.description, 4000),
        starts_at=UNSET if data.starts_at is UNSET else checked_start(data.starts_at),
        duration=UNSET if data.duration_minutes is UNSET else timedelta(minutes=data.duration_minutes),
    )
    with services.database.write() as session:
        editor = _editor(session, services, request, mid)
        return date_wire(editor.meeting, editor.change(date, edit))


@delete(
    "/meetings/{mid:str}/dates/{date:str}",
    sync_to_thread=True,
    status_code=200,
    operation_id="cancelDate",
    tags=["meetings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(400, 401, 403, 404, 409),
)
def cancel_one_date(request: JsonRequest, services: InjectedServices, mid: MeetingId, date: DateName) -> SeriesDate:
    """Cancel one date of a series; the others stay. 400: none would be left (`bad_recurrence`). 409: the date is over,
    or people are in the room (`wrong_state`)."""
    with services.database.write() as session:
        editor = _editor(session, services, request, mid)
        return date_wire(editor.meeting, editor.cancel(date))


@post(
    "/meetings/{mid:str}/dates/{date:str}/restore",
    sync_to_thread=True,
    status_code=200,
    operation_id="restoreDate",
    tags=["meetings"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(400, 401, 403, 404, 409),
)
def restore_one_date(request: JsonRequest, services: InjectedServices, mid: MeetingId, date: DateName) -> SeriesDate:
    """Let a cancelled date of a series take place after all, as it was before. 409: it is over (`wrong_state`), or as
    for a meeting (`maintenance`, `seats_taken`)."""
    with services.database.write() as session:
        editor = _editor(session, services, request, mid)
        return date_wire(editor.meeting, editor.restore(date))


def _editor(session: DatabaseSession, services: Services, request: JsonRequest, mid: str) -> DateEditor:
    center = session.get_one(Center, find_managed(session, services, request, mid).center_id)
    capacity.lock_seats(session, center)
    meeting: Meeting = lock_managed(session, services, request, mid)
    if meeting.cancelled_at is not None:
        raise MeetingCancelled("This meeting is cancelled.", "mid")
    return DateEditor(session, services.site, center, meeting)


def _write_cursor(date: Occurrence) -> str:
    return "_".join(str((at - _EPOCH) // timedelta(microseconds=1)) for at in (date.starts_at, date.original))


def _read_cursor(cursor: str) -> Times:
    try:
        if not re.fullmatch(CURSOR, cursor):
            raise ValueError
        start, original = (_EPOCH + timedelta(microseconds=int(one)) for one in cursor.split("_"))
    except (ValueError, OverflowError):
        raise InvalidParameter("cursor must be the next of an earlier page.", "cursor") from None
    return start, original


HANDLERS = [list_dates, change_one_date, cancel_one_date, restore_one_date]
