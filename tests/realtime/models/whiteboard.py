from __future__ import annotations

from typing import Any

from convener.realtime.features.whiteboard import (
    BoardDeleted,
    BoardUpdated,
    DeletedBoards,
    DrawingChanged,
    WhiteboardSlice,
)


class Model:
    def __init__(self, known: WhiteboardSlice) -> None:
        self.boards = {one.id: one for one in known.boards}
        self.attendees_draw = known.attendees_draw
        self.deleted: list[str] = []

    def hear(self, message: Any) -> None:
        match message:
            case BoardUpdated(board=board):
                self.boards[board.id] = board
            case BoardDeleted(board_id=board_id):
                del self.boards[board_id]
            case DrawingChanged(attendees_draw=attendees_draw):
                self.attendees_draw = attendees_draw
            case DeletedBoards(boards=boards):
                self.deleted = [one.name for one in boards]

    def state(self) -> Any:
        # A board that was restored stands last until the page asks anew.
        return sorted(self.boards.items()), self.attendees_draw
