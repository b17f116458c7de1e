"""Whiteboards: made, renamed, deleted and restored, and who may draw.

They are shown to all by the feature ``showing``; what is drawn travels over the document socket.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import quote

from msgspec import Meta, field
from sqlalchemy.orm import Session

from convener.domain.boards import boards, images, schema, settings
from convener.domain.boards.images import DrawingKind
from convener.domain.boards.templates import Template
from convener.domain.centers import storage_quota
from convener.domain.events.kinds import boards as kinds
from convener.domain.events.log import RoomEvent
from convener.domain.events.payload import Payload
from convener.domain.events.states import BoardState
from convener.domain.permissions import RoomAction
from convener.domain.room import showing
from convener.realtime.documents.drawings import DrawnDocumentKind
from convener.realtime.feature import Acting, Asking, Feature, Rate, View
from convener.realtime.protocol.wire import Command, EventMessage, Wire
from convener.storage.models import Meeting

FEATURE = Feature(
    settings.NAME,
    "Whiteboards: as many as wanted, on which all draw who may. They are shown as items of the kind `board`; what is"
    " drawn is the document of the kind `board` with the id of the board on the document socket.",
)

IMAGES_AT_A_TIME = 100
IMAGES = Rate("images", 20, 60)

BoardId = Annotated[str, Meta(min_length=1, max_length=16)]
Key = Annotated[str, Meta(min_length=1, max_length=64)]
TemplateName = Literal["blank", "grid", "columns"]


class Board(Wire, kw_only=True):
    """A whiteboard. ``creator``: the id of the participant who made it, null where that is not known."""

    id: str
    name: str
    template: TemplateName
    creator: str | None
    created_at: datetime


class WhiteboardSlice(Wire, kw_only=True):
    """The boards of the meeting in the order in which they were made. ``attendeesDraw``: attendees may draw; hosts and
    presenters always may."""

    boards: list[Board]
    attendees_draw: bool


class CreateBoard(Command, tag="createBoard", kw_only=True):
    """Make a board, and (``show``) show it to all. ``headings``: of its columns, where the template has them (1 to 6).
    The browser chooses a ``key`` at random; the same command with the same key makes no second board."""

    key: Key
    name: str
    template: TemplateName = "blank"
    headings: list[str] = field(default_factory=list)
    show: bool = False


class RenameBoard(Command, tag="renameBoard", kw_only=True):
    """Give a board another name."""

    board_id: BoardId
    name: str


class DeleteBoard(Command, tag="deleteBoard", kw_only=True):
    """Delete a board. It can be restored until the center's buffer time ends."""

    board_id: BoardId


class RestoreBoard(Command, tag="restoreBoard", kw_only=True):
    """Bring a deleted board back."""

    board_id: BoardId


class SetDrawing(Command, tag="setDrawing", kw_only=True):
    """Let attendees draw, or not."""

    attendees_draw: bool


class ListDeletedBoards(Command, tag="listDeletedBoards", kw_only=True):
    """Ask for the deleted boards that can be restored; answered with `deletedBoards`."""


class DeletedBoard(Wire, kw_only=True):
    """A board that can be restored."""

    id: str
    name: str
    deleted_at: datetime


class DeletedBoards(Wire, tag="deletedBoards", kw_only=True):
    """The deleted boards that can be restored, those that were deleted last first."""

    boards: list[DeletedBoard]


class GetImages(Command, tag="getImages", kw_only=True):
    """Ask for images on a board, or (`kind` is `drawing`) on a page of a document, which is called as on the document
    socket; answered with `images`."""

    kind: DrawingKind
    drawing: Annotated[str, Meta(min_length=1, max_length=64)]
    file_ids: Annotated[list[Annotated[str, Meta(max_length=64)]], Meta(min_length=1, max_length=IMAGES_AT_A_TIME)]


class DrawnImage(Wire, kw_only=True):
    """An image: its size in pixels, and its ``url`` below this host, which needs no other credentials and is valid for
    one to two hours."""

    file_id: str
    width: int
    height: int
    url: str


class Images(Wire, tag="images", kw_only=True):
    """The images that were asked for, as far as the drawing has them."""

    kind: DrawingKind
    drawing: str
    images: list[DrawnImage]


class BoardUpdated(EventMessage, tag="boardUpdated", kw_only=True):
    """There is such a board from now on: made, renamed, or restored."""

    board: Board


class BoardDeleted(EventMessage, tag="boardDeleted", kw_only=True):
    """A board was deleted."""

    board_id: str


class DrawingChanged(EventMessage, tag="drawingChanged", kw_only=True):
    """Attendees may draw from now on, or may not."""

    attendees_draw: bool


