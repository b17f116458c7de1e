/** The boards of the meeting, who may draw, and what hosts and presenters do with boards. */

import { randomKey } from "../../../browser/randomKey";
import type { RoomFeature, Session } from "../../feature";
import type { Board, DeletedBoard } from "../../protocol.generated";
import type { RoomState } from "../../store/roomState";
import { defineSlice } from "../../store/slice";
import { isModerator, selectIsModerator, selectPerson, selectYou } from "../people/public";

export type Template = Board["template"];
export const TEMPLATES: readonly Template[] = ["blank", "grid", "columns"];

export interface WhiteboardState {
  /** In the order in which they were made. */
  boards: ReadonlyMap<string, Board>;
  shown: string | null;
  attendeesDraw: boolean;
  /** Those that can be restored; null before somebody has asked for them. */
  deleted: readonly DeletedBoard[] | null;
}

export const whiteboard = defineSlice<"whiteboard", WhiteboardState>("whiteboard", {
  initial: { boards: new Map(), shown: null, attendeesDraw: true, deleted: null },
  snapshot: ({ boards, shown, attendeesDraw }) => ({
    boards: new Map(boards.map((board) => [board.id, board])),
    shown,
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
    boardShown: (state, { boardId }) => ({ ...state, shown: boardId }),
    drawingChanged: (state, { attendeesDraw }) => ({ ...state, attendeesDraw }),
    deletedBoards: (state, { boards }) => ({ ...state, deleted: boards }),
  },
});

export const selectBoards = whiteboard.select(({ boards }) => boards);
export const selectBoard = (id: string) => whiteboard.select(({ boards }) => boards.get(id) ?? null);
export const selectShownBoard = whiteboard.select(({ shown }) => shown);
export const selectDeletedBoards = whiteboard.select(({ deleted }) => deleted);
export const selectAttendeesDraw = whiteboard.select(({ attendeesDraw }) => attendeesDraw);
/** Whether this person makes, shows and deletes boards. */
export const selectRunsBoards = selectIsModerator;

export const notices: RoomFeature["notices"] = {
  boardShown: ({ boardId, by }, before) => {
    const board = boardId === null ? null : selectBoard(boardId)(before);
    const name = selectPerson(by ?? "")(before)?.name;
    if (!board || name === undefined || by === selectYou(before)?.id) return null;
    return { tone: "spoken", text: "whiteboard.shownBy", values: { name, board: board.name } };
  },
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

/** Null: no board is shown any more. */
export function showBoard(session: Session, boardId: string | null): void {
  void session.send({ type: "showBoard", boardId });
}

export function askForDeletedBoards(session: Session): void {
  void session.send({ type: "listDeletedBoards" });
}

export function letAttendeesDraw(session: Session, attendeesDraw: boolean): void {
  void session.send({ type: "setDrawing", attendeesDraw });
}
