"""Whiteboards of the meetings that the signed-in user manages."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from litestar import Response, delete, get, patch, post
from litestar.params import JSONBody, PathParameter, QueryParameter
from sqlalchemy import select

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.attachment import attachment
from convener.apis.rest.v1.operations import OF_BODY, SIGNED_IN, SIGNED_IN_FROM_OWN_PAGES, problems
from convener.apis.rest.v1.schemas.boards import BoardChange, BoardList, MeetingBoard
from convener.domain.boards import files, managed
from convener.services import InjectedServices
from convener.storage.database import Session
from convener.storage.models import Board, SharedDocument

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


@patch(
    "/boards/{board:str}",
    sync_to_thread=True,
    operation_id="renameBoard",
    tags=["boards"],
    security=SIGNED_IN_FROM_OWN_PAGES,
    responses=problems(*OF_BODY, 401, 403, 404),
)
def rename_board(
    request: JsonRequest, services: InjectedServices, board: BoardId, data: JSONBody[BoardChange]
) -> MeetingBoard:
    """Give a whiteboard another name. Those who are in the meeting see it at once."""
    with services.database.write() as session:
        principal = require_principal(session, services.site, request)
        return _wire(session, [managed.rename(session, principal, board, data.name)])[0]


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
        found = managed.find_managed(session, require_principal(session, services.site, request), board)
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


HANDLERS = [list_boards, rename_board, delete_board, restore_board, download_board]