class BoardDocument(DrawnDocumentKind):
    """What is drawn on a board: all who are in the room see it."""

    name = schema.KIND
    closed_by = frozenset({kinds.BoardDeleted})

    def find(self, session: Session, meeting_id: int, name: str) -> int | None:
        """The document of the board with this id."""
        return boards.find(session, session.get_one(Meeting, meeting_id), name).document_id

    def create(self, session: Session, meeting_id: int, name: str, first: bytes) -> int:
        """The same: a board is made with its document."""
        return boards.find(session, session.get_one(Meeting, meeting_id), name).document_id

    def is_closed_by(self, payload: Payload, name: str) -> bool:
        """A board that is deleted is not open any more."""
        return isinstance(payload, kinds.BoardDeleted) and payload.board == name


FEATURE.document(BoardDocument())


@FEATURE.slice(WhiteboardSlice)
def _slice(view: View) -> WhiteboardSlice:
    return WhiteboardSlice(
        boards=[_wired(one) for one in boards.list_boards(view.session, view.meeting)],
        attendees_draw=settings.may_attendees_draw(view.meeting),
    )


def _wired(board: BoardState) -> Board:
    return Board(
        id=board.id,
        name=board.name,
        template=board.template,  # type: ignore[arg-type]
        creator=board.creator,
        created_at=board.created_at,
    )


@FEATURE.event(BoardUpdated, kinds.BoardUpdated)
def _updated(event: RoomEvent, payload: kinds.BoardUpdated) -> BoardUpdated:
    return BoardUpdated(seq=event.seq, at=event.at, by=event.actor, board=_wired(payload.board))


@FEATURE.event(BoardDeleted, kinds.BoardDeleted)
def _deleted(event: RoomEvent, payload: kinds.BoardDeleted) -> BoardDeleted:
    return BoardDeleted(seq=event.seq, at=event.at, by=event.actor, board_id=payload.board)


@FEATURE.event(DrawingChanged, kinds.DrawingChanged)
def _changed(event: RoomEvent, payload: kinds.DrawingChanged) -> DrawingChanged:
    return DrawingChanged(seq=event.seq, at=event.at, by=event.actor, attendees_draw=payload.attendees_draw)


@FEATURE.change(CreateBoard, may=RoomAction.RUN_BOARDS)
def _create(acting: Acting, command: CreateBoard) -> None:
    insider = acting.insider
    template = Template(command.template)
    storage_quota.require_space(acting.session, acting.site, acting.meeting.center_id, 1)
    board = boards.create(acting.session, insider, command.name, template, command.headings, command.key)
    if command.show and board.deleted_at is None:
        showing.show(acting.session, insider, schema.KIND, board.board_id)


@FEATURE.change(RenameBoard, may=RoomAction.RUN_BOARDS)
def _rename(acting: Acting, command: RenameBoard) -> None:
    boards.rename(acting.session, acting.insider, command.board_id, command.name)


@FEATURE.change(DeleteBoard, may=RoomAction.RUN_BOARDS)
def _delete(acting: Acting, command: DeleteBoard) -> None:
    boards.remove(acting.session, acting.insider, command.board_id)


@FEATURE.change(RestoreBoard, may=RoomAction.RUN_BOARDS)
def _restore(acting: Acting, command: RestoreBoard) -> None:
    boards.restore(acting.session, acting.insider, command.board_id)


@FEATURE.change(SetDrawing, may=RoomAction.CONFIGURE)
def _set_drawing(acting: Acting, command: SetDrawing) -> None:
    settings.let_attendees_draw(acting.session, acting.insider, command.attendees_draw)


FEATURE.reply(DeletedBoards)


@FEATURE.ask(ListDeletedBoards, may=RoomAction.RUN_BOARDS)
def _list_deleted(asking: Asking, command: ListDeletedBoards) -> DeletedBoards:
    return DeletedBoards(
        boards=[
            DeletedBoard(id=one.board_id, name=one.name, deleted_at=one.deleted_at)
            for one in boards.list_deleted(asking.session, asking.meeting)
            if one.deleted_at is not None
        ]
    )


FEATURE.reply(Images)


@FEATURE.ask(GetImages, rate=IMAGES)
def _images(asking: Asking, command: GetImages) -> Images:
    document_id = images.find_drawing(asking.session, asking.meeting, command.kind, command.drawing)
    found = images.list_images(asking.session, document_id, command.file_ids) if document_id is not None else []
    tokens = images.tokens(asking.session, asking.site, found)
    return Images(
        kind=command.kind,
        drawing=command.drawing,
        images=[
            DrawnImage(
                file_id=one.file_id, width=one.width, height=one.height, url=f"/api/v1/images?token={quote(token)}"
            )
            for one, token in zip(found, tokens, strict=True)
        ],
    )
