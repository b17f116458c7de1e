/** The boards of the meeting, who may draw, and what hosts and presenters do with boards. */

import { randomKey } from "../../../browser/randomKey";
import type { RoomFeature, Session } from "../../feature";
import type { Board, DeletedBoard, Item } from "../../protocol.generated";
import type { RoomState } from "../../store/roomState";
import { defineSlice } from "../../store/slice";
import { isModerator, selectIsModerator, selectYou } from "../people/public";

export type Template = Board["template"];
export const TEMPLATES: readonly Template[] = ["blank", "grid", "columns"];

export interface WhiteboardState {
  /** In the order in which they were made. */
  boards: ReadonlyMap<string, Board>;
  attendeesDraw: boolean;
  /** Those that can be restored; null before somebody has asked for them. */
  deleted: readonly DeletedBoard[] | null;
}

export const whiteboard = defineSlice<"whiteboard", WhiteboardState>("whiteboard", {
  initial: { boards: new Map(), attendeesDraw: true, deleted: null },
  snapshot: ({ boards, attendeesDraw }) => ({
    boards: new Map(boards.map((board) => [board.id, board])),
    attendeesDraw,
    deleted: null,
  }),
  on: {
    boardUpdated: (state, { board }, { editable }) => ({
      ...state,
      boards: editable(state.boards).set(board.id, board),
      deleted: state.deleted && state.deleted.filter(({ id }) => id !== board.id),
    }),
    boardDeleted: (state, { boardId, at }, { editable }) => {
      const board = state.boards.get(boardId);
      const boards = editable(state.boards);
      boards.delete(boardId);
      const gone = board ? [{ id: boardId, name: board.name, deletedAt: at }] : [];
      return { ...state, boards, deleted: state.deleted && [...gone, ...state.deleted] };
    },
    drawingChanged: (state, { attendeesDraw }) => ({ ...state, attendeesDraw }),
    deletedBoards: (state, { boards }) => ({ ...state, deleted: boards }),
  },
});

export const selectBoards = whiteboard.select(({ boards }) => boards);
export const selectBoard = (id: string) => whiteboard.select(({ boards }) => boards.get(id) ?? null);
/** A board among what can be shown to all. */
export const boardItem = (id: string): Item => ({ kind: "board", id });
export const selectDeletedBoards = whiteboard.select(({ deleted }) => deleted);
export const selectAttendeesDraw = whiteboard.select(({ attendeesDraw }) => attendeesDraw);
/** Whether this person may draw, on boards and on pages. */
export const selectMayDraw = (room: RoomState): boolean => selectAttendeesDraw(room) || selectIsModerator(room);
/** Whether this person makes, shows and deletes boards. */
export const selectRunsBoards = selectIsModerator;

export const notices: RoomFeature["notices"] = {
  /** What was allowed is told to attendees: to the others the switch shows it. */
  drawingChanged: ({ attendeesDraw }, before: RoomState) => {
    const you = selectYou(before);
    if (you === null || isModerator(you) || selectAttendeesDraw(before) === attendeesDraw) return null;
    return { tone: "shown", text: attendeesDraw ? "whiteboard.allowed" : "whiteboard.refused" };
  },
};

export function createBoard(
  session: Session,
  board: { name: string; template: Template; headings: string[] },
): Promise<boolean> {
  return session.send({ type: "createBoard", key: randomKey(), show: true, ...board });
}

export function renameBoard(session: Session, boardId: string, name: string): Promise<boolean> {
  return session.send({ type: "renameBoard", boardId, name });
}

export function deleteBoard(session: Session, boardId: string): void {
  void session.send({ type: "deleteBoard", boardId });
}

export function restoreBoard(session: Session, boardId: string): void {
  void session.send({ type: "restoreBoard", boardId });
}

export function askForDeletedBoards(session: Session): void {
  void session.send({ type: "listDeletedBoards" });
}

export function letAttendeesDraw(session: Session, attendeesDraw: boolean): void {
  void session.send({ type: "setDrawing", attendeesDraw });
}
