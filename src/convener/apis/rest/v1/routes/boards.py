"""Whiteboards of the meetings that the signed-in user manages, and those of the library."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from litestar import Response, delete, get, patch, post
from litestar.params import JSONBody, PathParameter, QueryParameter
from msgspec import UNSET
from sqlalchemy import select

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.attachment import attachment
from convener.apis.rest.v1.operations import OF_BODY, SIGNED_IN, SIGNED_IN_FROM_OWN_PAGES, problems
from convener.apis.rest.v1.schemas.boards import (
    BoardChange,
    BoardList,
    LibraryBoard,
    LibraryBoardPage,
    MeetingBoard,
)
from convener.apis.rest.v1.schemas.contents import DocumentCopy
from convener.domain.authorization import Principal
from convener.domain.boards import copies, files, managed
from convener.domain.boards.managed import BoardChanges
from convener.domain.centers.settings import restore_period, settings_of
from convener.domain.content import shelves
from convener.domain.content.shelves import Audience, LibraryQuery
from convener.services import InjectedServices
from convener.storage.database import Session
from convener.storage.models import Board, Center, SharedDocument

from .library import After, DeletedOnes, Limit, SearchedFolder, SearchedMeeting, SearchedPlace, SearchedWords
from .meetings import MeetingId, find_managed
from .session import require_principal

BoardId: TypeAlias = Annotated[str, PathParameter(description="`id` of a whiteboard.")]


@get(
    "/meetings/{mid:str}/boards",
    sync_to_thread=True,
    operation_id="listBoards",
    tags=["boards"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def list_boards(
    request: JsonRequest,
    services: InjectedServices,
    mid: MeetingId,
    deleted: Annotated[bool, QueryParameter(description="Those that were deleted and can be restored.")] = False,
) -> BoardList:
    """The whiteboards of all runs of a meeting."""
    with services.database.read() as session:
        meeting = find_managed(session, services, request, mid)
        principal = require_principal(session, services.site, request)
        return BoardList(boards=_wire(session, managed.list_of_meeting(session, meeting, principal, deleted=deleted)))


@get(
    "/boards",
    sync_to_thread=True,
    operation_id="searchBoards",
    tags=["boards"],
    security=SIGNED_IN,
    responses=problems(400, 401),
)
def search_boards(
    request: JsonRequest,
    services: InjectedServices,
    search: SearchedWords = "",
    meeting: SearchedMeeting = "",
    deleted: DeletedOnes = False,
    place: SearchedPlace = "all",
    folder: SearchedFolder = "",
    after: After = "",
    limit: Limit = 50,
) -> LibraryBoardPage:
    """The whiteboards of the library that the caller may use, and of all meetings that the caller manages, the newest
    first; of administrators those of the center. What is written on one of a meeting is found once a run of the meeting
    has ended."""
    wanted = LibraryQuery(search=search, place=place, folder=folder, meeting=meeting, deleted=deleted)
    with services.database.read() as session:
        principal = require_principal(session, services.site, request)
        found, following = managed.list_library(session, principal, wanted, after=after, most=limit)
        return LibraryBoardPage(boards=_library(session, principal, found), next=following)


def _library(session: Session, caller: Principal, found: list[Board]) -> list[LibraryBoard]:
    owners = managed.read_owners_and_meetings(session, found)
    period = restore_period(settings_of(session.get_one(Center, caller.center_id)))
    return [
        LibraryBoard(
            board=wire,
            meeting=board.meeting.mid if board.meeting is not None else None,
            meeting_title=board.meeting.title if board.meeting is not None else "",
            owner=owners[board.id][0].display_name,
            folder=board.folder,
            audience=board.audience,  # type: ignore[arg-type]
            group=board.group.group_id if board.group is not None else None,
            may_change=shelves.may_change(caller, board),
            restorable_until=board.deleted_at and board.deleted_at + period,
        )
        for board, wire in zip(found, _wire(session, found), strict=True)
    ]


@get(
    "/boards/{board:str}",
    sync_to_thread=True,
    operation_id="readBoard",
    tags=["boards"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def read_board(request: JsonRequest, services: InjectedServices, board: BoardId) -> LibraryBoard:
    """A whiteboard."""
    with services.database.read() as session:
        principal = require_principal(session, services.site, request)
        return _library(session, principal, [managed.find_usable(session, principal, board)])[0]


@patch(
    "/boards/{board:str}",
    sync_to_thread=True,
    operation_id="changeBoard",
    tags=["boards"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 404),
)
def change_board(
    request: JsonRequest, services: InjectedServices, board: BoardId, data: JSONBody[BoardChange]
) -> MeetingBoard:
    """Change a whiteboard: its name, which those who are in its meeting see at once, or where it is in the library and
    who may use it."""
    changes = BoardChanges(
        name=data.name,
        folder=data.folder,
        audience=Audience(data.audience) if data.audience is not UNSET else UNSET,
        group=data.group,
    )
    with services.database.write() as session:
        principal = require_principal(session, services.site, request)
        return _wire(session, [managed.change(session, principal, board, changes)])[0]


@post(
    "/boards/{board:str}/copies",
    sync_to_thread=True,
    status_code=201,
    operation_id="copyBoard",
    tags=["boards"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 404, 409, 507),
)
def copy_board(
    request: JsonRequest, services: InjectedServices, board: BoardId, data: JSONBody[DocumentCopy]
) -> LibraryBoard:
    """Put a whiteboard that the caller may use into a meeting of the caller, or keep one in the library: a copy, as it
    is now. 409: there are as many as there may be (`limit_reached`)."""
    with services.database.read() as session:
        principal = require_principal(session, services.site, request)
    made = copies.copy(services.database, services.blobs, services.site, principal, board, data.meeting, data.key)
    with services.database.read() as session:
        return _library(session, principal, [managed.find_managed(session, principal, made)])[0]


@delete(
    "/boards/{board:str}",
    sync_to_thread=True,
    operation_id="deleteBoard",
    tags=["boards"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(400, 401, 403, 404),
)
def delete_board(request: JsonRequest, services: InjectedServices, board: BoardId) -> None:
    """Delete a whiteboard, which is shown no longer. It can be restored until the center's buffer time is over."""
    with services.database.write() as session:
        managed.delete_managed(session, require_principal(session, services.site, request), board)


@post(
    "/boards/{board:str}/restoration",
    sync_to_thread=True,
    status_code=200,
    operation_id="restoreBoard",
    tags=["boards"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(400, 401, 403, 404, 409),
)
def restore_board(request: JsonRequest, services: InjectedServices, board: BoardId) -> MeetingBoard:
    """Bring back a whiteboard that was deleted. 409: the meeting has as many as it may (`limit_reached`)."""
    with services.database.write() as session:
        return _wire(session, [managed.restore(session, require_principal(session, services.site, request), board)])[0]


@delete(
    "/boards/{board:str}/restoration",
    sync_to_thread=True,
    operation_id="removeBoard",
    tags=["boards"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(400, 401, 403, 404),
)
def remove_board(request: JsonRequest, services: InjectedServices, board: BoardId) -> None:
    """Remove a whiteboard that was deleted for good."""
    with services.database.write() as session:
        managed.remove(session, require_principal(session, services.site, request), board)


@get(
    "/boards/{board:str}/file",
    sync_to_thread=True,
    operation_id="downloadBoard",
    tags=["boards"],
    security=SIGNED_IN,
    responses=problems(400, 401, 404),
)
def download_board(request: JsonRequest, services: InjectedServices, board: BoardId) -> Response[bytes]:
    """What is drawn on a whiteboard, with the images on it, as a file of Excalidraw, which other programs open."""
    with services.database.read() as session:
        found = managed.find_usable(session, require_principal(session, services.site, request), board)
        order = files.read_order(session, found)
    return attachment(files.write_file(order, services.blobs), files.CONTENT_TYPE, order.name)


def _wire(session: Session, found: list[Board]) -> list[MeetingBoard]:
    query = select(SharedDocument.id, SharedDocument.updated_at)
    query = query.where(SharedDocument.id.in_([one.document_id for one in found]))
    drawn = dict(session.execute(query).all())
    return [
        MeetingBoard(
            id=one.board_id,
            name=one.name,
            template=one.template,  # type: ignore[arg-type]
            created_at=one.created_at,
            drawn_at=drawn[one.document_id],
            deleted_at=one.deleted_at,
        )
        for one in found
    ]


HANDLERS = [
    list_boards,
    search_boards,
    read_board,
    change_board,
    copy_board,
    delete_board,
    restore_board,
    remove_board,
    download_board,
]
